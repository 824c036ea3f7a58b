#!/bin/sh
# presets.sh - docs/guide.md shows what the presets lead to on the built-in catalog. UPDATE_DOCS=1 writes the table anew (make update-docs).
set -u

program=${top_builddir:-.}/llmatlas
page=${top_srcdir:-.}/docs/guide.md
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
LC_ALL=C XDG_DATA_HOME=$folder HOME=$folder
export LC_ALL XDG_DATA_HOME HOME

{
	echo '| preset | the first three, with their points | the verdict |'
	echo '|---|---|---|'
	"$program" guide --list | sed -n '/^Presets/,$s/^    \([a-z][a-z]*\)  *\(.*\)/\1 \2/p' |
		while read -r key title; do
			"$program" guide --preset "$key" >"$folder/answer" || exit 1
			three=$("$program" guide --preset "$key" --format tsv --no-footer |
				awk -F '\t' 'NR > 1 && NR < 5 { printf "%s`%s` %.0f", (NR > 2 ? ", " : ""), $1, $4 }')
			echo "| $title (\`$key\`) | $three | $(sed 1q "$folder/answer") |"
		done
} >"$folder/table"
[ "$(wc -l <"$folder/table")" -gt 10 ] || { echo "the presets could not be run"; cat "$folder/table"; exit 1; }

awk -v file="$folder/table" '
	/^<!-- presets -->$/ { print; while ((getline line < file) > 0) print line; is_in = 1; seen = 1 }
	/^<!-- end -->$/ { is_in = 0 }
	!is_in && !/^<!-- presets -->$/
	END { exit !seen }' "$page" >"$folder/page" || { echo "docs/guide.md has no table of presets"; exit 1; }
if [ -n "${UPDATE_DOCS:-}" ]; then
	cp "$folder/page" "$page"
elif ! diff -u "$page" "$folder/page"; then
	echo "docs/guide.md does not show where the presets lead: make update-docs"
	exit 1
fi

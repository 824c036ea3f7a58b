#!/bin/sh
# docs.sh - manual pages, docs/exports.md and HACKING.md agree with the program's own tables, both ways.
# UPDATE_DOCS=1 writes the parts that are printed by the program anew (make update-docs).
set -u

program=${top_builddir:-.}/llmatlas
top=${top_srcdir:-.}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
complain() { echo "$1"; failed=1; }

# The text of a manual page as it is read: "\-" is "-", fonts are gone.
plain() { sed 's/\\f[BIR]//g; s/\\-/-/g; s/"//g' "$top/man/$1"; }
plain llmatlas.1 >"$folder/llmatlas.1"
plain llmatlas-query.7 >"$folder/llmatlas-query.7"

# Lines of $1 that $2 lacks.
lacks() { sort -u "$1" >"$folder/a"; sort -u "$2" >"$folder/b"; comm -23 "$folder/a" "$folder/b"; }

# --- commands and options
"$program" --help | sed -n 's/^       llmatlas \([a-z]*\).*/\1/p' >"$folder/commands"
sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/s/^\.BR* \([a-z][a-z]*\).*/\1/p' "$folder/llmatlas.1" >"$folder/explained"
for word in $(lacks "$folder/commands" "$folder/explained"); do complain "llmatlas.1 does not explain the command $word"; done
for word in $(lacks "$folder/explained" "$folder/commands"); do complain "llmatlas.1 explains the command $word, which there is not"; done

# What a command takes stands in both as in its usage.
"$program" --help | sed -n 's/^       llmatlas \([a-z]*\)/\1/p' | sed 's/MODEL\.\.\. | [a-z]*/MODEL ... |/' >"$folder/usage"
sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/s/^\.BR* \([a-z][a-z]*\)/\1/p' "$folder/llmatlas.1" | tr -s " " >"$folder/explained"
lacks "$folder/usage" "$folder/explained" >"$folder/missing"
[ ! -s "$folder/missing" ] || complain "llmatlas.1 has not the usage: $(cat "$folder/missing")"
sed -n '/^\.SH SYNOPSIS/,/^\.SH DESCRIPTION/p' "$folder/llmatlas.1" | sed 's/^\.[A-Z]* *//' | tr '\n' ' ' | tr -d ' ,' >"$folder/synopsis"
sed '/^guide/d' "$folder/usage" | tr -d ' ' | while read -r usage; do
	grep -qF "llmatlas$usage" "$folder/synopsis" || echo "$usage"
done >"$folder/missing"
[ ! -s "$folder/missing" ] || complain "the synopsis of llmatlas.1 has not: $(cat "$folder/missing")"
# Each option stands under its command, or with those of several; and what stands there is an option of it.
sed -n '/^\.SH OPTIONS/,/^\.SH KEYS/{s/^\.SS /= /p;s/^\.BR* \(-. , *\)*--\([a-z-]*\).*/\2/p;}' "$folder/llmatlas.1" |
	awk '$1 == "=" { gsub(/ and /, " "); heads = substr($0, 3); if (heads == "Every command" || heads == "Tables" || heads == "The screen") heads = "-"; next }
		{ count = split(heads, head, " "); for (i = 1; i <= count; i++) print head[i], $1 }' >"$folder/explained"
for command in $(cat "$folder/commands"); do
	"$program" $command --help | sed -n "s/^  \(-., \|    \)--\([a-z-]*\).*/$command \2/p"
done >"$folder/options"
"$program" --help | sed -n 's/^  \(-., \|    \)--\([a-z-]*\).*/- \2/p' >>"$folder/options"
awk 'FILENAME ~ /explained$/ { seen[$0] = 1; next } !seen[$0] && !seen["- " $2]' "$folder/explained" "$folder/options" >"$folder/missing"
[ ! -s "$folder/missing" ] || complain "llmatlas.1 does not explain, by command: $(tr '\n' ';' <"$folder/missing")"
awk 'FILENAME ~ /options$/ { seen[$0] = 1; any[$2] = 1; next } !seen[$0] && !($1 == "-" && any[$2])' "$folder/options" "$folder/explained" >"$folder/missing"
[ ! -s "$folder/missing" ] || complain "llmatlas.1 explains what there is not, by command: $(tr '\n' ';' <"$folder/missing")"

# --- parts printed from tables: what stands between the two marks of a page
printed() { # PAGE NAME COMMAND...: the part NAME is what the command prints
	page=$top/man/$1 part=$2
	shift 2
	"$program" "$@" </dev/null | sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/' >"$folder/part"
	awk -v part="$part" -v file="$folder/part" '
		$0 == ".\\\" BEGIN " part { print; while ((getline line < file) > 0) print line; is_in = 1 }
		$0 == ".\\\" END " part { is_in = 0; seen = 1 }
		!is_in && $0 != ".\\\" BEGIN " part
		END { exit !seen }' "$page" >"$folder/page" || complain "$page has no part $part"
	if [ -n "${UPDATE_DOCS:-}" ]; then
		cp "$folder/page" "$page"
	elif ! diff -u "$page" "$folder/page"; then
		complain "the part $part of $page is not what the program says: make update-docs"
	fi
}
printed llmatlas.1 KEYS keys
printed llmatlas-query.7 FIELDS fields
printed llmatlas-query.7 PARAMETERS fields with

# --- theme roles and directives
for name in $("$program" themes --roles | sed 's/ .*//'); do
	grep -q "\b$name\b" "$top/man/llmatlas-theme.5" || complain "llmatlas-theme.5 does not name the role $name"
done
for word in sort show fold with is no has disclosed reported inferred conflict; do
	grep -q "\b$word:" "$folder/llmatlas-query.7" || complain "llmatlas-query.7 does not explain $word:"
done

# --- docs/exports.md: one comparison in every format
whole=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
${MKCATALOG:-${top_builddir:-.}/mkcatalog} -o "$folder/three.snapshot" "$top/tests/fixtures/three-models.json" || complain "no three-models.snapshot"
for format in text markdown html csv tsv json ndjson latex org mediawiki jira asciidoc; do
	grep -q "^## .*\`--format $format\`" "$top/docs/exports.md" || complain "docs/exports.md does not show $format"
	# The command of the page, word by word; the page is about the built-in catalog, which has the same facts: its command names no other.
	words=$(sed -n 's/^    llmatlas \(compare .*\)/\1/p' "$top/docs/exports.md" | sed 1q)
	# shellcheck disable=SC2086
	(cd "$folder" && "$whole" $words --catalog three.snapshot --format "$format") >"$folder/written" || complain "no $format of the comparison"
	sed 's/ [^ ]*catalog three\.snapshot//' "$folder/written" >"$folder/$format"
done
awk -v folder="$folder" '
	/^```/ && part != "" && !is_in { print; while ((getline line < (folder "/" part)) > 0) print line; is_in = 1; next }
	/^```$/ && is_in { is_in = 0; part = "" }
	/^## / { part = match($0, /`--format [a-z]*`/) ? substr($0, RSTART + 10, RLENGTH - 11) : "" }
	!is_in' "$top/docs/exports.md" >"$folder/exports.md"
if [ -n "${UPDATE_DOCS:-}" ]; then
	cp "$folder/exports.md" "$top/docs/exports.md"
elif ! diff -u "$top/docs/exports.md" "$folder/exports.md"; then
	complain "docs/exports.md does not show what the program writes: make update-docs"
fi

# --- HACKING.md has a line for every source file, under its folder, and none for others
awk '/^## Every file/ { is_in = 1 } /^\*\*.*\*\*$/ { folder = substr($0, 3, length($0) - 4) }
	is_in && match($0, /^- `[a-z0-9_]+`/) { print folder substr($0, 4, RLENGTH - 4) }' "$top/HACKING.md" >"$folder/told"
(cd "$top" && find catalog state tui cli bench -name '*.[chS]' -o -name '*.def' | sed 's/\.[a-zS]*$//') >"$folder/there"
for word in $(lacks "$folder/there" "$folder/told"); do complain "HACKING.md has no line for $word"; done
for word in $(lacks "$folder/told" "$folder/there"); do complain "HACKING.md has a line for $word, which there is not"; done
# --- "file.c: name" in HACKING.md is found there
grep -oE '`[a-z_]+\.[ch]: [a-z_]+`' "$top/HACKING.md" | tr -d '`' | while IFS=': ' read -r file name; do
	grep -q "\b$name\b" "$(find "$top/catalog" "$top/state" "$top/tui" "$top/cli" -name "$file" | sed 1q)" || echo "HACKING.md: no $name in $file"
done >"$folder/missing"
[ ! -s "$folder/missing" ] || complain "$(cat "$folder/missing")"
# --- documents that are named are there; docs/snapshot.md has every kind of section
grep -rhoE '(https?://[^ )]*)?docs/[a-z_-]+\.(md|json)' "$top"/*.md "$top"/docs/*.md "$top"/man "$top"/catalog/*/*.[ch] "$top"/tui "$top"/cli/*.[ch] "$top"/tests/*.sh |
	grep -v '^http' | sort -u >"$folder/named"
while read -r file; do [ -f "$top/$file" ] || complain "$file is named, and is not there"; done <"$folder/named"
grep -ohE 'docs/[a-z_.]+\.(md|json)' "$top"/man/* | sort -u | while read -r file; do
	sed -n '/^docs_DATA = /,/[^\\]$/p' "$top/Makefile.am" | grep -qF "$file" || echo "the manual names $file, which is not installed"
done >"$folder/named"
[ ! -s "$folder/named" ] || complain "$(cat "$folder/named")"
sed -n 's/^\tSNAPSHOT_\([A-Z_]*\).*/\1/p' "$top/catalog/store/snapshot.h" >"$folder/kinds"
while read -r kind; do
	grep -q "^|.*\b$kind\b.*|" "$top/docs/snapshot.md" || complain "docs/snapshot.md does not have $kind"
done <"$folder/kinds"

exit $failed

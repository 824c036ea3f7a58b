#!/bin/sh
# screens.sh - drives the explorer with each tests/screens/*.keys and compares what it draws with the .screen beside it; and how each theme draws
# the roles on them with tests/looks/*.looks. UPDATE_SCREENS=1 writes both anew; the difference is read like code.
set -u

tests=${top_builddir:-.}/tests
folder=${top_srcdir:-.}
failed=0
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT

compare() { # EXPECTED: with what is in $actual
	if [ -n "${UPDATE_SCREENS:-}" ]; then
		cp "$actual" "$1"
	elif ! diff -u "$1" "$actual"; then
		echo "FAILED: $1"
		failed=1
	fi
}

for script in "$folder"/tests/screens/*.keys; do
	"$tests/drive" "$script" >"$actual" || { echo "$script: drive failed"; failed=1; }
	compare "${script%.keys}.screen"
done
for theme in "$folder"/themes/*.theme; do
	name=$(basename "$theme" .theme)
	"$tests/legend" "$name" >"$actual" || { echo "$name: legend failed"; failed=1; }
	compare "$folder/tests/looks/$name.looks"
done
exit $failed

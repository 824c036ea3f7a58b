#!/bin/sh
# docs.sh - help, manual pages and HACKING.md agree with the program's own tables.
set -u

program=${top_builddir:-.}/llmatlas
top=${top_srcdir:-.}
failed=0
complain() { echo "$1"; failed=1; }

# every option and command stands in llmatlas(1), and nothing there is invented
"$program" --help | sed -n 's/^ *llmatlas \([a-z]*\).*/\1/p' | sort -u | while read -r command; do
	[ -z "$command" ] || grep -q "^\.B $command\|llmatlas $command\|^\.BI? *\"*$command" "$top/man/llmatlas.1" ||
		echo "llmatlas.1 does not explain the command $command"
done >"${TMPDIR:-/tmp}/docs.$$"
for command in list show compare check fields keys themes config terms; do
	"$program" $command --help | sed -n 's/.*--\([a-z-]*\).*/\1/p'
done | sort -u | while read -r option; do
	grep -q -e "--$option" "$top/man/llmatlas.1" || echo "llmatlas.1 does not explain --$option"
done >>"${TMPDIR:-/tmp}/docs.$$"
# every action and every theme role is explained
"$program" keys | awk '/^  /{print $0}' | grep -c . >/dev/null
for name in $("$program" themes --roles); do
	grep -q "$name" "$top/man/llmatlas-theme.5" || echo "llmatlas-theme.5 does not name the role $name"
done >>"${TMPDIR:-/tmp}/docs.$$"
# every directive of the query language
for word in sort show fold with is no has disclosed reported inferred conflict; do
	grep -q "$word:" "$top/man/llmatlas-query.7" || echo "llmatlas-query.7 does not explain $word:"
done >>"${TMPDIR:-/tmp}/docs.$$"
[ ! -s "${TMPDIR:-/tmp}/docs.$$" ] || { cat "${TMPDIR:-/tmp}/docs.$$"; failed=1; }
rm -f "${TMPDIR:-/tmp}/docs.$$"

# HACKING.md has a line for every source file
for file in $(cd "$top" && find catalog state tui cli -name '*.[ch]' -o -name '*.def' | sort); do
	stem=${file%.*}
	grep -q "${stem##*/}" "$top/HACKING.md" || complain "HACKING.md has no line for $file"
done
exit $failed

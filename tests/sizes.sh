#!/bin/sh
# sizes.sh - every view and dialog, in both languages, at sizes from the smallest to very wide: nothing is drawn over a frame or out of its box.
set -u

drive=${top_builddir:-.}/tests/drive
script=$(mktemp) || exit 1
trap 'rm -f "$script"' EXIT
failed=0

# A line each: what it is, how to get there from the list with three models marked, and what to type there.
views() {
	cat <<-'END'
	list|Esc|
	panes|Shift-Tab Down|
	details|Enter|
	finding|/|open
	query|:|license:
	mistake|:|license:nosuch
	help|?|
	palette|Ctrl-p|
	export|e|
	export-foot|e Down Down Down|
	export-name|e Down Down|
	themes|t|
	columns|\||
	note|"|a note
	saved|'|a name
	values|Shift-Tab Home Enter|
	evidence|Enter Enter|
	changes|6|
	sources|7|
	compare|c|
	compare-end|c G|
	add|c +|o
	compare-export|c e|
	choose|2|
	question|2 Enter|
	answered|2 Enter Space Enter|
	result|2 Enter v|
	reasons|2 Enter v Tab|
	like|2 Enter v m|
	weights|2 Enter v a|
	record|2 Enter v Ctrl-e|
	plot|4|
	point|4 Right|
	chooser|4 s|
	histogram|4 s Up Right Enter|
	lesson|5|
	lesson-wide|5 n Down Down Right|
	term|5 ?|
	cost|$|
	offers|$ Tab Tab|
	volumes|$ Tab Tab Tab|
	parameters|$ a|
	memory|r|
	card|r n n|
	END
}

for language in en ko; do
	views | while IFS='|' read -r name keys text; do
		[ "$name" != columns ] || { keys='|' text=; }
		echo "size 120x40"
		echo "key 1 Esc Esc Esc Esc Esc Home Esc"
		for key in $keys; do echo "key $key"; done
		[ -z "$text" ] || echo "text $text"
		for size in 40x10 41x11 44x12 52x13 60x16 72x18 80x24 100x30 120x40 160x25 200x60 40x60 200x10; do
			echo "size $size"
			echo "whole $name"
		done
		echo "size 80x24"
		echo "key Esc Esc Esc Esc Esc Esc"
	done >"$script.views"
	{
		echo "fixture three-models.json"
		echo "before earlier.json"
		echo "import litellm.json"
		echo "language $language"
		echo "key Space Space Space Home"
		cat "$script.views"
	} >"$script"
	"$drive" "$script" || { echo "$language: something is drawn over a frame"; failed=1; }
done
rm -f "$script.views"
exit $failed

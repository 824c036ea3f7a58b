#!/bin/sh
# layering.sh - the floors of HACKING.md hold: every include goes down, each library has one user, and the catalog neither prints,
# ends the program, nor reads the environment or the clock.
set -u

cd "${top_srcdir:-.}" || exit 1

includes() { # "file:line:header" of every project or system include
	find catalog state tui cli -name '*.[ch]' -o -name '*.S' -path 'cli/*' -o -name '*.def' -path '*/*' | sort |
		xargs grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]' /dev/null |
		sed -E 's/^([^:]*:[0-9]*):[^<"]*([<"][^>"]*)[>"].*/\1:\2/'
}

includes | awk -F: '
	function floor_of(path) {
		if (path ~ /^catalog\/[a-z]+\//) { split(path, part, "/"); return part[2] }
		if (match(path, /^(state|tui|cli)\//)) return substr(path, 1, RLENGTH - 1)
		return ""
	}
	function room_of(path) { return path ~ /^tui\/(screen|input|views)\// ? substr(path, 5, index(substr(path, 5), "/") - 1) : "" }
	function stem_of(path) { sub(/.*\//, "", path); sub(/\.[a-z]+$/, "", path); return path }
	function bad(sentence) { print $1 ":" $2 ": " sentence; count++ }
	function only(library, pattern) { if ($1 !~ pattern) bad("only " library) }
	BEGIN {
		below["base"] = " "
		below["store"] = " base "
		below["sources"] = " base store "
		below["query"] = " base store "
		below["tables"] = " base store query "
		below["advice"] = " base store sources query tables "
		catalog = " base store sources query tables advice "
		below["state"] = catalog
		below["tui"] = catalog " state "
		below["cli"] = catalog " state tui "
		# Inside tui: the app sees all, views see what they draw with, not each other; a key event is known below.
		inside["screen"] = " screen "
		inside["input"] = " input screen "
		inside["views"] = " views screen input "
	}
	{
		header = substr($3, 2)
		if (substr($3, 1, 1) == "<") {
			if (header ~ /(^|\/)(n?curses|term)\.h$/) only("terminal*.c uses curses", "^tui/screen/terminal[a-z_]*\\.[ch]$")
			if (header ~ /(^|\/)cJSON\.h$/) only("json.c uses cJSON", "^catalog/base/json[a-z_]*\\.c$")
			if (header ~ /(^|\/)pcre2[a-z]*\.h$/) only("pattern.c uses PCRE2", "^catalog/base/pattern[a-z_]*\\.c$")
			if (header ~ /(^|\/)utf8proc\.h$/) only("text.c uses utf8proc", "^catalog/base/text[a-z_]*\\.c$")
			next
		}
		from = floor_of($1); to = floor_of(header)
		if (to == "") { bad("\"" header "\" is in no floor: write the path from the top of the tree"); next }
		if (from != to && !index(below[from], " " to " ")) bad(from " may not include " header)
		if (from == "tui" && to == "tui") {
			room = room_of($1); other = room_of(header)
			if (header == "tui/input/key.h") next
			if (room != "" && other != "" && !index(inside[room], " " other " ")) bad("tui/" room " may not include " header)
			if (room == "views" && other == "views" && header != "tui/views/view.h" &&
			    index(stem_of($1) "_", stem_of(header) "_") != 1 && index(stem_of(header) "_", stem_of($1) "_") != 1)
				bad("a view may not include another: " header)
			if ((room == "screen" || room == "input") && other == "") bad("tui/" room " may not include " header)
		}
	}
	END { exit count > 0 }
' || failed=1

# Calls that the catalog leaves to the floors above; mkcatalog.c is a program, worker.c ends the child that it made.
calls='printf|vprintf|puts|putchar|perror|exit|_exit|_Exit|quick_exit|getenv|secure_getenv|setlocale|time|clock_gettime|gettimeofday|localtime|localtime_r|system|popen'
if find catalog -name '*.c' ! -name mkcatalog.c ! -name worker.c | sort |
	xargs grep -nE "(^|[^A-Za-z0-9_.>\"])($calls)\(|(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|\$)" /dev/null |
	grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\*|//)'; then
	echo "the catalog never prints, ends the program, or reads the environment or the clock"
	failed=1
fi

# What every C file begins with, and what none has.
folders="catalog state tui cli tests$([ -d bench ] && echo ' bench')"
for file in $(find $folders -name '*.[ch]' -o -name '*.def' | sort); do
	[ "$(sed 1q "$file")" = '/* SPDX-License-Identifier: MIT */' ] ||
		{ echo "$file:1: expected /* SPDX-License-Identifier: MIT */"; failed=1; }
	case $file in
	*.c)
		header=${file%.c}.h
		first=$(sed -nE 's/^#include "([^"]*)".*/\1/p;/^#include </q' "$file" | sed 1q)
		[ ! -f "$header" ] || [ "$first" = "$header" ] ||
			{ echo "$file: expected #include \"$header\" first"; failed=1; }
		;;
	esac
done
if find $folders -name '*.[ch]' | sort |
	xargs grep -nE '^[[:space:]]*typedef[[:space:]]+(struct|union|enum)|\<(TODO|FIXME|XXX)\>' /dev/null; then
	echo "no typedef for structs, nothing left to do"
	failed=1
fi

exit "${failed:-0}"

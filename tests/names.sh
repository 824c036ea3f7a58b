#!/bin/sh
# names.sh - no name is defined in two files of the libraries: the linker would take the first and say nothing.
set -u

command -v nm >/dev/null 2>&1 || { echo "SKIP: names.sh: nm was not found"; exit 77; }
cd "${top_builddir:-.}" || exit 1
nm -A -g --defined-only catalog/libcatalog.a state/libstate.a tui/libtui.a cli/libresources.a 2>/dev/null |
	awk 'NF > 2 && $(NF - 1) ~ /^[TDBRC]$/ && $NF !~ /^_/ {
			sub(/:[0-9a-f]*$/, "", $1)
			files[$NF] = files[$NF] " " $1
			count[$NF]++
			all++
		}
		END {
			for (name in count)
				if (count[name] > 1) { print name " is defined twice:" files[name]; failed = 1 }
			if (all < 100) { print "SKIP: names.sh: nm prints something else here"; exit 77 }
			exit failed
		}'

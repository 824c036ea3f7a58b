#!/bin/sh
# headers.sh - each header compiles alone, and twice, without a warning.
set -u

source=${top_srcdir:-.}
cd "$source" || exit 1
for header in $(find catalog state tui cli tests bench -name '*.h' | sort); do
	# shellcheck disable=SC2086 # CPPFLAGS are words
	printf '#include "%s"\n#include "%s"\nextern int not_empty;\n' "$header" "$header" |
		${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Werror -D_GNU_SOURCE -I. \
			${CPPFLAGS:-} -fsyntax-only -x c - ||
		{ echo "$header does not compile alone"; failed=1; }
	guard=$(echo "$header" | tr 'a-z/.' 'A-Z__')
	grep -q "^#ifndef $guard\$" "$header" || { echo "$header: expected the guard $guard"; failed=1; }
done
exit "${failed:-0}"

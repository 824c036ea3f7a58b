#!/bin/sh
# count.sh BUILD - says "N passed, N failed" (", N skipped") of the last `make check` in a build folder.
# A test program counts with its cases, a script or a program that tells none as one. Ends with 1 if any failed.
set -u

cd "${1:?usage: count.sh BUILD}" || exit 1
find tests -name '*.trs' 2>/dev/null | sort | while read -r result; do
	sed -n 's/^:test-result: \([A-Z]*\).*/result \1/p' "$result"
	# As cmocka says it: "[  PASSED  ] 12 test(s)."
	sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s).*/passed \1/p
		s/^\[  FAILED  \] \(tests: \)*\([0-9]*\) test(s).*/failed \2/p
		s/^\[  SKIPPED \] \(tests: \)*\([0-9]*\) test(s).*/skipped \2/p' "${result%.trs}.log" 2>/dev/null
	echo end
done | awk '
	/^result/ { result = $2 }
	/^passed/ { cases += $2 }
	/^failed/ { bad += $2 }
	/^skipped/ { left += $2 }
	/^end/ {
		if (result == "PASS" || result == "XFAIL") passed += cases > 0 ? cases : 1
		else if (result == "SKIP") skipped++
		else { passed += cases; failed += bad > 0 ? bad : 1 }
		skipped += left
		cases = bad = left = 0
	}
	END {
		printf "%d passed, %d failed", passed, failed
		if (skipped > 0) printf ", %d skipped", skipped
		printf "\n"
		exit failed > 0 || passed == 0
	}'

#!/bin/sh
# scores.sh - whose word a score is: the maker's own text, a list that quotes the maker, a tester.
set -u

program=${top_builddir:-.}/llmatlas
top=${top_srcdir:-.}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

# The made-up catalog of the corpus with four scores of one benchmark: whose stands where is in their values.
sed '/"scores": \[{"benchmark": "quiz", "score": 60/s/"scores": .*/"scores": [\
       {"benchmark": "quiz", "score": 60, "date": "2025-03", "by": "maker", "source": "card"},\
       {"benchmark": "quiz", "score": 61, "date": "2025-06", "by": "quoted", "source": "guide"},\
       {"benchmark": "errors", "score": 7, "date": "2025-06", "by": "quoted", "setting": "no tools", "source": "guide"}\
     ]},/' "$top/tests/corpus/facts/small" >"$folder/facts.json"
"${MKCATALOG:-${top_builddir:-.}/mkcatalog}" -o "$folder/catalog" "$folder/facts.json" 2>"$folder/err" || exit 1

# says PATTERN ARGUMENTS...
says() {
	pattern=$1
	shift
	"$program" --catalog "$folder/catalog" "$@" >"$folder/out" 2>"$folder/err"
	grep -q -e "$pattern" "$folder/out" || {
		echo "llmatlas $*: no '$pattern'"; head -n 8 "$folder/out" "$folder/err"; failed=1
	}
}

says '^Acme Open 70B: 60 (Acme' show acme-open-70b bench.quiz # older, but the maker's own
says "61 (the maker's figure, quoted), reported by A guide" show acme-open-70b bench.quiz
says "7 (the maker's figure, quoted, no tools), reported by A guide .* †" show acme-open-70b bench.errors
says '개발사 수치의 인용' show acme-open-70b bench.errors --lang ko
says '"basis": *"reported"' show acme-open-70b bench.errors --format json
says '^Acme Large: 78, reported by A guide' show acme-large bench.quiz # a tester's goes before the maker's

sed 's/"by": "quoted", "source"/"by": "rumour", "source"/' "$folder/facts.json" >"$folder/broken.json"
"$program" check "$folder/broken.json" >"$folder/out" 2>&1
grep -q 'broken.json:[0-9]*:[0-9]*: .*expected "maker", "quoted" or "independent"' "$folder/out" || {
	echo "a score by nobody passes:"; cat "$folder/out"; failed=1
}
exit $failed

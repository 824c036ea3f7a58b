#!/bin/sh
# reports.sh - what a reader of an exported table needs who has not the program: units, marks, sources that lead somewhere, the command;
# and what programs need that take the file.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

. "${top_srcdir:-.}/tests/expect.sh"

# Excel takes a file for UTF-8 by its mark; without it nothing stands before the head
[ "$("$program" list developer:meta --format csv --bom | head -c 6)" = "$(printf '\357\273\277id,')" ] || complain '--bom: no mark'
[ "$("$program" list developer:meta --format tsv --bom | head -c 5)" = "$(printf '\357\273\277id')" ] || complain '--bom: no mark before tsv'
expect 0 '^id,' list developer:meta --format csv
"$program" list developer:meta --format json --bom | head -c 1 | grep -q '{' || complain '--bom: a mark before JSON'

# the export dialog says the command of any table, also without a part of the footer
for table in "cost gpt-5" "fit qwen3-8b --memory 24GB" "plot license" "plot price quality" terms "learn 1" diff "show gpt-5 context"; do
	"$program" $table --footer query --format md >"$folder/out" 2>"$folder/err" || complain "$table: no --footer"
	grep -q '^- Command: ' "$folder/out" && ! grep -q '^- \(Source\|Marks\): ' "$folder/out" || complain "$table --footer query: another footer"
done

# memory is computed from facts, which have sources; what others report of them is marked
expect 0 '^- Source: .*<https://' fit qwen3-8b --memory 24GB --format md
expect 0 '"weights": {"value": [0-9]*, "basis": "disclosed", "sources": \[1\]}' fit qwen3-8b --memory 24GB --format json

# the numbers in the sentence of an evidence lead to its rows
expect 0 '^| router \\\[1\\\] |' show gpt-5 architecture --format md
expect 0 '^| router \\\[2\\\] † |' show gpt-5 architecture --format md

# long texts wrap within the page, few short columns are as wide as they need
expect 0 'p{' show gpt-5 architecture --format latex
expect 0 '^.begin{longtable}{@{}lrr@{}}' plot license --format latex

# a report is read without the program: 0.26 of what, 54 out of what
expect 0 '^Units: Context: tokens; Price: USD per 1M tokens, three input tokens for each output token; Quality: 0 to 100$' list developer:meta
expect 0 '^- Units: .*Price in: USD per 1M input tokens; .*benchmarks: percent' compare gpt-5 llama-4-scout --format md
expect 0 '단위: 컨텍스트 윈도우: 토큰' list developer:meta --lang ko
expect 0 'A month' cost gpt-5.4 --workload chatbot
! grep -q '^Units' "$folder/out" || complain 'costs carry their $, and have units below'

# addresses of the decision record are links that lead there, and what speaks for a model is no list within a list
"$program" guide --preset coding --report "$folder/record.md" >"$folder/out" || failed=1
"$program" guide --preset maths --report "$folder/record.html" >"$folder/out" || failed=1
grep -q '^- \\\[1\\\] .* <https://[^ \\]*>$' "$folder/record.md" || complain "record.md: no link to a source"
grep -q '^- [-+] ' "$folder/record.md" && complain "record.md: a list within a list"
grep -q '^- Command: `llmatlas guide --preset coding`$' "$folder/record.md" || complain "record.md: no command"
grep -q '<li>\[1\] .*<a rel="noreferrer" href="https://' "$folder/record.html" || complain "record.html: no link to a source"

exit $failed

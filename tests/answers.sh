#!/bin/sh
# answers.sh - the guide without a screen: what is asked of it, files of answers, records that give the same answers again.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

. "${top_srcdir:-.}/tests/expect.sh"

echo '{"schema": "llmatlas-answers/1", "answers": {"colour": 1}}' >"$folder/bad-answers.json"
expect 0 'Ranking' guide --preset coding
expect 0 '"kind": "ranking"' guide --preset finance --format json
expect 0 'Decision record' guide --set use_case=rag_qa --set data_place=own --set hardware=80 --format markdown
expect 0 '^id,rank,name,score,.*preference' guide --preset video --format csv
expect 0 '^{"id": "[^"]*", "rank": 1, .*"score": [0-9.]*, ' guide --preset coding --format ndjson
expect 0 'data_place' guide --list
expect 1 'smallest changes' guide --set length=90M --set use_case=long_docs
expect 2 'no question' guide --set usecase=coding
expect 2 '^llmatlas: "codding" is no answer to use_case; expected one of: summarise, ' guide --set use_case=codding
expect 2 "^llmatlas: length: 'long' is no number here; .*128k.*; or one of: [a-z0-9]" guide --set length=long
expect 2 "^llmatlas: budget: .*; or one of: " guide --set budget=abc
expect 2 '^llmatlas: freshness: .*; or one of: ' guide --set freshness=lately
expect 2 '^llmatlas: weights: no criterion of this name' guide --set 'weights={"price": 1}'
expect 2 '^llmatlas: budget:1:9: ' guide --set 'budget={"usd": }'
expect 2 'Possible: summaries' guide --preset nothing
expect 2 'no developer .nobody' guide --set makers=nobody
expect 2 'Nearest: google' guide --set makers=gogle
expect 0 '' guide --set makers=z.ai
expect 2 'counts only with data_place: region' guide --set regions=KR
expect 2 'tokens in, tokens out' guide --set workload=4k
expect 0 '"per_month": 20000, "repeat": 0.5' guide --set 'workload=4k 500 20000 50%' --format json
expect 0 '"data_place": "anywhere"' guide --preset regulated --set data_place=anywhere --format json
expect 3 'bad-answers.json:1:' guide --answers "$folder/bad-answers.json"
expect 4 'Cannot read' guide --answers /nonexistent
expect 0 'questionnaire is sound' check "${top_srcdir:-.}/catalog/facts/questionnaire.json"
printf '{"schema": "llmatlas-answers/1", "answers": {"data_place": "own",\n "regions": {"in": ["KR"]}}}' >"$folder/contradiction.json"
expect 3 'contradiction.json:2:13: .*regions counts only with data_place: region' guide --answers "$folder/contradiction.json"
# every mistake of a file, in its order
printf '{"schema": "llmatlas-answers/1", "answers": {"use_case": ["codding", "math", "maths"],\n "data_place": "moon",\n "colour": 1},\n "pins": [1]}' >"$folder/mistakes.json"
expect 3 'mistakes.json:1:59: .*"codding" is no answer to use_case' guide --answers "$folder/mistakes.json"
[ "$(grep -c '^llmatlas: .*mistakes.json:[1-4]:' "$folder/err")" = 5 ] && [ "$(wc -l <"$folder/err")" = 5 ] || { echo "not every mistake of the answers"; cat "$folder/err"; failed=1; }
# the answers file that the guide's document shows
sed -n '/^## The answers file/,/^Beside/p' "${top_srcdir:-.}/docs/guide.md" | sed -n '/^    {/,/\]}$/p' >"$folder/documented.json"
"$program" guide --answers "$folder/documented.json" >/dev/null 2>"$folder/err"
[ $? -le 1 ] || { echo "the answers of docs/guide.md"; cat "$folder/err"; failed=1; }
# the command of a record gives the same answers again, whatever file they came from
cat >"$folder/answers.json" <<'END'
{"schema": "llmatlas-answers/1",
 "answers": {"use_case": ["rag_qa", "coding"], "data_place": "region", "regions": {"in": ["KR", "EU"], "maker": "no"}, "length": 32000,
  "languages": {"ko": "must", "en": "wish"}, "workload": {"in": 3000, "out": 400, "per_month": 50000, "repeat": 0.5},
  "budget": {"usd": 900, "kind": "hard"}, "freshness": {"after": "2024-06"}, "makers": {"not": ["openai"]}, "priorities": ["privacy", "quality"]},
 "weights": {"quality": 60, "cost": 40}, "pins": [], "hide": ["openai/gpt-5"]}
END
"$program" guide --answers "$folder/answers.json" --report "$folder/record.json" 2>/dev/null
command=$(sed -n 's/^  "command": "\(.*\)",$/\1/p' "$folder/record.json" | sed 's/\\"/"/g')
eval "\"\$program\" ${command#llmatlas} --format json" >"$folder/again.json" 2>/dev/null
cmp -s "$folder/record.json" "$folder/again.json" || { echo "the command of a record gives other answers: $command"; failed=1; }
# a record of JSON holds its answers: it is taken as a file of them
"$program" guide --answers "$folder/record.json" --format json >"$folder/again.json" 2>"$folder/err"
cmp -s "$folder/record.json" "$folder/again.json" || { echo "a record gives other answers"; cat "$folder/err"; failed=1; }
printf '{"llmatlas": 1, "kind": "list",\n "rows": []}' >"$folder/list.json"
expect 3 'list.json:1:.*an answers file or a record of the guide' guide --answers "$folder/list.json"
expect 0 '' guide --preset maths --report "$folder/record.html"
grep -q '<table>' "$folder/record.html" || { echo "record.html has no table"; failed=1; }
"$program" guide --preset coding --format json >"$folder/1.json"
"$program" --lang ko guide --preset coding --format json >"$folder/2.json" 2>/dev/null ||
	"$program" guide --lang ko --preset coding --format json >"$folder/2.json"
cmp -s "$folder/1.json" "$folder/2.json" || { echo "the ranking differs with the language"; failed=1; }
exit $failed

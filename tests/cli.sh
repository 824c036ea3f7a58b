#!/bin/sh
# cli.sh - commands, formats and exit codes of the real program on the built-in catalog.
set -u

program=${top_builddir:-.}/llmatlas
whole=$(cd "$(dirname "$program")" && pwd)/llmatlas
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

. "${top_srcdir:-.}/tests/expect.sh"

expect 0 '^llmatlas 0' --version
expect 0 'show MODEL' --help
expect 0 'baseline' compare --help
expect 0 'show MODEL' help
expect 0 'baseline' help compare
expect 0 '^list,llmatlas list \[QUERY\],print the models that match$' help -f csv
expect 0 '^output,[^,]*,TOKENS,' help cost -f csv
expect 0 '^out,o,FILE,' help cost -f csv
expect 0 '^batch,[^,]*,\[SHARE\],' help cost -f csv
expect 0 '"kind": "options"' help cost -f json
expect 0 '사용법: llmatlas compare' --lang ko help compare
expect 2 "no command 'compar'. Did you mean 'compare'" help compar
expect 2 "no command 'zzzzzz'. 'llmatlas help' lists" help zzzzzz
expect 2 'one command' help list show
expect 0 "'lst' was taken as a word to find; the command is 'llmatlas list'" lst
expect 1 "'comapre'. Did you mean the command 'llmatlas compare'" comapre gpt-5 o3
for word in gpt-5 keye fin; do
	expect 0 '' "$word"
	[ -s "$folder/err" ] && { echo "$word: a model that is looked for is no command"; failed=1; }
done
expect 0 'open weight' list architecture:moe 'context>=1M' license:open-weight sort:price
expect 0 'Acme\|models' list --format markdown license:open-source
expect 0 'router' show gpt-5 architecture
expect 0 '전문가 혼합' --lang ko terms moe
expect 2 '여기에 없' --lang ko list --bogus
expect 2 '여기에 없' list --bogus --lang ko
expect 0 '^new .*gemini-3.6-flash' diff --only new
expect 0 '^id,change,name,field,before,after,date,provider,note$' diff -f csv
expect 0 '^{"id": "[^"]*", "change": "[^"]*", "name"' diff -f ndjson
expect 0 '^id,term,short,' terms -f csv
expect 0 '"license": {"value": "open-weight"}, "models": {"value": [0-9][0-9]*}, "all": {"value": [0-9]' plot license architecture:moe -f json
expect 0 '{"key": "models", "title": "Models", "kind": "number"}' plot license -f json
expect 0 '^open-weight,[0-9]*,[0-9]*$' plot license --lang ko -f csv
expect 0 '{"key": "how_it_computes", ' learn 1 -f json
expect 0 '^new .*gpt-6.2-sol.*2026-11-17' diff 2026-11-17
! grep -q '2026-1[01]-\(0\|1[0-6]\)' "$folder/out" || { echo 'diff DAY shows an earlier day'; failed=1; }
expect 2 'Possible: new, gone, repriced' diff --only dearer
expect 0 'router' --lang en show gpt-5 architecture
expect 0 '; [0-9]* models$' terms --format text
expect 0 'not disclosed' show openai/gpt-4o architecture
expect 0 'WHY IT BEHAVES' show llama-4-scout
expect 0 '^Parameters' compare llama-4-scout deepseek-v3 --only differences
! grep -q '^Architecture' "$folder/out" || { echo 'compare --only differences shows an equal row'; failed=1; }
expect 0 '^Speed  *[0-9]* (at Cerebras)' show gpt-oss-120b
expect 0 '^Price  *[0-9.]* (at ' show gpt-oss-120b
expect 0 '^Price  *free within limits' show ling-3.2-flash
expect 0 'of a model: at its fastest host' plot speed price
expect 2 "'zz' changes nothing there" show gpt-5 --query zz
expect 0 'A month' cost gpt-5.4 --input 2k --output 500 --requests 100k --cached 60%
expect 0 'no price\|\$' cost --query 'context>=1M' --workload chatbot --limit 3 --budget 500
expect 0 'whole request' cost gpt-5.4 --by offer --input 300k --output 2k
expect 0 ' 100% batch' cost --batch gpt-5.4
expect 0 ' 50% batch' cost gpt-5.4 --batch 50%
expect 0 ' 50% batch' cost --batch=0.5 gpt-5.4
expect 2 "'150%': expected a share from 0% to 100%" cost gpt-5.4 --batch 150%
expect 2 "'': expected a share" cost gpt-5.4 --batch=
expect 0 '^ *--batch\[=SHARE\] *share of the requests' cost --help
expect 0 '; 1 of [0-9]* models' cost gpt-5.4 --by offer
expect 0 '; 2 of [0-9]* models' cost gpt-5.4 gpt-5 --by offer
expect 0 '; 1 of [0-9]* models' cost gpt-5.4 --by volume --rig 8000
expect 0 '^Source: ' list developer:meta
! grep -q '^\[[0-9]*\]' "$folder/out" || { echo 'a list numbers sources that no cell refers to'; failed=1; }
expect 0 '^\[1\] ' compare gpt-5 gpt-5.4
expect 0 '1M a month' cost gpt-5.4 --by volume --rig 8000 --watts 700 --kwh 0.25
expect 0 'own hardware' cost gpt-5.4 --by volume --rig 8000 --watts 700 --kwh 0.25
expect 0 '"month": {"value": [0-9]' cost gpt-5.4 --format json
expect 0 '"month": {[^}]*"low": [0-9]' cost gpt-5.4 --thinking 1..2.5 --format json
expect 0 '"kv_cache": {"value": 1073741824' fit meta/llama-3.1-8b --context 8192 --bits fp16 --format json
expect 0 'service only' fit gpt-5 --memory 24GB
expect 0 'GB that programs can use' fit meta/llama-3.1-8b --gpu '2x RTX 4090'
expect 0 'This machine' fit meta/llama-3.1-8b
expect 0 'fits' fit --query 'is:open params<=8B has:layers' --memory 24GB --limit 3
expect 0 'Memory' list 'memory<=24GB cost<1000 sort:memory' show:name,memory,cost
expect 0 'Q4_K_M' fields bits
expect 0 'RTX 4090' fields gpu
expect 0 'requests a month' fields with
expect 1 'No model matches' cost --query nosuchmodelanywhere
expect 1 'None of these' fit --query 'params>=100B' --memory 1GB
expect 2 'one of the two' cost
expect 2 'one of the two' fit gpt-5 --query gpt
expect 2 'share from 0% to 100%' cost gpt-5.4 --cached 200%
expect 2 'tokens of one request' cost gpt-5.4 --input=-5
expect 2 'to a trillion' cost gpt-5.4 --requests 1000000000000000000000000000000
expect 2 'together are at most 100%' cost gpt-5.4 --cached 60% --written 60%
expect 2 'no workload' cost gpt-5.4 --workload picnic
expect 2 'Nearest: RTX 4090' fit gpt-5 --gpu 'RTX 4099'
expect 2 'a quantization such as' fit gpt-5 --bits q99
expect 2 'is empty' fit ''
expect 2 'Column 1[0-9]' list 'with:cached=200%'
expect 0 'architecture' fields
expect 0 'mixture of experts' fields architecture
expect 0 'Ctrl-p' keys
expect 0 '^what-open-means' learn
expect 0 'license:open-weight\|commercial:yes' learn what-open-means
expect 0 '"kind": "lesson"' learn alignment --format json
expect 0 '"kind": "lessons"' learn --format json
expect 0 '^dense,.*,[0-9][0-9]*,architecture:dense$' learn 1 --lang ko -f csv
expect 0 '^what-open-means,' learn --format csv
expect 2 'no lesson' learn nothing
expect 0 'mixture of experts' terms moe
expect 0 'See also: dense' terms '전문가 혼합'
expect 0 '^| moe |' terms --format markdown
expect 2 'Nearest: moe' terms moee
expect 0 'contrast-dark .*High contrast' themes
expect 0 'terms and .* lessons' check
expect 0 'default' themes
expect 0 'theme = default' config --print
expect 0 'sound' check
expect 0 'undisclosed' check --coverage
expect 0 'Meta' list developer:meta -license:closed-api 'released>=2025' show:name,developer
expect 0 'frontier of' plot price quality license:open-weight
expect 0 'how many of' plot context developer:meta
expect 0 'frontier' plot price quality --format csv
expect 0 '"kind": "plot"' plot released quality --format json
expect 0 'plot price quality --scale auto,log --others license:open-weight' plot price quality --scale auto,log --others license:open-weight
expect 0 '1M tokens → ' plot price quality --scale even
expect 2 'takes auto, even or log' plot price quality --scale cubic
expect 2 'takes auto, even or log' plot price quality --scale log,log,log
expect 1 'No model matches' plot price quality nosuchmodelanywhere
expect 2 'Say what to plot' plot
expect 2 'Nearest: price' plot prize quality
expect 2 'it can be counted alone' plot architecture quality
expect 2 'free text' plot tends_to
expect 2 'Only a plot' list -o "$folder/list.svg"
[ ! -e "$folder/list.svg" ] || { echo "list.svg was begun"; failed=1; }
expect 4 'Cannot write' plot price quality -o /nonexistent/folder/x.svg
expect 1 'No model matches' list nosuchmodelanywhere
expect 1 "Without nosuchword there would be [1-9]" list 'context>=1M' nosuchword
expect 1 "Did you mean the command 'llmatlas list'" lsit
expect 1 'Nearest: gemini' list gemeni
expect 2 "'x' is too much" themes x
expect 2 "'x' is too much" keys x
expect 2 'Nearest: use_case' guide --set use=coding
expect 2 'Nearest: languages' guide --set langages=ko
# A catalog without models, and a folder that is not there, say what to do.
echo '{"schema": "llmatlas-facts/1", "name": "none", "date": "2025-06-01", "models": []}' >"$folder/none.json"
"${MKCATALOG:-${top_builddir:-.}/mkcatalog}" -o "$folder/none.snapshot" "$folder/none.json" || failed=1
for command in 'list' 'plot price quality' 'cost --query has:price'; do
	# shellcheck disable=SC2086
	expect 1 'catalog holds no models.*--catalog built-in' --catalog "$folder/none.snapshot" $command
done
expect 4 'that folder does not exist. Make it first' list gpt-5 -o "$folder/none/x.csv"
# Under what settings a score holds is said in the person's language, to programs in English.
expect 0 '(추론 강도 높음, 500문제 중 477문제)' --lang ko show gpt-5 bench.swe-bench-verified
expect 0 '(high effort, 477 of the 500 tasks)' --lang en show gpt-5 bench.swe-bench-verified
expect 0 'high effort, 477 of the 500 tasks' --lang ko show gpt-5 bench.swe-bench-verified -f json
expect 0 ' 추론 강도 높음 ' --lang ko compare gpt-5 claude-opus-4.5
# A score says what it measures, quality that is not known which results are missing.
expect 0 'It measures: graduate-level science questions; 25 by chance, 95 at the top' show gpt-4.1 bench.gpqa-diamond
expect 0 '추정 .1. ‡ (기록된 요금 항목에서' show llama-4-scout run --lang ko
expect 0 '평가 내용: 대학원 수준의 과학 문제' show gpt-4.1 bench.gpqa-diamond --lang ko
expect 0 '73.24 (native function calling, v4), reported by Berkeley' show claude-sonnet-4.5 bench.bfcl-v4
expect 0 'the lower the better' show gpt-4.1 bench.vectara-hallucination
expect 0 'no result of the lens "General" is on record: Epoch.*GPQA Diamond' show bloomberggpt quality
expect 0 'expert questions in a hundred fields' fields bench.hle
expect 2 'Nearest: architecture' list archtecture:moe
expect 2 'Nearest: amazon-bedrock' list provider:bedrock
expect 2 'expected a value of region in this catalog, such as [A-Za-z]' list region:atlantis
expect 2 'Column 8: expected one operator.*Nearest: >=' list 'context:>=128k'
expect 2 'Nearest: <=' list 'price=<1'
expect 2 'Nearest: <' list 'released:<1y'
expect 2 'Nearest: =' list 'params==8B'
expect 2 'Nearest: has:quality' list 'quality:known'
expect 2 'Nearest: has:architecture' list -- '-architecture:known'
expect 0 '' list 'quality:?'
expect 2 'Column 14' list architecture:mod
expect 2 'no option' list --frmat csv
expect 2 "'llmatlas list --help' lists" list --zzzzzzzz
expect 2 "'llmatlas --help' lists" --zzzzzzzz
expect 2 "takes auto, always or never, not 'maybe'" list --color maybe
expect 2 "not 'maybe'" --color maybe list
expect 2 'one model and one field: .extra. is too much' show gpt-5 context extra
expect 2 'Say which model' show
expect 2 'goes with one file' check --landings
expect 2 'goes with one file' check --landings a.json b.json
expect 2 'no term' terms nosuchterm
expect 2 'Did you mean --format' list --forma csv
expect 2 'Possible: text,.* asciidoc\.$' list --format xls
expect 2 'asciidoc, svg\.$' plot released --format xls
expect 2 '\.adoc, or --format' list -o "$folder/x.xls"
expect 2 'Column 3: expected a regular expression (missing closing parenthesis)' list '/(/'
expect 2 '(닫는 괄호가 없음)' --lang ko list '/(/'
expect 2 '(반복할 것이 없이 반복 기호가 옴)' --lang ko list '/*a/'
expect 2 'Column 9: expected the smaller end first. Nearest: 128k..1M' list 'context:1M..128k'
expect 2 'Give the full id' show llama
# ... or by what a host calls it, where that is one model's
expect 0 '^GLM-4.5: zhipuai/glm-4.5 ' show z-ai/glm-4.5 id
expect 0 '^Mistral Nemo: mistral/mistral-nemo ' show mistralai/mistral-nemo id
expect 2 "There is no model 'z-ai/nothing'" show z-ai/nothing
expect 2 'no model' show zzzzzz
expect 2 'Name two' compare gpt-5
expect 2 'named twice' compare gpt-5 openai/gpt-5
expect 2 'no language' --lang fr list
expect 3 'does not begin' list --catalog "$program"
expect 4 'Cannot read' list --catalog /nonexistent/file
expect 4 'Cannot write' list -o /nonexistent/folder/x.csv
[ ! -e /dev/full ] || expect 4 '/dev/full' list -o /dev/full --format csv

# comparisons of 2, of 60, of more
"$program" list --format tsv show:name | sed -n '2,62p' | cut -f 1 >"$folder/ids"
expect 0 '60 of' compare $(head -n 60 "$folder/ids") --format md
expect 2 'Name two to 60' compare $(head -n 61 "$folder/ids")
expect 2 'Name two' compare
expect 2 'one of the compared' compare llama-4-scout deepseek-v3 --baseline gpt-5
expect 2 "not 'equals'" compare llama-4-scout deepseek-v3 --only equals
expect 2 'no field' compare llama-4-scout deepseek-v3 --show params,prize
expect 2 'Column 8' compare llama-4-scout deepseek-v3 --query 'region:narnia::'
expect 2 'takes query, marks and sources' list --footer source
expect 0 'models.dev' compare llama-4-scout deepseek-v3 --offers --turned
expect 0 '1k a month' compare llama-4-scout deepseek-v3 --query with:n=1k --show cost
expect 2 'no format' list --format $(printf 'a\033[31mb')

# the command below a table makes the same table, and each part of the footer can be left out
for table in "list license:open-source sort:-context" "show llama-4-scout" "compare llama-4-scout deepseek-v3 gpt-5 --only differences --baseline gpt-5" \
	"compare llama-4-scout gpt-5 --offers --turned" "compare llama-4-scout gpt-5 --show cost,price --query with:n=1k" "list --all-fields license:open-source"; do
	"$program" $table --format md >"$folder/1.md"
	command=$(sed -n 's/^- Command: `llmatlas \(.*\)`$/\1/p' "$folder/1.md")
	eval "\"\$program\" $command --format md" >"$folder/2.md" 2>&1
	cmp -s "$folder/1.md" "$folder/2.md" || { echo "not the same table again: llmatlas $command"; diff "$folder/1.md" "$folder/2.md" | head -n 5; failed=1; }
done
"$program" compare llama-4-scout gpt-5 --footer marks --format md | grep -q '\[1\\]\|^- Command' && { echo "--footer marks: sources or command are there"; failed=1; }
"$program" compare llama-4-scout gpt-5 --no-footer --format md | grep -q '^- ' && { echo "--no-footer: a footer"; failed=1; }

# settings: what is wrong is said with its place, and keys show the person's own
export XDG_CONFIG_HOME="$folder/config"
mkdir -p "$XDG_CONFIG_HOME/llmatlas"
printf 'bind F5 export\nbind d help\n' >"$XDG_CONFIG_HOME/llmatlas/config"
expect 0 'F5' keys
expect 3 "no key means 'differences'" config
printf 'bind F5 export\nbind F5 help\nbind x nothing\n' >"$XDG_CONFIG_HOME/llmatlas/config"
expect 3 'config:2: the key F5 is bound twice; line 1' config
expect 3 "config:3: There is no action 'nothing'" config
printf 'bogus = 1\n' >"$XDG_CONFIG_HOME/llmatlas/config"
expect 3 "'bogus' 설정은 없음" config --lang ko
expect 3 "'bogus' 설정은 없음" --lang ko config
unset XDG_CONFIG_HOME

# an SVG stands alone, and is XML to others too
expect 0 '' plot price quality -o "$folder/a.svg"
expect 0 '' plot developer -o "$folder/b.svg" --lang ko
grep -q '<title id="title">' "$folder/a.svg" || { echo "a.svg has no title"; failed=1; }
grep -qE '(href|src)=|<script|url\(' "$folder/a.svg" "$folder/b.svg" && { echo "an SVG refers to something"; failed=1; }
if command -v xmllint >/dev/null; then
	xmllint --noout "$folder/a.svg" "$folder/b.svg" || failed=1
else
	echo "no xmllint: SVG not read by another program"
fi

# the same table twice is the same bytes, and JSON is JSON
"$program" list sort:-context --format json >"$folder/1.json"
"$program" list sort:-context --format json >"$folder/2.json"
cmp -s "$folder/1.json" "$folder/2.json" || { echo "two runs differ"; failed=1; }
"$program" list --format ndjson | "$program" list --format ndjson | cmp -s - /dev/null && { echo "no rows"; failed=1; }

# a closed pipe is no crash; without a terminal the explorer lists
"$program" list --format csv | head -n 1 >/dev/null
"$program" license:open-source </dev/null | grep -q 'Pythia\|OLMo' || { echo "no plain listing"; failed=1; }

# the shortlist of the explorer is there for scripts as well
mkdir -p "$folder/marked/.local/state/llmatlas"
printf 'openai/gpt-5\t\nmeta/llama-4-scout\tfor long texts\nnobody/nothing\t\n' >"$folder/marked/.local/state/llmatlas/marks"
HOME="$folder/marked" "$program" list is:marked --format csv | grep -c '^openai/gpt-5,\|^meta/llama-4-scout,' >"$folder/out"
[ "$(cat "$folder/out")" = 2 ] || { echo "is:marked lists $(cat "$folder/out") of 2"; failed=1; }
HOME="$folder/marked" "$program" cost --query is:marked --format csv | grep -q '^openai/gpt-5,' || { echo "cost of is:marked"; failed=1; }
expect 1 '' list is:marked

expect 2 "Did you mean the field 'quality'" plot price qualty

# what is meant is guessed where half of a word is there, a lesson is known by its number
expect 2 'lists\|finds names' compare gpt-5 nope
! grep -q Nearest "$folder/err" || { echo 'nope is near to nothing'; failed=1; }
"$program" learn | sed -n '2s/ .*//p' >"$folder/second"
"$program" learn 2 >"$folder/2"
"$program" learn "$(cat "$folder/second")" | cmp -s - "$folder/2" || { echo 'learn 2 is not the second lesson'; failed=1; }

# settings are checked as the explorer reads them, each with its line
mkdir -p "$folder/set/.config/llmatlas"
printf 'theme = nosuch\nquery = architecture:mo\ncolumns = name,prize\nparameters = in=foo\n' >"$folder/set/.config/llmatlas/config"
HOME="$folder/set" "$program" config >"$folder/out" 2>"$folder/err"
[ $? = 3 ] || { echo 'bad settings: not exit 3'; failed=1; }
for line in "1: there is no theme 'nosuch'" '2: query is left out' '3: columns is left out' '4: parameters is left out'; do
	grep -q "/config:$line" "$folder/err" || { echo "config does not say $line"; cat "$folder/err"; failed=1; }
done
! grep -q '^llmatlas: *$' "$folder/err" || { echo 'config ends with an empty sentence'; failed=1; }

# broken facts files: every mistake with its place
printf '{"schema": "llmatlas-facts/1",\n "modls": []}' >"$folder/bad.json"
expect 3 'bad.json:2:' check "$folder/bad.json"
expect 3 'did you mean "models"' check "$folder/bad.json"
printf '{"schema": "llmatlas-facts/1",\n "terms": [{"id": "x", "fields": ["contxt"], "see": [], "en": {}, "ko": {}}]}' >"$folder/words.json"
expect 3 'words.json:2:35: .*expected a field' check "$folder/words.json"
printf '{"schema": "llmatlas-facts/1",\n "lessons": [{"id": "x", "title": {"en": "a", "ko": "b"}, "lead": {"en": "a", "ko": "b"},\n  "columns": [{"en": "c", "ko": "d", "query": "archtecture:moe"}], "rows": [{"head": {"en": "a", "ko": "b"}, "cells": [{"en": "a", "ko": "b"}]}], "notes": []}]}' >"$folder/words.json"
expect 3 'words.json:3:47: .*Nearest: architecture' check "$folder/words.json"

# the change list: members in the reader's language, for machines their keys
sed 's/"models": \[/"changes": [{"date": "2026-03-01", "kind": "corrected", "model": "acme\/acme-large", "field": "alignment", "from": "sft, dpo", "to": "undisclosed"}],\n "models": [/' \
	"${top_srcdir:-.}/tests/fixtures/small.json" >"$folder/changed.json"
${MKCATALOG:-${top_builddir:-.}/mkcatalog} -o "$folder/changed.snapshot" "$folder/changed.json" || failed=1
"$program" diff --catalog "$folder/changed.snapshot" --lang ko >"$folder/out" 2>&1
grep -q '정렬.*지도 미세 조정.*미공개' "$folder/out" || { echo "the change list in Korean"; cat "$folder/out"; failed=1; }
"$program" diff --catalog "$folder/changed.snapshot" --lang ko --format csv 2>/dev/null | grep -q ',alignment,"sft, dpo",undisclosed,' ||
	{ echo "the change list as CSV"; failed=1; }

# the explorer as lines takes its commands from a pipe, too
printf '?\n: id=openai/gpt-5\nq\n' | "$program" --plain >"$folder/out" 2>"$folder/err" || { echo "--plain from a pipe"; cat "$folder/err"; failed=1; }
grep -q '^/ WORDS: find' "$folder/out" && grep -q '[0-9]. GPT-5;' "$folder/out" || { echo "--plain does not do what the pipe says"; head -n 5 "$folder/out"; failed=1; }

# every command that prints a table writes it in every format by the same options, says so, and keeps to the contract of scripts
tables=0 command=
while read -r table; do
	tables=$((tables + 1))
	# shellcheck disable=SC2086
	set -- $table
	[ "$1" = "$command" ] || { # which it is asked once
		command=$1
		"$program" "$1" --help >"$folder/out" 2>"$folder/err"
		[ $? = 0 ] && [ ! -s "$folder/err" ] || complain "$1 --help fails"
		for option in '-f, --format FORMAT' '-o, --out.* FILE ' --force --no-footer --footer --raw-csv --bom; do
			grep -q -e "^  *$option" "$folder/out" || complain "$1 --help does not name $option"
		done
	}
	for format in text md csv tsv json ndjson html latex org mediawiki jira asciidoc; do
		expect 0 '' "$@" -f $format
		[ -s "$folder/out" ] || [ "$*,$format" = 'sources built-in,ndjson' ] || complain "llmatlas $* -f $format: nothing"
	done
	[ ! -e /dev/full ] || { "$program" "$@" -f csv >/dev/full 2>"$folder/err"; [ $? = 4 ]; } || complain "$*: a full disk is no exit 4"
	expect 2 "no format 'cvs'" "$@" -f cvs
	[ ! -s "$folder/out" ] || complain "$* -f cvs: something on the output"
	rm -f "$folder/table.csv"
	case $1 in cost) out=--out ;; *) out=--output ;; esac
	expect 0 '' "$@" $out "$folder/table.csv"
	[ ! -s "$folder/out" ] && [ -s "$folder/table.csv" ] || complain "$*: the file is not the table"
	expect 4 'exists already' "$@" $out "$folder/table.csv"
	expect 0 '' "$@" $out "$folder/table.csv" --force
done <<'END'
list gpt-5
show gpt-5
show gpt-5 context
compare gpt-5 gpt-5.4
plot license
cost gpt-5
fit qwen3-8b --memory 24GB
guide --preset coding
guide --list
diff
check --coverage
sources
sources built-in
fields
fields license
fields context
fields with
fields bits
fields gpu
keys
learn
learn 1
terms
terms moe
themes
themes --roles
config
END
[ $tables = 27 ] || complain "only $tables tables were tried"
expect 0 '^n,sentence$' sources built-in -f csv
expect 0 '"catalog": null' keys -f json
expect 0 '"unit": "bytes per second"' fields gpu -f json
expect 0 '"watts": null' fields gpu -f ndjson
expect 0 '"default": null, "help": "USD a month' fields with -f ndjson
expect 0 "^exclude,\"'-\",Marking" keys -f csv
expect 0 '^use_case' guide --list
expect 2 'of --coverage and of --landings alone' check -f csv
expect 2 'no table' config --print -o "$folder/config.txt"
[ ! -e "$folder/config.txt" ] || complain 'config --print -o writes a file'
expect 2 'no table' sources --remove x -f csv

# and writes what it showed last
printf '%s\n' ': id=openai/gpt-5,openai/gpt-5.4' "e $folder/last-list.csv" 1 "e $folder/last-model.csv" 'why context' "e $folder/last-why.csv" 'm 1 2' c "e $folder/last-compare.md" \
	'$' "e $folder/last-cost.csv" 'r memory=24GB' "e $folder/last-fit.csv" "e $folder/last-fit.csv" f "e $folder/last-fit.csv.gz" q | XDG_STATE_HOME="$folder/state" "$program" --plain >"$folder/out" 2>"$folder/err" || complain '--plain: exports'
[ "$(wc -l <"$folder/last-list.csv")" = 3 ] && [ "$(wc -l <"$folder/last-model.csv")" = 2 ] || complain '--plain: the list, then a model'
sed 1q "$folder/last-why.csv" | grep -q '^value,basis,' || complain '--plain: not the evidence'
grep -q '^| Field | GPT-5' "$folder/last-compare.md" && grep -q '^- Command: .llmatlas compare ' "$folder/last-compare.md" || complain '--plain: not the comparison'
sed 1q "$folder/last-cost.csv" | grep -q ',month,' && sed 1q "$folder/last-fit.csv" | grep -q ',fits,' || complain '--plain: not the cost or not the memory'
grep -q 'exists already' "$folder/out" && grep -q 'names no format' "$folder/out" || complain '--plain: a file that is there, an ending that says nothing'

# what figures are computed for is said: in heads and titles, and in JSON by parameters, also those that nobody named
expect 0 '^# 2k in, 500 out$' cost gpt-5.4 --by volume -f md
expect 0 '^# 4k in, 500 out, 60% cached$' cost gpt-5.4 --by volume --input 4k --cached 60% -f md
expect 0 '^# 입력 2k, 출력 500$' cost gpt-5.4 --by volume -f md --lang ko
expect 0 '"parameters": "in=2k,out=500,n=100k,cached=0%,written=0%,batch=0%,thinking=1", "catalog"' cost gpt-5.4 -f json
expect 0 '"parameters": "in=2k,out=500,cached=0%,written=0%,batch=0%,thinking=1,rig=8000,years=3,busy=100%", "catalog"' cost gpt-5.4 --by volume --rig 8000 -f json
expect 0 '"parameters": "bits=4,ctx=32k,users=1,kv=16,memory=24GB", "catalog"' fit qwen3-8b --memory 24GB -f json
expect 0 '"parameters": "bits=8,ctx=32k,users=1,kv=16", "catalog"' list gpt show:memory with:bits=8 -f json
expect 0 '"parameters": "in=2k,[^"]*,bits=4,ctx=32k,users=1,kv=16", "catalog"' compare qwen3-8b gpt-oss-120b --show memory,cost -f json
expect 0 '"query": "", "catalog"' compare qwen3-8b gpt-oss-120b --show context -f json

# the output by its names
(cd "$folder" && "$whole" list gpt-5 -f csv -o -) >"$folder/out" 2>&1
[ ! -e "$folder/-" ] && sed 1q "$folder/out" | grep -q '^id,' || { echo "-o - is not the output"; cat "$folder/out"; failed=1; }
"$program" list gpt-5 -f csv -o /dev/stdout 2>"$folder/err" | grep -q '^openai/gpt-5,' || { echo "-o /dev/stdout into a pipe"; cat "$folder/err"; failed=1; }
exit $failed

#!/bin/sh
# update.sh - import, update, rollback, your own files and kills, with the real program and a server on this machine that misbehaves.
set -u

program=${top_builddir:-.}/llmatlas
fixtures=${top_srcdir:-.}/tests/fixtures
folder=$(mktemp -d)
failed=0 server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
sources=$HOME/.local/share/llmatlas/sources
. "${top_srcdir:-.}/tests/expect.sh"

sum() { cksum <"$sources/models.dev.snapshot"; }

# import: a file, standard input, what is none
expect 0 '37 records read, 1 left out' import "$fixtures/models_dev.json" --date 2026-11-01
expect 0 'models.dev  *2026-11-01  *37' sources
expect 0 'film-1.*99999999' sources models.dev
expect 0 'Late Cutoff' list 'late cutoff'
expect 0 '10M' show alibaba/qwen-long
# the full id is the model, whatever others are called; of two that differ in case alone, the one that is written so
printf '%s\n' '{"id": "named/first", "name": "First"}' '{"id": "named/second", "name": "named/first"}' \
	'{"id": "named/Third", "params": 1000}' '{"id": "named/third-x", "name": "named/third"}' >"$folder/named.ndjson"
expect 0 '4 records read' import "$folder/named.ndjson" --name named
expect 0 '^First$' show named/first
expect 0 '^First$' show Named/FIRST
expect 0 '^named/Third$' show named/Third
expect 0 '^named/Third$' show NAMED/THIRD
expect 2 'There is no model' show named/fourth
expect 0 'taken out' sources --remove named
# a catalog that was brought in under another language is read in one's own
expect 0 '37' --lang ko import "$fixtures/models_dev.json" --date 2026-11-01
expect 0 'attribution  *attribution' --lang en fields conditions
expect 0 'attribution  *출처 표시' --lang ko fields conditions
"$program" import - --name pipe <"$fixtures/hub.ndjson" 2>"$folder/err" || complain "import from a pipe failed"
grep -q '10 records read, 4 left out' "$folder/err" || complain "import from a pipe said: $(cat "$folder/err")"
expect 0 'pipe' sources
expect 0 'taken out' sources --remove pipe
expect 2 'no source pipe' sources --remove pipe
expect 2 'no source pipe' sources pipe
before=$(sum)
expect 3 'empty' import /dev/stdin
printf '<html>' >"$folder/page.json"
expect 3 'web page' import "$folder/page.json"
head -c 5000 "$fixtures/models_dev.json" >"$folder/models_dev.json"
expect 3 ':[0-9]*:[0-9]*:' import "$folder/models_dev.json"
printf '{"one": {"env": [], "npm": "x", "models": {"a": {"id": "a", "name": "A"}}}}' >"$folder/few.json"
expect 3 'that one stays' import "$folder/few.json"
[ "$before" = "$(sum)" ] || complain "a refused import changed the catalog"
expect 4 'Cannot read' import /nonexistent/file
expect 2 'takes files' import
# several: merged once, and one that is none keeps none of the others
expect 4 '1 of 3 files could not be brought in' import "$fixtures/openrouter.json" "$folder/nowhere.json" "$fixtures/hub.ndjson"
[ "$(grep -c 'All sources together' "$folder/err")" = 1 ] || complain "several files are not merged once: $(cat "$folder/err")"
grep -q 'nowhere.json' "$folder/err" || complain "a file that is none is not told: $(cat "$folder/err")"
expect 0 'openrouter' sources
expect 0 'hub ' sources
expect 0 'taken out' sources --remove hub
expect 0 'taken out' sources --remove openrouter
expect 2 '--name names one source' import "$fixtures/openrouter.json" "$fixtures/hub.ndjson" --name both

# which source says something else than what is believed, and on how many facts
printf '%s\n' '{"id": "differ/one", "params": 7e9, "context": 8192}' '{"id": "differ/two", "params": 8e9}' >"$folder/one.ndjson"
printf '%s\n' '{"id": "differ/one", "params": 9e9, "context": 8192}' '{"id": "differ/two", "params": 9e9, "released": "2025-01-01"}' >"$folder/two.ndjson"
expect 0 '2 records' import "$folder/one.ndjson"
expect 0 'differ on' sources
differs() { awk -v name="$1" '$1 == name { print $NF }' "$folder/out"; } # differs SOURCE: of the last list
facts() { sed -n 's/.*sources differ on \([0-9]*\) fact.*/\1/p' "$folder/out"; }
[ "$(differs one)" = 0 ] || complain "the only source of its models differs: $(cat "$folder/out")"
before=$(facts)
expect 0 '2 records' import "$folder/two.ndjson"
expect 0 'differ on' sources
[ "$(facts)" = $((before + 2)) ] || complain "two more facts that sources differ on: $before, then $(facts)"
[ $(($(differs one) + $(differs two))) = 2 ] || complain "two facts on which one of two is not believed: $(cat "$folder/out")"
expect 0 'taken out' sources --remove one
expect 0 'taken out' sources --remove two

# what a server of models lists: offers of whoever the source is called after
expect 0 "^openai_models: OpenAI-compatible /v1/models, 9 records read, 5 left out" import "$fixtures/openai_models.json"
grep -q "does not say who serves these models: they stand as offers of openai_models. --name says who it is" "$folder/err" || complain "whose the offers are: $(cat "$folder/err")"
expect 0 '^meta/llama-3.3-70b' list provider:openai_models llama-3.3 'show:id'
expect 0 'taken out' sources --remove openai_models
expect 0 '9 records read' import "$fixtures/openai_models.json" --name groq
! grep -q 'who serves' "$folder/err" || complain "asks for a name that was given: $(cat "$folder/err")"
expect 0 'Groq' list id:llama-3.3-70b provider:groq 'show:provider'
expect 0 'file-1 is no model: object says file' sources groq
expect 0 'taken out' sources --remove groq

# your own files: they win, a broken one is reported and skipped
mkdir -p "$HOME/.config/llmatlas/catalog.d"
cat >"$HOME/.config/llmatlas/catalog.d/mine.json" <<-'END'
	{"schema": "llmatlas-facts/1",
	 "sources": {"mine": {"title": "Our contract", "checked": "seen"}},
	 "models": [{"id": "openai/gpt-5", "facts": {"context": {"value": 12345, "basis": "reported", "by": "us", "source": "mine"}}},
	            {"id": "openai/house-gpt", "name": "House GPT", "developer": "openai"}]}
	END
printf '{"schema": "llmatlas-facts/1", "models": [' >"$HOME/.config/llmatlas/catalog.d/broken.json"
expect 0 'Our contract' show openai/gpt-5 context
expect 0 'House GPT' list 'house gpt'
expect 0 'In your own files: .*broken.json:1:' cost gpt-5
expect 0 'broken.json:1:' sources yours
cp "$fixtures/litellm.json" "$HOME/.config/llmatlas/catalog.d/broken.json"
expect 0 'In your own files: .*broken.json has the shape of LiteLLM.*llmatlas import' cost gpt-5
# facts without their "schema" are no list of models.dev, whatever they say of modalities
printf '{"families":\n[{"id": "ours", "name": "Ours", "developer": "openai", "modalities": ["text"], "open_weights": true}]}' >"$HOME/.config/llmatlas/catalog.d/broken.json"
expect 0 'In your own files.*broken.json:1:.*schema' cost gpt-5
grep -q 'shape of' "$folder/err" && complain "facts are taken for somebody's list: $(cat "$folder/err")"
expect 3 'no known shape' import "$HOME/.config/llmatlas/catalog.d/broken.json"
printf '{"sources": {"us": {"title": "Us", "modalities": 1}}, "terms": []}' >"$folder/schema.json"
expect 3 'no known shape' import "$folder/schema.json"
printf '{ "acme/one" : {"id": "acme/one", "name": "One", "modalities": {"input": ["text"], "output": ["text"]}}}' >"$folder/models.json"
expect 0 'models.dev models.json, 1 record read' import "$folder/models.json" --name base
expect 0 'taken out' sources --remove base
rm "$HOME/.config/llmatlas/catalog.d/broken.json"
# ... a price of one's own at the developer's service is the model's price, whatever it is called there
cat >"$HOME/.config/llmatlas/catalog.d/price.json" <<-'END'
	{"schema": "llmatlas-facts/1", "sources": {"mine": {"title": "Our contract", "checked": "seen", "date": "2026-01-01"}},
	 "models": [{"id": "openai/gpt-5.4", "offers": [
	   {"provider": "openai", "id": "gpt-5.4-ours", "source": "mine", "price_in": 0.9, "price_out": 7}]}]}
	END
expect 0 '^openai/gpt-5.4,0.9,7$' list id=openai/gpt-5.4 show:price_in,price_out --no-footer -f csv
rm "$HOME/.config/llmatlas/catalog.d/price.json"
# of several that cannot be read each is told by its own reason
ln -s "$folder/nowhere" "$HOME/.config/llmatlas/catalog.d/a-link.json"
mkdir "$HOME/.config/llmatlas/catalog.d/b-folder.json"
expect 0 'a-link.json: No such file' sources yours
expect 0 'b-folder.json: Is a directory' sources yours
rm -r "$HOME/.config/llmatlas/catalog.d/a-link.json" "$HOME/.config/llmatlas/catalog.d/b-folder.json"
# one that is too large keeps none of the others out, and a byte order mark is no mistake
printf '\357\273\277' | cat - "$HOME/.config/llmatlas/catalog.d/mine.json" >"$HOME/.config/llmatlas/catalog.d/mark.json"
mv "$HOME/.config/llmatlas/catalog.d/mark.json" "$HOME/.config/llmatlas/catalog.d/mine.json"
expect 0 'House GPT' list 'house gpt'
grep -q 'own files' "$folder/err" && complain "a byte order mark is told as a mistake: $(cat "$folder/err")"
truncate -s 70000000 "$HOME/.config/llmatlas/catalog.d/huge.json"
expect 0 'House GPT' list 'house gpt'
grep -q 'In your own files: .*huge.json is larger' "$folder/err" || complain "a file that is too large is not told: $(cat "$folder/err")"
rm -r "$HOME/.config/llmatlas/catalog.d"
printf '\357\273\277language = ko\r\n' >"$HOME/.config/llmatlas/config"
expect 1 '모델' list nosuchmodel
rm "$HOME/.config/llmatlas/config"
expect 1 'No model' list 'house gpt'

# of more sources than are merged none is left out without a word
for i in $(seq 1 63); do
	cp "$sources/models.dev.snapshot" "$sources/many$i.snapshot"
done
expect 0 'more than 62 sources' list 'late cutoff'
rm "$sources"/many*.snapshot

# a merged catalog that is damaged or gone is made again; a damaged source never keeps anyone out
for file in "$HOME"/.cache/llmatlas/merged-*.snapshot; do printf 'rubbish' >"$file"; done
expect 0 'Late Cutoff' list 'late cutoff'
rm -f "$HOME"/.cache/llmatlas/*
expect 0 'Late Cutoff' list 'late cutoff'
cp "$sources/models.dev.snapshot" "$folder/kept"
head -c 3000 "$folder/kept" >"$sources/models.dev.snapshot"
rm -f "$HOME"/.cache/llmatlas/*
expect 0 'built-in catalog serves' list gpt-5
cp "$folder/kept" "$sources/models.dev.snapshot"
# ... and one of another version of the program says what to do (its number is the four bytes behind the magic)
old() { printf '\001' | dd of="$1" bs=1 seek=8 conv=notrunc 2>/dev/null; }
old "$sources/models.dev.snapshot"
rm -f "$HOME"/.cache/llmatlas/*
expect 0 'another version of llmatlas, so import or update' list gpt-5
expect 0 'import or update' sources
cp "$folder/kept" "$sources/models.dev.snapshot"

today=$(date -u +%F)
# with one catalog kept, that of now, a day of before is that of the built-in one, never nothing at all
rm -f "$HOME"/.local/share/llmatlas/history/* "$HOME"/.cache/llmatlas/*
expect 0 'Late Cutoff' list 'late cutoff'
expect 0 'new.*Late Cutoff' diff 1mo
expect 0 'new.*Late Cutoff' diff 99999999999999999999y
# what changed: between files, since the catalog of before, and what a source said before
sed 's/"context": 128000/"context": 256000/; s/"input": 2.5/"input": 1.25/; s/"month-25"/"month-26"/g; s/"epoch"/"fresh"/g; s/"name": "Epoch"/"name": "Fresh"/' \
	"$fixtures/models_dev.json" >"$folder/changed.json"
expect 0 'longer' diff "$fixtures/models_dev.json" "$folder/changed.json"
expect 0 'renamed.*month-25.*month-26' diff "$fixtures/models_dev.json" "$folder/changed.json"
expect 0 'gone.*epoch' diff "$fixtures/models_dev.json" "$folder/changed.json"
expect 1 'Nothing changed' diff "$fixtures/models_dev.json" "$fixtures/models_dev.json"
expect 2 'no change' diff "$fixtures/models_dev.json" "$folder/changed.json" --only newer
expect 0 '37 records' import "$fixtures/models_dev.json" --date "$today"
expect 0 'takes the place of what models.dev said before' import "$folder/changed.json" --name models.dev --date "$today"
expect 0 'fresh,new,' diff --format csv
expect 0 'new.*fresh' diff models.dev
# the same once more is nothing new, and what it said before stays what it is compared with
expect 0 'nothing new' import "$folder/changed.json" --name models.dev --date "$today"
expect 0 'new.*fresh' diff models.dev
expect 0 'Fresh' list is:new
expect 0 '"before": {"value": 2.5, "unit"' diff --format json --only cheaper
expect 0 'GPT-4o' list is:changed
expect 0 'new' diff 1mo
expect 0 'new' diff 2020-01-01
# nor does another day for which it holds change that
expect 0 '37 records' import "$folder/changed.json" --name models.dev --date 2026-11-02
expect 0 'new.*fresh' diff models.dev
# one that is damaged is passed over for the next
history=$HOME/.local/share/llmatlas/history
mkdir "$folder/history" && cp -p "$history"/* "$folder/history"
newest=$(ls -t "$history" | sed -n 2p) # behind that of now
head -c 20000 "$folder/history/$newest" >"$history/$newest"
expect 0 'Change' diff
expect 0 'Change' diff 1mo
expect 0 'Name' list is:new
for file in "$history"/*; do head -c 20000 "$folder/history/$(basename "$file")" >"$file"; done
expect 0 'new.*models.dev\|new.*Late Cutoff' diff
cp -p "$folder/history"/* "$history"
# catalogs that another version kept are passed over, and go at the next import
for file in "$HOME"/.local/share/llmatlas/history/*.snapshot; do old "$file"; done
expect 0 'no earlier catalog is kept yet' diff
expect 1 'No model matches. Without .* there would be' list 'fresh is:new'
expect 2 'pick needs a terminal' pick </dev/null
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01

# of many catalogs of earlier days twelve stay, dense lately and reaching far back; diff finds the nearest day
history=$HOME/.local/share/llmatlas/history
rm "$history"/*
expect 0 '37 records' import "$folder/changed.json" --name models.dev --date "$today" --force
set -- "$HOME"/.cache/llmatlas/merged-*.snapshot
for days in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 31 45 90 200; do
	day=$(date -u -d "-$days days" +%Y%m%d 2>/dev/null) || break # GNU date
	cp "$1" "$history/$day-00000000000000$days.snapshot"
	touch -d "-$days days" "$history/$day-00000000000000$days.snapshot"
done
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01
if [ "$days" = 200 ]; then
	[ "$(ls "$history" | wc -l)" = 12 ] || complain "kept: $(ls "$history")"
	for days in 1 31 200; do
		ls "$history" | grep -q "^$(date -u -d "-$days days" +%Y%m%d)" || complain "the catalog of $days days ago went: $(ls "$history")"
	done
	expect 0 "$(date -u -d '-200 days' +%F)" diff 7mo
	expect 0 "The nearest catalog that is kept is that of $(date -u -d '-200 days' +%F)" diff 2y
	expect 0 "$(date -u -d '-31 days' +%F)" diff 1mo
	expect 0 "$(date -u -d '-1 day' +%F)" diff 1d
fi
# what a killed run began beside the merged catalog goes at the next one; what a running one writes stays
cache=$HOME/.cache/llmatlas
gone=$(sh -c 'echo $$')
: >"$cache/merged-0123456789abcdef.snapshot.$gone-0.tmp"
: >"$cache/merged-0123456789abcdef.snapshot.$$-0.tmp"
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-03
[ ! -e "$cache/merged-0123456789abcdef.snapshot.$gone-0.tmp" ] || complain "a draft of a killed run stays: $(ls "$cache")"
[ -e "$cache/merged-0123456789abcdef.snapshot.$$-0.tmp" ] || complain "a draft of a running process went"
rm "$cache"/*.tmp

# killed at any moment: the former catalog is whole
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	"$program" import "$fixtures/models_dev.json" --date "2026-10-0$((i % 9 + 1))" 2>/dev/null &
	child=$!
	sleep "0.0$((i * 7 % 10))$i"
	kill -9 $child 2>/dev/null
	wait $child 2>/dev/null
	expect 0 '37' sources
	expect 0 'sound' check
done
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01
[ -z "$(ls "$sources" | grep '\.tmp$')" ] || complain "left behind: $(ls "$sources")"

# told to stop: at once, and nothing is half done
awk 'BEGIN { for (i = 0; i < 1200000; i++) printf "{\"id\": \"org%d/model-%d\", \"downloads\": %d, \"tags\": []}\n", i % 5000, i, i }' >"$folder/many.ndjson"
"$program" import "$folder/many.ndjson" 2>"$folder/err" &
child=$!
sleep 0.2
kill -TERM $child
wait $child
[ $? != 0 ] || complain "an import that was told to stop ended well"
grep -q 'Stopped' "$folder/err" || complain "an import that was told to stop said: $(cat "$folder/err")"
expect 2 'no source many' sources many
rm "$folder/many.ndjson"

# two at once
"$program" import "$fixtures/models_dev.json" --date 2026-11-01 2>/dev/null &
"$program" import "$fixtures/openrouter.json" --date 2026-11-01 2>/dev/null &
wait
expect 0 'openrouter' sources
expect 0 'sound' check

# a full disk: the former catalog stays, and the message says what happened
before=$(sum)
(ulimit -f 8 && exec "$program" import "$fixtures/models_dev.json" --date 2026-11-02) >"$folder/out" 2>"$folder/err"
[ $? = 4 ] || complain "a full disk: $(cat "$folder/err")"
grep -q 'Cannot write.*File too large' "$folder/err" || complain "a full disk said: $(cat "$folder/err")"
[ "$before" = "$(sum)" ] || complain "a full disk changed the catalog"
expect 0 'sound' check

# without the program that downloads: what is missing, and where it was looked for
mkdir "$folder/alone"
cp "$program" "$folder/alone/llmatlas"
"$folder/alone/llmatlas" update http://127.0.0.1:1/x 2>"$folder/err"
[ $? = 4 ] || complain "update without llmatlas-fetch ended otherwise than with 4"
grep -q "llmatlas-fetch.*$folder/alone.*libexec\|download failed" "$folder/err" || # one may be installed
	complain "without llmatlas-fetch: $(cat "$folder/err")"
rm -r "$folder/alone"

if [ ! -x "${top_builddir:-.}/llmatlas-fetch" ]; then
	echo "SKIP: the rest of update.sh: built without update"
	exit $failed
fi
if ! command -v python3 >/dev/null 2>&1; then
	echo "SKIP: the rest of update.sh: python3 was not found"
	[ $failed = 0 ] && exit 77
	exit $failed
fi

sed 's/"Late Cutoff"/"Later Cutoff"/' "$fixtures/models_dev.json" >"$folder/other.json"
python3 "${top_srcdir:-.}/tests/server.py" "$fixtures/models_dev.json" "$folder/other.json" "$folder/log" "$fixtures/openrouter.json" >"$folder/port" &
server=$!
for i in 1 2 3 4 5 6 7 8 9 10; do [ -s "$folder/port" ] && break; sleep 0.2; done
port=$(cat "$folder/port")
[ -n "$port" ] || { echo "the server does not start"; exit 1; }
at=http://127.0.0.1:$port

# what goes well
expect 0 '37 records read' update "$at/good" --name models.dev
expect 0 'nothing new' update "$at/good" --name models.dev
expect 0 'nothing new' update "$at/good"
expect 0 'nothing new' update models.dev # from where it came from
expect 0 '37 records read' update "$at/good" --name models.dev --force
expect 0 '37 records read' update "$at/gzip" --name models.dev
expect 0 '37 records read' update "$at/moved" --name models.dev
expect 0 'takes the place of what models.dev said before.*--name keeps both' update "$at/other" --name models.dev
expect 0 'Later Cutoff' list cutoff
expect 0 'back to what it was' update --rollback models.dev
expect 0 'Late Cutoff ' list 'late cutoff'
expect 0 '37 records read' update "$at/bare" --name models.dev
expect 0 'models.dev: nothing new' update "$at/bare" --name models.dev
expect 0 'models.dev: nothing new' update "$at/bare" --name models.dev --force
expect 0 'back to what it was' update --rollback models.dev
expect 0 'Late Cutoff ' list 'late cutoff'
expect 0 '37 records read' update "$at/other" --name models.dev
# what comes anew from its own address is what was asked for; what comes from elsewhere takes its place
expect 0 '37 records read' update "$at/turns" --name turns
expect 0 "'llmatlas diff turns' shows what changed, .*--rollback turns" update turns
! grep -q 'keeps both' "$folder/err" || complain "an update as every day said: $(cat "$folder/err")"
expect 0 'taken out' sources --remove turns

# a server of models on this machine, by its address
expect 0 '1 record read' update "$at/v1/models"
grep -q "who serves these models: they stand as offers of 127.0.0.1-$port. --name" "$folder/err" || complain "whose the offers are: $(cat "$folder/err")"
expect 0 '8,192\|8192\|8k' list "provider:127.0.0.1-$port" 'show:context_served'
expect 0 'nothing new' update "127.0.0.1-$port"
expect 0 'taken out' sources --remove "127.0.0.1-$port"

# what goes wrong: a sentence, and the former catalog stays
before=$(sum)
expect 4 'former catalog stays' update "$at/slow" --name models.dev --timeout 1
began=$(date +%s)
expect 4 'nothing came for 1 s. The former catalog stays' update "$at/stall" --name models.dev --timeout 1
[ $(($(date +%s) - began)) -le 4 ] || complain "a timeout of 1 second took $(($(date +%s) - began))"
expect 4 'former catalog stays' update "$at/cut" --name models.dev
expect 3 ':[0-9]*:[0-9]*:' update "$at/drop" --name models.dev
expect 4 'without end' update "$at/loop" --name models.dev
expect 4 'Only https' update "$at/away" --name models.dev
expect 4 'Only https' update http://192.0.2.1/api.json --name models.dev
expect 4 'Only https' update http://localhost:80@192.0.2.1/api.json --name models.dev
expect 4 'web page' update "$at/html" --name models.dev
expect 3 'web page' update "$at/disguised" --name models.dev
expect 4 'empty' update "$at/empty" --name models.dev
expect 4 "HTTP status 404: there is no such page: $at/missing. The former" update "$at/missing" --name models.dev
expect 4 'HTTP status 500: it has trouble of its own, try again later' update "$at/broken" --name models.dev
expect 4 'HTTP status 429: it has too much to do, try again later' update "$at/busy" --name models.dev
expect 4 "packed in an unknown way: $at/packed. The former" update "$at/packed" --name models.dev
expect 4 "does not speak https as it should: https:.*/good. The former" update "https${at#http}/good" --name models.dev
expect 4 'This is no address: http://a b/' update 'http://a b/'
# ... and what the server says of it, in one line that is not too long and does nothing to the terminal
says() { # WHAT STATUS PATTERN
	expect "$2" "$3" update "$at/says/$1" --name models.dev
	LC_ALL=C grep -q '[^ -~]' "$folder/err" && complain "an error of a server as it came, '$1': $(cat -v "$folder/err")"
	[ "$(wc -l <"$folder/err")" = 1 ] && [ "$(wc -c <"$folder/err")" -lt 600 ] || complain "an error of a server, '$1', is long: $(cat "$folder/err")"
}
says key 4 "HTTP status 401: it asks for a key .* 'llmatlas import -': .*The server says: 'Incorrect API key: ^\[\[31mnone. <U+202E>See our pages.'. The former"
says fine 3 "it is an error that a server sent: 'The list is being made anew'"
says list 4 "The server says: 'API key not valid'. The former"
says word 4 "HTTP status 429: .* try again later.*The server says: 'slow_down'. The former"
says both 4 "The server says: 'Your plan ended on Monday'. The former"
says detail 4 "The server says: 'field required'. The former"
says errors 4 "The server says: 'No worker is left'. The former"
says plain 4 "The server says: 'Closed to ^Gthis country'. The former"
expect 4 "The server says: 'long words .*…'. The former" update "$at/says/long" --name models.dev
[ "$(wc -c <"$folder/err")" -lt 500 ] || complain "a long error of a server: $(wc -c <"$folder/err") bytes"
for what in huge half bytes page nothing; do
	says $what 4 'HTTP status 50[03]: it has trouble of its own, try again later: .*. The former'
	grep -q 'server says' "$folder/err" && complain "the server says nothing, '$what': $(cat "$folder/err")"
done
expect 4 "서버의 응답: 'API key not valid'. 기존" --lang ko update "$at/says/list" --name models.dev
printf '{"error": {"message": "Invalid token\\u0007"}}' >"$folder/refused.json"
expect 3 "refused.json is no catalog that can be read: it is an error that a server sent: 'Invalid token^G'" import "$folder/refused.json"
# a size that is announced and too large is not waited for
began=$(date +%s)
expect 4 'too large' update "$at/announced" --name models.dev
[ $(($(date +%s) - began)) -le 4 ] || complain "a size that is too large was waited for: $(($(date +%s) - began)) s"
expect 4 'too large' update "$at/large" --name models.dev --limit 1000000
expect 3 'that one stays' update "$at/few" --name models.dev
expect 4 'former catalog stays' update http://127.0.0.1:1/x --name models.dev
expect 2 'no source' update nosuchsource
: >"$folder/log"
expect 2 "no source 'nosuch'" update "$at/good" nosuch
expect 2 'one address' update "$at/good" "$at/other" --name both
[ ! -s "$folder/log" ] || complain "update fetched before it said that a word is none: $(cat "$folder/log")"
expect 2 'Sources with a former catalog: models.dev' update --rollback
expect 2 'takes the name of one source' update --rollback models.dev nosuch
expect 1 'no former catalog of nosuch' update --rollback nosuch
[ "$before" = "$(sum)" ] || complain "an update that failed changed the catalog"
[ -z "$(ls -A "$sources" | grep 'download\|\.tmp$')" ] || complain "left behind: $(ls -A "$sources")"

# ... in the person's language, also what the program that downloads says
for path in slow stall cut loop away html empty missing broken busy announced packed; do
	expect 4 '기존 카탈로그' --lang ko update "$at/$path" --timeout 1 --name models.dev
	grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
done
expect 4 '기존 카탈로그\|바뀐 것은 없습니다' --lang ko update "$at/good" --limit 1000 --force
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
expect 4 'no-such-host.invalid/x. Nothing was changed.' update https://no-such-host.invalid/x
expect 4 '바뀐 것은 없습니다' --lang ko update http://127.0.0.1:1/x
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
expect 4 '바뀐 것은 없습니다' --lang ko update https://no-such-host.invalid/x
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"

for word in -5 0 words 1e99 99999999999999999999999; do
	"${top_builddir:-.}/llmatlas-fetch" --limit "$word" "$at/good" "$folder/direct" 2>"$folder/err" && complain "llmatlas-fetch takes a limit of $word"
	"${top_builddir:-.}/llmatlas-fetch" --timeout "$word" "$at/good" "$folder/direct" 2>"$folder/err" && complain "llmatlas-fetch takes a timeout of $word"
	grep -q '^usage' "$folder/err" || complain "llmatlas-fetch --timeout $word said: $(cat "$folder/err")"
done
# who waits is told every second, also while nothing comes
"${top_builddir:-.}/llmatlas-fetch" --timeout 3 "$at/slow" "$folder/direct" >"$folder/out" 2>"$folder/err"
[ "$(grep -c '^progress 100 ' "$folder/out")" -ge 2 ] || complain "llmatlas-fetch is silent while it waits: $(cat "$folder/out")"
# limits that are none are told before anything is fetched, with what was expected
: >"$folder/log"
for word in -5 0 words 1e99 10MB 99999999999999999999 1.5 ''; do
	expect 2 "--limit takes a whole number of bytes from 1 to .*not '$word'" update "$at/good" --limit "$word"
	expect 2 "--timeout takes a whole number of seconds from 1 to .*not '$word'" update "$at/good" --timeout "$word"
done
[ ! -s "$folder/log" ] || complain "update fetched with a limit that is none: $(cat "$folder/log")"

# https: a certificate that nobody trusts is refused, whatever is downloaded; one's own authority is named as curl has it
if command -v openssl >/dev/null 2>&1 &&
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
		-keyout "$folder/key.pem" -out "$folder/own.pem" >/dev/null 2>&1; then
	python3 "${top_srcdir:-.}/tests/server.py" "$fixtures/models_dev.json" "$folder/other.json" "$folder/log" "$fixtures/openrouter.json" \
		"$folder/own.pem" "$folder/key.pem" >"$folder/tls" 2>/dev/null &
	tls=$!
	trap 'kill "$server" "$tls" 2>/dev/null; rm -rf "$folder"' EXIT
	for i in 1 2 3 4 5 6 7 8 9 10; do [ -s "$folder/tls" ] && break; sleep 0.2; done
	secure=https://localhost:$(cat "$folder/tls")
	former=${CURL_CA_BUNDLE:-}
	unset CURL_CA_BUNDLE
	expect 4 'certificate of the server cannot be trusted' update "$secure/good" --name tls
	export CURL_CA_BUNDLE="$folder/own.pem"
	expect 0 '37 records read' update "$secure/good" --name tls
	expect 4 'certificate of the server cannot be trusted' update "https://127.0.0.1:${secure##*:}/good" --name tls
	export CURL_CA_BUNDLE="$folder/nowhere.pem"
	expect 4 'trusted certificates cannot be read' update "$secure/good" --name tls --force
	expect 4 '인증서 파일' --lang ko update "$secure/good" --name tls --force
	unset CURL_CA_BUNDLE
	[ -z "$former" ] || export CURL_CA_BUNDLE="$former"
	expect 0 'taken out' sources --remove tls
	kill $tls
fi
# what this machine gives in the open goes through no proxy
http_proxy=http://127.0.0.1:1 "$program" update "$at/good" --name models.dev --force 2>"$folder/err" || complain "a proxy for this machine itself: $(cat "$folder/err")"

# several: merged once, and one that fails keeps none of the others
once() { # once PATTERN: what the last command said of all sources, once
	[ "$(grep -c "$1" "$folder/err")" = 1 ] || complain "expected once '$1': $(cat "$folder/err")"
}
expect 0 'All sources together' update "$at/good" --name one
expect 0 'All sources together' update "$at/other" --name two
kept() { ls "$HOME/.local/share/llmatlas/history" | wc -l; }
expect 0 'nothing new' update one two
before=$(kept)
expect 0 '37 records read' update one two --force
expect 0 'taken out' sources --remove one
expect 0 'taken out' sources --remove two
expect 0 'taken out' sources --remove models.dev
expect 4 "llmatlas: $at/missing: .*HTTP.*404" update "$at/other" "$at/missing" "$at/router" "$at/html"
once 'All sources together'
once 'status 404'
once 'web page'
once '^llmatlas: 2 of 4 sources could not be updated'
expect 0 'openrouter  *20' sources
expect 0 'models.dev  *20' sources
[ "$(kept)" -le $((before + 1)) ] || complain "two sources updated at once were merged more than once"
expect 0 '^openrouter: OpenRouter models, .* records read' update "$at/other" "$at/router" --force
expect 4 'HTTP status 304' update "$at/unasked"
expect 4 '1 of 2 sources could not be updated' update "$at/empty" "$at/other"
once 'nothing new'

# an address is one in any letters, and the same one; import says who fetches it
upper=$(echo "$at" | sed 's/^http/HTTP/')
expect 0 'records read\|nothing new' update "$upper/good" --name models.dev
expect 0 'models.dev: nothing new' update "$at/good"
expect 0 'models.dev: nothing new' update "HtTp://${at#http://}/good"
expect 4 'Only https' update HTTP://192.0.2.1/api.json
expect 4 'Only https' update FTP://192.0.2.1/api.json
expect 2 'llmatlas update HTTPS://models.dev/api.json' import HTTPS://models.dev/api.json
expect 2 'llmatlas update https://models.dev/api.json' import https://models.dev/api.json

# told to stop while it waits: at once, the rest too
began=$(date +%s)
"$program" update "$at/slow" "$at/good" 2>"$folder/err" &
child=$!
sleep 1
kill -TERM $child
wait $child
[ $? = 4 ] || complain "an update that was told to stop ended with another status than 4"
[ $(($(date +%s) - began)) -le 4 ] || complain "an update that was told to stop went on for $(($(date +%s) - began)) s"
grep -q 'Stopped' "$folder/err" || complain "an update that was told to stop said: $(cat "$folder/err")"
[ -z "$(ls -A "$sources" | grep 'download\|\.tmp$')" ] || complain "left behind: $(ls -A "$sources")"

# nothing but update uses the network
: >"$folder/log"
"$program" list gpt-5 >/dev/null 2>&1
"$program" sources >/dev/null 2>&1
[ ! -s "$folder/log" ] || complain "the network was used unasked: $(cat "$folder/log")"
exit $failed

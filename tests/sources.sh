#!/bin/sh
# sources.sh - what is brought in from files: read, refused, merged, held against each other; your own files beside it; what is damaged.
set -u

program=${top_builddir:-.}/llmatlas
fixtures=${top_srcdir:-.}/tests/fixtures
folder=$(mktemp -d)
failed=0
trap 'rm -rf "$folder"' EXIT
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
# ... and one more is not taken: what is there goes on
left=$(ls "$sources" | grep -c '\.snapshot$')
for i in $(seq 1 $((left - 62))); do rm "$sources/many$i.snapshot"; done
printf '{"id": "hub/one"}\n' >"$folder/onemore.ndjson"
expect 2 'There are 62 sources, no more can be merged: take one out .*Nothing was changed' import "$folder/onemore.ndjson"
expect 2 'no source onemore' sources onemore
expect 0 'Late Cutoff' list 'late cutoff'
grep -q 'sources' "$folder/err" && complain "62 sources: $(cat "$folder/err")"
expect 0 '1 record' import "$folder/onemore.ndjson" --name many63 --force
rm "$sources"/many*

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
exit $failed

#!/bin/sh
# diff.sh - what changed between two catalogs: what two files say and nothing else, in figures that differ, under a command that tells it again.
set -u

program=$(cd "${top_builddir:-.}" && pwd)/llmatlas
folder=$(mktemp -d)
failed=0
trap 'rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
. "${top_srcdir:-.}/tests/expect.sh"
cd "$folder" || exit 1

# rows NAME ARGUMENTS...: the whole table of a diff as CSV is what stands in the file
rows() {
	name=$1
	shift
	"$program" diff "$@" --format csv | sed 's/\r$//' >"$name.csv"
	cmp -s "$name.csv" "$name.wanted" || { complain "llmatlas diff $*:"; diff "$name.wanted" "$name.csv"; }
}
# again ARGUMENTS...: the command below the table makes the same table
again() {
	"$program" "$@" --format md >1.md 2>/dev/null
	command=$(sed -n 's/^- Command: `llmatlas \(.*\)`$/\1/p' 1.md)
	eval "\"\$program\" $command --format md" >2.md 2>/dev/null
	cmp -s 1.md 2.md || { complain "not the same table again: llmatlas $* told as llmatlas $command"; diff 1.md 2.md | head -n 5; }
}
# model ID IN OUT CACHED CONTEXT: one of OpenRouter's list, in USD per 1M tokens
model() {
	printf '{"id": "%s", "name": "Lab: %s", "context_length": %s, "pricing": {"prompt": "%se-6", "completion": "%se-6", "input_cache_read": "%se-6"}}' \
		"$1" "${1#*/}" "$5" "$2" "$3" "$4"
}
list() {
	printf '{"data": ['
	between=
	while read -r line; do
		printf '%s' "$between"
		model $line
		between=,
	done
	printf ']}\n'
}

# --- two files: what they say, whatever the built-in catalog knows of their models
list >old.json <<-'END'
	openai/gpt-5 99 100 9.9 4096
	lab/same 1 2 0.5 8192
	lab/gone 1 2 0.5 8192
	lab/near 0.555 2 0.25 256000
	lab/letters 3 4 0.5 262142
END
list >new.json <<-'END'
	openai/gpt-5 98 100 9.8 8192
	lab/same 1 2 0.5 8192
	lab/new 1 2 0.5 8192
	lab/near 0.56 2 0.25 262144
	lab/letters 3 4 0.4 262144
END
cat >files.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/new,new,new,,,,,
	lab/gone,gone,gone,,,,,
	lab/letters,cheaper,letters,price_cached,0.5,0.4,openrouter,openrouter
	openai/gpt-5,cheaper,gpt-5,price_in,99,98,openrouter,openrouter
	openai/gpt-5,cheaper,gpt-5,price_cached,9.9,9.8,openrouter,openrouter
	lab/near,dearer,near,price_in,0.555,0.56,openrouter,openrouter
	lab/letters,longer,letters,context,262142,262144,,
	lab/near,longer,near,context,256000,262144,,
	openai/gpt-5,longer,gpt-5,context,4096,8192,,
END
rows files old.json new.json
expect 1 'Nothing changed' diff old.json old.json
expect 2 'no file or source' diff old.jsn new.json
# what differs is seen to, and in its direction
expect 0 'near .*0\.555  *0\.56' diff old.json new.json
expect 0 'near .*256,000  *262,144' diff old.json new.json
expect 0 'letters .*262,142  *262,144' diff old.json new.json
expect 0 'gpt-5 .*4k  *8k' diff old.json new.json
# in JSON a value is what it is, in the unit that stands beside it
expect 0 '"before": {"value": 0.555, "unit": "USD per 1M tokens"}, "after": {"value": 0.56, ' diff old.json new.json --format json
expect 0 '"field": {"value": "context"}, "before": {"value": 4096, "unit": "tokens"}' diff old.json new.json --format json
expect 0 '"before": {"name": "openrouter", "date": "20..-..-..", "kept": null}' diff old.json new.json --format json
expect 0 '"field": "price_in", "before": 99, "after": 98, "provider": "openrouter"' diff old.json new.json --format ndjson

# --- how long an answer may be, and when a host ends what it offers
limits() { # OUTPUT EXPIRES
	printf '{"data": [{"id": "lab/ends", "name": "Ends", "context_length": 9000, "pricing": {"prompt": "1e-6", "completion": "2e-6"},'
	printf ' "top_provider": {"max_completion_tokens": %s}, "expiration_date": %s}]}' "$1" "$2"
}
limits 8192 null >stays.json
limits 4096 '"2027-03-01"' >ends.json
cat >ends.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/ends,shorter,Ends,output_limit,8192,4096,openrouter,openrouter
	lab/ends,status,Ends,retires,,2027-03-01,openrouter,
END
rows ends stays.json ends.json
expect 0 'records\|record' import ends.json --name ends
expect 0 '2027-03-01' show lab/ends offers
expect 0 '"retires": {"value": "2027-03-01"' show lab/ends offers --format json
expect 0 'taken out' sources --remove ends

# --- what a model reads and can do
able() { # MODALITIES PARAMETERS
	printf '{"data": [{"id": "lab/able", "name": "Able", "context_length": 9000, "pricing": {"prompt": "1e-6", "completion": "2e-6"},'
	printf ' "architecture": {"input_modalities": [%s], "output_modalities": ["text"]}, "supported_parameters": [%s]}]}' "$1" "$2"
}
able '"text"' '"tools", "reasoning"' >able.json
able '"text", "image"' '"reasoning"' >unable.json
cat >able.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/able,abilities,Able,input,text,text;image,,
	lab/able,abilities,Able,can,reasoning;tools,reasoning,,
END
rows able able.json unable.json
expect 0 'abilities .*Able .*Input  *text  *text, image' diff able.json unable.json --only abilities

# --- a price that comes or goes is told in words: not the models whose prices were never known, and not the variable ones of a router
charged() { # PRICES: of one model with prices and one without
	printf '{"data": [{"id": "lab/charged", "name": "Charged", "context_length": 9000, "pricing": {%s}},' "$1"
	printf ' {"id": "lab/never", "name": "Never", "context_length": 9000, "pricing": {"prompt": "-1", "completion": "-1"}}]}'
}
charged '"prompt": "1e-6", "completion": "2e-6"' >charged.json
charged '"prompt": "1e-6", "completion": "2e-6", "input_cache_read": "1e-7"' >cached.json
charged '"prompt": "-1", "completion": "-1"' >varies.json
charged '"prompt": "0", "completion": "0"' >given.json
cat >priced.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/charged,priced,Charged,price_in,,1,openrouter,
	lab/charged,priced,Charged,price_out,,2,openrouter,
END
rows priced varies.json charged.json
cat >unpriced.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/charged,unpriced,Charged,price_in,1,,,openrouter
	lab/charged,unpriced,Charged,price_out,2,,,openrouter
END
rows unpriced charged.json varies.json
cat >discount.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/charged,priced,Charged,price_cached,,0.1,openrouter,
END
rows discount charged.json cached.json
cat >given.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	lab/charged,priced,Charged,price_in,,0,openrouter,
	lab/charged,priced,Charged,price_out,,0,openrouter,
END
rows given varies.json given.json
expect 0 'priced .*Charged .*Price in  *unknown  *1\.00  *openrouter' diff varies.json charged.json
expect 0 'unpriced .*Charged .*Price out  *2\.00  *unknown  *openrouter' diff charged.json varies.json
expect 0 '요금 확인됨 .*입력 요금  *미확인  *1\.00' diff varies.json charged.json --lang ko
expect 0 '"before": {"value": null}, "after": {"value": 1, "unit": "USD per 1M tokens"}' diff varies.json charged.json --format json
expect 1 'Nothing changed' diff varies.json charged.json --only cheaper
expect 0 '^lab/charged,unpriced' diff charged.json varies.json --only unpriced --format csv

# ... in a source that is brought in again, and by is:changed
expect 0 '2 records' import varies.json --name charging
expect 0 '^Changed: 2 priced\.$' import charged.json --name charging
expect 0 '^lab/charged$' list is:changed show:id --no-footer -f csv
expect 0 '^변경: 요금 미확인 2건\|요금 미확인' --lang ko import varies.json --name charging
expect 0 '^lab/charged$' list is:changed show:id --no-footer -f csv
# ... of a marked model at the next start, also of the explorer as lines
printf 'm 1\nq\n' | "$program" --plain id=lab/charged >out 2>&1
expect 0 '2 records' import charged.json --name charging
printf 'q\n' | "$program" --plain >out 2>&1
grep -q "^Marked models changed ('llmatlas diff' shows all): Charged: priced$" out || { complain "a marked model that changed is not told in lines:"; head -n 3 out; }
printf 'q\n' | "$program" --plain >out 2>&1
grep -q 'Marked models changed' out && complain "a marked model that changed is told twice"
expect 0 'taken out' sources --remove charging
rm -r "$HOME"
mkdir "$HOME"

# --- two files in different formats: models find each other by what they are, and still only the files speak
cat >other.json <<-'END'
	{"gpt-5": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 9.7e-05, "output_cost_per_token": 0.0001, "max_input_tokens": 4096},
	 "lab-cloud/elsewhere": {"litellm_provider": "lab-cloud", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06}}
END
expect 0 'gpt-5.*cheaper.*price_in,99,97' diff old.json other.json --format csv
[ "$(grep -c ',new,' out)" = 1 ] && [ "$(grep -c ',gone,' out)" = 4 ] || { complain "files of two formats:"; cat out; }
# a file beside a catalog: what bringing it in would change
expect 0 'lab/new,new' diff built-in new.json --only new --format csv
[ "$(grep -c ',new,' out)" = 4 ] || { complain "a file beside the built-in catalog:"; cat out; }

# a model under another name that a host still calls what it did is the same
house() { # ID NAME PRICE: a model of facts
	printf '{"schema": "llmatlas-facts/1", "sources": {"s": {"title": "S", "checked": "seen"}}, "models": [{"id": "%s", "name": "%s", "developer": "openai",' "$1" "$2"
	printf ' "offers": [{"provider": "openai", "id": "house-1", "price_in": %s, "price_out": 4, "source": "s"}]}]}' "$3"
}
house openai/house House 2 >before.json
house openai/villa Villa 1 >after.json
cat >renamed.wanted <<-'END'
	id,change,name,field,before,after,provider,provider_before
	openai/villa,renamed,Villa,,openai/house,openai/villa,,
	openai/villa,cheaper,Villa,price_in,2,1,openai,openai
END
rows renamed before.json after.json

# a price that is another host's now says so; one that is still the same host's names it once
hosted() { # PRICE PRICE: what two hosts ask
	printf '{"schema": "llmatlas-facts/1", "sources": {"s": {"title": "S", "checked": "seen"}}, "models": [{"id": "meta/hosted", "name": "Hosted", "developer": "meta", "offers": ['
	[ -z "$1" ] || printf '{"provider": "groq", "id": "hosted", "price_in": %s, "price_out": 4, "source": "s"},' "$1"
	printf '{"provider": "deepinfra", "id": "hosted", "price_in": %s, "price_out": 4, "source": "s"}]}]}' "$2"
}
hosted 1 3 >two.json
hosted '' 3 >one.json
expect 0 'dearer .*1\.00  *3\.00  *deepinfra  *groq' diff two.json one.json
expect 0 '^meta/hosted,dearer,Hosted,price_in,1,3,deepinfra,groq' diff two.json one.json --format csv
expect 0 '"provider": {"value": "deepinfra"}, "provider_before": {"value": "groq"}' diff two.json one.json --format json

# --- sources by their names: against what they said before, and beside files
expect 0 'as --date says' import old.json --date 2026-01-02
expect 1 'brought in once' diff openrouter
expect 0 '^Changed: 1 new, 1 gone, 3 cheaper, 1 dearer, 3 longer\.$' import new.json
! grep -q 'later day' err || complain "a newer list over an older one is told as an older one: $(cat err)"
rows files openrouter
rows files old.json openrouter
mkdir openrouter
expect 1 'Nothing changed' diff openrouter new.json
expect 4 'Is a directory' diff ./openrouter new.json

expect 0 'said before held for a later day, 20..-..-..: a newer list was replaced by an older one' import old.json --date 2026-01-02
expect 0 'was last written' import new.json

# --- which kept catalog it was, and the same table again
day=$(date -u +%F) year=$(($(date -u +%Y) + 1))
expect 0 "kept on $day" diff 10d
expect 0 "Command: llmatlas diff $day --only new,cheaper" diff 10d --only cheaper,new
cp old.json "an old one.json"
again diff old.json new.json
again diff "an old one.json" new.json --only cheaper,dearer
again diff 10d --only new
again diff built-in new.json
again diff new.json --catalog built-in
again diff openrouter --only longer
rm -r "$HOME"
mkdir "$HOME"
expect 0 'Command: llmatlas diff 2026-11-10 --only repriced' diff 2026-11-10 --only repriced
expect 0 '"before": {"value": [0-9.]*, "unit": "USD per 1M tokens"}' diff --only repriced --format json
again diff 3650d
again list --catalog built-in license:open-source

# --- names that are taken, and days that are to come
expect 2 'Call the source something else' import old.json --name built-in
expect 2 'Call the source something else' import old.json --name Yours
cp old.json yours.json
expect 0 '5 records' import yours.json
printf 'id,price_in\nlab/a,1\n' >yours.csv
expect 2 'Call the source something else' import yours.csv
expect 0 '^ours: CSV, 1 record ' import yours.csv --name ours
expect 2 'lies in the future' import old.json --date $year-02-01
expect 2 'lies in the future' import old.json --date $year
cp old.json old-2020-02-03.json
expect 0 '2020-02-03, as the name of the file says' import old-2020-02-03.json
cp old.json "old-$year-02-03.json"
expect 0 "$day, when the file was last written" import "old-$year-02-03.json"
touch -d 2021-02-03 old.json
expect 0 '2021-02-03, when the file was last written' import old.json
"$program" import - --name piped <old.json 2>err || complain "import from a pipe failed"
grep -q "$day, today" err || complain "import from a pipe does not say for which day: $(cat err)"
expect 2 'part of llmatlas and stays' sources --remove built-in
expect 2 'catalog.d' sources --remove yours
expect 0 'nothing was left out' sources built-in

# --- real lists, where there are some: every row of the table against the JSON of the two files
lists=${LLMATLAS_UPSTREAM:-}/openrouter
if [ -f "$lists/models-2026-08-01.json" ] && command -v python3 >/dev/null 2>&1; then
	"$program" diff "$lists/models.json" "$lists/models-2026-08-01.json" --format json >real.json
	python3 - "$lists/models.json" "$lists/models-2026-08-01.json" real.json <<-'END' || complain "not what the two lists say"
		import json, sys
		old, new = ({m["id"]: m for m in json.load(open(name))["data"] if m["id"][0] != "~"} for name in sys.argv[1:3])
		prices = {"price_in": "prompt", "price_out": "completion", "price_cached": "input_cache_read", "price_write": "input_cache_write"}
		def said(model):
		    for field, key in prices.items():
		        price = float(model["pricing"].get(key) or -1)
		        yield field, round(price * 1e6, 6) if price >= 0 else None
		    yield "context", model["context_length"] or None
		    yield "output_limit", model["top_provider"]["max_completion_tokens"] or None
		wanted = {(id, None, "new") for id in new.keys() - old.keys()} | {(id, None, "gone") for id in old.keys() - new.keys()}
		for id in old.keys() & new.keys():
		    for (field, before), (_, after) in zip(said(old[id]), said(new[id])):
		        if before != after and (field in prices or None not in (before, after)):
		            wanted.add((id, field, before, after))
		got = set()
		for row in json.load(open(sys.argv[3]))["rows"]:
		    cell = {key: value["value"] for key, value in row["cells"].items()}
		    if cell["field"] in (*prices, "context", "output_limit"):
		        got.add((row["id"], cell["field"], *(value if value is None else round(value, 6) for value in (cell["before"], cell["after"]))))
		    elif not cell["field"]:
		        got.add((row["id"], None, cell["change"]))
		for line in sorted(map(str, wanted ^ got)):
		    print(line)
		sys.exit(wanted != got)
	END
fi
exit $failed

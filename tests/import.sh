#!/bin/sh
# import.sh - files as they come: cut off in the middle, with a byte order mark, packed, with other line ends, with numbers that are none.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
failed=0
trap 'rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
sources=$HOME/.local/share/llmatlas/sources
case $program in /*) ;; *) program=$PWD/$program ;; esac
. "${top_srcdir:-.}/tests/expect.sh"
cd "$folder" || exit 1

# a file that is cut off in a record is refused with its line, and the former catalog stays; --force takes the whole records
printf '{"id": "a/one", "params": 7e9}\n{"id": "a/two", "params": 8e9}\n' >hub.ndjson
expect 0 '2 records read, 0 left out' import hub.ndjson
former() { cat "$sources/hub.snapshot" | cksum; }
before=$(former)
for rest in '{' '{"id": "a/th' '{"id": "a/three"' '{"id": "a/three", "params": tr' '{"id": "a/three", "params": -' \
	'{"id": "a/three", "tags": ["x"' '{"id": "a/three", "params"' '{"id": "a/\'; do
	printf '%s\n%s\n%s' '{"id": "a/one", "params": 7e9}' '{"id": "a/two", "params": 8e9}' "$rest" >cut.ndjson
	expect 3 "cut.ndjson:3: .*middle of a record.*expected its closing brace.*Nothing was changed.*--force" import cut.ndjson --name hub
	[ "$before" = "$(former)" ] || complain "cut off at '$rest': the former catalog changed"
done
printf '\n\n' >>cut.ndjson # blank lines behind it do not heal it
expect 3 'cut.ndjson:3: .*middle of a record' import cut.ndjson --name hub
expect 0 'cut.ndjson:3: .*middle of a record.*left out' import cut.ndjson --name hub --force
expect 0 '2 records read, 1 left out' import cut.ndjson --name forced --force
expect 0 'cut.ndjson:3:' sources forced
expect 3 'cut.ndjson:3: .*middle of a record' diff hub cut.ndjson
# complete, without a line end behind it; and a bad line in the middle is left out as ever
printf '{"id": "a/one", "params": 7e9}\n{"id": "a/two"\n{"id": "a/three", "params": 8e9}' >whole.ndjson
expect 0 '2 records read, 1 left out' import whole.ndjson
# the same of a file that is read by several processes
awk 'BEGIN { for (i = 0; i < 300000; i++) printf "{\"id\": \"org%d/model-%d\", \"downloads\": %d, \"tags\": []}\n", i % 5000, i, i }' >large.ndjson
printf '{"id": "org/last", "downl' >>large.ndjson
expect 3 'large.ndjson:300001: .*middle of a record' import large.ndjson
expect 0 'large.ndjson:300001: .*middle of a record.*left out' import large.ndjson --force
expect 0 '300000 ' sources
expect 0 'taken out' sources --remove large
rm large.ndjson

printf 'id,name,params\na/one,One,7e9\na/two,"Two, the first' >cut.csv
expect 3 'cut.csv:3: .*middle of a record.*expected the closing quote.*Nothing was changed.*--force' import cut.csv --name hub
expect 0 'cut.csv:3: .*left out' import cut.csv --name cut --force
expect 0 '1 record read, 1 left out' import cut.csv --name cut --force
printf 'id,name,params\na/one,One,7e9\na/two,Tw' >short.csv
# that may be a line of its own: both are told, and what helps
expect 3 'short.csv:3: the last line has 2 cells where the header has 3, and no line end: the file is cut off, or only the line end is missing; with one behind it the line is read. Nothing was changed.*--force' import short.csv
expect 0 'short.csv:3: the last line has fewer cells than the header, and no line end; it is left out' import short.csv --force
expect 0 '1 record read, 1 left out' import short.csv --force
echo >>short.csv
expect 0 '2 records read, 0 left out, 1 warning' import short.csv
printf 'id,name,params\na/one,One,7e9\na/two,Two,8e9' >whole.csv
expect 0 '2 records read, 0 left out' import whole.csv

# a byte order mark belongs to no record
printf '\357\273\277{"id": "a/one", "params": 7e9}\n{"id": "a/two", "params": 8e9}\n' >mark.ndjson
printf '\357\273\277id,name,params\na/one,One,7e9\na/two,Two,8e9\n' >mark.csv
printf '\357\273\277"id",name,params\na/one,One,7e9\na/two,Two,8e9\n' >quoted.csv
printf '\357\273\277[{"id": "a/one", "params": 7e9}, {"id": "a/two", "params": 8e9}]' >mark.json
for file in mark.ndjson mark.csv quoted.csv mark.json; do
	expect 0 '2 records read, 0 left out, 0 warnings' import $file --name mark
done

# JSON that is none: its place, and what helps
printf '{\n  "sample_spec": {}, // of LiteLLM\n  "m": {"litellm_provider": "x", "mode": "chat"}\n}\n' >comments.json
expect 3 'comments.json:2:22: .*JSON has no comments: take them out' import comments.json
printf '{"data": [{"id": "a/one", "pricing": {"prompt": "1", "comple' >early.json
expect 3 'early.json:1:[0-9]*: .*It ends too early: fetch it again. Nothing was changed.$' import early.json
printf '{"data": [{"id": "a/one", "pricing": {"prompt": "1", "completion": "2"}}' >early.json
expect 3 'early.json:1:[0-9]*: .*It ends too early: fetch it again' import early.json
printf '{"data": [{"id": "a/one", "pricing": {"prompt": "1", "completion": "2"}}]}<!-- end -->' >behind.json
expect 3 'behind.json:1:75: something stands behind the value. Nothing was changed.$' import behind.json
expect 3 '주석' --lang ko import comments.json

# what is packed is told by how it is packed
packed() { printf "$1" >packed; expect 3 "is no catalog that can be read: it is .*$2.*unpack it first" import packed; }
packed '\037\213\010\000' gzip
packed '\050\265\057\375' zstd
packed '\3757zXZ\000\000\004' xz
packed 'BZh91AY&SY' bzip2
packed '7z\274\257\047\034\000\004' 7z
packed 'PK\003\004' zip
printf '{\n  "id": "a/one"\n}\n{\n  "id": "a/two"\n}\n' >pretty.json
expect 3 'many JSON objects of several lines.*jq -c' import pretty.json
printf '\377\376{\000' >wide.json
expect 3 'it is UTF-16' import wide.json

# CSV as RFC 4180 has it: quotes doubled, line ends and separators inside of them; places are those of the file
printf 'id,name,context,note\r\nrfc/one,"One ""the first"", yes",8192,"of\r\ntwo lines"\r\nrfc/two,Two 5" wide,many,\r\n"rfc/three",Three,lots,"""\r\n,"\r\n' >rfc.csv
expect 0 '3 records read, 0 left out, 3 warnings' import rfc.csv
expect 0 'rfc.csv:4:1: context: many is no number' sources rfc
expect 0 'rfc.csv:5:1: context: lots is no number' sources rfc
expect 0 '^rfc/one,"One ""the first"", yes"$' list 'show:name first' --no-footer -f csv
expect 0 '^rfc/two,"Two 5"" wide"$' list 'show:name wide' --no-footer -f csv
printf 'id;name;params\ra/one;One;7,5e9\ra/two;"Two\rlines";8e9\ra/three;Three;none\r' >cr.csv
expect 0 '3 records read, 0 left out' import cr.csv
expect 0 'cr.csv:5:1: params: none' sources cr
printf 'name,params,id\rOne,7e9,a/one\r' >last.csv
expect 0 '1 record read, 0 left out' import last.csv

# the first line by which Excel tells the separator is none of the table; lines are still those of the file
printf 'sep=;\r\nid;name;params\r\nexcel/one;One, two;7,5e9\r\nexcel/two;Two;none\r\n' >excel.csv
expect 0 '2 records read, 0 left out, 1 warning' import excel.csv
expect 0 'excel.csv:4:1: params: none is no number' sources excel
expect 0 '^excel/one,"One, two",7500000000$' list 'id=excel/one show:name,params' --no-footer -f csv
printf '\357\273\277sep=,\nid,name;s,params\nexcel/one,One;1,7e9\n' >excel.csv # not the one that the header has most of
expect 0 '1 record read, 0 left out' import excel.csv
printf 'SEP=\t\nname\tid\nOne, two; three\texcel/one\n' >excel.csv
expect 0 '1 record read, 0 left out, 0 warnings' import excel.csv
expect 0 '^excel/one,"One, two; three"$' list 'id=excel/one show:name' --no-footer -f csv
printf '"sep=|"\rid|params\rexcel/one|7e9\r' >excel.csv
expect 0 '1 record read, 0 left out, 0 warnings' import excel.csv
printf '\nsep=;\n\n \nid;name\nexcel/one;One\n' >excel.csv # blank lines are none of it
expect 0 '1 record read, 0 left out, 0 warnings' import excel.csv
printf 'sep=;\nname;params\n' >excel.csv
expect 3 'neither JSON nor CSV with a column id' import excel.csv
printf 'sep=;\n' >excel.csv
expect 3 'neither JSON nor CSV' import excel.csv
printf 'id;sep=;\nexcel/one;x\n' >excel.csv
expect 0 '1 record read' import excel.csv

# a number beyond all numbers is told as other values that cannot be
printf '%s\n' '{"id": "inf/one", "params": 1e999, "downloads": -1e400, "context": 1e999, "safetensors": {"total": 2e999}}' \
	'{"id": "inf/two", "price_in": 1e309, "hf_likes": 1e999, "note": 1e999}' >inf.ndjson
expect 0 '2 records read, 0 left out, 6 warnings' import inf.ndjson
for word in '1:1: params: 1e999' '1:1: downloads: -1e400' '1:1: context: 1e999' '1:1: total: 2e999' '2:1: price_in: 1e309' '2:1: hf_likes: 1e999'; do
	expect 0 "inf.ndjson:$word cannot be true; left unknown" sources inf
done
printf '{"p": {"id": "p", "env": [], "npm": "x", "models": {"m": {"id": "m", "name": "M", "limit": {"context": 1e999}, "cost": {"input": 1e999}}}}}' >inf.json
expect 0 '1 record read, 0 left out, 2 warnings' import inf.json --name list

# of a key or a column that comes twice the first one counts, and that is told
printf '{"id": "twice/one", "id": "twice/two", "context": 8192, "context": 4096, "params": 1e9, "params": 2e9}\n' >twice.ndjson
printf '[%s]' "$(cat twice.ndjson)" >twice.json
printf 'id,context,id,context\ntwice/one,8192,twice/two,4096\n' >twice.csv
for file in twice.ndjson twice.json twice.csv; do
	expect 0 '1 record read, 0 left out, [1-9]' import $file --name twice
	expect 0 'a second time.*the first one counts' sources twice
	expect 0 '^twice/one,8192$' list 'id=twice/one show:context' --no-footer -f csv
	expect 1 'No model' list id=twice/two
done
# a file without a model says why the first record is none; blanks around the cells of a header are none of them
printf '{"id": "a/one", "tags": []}\r{"id": "a/two"}\r' >none.ndjson
expect 3 'none.ndjson.*holds no model: none.ndjson:1:29: something stands behind the value' import none.ndjson
printf ' id , params \n a/one , 7e9 \n' >blanks.csv
expect 0 '1 record read, 0 left out, 0 warnings' import blanks.csv
# a quote that is never closed takes no rows of its own making out of a large file
awk 'BEGIN { print "id,name\na/one,One\na/two,\"Two"; for (i = 0; i < 50000; i++) print "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" i ",x" }' >open.csv
expect 3 'open.csv:3: .*expected the closing quote.*Nothing was changed' import open.csv
expect 0 '1 record read, 1 left out, 1 warning' import open.csv --force
awk 'BEGIN { printf "{\"id\": \"a/one\"}\n{\"id\": \"a/"; for (i = 0; i < 1062500; i++) printf "yyyyyyyyyyyyyyyy"; print "\"}\n{\"id\": \"a/two\"}" }' >long.ndjson
expect 0 '2 records read, 1 left out' import long.ndjson
rm open.csv long.ndjson

# a value of another type than its field's is told; truth is yes or no, a number may be a year
cat >types.ndjson <<-'END'
	{"id": "types/one", "params": true, "context": {"total": 5}, "layers": [1, 2], "license": ["mit"], "commercial": true}
	{"id": "types/two", "data_public": false, "released": 2025, "name": 5, "likes": null, "downloads": false, "license": ["mit", "gpl"]}
	END
expect 0 '2 records read, 0 left out, 5 warnings' import types.ndjson
for word in '1:1: params: expected a number' '1:1: context: expected a number' '1:1: layers: expected a number' '2:1: downloads: expected a number' '2:1: license: expected a text'; do
	expect 0 "types.ndjson:$word; left unknown" sources types
done
expect 0 '^types/one,yes,MIT$' list 'id=types/one show:commercial,license_name' --no-footer -f csv
expect 0 '^types/two,no,2025$' list 'id=types/two show:data_public,released' --no-footer -f csv

# what hosts alone say of how much a model takes and writes is found, and says whose word it is; of a host that does not say, it is not known
cat >limits.json <<-'END'
	{"small-host": {"id": "small-host", "env": [], "npm": "x", "models": {"limits/one": {"id": "limits/one", "name": "Limits One",
	  "limit": {"context": 128000, "output": 8000}, "cost": {"input": 1, "output": 2}}}},
	 "wide-host": {"id": "wide-host", "env": [], "npm": "x", "models": {"limits/one": {"id": "limits/one", "name": "Limits One",
	  "limit": {"context": 128000, "input": 100000, "output": 64000}, "cost": {"input": 3, "output": 4}}}},
	 "still-host": {"id": "still-host", "env": [], "npm": "x", "models": {"limits/one": {"id": "limits/one", "name": "Limits One",
	  "limit": {"context": 128000, "output": 0}, "cost": {"input": 0.5, "output": 0.5}}}}}
	END
expect 0 '3 records read' import limits.json
expect 0 '^limits/one,64000,100000$' list 'output_limit>=64k show:id,output_limit,input_limit limits' --no-footer -f csv
expect 0 '64k, reported by wide-host' show limits/one output_limit
expect 0 'still-host' cost limits/one --input 1k --output 100k --by offer
grep -q 'still-host.*exceeds' "$folder/out" && complain "a host has the limit of another one: $(cat "$folder/out")"
grep -q 'small-host.*exceeds the limit of 8k' "$folder/out" || complain "a limit that is exceeded is not told: $(cat "$folder/out")"
expect 0 'taken out' sources --remove models.dev

# a zero where nothing is free for the token is no price, and what is free stays so
cat >zeros.json <<-'END'
	{"bedrock-paid": {"litellm_provider": "bedrock_converse", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
	 "sagemaker/hourly": {"litellm_provider": "sagemaker", "mode": "chat", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
	 "ollama/at-home": {"litellm_provider": "ollama", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
	 "openrouter/openrouter/auto": {"litellm_provider": "openrouter", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
	 "openrouter/openrouter/free": {"litellm_provider": "openrouter", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0},
	 "gemini/painter": {"litellm_provider": "gemini", "mode": "image_generation", "input_cost_per_token": 0, "output_cost_per_token": 0, "output_cost_per_image": 0.04},
	 "zai/free-flash": {"litellm_provider": "zai", "mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0}}
	END
expect 0 '7 records read' import zeros.json --name zeros
"$program" list --catalog "$sources/zeros.snapshot" show:id,price_in,price_out --no-footer -f csv | tr -d '\r' >zeros.csv
grep -v '^id' zeros.csv | sort >zeros.got
printf '%s\n' bedrock-paid,, gemini/painter,, ollama/at-home,, openrouter/openrouter/auto,, openrouter/openrouter/free,0,0 \
	sagemaker/hourly,, zai/free-flash,0,0 | sort >zeros.wanted
cmp -s zeros.got zeros.wanted || complain "prices of zero: $(cat zeros.got)"
expect 0 'taken out' sources --remove zeros
printf '{"gitlab": {"id": "gitlab", "env": [], "npm": "x", "models": {"duo": {"id": "duo", "name": "Duo", "cost": {"input": 0, "output": 0}}}}}' >duo.json
expect 0 '1 record read' import duo.json --name duo
expect 0 '^gitlab/duo,$' list --catalog "$sources/duo.snapshot" show:id,price_in --no-footer -f csv
expect 0 'taken out' sources --remove duo

# what a list has for nothing is for trying, and no price of a model that others sell; what somebody lists himself as free counts as it stands
model=openai/gpt-oss-120b
printf '{"gift": {"id": "gift", "env": [], "name": "Gift", "models": {"%s": {"id": "%s:free", "name": "gpt-oss-120b", "cost": {"input": 0, "output": 0}}}}}' $model $model >gift.json
price() { "$program" list "id=$model show:price" --no-footer -f csv 2>/dev/null | tr -d '\r' | tail -n 1 | cut -d, -f2; }
before=$(price)
expect 0 '1 record read' import gift.json --name gift
[ "$before" != 0 ] && [ "$(price)" = "$before" ] || complain "the price of $model was $before, and with a free offer is $(price)"
expect 0 'also free, within limits, at gift' cost $model
expect 0 'gift.*free within limits: no price for work on record' cost $model --by offer
mkdir -p "$HOME/.config/llmatlas/catalog.d"
printf '{"schema": "llmatlas-facts/1", "providers": [{"id": "house", "name": "House gateway"}], "sources": {"wiki": {"title": "Our wiki", "checked": "seen"}}, "models": [{"id": "%s", "offers": [{"provider": "house", "id": "oss", "source": "wiki", "price_in": 0, "price_out": 0}]}]}' $model >"$HOME/.config/llmatlas/catalog.d/house.json"
[ "$(price)" = 0 ] || complain "what is listed as free in a file of one's own costs $(price)"
expect 0 'House gateway.*free.*free, limits may apply' cost $model
rm "$HOME/.config/llmatlas/catalog.d/house.json"
expect 0 'taken out' sources --remove gift

# prices that are announced are told, those of the day are taken; what is on its way out is told beside the offer
cat >later.json <<-'END'
	[{"id": "later-host", "name": "Later", "pricing_urls": [], "api_pattern": "x", "models": [
	  {"id": "later-one", "match": {"equals": "later-one"}, "deprecated": true,
	   "prices": [{"prices": {"input_mtok": 1, "output_mtok": 2}}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 9, "output_mtok": 9}}]}]}]
	END
expect 0 '1 record read, 0 left out, 1 warning' import later.json --name later --date 2026-11-01
expect 0 'later-one: other prices from 2027-01-01 on; those of now are taken' sources later
expect 0 '^later-host/later-one,1,2$' list --catalog "$sources/later.snapshot" show:id,price_in,price_out --no-footer -f csv
expect 0 '"status": {"value": "deprecated"' show later-host/later-one offers --catalog "$sources/later.snapshot" --format json
expect 0 'taken out' sources --remove later

# what a place in a list is called stands beside its number
printf '[{"id": "placed/one", "params": 1000}, {"id": "placed/two", "context": 5}, {"name": "placed/three", "context": 7}]' >places.json
expect 0 '3 records read, 0 left out, 2 warnings' import places.json
expect 0 '\$\[1\] placed/two: context: 5 tokens cannot be true' sources places
expect 0 '\$\[2\] placed/three: context: 7 tokens cannot be true' sources places
expect 0 'taken out' sources --remove places

# the developer before a name is no part of it
printf '{"kilo": {"id": "kilo", "env": [], "npm": "x", "models": {"named/plain": {"id": "named/plain", "name": "Named: Plain One"}}}}' >plain.json
expect 0 '1 record read' import plain.json --name plain
expect 0 '^named/plain,Plain One$' list named/plain show:name --no-footer -f csv
expect 0 'taken out' sources --remove plain

# what a source may be called, and how many of them
expect 2 "'.hidden' is no name for a source: .*no '.' in front, at most 99" import hub.ndjson --name .hidden
expect 2 'is no name for a source: .*at most 99' import hub.ndjson --name "$(printf 'x%.0s' $(seq 100))"
expect 2 'sources takes the name of one source' sources hub whole
expect 2 'sources takes the name of one source' sources --remove hub whole
expect 0 'whole ' sources
# figures stand below their heads whatever the names are
expect 0 'records read' import hub.ndjson --name a-name-that-is-longer-than-others-are
expect 0 '^a-name-that-is-longer-than-others-are 20' sources
awk '/ offers / { at = index($0, "offers") + 6 } /^a-name|^built-in|^whole/ { if (substr($0, at - 1, 2) !~ /[0-9] /) bad = 1 } END { exit bad }' out ||
	{ complain "figures beside their heads:"; cat out; }
expect 0 'taken out' sources --remove a-name-that-is-longer-than-others-are

# escape bytes in names of files do not reach the terminal
odd=$(printf 'o\033[31mdd')
cp hub.ndjson "$odd.ndjson"
expect 0 'records read' import "$odd.ndjson"
expect 0 "llmatlas diff .o.*dd.ndjson. built-in" diff "$odd.ndjson" built-in
expect 2 'no name for a source' import hub.ndjson --name "$odd"
cp "$sources/hub.snapshot" "$sources/$odd.snapshot"
mkdir -p "$HOME/.config/llmatlas/catalog.d"
echo '{' >"$HOME/.config/llmatlas/catalog.d/$odd.json"
expect 0 'o.*31mdd' sources
expect 0 'o.*31mdd' sources yours
expect 0 'o.*31mdd' list gpt-5
rm "$sources/$odd.snapshot" "$HOME/.config/llmatlas/catalog.d/$odd.json"
# warnings alone are called so; nothing was left out then
printf '{"id": "a/one", "params": "many"}\n' >warned.ndjson
expect 0 "^'llmatlas sources warned' lists the warnings\." import warned.ndjson
printf '{"id": "a/one"}\n{"id": 5}\n' >lost.ndjson
expect 0 "^'llmatlas sources lost' lists what was left out and why" import lost.ndjson
# where a source of that name is there, it stays
printf '[{"id": "a/on' >broken.json
expect 3 'The former catalog stays\.$' import broken.json --name lost
# what changed in it is counted, however many there are
awk 'BEGIN { for (i = 0; i < 110000; i++) printf "{\"id\": \"a/m%d\", \"context\": 8192}\n", i }' >large.ndjson
expect 0 '110000 records' import large.ndjson
sed 's/"a\/m77", "context": 8192/"a\/m77", "context": 4096/' large.ndjson >larger.ndjson
expect 0 '^Changed: 1 shorter\.$' import larger.ndjson --name large
exit $failed

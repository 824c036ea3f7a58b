#!/bin/sh
# yours.sh - your own files in catalog.d: what each gave and what was left out of it, and several that speak of one model.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
failed=0
trap 'rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
own=$HOME/.config/llmatlas/catalog.d
mkdir -p "$own"
. "${top_srcdir:-.}/tests/expect.sh"

# line NAME COUNTS...: records, offers, left out, warnings and differs of a file, in the last list
line() {
	name=$1
	shift
	got=$(awk -v name="$name" '$1 == name { print $3, $4, $5, $6, $7 }' "$folder/out")
	[ "$got" = "$*" ] || complain "$name: '$got', expected '$*'; $(cat "$folder/out")"
}

head='"schema": "llmatlas-facts/1", "sources": {"us": {"title": "Us", "checked": "seen"}}'
cat >"$own/a.json" <<END
{$head,
 "developers": [{"id": "house", "name": "House"}],
 "models": [{"id": "house/one", "name": "One", "developer": "house",
             "offers": [{"provider": "openai", "id": "one", "price_in": 1, "price_out": 2, "source": "us"}]},
            {"id": "house/two", "name": 7, "developer": "house"},
            {"id": "house/three", "name": "Three", "developer": "nobody"}]}
END
cat >"$own/b.json" <<END
{$head,
 "models": [{"id": "openai/gpt-5", "facts": {"context": {"value": 12345, "basis": "reported", "by": "us", "source": "us"}}},
            {"id": "house/four", "name": 7, "developer": "house"}]}
END
printf '{"models": [' >"$own/c.json"
printf '{"data": [{"id": "a/b", "pricing": {"prompt": "1", "completion": "2"}}]}' >"$own/d.json"
ln -s "$folder/nowhere" "$own/e.json"
touch -d 2026-03-04 "$own/a.json"
expect 0 'yours/a.json  *2026-03-04' sources
line yours/a.json 2 1 2 2 0
line yours/b.json 1 0 1 1 0
line yours/c.json 0 0 1 1 0
line yours/d.json 0 0 1 1 0
line yours/e.json 0 0 1 1 0
grep -q "^your own files: $own/$" "$folder/out" || complain "where your own files lie is not told: $(cat "$folder/out")"
# what was left out of one of them, or of all
expect 0 'a.json:5:41: .*expected a string' sources yours/a.json
grep -q '[b-e].json' "$folder/out" && complain "what was left out of other files: $(cat "$folder/out")"
[ "$(wc -l <"$folder/out")" = 2 ] || complain "not what was left out of a.json: $(cat "$folder/out")"
expect 0 'b.json:3:42: .*expected a string' sources yours/b.json
[ "$(wc -l <"$folder/out")" = 1 ] || complain "not what was left out of b.json: $(cat "$folder/out")"
expect 0 'c.json:1:13' sources yours/c.json
expect 0 'd.json has the shape of OpenRouter' sources yours/d.json
expect 0 'e.json: No such file' sources yours/e.json
for file in a b c d e; do
	expect 0 "$file.json" sources yours
done
expect 2 'no source yours/f.json' sources yours/f.json
rm "$own"/[c-e].json
printf '{%s, "models": []}' "$head" >"$own/c.json"
expect 0 'nothing was left out' sources yours/c.json
expect 0 '내 자료 폴더: .*catalog.d' --lang ko sources
rm "$own"/*

# several files may speak of one model, also of one that is yours alone; the later one goes before the earlier one, and one file says a thing once
fact() { printf '"%s": {"value": %s, "basis": "reported", "by": "us", "source": "us"}' "$1" "$2"; }
cat >"$own/a.json" <<END
{$head,
 "developers": [{"id": "house", "name": "House"}],
 "models": [{"id": "openai/gpt-5", "aliases": ["house-five"], "facts": {$(fact context 12345), $(fact output_limit 2222)},
             "offers": [{"provider": "openai", "id": "gpt-5", "price_in": 0.7, "price_out": 7, "source": "us"},
                        {"provider": "groq", "id": "gpt-5", "price_in": 0.1, "price_out": 1, "source": "us"}]},
            {"id": "house/one", "name": "One", "developer": "house", "facts": {$(fact context 4096)}}]}
END
cat >"$own/b.json" <<END
{$head,
 "models": [{"id": "openai/gpt-5", "aliases": ["house-cinq"], "facts": {$(fact context 23456)},
             "offers": [{"provider": "openai", "id": "GPT-5", "price_in": 0.6, "price_out": 6, "source": "us"}]},
            {"id": "house/one", "facts": {$(fact output_limit 512)}}]}
END
expect 0 'yours/b.json' sources
grep -q 'own files' "$folder/err" && complain "two files on one model are a mistake: $(cat "$folder/err")"
line yours/a.json 3 2 0 0 1
line yours/b.json 2 1 0 0 0
expect 0 '^openai/gpt-5,23456,2222,0.6,6' list id=openai/gpt-5 show:context,output_limit,price_in,price_out --no-footer -f csv
expect 0 '12.3k\|12,345\|12345' show openai/gpt-5 context
# ... marked as yours wherever sources stand
expect 0 'Us (yours)' show openai/gpt-5 context
grep -q 'OpenAI.*(yours)' "$folder/out" && complain "a fact of the catalog is marked as one's own: $(cat "$folder/out")"
expect 0 'Us (yours)' show openai/gpt-5
expect 0 'Us (yours)' cost openai/gpt-5
expect 0 'Us (yours)' list id=openai/gpt-5 show:price -f md
expect 0 'Us (내 자료)' --lang ko show openai/gpt-5 price_in
expect 0 '"title": "Us", "url": "", "date": null, "checked": "seen", "yours": true}' show openai/gpt-5 context -f json
expect 0 'Groq.*0.10' show openai/gpt-5 offers
grep -q '0\.70' "$folder/out" && complain "an offer that a later file replaces stays: $(cat "$folder/out")"
expect 0 'GPT-5' show house-cinq name
expect 0 'GPT-5' show house-five name
expect 0 '^house/one,4096,512' list id=house/one show:context,output_limit --no-footer -f csv
expect 0 'nothing was left out' sources yours
printf '{%s, "models": [{"id": "house/one", "facts": {%s}}, {"id": "house/one", "facts": {%s}}]}' "$head" "$(fact context 1024)" "$(fact context 2048)" >"$own/c.json"
expect 0 'the id house/one is taken already' sources yours/c.json
printf '{%s, "models": [{"id": "house/two", "name": "Two", "developer": "house", "aliases": ["House-FIVE"]}]}' "$head" >"$own/d.json"
expect 0 'd.json:1:.*the alias House-FIVE belongs to openai/gpt-5 already' sources yours/d.json
rm "$own/d.json"
rm "$own/a.json"
expect 0 'b.json:4:.* has no model house/one; one of your own has "name" and "developer"' sources yours
rm "$own"/*

# files that stand for themselves name the same developer
for file in a b; do
	printf '{%s, "developers": [{"id": "house", "name": "House"}], "models": [{"id": "house/%s", "name": "%s", "developer": "house"}]}' "$head" $file $file >"$own/$file.json"
done
expect 0 '^house/b$' list developer:house id=house/b show:id --no-footer
grep -q 'own files' "$folder/err" && complain "a developer that two files name is a mistake: $(cat "$folder/err")"
sed 's/"House"/"Home"/' "$own/b.json" >"$own/c.json"
expect 0 'c.json:1:.*the id house is taken already' sources yours/c.json
rm "$own"/*

# a note on a model is one of its facts, found and exported as others
printf '{%s, "models": [{"id": "openai/gpt-5", "notes": "our ticket 12: \\u001b[31mslow at noon"}]}' "$head" >"$own/a.json"
expect 0 '^Notes  *our ticket 12: ^\[\[31mslow at noon' show openai/gpt-5
expect 0 'our ticket 12: .*, reported by a.json' show openai/gpt-5 notes
expect 0 '^openai/gpt-5,' list 'notes:"slow at noon"' show:id,notes --no-footer -f csv
expect 0 '^openai/gpt-5' list has:notes show:id --no-footer
printf '{%s, "models": [{"id": "openai/gpt-5", "notes": "and a second one"}]}' "$head" >"$own/b.json"
expect 0 'and a second one, reported by b.json' show openai/gpt-5 notes
rm "$own"/*

# corrections of a model that the catalog has: its name, its family, results on a benchmark
expect 0 '' show openai/gpt-5 bench.gpqa-diamond
[ "$(grep -c '^  \[' "$folder/out")" -gt 1 ] || complain "GPT-5 has fewer results than this test thinks"
cat >"$own/a.json" <<END
{$head,
 "models": [{"id": "openai/gpt-5", "name": "House Five", "family": "gpt-4o",
             "scores": [{"benchmark": "gpqa-diamond", "score": 12.5, "by": "maker", "source": "us"}]},
            {"id": "openai/gpt-4o", "aliases": ["fo"]}]}
END
expect 0 '^openai/gpt-5,House Five,gpt-4o,12.5' list 'id=openai/gpt-5' show:name,family,bench.gpqa-diamond --no-footer -f csv
expect 0 'Us' show openai/gpt-5 bench.gpqa-diamond
[ "$(grep -c '^  \[' "$folder/out")" = 1 ] || complain "results that one's own replaces stay: $(cat "$folder/out")"
expect 0 'House Five' list 'house five'
expect 0 '^openai/gpt-5' list 'name:/^House Five/' show:id --no-footer
expect 0 ',gpt-4o$' list id=openai/gpt-4o show:family --no-footer -f csv
# ... and results of a model of one's own, on a benchmark of the catalog and on one of one's own
cat >"$own/a.json" <<END
{$head,
 "benchmarks": [{"id": "house-bench", "name": "House Bench", "measures": "our tickets", "unit": "percent", "better": "high"}],
 "models": [{"id": "openai/house", "name": "House", "developer": "openai",
             "scores": [{"benchmark": "gpqa-diamond", "score": 50, "by": "independent", "source": "us"},
                        {"benchmark": "house-bench", "score": 77, "by": "independent", "source": "us"}]},
            {"id": "openai/gpt-5", "scores": [{"benchmark": "house-bench", "score": 88, "by": "independent", "source": "us"}]}]}
END
expect 0 '^openai/house,50,77' list id=openai/house show:bench.gpqa-diamond,bench.house-bench --no-footer -f csv
expect 0 '^openai/gpt-5,86.2,88' list id=openai/gpt-5 show:bench.gpqa-diamond,bench.house-bench --no-footer -f csv
expect 0 'nothing was left out' sources yours
exit $failed

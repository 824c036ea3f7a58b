#!/bin/sh
# dirty.sh - what no list should hold and some day one does, in every format that is imported: negative prices, names that are missing, empty or full of
# characters that are not shown, bad bytes, NaN, the same model twice, the same key twice, a file that ends too early; and what the dirtiest real records say.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
failed=0
trap 'rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
case $program in /*) ;; *) program=$PWD/$program ;; esac
. "${top_srcdir:-.}/tests/expect.sh"
cd "$folder" || exit 1

# A line each: id, the name as JSON has it (- none), price of input, price of output.
records() {
	cat <<-'END'
	neg|"Negative"|-5|2
	noname|-|1|2
	empty|""|1|2
	control|"Bell\u0007 Esc\u001b[31m Nul\u0001"|1|2
	bidi|"Left\u202eRight\u200b"|1|2
	END
	printf 'bytes|"Bad \377\376\303( end"|1|2\n'
	cat <<-'END'
	half|"Half \ud83d end"|1|2
	nan|"Nan"|NaN|2
	infinite|"Infinite"|Infinity|2
	cjk|"深度求索 モデル 별빛"|1|2
	keys|"Keys", "name": "Other keys"|1|2
	twice|"First"|1|2
	twice|"Second"|3|4
	END
}
# list FORMAT: them as that has them, one on a line
list() {
	between=
	records | while IFS='|' read -r id name in out; do
		case $name in -) name= ;; *) name="\"name\": $name, " ;; esac
		printf '%s' "$between"
		case $1 in
		models.dev) printf '"%s": {"id": "%s", %s"limit": {"context": 8192, "output": 0}, "cost": {"input": %s, "output": %s}}' "$id" "$id" "$name" "$in" "$out" ;;
		openrouter)
			case $in in [NI]*) ;; *) in=${in}e-6 ;; esac
			printf '{"id": "lab/%s", %s"context_length": 8192, "pricing": {"prompt": "%s", "completion": "%se-6"}, "top_provider": {"max_completion_tokens": 0}}' "$id" "$name" "$in" "$out"
			;;
		litellm)
			case $in in [NI]*) ;; *) in=${in}e-6 ;; esac
			printf '"%s": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 8192, "input_cost_per_token": %s, "output_cost_per_token": %se-6}' "$id" "$in" "$out"
			;;
		genai) printf '{"id": "%s", %s"match": {"equals": "x"}, "prices": {"input_mtok": %s, "output_mtok": %s}}' "$id" "$name" "$in" "$out" ;;
		*) printf '{"id": "lab/%s", %s"context": 8192, "price_in": %s, "price_out": %s}' "$id" "$name" "$in" "$out" ;;
		esac
		case $1 in ndjson) between='
' ;; *) between=',
' ;; esac
	done
}
{ printf '{"host": {"id": "host", "env": [], "npm": "x", "name": "Host", "models": {\n'; list models.dev; printf '}}}'; } >models.dev.json
{ printf '{"data": [\n'; list openrouter; printf ']}'; } >openrouter.json
{ printf '{\n'; list litellm; printf '}'; } >litellm.json
{ printf '[{"id": "openai", "name": "O", "pricing_urls": [], "api_pattern": "x", "models": [\n'; list genai; printf ']}]'; } >genai.json
{ list ndjson; echo; } >ndjson.ndjson
{ printf '[\n'; list array; printf ']'; } >array.json
{
	printf 'id,name,context,price_in,price_out\n'
	printf 'lab/neg,Negative,8192,-5,2\nlab/noname,,8192,1,2\nlab/empty,"",8192,1,2\nlab/control,"Bell\007 Esc\033[31m Nul\001",8192,1,2\n'
	printf 'lab/bidi,Left\342\200\256Right\342\200\213,8192,1,2\nlab/bytes,Bad \377\376\303( end,8192,1,2\nlab/half,Half \355\240\275 end,8192,1,2\n'
	printf 'lab/nan,Nan,8192,NaN,2\nlab/infinite,Infinite,8192,Infinity,2\nlab/cjk,深度求索 モデル 별빛,8192,1,2\nlab/keys,Keys,8192,1,2\nlab/twice,First,8192,1,2\nlab/twice,Second,8192,3,4\n'
} >csv.csv

# is ID NAME IN OUT: of the list at hand, whatever stands before the id
is() {
	got=$(sed -n "s/^[a-z]*\/*$1,//p" got)
	[ "$got" = "$2,$3,$4" ] || complain "$file: $1 is '$got', expected '$2,$3,$4'"
}
# told ID WORDS: a warning on that one, or where it stands in a file of lines
told() {
	line=$(records | grep -n "^$1|" | tail -n 1 | cut -d : -f 1)
	case $file in
	ndjson.ndjson) place=":$line:1: " ;;
	csv.csv) place=":$((line + 1)):1: " ;;
	*) place=$1 ;;
	esac
	[ -n "$1" ] || place=
	awk -v place="$place" '$0 ~ place' told | grep -q -e "$2" || complain "$file: nothing of $1 says '$2': $(cat told)"
}
for file in models.dev.json openrouter.json litellm.json genai.json ndjson.ndjson array.json csv.csv; do
	name=dirty-${file%.*}
	expect 0 'records read, 1 left out' import $file --name "$name"
	expect 0 '' sources "$name"
	cp out told
	"$program" list --catalog "$HOME/.local/share/llmatlas/sources/$name.snapshot" show:id,name,price_in,price_out --no-footer -f csv | tr -d '\r' >got
	grep -q "$(printf '[\001-\010\013-\037]')" got told && complain "$file: control characters come through"
	[ "$(wc -l <got)" = 13 ] || complain "$file: not twelve models: $(cat got)"
	told neg '-5.* cannot be true; left unknown'
	told twice 'a second record of .*twice; the first one is kept'
	case $file in litellm.json) # has no names
		is neg neg '' 2
		is nan nan '' 2
		is infinite infinite '' 2
		is twice twice 1 2
		continue ;;
	esac
	is neg Negative '' 2
	is nan Nan '' 2
	is infinite Infinite '' 2
	is cjk '深度求索 モデル 별빛' 1 2
	is control 'Bell^G Esc^[[31m Nul^A' 1 2
	is bidi 'Left<U+202E>Right<U+200B>' 1 2
	is bytes 'Bad ���( end' 1 2
	grep -q 'half,Half �* end,1,2' got || complain "$file: half a character of a name: $(grep half, got)"
	is keys Keys 1 2
	is twice First 1 2
	for id in noname empty; do
		grep -q "^\([a-z]*/\)$id,\1$id,1,2\$" got || complain "$file: a model without a name is not called by its id: $(grep $id, got)"
	done
	[ $file = csv.csv ] || [ $file = ndjson.ndjson ] || [ $file = array.json ] || [ $file = genai.json ] || told '' 'the name is missing: the id stands for it'
	told control 'characters that are not shown'
	told bidi 'characters that are not shown'
	[ $file = csv.csv ] || told '' 'the same key a second time: the first one counts\|name a second time'
	# the same, and it ends too early: refused with its place, and what was there stays
	head -c $(($(wc -c <$file) - 12)) $file >cut-$file
	expect 3 "cut-$file:[0-9]*.*" import cut-$file --name "$name"
	expect 0 "$name  *20..-..-..  *12" sources
	expect 0 'taken out' sources --remove "$name"
done
# a limit of 0 is how lists write that they do not know: unknown, and no warning
expect 0 'records read' import models.dev.json --name zeros
expect 0 '^host/cjk,,8192$' list --catalog "$HOME/.local/share/llmatlas/sources/zeros.snapshot" show:id,output_limit,context_served --no-footer -f csv
expect 0 '' sources zeros
grep -q 'output' out && complain "a limit of 0 is warned of: $(cat out)"
expect 0 'taken out' sources --remove zeros

# hosts that disagree on one model (cutoff, window, open weights): one model with all offers, the widest window, what most say, and a conflict
host() { # NAME CONTEXT CUTOFF OPEN
	printf '"%s": {"id": "%s", "env": [], "npm": "x", "name": "%s", "models": {"lab/quarrel-9": {"id": "lab/quarrel-9", "name": "Quarrel 9", "knowledge": "%s", "open_weights": %s, "limit": {"context": %s, "output": 4096}, "cost": {"input": 1, "output": 2}}}}' "$1" "$1" "$1" "$3" "$4" "$2"
}
printf '{%s, %s, %s}' "$(host one 262144 2025-01 true)" "$(host two 262144 2025-01 true)" "$(host three 131072 2024-04 false)" >quarrel.json
expect 0 '3 records read, 0 left out, 0 warnings' import quarrel.json --name quarrel
expect 0 '^lab/quarrel-9,262144,2025-01,3$' list quarrel-9 show:id,context,cutoff,offers --no-footer -f csv
expect 0 '^lab/quarrel-9$' list conflict:cutoff quarrel-9 show:id --no-footer -f csv
expect 0 '2024-04' show lab/quarrel-9 cutoff
expect 0 'three.* 128k' show lab/quarrel-9 offers
expect 0 'taken out' sources --remove quarrel

# a slug that says another model's name is no name: the free twin and the one that the slug names stay two
cat >slug.json <<-'END'
	{"data": [{"id": "lab/venetian-24b:free", "canonical_slug": "lab/slugged", "name": "Lab: Venetian ", "context_length": 8192, "pricing": {"prompt": "0", "completion": "0"}},
	  {"id": "lab/venetian-24b", "canonical_slug": "lab/slugged", "name": "Lab: Venetian ", "context_length": 8192, "pricing": {"prompt": "1e-6", "completion": "2e-6"}},
	  {"id": "lab/slugged", "canonical_slug": "lab/slugged", "name": "Lab: Slugged", "context_length": 4096, "pricing": {"prompt": "3e-6", "completion": "4e-6"}}]}
	END
expect 0 '3 records read, 0 left out' import slug.json --name slug
expect 0 '^lab/venetian-24b,Venetian,2$' list lab/venetian show:id,name,offers --no-footer -f csv
expect 0 '^lab/slugged,Slugged,1$' list lab/slugged show:id,name,offers --no-footer -f csv
expect 0 'taken out' sources --remove slug

# a million times too dear is a mistake of the unit, 150 USD per 1M tokens may be
cat >units.json <<-'END'
	{"wandb/lab/unit-1": {"litellm_provider": "wandb", "mode": "chat", "input_cost_per_token": 0.135, "output_cost_per_token": 0.54},
	 "azure_ai/unit-30b": {"litellm_provider": "azure_ai", "mode": "chat", "input_cost_per_token": 0.0032, "output_cost_per_token": 0.00971},
	 "watsonx/lab/unit-13b": {"litellm_provider": "watsonx", "mode": "chat", "input_cost_per_token": 0.0005, "output_cost_per_token": 0.002},
	 "unit-pro": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 0.00015, "output_cost_per_token": 0.0006}}
	END
expect 0 '4 records read, 0 left out' import units.json --name units
"$program" list --catalog "$HOME/.local/share/llmatlas/sources/units.snapshot" show:id,price_in,price_out --no-footer -f csv | tr -d '\r' | sort >got
printf '%s\n' azure_ai/unit-30b,, id,price_in,price_out unit-pro,150,600 wandb/lab/unit-1,, watsonx/lab/unit-13b,, | sort >wanted
cmp -s got wanted || complain "prices with a mistake of the unit: $(cat got)"
for price in 135000 3200 500; do
	expect 0 "$price USD per 1M tokens looks like a mistake of the unit" sources units
done

# the dirtiest real records, where somebody has the files
lists=${LLMATLAS_UPSTREAM:-}
if [ -f "$lists/litellm/model_prices_and_context_window.json" ] && [ -f "$lists/openrouter/models-2026-08-01.json" ]; then
	snapshots=$HOME/.local/share/llmatlas/sources
	expect 0 '5276 records read' import "$lists/models.dev/api.json" --name api
	expect 0 '2886 records read' import "$lists/litellm/model_prices_and_context_window.json" --name prices
	expect 0 '356 records read' import "$lists/openrouter/models.json" --name may
	expect 0 '326 records read' import "$lists/openrouter/models-2026-08-01.json" --name august
	real() { # SNAPSHOT FIELDS ROW
		"$program" list --catalog "$snapshots/$1.snapshot" "id=\"${3%%,*}\"" "show:id,$2" --no-footer -f csv | tr -d '\r' | grep -qxF -e "$3" ||
			complain "$1: expected $3: $("$program" list --catalog "$snapshots/$1.snapshot" "id=\"${3%%,*}\"" "show:id,$2" --no-footer -f csv | tail -n 1)"
	}
	real api context qiniu-ai/kling-v2-6,
	real api context alibaba-cn/qwen-long,10000000
	real api name 'novita-ai/sao10K/l3-8b-lunaris,Sao10k L3 8B Lunaris'
	real api released frogbot/kimi-k2.5,
	real api price_in,price_out orcarouter/openai/gpt-5.4-pro,60,270
	real prices price_in,price_out wandb/deepseek-ai/DeepSeek-R1-0528,,
	real prices price_in,price_out watsonx/core42/jais-13b-chat,,
	real prices price_in,price_out o1-pro,150,600
	real may price_in,price_out openrouter/auto,,
	real may output_limit sao10k/l3-lunaris-8b,
	real may output_limit openai/gpt-3.5-turbo-0613,
	real august price_in openrouter/fusion,
	real august price_in,price_out qwen/qwen3.7-flash,0.03,0.13
fi
exit $failed

#!/bin/sh
# questions.sh - queries as people type them, on the built-in catalog: what they find, and what they are told.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

wrong() {
	echo "$*"
	failed=1
}
# count QUERY: models that it finds
count() {
	"$program" list -f ndjson "$1" show:id 2>/dev/null | wc -l
}
# same QUERY QUERY: both find the same models, and some
same() {
	"$program" list -f tsv "$1" show:id >"$folder/one" 2>/dev/null || wrong "'$1' finds nothing"
	"$program" list -f tsv "$2" show:id >"$folder/two" 2>/dev/null
	cmp -s "$folder/one" "$folder/two" || wrong "'$1' and '$2' find different models"
}
# says STATUS PATTERN ARGUMENTS...
says() {
	status=$1 pattern=$2
	shift 2
	"$program" "$@" >"$folder/out" 2>&1 </dev/null
	got=$?
	[ $got = "$status" ] || wrong "llmatlas $*: exit $got, expected $status"
	grep -q -e "$pattern" "$folder/out" || { wrong "llmatlas $*: no '$pattern'"; head -n 4 "$folder/out"; }
}

# any of several names, in any order; each says for itself whether its case counts
same name=GPT-5,o3 name=o3,GPT-5
same name:GPT-5,flash name:flash,GPT-5
[ "$(count name=GPT-5,o3)" = 2 ] || wrong "name=GPT-5,o3 finds $(count name=GPT-5,o3)"
[ "$(count name:gpt-5)" -gt "$(count name:gpt-5,Nosuch)" ] && wrong 'a capital letter of one name counts for another'

# names, and what follows from them, are what the catalog says
for field in id name developer developer_region family aliases; do
	says 0 "the catalog" show gpt-5 $field
done
says 0 'change list does not name it' show gpt-5 added

# what is said of an offer in words is in lists as well
[ "$(count has:rate_limit)" -ge "$(count rate_limit:free)" ] || wrong 'has:rate_limit finds less than rate_limit:free'
[ "$(count no:rate_limit)" -lt "$(count '')" ] || wrong 'no:rate_limit finds all'
"$program" list 'rate_limit:free show:rate_limit' -f csv 2>/dev/null | grep -qi '^[^,]*,"*[^,]*free' || wrong 'rate_limit:free shows another limit'

# units are those of the field
same 'ttft<500ms' 'ttft<0.5s'
says 2 'seconds such as' list 'ttft<1k'
says 2 'points such as 60' list 'quality>50%'
says 2 'USD per 1M tokens' list 'price<50%'
says 2 'a number such as 10k' list 'layers>40%'
says 2 'a number of tokens' list 'context>$5'
says 2 'tokens a second' list 'speed>5GB'
says 2 'bytes such as' list 'memory<24s'
says 2 'requests a month' list 'cost<5 with:n=60%'

# each column once; a word to leave out is no format
says 2 'each field once' list show:name,price,name
says 2 "no format 'lash'. A word to leave out stands behind '--': -- -flash" list -flash -f ndjson
says 0 'GPT' list -f ndjson -- -flash gpt
says 2 'UTF-8' list "$(printf '\377')"
says 2 'control characters' list "$(printf 'a\001')"

# what is very long is told at once that it is nowhere
long=$(head -c 100000 /dev/zero | tr '\0' a)
for words in "$long" "provider:$long" "license:$long" "$long:1" "~$long" "name:$long"; do
	timeout 5 "$program" list -f csv "$words" >/dev/null 2>&1
	[ $? -lt 3 ] || wrong 'a word of 100,000 characters takes long'
done

# what is written elsewhere, or can never be, is told what says it here
says 2 'Nearest: -license:open-weight' list license!=open-weight
says 2 'Nearest: license:open-weight' list -- -license!=open-weight
says 2 'one operator.*Nearest: =' list name==GPT-5
says 2 'one provider. Nearest: openai,amazon-bedrock' list provider:openai+amazon-bedrock
says 2 'a lens: general, coding' list quality:zz
says 2 'Nearest: coding' list quality:codng
same 'released>=1y' 'released>1y'
same 'released<=1y' 'released<1y'

# a comparison has the models that are named; own hardware says what it lacks
says 2 "'license:open-weight' changes nothing" compare gpt-5 deepseek-v3.2 --query 'region:US license:open-weight'
says 2 "'sort:price' changes nothing" compare gpt-5 deepseek-v3.2 --query 'with:n=1k sort:price'
says 0 'Price' compare gpt-5 deepseek-v3.2 --query 'provider:openrouter with:n=1k quality:coding'
says 0 'without watts, kwh' cost gpt-5 --rig 6000
says 0 'without kwh' cost gpt-5 --by volume --rig 6000 --watts 700
"$program" cost gpt-5 --rig 6000 --watts 700 --kwh 0.25 | grep -q 'without' && wrong 'hardware lacks nothing and says so'

# each example of the manual finds something
sed -n '/^\.SH EXAMPLES/,/^\.fi/p' "${top_srcdir:-.}/man/llmatlas-query.7" | sed '/^\./d; s/\\-/-/g' >"$folder/examples"
[ "$(wc -l <"$folder/examples")" -ge 4 ] || wrong 'no examples in llmatlas-query(7)'
while read -r query; do
	"$program" list -f csv -- "$query" >/dev/null 2>"$folder/err" </dev/null || { wrong "example '$query'"; cat "$folder/err"; }
done <"$folder/examples"

exit $failed

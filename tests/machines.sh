#!/bin/sh
# machines.sh - what programs read: the same bytes in every language, and members that the manual promises.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

# Sentences in cells stay English, whatever the environment and the options say.
same() { # ARGUMENTS...
	for format in json ndjson csv tsv; do
		LC_ALL=C.UTF-8 "$program" "$@" --lang en --format $format >"$folder/en" 2>/dev/null
		LC_ALL=ko_KR.UTF-8 "$program" "$@" --format $format >"$folder/ko" 2>/dev/null
		[ -s "$folder/en" ] || { echo "llmatlas $* --format $format: nothing"; failed=1; }
		cmp -s "$folder/en" "$folder/ko" || { echo "llmatlas $* --format $format: not the same in Korean"; diff "$folder/en" "$folder/ko" | head -n 4; failed=1; }
	done
}
same list --all-fields
same show gpt-5
for field in architecture quality offers context; do same show gpt-5 $field; done
same show gpt-4.1 bench.gpqa-diamond
same compare gpt-5 llama-4-scout --offers --baseline gpt-5
same cost gpt-5 claude-sonnet-4.5 --by offer --cached 60% --batch --input 300k
same cost gpt-5 --by volume --rig 8000
same cost gpt-5 --date 2024-01
same fit gpt-5 gpt2 meta/llama-3.1-8b llama-3.2-90b-vision mamba-2.8b --memory 24GB
same plot price quality
same plot released
same plot license
same plot params
same diff
same terms moe
same learn 1
same learn
for list in '' context license good_at developer bench.gpqa-diamond with bits gpu; do same fields $list; done
same keys
same themes
same themes --roles
same config
same sources
same guide --list
same check --coverage
same guide --preset coding

# An offer has in JSON all that is on record of it, in a shown model as in the table of its offers.
for model in gpt-5.4 claude-sonnet-4.5; do # the first one has tiers and batch prices, the other one a price of cache writes
	"$program" show $model --format json >>"$folder/show.json"
	"$program" show $model offers --format json >>"$folder/offers.json"
done
for file in show offers; do
	for part in '"id": {"value": "gpt-5.4"' '"price_in_batch": {"value": 1.25' '"input_limit": {"value": [0-9]' '"as_of": {"value": "2026-' '"api": {"value": \["openai' \
		'"price_write": {"value": [0-9]' '"tiers": {"value": \[{"above": 272000, "price_in": 5, "price_out": 22.5, "price_cached": 0.5}\]' '"tiers": {"value": \[\]'; do
		grep -q "$part" "$folder/$file.json" || { echo "$file.json: no $part"; failed=1; }
	done
done
"$program" show gpt-5.4 offers --format csv | head -n 1 | grep -q '^id,provider,.*,price_write,.*,as_of$' || { echo "offers as CSV lack a column"; failed=1; }
"$program" list training_tokens:15T show:training_tokens --format json | grep -q '"training_tokens", .*"unit": "tokens"' || { echo "training tokens are no tokens"; failed=1; }

# A frontier is there where both fields say which way is better, and nowhere else.
"$program" plot price quality --format json | grep -q '"frontier": {"value": 1' || { echo "no frontier of price and quality"; failed=1; }
! "$program" plot released params --format json | grep -q '"frontier":' || { echo "a frontier of released and params"; failed=1; }
exit $failed

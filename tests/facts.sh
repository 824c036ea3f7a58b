#!/bin/sh
# facts.sh - the built-in facts are sound, and each kind of mistake in them is found and placed.
# Works on a copy: files are spoilt, each mistake in a record of its own, and `check` must name the file, the line and what is wrong of every one.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

cd "${top_srcdir:-.}" || exit 1
for file in $FACTS; do
	mkdir -p "$folder/$(dirname "$file")"
	cp "$file" "$folder/$file"
done
cd "$folder" || exit 1

# shellcheck disable=SC2086
"$program" check $FACTS >out 2>err || { echo 'the facts are not sound:'; cat out err; failed=1; }
grep -q ' 0 mistakes' out || { echo 'no count of mistakes'; failed=1; }

# Most of what can be chosen from is known, and most pages were opened.
"$program" check --coverage --catalog built-in | LC_ALL=C awk '
	/ sources, .* of them read/ { read = $7 / $5 }
	/^Of the choice and set fields/ { known = $9 + 0 }
	END { print "known " known "%, read " read; exit known < 95 || read < 0.85 }' >out ||
	{ echo 'too little is known, or read:'; cat out; failed=1; }

# It is linked into the program: a catalog that people carry to laptops stays small.
size=$(wc -c <"$top_builddir/catalog/builtin.snapshot") && [ "$size" -le 3200000 ] ||
	{ echo "the built-in snapshot has ${size:-no} bytes"; failed=1; }

# What people read of tags is in their language: each that the facts use has a Korean title, and a query takes it.
for field in conditions good_at api; do
	"$program" fields $field --catalog built-in --lang ko | LC_ALL=C awk -v field=$field \
		'NR > 1 && $0 !~ /[^ -~]/ { print field ": no Korean title: " $1; bad = 1 } END { exit bad || NR < 3 }' || failed=1
done
one=$("$program" list --catalog built-in 'conditions:revenue-cap' -f csv --no-footer)
two=$("$program" list --catalog built-in --lang ko 'conditions:"매출 상한"' -f csv --no-footer)
[ -n "$one" ] && [ "$one" = "$two" ] || { echo 'the Korean word for a tag finds something else'; failed=1; }

# So are its sentences on every page, while programs and queries keep the English.
model=meta/opt-66b english='non-commercial research' korean='비상업적 연구'
"$program" show $model --catalog built-in --lang ko | grep -q "$korean" || { echo 'details have a sentence in English'; failed=1; }
"$program" show $model --catalog built-in --lang en | grep -q "$english" || { echo 'details in English lack a sentence'; failed=1; }
for format in csv json; do
	"$program" list --catalog built-in --lang ko "id:$model show:condition" -f $format --no-footer >out
	grep -q "$english" out && ! grep -q "$korean" out || { echo "$format has no English sentence"; failed=1; }
done
one=$("$program" list --catalog built-in "condition:\"$english\"" -f csv --no-footer)
two=$("$program" list --catalog built-in "condition:\"$korean\"" -f csv --no-footer)
[ -n "$one" ] && echo "$two" | grep -q "^$model," || { echo 'the Korean of a sentence does not find its models'; failed=1; }

# What a fact was inferred from is read in Korean where somebody has written it, and stays English in files.
"$program" show mistral/mistral-7b-instruct-v0.3 code_public --catalog built-in --lang ko | grep -q '가중치와 실행용 자료만 공개' ||
	{ echo 'the detail of a fact stays English'; failed=1; }
"$program" show mistral/mistral-7b-instruct-v0.3 code_public --catalog built-in --lang ko -f csv --no-footer | grep -q 'weights and inference material' ||
	{ echo 'a CSV file has a Korean detail'; failed=1; }

# A license that leaves a region out never reaches an organisation there, however its sentence puts it.
guide() { "$program" guide --catalog built-in --set use_case=coding "$@" -f csv --no-footer 2>err; }
for region in EU KR; do
	case $region in EU) named='condition:/\bEU\b/' ;; KR) named='condition:/Korea/' ;; esac
	"$program" list --catalog built-in "conditions:region-excluded $named" -f csv --no-footer | sed 1d | cut -d, -f1 | sort >barred
	guide --set org_region=$region | sed 1d | cut -d, -f1 | sort >ranked
	[ -s barred ] && [ -s ranked ] && [ -z "$(comm -12 barred ranked)" ] || {
		echo "in $region the guide offers what a license keeps from there, or nothing:"; comm -12 barred ranked; failed=1
	}
done

# Weights on one's own machines see nothing live, whatever their maker's service can do.
guide --set capabilities=live_data | grep -q 'mistral-small-2603' || { echo 'a service with web search sees no live data'; failed=1; }
guide --set capabilities=live_data --set data_place=own >out
[ $? = 1 ] || { echo 'weights see live data on their own:'; cat out; failed=1; }

# spoil NAME FILE SED PLACE PATTERN: the sed script on FILE makes a mistake; `told` says whether check names PLACE and PATTERN
rm -f expected
tab=$(printf '\t')
spoil() {
	[ -e "$2.kept" ] || cp "$2" "$2.kept"
	cp "$2" before
	sed "$3" before >"$2"
	if cmp -s before "$2"; then echo "$1: the sed script changes nothing"; failed=1; fi
	printf '%s\t%s\t%s\n' "$1" "$4" "$5" >>expected
}

# Reads them all in one go, each a line of its own. What is made since the last time is undone after.
told() {
	# shellcheck disable=SC2086
	"$program" check $FACTS >out 2>err
	status=$?
	[ $status = 3 ] || { echo "spoilt facts: exit $status, expected 3"; failed=1; }
	while IFS=$tab read -r name place pattern; do
		grep -q "$place.*$pattern" out || { echo "$name: expected '$place' and '$pattern', got"; head -n 40 out; failed=1; }
	done <expected
	rm expected
	for kept in $(find . -name '*.kept'); do mv "$kept" "${kept%.kept}"; done
}

facts=catalog/facts
spoil 'a middle without a spread' catalog/facts/benchmarks.json '0,/, "spread": [0-9.]*,/s//,/' 'benchmarks.json:' 'spread'
spoil 'an unknown member' $facts/families/deepseek.json 's/\["moe"\]/["mole"]/' "$facts/families/deepseek.json:[0-9]*:" 'did you mean "moe"'
spoil 'an unknown field' $facts/models/meta.json '0,/"context":/s//"kontext":/' "$facts/models/meta.json:[0-9]*:" 'did you mean "context"'
spoil 'a duplicate id' $facts/models/xai.json 's|{"id": "xai/grok-4",|{"id": "xai/grok-3",|' "$facts/models/xai.json:[0-9]*:" 'taken already'
spoil 'a duplicate source' $facts/sources.json '/^    "models-dev":/p' "$facts/sources.json:[0-9]*:" 'the same key a second time'
spoil 'a wrong unit' $facts/models/deepseek.json 's/"params": {"value": [0-9]*000000000,/"params": {"value": 671,/' "$facts/models/deepseek.json:[0-9]*:" 'is a count'
spoil 'a price for each token' $facts/models/anthropic.json '0,/"price_in": [0-9.]*/s//"price_in": 0.000003/' "$facts/models/anthropic.json:[0-9]*:" 'USD per 1,000,000 tokens'
spoil 'an impossible date' $facts/models/openai.json '0,/"released": {"value": "[0-9-]*"/s//"released": {"value": "2025-02-30"/' "$facts/models/openai.json:[0-9]*:" 'no day'
spoil 'an unknown host' $facts/models/mistral.json '0,/"provider": "openrouter"/s//"provider": "openruoter"/' "$facts/models/mistral.json:[0-9]*:" 'no provider'
spoil 'a pattern' $facts/families/xai.json '0,/"pattern": "/s//&(/' "$facts/families/xai.json:[0-9]*:[0-9]*: .*pattern:" 'missing closing parenthesis'
spoil 'a list of what it was before' $facts/changes.json '0,/"from": [0-9.][0-9.]*/s//"from": ["a"]/' "$facts/changes.json:[0-9]*:" 'expected a number or a text'
spoil 'a reporter without a name' $facts/families/anthropic.json '0,/"by": "M. Wyss", /s///' "$facts/families/anthropic.json:[0-9]*:" 'who reports'
spoil 'a sentence that nobody says' $facts/sentences.json 's/^    "use restrictions.*:$/    "use of any kind":/' "$facts/sentences.json:[0-9]*:[0-9]*:" 'no fact says this any more'
told
# ... and those that would hide one another
spoil 'an offer twice' $facts/models/xai.json '0,/^ *{"provider":.*},$/{/^ *{"provider":.*},$/p}' "$facts/models/xai.json:[0-9]*:[0-9]*: .*offers" 'offers the model by this id already'
spoil 'a change of nothing' $facts/changes.json '0,/"model": "[a-z]*\//s//"model": "nobody\//' "$facts/changes.json:[0-9]*:" 'no model nobody/'
spoil 'a sentence without Korean' $facts/licenses.json 's/"non-commercial research; no/"some research; no/' "$facts/licenses.json:[0-9]*:[0-9]*:" '"some research; no .*has no Korean'
spoil 'a sentence out of order' $facts/sentences.json 's/^    "use restrictions/    "a use of restrictions/' "$facts/sentences.json:[0-9]*:[0-9]*:" 'expected before "'
told
spoil 'a removed source' $facts/sources.json '/^    "wyss":/d' "$facts/[a-z]*/[a-z0-9-]*.json:[0-9]*:[0-9]*:" 'no source of this key'
spoil 'a developer that only the program knows' $facts/developers.json '/^ *{"id": "xai",/d' "$facts/models/xai.json:[0-9]*:[0-9]*:" 'no developer xai'
spoil 'a sentence in English twice' $facts/sentences.json 's/^      "글을 이어 쓸.*"/      "continues"/' "$facts/sentences.json:[0-9]*:[0-9]*:" 'expected this sentence in Korean'
told
exit $failed

#!/bin/sh
# check.sh - check takes of one's own files what the program takes in catalog.d, holds a whole catalog to itself, and says every mistake of a file.
set -u

program=${top_builddir:-.}/llmatlas
top=${top_srcdir:-.}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
export XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache"
own=$XDG_CONFIG_HOME/llmatlas/catalog.d
mkdir -p "$own"

complain() { echo "$1"; head -n 8 "$folder/out"; failed=1; }
# check STATUS MISTAKES FILE...
check() {
	wanted=$1 count=$2
	shift 2
	"$program" check "$@" >"$folder/out" 2>"$folder/err"
	status=$?
	[ $status = "$wanted" ] || complain "check $*: exit $status, expected $wanted"
	grep -q " $count mistakes" "$folder/out" || complain "check $*: expected $count mistakes"
}
# says PLACE PATTERN: of the check before
says() { grep -q -e "$1.*$2" "$folder/out" || complain "expected '$1' and '$2'"; }

# The example of the manual: a model that the built-in catalog has by its id alone, and its makers, hosts and families.
sed -n '/^## Your own files/,/^## /s/^    //p' "$top/docs/facts.md" >"$own/contract.json"
check 0 0 "$own/contract.json"
"$program" sources yours >"$folder/out" 2>&1
grep -q 'mistake\|contract.json:' "$folder/out" && complain 'the program refuses the example of docs/facts.md'
"$program" show us/house-llama context >"$folder/out" 2>&1 || complain 'the example adds no model'

# What neither has is a mistake, and what the built-in catalog says of the model stands beside what the file says.
cat >"$folder/wrong.json" <<'END'
{"schema": "llmatlas-facts/1",
 "sources": {"us": {"title": "Us", "checked": "seen", "date": "2036-01-01"}},
 "models": [{"id": "openai/gpt-5", "family": "nothing",
   "facts": {"cutoff": {"value": "2026-01", "basis": "disclosed", "source": "us"},
             "context": {"value": 8, "basis": "disclosed", "source": "us"}}},
  {"id": "openai/gpt-55555"}]}
END
check 3 5 "$folder/wrong.json"
says 'wrong.json:2:63: $.sources.us.date:' '2036-01-01 has not come yet: expected no day after 20[2-9]'
says 'wrong.json:3:46: $.models\[0\].family:' 'no family nothing'
says 'wrong.json:4:34: $.models\[0\].facts.cutoff.value:' 'no later than released (2025-08-07 in the built-in catalog)'
says 'wrong.json:5:35: $.models\[0\].facts.context.value:' 'context is 8; expected a whole number from 256'
says 'wrong.json:6:10: $.models\[1\].id:' 'the built-in catalog has no model openai/gpt-55555'

# Lists of families are run among those of the built-in catalog.
cat >"$folder/families.json" <<'END'
{"schema": "llmatlas-facts/1", "developers": [{"id": "us", "name": "Us"}],
 "families": [{"id": "house", "name": "House", "developer": "us", "stems": ["house*", "gpt"],
   "match": ["house-1",
             "gpt-5"],
   "reject": ["house-2"]}]}
END
check 3 2 "$folder/families.json"
says 'families.json:4:14: $.families\[0\].match\[1\]:' 'should find the family house, and finds gpt-5'
says 'families.json:5:15: $.families\[0\].reject\[0\]:' 'must not find the family house, and does'

# A mistake in one file of one's own takes nothing from the others.
sed 's/"stems"/"pattern": "^house (", "stems"/' "$folder/families.json" >"$own/families.json"
"$program" sources yours >"$folder/out" 2>&1
grep -q 'families.json:2:[0-9]*: .*missing closing parenthesis' "$folder/out" || complain 'a bad pattern is not named'
"$program" list id:us/house-llama -f csv --no-footer >"$folder/out" 2>&1
grep -q '^us/house-llama,' "$folder/out" || complain 'a bad pattern in one file takes a model from another'

# A change list makes files a whole catalog: what they name must be in them, whatever the program knows.
cp "$top/catalog/facts/changes.json" "$folder/changes.json"
check 3 '[1-9][0-9]*' "$folder/changes.json" "$own/contract.json"
says 'contract.json:[0-9]*:[0-9]*: $.models\[0\]:' 'the key "name" is missing'
says 'contract.json:[0-9]*:[0-9]*: $.models\[0\].offers\[0\].provider:' 'no provider openai'
says 'contract.json:[0-9]*:[0-9]*: $.models\[1\].family:' 'no family llama-4-scout'
says 'changes.json:[0-9]*:[0-9]*: $.changes\[0\].model:' 'no model'
exit $failed

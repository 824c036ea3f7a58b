#!/bin/sh
# until.sh - prices that end on an announced day: what lists, offers, evidence, cost and exports say before that day and behind it, and what the facts may say.
set -u

program=$(cd "${top_builddir:-.}" && pwd)/llmatlas
make=${MKCATALOG:-${top_builddir:-.}/mkcatalog}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
HOME=$folder/home LLMATLAS_DAY=2025-06-30
export HOME LLMATLAS_DAY
mkdir -p "$HOME"
. "${top_srcdir:-.}/tests/expect.sh"

# facts OFFERS...: a model of a lab with these offers, and two others that no end concerns
facts() {
	cat <<-END
	{"schema": "llmatlas-facts/1", "name": "trial", "date": "2025-06-01",
	 "sources": {"page": {"title": "The page of prices", "url": "https://lab.example/prices", "date": "2025-05-01", "checked": "seen"},
	             "list": {"title": "A list", "url": "https://list.example", "date": "2025-05-20", "checked": "seen"}},
	 "developers": [{"id": "lab", "name": "Lab"}],
	 "providers": [{"id": "lab", "name": "Lab API", "kind": "first-party"}, {"id": "host", "name": "Host", "kind": "neutral"}, {"id": "far", "name": "Far", "kind": "neutral"}],
	 "models": [
	  {"id": "lab/plain", "name": "Plain", "developer": "lab", "offers": [{"provider": "lab", "source": "page", "price_in": 3, "price_out": 9}]},
	  {"id": "lab/dear", "name": "Dear", "developer": "lab", "offers": [{"provider": "lab", "source": "page", "price_in": 30, "price_out": 90}]},
	  {"id": "lab/first", "name": "First", "developer": "lab", "facts": {"can": {"value": ["tools"], "basis": "disclosed", "source": "page"}}, "offers": [
	   $1
	  ]}
	 ]}
	END
}
own='{"provider": "lab", "id": "first", "source": "page", "basis": "disclosed", "price_in": 2, "price_out": 10, "price_cached": 0.1, "price_in_batch": 1, "price_out_batch": 5,
    "price_until": "2025-06-30", "then": {"price_in": 4, "price_out": 20, "price_cached": 0.2}}'
expected='{"provider": "host", "id": "h/first", "source": "list", "price_in": 2, "price_out": 10, "then": {"price_in": 4, "price_out": 20, "source": "page", "basis": "inferred"},
    "facts": {"price_until": {"value": "2025-06-30", "basis": "inferred", "source": "page", "detail": "the price of the lab"}}}'
open='{"provider": "far", "id": "f/first", "source": "list", "price_in": 1, "price_out": 5, "price_until": "2025-06"}'

facts "$own, $expected, $open" >"$folder/facts.json"
"$make" -o "$folder/catalog" "$folder/facts.json" 2>"$folder/err" || { cat "$folder/err"; exit 1; }
# on DAY PATTERN ARGUMENTS...: what the program says on that day
on() {
	LLMATLAS_DAY=$1 pattern=$2
	shift 2
	expect 0 "$pattern" "$@" --catalog "$folder/catalog"
}
# not_on DAY PATTERN ARGUMENTS...
not_on() {
	LLMATLAS_DAY=$1 pattern=$2
	shift 2
	"$program" "$@" --catalog "$folder/catalog" >"$folder/out" 2>&1
	! grep -q -e "$pattern" "$folder/out" || { complain "llmatlas $* on $LLMATLAS_DAY: '$pattern'"; cat "$folder/out"; }
}
before=2025-06-30 after=2025-07-01

# --- before the end: the price, and one phrase
on $before '^lab/first,4,2,10,2025-06-30' list 'first show:id,price,price_in,price_out,price_until' -f csv
on $before '^Price until  *2025-06-30, then 4.00 / 20.00' show first
on $before '^Lab API .* 2025-06-30, then 4.00 / 20.00' show first offers
on $before '^Host .* 2025-06-30, then probably 4.00 / 20.00 ‡' show first offers
on $before '^Far .* 2025-06 †' show first offers
on $before 'the price of the lab; price until 2025-06-30, then probably 4.00 / 20.00' show first price_until
on $before '2025-06 at Far .*(price until 2025-06, later one not on record)' show first price_until
on $before '\$0.003.*price until 2025-06-30, then 4.00 / 20.00' cost first --with in=1k,out=100
on $before '2025-06-30까지, 이후 4.00 / 20.00' cost first --with in=1k,out=100 --lang ko
on $before '"then": {"value": {"price_in": 4, "price_out": 20, "price_cached": 0.2}, "basis": "disclosed"' show first offers -f json
on $before '^First' list 'price_until<2026'
on $before '2025-06-30, 이후 4.00 / 20.00' show first --lang ko

# --- behind it: what was announced, marked; it is sorted, filtered and counted by
on $after '^lab/first,8,4,20,$' list 'first show:id,price,price_in,price_out,price_until' -f csv
on $after '^First  *8.00 ‡  *4.00 ‡  *0.20 ‡' list 'first show:name,price,price_in,price_cached'
on $after '"price": {"value": 8, "basis": "inferred"' list 'first show:id,price' -f json
on $after 'announced as the price from the day on which the one before ended.*expected, as the price before it ended' show first price_in
on $after '2025-06-30 at Lab API \[1\] (price as announced; before: 2.00 / 10.00 until 2025-06-30)' show first price_until
on $after '^Price  *8.00 (at Lab API; until 2025-06-30 it was 4.00) ‡' show first
on $after '^Price cached  *0.20 (until 2025-06-30 it was 0.10) ‡' show first
not_on $before 'it was' show first
on $after ' 8.00 (Lab API, 2025-06-30까지는 4.00) ‡' show first --lang ko
on $after '\$0.006.*price as announced; before: 2.00 / 10.00 until 2025-06-30' cost first --with in=1k,out=100
on $after '\$0.0015.*this price ended on 2025-06: what it costs now is not on record' cost first --with in=1k,out=100 --by offer
on $after 'Far .*2025-06, ended; later price not on record' show first offers
on $after '1.00 at Far .*‡ (this price ended on the announced day; no later one is on record)' show first price_in
not_on $after 'free' cost first --with in=1k,out=100 --by offer
not_on $after '"then"' show first offers -f json
on $after '"before": {"until": "2025-06-30", "value": {"price_in": 2, "price_out": 10, "price_cached": 0.1, "price_in_batch": 1, "price_out_batch": 5}, "basis": "disclosed", "sources": \[1\]}' show first offers -f json
on $after '"before": {"until": "2025-06-30", "value": {"price_in": 2,' show first -f json
not_on $before '"before"' show first offers -f json
on $before 'First' list 'price<5 show:name'
not_on $after 'First' list 'price<5 -provider:far show:name'
for day in $before $after; do
	on $day . list 'sort:price show:id' -f csv --no-footer
	grep '^lab/' "$folder/out" | tr -d '\r' | tr '\n' ' ' >"$folder/order.$day"
done
grep -q 'lab/first lab/plain lab/dear' "$folder/order.$before" && grep -q 'lab/plain lab/first lab/dear' "$folder/order.$after" ||
	{ complain 'sorted by prices of another day:'; cat "$folder"/order.*; }
# with conditions on offers the end is that of the offer which gives the price
on $before . list 'provider:far,host sort:price_until show:id,price_until' -f csv --no-footer
grep -q '^lab/first,2025-06' "$folder/out" || { complain 'not the end of the offer that is shown:'; cat "$folder/out"; }
# batch prices that nobody announced are not the old ones
on $after 'batch price not known' cost first --with in=1k,out=100 --batch
on $after '^lab/first,,$' list 'first show:id,price_in_batch,price_out_batch' -f csv
on $after '예고된 요금, 이전에는 2.00 / 10.00(2025-06-30까지)' cost first --with in=1k,out=100 --lang ko
on $after '예고된' show first price_in --lang ko

# --- a day that is asked for counts, whatever day it is
on $after '\$0.003.*price until 2025-06-30' cost first --with in=1k,out=100,date=2025-06-15
# of that day are the marks, too
on $after '\$0.003 .*\$100 ' cost first --with in=1k,out=100,date=2025-06-15
not_on $after '^First.*‡' cost first --with in=1k,out=100,date=2025-06-15
on $before '\$0.006 ‡' cost first --with in=1k,out=100,date=2025-07-15
on $before '^First.*‡' cost first --with in=1k,out=100,date=2025-07-15 --by volume
on $before '\$0.006.*price as announced' cost first --with in=1k,out=100,date=2025-07-15

# --- today is never before the day of the catalog; nothing but a day is one
facts "$own" | sed 's/"date": "2025-06-01"/"date": "2025-07-02"/' >"$folder/late.json"
"$make" -o "$folder/late" "$folder/late.json" 2>"$folder/err" || { cat "$folder/err"; failed=1; }
LLMATLAS_DAY=catalog expect 0 '^lab/first,8' list 'first show:id,price' -f csv --catalog "$folder/late"
LLMATLAS_DAY=soon expect 0 '^lab/first,8' list 'first show:id,price' -f csv --catalog "$folder/catalog"

# --- what changed between two catalogs is that an end was announced, on whatever day it is asked
plain='{"provider": "lab", "id": "first", "source": "page", "basis": "disclosed", "price_in": 2, "price_out": 10, "price_cached": 0.1, "price_in_batch": 1, "price_out_batch": 5}'
facts "$plain" >"$folder/without.json"
"$make" -o "$folder/without" "$folder/without.json" 2>"$folder/err" || { cat "$folder/err"; failed=1; }
facts "$own" >"$folder/with.json"
"$make" -o "$folder/with" "$folder/with.json" 2>"$folder/err" || { cat "$folder/err"; failed=1; }
LLMATLAS_DAY=$after expect 0 'lab/first,status,First,price_until,,2025-06-30' diff "$folder/without" "$folder/with" -f csv
! grep -q dearer "$folder/out" || complain 'a price that is to end is dearer at once'

# --- mistakes in the facts
# wrong WHAT OFFER: check says so
wrong() {
	facts "$2" >"$folder/wrong.json"
	expect 3 "$1" check "$folder/wrong.json"
}
wrong "there is no day '2025-06-31' in the calendar" "$(echo "$own" | sed 's/2025-06-30/2025-06-31/')"
wrong 'price_until' "$(echo "$own" | sed 's/2025-06-30/1999-06-30/')"
wrong 'expected price_until beside then' "$(echo "$own" | sed 's/"price_until": "2025-06-30", //')"
wrong 'price_in' "$(echo "$own" | sed 's/{"price_in": 4/{"price_in": -4/')"
wrong 'price_out' "$(echo "$own" | sed 's/"price_out": 20, //')"
wrong 'expected price_cached (5) to be at most price_in (4)' "$(echo "$own" | sed 's/"price_cached": 0.2/"price_cached": 5/')"
wrong 'expected no tiers beside then' "$(echo "$own" | sed 's/"price_until"/"tiers": [{"above": 1000, "price_in": 3}], "price_until"/')"
wrong 'colour' "$(echo "$own" | sed 's/"price_cached": 0.2}/"price_cached": 0.2, "colour": 1}/')"
facts "$(echo "$own" | sed 's/2025-06-30/2098-06-30/')" >"$folder/right.json"
expect 0 ' 0 mistakes' check "$folder/right.json" # it may lie ahead
exit $failed

#!/bin/sh
# history.sh - catalogs of before: what changed since, which of them are kept, and that a run that is killed or stopped leaves the former one whole.
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

# as another version of the program wrote it (its number is the four bytes behind the magic)
old() { printf '\001' | dd of="$1" bs=1 seek=8 conv=notrunc 2>/dev/null; }

expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01
today=$(date -u +%F)
# with one catalog kept, that of now, a day of before is that of the built-in one, never nothing at all
rm -f "$HOME"/.local/share/llmatlas/history/* "$HOME"/.cache/llmatlas/*
expect 0 'Late Cutoff' list 'late cutoff'
expect 0 'new.*Late Cutoff' diff 1mo
expect 0 'new.*Late Cutoff' diff 99999999999999999999y
# what changed: between files, since the catalog of before, and what a source said before
sed 's/"context": 128000/"context": 256000/; s/"input": 2.5/"input": 1.25/; s/"month-25"/"month-26"/g; s/"epoch"/"fresh"/g; s/"name": "Epoch"/"name": "Fresh"/' \
	"$fixtures/models_dev.json" >"$folder/changed.json"
expect 0 'longer' diff "$fixtures/models_dev.json" "$folder/changed.json"
expect 0 'renamed.*month-25.*month-26' diff "$fixtures/models_dev.json" "$folder/changed.json"
expect 0 'gone.*epoch' diff "$fixtures/models_dev.json" "$folder/changed.json"
expect 1 'Nothing changed' diff "$fixtures/models_dev.json" "$fixtures/models_dev.json"
expect 2 'no change' diff "$fixtures/models_dev.json" "$folder/changed.json" --only newer
expect 0 '37 records' import "$fixtures/models_dev.json" --date "$today"
expect 0 'takes the place of what models.dev said before' import "$folder/changed.json" --name models.dev --date "$today"
expect 0 'fresh,new,' diff --format csv
expect 0 'new.*fresh' diff models.dev
# the same once more is nothing new, and what it said before stays what it is compared with
expect 0 'nothing new' import "$folder/changed.json" --name models.dev --date "$today"
expect 0 'new.*fresh' diff models.dev
expect 0 'Fresh' list is:new
expect 0 '"before": {"value": 2.5, "unit"' diff --format json --only cheaper
expect 0 'GPT-4o' list is:changed
expect 0 'new' diff 1mo
expect 0 'new' diff 2020-01-01
# nor does another day for which it holds change that
expect 0 '37 records' import "$folder/changed.json" --name models.dev --date 2026-11-02
expect 0 'new.*fresh' diff models.dev
# one that is damaged is passed over for the next
history=$HOME/.local/share/llmatlas/history
mkdir "$folder/history" && cp -p "$history"/* "$folder/history"
newest=$(ls -t "$history" | sed -n 2p) # behind that of now
head -c 20000 "$folder/history/$newest" >"$history/$newest"
expect 0 'Change' diff
expect 0 'Change' diff 1mo
expect 0 'Name' list is:new
for file in "$history"/*; do head -c 20000 "$folder/history/$(basename "$file")" >"$file"; done
expect 0 'new.*models.dev\|new.*Late Cutoff' diff
cp -p "$folder/history"/* "$history"
# catalogs that another version kept are passed over, and go at the next import
for file in "$HOME"/.local/share/llmatlas/history/*.snapshot; do old "$file"; done
expect 0 'no earlier catalog is kept yet' diff
expect 1 'No model matches. Without .* there would be' list 'fresh is:new'
expect 2 'pick needs a terminal' pick </dev/null
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01

# of many catalogs of earlier days twelve stay, dense lately and reaching far back; diff finds the nearest day
history=$HOME/.local/share/llmatlas/history
rm "$history"/*
expect 0 '37 records' import "$folder/changed.json" --name models.dev --date "$today" --force
set -- "$HOME"/.cache/llmatlas/merged-*.snapshot
for days in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 31 45 90 200; do
	day=$(date -u -d "-$days days" +%Y%m%d 2>/dev/null) || break # GNU date
	cp "$1" "$history/$day-00000000000000$days.snapshot"
	touch -d "-$days days" "$history/$day-00000000000000$days.snapshot"
done
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01
if [ "$days" = 200 ]; then
	[ "$(ls "$history" | wc -l)" = 12 ] || complain "kept: $(ls "$history")"
	for days in 1 31 200; do
		ls "$history" | grep -q "^$(date -u -d "-$days days" +%Y%m%d)" || complain "the catalog of $days days ago went: $(ls "$history")"
	done
	expect 0 "$(date -u -d '-200 days' +%F)" diff 7mo
	expect 0 "The nearest catalog that is kept is that of $(date -u -d '-200 days' +%F)" diff 2y
	expect 0 "$(date -u -d '-31 days' +%F)" diff 1mo
	expect 0 "$(date -u -d '-1 day' +%F)" diff 1d
fi
# what a killed run began beside the merged catalog goes at the next one; what a running one writes stays
cache=$HOME/.cache/llmatlas
gone=$(sh -c 'echo $$')
: >"$cache/merged-0123456789abcdef.snapshot.$gone-0.tmp"
: >"$cache/merged-0123456789abcdef.snapshot.$$-0.tmp"
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-03
[ ! -e "$cache/merged-0123456789abcdef.snapshot.$gone-0.tmp" ] || complain "a draft of a killed run stays: $(ls "$cache")"
[ -e "$cache/merged-0123456789abcdef.snapshot.$$-0.tmp" ] || complain "a draft of a running process went"
rm "$cache"/*.tmp

# killed at any moment: the former catalog is whole
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	"$program" import "$fixtures/models_dev.json" --date "2026-10-0$((i % 9 + 1))" 2>/dev/null &
	child=$!
	sleep "0.0$((i * 7 % 10))$i"
	kill -9 $child 2>/dev/null
	wait $child 2>/dev/null
	expect 0 '37' sources
	expect 0 'sound' check
done
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01
[ -z "$(ls "$sources" | grep '\.tmp$')" ] || complain "left behind: $(ls "$sources")"

# killed while it goes back: both versions are there, in one place or the other, and what was begun is ended by the next one
place=$sources/models.dev.snapshot
expect 0 '37 records' import "$folder/changed.json" --name models.dev --date 2026-11-02
cp "$place" "$folder/now"
cp "$place.former" "$folder/then"
both() { # both WHEN
	expect 1 'no former catalog' update --rollback nosuch
	{ cmp -s "$place" "$folder/now" && cmp -s "$place.former" "$folder/then"; } ||
		{ cmp -s "$place" "$folder/then" && cmp -s "$place.former" "$folder/now"; } ||
		complain "a version was lost by a kill $1: $(ls -l "$sources")"
	[ -z "$(ls "$sources" | grep -v '\.snapshot$\|\.former$\|\.update$\|\.lock$')" ] || complain "left behind by a kill $1: $(ls "$sources")"
	expect 0 'sound' check
}
cp "$place" "$place.leaving"
both 'before the first step'
mv "$place" "$place.leaving"
mv "$place.former" "$place"
both 'between the two'
cmp -s "$place" "$folder/then" || complain "what was rolled back came again"
for i in 1 2 3 4 5 6 7 8; do
	"$program" update --rollback models.dev 2>/dev/null &
	child=$!
	sleep "0.00$i"
	kill -9 $child 2>/dev/null
	wait $child 2>/dev/null
	both "after $i ms"
done
# at each step that changes a name, where there is a strace that may do so
calls='?rename,?renameat,?renameat2,?link,?linkat'
for i in 1 2 3 4 5; do
	strace -f -o /dev/null -e "trace=$calls" -e "inject=$calls:signal=KILL:when=$i" "$program" update --rollback models.dev 2>/dev/null
	both "at step $i"
	cp "$folder/now" "$place"
	cp "$folder/then" "$place.former"
	strace -f -o /dev/null -e "trace=$calls" -e "inject=$calls:signal=KILL:when=$i" \
		"$program" import "$fixtures/models_dev.json" --date 2026-11-05 2>/dev/null
	expect 1 'no former catalog' update --rollback nosuch
	for version in "$place" "$place.former"; do
		cmp -s "$version" "$folder/now" && break
	done || complain "a version was lost by a kill at step $i of an import"
	cp "$folder/now" "$place"
	cp "$folder/then" "$place.former"
done
expect 0 'back to what it was before, the list of 2026-11-0[0-9] with 37 models' update --rollback models.dev
expect 0 'back to what it was before, the list of 2026-11-02 with 37 models. The same command once more' update --rollback models.dev
expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01

# told to stop: at once, and nothing is half done
awk 'BEGIN { for (i = 0; i < 1200000; i++) printf "{\"id\": \"org%d/model-%d\", \"downloads\": %d, \"tags\": []}\n", i % 5000, i, i }' >"$folder/many.ndjson"
stopped() { # ARGUMENTS...: $status of a run that is told to stop; told later where it had not begun yet (143)
	for pause in 0.2 1 5; do
		"$program" "$@" 2>"$folder/err" &
		child=$!
		sleep $pause
		kill -TERM $child 2>/dev/null
		wait $child
		status=$?
		[ $status = 143 ] || break
	done
}
stopped import "$folder/many.ndjson"
[ $status != 0 ] || complain "an import that was told to stop ended well"
grep -q 'Stopped' "$folder/err" || complain "an import that was told to stop said: $(cat "$folder/err")"
expect 2 'no source many' sources many
stopped diff "$folder/many.ndjson" "$folder/many.ndjson"
[ $status = 4 ] || complain "a comparison that was told to stop ended with another status than 4"
grep -q 'Stopped' "$folder/err" || complain "a comparison that was told to stop said: $(cat "$folder/err")"
rm "$folder/many.ndjson"

# two at once
"$program" import "$fixtures/models_dev.json" --date 2026-11-01 2>/dev/null &
"$program" import "$fixtures/openrouter.json" --date 2026-11-01 2>/dev/null &
wait
expect 0 'openrouter' sources
expect 0 'sound' check

# a full disk: the former catalog stays, and the message says what happened
before=$(sum)
(ulimit -f 8 && exec "$program" import "$fixtures/models_dev.json" --date 2026-11-02) >"$folder/out" 2>"$folder/err"
[ $? = 4 ] || complain "a full disk: $(cat "$folder/err")"
grep -q 'Cannot write.*File too large' "$folder/err" || complain "a full disk said: $(cat "$folder/err")"
[ "$before" = "$(sum)" ] || complain "a full disk changed the catalog"
expect 0 'sound' check
exit $failed

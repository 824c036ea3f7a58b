#!/bin/sh
# damage.sh - files that a disk, another program or another user spoiled: what it is, what helps, and all else goes on.
set -u

program=${top_builddir:-.}/llmatlas
fixtures=${top_srcdir:-.}/tests/fixtures
folder=$(mktemp -d)
failed=0 far=
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder" ${far:+"$far"}' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
sources=$HOME/.local/share/llmatlas/sources
. "${top_srcdir:-.}/tests/expect.sh"

printf '{"id": "hub/one", "params": 7e9}\n{"id": "hub/two", "params": 8e9}\n' >"$folder/hub.ndjson"
expect 0 '2 records' import "$folder/hub.ndjson"
expect 0 'records' import "$fixtures/openrouter.json"
cp "$sources/hub.snapshot" "$folder/whole"
size=$(wc -c <"$folder/whole")

# spoil HOW: the snapshot of hub
spoil() {
	case $1 in
	empty) : >"$sources/hub.snapshot" ;;
	other) printf '%9000s' 'no snapshot' >"$sources/hub.snapshot" ;;
	cut) head -c $((size - 50)) "$folder/whole" >"$sources/hub.snapshot" ;;
	bytes) printf 'ZZZZ' | dd of="$sources/hub.snapshot" bs=1 seek=$((size - 50)) conv=notrunc 2>/dev/null ;;
	esac
}
for how in empty other cut bytes; do
	cp "$folder/whole" "$sources/hub.snapshot"
	rm -f "$sources"/hub.snapshot.former
	expect 0 'hub/two' list id=hub/two show:id
	spoil $how
	# the catalog of before goes on serving
	expect 0 'hub/two' list id=hub/two show:id
	expect 0 'hub  .*sources --remove hub' sources
	expect 3 'sources --remove hub' sources hub
	expect 3 'sources --remove hub. takes it out; import or update bring it in anew' import "$fixtures/models_dev.json" --date 2026-11-01
	expect 0 'sources --remove hub' list id=hub/two show:id
	expect 0 'sources --remove hub.*다시' --lang ko sources
	# and what is brought in again heals it: no count of what was damaged holds it back, and that is nothing to go back to
	expect 0 '2 records read' import "$folder/hub.ndjson"
	expect 0 'hub/two' list id=hub/two show:id
	grep -q . "$folder/err" && complain "healed, and still: $(cat "$folder/err")"
	expect 1 'no former catalog' update --rollback hub
	expect 0 'taken out' sources --remove models.dev
done
# a former one that is damaged is not gone back to
sed 's/8e9/9e9/' "$folder/hub.ndjson" >"$folder/other.ndjson"
expect 0 '2 records' import "$folder/other.ndjson" --name hub
head -c $((size - 50)) "$folder/whole" >"$sources/hub.snapshot.former"
expect 3 'former catalog of hub is damaged; the one of now stays' update --rollback hub
expect 0 '^hub/two,9000000000' list id=hub/two show:params --no-footer -f csv
# taken out, the rest is merged
spoil other
expect 0 'taken out' sources --remove hub
expect 1 '' list id=hub/two
grep -q 'snapshot' "$folder/err" && complain "taken out, and still: $(cat "$folder/err")"

# folders and files that may not be read are told (root may read all)
if [ "$(id -u)" != 0 ]; then
	own=$HOME/.config/llmatlas/catalog.d
	mkdir -p "$own"
	for closed in "$own" "$sources"; do
		chmod 000 "$closed"
		expect 0 "Cannot read $closed: " list id=openai/gpt-5 show:id
		chmod 700 "$closed"
	done
	chmod 000 "$sources/openrouter.snapshot"
	expect 0 'openrouter  *.*Cannot read' sources
	chmod 600 "$sources/openrouter.snapshot"
	rmdir "$own"
fi
mkdir -p "$HOME/.config/llmatlas"
: >"$HOME/.config/llmatlas/catalog.d"
expect 0 'Cannot read .*catalog.d: ' list id=openai/gpt-5 show:id
rm "$HOME/.config/llmatlas/catalog.d"

# a cache on another file system keeps the catalogs of before all the same
: >"$folder/near"
far=$(mktemp -d /dev/shm/llmatlas-XXXXXX 2>/dev/null)
if [ -n "$far" ] && ! ln "$folder/near" "$far/near" 2>/dev/null; then
	XDG_CACHE_HOME=$far
	export XDG_CACHE_HOME
	rm -r "$HOME"
	mkdir "$HOME"
	expect 0 '2 records' import "$folder/hub.ndjson"
	expect 0 '2 records' import "$folder/other.ndjson" --name second
	printf '{"id": "hub/one", "params": 7e9}\n{"id": "hub/three", "params": 8e9}\n' >"$folder/hub.ndjson"
	expect 0 '2 records' import "$folder/hub.ndjson"
	expect 0 'new.*hub/three' diff
	expect 0 '^hub/three$' list is:new show:id --no-footer -f csv
	[ "$(ls "$HOME/.local/share/llmatlas/history" | grep -c 'snapshot$')" = 3 ] || complain "kept: $(ls "$HOME/.local/share/llmatlas/history")"
	# what a killed run began there goes
	gone=$(sh -c 'echo $$')
	: >"$HOME/.local/share/llmatlas/history/20260101-0123456789abcdef.snapshot.$gone-0.tmp"
	expect 0 'taken out' sources --remove second
	expect 1 '' list id=nobody
	[ -z "$(ls "$HOME/.local/share/llmatlas/history" | grep 'tmp$')" ] || complain "left behind: $(ls "$HOME/.local/share/llmatlas/history")"
fi
exit $failed

#!/bin/sh
# cache.sh - a cache that takes nothing: what was brought in is merged in memory, and what helps is told.
set -u

program=${top_builddir:-.}/llmatlas
fixtures=${top_srcdir:-.}/tests/fixtures
folder=$(mktemp -d)
failed=0
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
unset XDG_DATA_HOME XDG_CACHE_HOME XDG_CONFIG_HOME
sources=$HOME/.local/share/llmatlas/sources
. "${top_srcdir:-.}/tests/expect.sh"

printf '{"id": "hub/one", "context": 4096}\n{"id": "hub/two", "context": 8192}\n' >"$folder/hub.ndjson"
sed 's/8192/16384/' "$folder/hub.ndjson" >"$folder/other.ndjson"
anew='llmatlas: .*\. The merged catalog cannot be kept, so your sources are merged anew at every start: set XDG_CACHE_HOME to a folder'

# where a folder should be lies a file
: >"$folder/file"
XDG_CACHE_HOME=$folder/file
export XDG_CACHE_HOME
expect 0 "$anew" import "$folder/hub.ndjson"
expect 0 'All sources together: 0 records on known models, 2 new models' import "$folder/other.ndjson" --name hub
expect 0 '^hub/two,16384' list id=hub/two show:context --no-footer -f csv
grep -q "$anew" "$folder/err" || complain "merged in memory without a word: $(cat "$folder/err")"
[ "$(grep -c . "$folder/err")" = 1 ] || complain "more than one line: $(cat "$folder/err")"
expect 0 'hub  *.* 2 ' sources
expect 0 'back to what it was' update --rollback hub
expect 0 '^hub/two,8192' list id=hub/two show:context --no-footer -f csv
expect 0 'shorter' diff hub
expect 0 'XDG_CACHE_HOME' --lang ko list id=hub/two
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
# ... also what is one's own
own=$HOME/.config/llmatlas/catalog.d
mkdir -p "$own"
printf '{"schema": "llmatlas-facts/1", "sources": {"us": {"title": "Us", "checked": "seen"}}, "models": [{"id": "openai/own", "name": "Own", "developer": "openai"}]}' >"$own/a.json"
expect 0 '^openai/own$' list id=openai/own show:id --no-footer -f csv
# sources that are too large for that are told; what was merged before goes on serving
unset XDG_CACHE_HOME
expect 0 '^openai/own$' list id=openai/own show:id --no-footer -f csv
mv "$HOME/.cache" "$folder/cache"
expect 0 '^openai/own$' list id=openai/own show:id --no-footer -f csv --catalog "$folder"/cache/llmatlas/*
head -c 40000000 /dev/zero >"$sources/zero.snapshot"
XDG_CACHE_HOME=$folder/file
export XDG_CACHE_HOME
expect 0 "llmatlas: .*\. The merged catalog cannot be kept, and your sources are too large .*([34][0-9] MB): set XDG_CACHE_HOME" list id=openai/gpt-5
grep -q 'built-in catalog serves' "$folder/err" || complain "what serves is not told: $(cat "$folder/err")"
rm "$sources/zero.snapshot"

# no home at all
expect 0 '' sources --remove hub
unset XDG_CACHE_HOME
HOME= XDG_DATA_HOME=$folder/home/.local/share XDG_CONFIG_HOME=$folder/home/.config "$program" list id=openai/own show:id --no-footer -f csv >"$folder/out" 2>"$folder/err"
grep -q '^openai/own$' "$folder/out" || complain "without HOME: $(cat "$folder/out" "$folder/err")"
grep -q 'no folder for caches: HOME is not set\. .*set XDG_CACHE_HOME' "$folder/err" || complain "without HOME it says: $(cat "$folder/err")"

# a disk that fills while it is written
rm -rf "$HOME/.cache"
(ulimit -f 1000 && "$program" list id=openai/own show:id --no-footer -f csv) >"$folder/out" 2>"$folder/err"
grep -q '^openai/own$' "$folder/out" || complain "with a full disk: $(cat "$folder/out" "$folder/err")"
grep -q "$anew" "$folder/err" || complain "a full disk is not told: $(cat "$folder/err")"
[ -z "$(ls "$HOME/.cache/llmatlas")" ] || complain "left behind: $(ls "$HOME/.cache/llmatlas")"

(ulimit -f 1 && "$program" import "$fixtures/models_dev.json" --date 2026-11-01) >"$folder/out" 2>"$folder/err"
[ $? = 4 ] || complain "a source for which there is no room: $(cat "$folder/err")"
grep -q 'Cannot write .*models.dev.*\. Nothing was changed\.$' "$folder/err" || complain "no room: $(cat "$folder/err")"

# a folder that only reads, with and without what is needed (root writes everywhere)
if [ "$(id -u)" != 0 ]; then
	expect 0 '^openai/own$' list id=openai/own show:id --no-footer -f csv
	chmod 555 "$HOME/.cache/llmatlas"
	expect 0 '^openai/own$' list id=openai/own show:id --no-footer -f csv
	grep -q . "$folder/err" && complain "what is there serves, and still: $(cat "$folder/err")"
	expect 0 "Cannot write .*$anew" import "$folder/hub.ndjson"
	chmod 755 "$HOME/.cache/llmatlas"
fi
exit $failed

#!/bin/sh
# practice.sh - the guide against worked cases with a scorer, where they are at hand: PRACTICE names their folder (score.py, scenarios.json).
set -u

program=${top_builddir:-.}/llmatlas
folder=${PRACTICE:-}
if [ ! -f "$folder/score.py" ] || ! command -v python3 >/dev/null; then
	echo "skipped: PRACTICE names no folder with score.py, or no python3"
	exit 77
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
HOME=$out # the built-in catalog, whatever somebody brought in
export HOME
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
python3 "$folder/score.py" --run "$program" --keep "$out" --twice >"$out/report"
cat "$out/report"
share() { sed -n "s/^$1 .*(\([0-9]*\) %).*/\1/p" "$out/report"; }
[ "$(share 'clean share')" -ge 85 ] && [ "$(share 'first place')" -ge 80 ] &&
	[ "$(share 'none-cases handled')" -eq 100 ] && [ "$(share 'results read')" -eq 100 ]

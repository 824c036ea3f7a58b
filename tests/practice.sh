#!/bin/sh
# practice.sh - the guide against worked cases with a scorer, where they are at hand: PRACTICE names their folder (score.py, scenarios.json).
# The cases name by patterns what must not be listed, of models up to a day; one that came out since is judged by nobody.
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
known_until=2026-07-02
python3 "$folder/score.py" --run "$program" --keep "$out" --twice -v >"$out/report"
cat "$out/report"
"$program" list "released>$known_until" --format csv >"$out/later" || exit 1
# cases without a violation by a model that the cases could know, of a hundred
clean=$(awk 'FILENAME ~ /later$/ { sub(/,.*/, ""); later[$0] = 1; next }
	/^p[0-9]+ / { cases++; at = $1 }
	$1 == "violation:" && !($2 in later) && !(at in dirty) { dirty[at] = 1; unclean++ }
	END { printf "%d", (cases > 0 ? 100 * (cases - unclean) / cases : 0) }' "$out/later" "$out/report")
echo "clean, without models after $known_until: $clean %"
# the first place among the models that the cases could know
mkdir "$out/known" && python3 - "$out" <<'END' || exit 1
import csv, glob, json, os, sys
out = sys.argv[1]
later = {row[0] for row in csv.reader(open(out + "/later", encoding="utf-8")) if row}
for file in glob.glob(out + "/p*.json"):
    with open(file, encoding="utf-8") as handle:
        result = json.load(handle)
    if isinstance(result, dict) and "rows" in result:
        result["rows"] = [row for row in result["rows"] if row["id"] not in later]
    with open(out + "/known/" + os.path.basename(file), "w", encoding="utf-8") as handle:
        json.dump(result, handle)
END
python3 "$folder/score.py" "$out/known" >"$out/known/report"
known_first=$(sed -n "s/^first place .*(\([0-9]*\) %).*/\1/p" "$out/known/report")
echo "first place, without models after $known_until: $known_first %"
sed -n "s/^\(cases passed\|violations\|precision at five\) .*/&, without models after $known_until/p" "$out/known/report"
share() { sed -n "s/^$1 .*(\([0-9]*\) %).*/\1/p" "$out/report"; }
[ "$clean" -ge 85 ] && [ "$known_first" -ge 80 ] &&
	[ "$(share 'none-cases handled')" -eq 100 ] && [ "$(share 'results read')" -eq 100 ]

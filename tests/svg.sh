#!/bin/sh
# svg.sh - plots as other programs read them: xmllint takes the SVG as XML, a browser draws it. Exit 77 when there is neither.
set -u

program=$(cd "${top_builddir:-.}" && pwd)/llmatlas
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0 read_by=
complain() { echo "$1"; failed=1; }

"$program" plot price quality -o "$folder/points.svg" || failed=1
"$program" plot price quality nosuchfamily -o "$folder/none.svg" 2>/dev/null && complain "no model, and yet a plot"
"$program" plot released quality license:open-weight -o "$folder/dates.svg" --lang ko || failed=1
"$program" plot developer -o "$folder/terms.svg" || failed=1
"$program" plot context '"<&>" -has:context' -o "$folder/hostile.svg" 2>/dev/null
"$program" plot context 'price<1000' -o "$folder/bins.svg" || failed=1

if command -v xmllint >/dev/null; then
	read_by=xmllint
	xmllint --noout "$folder"/*.svg || complain "xmllint does not take an SVG"
	for file in "$folder"/*.svg; do
		titles=$(xmllint --xpath 'count(/*/*[local-name()="title"]) + count(/*/*[local-name()="desc"])' "$file")
		[ "$titles" = 2 ] || complain "$file has not one title and one description"
	done
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
	read_by="$read_by browser"
	timeout 60 "$browser" --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir="$folder/profile" \
		--window-size=960,760 --screenshot="$folder/points.png" "file://$folder/points.svg" >"$folder/log" 2>&1
	size=$(wc -c <"$folder/points.png" 2>/dev/null || echo 0)
	# a blank page of that size has about 4 kB, an error page of XML no picture of 150 points
	[ "$size" -gt 15000 ] || { complain "the browser drew $size bytes"; tail -n 3 "$folder/log"; }
fi

[ -n "$read_by" ] || { echo "neither xmllint nor a browser here"; exit 77; }
echo "read by: $read_by"
exit $failed

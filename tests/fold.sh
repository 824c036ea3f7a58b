#!/bin/sh
# fold.sh - how many offers of models.dev land on the model that models.dev itself says they are of, and how many on another one.
#
#   LLMATLAS_UPSTREAM: a folder with models.dev/api.json; LLMATLAS_MODELS_DEV: a clone of the repository it was made from, whose files name base models.
#
# Counted apart, because the rules keep them apart: an id that names a precision (fp8, 6bit), a preview, a speed or a mode that the base's does not;
# and offers whose id names another model than the base that is stated (reviewed one by one, listed below): there the id is believed.
set -u

program=${top_builddir:-.}/llmatlas
api=${LLMATLAS_UPSTREAM:-}/models.dev/api.json
clone=${LLMATLAS_MODELS_DEV:-}
if [ ! -f "$api" ] || [ ! -d "$clone" ]; then
	echo "SKIP: LLMATLAS_UPSTREAM and LLMATLAS_MODELS_DEV do not name models.dev's api.json and its repository"
	exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
HOME=$folder
export HOME

git -C "$clone" grep -n '^base_model = ' HEAD -- providers |
	sed -E 's#^HEAD:providers/([^/]+)/models/(.*)\.toml:[0-9]+:base_model = "([^"]*)".*#\1/\2	\3#' |
	sort >"$folder/stated"
"$program" check --landings "$api" | cut -f 2,3 | sort >"$folder/landed"
"$program" list --catalog built-in show:id,aliases --format csv --no-footer |
	tr -d '"' | tr '[:upper:]' '[:lower:]' >"$folder/known"

cat >"$folder/reviewed" <<-'END'
	anyapi/deepseek/deepseek-r1
	cloudflare-workers-ai/@cf/deepseek-ai/deepseek-r1-distill-qwen-32b
	databricks/databricks-claude-sonnet-4
	databricks/databricks-gemini-3-1-flash-lite
	friendli/Qwen/Qwen3-235B-A22B-Instruct-2507
	moonshotai/kimi-k2.7-code-highspeed
	neon/claude-sonnet-4
	routing-run/route/mimo-v2.5
	routing-run/route/mistral-small-2503
	scaleway/qwen3-235b-a22b-instruct-2507
	snowflake-cortex/mistral-large2
	END

join -t '	' "$folder/stated" "$folder/landed" | awk -F '\t' -v known="$folder/known" -v reviewed="$folder/reviewed" '
	function named(id, base, words,   list, i, count) {
		count = split(words, list, " ")
		for (i = 1; i <= count; i++)
			if (index(tolower(id), list[i]) && !index(tolower(base), list[i])) return 1
		return 0
	}
	BEGIN {
		while ((getline line < known) > 0) {
			split(line, cell, ",")
			model[cell[1]] = cell[1]
			count = split(cell[2], alias, " ")
			for (i = 1; i <= count; i++) model[alias[i]] = cell[1]
		}
		while ((getline line < reviewed) > 0) is_reviewed[line] = 1
	}
	{
		base = tolower($2); short = base; sub(/^[^\/]*\//, "", short)
		wanted = (base in model) ? model[base] : model[short]
		if (wanted == "") { unknown++; next }
		all++
		if (tolower($3) == wanted) { landed++; next }
		if ($1 in is_reviewed) { stated_otherwise++; next }
		if ($3 !~ /^new /) { wrong++; print "WRONG " $0; next }
		if (named($1, base, "fp8 nvfp4 6bit fast turbo lightning flex thinking beta 202k") ||
		    (index(base, "preview") && !index(tolower($1), "preview"))) { apart++; next }
		missed++
		if (verbose) print "MISSED " $0
	}
	END {
		counted = all - stated_otherwise - apart
		printf "%d offers of known base models: %d landed, %d missed, %d wrong; %d apart by the rules, %d whose id says otherwise; %d of unknown models\n",
			all, landed, missed, wrong, apart, stated_otherwise, unknown
		printf "landed %.2f %% (of all %.2f %%), wrong %.2f %%\n", 100 * landed / counted, 100 * landed / all, 100 * wrong / counted
		exit !(counted > 1000 && landed >= 0.97 * counted && wrong <= 0.002 * counted)
	}'

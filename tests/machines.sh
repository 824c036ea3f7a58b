#!/bin/sh
# machines.sh - what programs read: the same bytes in every language, and members that the manual promises.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

# Sentences in cells stay English, whatever the environment and the options say.
same() { # ARGUMENTS...
	for format in json ndjson csv tsv; do
		LC_ALL=C.UTF-8 "$program" "$@" --lang en --format $format >"$folder/en" 2>/dev/null
		LC_ALL=ko_KR.UTF-8 "$program" "$@" --format $format >"$folder/ko" 2>/dev/null
		[ -s "$folder/en" ] || { echo "llmatlas $* --format $format: nothing"; failed=1; }
		cmp -s "$folder/en" "$folder/ko" || { echo "llmatlas $* --format $format: not the same in Korean"; diff "$folder/en" "$folder/ko" | head -n 4; failed=1; }
	done
}
same list --all-fields
same show gpt-5
for field in architecture quality offers context; do same show gpt-5 $field; done
same show gpt-4.1 bench.gpqa-diamond
same compare gpt-5 llama-4-scout --offers --baseline gpt-5
same cost gpt-5 claude-sonnet-4.5 --by offer --cached 60% --batch --input 300k
same cost gpt-5 --by volume --rig 8000
same cost gpt-5 --date 2024-01
same fit gpt-5 gpt2 meta/llama-3.1-8b llama-3.2-90b-vision mamba-2.8b --memory 24GB
same plot price quality
same plot released
same plot license
same plot params
same diff
same terms moe
same learn 1
same guide --preset coding
exit $failed

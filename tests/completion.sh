#!/bin/sh
# completion.sh - the shells complete commands, options, models, fields and queries: bash by its own variables, zsh and fish when they are there.
set -u

program=$(cd "${top_builddir:-.}" && pwd)/llmatlas
top=$(cd "${top_srcdir:-.}" && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
complain() { echo "$1"; failed=1; }
HOME=$folder
PATH=${program%/*}:$PATH
export HOME PATH
"${program%/*}/mkcatalog" -o "$folder/small.snapshot" "$top/tests/fixtures/small.json" || exit 1
cd "$folder" || exit 1

# --- the program itself: LINE, then words of which each must be offered, or must not (-)
has() {
	line=$1
	shift
	"$program" completion --catalog small.snapshot --line "$line" >out 2>err || complain "'$line': $(cat err)"
	for word in "$@"; do
		case $word in
		-*) cut -f 2 out | grep -qxF -e "${word#-}" && complain "'$line' offers ${word#-}" ;;
		*) cut -f 2 out | grep -qxF -e "$word" || complain "'$line' does not offer $word: $(cut -f 2 out | head -n 5 | tr '\n' ' ')" ;;
		esac
	done
}
has 'llmatlas ' list compare completion
has 'llmatlas a' architecture: -list
has 'llmatlas co' compare completion context\>= -list
has 'llmatlas show acme/' acme/acme-large -orion/byeolbit-7b
has 'llmatlas show acme-o' acme-open-70b
has 'llmatlas show acme-large ar' architecture -acme/acme-large
has 'llmatlas compare acme-large acme-op' acme-open-70b -architecture:
has 'llmatlas list architecture:moe lic' license:
has 'llmatlas list license:' license:open-weight
has "llmatlas list 'context>" 'context>128k'
has 'llmatlas list --lang ko price<1 arch' architecture:
has 'llmatlas --lang ko list arch' architecture: -compare
has 'llmatlas --lang ' en ko
has 'llmatlas list --format ' markdown csv
has 'llmatlas list --format=mark' --format=markdown
has 'llmatlas list -f ' html
has 'llmatlas compare --show name,pric' name,price
has 'llmatlas fit x --gpu "RTX 40' 'RTX 4090'
has 'llmatlas cost x --workload ' chatbot
has 'llmatlas terms mo' moe
has 'llmatlas keys ' -list
has 'llmatlas diff --only ' new cheaper repriced
has 'llmatlas diff --only new,che' new,cheaper
has 'llmatlas sources ' built-in
has 'llmatlas sources --remove ' -built-in
has 'llmatlas update ' openrouter -built-in
has 'llmatlas completion ' bash zsh fish
has 'llmatlas help co' compare completion -list
has 'llmatlas guide --preset co' coding contracts
has 'llmatlas guide --set use' use_case=
has 'llmatlas guide --set use_case=coding,ma' use_case=coding,math
"$program" completion --catalog small.snapshot --line 'llmatlas list -o a' | grep -q '^files	a	$' || complain "-o takes files"
"$program" completion --catalog small.snapshot --line 'llmatlas import a' | grep -q '^files	a	$' || complain "import takes files"
has 'llmatlas fit acme-large --bits q4' Q4_K_M -Q8_0

# --- bash
if command -v bash >/dev/null 2>&1; then
	cat >ask.bash <<-'END'
		eval "$(llmatlas completion bash)"
		COMP_LINE=$1 COMP_POINT=${#1}
		read -ra COMP_WORDS <<<"$1"
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		compopt() { :; }
		_llmatlas
		printf '%s\n' "${COMPREPLY[@]}"
	END
	bash ask.bash 'llmatlas comp' | grep -qx compare || complain "bash: compare"
	bash ask.bash 'llmatlas ' | grep -qx list || complain "bash: an empty word"
	# Only what stands behind the colon is replaced.
	bash ask.bash 'llmatlas list license:open' | grep -qx open-weight || complain "bash: a value behind a colon"
	bash ask.bash 'llmatlas list arch' | grep -qx 'architecture:' || complain "bash: a field"
fi
# --- zsh and fish read their scripts; fish answers without a terminal
if command -v zsh >/dev/null 2>&1; then
	zsh -n "$top/cli/completion.zsh" || complain "zsh does not read its script"
fi
if command -v fish >/dev/null 2>&1; then
	fish -c 'llmatlas completion fish | source; complete -C "llmatlas comp"' >out 2>err
	grep -q '^compare	' out || complain "fish: compare: $(cat out err)"
fi
exit $failed

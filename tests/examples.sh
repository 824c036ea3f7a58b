#!/bin/sh
# examples.sh - what the documents tell people to type works, what they count is what the program has, and what they point at is there.
set -u

program=${top_builddir:-.}/llmatlas
top=$(cd "${top_srcdir:-.}" && pwd)
PATH=$(cd "$(dirname "$program")" && pwd):$PATH
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
HOME=$folder XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data XDG_CACHE_HOME=$folder/cache XDG_STATE_HOME=$folder/state LC_ALL=C.UTF-8
export PATH HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME LC_ALL
failed=0
complain() { echo "$1"; failed=1; }
cd "$folder" || exit 1
pages="$top/README.md $top/CONTRIBUTING.md $top/HACKING.md $top/NEWS.md $(echo "$top"/docs/*.md)"

# works FILE: each line of it is a command that ends with 0, in both languages
works() {
	[ -s "$1" ] || complain "no example was found: $1"
	while IFS= read -r line; do
		for language in en ko; do
			rm -f ./*.md ./*.svg
			sh -c "llmatlas --lang $language ${line#llmatlas }" >out 2>err </dev/null || complain "$line: exit $?: $(cat err)"
		done
	done <"$1"
}
page() { sed 's/\\f[BIR]//g; s/\\-/-/g; s/\\&//g' "$top/man/$1"; }

# --- command lines and queries
sed -n 's/^    \(llmatlas [^#]*\)$/\1/p' "$top/README.md" >readme
works readme
page llmatlas.1 | sed -n '/^\.SH EXAMPLES/,/^\.fi/s/^llmatlas /&/p' >manual
works manual
llmatlas help | sed -n '/^Examples:/,$s/^  \(llmatlas .*\)/\1/p' >help
works help
page llmatlas-query.7 | sed -n '/^\.SH EXAMPLES/,/^\.fi/{/^\./d;p;}' | while IFS= read -r query; do
	llmatlas list "$query" >/dev/null 2>err || echo "$query: $(cat err)"
done >out
[ ! -s out ] || complain "$(cat out)"

# --- answers as the manual of the guide types them
sed -n '/^On the command line/,/^$/p' "$top/docs/guide.md" | tr '\n' ' ' | grep -oE '`[a-z_]+=[^`]*`' | tr -d '`' | sort -u >answers
[ "$(wc -l <answers)" -gt 9 ] || complain "docs/guide.md: the answers of --set were not found"
while IFS= read -r answer; do
	case $answer in
	hardware=*) place='--set data_place=own' ;;
	regions=*) place='--set data_place=region' ;;
	*) place= ;;
	esac
	sh -c "llmatlas guide $place --set $answer" >/dev/null 2>err || complain "guide --set $answer: $(cat err)"
done <answers

# --- the model that CONTRIBUTING.md adds
part() { sed -n "/^ *$1/,/^\$/p" "$top/CONTRIBUTING.md"; }
{
	printf '{"schema": "llmatlas-facts/1", "developers": [{"id": "acme", "name": "Acme"}], "sources": {'
	part '"acme-2-card": {'
	printf '}, "models": ['
	part '{"id": "acme'
	printf '], "changes": ['
	part '{"date": '
	printf ']}'
} >acme.json
llmatlas check acme.json >out 2>&1 || complain "the model of CONTRIBUTING.md: $(cat out)"
grep -q '^1 model,.*0 mistakes' out || complain "CONTRIBUTING.md has no model: $(cat out)"

# --- the lists of one's own in docs/facts.md
sed -n '/^## Other catalogs/,$s/^    //p' "$top/docs/facts.md" >lists
sed -n '/^id,/,/^acme/p' lists >rockets.csv
grep '^{' lists >rockets.ndjson
llmatlas import rockets.csv >out 2>&1 && llmatlas import rockets.ndjson --name more >>out 2>&1 || complain "the lists of docs/facts.md: $(cat out)"
[ "$(llmatlas list 'id:acme/rocket-1,acme/rocket-2' -f ndjson show:id | wc -l)" = 2 ] || complain "the lists of docs/facts.md have not two models"
llmatlas sources --remove rockets 2>out && llmatlas sources --remove more 2>out || complain "$(cat out)"

# --- commands that are named, pictures and pages that are linked, sections that are referred to
llmatlas help | sed -n 's/^       llmatlas \([a-z]*\).*/\1/p' >commands
# shellcheck disable=SC2086
grep -ohE '`llmatlas [a-z]+[ `]' $pages | sed 's/`llmatlas \([a-z]*\).*/\1/' | sort -u >named
while read -r word; do grep -qx "$word" commands || complain "a document names the command $word, which there is not"; done <named
for file in $pages; do
	grep -oE '\]\([^)# ]+\)' "$file" | tr -d '()]' | grep -v '^http' | while read -r link; do
		[ -f "$(dirname "$file")/$link" ] || echo "$file links $link, which is not there"
	done
	tr '\n' ' ' <"$file" | grep -oE '\(docs/[a-z]+\.md, *"[^"]*"' | tr -s ' ' | while IFS='"' read -r link section; do
		link=${link#(}
		grep -qx "## ${section%\"}" "$top/${link%%,*}" || echo "$file refers to \"${section%\"}\" of ${link%%,*}, which has none"
	done
done >out
[ ! -s out ] || complain "$(cat out)"

# --- what is counted
word_of() { echo zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen | cut -d ' ' -f $(($1 + 1)); }
# told NUMBER PAGE PATTERN: the page says N, as a figure or a word, before the pattern
told() {
	grep -qiE "(^|[^0-9])($1|$(word_of "$1")) $3" "$top/$2" || complain "$2 does not say that there are $1: $3"
}
# near NUMBER PAGE PATTERN: the page says about so many, less than a tenth off
near() {
	said=$(grep -oE "[0-9,]+ $3" "$top/$2" | sed '1!d; s/ .*//; s/,//g')
	[ -n "$said" ] && [ $((said * 10)) -gt $(($1 * 9)) ] && [ $((said * 10)) -lt $(($1 * 11)) ] || complain "$2 says ${said:-nothing} of $1: $3"
}
llmatlas check >out
near "$(sed -n 's/^\([0-9]*\) models, .*/\1/p' out)" NEWS.md 'models of'
near "$(sed -n 's/^\([0-9]*\) models, .*/\1/p' out)" README.md 'models of'
near "$(sed -n 's/.* \([0-9]*\) offers, .*/\1/p' out)" NEWS.md 'offers of'
near "$(cat "$top"/catalog/facts/families/*.json | grep -c '"stems":')" NEWS.md 'families'
near "$(cat "$top"/catalog/facts/models/*.json | grep -o '{"provider": "[^"]*"' | sort -u | wc -l)" NEWS.md 'hosts'
near "$(sed -n 's/^\([0-9]*\) terms.*/\1/p' out)" NEWS.md terms
told "$(sed -n 's/.* and \([0-9]*\) lessons.*/\1/p' out)" NEWS.md lessons
told "$(llmatlas themes | wc -l)" NEWS.md themes
told "$(llmatlas themes | wc -l)" man/llmatlas-theme.5 themes
told "$(llmatlas guide --list | sed -n '/^Presets/,$p' | grep -c '^    [a-z]')" NEWS.md presets
told "$(grep -c '^## .*`--format ' "$top/docs/exports.md")" docs/exports.md formats

# --- files that the program keeps
grep -ohE 'paths_file\(context->paths\.state, "[^"]*"' "$top"/cli/*.c | sed 's/.*"\(.*\)"/\1/' | sort -u >kept
page llmatlas.1 | sed -n '/^\.SH FILES/,/^\.SH EXAMPLES/p' >files
while read -r name; do grep -qF "$name" files || complain "llmatlas.1 does not name the file $name"; done <kept
exit $failed

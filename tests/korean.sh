#!/bin/sh
# korean.sh - po/ko.po has every sentence of the program and no other, placeholders match, and the Korean keeps its rules: no particle
# that depends on the word before it right behind a value, none of the words that mean two things here.
set -u

top=$(cd "${top_srcdir:-.}" && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
complain() { echo "$1"; failed=1; }

for tool in xgettext msgmerge msgattrib msgcat msgfmt; do
	command -v $tool >/dev/null 2>&1 || { echo "skipped: there is no $tool (gettext)"; exit 77; }
done
po=$top/po/ko.po

# --- complete: as `make update-po` would find it
(cd "$top" && find catalog state tui cli -name '*.c' -o -name '*.h' -o -name '*.def' | sort |
	xargs xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=P_:1,2 --keyword=COUNTED:2,3 \
		-o "$folder/llmatlas.pot" 2>"$folder/warnings") || complain "xgettext failed: $(cat "$folder/warnings")"
msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$folder/ko.po" "$po" "$folder/llmatlas.pot" || complain "msgmerge failed"
list() { msgattrib --no-wrap "$@" "$folder/ko.po" | sed -n '/^#~/d; s/^msgid "\(..*\)"$/  \1/p'; }
list --untranslated >"$folder/missing"
[ ! -s "$folder/missing" ] || { complain "po/ko.po lacks (make update-po, then translate):"; cat "$folder/missing"; }
list --only-fuzzy >"$folder/fuzzy"
[ ! -s "$folder/fuzzy" ] || { complain "po/ko.po is not sure of:"; cat "$folder/fuzzy"; }
msgattrib --no-wrap --only-obsolete "$folder/ko.po" | sed -n 's/^#~ msgid "\(..*\)"$/  \1/p' >"$folder/old"
[ ! -s "$folder/old" ] || { complain "po/ko.po has what the program no longer says (make update-po):"; cat "$folder/old"; }

# --- placeholders and plural forms
msgfmt --check -o /dev/null "$po" || complain "msgfmt --check po/ko.po"

# --- the Korean itself
msgcat --no-wrap "$po" | sed '1,/^$/d' | awk '/^msg/ { is_korean = /^msgstr/ } is_korean' |
	sed -n 's/^msgstr\(\[0\]\)\{0,1\} "\(.*\)"$/\2/p; s/^"\(.*\)"$/\1/p' | sed 's/%%//g' >"$folder/korean"
# Sentences of the facts keep the same rules, and are phrases: no full stop.
sed -n 's/^      "\(.*\)",\{0,1\}$/\1/p' "$top/catalog/facts/sentences.json" >"$folder/sentences"
[ -s "$folder/sentences" ] || complain "catalog/facts/sentences.json: no Korean was found"
grep -n '[.]$' "$folder/sentences" >"$folder/bad" && { complain "a sentence of the facts ends in a full stop:"; cat "$folder/bad"; }
cat "$folder/sentences" >>"$folder/korean"
value='%([0-9]+[$])?[-+ #0]*[0-9]*([.]([0-9]+([$])?|[*]([0-9]+[$])?))?(hh?|ll?|z|j|t)?[a-zA-Z]'
grep -nE "$value['\")]*(은|는|이|가|을|를|과|와|으로|로)([ (.,?!]|\$)" "$folder/korean" >"$folder/bad" &&
	{ complain "a particle that depends on the value before it:"; cat "$folder/bad"; }
for word in '월 사용자' 비공개 파라미터 파인튜닝 오픈소스 문맥 밀집 '학습 데이터' 필드 당신 여러분 귀하 고객님 하십시오 성공적으로 유효하지 \
	올바르지 폐쇄형 죄송 '들의 ' '을(를)' '이(가)' '은(는)' ';' '“' '”' '…' '、' '。'; do
	grep -nF -e "$word" "$folder/korean" >"$folder/bad" && { complain "'$word' is not our Korean:"; cat "$folder/bad"; }
done
exit $failed

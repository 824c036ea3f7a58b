#!/bin/sh
# korean.sh - po/ko.po has every sentence of the program and no other, placeholders match, and the Korean keeps its rules: no particle
# that depends on the word before it right behind a value, none of the words that mean two things here, one word for one thing, sentences
# with a full stop and phrases without. What the commands say in Korean is read as well: what a sentence is put together from shows there.
set -u
LC_ALL=C.UTF-8
export LC_ALL

top=$(cd "${top_srcdir:-.}" && pwd)
program=$(cd "${top_builddir:-.}" && pwd)/llmatlas
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
	sed -n 's/^msgstr\(\[0\]\)\{0,1\} "\(.*\)"$/\2/p; s/^"\(.*\)"$/\1/p' | sed 's/%%/퍼센트/g' >"$folder/korean"
# Sentences of the facts keep the same rules, and are phrases: no full stop.
sed -n 's/^      "\(.*\)",\{0,1\}$/\1/p' "$top/catalog/facts/sentences.json" >"$folder/sentences"
[ -s "$folder/sentences" ] || complain "catalog/facts/sentences.json: no Korean was found"
grep -n '[.]$' "$folder/sentences" >"$folder/bad" && { complain "a sentence of the facts ends in a full stop:"; cat "$folder/bad"; }
# Settings of results are told part by part: each has Korean, save names (of versions, formats, metrics), which are one word with a sign or a digit.
sed -n 's/^    "\(.*\)":$/\1/p' "$top/catalog/facts/sentences.json" | sort -u >"$folder/english"
grep -oh '"setting": "[^"]*"' "$top"/catalog/facts/models/*.json | sed 's/^"setting": "//; s/"$//' |
	awk '{ count = split($0, part, ", "); for (i = 1; i <= count; i++) print part[i] }' | sort -u >"$folder/settings"
[ -s "$folder/settings" ] || complain "catalog/facts/models: no settings of results were found"
comm -23 "$folder/settings" "$folder/english" | grep -vE '^[^ ]*[0-9@][^ ]*$|^Prompt [+] Thinking$' >"$folder/bad" &&
	{ complain "settings of results without Korean:"; cat "$folder/bad"; }
# Titles and explanations of fields stand in the field table.
"$program" fields --lang ko >"$folder/fields" 2>&1 || complain "llmatlas fields --lang ko failed"
cat "$folder/korean" "$folder/fields" >"$folder/said"
cat "$folder/sentences" "$folder/fields" >>"$folder/korean"
value='%([0-9]+[$])?[-+ #0]*[0-9]*([.]([0-9]+([$])?|[*]([0-9]+[$])?))?(hh?|ll?|z|j|t)?[a-zA-Z]'
# rule PATTERN SENTENCE [FILE]: no line of Korean is like this.
rule() {
	grep -nE -e "$1" "${3:-$folder/korean}" >"$folder/bad" && { complain "$2:"; cat "$folder/bad"; }
}
particle='은|는|이|가|을|를|과|와|으로|로|이라는|라는|이라서|라서|이라고|라고|이란|란|이나|나|이랑|랑|이며|며|이고|고'
rule "${value}['\")]*($particle)([ (.,?!]|\$)" 'a particle that depends on the value before it'
rule "[]}]['\"]?($particle)([ (.,?!]|\$)" 'a particle behind a bracket that nobody reads aloud'
for word in '월 사용자' 비공개 파라미터 파인튜닝 오픈소스 문맥 밀집 '학습 데이터' 필드 당신 여러분 귀하 고객님 하십시오 성공적으로 유효하지 \
	올바르지 폐쇄형 죄송 '들의 ' '을(를)' '이(가)' '은(는)' ';' '“' '”' '…' '、' '。'; do
	grep -nF -e "$word" "$folder/korean" >"$folder/bad" && { complain "'$word' is not our Korean:"; cat "$folder/bad"; }
done
# One word for one thing: the first is not ours, the second is.
while IFS='|' read -r word ours; do
	grep -nF -e "$word" "$folder/said" >"$folder/bad" && { complain "'$word' should be '$ours':"; cat "$folder/bad"; }
done <<'END'
사용자|이용자
업데이트|갱신
들여오|가져오
들여온|가져온
모델군|계열
선두|1위
가능한 값|쓸 수 있는 값
우리 장비|자체 장비
우리 클라우드|자사 클라우드
데이터 약관|데이터 조건
내려받은 횟수|다운로드 수
판 번호|버전
모델 id|모델 ID
결과를 바꾸는 것|바뀌는 조건
다른 종류|다른 선택지
프라이버시|개인정보 보호
큰 창|컨텍스트
전체 창|컨텍스트
END
rule '[^ ]·|·[^ ]' 'a middle dot inside a Korean word: a comma or a stroke'
rule '[^ -~†‡≠] [(]' 'a blank before a bracket'
rule "($value|[0-9]) ([kMGT]B|[KMG]iB)([^a-z]|\$)" 'a blank between a number and its unit'
rule "$value(개|건|곳|종)의? (모델|제공처|개발사|출처|경고)" 'the number before its noun: 모델 3개'
rule '^멈췄습니다' 'who stops a command reads 중단했습니다'

# --- sentences end in a full stop and phrases do not. What went wrong in the system gets its reason and its stop later (error_set_system,
# cli/download.c).
msgcat --no-wrap "$po" | awk '
	function end() {
		if (korean ~ /(니다|세요|나요|까요|해요)(\\n)?$/ && english !~ /^Cannot / && files !~ /cli\/(fetch|download)/)
			print "no full stop: " korean
		if (korean ~ /[^ -~][.](\\n)?$/ && korean !~ /(다|요|†|‡)[.](\\n)?$/)
			print "no sentence: " korean
		files = english = korean = ""
	}
	/^#: / { files = $0 }
	/^msg|^"/ {
		if (/^msgid/) to = "english"; else if (/^msgstr/) to = "korean"; else if (/^msgctxt/) to = ""
		part = $0; sub(/^[^"]*"/, "", part); sub(/"$/, "", part)
		if (to == "english") english = english part; else if (to == "korean") korean = korean part
	}
	/^$/ { end() }
	END { end() }' >"$folder/bad"
[ ! -s "$folder/bad" ] || { complain "a sentence has a full stop, a phrase has none:"; cat "$folder/bad"; }

# --- remarks beside facts are read in Korean, too: what is added since may wait, but not for long
if command -v python3 >/dev/null 2>&1; then
	python3 - "$top" >"$folder/bad" <<'END' || { complain "remarks of facts that catalog/facts/sentences.json does not have:"; cat "$folder/bad"; }
import glob, json, sys
top = sys.argv[1] + "/catalog/facts/"
korean = json.load(open(top + "sentences.json", encoding="utf-8"))["sentences"]
said = []
def walk(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "detail" and isinstance(value, str):
                said.append(value)
            walk(value)
    elif isinstance(node, list):
        for value in node:
            walk(value)
for name in glob.glob(top + "models/*.json"):
    walk(json.load(open(name, encoding="utf-8")))
missing = sorted({sentence for sentence in said if sentence not in korean})
print(f"{len(missing)} of {len(set(said))}, such as", *missing[:20], sep="\n")
sys.exit(not said or len(missing) * 20 > len(set(said)))
END
fi

# --- titles of the themes are said in Korean, so are kinds of answers, commands and options
grep -h '^title = ' "$top"/themes/*.theme | sed 's/^title = //' | while read -r title; do
	grep -qxF "msgid \"$title\"" "$po" || echo "$title"
done >"$folder/bad"
[ ! -s "$folder/bad" ] || { complain "titles of themes that po/ko.po does not have (cli/themes.c):"; cat "$folder/bad"; }
# say ARGUMENTS...: what a command says in Korean, in files of its own; no semicolon joins a list in it.
HOME=$folder/home
XDG_DATA_HOME=$HOME XDG_CACHE_HOME=$HOME XDG_CONFIG_HOME=$HOME XDG_STATE_HOME=$HOME
export HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_CONFIG_HOME XDG_STATE_HOME
mkdir "$HOME"
say() {
	"$program" "$@" --lang ko </dev/null 2>&1 | grep -v '출처: \|^ *\[[0-9]*\]\|^- ' >"$folder/said" # names of sources are theirs
	rule '; ' "llmatlas $*: a list in Korean has commas" "$folder/said"
}
say show gpt-5 price
say show gpt-5 month
say show gpt-5 memory
say show llama-4-scout quality
say show llama-4-scout architecture
say list 'license:open-weight sort:-context is:local' --format text
say list 'show:name,context,price,quality' --format markdown
say cost gpt-5 gpt-oss-120b --by offer
say fit gpt-oss-120b --memory 24GB
say compare gpt-5 gpt-oss-120b
say plot price quality
say guide --preset coding
say guide --preset regulated --report "$folder/record.md"
printf '1\nwhy context\nm 1\n$\nr\nq\n' | "$program" gpt-5 --plain --lang ko >"$folder/plain" 2>&1 || complain 'llmatlas --plain --lang ko failed'
grep -v ' \[[0-9]*\]\|^  [0-9]*[.] ' "$folder/plain" >"$folder/said"
rule '; ' 'llmatlas --plain: a list in Korean has no semicolons' "$folder/said"
grep -v '^- ' "$folder/record.md" >"$folder/said"
rule '; ' 'the decision record: a list in Korean has commas' "$folder/said"
say guide --list
rule '^[a-z_]+  [(][a-z]' 'llmatlas guide --list: how a question is answered, in English' "$folder/said"
say themes
grep -v '[^ -~]' "$folder/said" && complain "llmatlas themes: titles in English"
say show /nonexistent/no-model
say check "$folder/not-there.json"
grep -q '없는 파일' "$folder/said" || { complain "a missing file is not told in Korean:"; cat "$folder/said"; }
LC_ALL=ko_KR.UTF-8 "$program" list --lang fr >"$folder/said" 2>&1
grep -q "언어는 없습니다" "$folder/said" || { complain "--lang fr in a Korean locale:"; cat "$folder/said"; }
exit $failed

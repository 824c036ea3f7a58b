#!/bin/sh
# update.sh - update and rollback, with the real program and a server on this machine that misbehaves.
set -u

program=${top_builddir:-.}/llmatlas
fixtures=${top_srcdir:-.}/tests/fixtures
folder=$(mktemp -d)
failed=0 server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
mkdir -p "$HOME"
sources=$HOME/.local/share/llmatlas/sources
. "${top_srcdir:-.}/tests/expect.sh"

sum() { cksum <"$sources/models.dev.snapshot"; }

expect 0 '37 records' import "$fixtures/models_dev.json" --date 2026-11-01

# without the program that downloads: what is missing, and where it was looked for
mkdir "$folder/alone"
cp "$program" "$folder/alone/llmatlas"
"$folder/alone/llmatlas" update http://127.0.0.1:1/x 2>"$folder/err"
[ $? = 4 ] || complain "update without llmatlas-fetch ended otherwise than with 4"
grep -q "llmatlas-fetch.*$folder/alone.*libexec\|download failed" "$folder/err" || # one may be installed
	complain "without llmatlas-fetch: $(cat "$folder/err")"
rm -r "$folder/alone"

if [ ! -x "${top_builddir:-.}/llmatlas-fetch" ]; then
	echo "SKIP: the rest of update.sh: built without update"
	exit $failed
fi
if ! command -v python3 >/dev/null 2>&1; then
	echo "SKIP: the rest of update.sh: python3 was not found"
	[ $failed = 0 ] && exit 77
	exit $failed
fi

sed 's/"Late Cutoff"/"Later Cutoff"/' "$fixtures/models_dev.json" >"$folder/other.json"
python3 "${top_srcdir:-.}/tests/server.py" "$fixtures/models_dev.json" "$folder/other.json" "$folder/log" "$fixtures/openrouter.json" >"$folder/port" &
server=$!
for i in $(seq 150); do [ -s "$folder/port" ] && break; sleep 0.2; done
port=$(cat "$folder/port")
[ -n "$port" ] || { echo "the server does not start"; exit 1; }
at=http://127.0.0.1:$port

# what goes well
expect 0 '37 records read' update "$at/good" --name models.dev
expect 0 'nothing new' update "$at/good" --name models.dev
expect 0 'nothing new' update "$at/good"
expect 0 'nothing new' update models.dev # from where it came from
expect 0 '37 records read' update "$at/good" --name models.dev --force
expect 0 'models.dev: nothing new' update "$at/gzip" --name models.dev # the same bytes from elsewhere take no place
grep -q 'rollback' "$folder/err" && complain "the same bytes from elsewhere: $(cat "$folder/err")"
expect 1 'no former catalog' update --rollback models.dev
expect 0 '37 records read' update "$at/moved" --name models.dev
expect 0 'takes the place of what models.dev said before.*--name keeps both' update "$at/other" --name models.dev
expect 0 'Later Cutoff' list cutoff
expect 0 'back to what it was' update --rollback models.dev
expect 0 'Late Cutoff ' list 'late cutoff'
expect 0 '37 records read' update "$at/bare" --name models.dev
expect 0 'models.dev: nothing new' update "$at/bare" --name models.dev
expect 0 'models.dev: nothing new' update "$at/bare" --name models.dev --force
expect 0 'back to what it was' update --rollback models.dev
expect 0 'Late Cutoff ' list 'late cutoff'
expect 0 '37 records read' update "$at/other" --name models.dev
# what comes anew from its own address is what was asked for; what comes from elsewhere takes its place
expect 0 '37 records read' update "$at/turns" --name turns
expect 0 "'llmatlas diff turns' shows what changed, .*--rollback turns" update turns
! grep -q 'keeps both' "$folder/err" || complain "an update as every day said: $(cat "$folder/err")"
expect 0 'taken out' sources --remove turns

# what is cited is the address that it came from, without what is nobody's but the person's
for address in "$at/good" "http://me:secret@${at#http://}/good?key=secret"; do
	expect 0 'records read\|nothing new' update "$address" --name cited --force
	expect 0 "$at/good\$" list --catalog "$sources/cited.snapshot" korean-name show:id,context
	grep -q 'secret\|models.dev/' "$folder/out" && complain "cited: $(cat "$folder/out")"
done
expect 0 'taken out' sources --remove cited

# a server of models on this machine, by its address
expect 0 '1 record read' update "$at/v1/models"
grep -q "who serves these models: they stand as offers of 127.0.0.1-$port. --name" "$folder/err" || complain "whose the offers are: $(cat "$folder/err")"
expect 0 '8,192\|8192\|8k' list "provider:127.0.0.1-$port" 'show:context_served'
expect 0 'nothing new' update "127.0.0.1-$port"
expect 0 'taken out' sources --remove "127.0.0.1-$port"

# what goes wrong: a sentence, and the former catalog stays
before=$(sum)
expect 4 'former catalog stays' update "$at/slow" --name models.dev --timeout 1
began=$(date +%s)
expect 4 'nothing came for 1 s. The former catalog stays' update "$at/stall" --name models.dev --timeout 1
[ $(($(date +%s) - began)) -le 4 ] || complain "a timeout of 1 second took $(($(date +%s) - began))"
expect 4 'former catalog stays' update "$at/cut" --name models.dev
expect 3 ':[0-9]*:[0-9]*:.* It ends too early: fetch it again. The former catalog stays' update "$at/drop" --name models.dev
expect 3 ':[0-9]*:[0-9]*:.* It ends too early: fetch it again. Nothing was changed' update "$at/drop" --name nothing
expect 4 'without end' update "$at/loop" --name models.dev
expect 4 'Only https' update "$at/away" --name models.dev
expect 4 'Only https' update http://192.0.2.1/api.json --name models.dev
expect 4 'Only https' update http://localhost:80@192.0.2.1/api.json --name models.dev
expect 4 'web page' update "$at/html" --name models.dev
expect 3 'web page.*The former catalog stays' update "$at/disguised" --name models.dev
expect 4 'empty' update "$at/empty" --name models.dev
expect 4 "HTTP status 404: there is no such page: $at/missing. The former" update "$at/missing" --name models.dev
expect 4 'HTTP status 500: it has trouble of its own, try again later' update "$at/broken" --name models.dev
expect 4 'HTTP status 429: it has too much to do: try again in 30 s: ' update "$at/busy" --name models.dev
# when the server wants to be asked again, in a unit that people read; what is no such time is not told
expect 4 'too much to do: try again in 119 s: ' update "$at/busier/119" --name models.dev
expect 4 'too much to do: try again in 10 min: ' update "$at/busier/600" --name models.dev
expect 4 'too much to do: try again in 3 h: ' update "$at/busier/7300" --name models.dev
expect 4 'trouble of its own: try again in 1[67] min: ' update "$at/down" --name models.dev
expect 4 '요청이 너무 많음: 10분 뒤에 다시 시도' --lang ko update "$at/busier/600" --name models.dev
for wait in 0 -5 soon 99999999999999999999; do
	expect 4 'too much to do, try again later: \|too much to do: try again in [0-9]* h: ' update "$at/busier/$wait" --name models.dev
done
expect 4 'what answers there is no web server: ' update "$at/noise" --name models.dev
expect 4 "packed in an unknown way: $at/packed. The former" update "$at/packed" --name models.dev
expect 4 "does not speak https as it should: https:.*/good. The former" update "https${at#http}/good" --name models.dev
expect 4 'This is no address: http://a b/' update 'http://a b/'
# ... and what the server says of it, in one line that is not too long and does nothing to the terminal
says() { # WHAT STATUS PATTERN
	expect "$2" "$3" update "$at/says/$1" --name models.dev
	LC_ALL=C grep -q '[^ -~]' "$folder/err" && complain "an error of a server as it came, '$1': $(cat -v "$folder/err")"
	[ "$(wc -l <"$folder/err")" = 1 ] && [ "$(wc -c <"$folder/err")" -lt 600 ] || complain "an error of a server, '$1', is long: $(cat "$folder/err")"
}
says key 4 "HTTP status 401: it asks for a key .* 'llmatlas import -': .*The server says: 'Incorrect API key: ^\[\[31mnone. <U+202E>See our pages.'. The former"
says fine 3 "it is an error that a server sent: 'The list is being made anew'"
says list 4 "The server says: 'API key not valid'. The former"
says word 4 "HTTP status 429: .* try again later.*The server says: 'slow_down'. The former"
says both 4 "The server says: 'Your plan ended on Monday'. The former"
says detail 4 "The server says: 'field required'. The former"
says errors 4 "The server says: 'No worker is left'. The former"
says plain 4 "The server says: 'Closed to ^Gthis country'. The former"
expect 4 "The server says: 'long words .*…'. The former" update "$at/says/long" --name models.dev
[ "$(wc -c <"$folder/err")" -lt 500 ] || complain "a long error of a server: $(wc -c <"$folder/err") bytes"
for what in huge half bytes page nothing; do
	says $what 4 'HTTP status 50[03]: it has trouble of its own, try again later: .*. The former'
	grep -q 'server says' "$folder/err" && complain "the server says nothing, '$what': $(cat "$folder/err")"
done
expect 4 "서버의 응답: 'API key not valid'. 기존" --lang ko update "$at/says/list" --name models.dev
printf '{"error": {"message": "Invalid token\\u0007"}}' >"$folder/refused.json"
expect 3 "refused.json is no catalog that can be read: it is an error that a server sent: 'Invalid token^G'" import "$folder/refused.json"
# a size that is announced and too large is not waited for
began=$(date +%s)
expect 4 'too large' update "$at/announced" --name models.dev
[ $(($(date +%s) - began)) -le 4 ] || complain "a size that is too large was waited for: $(($(date +%s) - began)) s"
expect 4 'too large' update "$at/large" --name models.dev --limit 1000000
expect 3 'that one stays.*--force.*--name' update "$at/few" --name models.dev
expect 4 'former catalog stays' update http://127.0.0.1:1/x --name models.dev
expect 2 'no source' update nosuchsource
: >"$folder/log"
expect 2 "no source 'nosuch'" update "$at/good" nosuch
expect 2 'one address' update "$at/good" "$at/other" --name both
[ ! -s "$folder/log" ] || complain "update fetched before it said that a word is none: $(cat "$folder/log")"
expect 2 'Sources with a former catalog: models.dev' update --rollback
expect 2 'takes the name of one source' update --rollback models.dev nosuch
expect 1 'no former catalog of nosuch' update --rollback nosuch
[ "$before" = "$(sum)" ] || complain "an update that failed changed the catalog"
[ -z "$(ls -A "$sources" | grep 'download\|\.tmp$')" ] || complain "left behind: $(ls -A "$sources")"

# ... in the person's language, also what the program that downloads says
for path in slow stall cut loop away html empty missing broken busy announced packed; do
	expect 4 '기존 카탈로그' --lang ko update "$at/$path" --timeout 1 --name models.dev
	grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
done
expect 4 '기존 카탈로그\|바뀐 것은 없습니다' --lang ko update "$at/good" --limit 1000 --force
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
expect 4 'no-such-host.invalid/x. Nothing was changed.' update https://no-such-host.invalid/x
expect 4 '바뀐 것은 없습니다' --lang ko update http://127.0.0.1:1/x
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"
expect 4 '바뀐 것은 없습니다' --lang ko update https://no-such-host.invalid/x
grep -q '[A-Za-z] [a-z][a-z]' "$folder/err" && complain "English in a Korean message: $(cat "$folder/err")"

for word in -5 0 words 1e99 99999999999999999999999; do
	"${top_builddir:-.}/llmatlas-fetch" --limit "$word" "$at/good" "$folder/direct" 2>"$folder/err" && complain "llmatlas-fetch takes a limit of $word"
	"${top_builddir:-.}/llmatlas-fetch" --timeout "$word" "$at/good" "$folder/direct" 2>"$folder/err" && complain "llmatlas-fetch takes a timeout of $word"
	grep -q '^usage' "$folder/err" || complain "llmatlas-fetch --timeout $word said: $(cat "$folder/err")"
done
# who waits is told every second, also while nothing comes
"${top_builddir:-.}/llmatlas-fetch" --timeout 3 "$at/slow" "$folder/direct" >"$folder/out" 2>"$folder/err"
[ "$(grep -c '^progress 100 ' "$folder/out")" -ge 2 ] || complain "llmatlas-fetch is silent while it waits: $(cat "$folder/out")"
# limits that are none are told before anything is fetched, with what was expected
: >"$folder/log"
for word in -5 0 words 1e99 10MB 99999999999999999999 1.5 ''; do
	expect 2 "--limit takes a whole number of bytes from 1 to .*not '$word'" update "$at/good" --limit "$word"
	expect 2 "--timeout takes a whole number of seconds from 1 to .*not '$word'" update "$at/good" --timeout "$word"
done
[ ! -s "$folder/log" ] || complain "update fetched with a limit that is none: $(cat "$folder/log")"

# https: a certificate that nobody trusts is refused, whatever is downloaded; one's own authority is named as curl has it
if command -v openssl >/dev/null 2>&1 &&
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
		-keyout "$folder/key.pem" -out "$folder/own.pem" >/dev/null 2>&1; then
	python3 "${top_srcdir:-.}/tests/server.py" "$fixtures/models_dev.json" "$folder/other.json" "$folder/log" "$fixtures/openrouter.json" \
		"$folder/own.pem" "$folder/key.pem" >"$folder/tls" 2>/dev/null &
	tls=$!
	trap 'kill "$server" "$tls" 2>/dev/null; rm -rf "$folder"' EXIT
	for i in $(seq 150); do [ -s "$folder/tls" ] && break; sleep 0.2; done
	secure=https://localhost:$(cat "$folder/tls")
	former=${CURL_CA_BUNDLE:-}
	unset CURL_CA_BUNDLE
	expect 4 'certificate of the server cannot be trusted' update "$secure/good" --name tls
	export CURL_CA_BUNDLE="$folder/own.pem"
	expect 0 '37 records read' update "$secure/good" --name tls
	expect 4 'certificate of the server cannot be trusted' update "https://127.0.0.1:${secure##*:}/good" --name tls
	export CURL_CA_BUNDLE="$folder/nowhere.pem"
	expect 4 'trusted certificates cannot be read' update "$secure/good" --name tls --force
	expect 4 '인증서 파일' --lang ko update "$secure/good" --name tls --force
	unset CURL_CA_BUNDLE
	[ -z "$former" ] || export CURL_CA_BUNDLE="$former"
	expect 0 'taken out' sources --remove tls
	kill $tls
fi
# a proxy that is not there, or refuses, is told of, not of the server behind it
https_proxy=http://127.0.0.1:1 "$program" update https://llmatlas.invalid/x 2>"$folder/err" && complain "fetched through a proxy that is not there"
grep -q 'nothing answers there, or the proxy of https_proxy does not: ' "$folder/err" || complain "a proxy that is not there: $(cat "$folder/err")"
https_proxy=$at "$program" update https://llmatlas.invalid/x 2>"$folder/err" && complain "fetched through a proxy that refuses"
grep -q 'the proxy answers with HTTP status 407: ' "$folder/err" || complain "a proxy that refuses: $(cat "$folder/err")"
# what this machine gives in the open goes through no proxy
http_proxy=http://127.0.0.1:1 "$program" update "$at/good" --name models.dev --force 2>"$folder/err" || complain "a proxy for this machine itself: $(cat "$folder/err")"

# several: merged once, and one that fails keeps none of the others
once() { # once PATTERN: what the last command said of all sources, once
	[ "$(grep -c "$1" "$folder/err")" = 1 ] || complain "expected once '$1': $(cat "$folder/err")"
}
expect 0 'All sources together' update "$at/good" --name one
expect 0 'All sources together' update "$at/other" --name two
kept() { ls "$HOME/.local/share/llmatlas/history" | wc -l; }
expect 0 'nothing new' update one two
before=$(kept)
expect 0 '37 records read' update one two --force
expect 0 'taken out' sources --remove one
expect 0 'taken out' sources --remove two
expect 0 'taken out' sources --remove models.dev
expect 4 "llmatlas: $at/missing: .*HTTP.*404" update "$at/other" "$at/missing" "$at/router" "$at/html"
once 'All sources together'
once 'status 404'
once 'web page'
once '^llmatlas: 2 of 4 sources could not be updated'
expect 0 'openrouter  *20' sources
expect 0 'models.dev  *20' sources
[ "$(kept)" -le $((before + 1)) ] || complain "two sources updated at once were merged more than once"
expect 0 '^openrouter: OpenRouter models, .* records read' update "$at/other" "$at/router" --force
expect 4 'HTTP status 304' update "$at/unasked"
expect 4 '1 of 2 sources could not be updated' update "$at/empty" "$at/other"
once 'nothing new'

# an address is one in any letters, and the same one; import says who fetches it
upper=$(echo "$at" | sed 's/^http/HTTP/')
expect 0 'records read\|nothing new' update "$upper/good" --name models.dev
expect 0 'models.dev: nothing new' update "$at/good"
expect 0 'models.dev: nothing new' update "HtTp://${at#http://}/good"
expect 4 'Only https' update HTTP://192.0.2.1/api.json
expect 4 'Only https' update FTP://192.0.2.1/api.json
expect 2 'llmatlas update HTTPS://models.dev/api.json' import HTTPS://models.dev/api.json
expect 2 'llmatlas update https://models.dev/api.json' import https://models.dev/api.json

# a source whose file was damaged is fetched whole, though the server would say that nothing is new
expect 0 'nothing new' update "$at/good" --name models.dev
printf 'ZZZZ' | dd of="$sources/models.dev.snapshot" bs=1 seek=3000 conv=notrunc 2>/dev/null
expect 0 '37 records read' update models.dev
grep -q 'snapshot' "$folder/err" && complain "what was damaged is there still: $(cat "$folder/err")"
expect 0 'nothing new' update models.dev

# killed while it waits: what downloads for it ends as well, and takes what it has with it
"$program" update "$at/slow" 2>/dev/null &
child=$!
sleep 1
kill -9 $child
wait $child 2>/dev/null
for i in 1 2 3 4 5; do ls -A "$sources" | grep -q download || break; sleep 1; done
ls -A "$sources" | grep download && complain "a download goes on though nobody waits for it"

# told to stop while it waits: at once, the rest too
began=$(date +%s)
"$program" update "$at/slow" "$at/good" 2>"$folder/err" &
child=$!
sleep 1
kill -TERM $child
wait $child
[ $? = 4 ] || complain "an update that was told to stop ended with another status than 4"
[ $(($(date +%s) - began)) -le 4 ] || complain "an update that was told to stop went on for $(($(date +%s) - began)) s"
grep -q 'Stopped' "$folder/err" || complain "an update that was told to stop said: $(cat "$folder/err")"
[ -z "$(ls -A "$sources" | grep 'download\|\.tmp$')" ] || complain "left behind: $(ls -A "$sources")"

# nothing but update uses the network
: >"$folder/log"
"$program" list gpt-5 >/dev/null 2>&1
"$program" sources >/dev/null 2>&1
[ ! -s "$folder/log" ] || complain "the network was used unasked: $(cat "$folder/log")"
exit $failed

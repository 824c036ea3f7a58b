#!/bin/sh
# pipes.sh - a pipe, a socket or a device where a file of one's own is expected is said and passed over, and never waited for; what is named on the command
# line may be a pipe.
set -u

program="timeout 20 ${top_builddir:-.}/llmatlas"
fixtures=${top_srcdir:-.}/tests/fixtures
folder=$(mktemp -d)
failed=0
trap 'rm -rf "$folder"' EXIT
HOME=$folder/home
export HOME
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
settings=$HOME/.config/llmatlas
own=$settings/catalog.d
mkdir -p "$own" "$settings/themes"

# like expect of expect.sh, for a command of several words
expect() {
	status=$1 pattern=$2
	shift 2
	$program "$@" >"$folder/out" 2>"$folder/err" </dev/null
	got=$?
	if [ $got != "$status" ]; then
		echo "llmatlas $*: exit $got, expected $status"; failed=1; head -n 3 "$folder/err"
	elif ! cat "$folder/out" "$folder/err" | grep -q -e "$pattern"; then
		echo "llmatlas $*: no '$pattern' in the output"; failed=1; head -n 3 "$folder/out" "$folder/err"
	fi
}
# once PATTERN: the last command said it on one line of what it complained of
once() {
	[ "$(grep -c -e "$1" "$folder/err")" = 1 ] || { echo "said not once: $1"; failed=1; cat "$folder/err"; }
}

# settings: those that hold without the file, and the work goes on
mkfifo "$settings/config"
expect 0 'GPT-5' list gpt-5
once "$settings/config: expected a regular file, not a pipe, a socket or a device"
expect 0 'llmatlas [0-9]' --version
expect 3 "$settings/config: expected a regular file" config
once "$settings/config: expected"
rm "$settings/config"
ln -s /dev/zero "$settings/config"
expect 0 'GPT-5' list gpt-5
once "$settings/config: expected a regular file"
# a link to /dev/null is how people say that there shall be none
ln -sf /dev/null "$settings/config"
expect 0 'GPT-5' list gpt-5
[ ! -s "$folder/err" ] || { echo "settings in /dev/null are complained of:"; failed=1; cat "$folder/err"; }
rm "$settings/config"
mkdir "$settings/config"
expect 0 'GPT-5' list gpt-5
once "Cannot read $settings/config"
rmdir "$settings/config"

# files of one's own beside others that are good
mkfifo "$own/a.json"
printf '%s' '{"schema": "llmatlas-facts/1", "models": [{"id": "openai/ours", "name": "Ours", "developer": "openai"}]}' >"$own/b.json"
expect 0 'Ours' list ours
once "$own/a.json: expected a regular file"
expect 0 'Ours' list ours
expect 0 "$own/a.json: expected a regular file" sources yours
rm "$own/a.json"

# a theme
mkfifo "$settings/themes/mine.theme"
expect 0 "$settings/themes/mine.theme: expected a regular file" themes
rm "$settings/themes/mine.theme"

# a source that was brought in
sources=$HOME/.local/share/llmatlas/sources
mkdir -p "$sources"
mkfifo "$sources/odd.snapshot"
expect 0 "$sources/odd.snapshot: expected a regular file" list ours
expect 4 "$folder/pipe: expected a regular file" --catalog "$(mkfifo "$folder/pipe"; echo "$folder/pipe")" list
rm "$sources/odd.snapshot"

# a socket, where there is something to make one with
if python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$settings/config" 2>/dev/null; then
	expect 0 'GPT-5' list gpt-5
	once "$settings/config: expected a regular file"
	rm "$settings/config"
fi

# what is named may be standard input, a pipe of the shell, or one with a name
pipe() { # pipe FILE STATUS PATTERN ARGUMENTS...: /dev/fd/3 is a pipe with the file in it
	file=$1
	shift
	cat "$file" | { exec 3<&0 </dev/null; expect "$@"; exit $failed; } || failed=1
}
pipe "$fixtures/hub.ndjson" 0 '10 records read' import /dev/fd/3 --name shell
pipe "$own/b.json" 0 '1 model' check /dev/fd/3
pipe "$fixtures/hub.ndjson" 1 'Nothing changed' diff /dev/fd/3 "$fixtures/hub.ndjson"
cat "$fixtures/hub.ndjson" >"$folder/pipe" &
expect 0 '10 records read' import "$folder/pipe" --name named
$program import - --name input <"$fixtures/hub.ndjson" 2>"$folder/err" || { echo "import -: failed"; failed=1; }
printf '{"schema": "llmatlas-answers/1", "answers": {}}' >"$folder/answers.json"
pipe "$folder/answers.json" 0 '' guide --answers /dev/fd/3

exit $failed

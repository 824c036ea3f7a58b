# expect.sh - what tests of commands share; read with `.` once $program, $folder and failed=0 are there. What a command said stays in $folder/out and $folder/err.

escape=$(printf '\033')
complain() { echo "$1"; failed=1; }
# expect STATUS PATTERN ARGUMENTS...: exit status, a pattern in stdout or stderr ('': whatever it says), and no escape byte
expect() {
	status=$1 pattern=$2
	shift 2
	"$program" "$@" >"$folder/out" 2>"$folder/err" </dev/null
	got=$?
	if [ $got != "$status" ]; then
		complain "llmatlas $*: exit $got, expected $status"; sed 's/^/  /' "$folder/err"
	elif [ -n "$pattern" ] && ! grep -q -e "$pattern" "$folder/out" "$folder/err"; then
		complain "llmatlas $*: no '$pattern' in the output"; head -n 20 "$folder/out" "$folder/err"
	elif grep -q "$escape" "$folder/out" "$folder/err"; then
		complain "llmatlas $*: an escape byte in the output"
	fi
}

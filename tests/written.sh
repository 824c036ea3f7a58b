#!/bin/sh
# written.sh - what commands write: files and links, full disks, closed pipes, a stop in the middle.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

. "${top_srcdir:-.}/tests/expect.sh"

# a file is never written over unasked, and -o follows its ending
expect 0 '' list license:open-source -o "$folder/a.md"
grep -q '^| Name |' "$folder/a.md" || { echo "a.md is no Markdown"; failed=1; }
expect 4 'exists already' list license:open-source -o "$folder/a.md"
expect 0 '' list license:open-source --force -o "$folder/a.md"

# a link is written through, also to a file that is not there yet, and stays one
mkdir "$folder/links" && ln -s links/there.csv "$folder/link.csv"
for round in first second; do
	expect 0 '' list license:open-source --force -o "$folder/link.csv"
	[ -L "$folder/link.csv" ] && grep -q '^id,' "$folder/links/there.csv" 2>/dev/null || { echo "a link was not written through, $round time"; failed=1; }
done
expect 4 'exists already' list license:open-source -o "$folder/link.csv"
ln -s self.csv "$folder/self.csv"
expect 4 'Cannot write' list --force -o "$folder/self.csv"

# what cannot be written: one sentence, exit 4, no half file and nothing left beside it
one_sentence() { # WHAT FILE...: of the last run
	what=$1
	shift
	[ "$(wc -l <"$folder/err")" = 1 ] || { echo "$what: not one sentence"; cat "$folder/err"; failed=1; }
	for file; do
		[ ! -e "$file" ] || { echo "$what: left $file"; failed=1; }
	done
}
mkdir "$folder/out.d" || exit 1
for format in csv ndjson html tex; do
	(ulimit -f 1; "$program" list --all-fields -o "$folder/out.d/full.$format") 2>"$folder/err" </dev/null
	[ $? = 4 ] || { echo "a full disk, $format: not exit 4"; failed=1; }
	one_sentence "a full disk, $format" "$folder/out.d"/*
done
expect 4 "Cannot write" list --format md --force -o "$folder/out.d"
one_sentence "a folder in place of the file" "$folder"/.*.tmp* "$folder"/*.tmp*
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null 2>&1; then
	chmod 755 "$folder" && chmod 555 "$folder/out.d"
	setpriv --reuid 65534 --regid 65534 --clear-groups "$program" list -o "$folder/out.d/x.md" 2>"$folder/err" </dev/null
	[ $? = 4 ] || { echo "no right to write: not exit 4"; cat "$folder/err"; failed=1; }
	one_sentence "no right to write" "$folder/out.d"/*
fi
# who reads no more has what he wanted: nothing is said, and the end is the one that a shell expects
for words in 'list --all-fields --format json' terms fields; do
	# shellcheck disable=SC2086
	{ "$program" $words 2>"$folder/err"; echo $? >"$folder/status"; } | head -c 10 >/dev/null
	[ -s "$folder/err" ] && { echo "a closed pipe: $words says:"; cat "$folder/err"; failed=1; }
	case $(cat "$folder/status") in
	141) ;;
	0) [ "$words" != "${words% *}" ] && { echo "a closed pipe: $words does not notice"; failed=1; } ;; # what fits into the pipe is written
	*) echo "a closed pipe: $words ends with $(cat "$folder/status")"; failed=1 ;;
	esac
done

# a stop in the middle leaves nothing: neither the file nor a part of it
mkdir "$folder/stop.d"
"$program" list --all-fields --format json -o "$folder/stop.d/x.json" 2>/dev/null &
kill -TERM $! 2>/dev/null
wait $! 2>/dev/null
for file in "$folder"/stop.d/.[!.]* "$folder"/stop.d/*; do
	case $file in
	*/x.json | *\*) ;; # whole, or nothing there
	*) echo "a stop left $file"; failed=1 ;;
	esac
done
exit $failed

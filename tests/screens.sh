#!/bin/sh
# screens.sh - drives the explorer with each tests/screens/*.keys and compares what it draws with the .screen beside it.
# UPDATE_SCREENS=1 writes them anew; the difference is read like code.
set -u

drive=${top_builddir:-.}/tests/drive
folder=${top_srcdir:-.}/tests/screens
failed=0
for script in "$folder"/*.keys; do
	expected=${script%.keys}.screen
	actual=$(mktemp)
	"$drive" "$script" >"$actual" || { echo "$script: drive failed"; failed=1; }
	if [ -n "${UPDATE_SCREENS:-}" ]; then
		cp "$actual" "$expected"
	elif ! diff -u "$expected" "$actual"; then
		echo "FAILED: $script"
		failed=1
	fi
	rm -f "$actual"
done
exit $failed

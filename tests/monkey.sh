#!/bin/sh
# monkey.sh - thousands of random keys, words, clicks and sizes from 1x1 to 300x100: nothing crashes, leaks or hangs, and the screen can be used after.
set -u

drive=$(cd "${top_builddir:-.}" && pwd)/tests/drive
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1 # the export dialog writes here
failed=0

script() { # SEED STEPS
	awk -v seed="$1" -v steps="$2" 'BEGIN {
		srand(seed)
		count = split("Up Down Left Right PgUp PgDn Home End Tab Shift-Tab Enter Esc Backspace Delete Space " \
			"F2 j k h l g G 1 2 3 4 5 / : ? a b c d e f i m n o p s t u v w x y z U - + < > , | * \047 \042 Ctrl-p Ctrl-u Ctrl-d Ctrl-r Ctrl-l Ctrl-f Ctrl-b", keys, " ")
		words = split("moe context>=1M \"open /^a/ ~ac sort:-price show:name,price -license:closed-api 라마 ㄹㅁ with:bits=4 quality:exact fold:family 👩‍🌾", word, " ")
		for (i = 0; i < steps; i++) {
			dice = rand()
			if (dice < 0.02) printf "size %dx%d\n", 1 + int(rand() * 300), 1 + int(rand() * 100)
			else if (dice < 0.04) print "size 80x24"
			else if (dice < 0.08) print "text " word[1 + int(rand() * words)]
			else if (dice < 0.10) printf "click %d %d\n", int(rand() * 90), int(rand() * 30)
			else if (dice < 0.12) printf "%s %d %d\n", rand() < 0.5 ? "release" : rand() < 0.5 ? "wheel-up" : "wheel-down", int(rand() * 90), int(rand() * 30)
			else print "key " keys[1 + int(rand() * count)]
		}
		print "size 80x24"
		print "key Esc Esc Esc Esc Esc Esc Esc Esc 1 z"
		print "dump after"
	}'
}

for seed in 1 2 3 4; do
	for language in en ko; do
		{ echo "language $language"; script $seed 1500; } >"keys"
		timeout 120 "$drive" keys >out 2>err
		status=$?
		if [ $status != 0 ] || ! grep -q '1 ' out; then
			echo "seed $seed, $language: drive ended with $status"
			tail -n 40 err
			failed=1
		fi
	done
done
exit $failed

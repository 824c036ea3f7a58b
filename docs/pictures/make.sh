#!/bin/sh
# make.sh - draws the pictures of README.md from the real program (make pictures).
set -eu

program=$top_builddir/llmatlas
folder=$top_srcdir/docs/pictures
HOME=$(mktemp -d)
COLORFGBG='15;0' # the pictures are dark, and the emulator is not asked
export HOME COLORFGBG
trap 'rm -rf "$HOME"' EXIT

draw() { # NAME SIZE KEYS [ARGUMENT ...]
	name=$1 size=$2 keys=$3
	shift 3
	"$top_builddir/tests/picture" "$size" "$folder/$name.svg" "$keys" "$program" "$@"
	echo "docs/pictures/$name.svg"
}

draw browse 120x36 "Down Down Down" architecture:moe license:open-weight 'context>=1M' sort:price
draw evidence 100x30 "Enter Enter" '/^GPT-5$/'
draw compare 120x36 "Space Space Space c" architecture:moe license:open-weight 'context>=1M' has:quality sort:-quality
draw learn 120x30 "5 n n n Down Down Down Down Down Right Right"
draw korean 120x30 "Down Enter" --lang ko architecture:moe license:open-weight 'context>=1M'
draw plot 120x36 "4 Tab Tab" license:open-weight,open-source
draw choose 120x40 "2 Down Down Down Down Down Enter"
draw question 120x36 "2 Enter Space Enter Down Down Space Enter"
draw cost 120x30 "Space Space Space \$" 'context>=1M' has:quality sort:-quality

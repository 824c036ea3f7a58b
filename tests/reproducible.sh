#!/bin/sh
# reproducible.sh - the same facts give the same bytes: built again, in another language and time zone, and with the files in another order.
set -eu

source=${top_srcdir:?run by make check}
build=${top_builddir:?run by make check}
folder=$(mktemp -d "$build/reproducible.XXXXXX")
trap 'rm -rf "$folder"' EXIT

cd "$source"
reversed=
for file in $FACTS; do reversed="$file $reversed"; done

# shellcheck disable=SC2086 # a list of file names without blanks
{
	$MKCATALOG -o "$folder/again" $FACTS
	LC_ALL=C TZ=Asia/Seoul $MKCATALOG -o "$folder/elsewhere" $FACTS
	$MKCATALOG -o "$folder/reversed" $reversed
}
for file in again elsewhere reversed; do
	cmp "$build/catalog/builtin.snapshot" "$folder/$file"
done

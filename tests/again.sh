#!/bin/sh
# again.sh - the command below a table, pasted into a shell, makes the same table from the same catalog.
set -u

program=${top_builddir:-.}/llmatlas
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

# A catalog that is another than the built-in one, under a name that the shell must not read.
catalog="$folder/small, and dear; of 'today'.snapshot"
${MKCATALOG:-${top_builddir:-.}/mkcatalog} -o "$catalog" "${top_srcdir:-.}/tests/fixtures/small.json" 2>/dev/null || exit 1

again() { # ARGUMENTS...
	"$program" "$@" --format md >"$folder/1.md" 2>/dev/null
	command=$(sed -n 's/^- Command: `*llmatlas \(.*[^`]\)`*$/\1/p' "$folder/1.md")
	[ -n "$command" ] || { echo "no command below llmatlas $*"; failed=1; return; }
	eval "\"\$program\" $command --format md" >"$folder/2.md" 2>/dev/null
	cmp -s "$folder/1.md" "$folder/2.md" || {
		echo "llmatlas $*: not the same table by llmatlas $command"; diff "$folder/1.md" "$folder/2.md" | head -n 5; failed=1
	}
}

both() { # ARGUMENTS... of both catalogs
	again "$@"
	again "$@" --catalog "$catalog"
}
both list license:open-source sort:-context
both list --all-fields license:open-weight
both plot params context
both plot params context --others license:open-weight --scale log,even
both plot license
both fit --query is:open --memory 48GB --limit 2
both fit --query 'has:params sort:params' --gpu 'RTX 4090' --bits q4_k_m
both cost --query 'has:price' --input 4k --requests 1k --cached 60% --limit 2
both cost --query 'has:price' --by offer --batch
both cost --query 'has:price' --by model --workload chatbot
again --catalog built-in list license:open-source
for list in '' context license developer; do
	# shellcheck disable=SC2086
	both fields $list
done
both sources
both check --coverage
for list in 'fields with' 'fields bits' 'fields gpu' keys themes 'themes --roles' config 'guide --list' learn terms; do
	# shellcheck disable=SC2086
	again $list
done
sed 's/"What will/"Your =1+1; what will/' "${top_srcdir:-.}/catalog/facts/questionnaire.json" >"$folder/own questions.json"
again guide --list --questions "$folder/own questions.json"
again check "${top_srcdir:-.}/tests/fixtures/openrouter.json" --coverage
again check "${top_srcdir:-.}/tests/fixtures/openrouter.json" --landings
again terms moe
again guide --preset coding --table
again guide --set use_case=coding --set languages=ko!,en --table
again learn 1
again help
again help cost
for option in "" "--catalog=$catalog"; do
	set -- gpt-5 gpt-5.4
	[ -z "$option" ] || set -- acme-large acme-open-70b
	again ${option:+"$option"} show "$1"
	again ${option:+"$option"} show "$1" context
	again ${option:+"$option"} show "$1" offers
	again ${option:+"$option"} compare "$@" --offers --turned
	again ${option:+"$option"} fit "$2" --memory 24GB --users 4
	for by in model cheapest offer volume; do
		again ${option:+"$option"} cost "$@" --by $by --thinking 1..2.5
	done
done

# What the settings say stands in the command: it makes the same where there are none.
mkdir -p "$folder/config/llmatlas"
echo 'parameters = in=9k,out=900,cached=50%,bits=8,ctx=64k' >"$folder/config/llmatlas/config"
elsewhere() { # ARGUMENTS... by someone with settings, then without
	XDG_CONFIG_HOME=$folder/config "$program" "$@" --catalog "$catalog" --format md >"$folder/1.md" 2>/dev/null
	command=$(sed -n 's/^- Command: `*llmatlas \(.*[^`]\)`*$/\1/p' "$folder/1.md")
	eval "XDG_CONFIG_HOME=\"\$folder/none\" \"\$program\" $command --format md" >"$folder/2.md" 2>/dev/null
	cmp -s "$folder/1.md" "$folder/2.md" || {
		echo "llmatlas $*: not the same elsewhere by llmatlas $command"; diff "$folder/1.md" "$folder/2.md" | head -n 5; failed=1
	}
}
elsewhere list show:name,memory,cost
elsewhere list 'memory<100GB sort:cost'
elsewhere list --all-fields
elsewhere list license:open-source
elsewhere list with:bits=16 show:name,memory
elsewhere compare acme-large acme-open-70b
elsewhere compare acme-large acme-open-70b --query 'price<5 with:bits=16'
elsewhere show acme-open-70b
elsewhere show acme-open-70b memory
elsewhere show acme-open-70b price --query 'price<5'
elsewhere show acme-open-70b offers
elsewhere show acme-open-70b context
elsewhere cost acme-large
elsewhere fit acme-open-70b
elsewhere plot memory context
elsewhere plot memory

# A record of the guide in JSON has the command as a member.
"$program" guide --set use_case=coding --catalog "$catalog" --format json >"$folder/1.json" 2>/dev/null
command=$(sed -n 's/^  "command": "llmatlas \(.*\)",$/\1/p' "$folder/1.json" | sed 's/\\\(.\)/\1/g')
eval "\"\$program\" $command --format json" >"$folder/2.json" 2>/dev/null
cmp -s "$folder/1.json" "$folder/2.json" || { echo "not the same record by llmatlas $command"; failed=1; }
exit $failed

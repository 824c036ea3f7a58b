#!/bin/sh
# exports.sh - every export format through programs that others read it with: cmark-gfm, csvkit, tidy, xmllint, Chromium, jq, pandoc,
# asciidoctor, TeX. Cells must come out as they went in, from a table of hostile names too. A reader that is missing is named and the test
# counts as skipped (77) when all the others agree.
set -u

program=${PROGRAM:-${top_builddir:-.}/llmatlas}
top=${top_srcdir:-.}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
skipped=
has() { command -v "$1" >/dev/null 2>&1; }
skip() { echo "skipped: $1"; skipped=1; }
complain() { echo "$1"; failed=1; }

# A Python with the schema checker, if there is one; any Python does for the rest.
python=
for candidate in python3 /usr/bin/python3; do
	has "$candidate" || continue
	python=${python:-$candidate}
	"$candidate" -c 'import jsonschema' 2>/dev/null && { python=$candidate; break; }
done
[ -n "$python" ] || { echo "skipped: no python3, which compares what the readers say"; exit 77; }

# --- The tables: a list with everything hostile, a comparison, a model ----------------------------------

for fixture in small hostile; do
	${MKCATALOG:-${top_builddir:-.}/mkcatalog} -o "$folder/$fixture.snapshot" \
		"$top/tests/fixtures/$fixture.json" 2>/dev/null || { echo "$fixture: no snapshot"; exit 1; }
done
export_all() { # NAME CATALOG ARGUMENTS...
	name=$1 catalog=$2
	shift 2
	for format in md csv tsv json ndjson html tex org wiki jira adoc txt; do
		"$program" "$@" --catalog "$folder/$catalog.snapshot" -o "$folder/$name.$format" ||
			complain "$name.$format: the export failed"
	done
	"$program" "$@" --catalog "$folder/$catalog.snapshot" --format csv --raw-csv >"$folder/$name.raw.csv"
}
export_all list small list 'show:name,architecture,license,context,params,price,condition,tends_to'
export_all compare small compare acme-large acme-open-70b acme-open-mini-3b --baseline acme-large --offers
export_all turned small compare acme-large acme-open-70b --turned
export_all show small show acme-open-70b
export_all korean small compare acme-large byeolbit-7b --lang ko
export_all hostile hostile list 'show:name,condition,tends_to,params,context'
export_all versus hostile compare orion/pipes orion/tags orion/marks orion/bidi orion/apostrophes

# Lists of the program's own: keys are signs of every format, all else is as hostile as its files can make it.
export HOME="$folder/home"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
mkdir -p "$HOME/.config/llmatlas/themes"
printf '%s\n' 'title = =1+1|<script>alert(1)</script> & "a" $x_y$ \input{z} \033[31m한국어 `b` *c*' 'text = white' |
	sed "s/033/$(printf '\033')/" >"$HOME/.config/llmatlas/themes/hostile.theme"
printf '%s\n' 'query = "=SUM(A1)|x" -"<script>" "a&b_c$d" "한 국 어" -"\input{q}"' 'bind F5 export' >"$HOME/.config/llmatlas/config"
printf '%s\n' '{"id": "a/b", "name": "B", "context": "=HYPERLINK(\"x\")|<script>&_$ \\input{q} \u001b[31m 한국어"}' \
	'{"id": "a/c", "name": "C", "context": "-1;=2"}' >"$folder/=1|<b>;-2.ndjson"
"$program" import --name hostile "$folder/=1|<b>;-2.ndjson" >"$folder/imported" 2>&1 || { complain 'the hostile source is refused:'; cat "$folder/imported"; }
export_all fields hostile fields
export_all developers hostile fields developer
export_all keys hostile keys
export_all themes hostile themes
export_all settings hostile config
export_all sources hostile sources
export_all source hostile sources hostile
own='keys themes settings source developers'

# Every other kind of JSON, held to the schema alone.
kind() { # NAME ARGUMENTS...
	name=$1
	shift
	"$program" "$@" --format json >"$folder/kind.$name.json" || complain "$name: no JSON"
}
kind ranking guide --preset coding
kind candidates guide --preset coding --table
kind relaxed guide --preset regulated
kind bare guide
kind terms terms
kind lessons learn
kind lesson learn 1
kind listed diff
sed 's/"0\.0000/"0.0001/' "$top/tests/fixtures/openrouter.json" >"$folder/dearer.json"
kind changes diff "$top/tests/fixtures/openrouter.json" "$folder/dearer.json"
kind counts plot license
kind bins plot context
kind points plot price quality
kind cost cost gpt-oss-120b
kind fit fit qwen3-8b --memory 24GB
kind evidence show gpt-5 context
kind offers show gpt-oss-120b offers
printf '%s\n' '{"schema": "llmatlas-facts/1", "name": "ends", "date": "2025-06-01", "providers": [{"id": "lab", "name": "Lab", "kind": "first-party"}],' \
	'"sources": {"page": {"title": "Prices", "url": "https://lab.example", "date": "2025-05-01", "checked": "seen"}}, "developers": [{"id": "lab", "name": "Lab"}],' \
	'"models": [{"id": "lab/first", "name": "First", "developer": "lab", "offers": [{"provider": "lab", "source": "page", "price_in": 2, "price_out": 10,' \
	'"price_until": "2025-06-30", "then": {"price_in": 4, "price_out": 20}}]}]}' >"$folder/ends.json"
${MKCATALOG:-${top_builddir:-.}/mkcatalog} -o "$folder/ends.snapshot" "$folder/ends.json" || complain 'ends.json: no snapshot'
LLMATLAS_DAY=2025-06-01 kind ends show lab/first offers --catalog "$folder/ends.snapshot"
grep -q '"then": ' "$folder/kind.ends.json" || complain 'ends: not what an offer costs then'
kind values fields license
kind field fields context
kind parameters fields with
kind quantizations fields bits
kind cards fields gpu
kind questions guide --list
kind coverage check --coverage
kind landings check "$top/tests/fixtures/openrouter.json" --landings
kind roles themes --roles

# Tables with sentences and addresses in them, which must stay on the page.
"$program" terms -o "$folder/terms.tex"
"$program" show gpt-5 architecture -o "$folder/evidence.tex"
"$program" show gpt-oss-120b offers -o "$folder/offers.tex"
"$program" cost gpt-oss-120b --by offer --workload chatbot -o "$folder/costs.tex"
"$program" fit gpt-oss-120b qwen3-8b --gpu '2x RTX 4090' -o "$folder/fits.tex"
"$program" guide --preset coding -o "$folder/guided.tex"

# --- What the readers make of them ----------------------------------------------------------------------

names="list compare turned show korean hostile versus fields sources $own"
for name in $names; do
	if has cmark-gfm; then
		cmark-gfm -e table -e autolink "$folder/$name.md" >"$folder/$name.md.html" || complain "cmark-gfm refuses $name.md"
	fi
	if has tidy; then # 1: warnings, which must not be there either
		tidy -q -e --show-info no "$folder/$name.html" >"$folder/tidy" 2>&1 || { complain "tidy about $name.html:"; cat "$folder/tidy"; }
	fi
	if has xmllint; then
		xmllint --html --noout "$folder/$name.html" 2>"$folder/lint" || true
		grep -v 'Tag \(main\|footer\) invalid\|^<\|^ *^' "$folder/lint" | grep -q error && { complain "xmllint about $name.html:"; cat "$folder/lint"; }
	fi
	if has pandoc; then
		pandoc -f mediawiki -t html "$folder/$name.wiki" >"$folder/$name.wiki.html" || complain "pandoc refuses $name.wiki"
		pandoc -f jira -t html "$folder/$name.jira" >"$folder/$name.jira.html" || complain "pandoc refuses $name.jira"
	fi
	if has jq; then
		jq -e '.llmatlas == 1 and (.rows | length > 0)' "$folder/$name.json" >/dev/null || complain "jq about $name.json"
		jq -c . "$folder/$name.ndjson" >/dev/null || complain "jq about $name.ndjson"
	fi
	if has csvjson; then
		csvjson --no-inference --snifflimit 0 "$folder/$name.csv" >"$folder/$name.csv.json" || complain "csvkit refuses $name.csv"
	fi
done
if has asciidoctor; then # all in one start: what it says names the file
	mkdir "$folder/adoc"
	(cd "$folder" && for name in $names; do echo "$name.adoc"; done | xargs asciidoctor -S secure -D adoc) 2>"$folder/adoc.err" ||
		complain "asciidoctor refuses a file"
	[ ! -s "$folder/adoc.err" ] || { complain "asciidoctor complains:"; cat "$folder/adoc.err"; }
	for name in $names; do mv "$folder/adoc/$name.html" "$folder/$name.adoc.html" || complain "asciidoctor left out $name.adoc"; done
fi
for tool in cmark-gfm tidy xmllint pandoc asciidoctor jq csvjson; do
	has "$tool" || skip "no $tool"
done

if has emacs; then
	cat >"$folder/org.el" <<-'END'
	(require 'ox-html)
	(setq org-export-with-toc nil org-export-time-stamp-file nil)
	(dolist (file command-line-args-left)
	  (find-file (concat file ".org"))
	  (org-html-export-to-html nil nil nil t)
	  (rename-file (concat file ".html") (concat file ".org.html") t))
	(setq command-line-args-left nil)
	END
	mkdir "$folder/org" && cp "$folder"/*.org "$folder/org"
	(cd "$folder/org" && emacs -Q --batch -l ../org.el $names >../org.out 2>&1 </dev/null) ||
		{ complain "Emacs refuses an org file:"; tail -n 3 "$folder/org.out"; }
	mv "$folder"/org/*.org.html "$folder"
else
	skip "no Emacs, which reads Org"
fi

chromium=
for candidate in chromium chromium-browser google-chrome; do
	has "$candidate" && { chromium=$candidate; break; }
done
if [ -n "$chromium" ]; then
	for name in hostile compare keys themes; do
		"$chromium" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$folder/chromium" \
			--virtual-time-budget=1000 --dump-dom "file://$folder/$name.html" >"$folder/$name.dom.html" 2>/dev/null </dev/null ||
			complain "Chromium does not show $name.html"
	done
else
	skip "no Chromium"
fi

if has pdflatex && kpsewhich booktabs.sty >/dev/null 2>&1; then
	latex_document() { # ENGINE NAME PREAMBLE
		{
			printf '\\documentclass[a4paper,landscape]{article}\n\\usepackage[margin=1cm]{geometry}\n'
			printf '\\usepackage{array,booktabs,longtable}\n%s\n\\begin{document}\n\\input{%s.tex}\n\\end{document}\n' "$3" "$2"
		} >"$folder/$1-$2.tex"
		for run in 1 2 3; do # longtable finds its widths by and by
			(cd "$folder" && "$1" -interaction=nonstopmode -halt-on-error "$1-$2.tex" >"$1-$2.out" 2>&1 </dev/null) || {
				complain "$1 refuses $2.tex:"; grep -A 4 '^!' "$folder/$1-$2.out"; break; }
		done
		case $2 in hostile | turned) return ;; esac # a name of 200 letters, sixty columns
		grep -q '^Overfull .hbox ([0-9][0-9]' "$folder/$1-$2.log" || return
		complain "$2.tex is wider than the page:"
		grep -m 3 '^Overfull' "$folder/$1-$2.log"
	}
	latex_document pdflatex compare ''
	latex_document pdflatex show ''
	latex_document pdflatex fields ''
	for name in terms evidence costs offers fits guided; do
		latex_document pdflatex "$name" ''
	done
	if has xelatex && kpsewhich kotex.sty >/dev/null 2>&1; then
		for name in list korean hostile versus turned $own; do
			latex_document xelatex "$name" '\usepackage{kotex}'
		done
	else
		skip "no XeLaTeX with kotex"
	fi
else
	skip "no TeX with booktabs"
fi

"$python" "$top/tests/exports.py" "$folder" "$top" || failed=1
[ $failed = 0 ] || exit 1
[ -z "$skipped" ] || exit 77

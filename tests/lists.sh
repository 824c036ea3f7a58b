#!/bin/sh
# lists.sh - Makefile.am names every file it should, and resources.def and RESOURCES name the same ones.
set -u

cd "${top_srcdir:-.}" || exit 1

# What Makefile.am names, one a line.
named=$(sed 's/#.*//; s/[\\=]/ /g' Makefile.am | tr -s '[:blank:]' '\n')
is_named() { printf '%s\n' "$named" | grep -Fqx -e "$1"; }

complain() { echo "$1 is not in Makefile.am: add it to $2"; failed=1; }

for file in $(find catalog state tui cli -name '*.[chS]' -o -name '*.def' | sort); do
	is_named "$file" && continue
	case $file in
	catalog/*/*) list=${file#catalog/}; complain "$file" "${list%%/*}_sources" ;;
	state/*) complain "$file" state_libstate_a_SOURCES ;;
	tui/*) complain "$file" tui_libtui_a_SOURCES ;;
	cli/*) complain "$file" llmatlas_SOURCES ;;
	esac
done
for file in $(find catalog/facts -name '*.json' | sort); do
	is_named "$file" || complain "$file" "FACTS (read by mkcatalog) or RESOURCES (linked in as it is)"
done
for file in themes/*.theme; do
	is_named "$file" || complain "$file" "RESOURCES, and to cli/resources.def"
done
for file in man/*.[1-8]; do
	[ ! -f "$file" ] || is_named "$file" || complain "$file" dist_man_MANS
done
for file in po/*.po; do
	is_named "$file" || complain "$file" "po_files, mo_files, LANGUAGES, and to cli/resources.def"
done
for file in tests/*.[ch] bench/*.[ch]; do
	[ -f "$file" ] || continue
	is_named "$file" && continue
	case $file in
	tests/test_*.c) is_named "${file%.c}" || complain "${file%.c}" unit_tests ;;
	*) complain "$file" "the _SOURCES of its program" ;;
	esac
done
for file in tests/*.sh bench/*.sh; do
	[ ! -f "$file" ] || is_named "$file" || complain "$file" "script_tests, or EXTRA_DIST if it is no test"
done

# Nothing is named that is not there (in a release, make dist has seen to that).
for file in $(printf '%s\n' "$named" | grep -E '^(catalog|state|tui|cli|tests|bench|themes|po|man)/.*\.([chS]|def|json|theme|po|sh|[1-8])$' | grep -v '\$' | sort -u); do
	[ -f "$file" ] || { echo "Makefile.am names $file, which does not exist"; failed=1; }
done

linked=$(sed -nE 's/^RESOURCE\([a-z_0-9]+, "([^"]*)"\)$/\1/p' cli/resources.def | sort)
for file in $linked; do
	case $file in catalog/builtin.snapshot | po/*.mo) continue ;; esac
	is_named "$file" || { echo "cli/resources.def has $file, RESOURCES in Makefile.am has not"; failed=1; }
done
for file in themes/*.theme; do
	printf '%s\n' "$linked" | grep -Fqx "$file" || { echo "$file is not in cli/resources.def"; failed=1; }
done
exit "${failed:-0}"

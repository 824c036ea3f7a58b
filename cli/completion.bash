# bash completion of llmatlas(1). What completes comes from the program itself.
_llmatlas()
{
	local line=${COMP_LINE:0:COMP_POINT} word candidate prefix
	COMPREPLY=()
	while IFS=$'\t' read -r word candidate _; do
		if [ "$word" = files ]; then
			compopt -o filenames 2>/dev/null
			mapfile -t COMPREPLY < <(compgen -f -- "$candidate")
			return
		fi
		word=${word#=}
		# Readline replaces what stands behind the last of its word breaks.
		prefix=${word%"${word##*[:=]}"}
		candidate=${candidate#"$prefix"}
		case $candidate in
		*[:=]) compopt -o nospace 2>/dev/null ;;
		esac
		COMPREPLY+=("$(printf '%q' "$candidate")")
	done < <("${COMP_WORDS[0]}" completion --line "$line" 2>/dev/null)
}
complete -F _llmatlas llmatlas

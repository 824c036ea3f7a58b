#compdef llmatlas
# zsh completion of llmatlas(1). What completes comes from the program itself.
_llmatlas()
{
	local line word candidate help
	local -a plain open plain_help open_help
	line="${(j: :)words[1,CURRENT]}"
	while IFS=$'\t' read -r word candidate help; do
		if [[ $word == files ]]; then
			_files
			return
		fi
		if [[ $candidate == *[:=] ]]; then
			open+=("$candidate") open_help+=("$candidate  $help")
		else
			plain+=("$candidate") plain_help+=("$candidate  $help")
		fi
	done < <(${(Q)words[1]} completion --line "$line" 2>/dev/null)
	(( $#plain )) && compadd -U -l -d plain_help -a plain
	(( $#open )) && compadd -U -l -S '' -d open_help -a open
	(( $#plain + $#open ))
}
if [ "$funcstack[1]" = "_llmatlas" ]; then
	_llmatlas "$@"
else
	compdef _llmatlas llmatlas
fi

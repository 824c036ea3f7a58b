# fish completion of llmatlas(1). What completes comes from the program itself.
function __llmatlas_complete
	set -l program (commandline -poc)[1]
	for row in ($program completion --line (commandline -pc) 2>/dev/null)
		set -l cells (string split \t -- $row)
		if test "$cells[1]" = files
			__fish_complete_path "$cells[2]"
			return
		end
		printf '%s\t%s\n' $cells[2] $cells[3]
	end
end
complete -c llmatlas -f -a '(__llmatlas_complete)'

/* SPDX-License-Identifier: MIT */
/* The lines of before, walked through from what was typed. */
#include "catalog/base/message.h"
#include "tui/views/prompt.h"

struct history *prompt_history(const struct view_prompt *prompt)
{
	struct explorer *explorer = prompt->view.explorer;

	return prompt->is_query ? &explorer->history : &explorer->searches;
}

/* What the person added to the line that was given, or put in its place. */
static struct text typed_of(const struct view_prompt *prompt)
{
	struct text line = strbuf_text(&prompt->editor.kept), given = strbuf_text(&prompt->given);

	if (text_starts_with(line, given) &&
		(line.size == given.size || line.bytes[given.size] == ' '))
		line = text_slice(line, given.size, line.size);
	return text_trim(line);
}

/* Past lines that hold what was typed, but the one that one comes from. */
static bool is_wanted(const struct view_prompt *prompt, const char *line)
{
	return text_find(text_of(line), typed_of(prompt)) >= 0 &&
		!text_equal_string(text_trim(strbuf_text(&prompt->editor.kept)), line);
}

void prompt_walk_history(struct view_prompt *prompt, int step)
{
	const struct history *history = prompt_history(prompt);
	struct line_editor *editor = &prompt->editor;
	size_t at = editor->history_at;

	if (step > 0 && at == 0)
		return;
	if (at == 0) {
		strbuf_clear(&editor->kept);
		strbuf_add(&editor->kept, strbuf_text(&editor->line));
	}
	do {
		at += step < 0 ? 1 : (size_t)-1;
		if (at > history->count) {
			explorer_say(prompt->view.explorer, "%s",
				typed_of(prompt).size > 0
					? _("No earlier line holds what is typed.")
					: _("There is no earlier line."));
			return;
		}
	} while (at > 0 && !is_wanted(prompt, history->lines[history->count - at]));
	struct text line = at == 0 ? strbuf_text(&editor->kept)
				   : text_of(history->lines[history->count - at]);
	line_editor_set(editor, line);
	editor->history_at = at;
	prompt_preview(prompt);
}

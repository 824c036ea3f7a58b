/* SPDX-License-Identifier: MIT */
#include "tui/parameter_line.h"

#include "catalog/base/message.h"

#include <math.h>

void parameter_line_init(struct parameter_line *line)
{
	line_editor_init(&line->editor, TEXT_NONE);
	strbuf_init(&line->wrong);
	line->is_open = false;
}

void parameter_line_done(struct parameter_line *line)
{
	line_editor_done(&line->editor);
	strbuf_done(&line->wrong);
}

void parameter_line_open(struct parameter_line *line, struct explorer *explorer,
	const enum parameter *wanted)
{
	struct parameters now = explorer->query.parameters;
	struct strbuf text;

	for (; *wanted != PARAMETER_COUNT; wanted++)
		now.given |= 1u << *wanted;
	strbuf_init(&text);
	parameters_write(&text, &now);
	line_editor_set(&line->editor, strbuf_text(&text));
	strbuf_done(&text);
	strbuf_clear(&line->wrong);
	line->is_open = true;
}

static bool take(struct parameter_line *line, struct explorer *explorer)
{
	struct text text = text_trim(strbuf_text(&line->editor.line)), name = TEXT_NONE;
	struct parameters parameters = explorer->query.parameters;
	ptrdiff_t colon = text_find(text, TEXT(":"));
	struct error why = { 0 };

	if (colon > 0) {
		name = text_trim(text_slice(text, 0, (size_t)colon));
		text = text_trim(text_slice(text, (size_t)colon + 1, text.size));
	}
	if (parameters_read(&parameters, text, &why) != RESULT_OK) {
		strbuf_clear(&line->wrong);
		strbuf_add_string(&line->wrong, why.message);
		return false;
	}
	explorer_set_parameters(explorer, &parameters);
	if (name.size > 0)
		explorer_keep_workload(explorer, name, text);
	return true;
}

bool parameter_line_key(struct parameter_line *line, struct explorer *explorer,
	struct key_event key)
{
	if (!line->is_open)
		return false;
	switch (line_editor_key(&line->editor, key)) {
	case LINE_ACCEPTED: line->is_open = !take(line, explorer); break;
	case LINE_CANCELLED: line->is_open = false; break;
	case LINE_CHANGED: strbuf_clear(&line->wrong); break;
	default: break;
	}
	return true;
}

void parameter_line_draw(struct parameter_line *line, struct canvas *canvas, struct rect area)
{
	canvas_fill(canvas, area, ROLE_TEXT);
	int used = canvas_text(canvas, area.x, area.y, 6, ROLE_DIM, TEXT("with: "));

	canvas_fill(canvas, (struct rect){ area.x + used, area.y, area.width - used, 1 },
		ROLE_INPUT);
	line_editor_draw(&line->editor, canvas, area.x + used, area.y, area.width - used, 0, 0);
	if (line->wrong.size > 0)
		canvas_text_cut(canvas, area.x, area.y + 1, area.width, ROLE_ERROR,
			strbuf_text(&line->wrong));
	else
		canvas_text_cut(canvas, area.x, area.y + 1, area.width, ROLE_DIM,
			text_of(_(
				"Enter takes it · Esc leaves it · 'my bot:' before it keeps it under that name")));
}

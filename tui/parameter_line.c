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
	line->is_changed = false;
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
	case LINE_CHANGED:
	case LINE_MOVED:
		strbuf_clear(&line->wrong);
		line->is_changed = true;
		break;
	default: break;
	}
	return true;
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Which parameters the list sets, as bits; `last` becomes the last of them. */
static uint32_t given_in(struct text list, int *last)
{
	uint32_t given = 0;

	while (list.size > 0) {
		struct text item = text_trim(text_next_part(&list, ','));
		ptrdiff_t equals = text_find(item, TEXT("="));
		int found = equals > 0 ? parameter_find(text_slice(item, 0, (size_t)equals)) : -1;
		if (found < 0)
			continue;
		given |= UINT32_C(1) << found;
		*last = found;
	}
	return given;
}

/* What the parameter at the cursor is; of one that is not written yet, those that begin so and are not given. */
static void add_offer(const struct parameter_line *line, struct strbuf *out)
{
	struct text text = strbuf_text(&line->editor.line);
	size_t from = line->editor.cursor, to;

	while (from > 0 && text.bytes[from - 1] != ',' && text.bytes[from - 1] != ':')
		from--;
	while (from < text.size && text.bytes[from] == ' ')
		from++;
	for (to = from; to < text.size && is_letter(text.bytes[to]);)
		to++;
	struct text word = text_slice(text, from, to - from);
	int found = parameter_find(word);
	if (found >= 0 && to < text.size && text.bytes[to] == '=') {
		strbuf_add_format(out, "%s: %s", parameter_name((enum parameter)found),
			parameter_help((enum parameter)found));
		return;
	}
	int last = -1;
	uint32_t given = given_in(text, &last);
	for (int k = 1; k <= PARAMETER_COUNT; k++) { /* behind the last one stand its like */
		int i = (last + k) % PARAMETER_COUNT;
		const char *name = parameter_name((enum parameter)i);
		if (name && text_starts_with(text_of(name), word) && !(given >> i & 1))
			strbuf_add_format(out, "%s%s", out->size > 0 ? " · " : "", name);
	}
}

static void draw_wrong(const struct parameter_line *line, struct canvas *canvas, struct rect area)
{
	struct text wrong = strbuf_text(&line->wrong);
	size_t at = 0;
	int y = area.y + 1;

	for (; y < area.y + area.height && at < wrong.size; y++) {
		struct text part = text_wrap(wrong, &at, area.width);
		canvas_fill(canvas, (struct rect){ area.x, y, area.width, 1 }, ROLE_TEXT);
		canvas_text_cut(canvas, area.x, y, area.width, ROLE_ERROR, part);
	}
}

void parameter_line_draw(struct parameter_line *line, struct canvas *canvas, struct rect area)
{
	struct strbuf offer;

	canvas_fill(canvas, (struct rect){ area.x, area.y, area.width, 2 }, ROLE_TEXT);
	int used = canvas_text(canvas, area.x, area.y, 6, ROLE_DIM, TEXT("with: "));

	canvas_fill(canvas, (struct rect){ area.x + used, area.y, area.width - used, 1 },
		ROLE_INPUT);
	line_editor_draw(&line->editor, canvas, area.x + used, area.y, area.width - used, 0, 0);
	if (line->wrong.size > 0) {
		draw_wrong(line, canvas, area);
		return;
	}
	strbuf_init(&offer);
	if (line->is_changed)
		add_offer(line, &offer);
	if (offer.size == 0)
		strbuf_add_string(&offer, _("'my bot:' in front keeps it under that name"));
	canvas_text_cut(canvas, area.x, area.y + 1, area.width, ROLE_DIM, strbuf_text(&offer));
	strbuf_done(&offer);
}

struct text parameter_line_foot(const struct parameter_line *line, const char *otherwise)
{
	return text_of(line->is_open ? _("Enter takes it · Esc leaves it") : otherwise);
}

size_t parameter_line_hints(const struct parameter_line *line, struct key_hint *out)
{
	if (!line->is_open)
		return 0;
	out[0] = (struct key_hint){ ACTION_OPEN, _("take it") };
	out[1] = (struct key_hint){ ACTION_BACK, _("leave it") };
	return 2;
}

/* SPDX-License-Identifier: MIT */
/* Export: format, target, foot, a preview and the command that does the same. Nothing is overwritten unasked. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/tables/export.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum row { ROW_FORMAT, ROW_TARGET, ROW_NAME, ROW_FOOT, ROW_COUNT };

struct view_export {
	struct view view;
	struct table *(*make)(struct view *of, struct arena *arena);
	struct view *of;
	enum export_format format;
	bool to_file, has_no_footer;
	enum row at;
	struct line_editor name;
	struct strbuf content; /* the whole export: preview and target alike */
	struct text command;
	uint32_t rows;
	bool is_taken[EXPORT_COUNT]; /* formats that this table can have */
	struct rect rect;
	bool is_overwrite_asked;
};

static struct view_export *export_of(struct view *view)
{
	return (struct view_export *)view;
}

static struct text first_ending(enum export_format format)
{
	const char *endings = export_writer_get(format)->endings;
	return (struct text){ endings, strcspn(endings, " ") };
}

/* The name keeps its stem when the format changes. */
static void set_ending(struct view_export *export)
{
	struct text name = strbuf_text(&export->name.line);
	size_t stem = name.size;
	struct strbuf changed;

	for (size_t i = name.size; i-- > 0 && name.bytes[i] != '/';)
		if (name.bytes[i] == '.' && i > 0) {
			stem = i;
			break;
		}
	strbuf_init(&changed);
	strbuf_add(&changed, text_slice(name, 0, stem));
	strbuf_add(&changed, first_ending(export->format));
	line_editor_set(&export->name, strbuf_text(&changed));
	strbuf_done(&changed);
}

static void make_content(struct view_export *export)
{
	struct export_options options = { .has_no_footer = export->has_no_footer };
	struct sink *sink = sink_open_strbuf(&export->content);
	struct table *table = export->make(export->of, &export->view.frame);
	struct error err;

	strbuf_clear(&export->content);
	export_table(table, export->format, &options, sink, NULL, &err);
	sink_close(sink, NULL);
	export->rows = table->row_count;
	for (int i = 0; i < EXPORT_COUNT; i++)
		export->is_taken[i] = export_takes(table, (enum export_format)i);
	struct text format = text_of(export_writer_get(export->format)->name);
	export->command = arena_format(&export->view.frame, "%.*s --format %.*s",
		TEXT_ARGS(table->command), TEXT_ARGS(format));
}

static void prepare(struct view *view, struct rect area)
{
	struct view_export *export = export_of(view);
	int width = area.width - 2 < 84 ? area.width - 2 : 84,
	    height = area.height < 18 ? area.height : 18;

	export->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	make_content(export);
}

static void draw_formats(const struct view_export *export, struct canvas *canvas, int x, int y,
	int cells)
{
	int from = x;

	for (int i = 0; i < EXPORT_COUNT; i++) {
		struct text title = text_of(export_writer_get((enum export_format)i)->name);
		if (!export->is_taken[i])
			continue;
		if (x + text_width(title) - from > cells)
			break;
		x += canvas_text(canvas, x, y, cells,
			     i == (int)export->format ? ROLE_ACCENT : ROLE_DIM, title) +
			2;
	}
}

static void draw_preview(const struct view_export *export, struct canvas *canvas, int y, int bottom)
{
	struct text rest = strbuf_text(&export->content);
	struct rect rect = export->rect;

	for (; y < bottom && rest.size > 0; y++) {
		ptrdiff_t end = text_find(rest, TEXT("\n"));
		struct text line = end < 0 ? rest : text_slice(rest, 0, (size_t)end);
		canvas_text_cut(canvas, rect.x + 2, y, rect.width - 4, ROLE_DIM, line);
		rest = end < 0 ? TEXT_NONE : text_slice(rest, (size_t)end + 1, rest.size);
	}
}

static void draw_label(struct canvas *canvas, struct rect rect, int y, const char *label,
	bool is_here)
{
	canvas_text_cut(canvas, rect.x + 2, y, 9, is_here ? ROLE_ACCENT : ROLE_STRONG,
		text_of(label));
	if (is_here)
		canvas_text(canvas, rect.x + 1, y, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas, SIGN_CURSOR)));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_export *export = export_of((struct view *)view);
	struct rect rect = export->rect;
	int x = rect.x + 12, y = rect.y + 1, cells = rect.width - 14;
	const char *on = canvas_sign(canvas, SIGN_RADIO_ON),
		   *off = canvas_sign(canvas, SIGN_RADIO_OFF);

	(void)area;
	canvas_box(canvas, rect, text_of(_("Export")),
		text_of(_("Enter export · y copy the command · arrows change · Esc back")));
	canvas_format(canvas, rect.x + 2, y, rect.width - 4, ROLE_TEXT,
		_("This table: %u rows, %zu bytes"), export->rows, export->content.size);
	draw_label(canvas, rect, y + 1, _("Format"), export->at == ROW_FORMAT);
	draw_formats(export, canvas, x, y + 1, cells);
	draw_label(canvas, rect, y + 2, _("To"), export->at == ROW_TARGET);
	canvas_format(canvas, x, y + 2, cells, ROLE_TEXT, _("%s file   %s clipboard"),
		export->to_file ? on : off, export->to_file ? off : on);
	draw_label(canvas, rect, y + 3, _("Name"), export->at == ROW_NAME);
	if (export->at == ROW_NAME)
		line_editor_draw(&export->name, canvas, x, y + 3, cells, 0, 0);
	else
		canvas_text_cut(canvas, x, y + 3, cells, export->to_file ? ROLE_TEXT : ROLE_DIM,
			strbuf_text(&export->name.line));
	draw_label(canvas, rect, y + 4, _("Foot"), export->at == ROW_FOOT);
	canvas_format(canvas, x, y + 4, cells, ROLE_TEXT, _("%s query, date, marks and sources"),
		canvas_sign(canvas, export->has_no_footer ? SIGN_CHECK_OFF : SIGN_CHECK_ON));
	draw_preview(export, canvas, y + 6, rect.y + rect.height - 3);
	canvas_format(canvas, rect.x + 2, rect.y + rect.height - 2, rect.width - 4, ROLE_DIM,
		_("Same as: %.*s"), TEXT_ARGS(export->command));
}

static struct outcome write_file(struct view_export *export)
{
	struct explorer *explorer = export->view.explorer;
	struct strbuf path;
	struct error err;

	strbuf_init(&path);
	strbuf_add(&path, strbuf_text(&export->name.line));
	struct sink *sink;
	enum result result = sink_open_file(&sink, path.bytes ? path.bytes : "",
		!export->is_overwrite_asked, &err);
	if (result == RESULT_OK) {
		sink_add(sink, strbuf_text(&export->content));
		result = sink_close(sink, &err);
	}
	if (result == RESULT_OK) {
		explorer_say(explorer,
			P_("%u model saved to %s", "%u models saved to %s", export->rows),
			export->rows, path.bytes);
		strbuf_done(&path);
		return POP;
	}
	if (!export->is_overwrite_asked && strstr(err.message, "--force")) {
		export->is_overwrite_asked = true;
		explorer_complain(explorer,
			_("%s exists already. Enter again writes over it; or use another name."),
			path.bytes);
	} else {
		explorer_complain(explorer, "%s", err.message);
	}
	strbuf_done(&path);
	return STAY;
}

static struct outcome accept(struct view_export *export)
{
	if (export->to_file)
		return write_file(export);
	return (struct outcome){ .kind = OUTCOME_COPY, .text = strbuf_text(&export->content) };
}

static void change(struct view_export *export, int step)
{
	switch (export->at) {
	case ROW_FORMAT:
		do
			export->format = (enum export_format)(
				((int)export->format + step + EXPORT_COUNT) % EXPORT_COUNT);
		while (!export->is_taken[export->format]);
		set_ending(export);
		break;
	case ROW_TARGET: export->to_file = !export->to_file; break;
	case ROW_FOOT: export->has_no_footer = !export->has_no_footer; break;
	default: break;
	}
	export->is_overwrite_asked = false;
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_export *export = export_of(view);

	if (export->at != ROW_NAME || event.code == KEY_CODE_UP || event.code == KEY_CODE_DOWN ||
		event.code == KEY_CODE_ENTER || event.code == KEY_CODE_ESCAPE ||
		event.code == KEY_CODE_TAB)
		return UNHANDLED;
	line_editor_key(&export->name, event);
	export->is_overwrite_asked = false;
	return STAY;
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_export *export = export_of(view);

	switch (action) {
	case ACTION_UP:
		export->at = (enum row)((export->at + ROW_COUNT - 1) % ROW_COUNT);
		return STAY;
	case ACTION_DOWN:
	case ACTION_NEXT_PANE: export->at = (enum row)((export->at + 1) % ROW_COUNT); return STAY;
	case ACTION_LEFT: change(export, -1); return STAY;
	case ACTION_RIGHT:
	case ACTION_MARK: change(export, 1); return STAY;
	case ACTION_OPEN: return accept(export);
	case ACTION_COPY: return (struct outcome){ .kind = OUTCOME_COPY, .text = export->command };
	case ACTION_BACK:
	case ACTION_QUIT: return POP;
	default: return UNHANDLED;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("export") };
	out[1] = (struct key_hint){ ACTION_RIGHT, _("change") };
	out[2] = (struct key_hint){ ACTION_COPY, _("copy the command") };
	out[3] = (struct key_hint){ ACTION_BACK, _("back") };
	return 4;
}

static void free_export(struct view *view)
{
	struct view_export *export = export_of(view);

	line_editor_done(&export->name);
	strbuf_done(&export->content);
	arena_done(&view->frame);
	free(export);
}

static const struct view_ops ops = { .title = N_("Export"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.key = key,
	.hints = hints,
	.free = free_export };

struct view *view_export_new(struct explorer *explorer,
	struct table *(*make)(struct view *of, struct arena *arena), struct view *of)
{
	struct view_export *export = memory_get_zeroed(1, sizeof(*export));

	export->view = (struct view){ .ops = &ops, .explorer = explorer };
	export->make = make;
	export->of = of;
	export->format = EXPORT_MARKDOWN;
	export->to_file = true;
	strbuf_init(&export->content);
	line_editor_init(&export->name, TEXT("llmatlas.md"));
	return &export->view;
}

/* SPDX-License-Identifier: MIT */
/* Export: scope, columns, format, target, foot, a preview and the command that does the same. Nothing is overwritten unasked. */
#include "tui/views/export_dialog.h"

#include "catalog/base/file.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <stdlib.h>

static struct view_export *export_of(struct view *view)
{
	return (struct view_export *)view;
}

/* --- What is exported --------------------------------------------------------------------------------- */

static void make_content(struct view_export *export)
{
	struct export_options options = export_dialog_options(export);
	struct table shown = *export->table;
	struct sink *sink;
	struct error err;

	strbuf_clear(&export->content);
	export->is_ready = shown.row_count <= EXPORT_READY_ROWS;
	if (!export->is_ready) {
		shown.row_count = 50;
		options.has_no_footer = true;
	}
	export->source_count = 0;
	options.source_count = &export->source_count;
	sink = sink_open_strbuf(&export->content);
	export_table(&shown, export->format, &options, sink, NULL, &err);
	sink_close(sink, NULL);
}

static void prepare(struct view *view, struct rect area)
{
	struct view_export *export = export_of(view);
	int width = area.width - 2 < 96 ? area.width - 2 : 96,
	    height = area.height < 22 ? area.height : 22;

	export->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	export_dialog_make_table(export);
	if (!export_takes(export->table, export->format)) { /* another scope */
		export->format = EXPORT_MARKDOWN;
		export_dialog_set_ending(export);
		export_dialog_make_table(export);
	}
	make_content(export);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	(void)area;
	export_dialog_draw((const struct view_export *)view, canvas);
}

/* --- Where it goes ------------------------------------------------------------------------------------ */

static enum result write_to(struct view_export *export, const char *path, struct error *err)
{
	struct export_options options = export_dialog_options(export);
	struct sink *sink;
	enum result result = sink_open_file(&sink, path, !export->is_overwrite_asked, err);

	if (result != RESULT_OK)
		return result;
	if (export->is_ready)
		sink_add(sink, strbuf_text(&export->content));
	else
		result = export_table(export->table, export->format, &options, sink,
			export->view.explorer->interrupt, err);
	if (result == RESULT_OK)
		return sink_close(sink, err);
	sink_drop(sink);
	return result;
}

/* Rows of a list are models, those of an evidence or of counts are not. */
static void say_saved(struct view_export *export, const char *path)
{
	struct explorer *explorer = export->view.explorer;
	uint32_t rows = export->table->row_count;

	if (export_dialog_counts_models(export))
		explorer_say(explorer, P_("%u model saved to %s", "%u models saved to %s", rows),
			rows, path);
	else
		explorer_say(explorer, P_("%u row saved to %s", "%u rows saved to %s", rows), rows,
			path);
}

static struct outcome write_file(struct view_export *export)
{
	struct explorer *explorer = export->view.explorer;
	struct text name = text_trim(strbuf_text(&export->name.line));
	struct error err = { 0 };

	if (name.size == 0) {
		explorer_complain(explorer, "%s", _("The file needs a name."));
		return STAY;
	}
	const char *path = export_dialog_path(export);
	if (file_check_kind(path, &err) != RESULT_OK) { /* to open a pipe may wait for ever */
		explorer_complain(explorer, "%s", err.message);
		return STAY;
	}
	if (!export->is_overwrite_asked && file_exists(path) && !file_is_folder(path)) {
		export->is_overwrite_asked = true;
		explorer_complain(explorer,
			_("%s exists already. Enter again writes over it, or type another name."),
			path);
		return STAY;
	}
	if (write_to(export, path, &err) != RESULT_OK) {
		explorer_complain(explorer, "%s", err.message);
		return STAY;
	}
	say_saved(export, path);
	return POP;
}

static struct outcome accept(struct view_export *export)
{
	if (export->to_file)
		return write_file(export);
	if (!export->is_ready) {
		explorer_complain(export->view.explorer, "%s",
			_("That is too long for the clipboard. Export it to a file."));
		return STAY;
	}
	return (struct outcome){ .kind = OUTCOME_COPY,
		.text = strbuf_text(&export->content),
		.is_last = true };
}

/* --- Keys --------------------------------------------------------------------------------------------- */

static void next_scope(struct view_export *export, int step)
{
	int scope = (int)export->scope;

	do
		scope = (scope + step + EXPORT_SCOPE_COUNT) % EXPORT_SCOPE_COUNT;
	while (!export_dialog_has_scope(export, (enum export_scope)scope));
	export->scope = (enum export_scope)scope;
}

static void next_format(struct view_export *export, int step)
{
	int format = (int)export->format;

	do
		format = (format + step + EXPORT_COUNT) % EXPORT_COUNT;
	while (!export_takes(export->table, (enum export_format)format));
	export->format = (enum export_format)format;
}

static void change(struct view_export *export, int step, bool is_toggle)
{
	switch (export->at) {
	case EXPORT_ROW_SCOPE: next_scope(export, step); break;
	case EXPORT_ROW_COLUMNS: export->has_all_columns = !export->has_all_columns; break;
	case EXPORT_ROW_FORMAT:
		next_format(export, step);
		export_dialog_set_ending(export);
		break;
	case EXPORT_ROW_TARGET: export->to_file = !export->to_file; break;
	case EXPORT_ROW_FOOT:
		if (is_toggle)
			export->foot_without ^= (uint8_t)(1 << export->foot_at);
		else
			export->foot_at = (uint8_t)((export->foot_at + step + 3) % 3);
		break;
	default: break;
	}
	export->is_overwrite_asked = false;
}

/* On the line of the file a letter begins a name in place of the proposed one. */
static void begin_name(struct view_export *export, struct key_event event)
{
	bool is_letter = event.code == KEY_CODE_CHARACTER && event.point != ' ' &&
		!(event.modifiers & (KEY_CTRL | KEY_ALT));

	if (export->at != EXPORT_ROW_TARGET ||
		!(is_letter || event.code == KEY_CODE_PASTE || event.code == KEY_CODE_BACKSPACE))
		return;
	export->at = EXPORT_ROW_NAME;
	if (event.code != KEY_CODE_BACKSPACE)
		line_editor_set(&export->name, TEXT_NONE);
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_export *export = export_of(view);

	begin_name(export, event);
	if (export->at != EXPORT_ROW_NAME || event.code == KEY_CODE_UP ||
		event.code == KEY_CODE_DOWN || event.code == KEY_CODE_ENTER ||
		event.code == KEY_CODE_ESCAPE || event.code == KEY_CODE_TAB)
		return UNHANDLED;
	if (line_editor_key(&export->name, event) == LINE_CHANGED) {
		int format = export_find_by_file(strbuf_text(&export->name.line));
		export->to_file = true;
		if (format >= 0 && export_takes(export->table, (enum export_format)format))
			export->format = (enum export_format)format;
	}
	export->is_overwrite_asked = false;
	return STAY;
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_export *export = export_of(view);

	switch (action) {
	case ACTION_UP:
	case ACTION_PREVIOUS_PANE:
		export->at = (enum export_row)(
			(export->at + EXPORT_ROW_COUNT - 1) % EXPORT_ROW_COUNT);
		return STAY;
	case ACTION_DOWN:
	case ACTION_NEXT_PANE:
		export->at = (enum export_row)((export->at + 1) % EXPORT_ROW_COUNT);
		return STAY;
	case ACTION_LEFT: change(export, -1, false); return STAY;
	case ACTION_RIGHT: change(export, 1, false); return STAY;
	case ACTION_MARK: change(export, 1, true); return STAY;
	case ACTION_OPEN: return accept(export);
	case ACTION_COPY:
	case ACTION_COPY_COMMAND:
		return (struct outcome){ .kind = OUTCOME_COPY, .text = export->command };
	case ACTION_BACK:
	case ACTION_QUIT: return POP;
	default: return UNHANDLED;
	}
}

/* Where the dialog has lines that are chosen on; a second click changes. */
static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	static const enum export_row rows[] = { EXPORT_ROW_SCOPE, EXPORT_ROW_COLUMNS,
		EXPORT_ROW_FORMAT, EXPORT_ROW_TARGET, EXPORT_ROW_FOOT };
	struct view_export *export = export_of(view);
	int line = y - export->rect.y - 1;

	(void)x;
	(void)area;
	if (line >= 0 && line < export->rect.height - 2)
		line += export_dialog_first(export);
	if (line < 0 || line >= (int)(sizeof(rows) / sizeof(rows[0])))
		return STAY;
	if (export->at == rows[line])
		change(export, 1, true);
	export->at = rows[line];
	return STAY;
}

/* Where a name is typed letters are no keys. */
static size_t hints(const struct view *view, struct key_hint *out)
{
	const struct view_export *export = (const struct view_export *)view;
	bool is_named = export->at == EXPORT_ROW_TARGET || export->at == EXPORT_ROW_NAME;
	size_t count = 0;

	out[count++] = (struct key_hint){ ACTION_OPEN, _("export") };
	if (export->at == EXPORT_ROW_FOOT)
		out[count++] = (struct key_hint){ ACTION_MARK, _("tick") };
	if (export->at != EXPORT_ROW_NAME)
		out[count++] = (struct key_hint){ ACTION_RIGHT,
			export->at == EXPORT_ROW_FOOT ? _("the next one") : _("change") };
	if (!is_named)
		out[count++] = (struct key_hint){ ACTION_COPY, _("copy the command") };
	out[count++] = (struct key_hint){ ACTION_BACK, _("back") };
	return count;
}

static void free_export(struct view *view)
{
	struct view_export *export = export_of(view);

	query_run_free(export->marked_run);
	query_done(&export->marked);
	arena_done(&export->marked_arena);
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
	.click = click,
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
	export->at = EXPORT_ROW_FORMAT;
	export->to_file = true;
	arena_init(&export->marked_arena);
	strbuf_init(&export->content);
	line_editor_init(&export->name, TEXT_NONE);
	export_dialog_propose_name(export);
	return &export->view;
}

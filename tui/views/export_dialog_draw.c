/* SPDX-License-Identifier: MIT */
/* The export dialog as it is drawn. */
#include "tui/views/export_dialog.h"

#include "catalog/base/message.h"

#include <stdio.h>

enum { LABEL = 10, NAME_BESIDE = 40 };

static int draw_choice(struct canvas *canvas, int x, int y, int end, bool is_on, bool is_there,
	struct text text)
{
	const char *sign = canvas_sign(canvas, is_on ? SIGN_RADIO_ON : SIGN_RADIO_OFF);

	if (x >= end)
		return x;
	x += canvas_text(canvas, x, y, end - x, is_on ? ROLE_CHOSEN : ROLE_DIM, text_of(sign)) + 1;
	x += canvas_text_cut(canvas, x, y, end - x, is_there ? ROLE_TEXT : ROLE_DIM, text);
	return x + 3;
}

static void draw_label(const struct view_export *export, struct canvas *canvas, int y,
	enum export_row row, const char *label)
{
	struct rect rect = export->rect;
	bool is_here = export->at == row ||
		(row == EXPORT_ROW_TARGET && export->at == EXPORT_ROW_NAME);

	canvas_text_cut(canvas, rect.x + 2, y, LABEL - 1, is_here ? ROLE_ACCENT : ROLE_STRONG,
		text_of(label));
	if (is_here)
		canvas_text(canvas, rect.x + 1, y, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas, SIGN_CURSOR)));
}

static struct text marked_title(const struct view_export *export, struct arena *arena)
{
	enum { LISTED = 4 };
	size_t count = export->view.explorer->marked_count;
	char first[4], last[4];
	struct strbuf letters;

	if (count == 0)
		return text_of(_("marked: none"));
	marks_letter(0, first);
	marks_letter(count - 1, last);
	if (count > LISTED)
		return arena_format(arena, _("marked %s-%s"), first, last);
	strbuf_init(&letters);
	for (size_t i = 0; i < count; i++) {
		char letter[4];
		marks_letter(i, letter);
		strbuf_add_format(&letters, " %s", letter);
	}
	struct text text = arena_format(arena, "%s%s", _("marked"), letters.bytes);
	strbuf_done(&letters);
	return text;
}

/* A comparison has its models side by side: they are no rows. */
static struct text row_count(const struct view_export *export, struct arena *arena)
{
	uint32_t rows = export->table->row_count;

	if (export->table->kind == TABLE_COMPARISON || export->table->kind == TABLE_DETAIL)
		return arena_format(arena, P_("%u model", "%u models", rows), rows);
	return arena_format(arena, P_("%u row", "%u rows", rows), rows);
}

static void draw_scope(const struct view_export *export, struct canvas *canvas, int x, int y,
	int end, struct arena *arena)
{
	struct text titles[] = {
		[EXPORT_SCOPE_TABLE] = export->scope == EXPORT_SCOPE_TABLE
			? arena_format(arena, _("this table, %.*s"),
				  TEXT_ARGS(row_count(export, arena)))
			: text_of(_("this table")),
		[EXPORT_SCOPE_MARKED] = marked_title(export, arena),
		[EXPORT_SCOPE_MODEL] = text_of(_("this model")),
	};

	draw_label(export, canvas, y, EXPORT_ROW_SCOPE, _("What"));
	for (int i = 0; i < EXPORT_SCOPE_COUNT; i++)
		x = draw_choice(canvas, x, y, end, (int)export->scope == i,
			export_dialog_has_scope(export, (enum export_scope)i), titles[i]);
}

static void draw_columns(const struct view_export *export, struct canvas *canvas, int x, int y,
	int end, struct arena *arena)
{
	const struct table *table = export->table;
	bool has_all = table->kind == TABLE_LIST;
	bool is_usual = has_all && export->view.explorer->query.show_count == 0;
	struct text shown = export->has_all_columns && has_all
		? text_of(is_usual ? _("the usual ones") : _("as on screen"))
		: arena_format(arena, is_usual ? _("the usual ones, %zu") : _("as on screen, %zu"),
			  table->column_count);

	draw_label(export, canvas, y, EXPORT_ROW_COLUMNS, _("Columns"));
	x = draw_choice(canvas, x, y, end, !export->has_all_columns || !has_all, true, shown);
	if (has_all)
		draw_choice(canvas, x, y, end, export->has_all_columns, true,
			arena_format(arena, _("all, %u"), store_field_count(table->store)));
}

/* Text goes last; the list moves when the chosen one would not be seen. */
static void draw_formats(const struct view_export *export, struct canvas *canvas, int x, int y,
	int end)
{
	struct text names[EXPORT_COUNT];
	int count = 0, chosen = 0, first = 0, used = 2;

	draw_label(export, canvas, y, EXPORT_ROW_FORMAT, _("Format"));
	for (int i = 1; i <= EXPORT_COUNT; i++) {
		enum export_format format = (enum export_format)(i % EXPORT_COUNT);
		if (!export_takes(export->table, format))
			continue;
		if (format == export->format)
			chosen = count;
		names[count++] = text_of(export_writer_get(format)->name);
	}
	for (int i = 0; i <= chosen; i++)
		used += text_width(names[i]) + 2;
	for (; first < chosen && x + used > end; first++)
		used -= text_width(names[first]) + 2;
	if (first > 0)
		x += canvas_text(canvas, x, y, 2, ROLE_DIM, TEXT("‹ "));
	for (int i = first; i < count; i++) {
		if (x + text_width(names[i]) + (i + 1 < count ? 2 : 0) > end) {
			canvas_text(canvas, x, y, 1, ROLE_DIM,
				text_of(canvas_sign(canvas, SIGN_LEADS_ON)));
			break;
		}
		x += canvas_text(canvas, x, y, end - x, i == chosen ? ROLE_ACCENT : ROLE_DIM,
			names[i]);
		x += 2;
	}
}

static void draw_target(const struct view_export *export, struct canvas *canvas, int x, int y,
	int end)
{
	struct text name = strbuf_text(&export->name.line);

	draw_label(export, canvas, y, EXPORT_ROW_TARGET, _("To"));
	if (export->at == EXPORT_ROW_NAME &&
		end - x < NAME_BESIDE) { /* no room beside the choices */
		line_editor_draw((struct line_editor *)&export->name, canvas, x, y, end - x, 0, 0);
		return;
	}
	x = draw_choice(canvas, x, y, end, !export->to_file, true, text_of(_("clipboard")));
	x = draw_choice(canvas, x, y, end, export->to_file, true, text_of(_("file"))) - 1;
	if (x >= end)
		return;
	if (export->at == EXPORT_ROW_NAME)
		line_editor_draw((struct line_editor *)&export->name, canvas, x, y, end - x, 0, 0);
	else
		canvas_text_cut(canvas, x, y, end - x, export->to_file ? ROLE_TEXT : ROLE_DIM,
			name);
}

static void draw_foot(const struct view_export *export, struct canvas *canvas, int x, int y,
	int end, struct arena *arena)
{
	struct text titles[] = { text_of(_("query and date")), text_of(_("marks")),
		arena_format(arena, export->is_ready ? _("sources, %zu") : _("sources"),
			export->source_count) };
	enum export_foot parts[] = { EXPORT_FOOT_QUERY, EXPORT_FOOT_MARKS, EXPORT_FOOT_SOURCES };

	draw_label(export, canvas, y, EXPORT_ROW_FOOT, _("Foot"));
	if (!export_writer_get(export->format)->line) {
		canvas_text_cut(canvas, x, y, end - x, ROLE_DIM,
			text_of(_("this format has none: it is for programs")));
		return;
	}
	for (int i = 0; i < 3; i++) {
		bool is_on = !(export->foot_without & parts[i]),
		     is_here = export->at == EXPORT_ROW_FOOT && export->foot_at == i;
		if (x >= end)
			return;
		x += canvas_text(canvas, x, y, end - x, is_here ? ROLE_ACCENT : ROLE_TEXT,
			     text_of(canvas_sign(canvas, is_on ? SIGN_CHECK_ON : SIGN_CHECK_OFF))) +
			1;
		x += canvas_text_cut(canvas, x, y, end - x, is_here ? ROLE_ACCENT : ROLE_TEXT,
			titles[i]);
		x += 3;
	}
}

/* Where the table begins: what stands before it is the same every time. */
static struct text preview_start(const struct view_export *export)
{
	struct text content = strbuf_text(&export->content);
	struct text start = export->format == EXPORT_HTML ? TEXT("<thead>")
		: export->format == EXPORT_LATEX          ? TEXT("\\toprule")
							  : TEXT_NONE;
	ptrdiff_t at = start.size > 0 ? text_find(content, start) : 0;

	return text_slice(content, at > 0 ? (size_t)at : 0, content.size);
}

/* The first lines, then how much there is in all. */
static void draw_preview(const struct view_export *export, struct canvas *canvas, int y, int bottom,
	struct arena *arena)
{
	struct text rest = preview_start(export);
	struct rect rect = export->rect;
	double size = (double)export->content.size;

	for (; y < bottom && rest.size > 0; y++) {
		ptrdiff_t end = text_find(rest, TEXT("\n"));
		struct text line = end < 0 ? rest : text_slice(rest, 0, (size_t)end);
		struct text spaced = arena_copy(arena, line);
		for (size_t i = 0; i < spaced.size; i++) /* tabs have no width on a canvas */
			if (spaced.bytes[i] == '\t')
				((char *)(uintptr_t)spaced.bytes)[i] = ' ';
		canvas_text_cut(canvas, rect.x + 2, y, rect.width - 4, ROLE_DIM, spaced);
		rest = end < 0 ? TEXT_NONE : text_slice(rest, (size_t)end + 1, rest.size);
	}
	struct text rows_text = row_count(export, arena);
	struct text sources = arena_format(arena,
		P_("%zu source", "%zu sources", export->source_count), export->source_count);
	struct text sum = !export->is_ready
		? arena_format(arena, _("%.*s, written when you press Enter"), TEXT_ARGS(rows_text))
		: arena_format(arena,
			  size < 1000 ? _("%.*s, %.*s · %.0f bytes") : _("%.*s, %.*s · %.1f kB"),
			  TEXT_ARGS(rows_text), TEXT_ARGS(sources),
			  size < 1000 ? size : size / 1000);
	canvas_text_cut(canvas, rect.x + 2, bottom, rect.width - 4, ROLE_TEXT,
		rest.size > 0 ? arena_format(arena, "%s %.*s", canvas_sign(canvas, SIGN_CUT),
					TEXT_ARGS(sum))
			      : sum);
}

static void draw_command(const struct view_export *export, struct canvas *canvas, int y, int lines,
	struct arena *arena)
{
	struct rect rect = export->rect;
	struct text text = arena_format(arena, _("Same as: %.*s"), TEXT_ARGS(export->command));
	size_t at = 0;

	for (int i = 0; i < lines; i++) {
		struct text line = i + 1 < lines ? text_wrap(text, &at, rect.width - 4)
						 : text_slice(text, at, text.size);
		canvas_text_cut(canvas, rect.x + 2, y + i, rect.width - 4, ROLE_DIM, line);
	}
}

int export_dialog_first(const struct view_export *export)
{
	int at = (int)export->at - (export->at >= EXPORT_ROW_NAME), room = export->rect.height - 2;

	return at >= room ? at - room + 1 : 0;
}

static void draw_choices(const struct view_export *export, struct canvas *canvas, int line, int y)
{
	struct rect rect = export->rect;
	struct arena *arena = (struct arena *)&export->view.frame;
	int x = rect.x + 2 + LABEL, end = rect.x + rect.width - 2;

	switch (line) {
	case 0: draw_scope(export, canvas, x, y, end, arena); break;
	case 1: draw_columns(export, canvas, x, y, end, arena); break;
	case 2: draw_formats(export, canvas, x, y, end); break;
	case 3: draw_target(export, canvas, x, y, end); break;
	default: draw_foot(export, canvas, x, y, end, arena); break;
	}
}

void export_dialog_draw(const struct view_export *export, struct canvas *canvas)
{
	struct rect rect = export->rect;
	struct arena *arena = (struct arena *)&export->view.frame;
	int y = rect.y + 1, room = rect.height - 2;
	int bottom = rect.y + rect.height - 1, lines = rect.height >= 16 ? 2 : 1;
	int first = export_dialog_first(export);

	canvas_box(canvas, rect, text_of(_("Export")),
		text_of(export->at == EXPORT_ROW_TARGET || export->at == EXPORT_ROW_NAME
				? _("Enter export · type a name for the file · arrows change · Esc back")
				: _("Enter export · y copy the command · arrows change · Esc back")));
	for (int line = first; line < EXPORT_LINES && line < first + room; line++)
		draw_choices(export, canvas, line, y++);
	if (room < EXPORT_LINES + 2) /* few lines: the choices around the cursor alone */
		return;
	draw_preview(export, canvas, y, bottom - lines - 1, arena);
	draw_command(export, canvas, bottom - lines, lines, arena);
}

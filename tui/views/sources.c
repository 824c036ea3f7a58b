/* SPDX-License-Identifier: MIT */
/* Where the catalog comes from: each source with its date and numbers; Enter shows what was left out of it and why. Where sources differ is counted at once in a
 * catalog of some thousand models, between frames in a larger one. */
#include "state/source_conflicts.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/view.h"

#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 100, HEAD = 2, FOOT = 2, WHOLE = 3 /* lines of the sentence in full */ };
enum { NAME_CELLS = 18, NAME_LEAST = 11, DAY_CELLS = 11, COUNT_LEAST = 7, COUNTS = 5 };
enum { FACTS_AT_ONCE = 4096, POLLS_A_FRAME = 16 };

static const char *const titles[COUNTS] = { N_("records"), N_("offers"), N_("left out"),
	N_("warnings"), N_("differs") };

/* Where the columns stand: on few cells the day gives way, then the last number, then others from the left. */
struct sources_columns {
	int name, day;   /* cells */
	int first, last; /* of the numbers; behind the last one */
};

/* Of a number with the gap before it: "offers" and "left out" are two heads. */
static int cells_of(int number)
{
	enum { GAP = 2 };
	int title = text_width(text_of(_(titles[number])));

	return (title > COUNT_LEAST ? title : COUNT_LEAST) + GAP;
}

static struct sources_columns columns_of(int width, int longest_name)
{
	struct sources_columns columns = { NAME_CELLS, DAY_CELLS, 0, COUNTS };
	int room = width - DAY_CELLS;

	for (int i = 0; i < COUNTS; i++)
		room -= cells_of(i);
	if (room < NAME_LEAST) {
		columns.day = 0;
		room += DAY_CELLS;
	}
	if (room < NAME_LEAST)
		room += cells_of(--columns.last);
	while (room < NAME_LEAST && columns.last - columns.first > 2)
		room += cells_of(columns.first++);
	if (longest_name >= NAME_CELLS)
		columns.name = longest_name + 1;
	if (columns.name > room)
		columns.name = room;
	return columns;
}

struct view_sources {
	struct view view;
	struct sources_line *lines;
	size_t line_count;
	int longest_name; /* cells */
	bool is_inside;   /* the sentences of one source */
	struct text name; /* of that one */
	const struct text *sentences;
	size_t sentence_count;
	struct source_conflicts conflicts;
	struct scroll list, text;
	int head, foot; /* lines above the list and below it */
	struct rect rect;
};

static struct view_sources *sources_of(struct view *view)
{
	return (struct view_sources *)view;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_sources *of = sources_of(view);
	int width = area.width - 2 < WIDTH ? area.width - 2 : WIDTH;
	of->head = area.height < 10 ? 1 : HEAD;
	of->foot = area.height < 10 ? 0 : FOOT;
	size_t wanted = of->is_inside ? of->sentence_count + WHOLE + HEAD + 3
				      : of->line_count + HEAD + FOOT + 2;
	int height = wanted < (size_t)area.height ? (int)wanted : area.height;

	of->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	scroll_set(&of->list, (uint32_t)of->line_count, height - 2 - of->head - of->foot);
	scroll_set(&of->text, (uint32_t)of->sentence_count, height - 3 - WHOLE);
}

/* As people call it: the catalog that came with the program has no name of its own. */
static struct text title_of(struct text name)
{
	return text_equal_string(name, "built-in") ? text_of(_("built-in")) : name;
}

static void draw_line(const struct view_sources *of, struct canvas *canvas, struct rect row,
	const struct sources_line *line)
{
	bool is_counted = source_conflicts_are_counted(&of->conflicts);
	const uint32_t counts[COUNTS] = { line->records, line->offers, line->refused,
		line->warnings, line->conflicts };
	struct sources_columns columns = columns_of(row.width - 2, of->longest_name);
	int x = row.x + 1 + columns.name;
	struct strbuf word;

	canvas_text_cut(canvas, row.x + 1, row.y, columns.name, ROLE_TEXT, title_of(line->name));
	if (!line->is_counted) {
		canvas_text_cut(canvas, x + 1, row.y, row.width - columns.name - 3, ROLE_DIM,
			line->note);
		return;
	}
	strbuf_init(&word);
	date_print(&word, line->date);
	canvas_text(canvas, x + 1, row.y, columns.day > 0 ? columns.day - 1 : 0, ROLE_DIM,
		strbuf_text(&word));
	x += columns.day;
	for (int i = columns.first; i < columns.last; i++) {
		strbuf_clear(&word);
		if (i == COUNTS - 1 && !is_counted)
			strbuf_add_string(&word, "…");
		else
			strbuf_add_format(&word, "%u", counts[i]);
		canvas_text_right(canvas, x, row.y, cells_of(i), ROLE_NUMBER, strbuf_text(&word));
		x += cells_of(i);
	}
	strbuf_done(&word);
}

static void draw_head(const struct view_sources *of, struct canvas *canvas, struct rect rect)
{
	struct sources_columns columns = columns_of(rect.width - 4, of->longest_name);
	int x = rect.x + 2 + columns.name;

	canvas_text_cut(canvas, rect.x + 2, rect.y + 1, columns.name, ROLE_DIM,
		text_of(_("source")));
	canvas_text_cut(canvas, x + 1, rect.y + 1, columns.day > 0 ? columns.day - 1 : 0, ROLE_DIM,
		text_of(_("date")));
	x += columns.day;
	for (int i = columns.first; i < columns.last; x += cells_of(i++))
		canvas_text_right(canvas, x, rect.y + 1, cells_of(i), ROLE_DIM,
			text_of(_(titles[i])));
}

static void draw_foot(const struct view_sources *of, struct canvas *canvas, struct rect rect,
	struct arena *arena)
{
	const struct source_conflicts *conflicts = &of->conflicts;
	struct text sentence = source_conflicts_are_counted(conflicts)
		? source_conflicts_sentence(conflicts, arena)
		: arena_format(arena, _("sources differ on %u facts: looking which, %d %%"),
			  conflicts->facts,
			  (int)((uint64_t)conflicts->done * 100 / conflicts->facts));

	canvas_text_cut(canvas, rect.x + 2, rect.y + rect.height - 2, rect.width - 4, ROLE_DIM,
		sentence);
}

static void draw_sentences(const struct view_sources *of, struct canvas *canvas, struct rect rect)
{
	if (of->sentence_count == 0)
		canvas_text_cut(canvas, rect.x + 2, rect.y + 1, rect.width - 4, ROLE_DIM,
			text_of(_("Nothing was left out.")));
	for (int y = 0; y < of->text.height; y++) {
		size_t at = of->text.top + (size_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + y, rect.width - 2, 1 };
		if (at >= of->sentence_count)
			break;
		canvas_text_cut(canvas, row.x + 1, row.y, row.width - 2, ROLE_TEXT,
			of->sentences[at]);
		if (at == of->text.cursor)
			canvas_select(canvas, row, true);
	}
	struct text whole = of->sentence_count > 0 ? of->sentences[of->text.cursor] : TEXT_NONE;
	for (size_t from = 0, y = 0; from < whole.size && y < WHOLE; y++) {
		struct text line = text_wrap(whole, &from, rect.width - 4);
		canvas_text_cut(canvas, rect.x + 2, rect.y + rect.height - 1 - WHOLE + (int)y,
			rect.width - 4, ROLE_DIM, line);
	}
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_sources *of = sources_of((struct view *)view); /* the frame arena is scratch */
	struct rect rect = of->rect;

	(void)area;
	if (of->is_inside) {
		canvas_box(canvas, rect, title_of(of->name),
			text_of(of->sentence_count > 0 ? _("y copy the line · Esc back")
						       : _("Esc back")));
		draw_sentences(of, canvas, rect);
		return;
	}
	canvas_box(canvas, rect, text_of(_("Sources")),
		text_of(_("Enter what was left out, and why · Esc back")));
	draw_head(of, canvas, rect);
	for (int y = 0; y < of->list.height; y++) {
		size_t at = of->list.top + (size_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + of->head + y, rect.width - 2, 1 };
		if (at >= of->line_count)
			break;
		draw_line(of, canvas, row, &of->lines[at]);
		if (at == of->list.cursor)
			canvas_select(canvas, row, true);
	}
	if (of->foot > 0 && of->conflicts.store)
		draw_foot(of, canvas, rect, &of->view.frame);
}

/* Some polls are a frame. */
struct pause {
	const struct interrupt *whole;
	int polls;
};

static bool is_time_to_draw(void *context, uint64_t done, uint64_t total)
{
	struct pause *pause = context;

	return ++pause->polls >= POLLS_A_FRAME || interrupt_is_due(pause->whole, done, total);
}

static bool idle(struct view *view)
{
	struct view_sources *of = sources_of(view);
	struct pause pause = { view->explorer->interrupt, 0 };
	const struct interrupt interrupt = { is_time_to_draw, &pause };

	if (source_conflicts_are_counted(&of->conflicts))
		return false;
	source_conflicts_count(&of->conflicts, &interrupt);
	return true;
}

static void open_line(struct view_sources *of)
{
	struct explorer *explorer = of->view.explorer;
	struct error err;

	if (of->line_count == 0)
		return;
	of->name = of->lines[of->list.cursor].name;
	if (sources_sentences(explorer->catalogs, of->name, &of->sentences, &of->sentence_count,
		    &err) != RESULT_OK) { /* why it cannot be read is whole there, too */
		struct text *why = ARENA_ARRAY(explorer->catalogs->arena, struct text, 1);
		*why = arena_copy(explorer->catalogs->arena, text_of(err.message));
		of->sentences = why;
		of->sentence_count = 1;
	}
	of->is_inside = true;
	scroll_to(&of->text, 0);
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_sources *of = sources_of(view);

	if (scroll_act(of->is_inside ? &of->text : &of->list, action))
		return STAY;
	switch (action) {
	case ACTION_OPEN:
		if (!of->is_inside)
			open_line(of);
		return STAY;
	case ACTION_COPY:
		if (!of->is_inside || of->sentence_count == 0)
			return UNHANDLED;
		return (struct outcome){ .kind = OUTCOME_COPY,
			.text = of->sentences[of->text.cursor] };
	case ACTION_CHANGES: /* the other one takes its place */
		return (struct outcome){ .kind = OUTCOME_ACTION, .action = action };
	case ACTION_BACK:
	case ACTION_SOURCES:
	case ACTION_QUIT:
		if (!of->is_inside)
			return POP;
		of->is_inside = false;
		return STAY;
	default: return UNHANDLED;
	}
}

/* A second click opens. */
static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_sources *of = sources_of(view);

	(void)x;
	(void)area;
	if (of->is_inside)
		scroll_point(&of->text, y - of->rect.y - 1);
	else if (scroll_point(&of->list, y - of->rect.y - 1 - of->head))
		open_line(of);
	return STAY;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	const struct view_sources *of = (const struct view_sources *)view;
	size_t count = 0;

	if (of->is_inside && of->sentence_count > 0)
		out[count++] = (struct key_hint){ ACTION_COPY, _("copy the line") };
	else if (!of->is_inside)
		out[count++] = (struct key_hint){ ACTION_OPEN, _("what was left out") };
	out[count++] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[count++] = (struct key_hint){ ACTION_BACK, _("back") };
	return count;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_sources *of = sources_of(view);
	const struct store *store = view->explorer->store;

	if (of->is_inside)
		return table_source(store, of->name, of->sentences, of->sentence_count, arena);
	return table_sources(store, of->lines, of->line_count,
		source_conflicts_are_counted(&of->conflicts), arena);
}

static void free_sources(struct view *view)
{
	source_conflicts_end(&sources_of(view)->conflicts);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Sources"),
	.is_dialog = true,
	.prepare = prepare,
	.idle = idle,
	.draw = draw,
	.act = act,
	.click = click,
	.hints = hints,
	.table = table,
	.free = free_sources };

struct view *view_sources_new(struct explorer *explorer)
{
	struct view_sources *of = memory_get_zeroed(1, sizeof(*of));

	of->view = (struct view){ .ops = &ops, .explorer = explorer };
	arena_init(&of->view.frame);
	if (!explorer->catalogs)
		return &of->view;
	of->line_count = sources_report(explorer->catalogs, &of->lines);
	for (size_t i = 0; i < of->line_count; i++) {
		int cells = text_width(title_of(of->lines[i].name));
		of->longest_name = cells > of->longest_name ? cells : of->longest_name;
	}
	source_conflicts_begin(&of->conflicts, explorer->store, of->lines, of->line_count);
	if (of->conflicts.facts <= FACTS_AT_ONCE)
		source_conflicts_count(&of->conflicts, NULL);
	return &of->view;
}

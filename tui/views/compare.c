/* SPDX-License-Identifier: MIT */
/* Compare: the marked models as columns A, B, C ..., fields as lines in the sections; labels stay, columns scroll sideways. */
#include "catalog/tables/compare.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/compare_sheet.h"
#include "tui/views/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HIDDEN_MAX = 64, NOTE_FROM = 14, NOTE_MOST = 3 };

struct view_compare {
	struct view view;
	bool is_only_differences, is_turned, has_offers;
	bool wants_offers; /* the cursor goes to their rows next */
	uint32_t
		baseline; /* row of the store, UINT32_MAX: none; it stays the baseline wherever it moves */
	uint16_t hidden[HIDDEN_MAX];
	size_t hidden_count;
	struct compare_sheet sheet;
};

static struct view_compare *compare_of(struct view *view)
{
	return (struct view_compare *)view;
}

static struct table *make_table(struct view_compare *compare, struct arena *arena)
{
	struct explorer *explorer = compare->view.explorer;
	const uint32_t *rows;
	size_t count = explorer_marked_rows(explorer, arena, &rows);
	struct compare_options options = { .is_only_differences = compare->is_only_differences,
		.is_turned = compare->is_turned,
		.has_offers = compare->has_offers,
		.baseline = UINT32_MAX,
		.hidden = compare->hidden,
		.hidden_count = compare->hidden_count,
		.query = &explorer->query };

	if (count > COMPARE_MODELS_MAX)
		count = COMPARE_MODELS_MAX;
	for (uint32_t i = 0; i < count; i++)
		if (rows[i] == compare->baseline)
			options.baseline = i;
	return table_compare(explorer->store, explorer->run, rows, (uint32_t)count, &options,
		arena);
}

static bool is_offer(const struct table_column *column)
{
	return !text_equal_string(column->key, column->field->key);
}

/* The rows of offers stand among the others, maybe far below: the cursor goes to the first. */
static void look_for_offers(struct view_compare *compare, const struct table *table)
{
	size_t first = 0, count = 0;

	for (size_t i = table->column_count; i-- > 0;)
		if (is_offer(&table->columns[i])) {
			first = i;
			count++;
		}
	compare->wants_offers = false;
	compare->sheet.wanted = count > 0 ? first + 1 : 0;
	if (count == 0) {
		compare->has_offers = false;
		explorer_complain(compare->view.explorer, "%s",
			_("No offer of these models is on record."));
	} else {
		explorer_say(compare->view.explorer,
			P_("Offers: %zu row with price and window.",
				"Offers: %zu rows with price and window, one a provider.", count),
			count);
	}
}

/* What must be said beside the figures stands above the foot, where rows are left. */
static struct rect note_area(const struct view_compare *compare, struct rect area)
{
	struct text note = explorer_lent_note(compare->view.explorer);
	int lines = 0;

	if (area.height >= NOTE_FROM)
		for (size_t at = 0; at < note.size && lines < NOTE_MOST; lines++)
			text_wrap(note, &at, area.width - 2);
	return (struct rect){ area.x, area.y + area.height - 1 - lines, area.width, lines };
}

static struct rect sheet_area(const struct view_compare *compare, struct rect area)
{
	area.height -= note_area(compare, area).height;
	return area;
}

static void prepare(struct view *view, struct rect whole)
{
	struct view_compare *compare = compare_of(view);
	struct table *table = make_table(compare, &view->frame);
	struct rect area = sheet_area(compare, whole);

	compare->sheet.explorer = view->explorer;
	if (compare->wants_offers)
		look_for_offers(compare, table);
	compare_sheet_prepare(&compare->sheet, table, area, &view->frame);
}

static void toggle_offers(struct view_compare *compare)
{
	compare->has_offers = compare->wants_offers = !compare->has_offers;
	if (!compare->has_offers)
		explorer_say(compare->view.explorer, "%s", _("The rows of offers are taken away."));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_compare *compare = (const struct view_compare *)view;

	if (compare->sheet.table->row_count < 2) {
		compare_draw_too_few(compare->sheet.table, canvas, area);
		return;
	}
	struct rect note = note_area(compare, area);
	struct text sentence = explorer_lent_note(compare->view.explorer);
	size_t at = 0;
	for (int i = 0; i < note.height; i++)
		canvas_text_cut(canvas, note.x + 1, note.y + i, note.width - 2, ROLE_INFO,
			i + 1 < note.height ? text_wrap(sentence, &at, note.width - 2)
					    : text_slice(sentence, at, SIZE_MAX));
	compare_sheet_draw(&compare->sheet, canvas, sheet_area(compare, area));
	compare_sheet_draw_foot(&compare->sheet, compare->is_only_differences, canvas, area);
}

static void move_model(struct view_compare *compare, int step)
{
	struct explorer *explorer = compare->view.explorer;
	const struct table *table = compare->sheet.table;
	size_t at = compare->sheet.model, to = at + (size_t)step;

	if (to >= table->row_count)
		return;
	int from_mark = marks_find(&explorer->marks, store_id(table->store, table->rows[at])),
	    to_mark = marks_find(&explorer->marks, store_id(table->store, table->rows[to]));
	if (from_mark < 0 || to_mark < 0)
		return;
	marks_move(&explorer->marks, (size_t)from_mark, (size_t)to_mark);
	compare->sheet.model = to;
}

static void hide(struct view_compare *compare)
{
	const struct table_column *column = compare_sheet_column(&compare->sheet);

	if (!column)
		return;
	if (is_offer(column)) { /* all of them go */
		toggle_offers(compare);
		return;
	}
	if (compare->hidden_count == HIDDEN_MAX) {
		explorer_complain(compare->view.explorer, "%s",
			_("No more rows can be hidden. z shows all again."));
		return;
	}
	compare->hidden[compare->hidden_count++] = column->field->id;
	explorer_say(compare->view.explorer, _("Hidden: %.*s. z shows all rows again."),
		TEXT_ARGS(column->title));
}

static struct outcome evidence(struct view_compare *compare, uint32_t row, enum action action)
{
	const struct table_column *column = compare_sheet_column(&compare->sheet);

	if (!column)
		return STAY;
	if (action == ACTION_OPEN && column->field->id == FIELD_OFFERS) {
		toggle_offers(compare);
		return STAY;
	}
	return (struct outcome){ .kind = OUTCOME_EVIDENCE, .row = row, .field = column->field };
}

static struct outcome act_on_model(struct view_compare *compare, enum action action)
{
	struct explorer *explorer = compare->view.explorer;
	const struct table *table = compare->sheet.table;

	if (table->row_count == 0)
		return UNHANDLED;
	uint32_t row = table->rows[compare->sheet.model];
	switch (action) {
	case ACTION_BASELINE:
		compare->baseline = compare->baseline == row ? UINT32_MAX : row;
		return STAY;
	case ACTION_TAKE_OUT:
		explorer_toggle_mark(explorer, row);
		explorer_say(explorer, _("Taken out: %.*s; + adds it again."),
			TEXT_ARGS(store_title(explorer->store, row)));
		return STAY;
	case ACTION_OPEN:
	case ACTION_EVIDENCE: return evidence(compare, row, action);
	default: return UNHANDLED;
	}
}

/* The source under the cursor, or the value. */
static struct outcome copy(struct view_compare *compare)
{
	struct compare_sheet *sheet = &compare->sheet;
	const struct table_column *column = compare_sheet_column(sheet);
	struct source source;

	if (compare_sheet_source(sheet, &source))
		return (struct outcome){ .kind = OUTCOME_COPY, .text = source.url };
	if (!column || sheet->table->row_count == 0)
		return STAY;
	return (struct outcome){ .kind = OUTCOME_COPY,
		.text = compare_sheet_cell(sheet, sheet->model,
			(size_t)(column - sheet->table->columns))
				->full };
}

/* Of the field under the cursor; else the keys. */
static struct outcome help(const struct view_compare *compare)
{
	const struct table_column *column = compare_sheet_column(&compare->sheet);

	if (compare->sheet.table->row_count < 2 || !column)
		return UNHANDLED;
	return (struct outcome){ .kind = OUTCOME_HELP, .field = column->field };
}

static struct outcome link_of(struct view_compare *compare)
{
	struct source source;

	if (compare_sheet_source(&compare->sheet, &source))
		return (struct outcome){ .kind = OUTCOME_LINK, .text = source.url };
	explorer_say(compare->view.explorer, "%s",
		_("The sources are at the foot; Enter on a value shows its own."));
	return STAY;
}

static bool has_too_few(const struct view *view)
{
	const struct table *table = ((const struct view_compare *)view)->sheet.table;

	return !table || table->row_count < 2;
}

/* What works on a comparison, while there is none yet. */
static struct outcome act_on_nothing(struct view_compare *compare, enum action action)
{
	switch (action) {
	case ACTION_ALL_OF:
	case ACTION_OPEN: return (struct outcome){ .kind = OUTCOME_ADD };
	case ACTION_TAKE_OUT: /* a single one */ return act_on_model(compare, action);
	case ACTION_DIFFERENCES:
	case ACTION_BASELINE:
	case ACTION_EXCLUDE:
	case ACTION_MOVE_LEFT:
	case ACTION_MOVE_RIGHT:
	case ACTION_TURN:
	case ACTION_OFFERS:
	case ACTION_COPY:
	case ACTION_COMPARE:
	case ACTION_CLEAR:
		explorer_complain(compare->view.explorer, "%s",
			_("There is nothing to compare yet: + adds a model by its name."));
		return STAY;
	default: return UNHANDLED;
	}
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_compare *compare = compare_of(view);

	if (has_too_few(view))
		return act_on_nothing(compare, action);
	if (compare_sheet_act(&compare->sheet, action))
		return STAY;
	switch (action) {
	case ACTION_MOVE_LEFT: move_model(compare, -1); return STAY;
	case ACTION_MOVE_RIGHT: move_model(compare, 1); return STAY;
	case ACTION_HELP: return help(compare);
	case ACTION_DIFFERENCES:
		compare->is_only_differences = !compare->is_only_differences;
		return STAY;
	case ACTION_TURN: compare->is_turned = !compare->is_turned; return STAY;
	case ACTION_OFFERS: toggle_offers(compare); return STAY;
	case ACTION_ALL_OF: return (struct outcome){ .kind = OUTCOME_ADD };
	case ACTION_EXCLUDE: hide(compare); return STAY;
	case ACTION_COPY: return copy(compare);
	case ACTION_LINK: return link_of(compare);
	case ACTION_ADJUST: /* what costs and memory are computed for is set where they are told whole */
		explorer_say(compare->view.explorer, "%s",
			_("$ sets the workload, r bits and context: both hold here too."));
		return STAY;
	case ACTION_CLEAR:
		if (compare->hidden_count == 0 && !compare->is_only_differences &&
			compare->baseline == UINT32_MAX)
			explorer_say(compare->view.explorer, "%s",
				_("No row is hidden, and there is no baseline."));
		compare->hidden_count = 0;
		compare->is_only_differences = false;
		compare->baseline = UINT32_MAX;
		return STAY;
	default: return act_on_model(compare, action);
	}
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	compare_sheet_click(&compare_of(view)->sheet, x, y, sheet_area(compare_of(view), area));
	return STAY;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	static const struct key_hint list[] = { { ACTION_HELP, N_("help") },
		{ ACTION_DIFFERENCES, N_("differ") }, { ACTION_BASELINE, N_("base") },
		{ ACTION_EXCLUDE, N_("hide row") }, { ACTION_TAKE_OUT, N_("drop") },
		{ ACTION_ALL_OF, N_("add") }, { ACTION_MOVE_LEFT, "" },
		{ ACTION_MOVE_RIGHT, N_("move") }, { ACTION_EXPORT, N_("export") },
		{ ACTION_OPEN, N_("why believed") }, { ACTION_PALETTE, N_("turn, offers, more") },
		{ ACTION_QUIT, N_("leave") } };
	const struct compare_sheet *sheet = &((const struct view_compare *)view)->sheet;
	size_t count = sizeof(list) / sizeof(list[0]), at = 0;

	if (has_too_few(view)) {
		out[0] = (struct key_hint){ ACTION_BROWSE, _("list") };
		out[1] = (struct key_hint){ ACTION_ALL_OF, _("add") };
		out[2] = (struct key_hint){ ACTION_HELP, _("help") };
		return 3;
	}
	for (size_t i = 0; i < count; i++) {
		if (i == 1 && !sheet->table->is_transposed &&
			sheet->shown < sheet->table->column_count)
			out[at++] = (struct key_hint){ ACTION_RIGHT, _("more columns") };
		out[at++] = (struct key_hint){ list[i].action,
			*list[i].label ? _(list[i].label) : "" };
	}
	return at;
}

static struct table *table(struct view *view, struct arena *arena)
{
	const uint32_t *rows;

	if (explorer_marked_rows(view->explorer, arena, &rows) < 2)
		return NULL; /* there is nothing to compare yet */
	return make_table(compare_of(view), arena);
}

static uint32_t row(struct view *view)
{
	const struct compare_sheet *sheet = &compare_of(view)->sheet;

	return sheet->table && sheet->model < sheet->table->row_count
		? sheet->table->rows[sheet->model]
		: UINT32_MAX;
}

static void free_compare(struct view *view)
{
	compare_sheet_done(&compare_of(view)->sheet);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Compare"),
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.click = click,
	.hints = hints,
	.table = table,
	.row = row,
	.free = free_compare };

struct view *view_compare_new(struct explorer *explorer)
{
	struct view_compare *compare = memory_get_zeroed(1, sizeof(*compare));

	compare->view = (struct view){ .ops = &ops, .explorer = explorer };
	compare->baseline = UINT32_MAX;
	return &compare->view;
}

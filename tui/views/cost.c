/* SPDX-License-Identifier: MIT */
/* What it costs: the marked models, the cheapest offers of the query, all offers of a model, and cost against volume. Its parameters are the
 * clause with: of the query; h and l walk the workloads, a types them. */
#include "catalog/advice/cost_table.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/tables/export.h"
#include "tui/calculation.h"
#include "tui/parameter_line.h"
#include "tui/table_pane.h"
#include "tui/views/cost_chart.h"
#include "tui/views/cost_foot.h"
#include "tui/views/cost_workload.h"
#include "tui/views/view.h"

#include <math.h>
#include <stdlib.h>

enum page { PAGE_MODELS, PAGE_CHEAPEST, PAGE_OFFERS, PAGE_VOLUME, PAGE_COUNT };
enum { QUERY_ROWS = 2000, GUTTER = 4, NOTE_LINES_LEAST = 2, NOTE_LINES_MOST = 6, ROWS_LEAST = 6 };

struct view_cost {
	struct view view;
	enum page page;
	uint32_t row; /* the model it was opened on; UINT32_MAX: none */
	struct table_pane pane;
	struct parameter_line line;
	struct rect list; /* heads and rows */
	int note_lines;   /* the most that a row has needed: the list does not jump back */
	const uint32_t *rows;
	uint32_t count;
};

static struct view_cost *cost_of_view(struct view *view)
{
	return (struct view_cost *)view;
}

/* The marked models; without marks the one it was opened on, else the first of the query. */
static uint32_t chosen_rows(const struct view_cost *cost, struct arena *arena,
	const uint32_t **rows)
{
	struct explorer *explorer = cost->view.explorer;
	uint32_t count = (uint32_t)explorer_marked_rows(explorer, arena, rows);

	if (count > 0)
		return count;
	uint32_t *one = ARENA_ARRAY(arena, uint32_t, 1);
	one[0] = cost->row != UINT32_MAX ? cost->row : explorer_row_at(explorer, 0);
	*rows = one;
	return one[0] != UINT32_MAX;
}

static uint32_t query_rows(struct explorer *explorer, struct arena *arena, const uint32_t **rows)
{
	uint32_t *out = ARENA_ARRAY(arena, uint32_t, QUERY_ROWS), got = 0;

	query_run_rows(explorer->run, 0, QUERY_ROWS, out, &got, explorer->interrupt);
	*rows = out;
	return got;
}

static struct text query_command(struct text query, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out);
	strbuf_add_format(&out, "llmatlas cost --limit %d --query ", QUERY_ROWS);
	export_shell_word(&out, query);
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

static struct table *make_table(struct view_cost *cost, struct arena *arena)
{
	static const enum cost_rows hows[PAGE_COUNT] = { [PAGE_MODELS] = COST_ROWS_MODELS,
		[PAGE_CHEAPEST] = COST_ROWS_CHEAPEST,
		[PAGE_OFFERS] = COST_ROWS_OFFERS };
	struct explorer *explorer = cost->view.explorer;
	const struct query *told = explorer_told(explorer, arena);
	const struct parameters *parameters = &told->parameters;
	struct table *table;

	cost->count = cost->page == PAGE_CHEAPEST ? query_rows(explorer, arena, &cost->rows)
						  : chosen_rows(cost, arena, &cost->rows);
	if (cost->page == PAGE_VOLUME)
		table = table_cost_volumes(explorer->store, explorer->run, cost->rows, cost->count,
			1000, parameters, arena);
	else
		table = table_cost(explorer->store, explorer->run, cost->rows, cost->count,
			hows[cost->page], parameters, arena);
	table->query = told;
	if (cost->page == PAGE_CHEAPEST)
		table->command = query_command(told->text, arena);
	return table;
}

static int chart_height(const struct view_cost *cost, struct rect area)
{
	int left = area.height - 10 - (int)cost->count -
		!isnan(cost->view.explorer->query.parameters.rig_usd);

	return cost->page == PAGE_VOLUME && left >= COST_CHART_HEIGHT_MIN ? left : 0;
}

/* "Acme Large, Cloudy": of which of several rows the notes are. */
static struct text whose(const struct view_cost *cost, const struct cost *of)
{
	const struct store *store = cost->view.explorer->store;
	const struct table *table = cost->pane.table;
	struct text title = store_title(store, table_cost_row(table, cost->pane.scroll.cursor));

	if (table->row_count < 2)
		return TEXT_NONE;
	return of->offer == UINT32_MAX ? title
				       : arena_format(&((struct view_cost *)cost)->view.frame,
						 "%.*s, %.*s", TEXT_ARGS(title),
						 TEXT_ARGS(store_term_title(store, FIELD_PROVIDER,
							 store_offer_provider(store, of->offer))));
}

/* What must be said beside the row under the cursor, in so many lines at most. */
static struct text notes_of(const struct view_cost *cost, struct rect area, int most)
{
	struct explorer *explorer = cost->view.explorer;
	struct arena *arena = &((struct view_cost *)cost)->view.frame;

	if (cost->pane.table->row_count == 0)
		return TEXT_NONE;
	if (cost->page == PAGE_VOLUME)
		return isnan(explorer->query.parameters.rig_usd)
			? text_of(_(
				  "rig=8000,watts=700,kwh=0.25,busy=0.6 adds own hardware (a types it)."))
			: TEXT_NONE;
	struct cost of = table_cost_of(cost->pane.table, cost->pane.scroll.cursor);
	return cost_foot_text(explorer, &of, whose(cost, &of), area.width - 4, most, arena);
}

/* Lines for the notes of the row, as long as rows are left. True: the list gave them. */
static bool make_room_for_notes(struct view_cost *cost, struct rect area)
{
	int most = cost->list.height - ROWS_LEAST + cost->note_lines;

	if (calculation_is_low(area) || cost->page == PAGE_VOLUME)
		return false;
	most = most < NOTE_LINES_MOST ? most : NOTE_LINES_MOST;
	int lines = cost_foot_lines(notes_of(cost, area, most), area.width - 4);
	lines = lines < most ? lines : most;
	if (lines <= cost->note_lines)
		return false;
	cost->list.height -= lines - cost->note_lines;
	cost->note_lines = lines;
	return true;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_cost *cost = cost_of_view(view);
	struct table *table = make_table(cost, &view->frame);
	int chart = chart_height(cost, area);

	cost->list = calculation_list(area, cost->note_lines);
	cost->list.height -= chart;
	table_pane_prepare(&cost->pane, table, cost->list, GUTTER, &view->frame);
	if (make_room_for_notes(cost, area))
		table_pane_prepare(&cost->pane, table, cost->list, GUTTER, &view->frame);
}

static bool letter(void *context, uint32_t index, char out[4])
{
	const struct view_cost *cost = context;

	if (cost->page == PAGE_VOLUME)
		return index < cost->count &&
			explorer_mark_letter(cost->view.explorer, cost->rows[index], out);
	return explorer_mark_letter(cost->view.explorer, table_cost_row(cost->pane.table, index),
		out);
}

/* A line of the chart has the letter of its row, marked or not. */
static bool letter_of_line(void *context, uint32_t index, char out[4])
{
	const struct view_cost *cost = context;

	if (!letter(context, index, out))
		cost_chart_letter(cost->pane.table, index, out);
	return true;
}

static void draw_top(const struct view_cost *cost, struct canvas *canvas, struct rect area)
{
	static const char *const names[PAGE_COUNT] = { [PAGE_MODELS] = N_("models"),
		[PAGE_CHEAPEST] = N_("cheapest for the query"),
		[PAGE_OFFERS] = N_("all offers"),
		[PAGE_VOLUME] = N_("by volume") };
	struct strbuf text;
	int x = area.x + 2;

	if (calculation_is_tiny(area))
		x += 2 +
			canvas_text_cut(canvas, x, area.y + 1, area.width - 4, ROLE_ACCENT,
				text_of(_(names[cost->page])));
	strbuf_init(&text);
	parameters_print(&text, &cost->view.explorer->query.parameters, FIELD_COST);
	const char *workload = cost_workload_title(cost->view.explorer);
	if (workload)
		strbuf_add_format(&text, " · %s", workload);
	canvas_text_cut(canvas, x, area.y + 1, area.x + area.width - 2 - x, ROLE_STRONG,
		strbuf_text(&text));
	strbuf_done(&text);
	if (calculation_is_tiny(area))
		return;
	for (int i = 0; i < PAGE_COUNT; i++) { /* brackets: for those without colour */
		bool is_shown = i == (int)cost->page;
		x += 3 +
			canvas_format(canvas, x, area.y + (calculation_is_low(area) ? 2 : 3),
				area.x + area.width - 2 - x, is_shown ? ROLE_ACCENT : ROLE_DIM,
				is_shown ? "[%s]" : "%s", _(names[i]));
	}
	uint32_t all = query_run_count(cost->view.explorer->run);
	if (cost->page == PAGE_CHEAPEST && all > cost->count)
		canvas_format(canvas, x, area.y + (calculation_is_low(area) ? 2 : 3),
			area.x + area.width - 2 - x, ROLE_WARN, _("of the first %u models of %u"),
			cost->count, all);
}

static void draw_notes(const struct view_cost *cost, struct canvas *canvas, struct rect area)
{
	int lines = calculation_is_low(area) ? 1 : cost->note_lines;

	if (!calculation_is_tiny(area))
		cost_foot_draw(canvas,
			(struct rect){ area.x + 2, area.y + area.height - 1 - lines, area.width - 4,
				lines },
			cost->page == PAGE_VOLUME ? ROLE_DIM : ROLE_INFO,
			notes_of(cost, area, lines));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_cost *cost = cost_of_view((struct view *)view);
	int chart = chart_height(cost, area);

	canvas_box(canvas, area, text_of(_("What it costs")),
		parameter_line_foot(&cost->line,
			_("Tab next page · h l workloads · a type them · Esc back")));
	draw_top(cost, canvas, area);
	if (cost->pane.table->row_count == 0)
		canvas_text_cut(canvas, area.x + 2, cost->list.y, area.width - 4, ROLE_TEXT,
			text_of(_(
				"No model matches the query. Esc goes back, z there clears it.")));
	else
		table_pane_draw(&cost->pane, canvas, cost->list,
			chart > 0 ? letter_of_line : letter, cost);
	if (chart > 0)
		cost_chart_draw(cost->pane.table, canvas,
			(struct rect){ area.x + 1, area.y + area.height - 3 - chart, area.width - 3,
				chart },
			letter, cost, &cost->view.frame);
	draw_notes(cost, canvas, area);
	if (cost->line.is_open)
		parameter_line_draw(&cost->line, canvas,
			(struct rect){ area.x + 2, area.y + 1, area.width - 4, 4 });
}

static void turn_page(struct view_cost *cost, int pages)
{
	cost->page = (enum page)((cost->page + pages) % PAGE_COUNT);
	cost->note_lines = NOTE_LINES_LEAST;
	scroll_to(&cost->pane.scroll, 0);
}

/* The model of the line in hand; UINT32_MAX: own hardware, or nothing. */
static uint32_t model_in_hand(const struct view_cost *cost)
{
	uint32_t at = cost->pane.scroll.cursor;

	if (cost->page == PAGE_VOLUME)
		return at < cost->count ? cost->rows[at] : UINT32_MAX;
	return cost->pane.table->row_count > 0 ? table_cost_row(cost->pane.table, at) : UINT32_MAX;
}

static struct outcome act_on_model(struct view_cost *cost, enum action action)
{
	struct explorer *explorer = cost->view.explorer;
	uint32_t row = model_in_hand(cost);

	if (row == UINT32_MAX) {
		explorer_complain(explorer, "%s", _("This line is no model."));
		return STAY;
	}
	if (action != ACTION_MARK)
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = row,
			.field = field_get(FIELD_PRICE) };
	explorer_toggle_mark(explorer, row);
	return STAY;
}

static struct outcome act(struct view *view, enum action action)
{
	static const enum parameter wanted[] = { PARAMETER_INPUT, PARAMETER_OUTPUT,
		PARAMETER_REQUESTS, PARAMETER_CACHED, PARAMETER_COUNT };
	struct view_cost *cost = cost_of_view(view);

	if (scroll_act(&cost->pane.scroll, action))
		return STAY;
	switch (action) {
	case ACTION_NEXT_PANE: turn_page(cost, 1); return STAY;
	case ACTION_PREVIOUS_PANE: turn_page(cost, PAGE_COUNT - 1); return STAY;
	case ACTION_LEFT: cost_workload_walk(view->explorer, -1); return STAY;
	case ACTION_RIGHT: cost_workload_walk(view->explorer, 1); return STAY;
	case ACTION_TAKE_OUT: cost_workload_forget(view->explorer); return STAY;
	case ACTION_ADJUST: parameter_line_open(&cost->line, view->explorer, wanted); return STAY;
	case ACTION_MARK:
	case ACTION_OPEN:
	case ACTION_EVIDENCE: return act_on_model(cost, action);
	case ACTION_COST:
	case ACTION_BACK:
	case ACTION_QUIT: return POP;
	default: return UNHANDLED;
	}
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_cost *cost = cost_of_view(view);
	return parameter_line_key(&cost->line, view->explorer, event) ? STAY : UNHANDLED;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	size_t typing = parameter_line_hints(&((const struct view_cost *)view)->line, out);

	if (typing > 0)
		return typing;
	out[0] = (struct key_hint){ ACTION_HELP, _("help") };
	out[1] = (struct key_hint){ ACTION_NEXT_PANE, _("next page") };
	out[2] = (struct key_hint){ ACTION_RIGHT, _("workloads") };
	out[3] = (struct key_hint){ ACTION_ADJUST, _("type parameters") };
	out[4] = (struct key_hint){ ACTION_MARK, _("mark") };
	out[5] = (struct key_hint){ ACTION_OPEN, _("why believed") };
	out[6] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[7] = (struct key_hint){ ACTION_BACK, _("back") };
	return 8;
}

static struct table *table(struct view *view, struct arena *arena)
{
	return make_table(cost_of_view(view), arena);
}

static void free_cost(struct view *view)
{
	parameter_line_done(&cost_of_view(view)->line);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Cost"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.key = key,
	.hints = hints,
	.table = table,
	.free = free_cost };

struct view *view_cost_new(struct explorer *explorer, uint32_t row)
{
	struct view_cost *cost = memory_get_zeroed(1, sizeof(*cost));

	cost->view = (struct view){ .ops = &ops, .explorer = explorer };
	cost->row = row;
	cost->note_lines = NOTE_LINES_LEAST;
	cost->page = explorer->marked_count == 0 && row != UINT32_MAX ? PAGE_OFFERS : PAGE_MODELS;
	parameter_line_init(&cost->line);
	return &cost->view;
}

/* SPDX-License-Identifier: MIT */
/* What it runs on: memory that the marked models (or those of the query) need against the memory there is. h and l walk the quantizations, < and >
 * the context, + and - the users, n and p
 * common cards; a types everything, memory included. */
#include "catalog/advice/fit_table.h"

#include "catalog/advice/hardware.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/quantization.h"
#include "state/machine.h"
#include "tui/calculation.h"
#include "tui/parameter_line.h"
#include "tui/table_pane.h"
#include "tui/views/view.h"

#include <math.h>
#include <stdlib.h>

enum { QUERY_ROWS = 500, GUTTER = 4, NOTE_LINES = 2 };

struct view_fit {
	struct view view;
	uint32_t row;      /* the model it was opened on; UINT32_MAX: none */
	bool is_of_query;  /* the models of the query instead of the marked ones */
	struct arena kept; /* of the machine */
	struct machine machine;
	size_t card; /* 0: this machine; else hardware 1..count */
	struct table_pane pane;
	struct parameter_line line;
	struct rect list;
	const uint32_t *rows;
	uint32_t count;
};

static struct view_fit *fit_of_view(struct view *view)
{
	return (struct view_fit *)view;
}

/* memory= of the query, else a card that is tried, else this machine. */
static struct parameters parameters_of(const struct view_fit *fit)
{
	struct parameters parameters = fit->view.explorer->query.parameters;

	if (fit->card > 0) {
		const struct hardware *card = hardware_get(fit->card - 1);
		parameters.memory_bytes = card->memory;
		parameters.bandwidth = card->bandwidth;
	} else if (isnan(parameters.memory_bytes)) {
		parameters.memory_bytes = machine_memory(&fit->machine);
		parameters.bandwidth = machine_bandwidth(&fit->machine);
	}
	return parameters;
}

static uint32_t choose_rows(struct view_fit *fit, struct arena *arena)
{
	struct explorer *explorer = fit->view.explorer;
	uint32_t *out = ARENA_ARRAY(arena, uint32_t, QUERY_ROWS), got = 0;
	uint32_t count = (uint32_t)explorer_marked_rows(explorer, arena, &fit->rows);

	if (!fit->is_of_query && count > 0)
		return count;
	fit->rows = out;
	if (!fit->is_of_query && fit->row != UINT32_MAX) {
		out[0] = fit->row;
		return 1;
	}
	query_run_rows(explorer->run, 0, QUERY_ROWS, out, &got, explorer->interrupt);
	return got;
}

static struct table *make_table(struct view_fit *fit, struct arena *arena)
{
	struct parameters parameters = parameters_of(fit);

	fit->count = choose_rows(fit, arena);
	struct table *table = table_fit(fit->view.explorer->store, fit->rows, fit->count,
		&parameters, arena);
	table->query = &fit->view.explorer->query;
	return table;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_fit *fit = fit_of_view(view);
	struct table *table = make_table(fit, &view->frame);

	fit->list = calculation_list(area, NOTE_LINES);
	table_pane_prepare(&fit->pane, table, fit->list, GUTTER, &view->frame);
}

static bool letter(void *context, uint32_t index, char out[4])
{
	const struct view_fit *fit = context;
	return explorer_mark_letter(fit->view.explorer, fit->rows[index], out);
}

static void draw_top(struct view_fit *fit, struct canvas *canvas, struct rect area)
{
	struct arena *arena = &fit->view.frame;
	struct parameters parameters = parameters_of(fit);
	struct text where;

	if (fit->card > 0)
		where = arena_format(arena, "%s", hardware_get(fit->card - 1)->name);
	else if (!isnan(fit->view.explorer->query.parameters.memory_bytes))
		where = text_of(_("as typed"));
	else
		where = machine_sentence(&fit->machine, arena);
	canvas_format(canvas, area.x + 2, area.y + 1, area.width - 4, ROLE_STRONG, "%.*s",
		TEXT_ARGS(fit->pane.table->title));
	if (calculation_is_tiny(area))
		return;
	canvas_text_cut(canvas, area.x + 2, area.y + 2, area.width - 4, ROLE_TEXT, where);
	if (calculation_is_low(area))
		return;
	if (isnan(parameters.memory_bytes))
		canvas_text_cut(canvas, area.x + 2, area.y + 3, area.width - 4, ROLE_INFO,
			text_of(_(
				"How much memory there is is not known: a types it, memory=24GB.")));
	else
		canvas_text_cut(canvas, area.x + 2, area.y + 3, area.width - 4, ROLE_DIM,
			text_of(fit->is_of_query ? _("models of the query")
					: fit->view.explorer->marked_count > 0 ? _("marked models")
									       : _("this model")));
}

static void draw_notes(struct view_fit *fit, struct canvas *canvas, struct rect area)
{
	struct arena *arena = &fit->view.frame;
	struct text text;
	size_t at = 0;

	if (fit->count == 0 || calculation_is_tiny(area))
		return;
	struct memory_need need = table_fit_of(fit->pane.table, fit->pane.scroll.cursor);
	if (!need.is_known)
		text = text_of(fit_reason_text(need.reason));
	else if (need.reason == FIT_EXACT)
		text = arena_format(arena,
			_("cache: %.0f bytes a token and user (%.2f GiB in all); weights %.2f GiB; speed is inferred from the memory's bandwidth"),
			need.token_high, need.cache_high / 1073741824.0,
			need.weights / 1073741824.0);
	else
		text = arena_format(arena, _("an interval, because %s; weights %.2f GiB"),
			fit_reason_text(need.reason), need.weights / 1073741824.0);
	for (int y = calculation_is_low(area) ? 1 : 0; y < NOTE_LINES; y++)
		canvas_text_cut(canvas, area.x + 2, area.y + area.height - 1 - NOTE_LINES + y,
			area.width - 4, need.reason == FIT_EXACT ? ROLE_DIM : ROLE_INFO,
			text_wrap(text, &at, area.width - 4));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_fit *fit = fit_of_view((struct view *)view);

	canvas_box(canvas, area, text_of(_("What it runs on")),
		parameter_line_foot(&fit->line,
			_("h l quantization · < > context · + - users · n p cards · a type · Esc back")));
	draw_top(fit, canvas, area);
	if (fit->count == 0)
		canvas_text_cut(canvas, area.x + 2, fit->list.y, area.width - 4, ROLE_TEXT,
			text_of(_(
				"No model matches the query. Esc goes back, z there clears it.")));
	else
		table_pane_draw(&fit->pane, canvas, fit->list, letter, fit);
	draw_notes(fit, canvas, area);
	if (fit->line.is_open)
		parameter_line_draw(&fit->line, canvas,
			(struct rect){ area.x + 2, area.y + 1, area.width - 4, 4 });
}

/* The usual quantizations, more bits to the left. */
static void walk_bits(struct explorer *explorer, int step)
{
	struct parameters parameters = explorer->query.parameters;
	int best = -1, count = (int)quantization_count();

	for (int i = 0; i < count; i++) {
		const struct quantization *one = quantization_get((size_t)i);
		bool is_beyond = step > 0 ? one->bits < parameters.bits - 1e-9
					  : one->bits > parameters.bits + 1e-9;
		if (!one->is_usual || !is_beyond)
			continue;
		if (best < 0 ||
			step < 0) /* the list falls: the nearest is the first below, the last above */
			best = i;
	}
	if (best < 0)
		return;
	parameter_read(&parameters, PARAMETER_BITS, text_of(quantization_get((size_t)best)->name),
		NULL);
	explorer_set_parameters(explorer, &parameters);
}

static void scale(struct explorer *explorer, enum parameter parameter, double factor)
{
	struct parameters parameters = explorer->query.parameters;
	double *value = parameter == PARAMETER_USERS ? &parameters.users
						     : &parameters.context_tokens;
	double least = parameter == PARAMETER_USERS ? 1 : 1000,
	       most = parameter == PARAMETER_USERS ? 1e6 : 1e8;

	*value = fmin(fmax(round(*value * factor), least), most);
	parameters.given |= 1u << parameter;
	explorer_set_parameters(explorer, &parameters);
}

static struct outcome act_on_parameters(struct view_fit *fit, enum action action)
{
	static const enum parameter wanted[] = { PARAMETER_BITS, PARAMETER_CONTEXT, PARAMETER_USERS,
		PARAMETER_MEMORY, PARAMETER_COUNT };
	struct explorer *explorer = fit->view.explorer;

	switch (action) {
	case ACTION_LEFT: walk_bits(explorer, -1); return STAY;
	case ACTION_RIGHT: walk_bits(explorer, 1); return STAY;
	case ACTION_MOVE_LEFT: scale(explorer, PARAMETER_CONTEXT, 0.5); return STAY;
	case ACTION_MOVE_RIGHT: scale(explorer, PARAMETER_CONTEXT, 2); return STAY;
	case ACTION_ALL_OF: scale(explorer, PARAMETER_USERS, 2); return STAY;
	case ACTION_EXCLUDE: scale(explorer, PARAMETER_USERS, 0.5); return STAY;
	case ACTION_NEXT:
	case ACTION_PREVIOUS:
		fit->card = (fit->card + (action == ACTION_NEXT ? 1 : hardware_count())) %
			(hardware_count() + 1);
		return STAY;
	case ACTION_ADJUST: parameter_line_open(&fit->line, explorer, wanted); return STAY;
	default: return UNHANDLED;
	}
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_fit *fit = fit_of_view(view);
	uint32_t at = fit->pane.scroll.cursor;

	if (scroll_act(&fit->pane.scroll, action))
		return STAY;
	switch (action) {
	case ACTION_NEXT_PANE:
	case ACTION_PREVIOUS_PANE:
		fit->is_of_query = !fit->is_of_query;
		scroll_to(&fit->pane.scroll, 0);
		return STAY;
	case ACTION_MARK:
		if (at < fit->count)
			explorer_toggle_mark(view->explorer, fit->rows[at]);
		return STAY;
	case ACTION_OPEN:
	case ACTION_EVIDENCE:
		if (at >= fit->count)
			return STAY;
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = fit->rows[at],
			.field = field_get(FIELD_PARAMS) };
	case ACTION_FIT:
	case ACTION_BACK:
	case ACTION_QUIT: return POP;
	default: return act_on_parameters(fit, action);
	}
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_fit *fit = fit_of_view(view);
	const struct parameters *parameters = &view->explorer->query.parameters;
	double memory = parameters->memory_bytes;

	if (!parameter_line_key(&fit->line, view->explorer, event))
		return UNHANDLED;
	if (!isnan(parameters->memory_bytes) && parameters->memory_bytes != memory)
		fit->card = 0; /* memory that is typed counts, not the card that was tried before */
	return STAY;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	size_t typing = parameter_line_hints(&((const struct view_fit *)view)->line, out);

	if (typing > 0)
		return typing;
	out[0] = (struct key_hint){ ACTION_HELP, _("help") };
	out[1] = (struct key_hint){ ACTION_RIGHT, _("quantization") };
	out[2] = (struct key_hint){ ACTION_MOVE_RIGHT, _("context") };
	out[3] = (struct key_hint){ ACTION_ALL_OF, _("users") };
	out[4] = (struct key_hint){ ACTION_NEXT, _("cards") };
	out[5] = (struct key_hint){ ACTION_ADJUST, _("type parameters") };
	out[6] = (struct key_hint){ ACTION_NEXT_PANE, _("query or marked") };
	out[7] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[8] = (struct key_hint){ ACTION_BACK, _("back") };
	return 9;
}

static struct table *table(struct view *view, struct arena *arena)
{
	return make_table(fit_of_view(view), arena);
}

static void free_fit(struct view *view)
{
	struct view_fit *fit = fit_of_view(view);

	parameter_line_done(&fit->line);
	arena_done(&fit->kept);
	arena_done(&view->frame);
	free(fit);
}

static const struct view_ops ops = { .title = N_("Memory"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.key = key,
	.hints = hints,
	.table = table,
	.free = free_fit };

struct view *view_fit_new(struct explorer *explorer, uint32_t row)
{
	struct view_fit *fit = memory_get_zeroed(1, sizeof(*fit));

	fit->view = (struct view){ .ops = &ops, .explorer = explorer };
	fit->row = row;
	fit->is_of_query = explorer->marked_count == 0 && row == UINT32_MAX;
	arena_init(&fit->kept);
	machine_detect(&fit->machine, explorer->machine_root, &fit->kept);
	parameter_line_init(&fit->line);
	return &fit->view;
}

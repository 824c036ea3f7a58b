/* SPDX-License-Identifier: MIT */
#include "tui/views/prompt_offers.h"

#include <stdio.h>
#include <string.h>

enum { FOUND_MAX = 400 };

void prompt_offers_init(struct prompt_offers *offers)
{
	memset(offers, 0, sizeof(*offers));
	strbuf_init(&offers->counted_text);
	arena_init(&offers->counted_arena);
}

void prompt_offers_done(struct prompt_offers *offers)
{
	query_run_free(offers->counter);
	query_done(&offers->counted);
	arena_done(&offers->counted_arena);
	strbuf_done(&offers->counted_text);
}

/* The query as it would be without the word that is being typed. */
static void rest_of(const struct prompt_offers *offers, struct text line, const struct query *base,
	struct strbuf *rest)
{
	size_t from = offers->span.from, to = from + offers->span.size;
	struct strbuf words;

	from -= text_last_word(text_slice(line, 0, from)).size;
	while (to < line.size && line.bytes[to] != ' ')
		to++;
	strbuf_init(&words);
	strbuf_add(&words, text_slice(line, 0, from));
	strbuf_add(&words, text_slice(line, to, line.size));
	if (!base)
		strbuf_add(rest, strbuf_text(&words));
	else
		edit_words(rest, base, text_trim(strbuf_text(&words)));
	strbuf_done(&words);
}

/* Runs that query, when it has changed. False: it is none, or a key came. */
static bool run_rest(struct prompt_offers *offers, struct explorer *explorer, struct text line,
	const struct query *base)
{
	struct query_error error;
	struct query query;
	struct strbuf rest;
	struct arena arena;

	strbuf_init(&rest);
	rest_of(offers, line, base, &rest);
	if (offers->is_counted &&
		text_equal(strbuf_text(&rest), strbuf_text(&offers->counted_text))) {
		strbuf_done(&rest);
		return true;
	}
	arena_init(&arena);
	bool is_query = query_parse(&query, explorer->store, strbuf_text(&rest),
		&explorer->defaults, &arena, &error);
	strbuf_clear(&offers->counted_text);
	offers->is_counted = false;
	if (!is_query) {
		arena_done(&arena);
		strbuf_done(&rest);
		return false;
	}
	if (!offers->counter)
		offers->counter = query_run_new(explorer->store, explorer->computations,
			explorer->computation_count);
	struct query former = offers->counted;
	struct arena former_arena = offers->counted_arena;
	offers->counted = query; /* where the run looks for it from now on */
	offers->counted_arena = arena;
	offers->is_counted = query_run_execute(offers->counter, &offers->counted,
				     explorer->interrupt, NULL) == RESULT_OK;
	query_done(&former);
	arena_done(&former_arena);
	strbuf_add(&offers->counted_text, strbuf_text(&rest));
	strbuf_done(&rest);
	return offers->is_counted;
}

/* Thresholds are counted in the direction that the field has: ">=" of most, "<=" of prices. */
static bool is_counted_so(const struct field *field, struct text before)
{
	return field->kind != KIND_NUMBER ||
		text_ends_with(before, field->is_at_most ? TEXT("<=") : TEXT(">="));
}

/* How many models each offered value would give beside the other clauses. */
static void count_offers(struct prompt_offers *offers, struct explorer *explorer, struct text line,
	const struct query *base, struct arena *frame)
{
	const struct field *field = offers->count > 0
		? store_field(explorer->store, offers->items[0].field)
		: NULL;
	struct facet facet;

	for (size_t i = 0; i < offers->count; i++)
		offers->counts[i] = UINT32_MAX;
	if (!field || field->facet == 0 ||
		!is_counted_so(field, text_slice(line, 0, offers->span.from)) ||
		!run_rest(offers, explorer, line, base) ||
		facet_count(offers->counter, &field->id, 1, frame, &facet, explorer->interrupt) !=
			RESULT_OK)
		return;
	for (size_t i = 0; i < offers->count; i++) {
		offers->counts[i] = 0; /* terms that no row has are not in the facet */
		for (size_t v = 0; v < facet.value_count; v++)
			if (facet.values[v].code == offers->items[i].code)
				offers->counts[i] = facet.values[v].count +
					facet.values[v].reported;
	}
}

/* Developers, providers and the like have no order of their own: the largest first. */
static void order_offers(struct prompt_offers *offers, const struct explorer *explorer)
{
	const struct field *field = offers->count > 0
		? store_field(explorer->store, offers->items[0].field)
		: NULL;

	if (!field || (field->kind != KIND_CATEGORY && field->kind != KIND_TAGS) ||
		offers->counts[0] == UINT32_MAX)
		return;
	for (size_t i = 1; i < offers->count; i++) {
		struct completion item = offers->items[i];
		uint32_t count = offers->counts[i];
		size_t at = i;
		for (; at > 0 && offers->counts[at - 1] < count; at--) {
			offers->items[at] = offers->items[at - 1];
			offers->counts[at] = offers->counts[at - 1];
		}
		offers->items[at] = item;
		offers->counts[at] = count;
	}
}

void prompt_offers_prepare(struct prompt_offers *offers, struct explorer *explorer,
	const struct line_editor *editor, const struct query *base, struct arena *frame)
{
	struct text line = strbuf_text(&editor->line);

	offers->items = ARENA_ARRAY(frame, struct completion, FOUND_MAX);
	offers->counts = ARENA_ARRAY(frame, uint32_t, FOUND_MAX);
	offers->count = complete(explorer->store, line, editor->cursor, frame, &offers->span,
		offers->items, FOUND_MAX);
	count_offers(offers, explorer, line, base, frame);
	order_offers(offers, explorer);
	if (offers->count > PROMPT_OFFERS_MAX)
		offers->count = PROMPT_OFFERS_MAX;
	if (offers->at >= offers->count)
		offers->at = 0;
}

static void draw_offer(const struct prompt_offers *offers, struct canvas *canvas, struct rect row,
	size_t at)
{
	const struct completion *offer = &offers->items[at];
	char count[16] = "";

	if (offers->counts[at] != UINT32_MAX)
		snprintf(count, sizeof(count), "%u", offers->counts[at]);
	/* To the end of the line: half a row of the list beside it would read as part of it. */
	canvas_fill(canvas, (struct rect){ 0, row.y, canvas->width, 1 }, ROLE_INPUT);
	int used = canvas_text_cut(canvas, row.x + 2, row.y, 26,
		offers->counts[at] == 0 ? ROLE_DIM : ROLE_STRONG, offer->insert);
	used = used < 20 ? 20 : used;
	canvas_text_cut(canvas, row.x + 3 + used, row.y, row.width - used - 10, ROLE_DIM,
		offer->title);
	canvas_text_right(canvas, row.x + row.width - 7, row.y, 6, ROLE_NUMBER, text_of(count));
	if (at == offers->at)
		canvas_select(canvas, row, true);
}

void prompt_offers_draw(const struct prompt_offers *offers, struct canvas *canvas)
{
	int bottom = canvas->height - 3, width = canvas->width < 60 ? canvas->width : 59;
	int y = bottom - (int)offers->count;

	if (offers->count == 0)
		return;
	if (y < 2)
		y = 2;
	for (size_t i = 0; i < offers->count && y < bottom; i++, y++)
		draw_offer(offers, canvas, (struct rect){ 0, y, width, 1 }, i);
}

/* SPDX-License-Identifier: MIT */
/* The lines of a ranking as a table, for every export format. */
#include "catalog/advice/record.h"

#include "catalog/advice/rank_parts.h"
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

#include <math.h>
#include <string.h>

enum ranking_column {
	COLUMN_RANK,
	COLUMN_MODEL,
	COLUMN_SCORE,
	COLUMN_LOW,
	COLUMN_MID,
	COLUMN_HIGH,
	COLUMN_TASTES,
	COLUMN_FACTS,
	COLUMN_MONTH,
	COLUMN_HOST,
	COLUMN_OPEN,
	COLUMN_END
};

static struct cell hundredths(struct arena *arena, int32_t value)
{
	return cell_figure((double)value / (POINTS / 100), 1, arena);
}

static void row(const struct table *table, uint32_t index, struct arena *arena, struct cell *cells)
{
	const struct ranking *ranking = table->context;
	const struct candidate *one = &ranking->list[index];

	struct text host = candidate_host(ranking, one);
	double usd = candidate_usd(ranking, one);

	cells[COLUMN_RANK] = cell_count(index + 1, arena);
	cells[COLUMN_MODEL] = cell_text(store_title(ranking->store, one->row));
	cells[COLUMN_SCORE] = cell_figure(candidate_score(one), 1, arena);
	cells[COLUMN_LOW] = hundredths(arena, one->total.lo);
	cells[COLUMN_MID] = hundredths(arena, one->total.mid);
	cells[COLUMN_HIGH] = hundredths(arena, one->total.hi);
	cells[COLUMN_TASTES] = cell_count(percent_of(ranking, one->preference), arena);
	cells[COLUMN_FACTS] = cell_count(percent_of(ranking, one->data), arena);
	cells[COLUMN_MONTH] = isnan(usd) ? cell_unknown() : cell_figure(usd, 2, arena);
	cells[COLUMN_HOST] = host.size == 0
		? cell_text(TEXT_NONE)
		: cell_word(host,
			  store_term(ranking->store, FIELD_PROVIDER,
				  store_offer_provider(ranking->store, one->month_offer))
				  .key);
	cells[COLUMN_OPEN] = cell_text(
		one->is_marked ? open_needs_text(ranking, one, arena) : TEXT_NONE);
}

static struct text row_id(const struct table *table, uint32_t index)
{
	const struct ranking *ranking = table->context;
	return store_id(ranking->store, ranking->list[index].row);
}

static struct text row_title(const struct table *table, uint32_t index)
{
	const struct ranking *ranking = table->context;
	return store_title(ranking->store, ranking->list[index].row);
}

static const struct table_ops ops = { .row = row, .row_id = row_id, .row_title = row_title };

struct table *table_ranking(const struct ranking *ranking, struct query_run *run,
	struct text command, struct arena *arena)
{
	static const struct {
		const char *key, *title;
		bool is_right;
	} heads[COLUMN_END] = { { "rank", N_("Rank"), true }, { "name", N_("Model"), false },
		{ "score", N_("Score"), true }, { "low", N_("Low"), true },
		{ "mid", N_("Middle"), true }, { "high", N_("High"), true },
		{ "preference", N_("First by tastes, %"), true },
		{ "data", N_("First by facts, %"), true }, { "month", N_("USD a month"), true },
		{ "provider", N_("Provider"), false },
		{ "unknown_needs", N_("To verify"), false } };
	struct table *table = ARENA_ARRAY(arena, struct table, 1);
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, COLUMN_END);

	for (int i = 0; i < COLUMN_END; i++)
		columns[i] = (struct table_column){ .key = text_of(heads[i].key),
			.title = text_of(_(heads[i].title)),
			.english = text_of(heads[i].title),
			.brief = text_of(_(heads[i].title)),
			.is_number = heads[i].is_right,
			.alignment = heads[i].is_right ? ALIGN_RIGHT : ALIGN_LEFT,
			.width = i == COLUMN_MODEL ? 28 : 8,
			.priority = (uint8_t)i };
	if (!ranking_has_volume(ranking)) {
		columns[COLUMN_MONTH].key = TEXT("per_million");
		columns[COLUMN_MONTH].english = TEXT("USD per 1M tokens");
		columns[COLUMN_MONTH].title = columns[COLUMN_MONTH].brief = text_of(
			_("USD per 1M tokens"));
	}
	struct text notes[2];
	size_t count = ranking_left_out(ranking, arena, notes);
	*table = (struct table){ .ops = &ops,
		.kind = TABLE_RANKING,
		.store = ranking->whole,
		.run = run,
		.columns = columns,
		.column_count = COLUMN_END,
		.row_count = ranking->lines,
		.title = ranking_headline(ranking, arena),
		.not_weighed = count == 0 ? TEXT_NONE
			: count == 1      ? notes[0]
					  : arena_format(arena, "%.*s %.*s", TEXT_ARGS(notes[0]),
						    TEXT_ARGS(notes[1])),
		.command = arena_format(arena, "%.*s --table", TEXT_ARGS(command)),
		.cells = CELLS_KEYS,
		.context = (void *)ranking };
	return table;
}

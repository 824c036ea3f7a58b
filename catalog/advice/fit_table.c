/* SPDX-License-Identifier: MIT */
#include "catalog/advice/fit_table.h"

#include "catalog/advice/column.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/quantization.h"

#include <math.h>

enum {
	COLUMN_NAME,
	COLUMN_TOTAL,
	COLUMN_FITS,
	COLUMN_MISSING,
	COLUMN_WEIGHTS,
	COLUMN_CACHE,
	COLUMN_OVERHEAD,
	COLUMN_QUANTIZATION,
	COLUMN_CONTEXT,
	COLUMN_USERS,
	COLUMN_SPEED,
	COLUMN_CACHE_LOW,
	COLUMN_TOTAL_LOW,
	COLUMN_REASON,
	COLUMN_COUNT
};

#define BYTES(key, en, ko) COLUMN_FIELD(key, KIND_NUMBER, UNIT_BYTES, en, ko, BETTER_LOW, 9)
#define WORDS(key, en, ko, width) \
	COLUMN_FIELD(key, KIND_TEXT, UNIT_NONE, en, ko, BETTER_NONE, width)
static const struct field fields[COLUMN_COUNT] = {
	[COLUMN_NAME] = WORDS("name", "Name", "이름", 24),
	[COLUMN_TOTAL] = BYTES("total", "Total", "합계"),
	[COLUMN_FITS] = WORDS("fits", "Fits", "들어감", 12),
	[COLUMN_MISSING] = BYTES("missing", "Missing", "부족"),
	[COLUMN_WEIGHTS] = BYTES("weights", "Weights", "가중치"),
	[COLUMN_CACHE] = BYTES("kv_cache", "KV cache", "KV 캐시"),
	[COLUMN_OVERHEAD] = BYTES("overhead", "Overhead", "오버헤드"),
	[COLUMN_QUANTIZATION] = WORDS("quantization", "Best fit", "맞는 양자화", 11),
	[COLUMN_CONTEXT] = COLUMN_FIELD("context", KIND_NUMBER, UNIT_TOKENS, "Context up to",
		"최대 컨텍스트", BETTER_HIGH, 13),
	[COLUMN_USERS] = COLUMN_FIELD("users", KIND_NUMBER, UNIT_COUNT, "Users", "동시 이용자",
		BETTER_HIGH, 11),
	[COLUMN_SPEED] = COLUMN_FIELD("speed", KIND_NUMBER, UNIT_TOKENS_PER_SECOND, "Tokens/s",
		"토큰/초", BETTER_HIGH, 10),
	[COLUMN_CACHE_LOW] = BYTES("kv_cache_low", "KV cache from", "KV 캐시 최소"),
	[COLUMN_TOTAL_LOW] = BYTES("total_low", "Total from", "합계 최소"),
	[COLUMN_REASON] = WORDS("reason", "Reason", "이유", 40),
};

struct fit_context {
	struct parameters parameters;
	const uint32_t *rows;
	uint8_t kinds[COLUMN_COUNT];
};

static const struct fit_context *context_of(const struct table *table)
{
	return table->context;
}

struct memory_need table_fit_of(const struct table *table, uint32_t index)
{
	const struct fit_context *context = context_of(table);
	return fit_memory(table->store, context->rows[index], &context->parameters);
}

static const char *answer_text(enum fit_answer answer)
{
	switch (answer) {
	case FIT_YES: return _("fits");
	case FIT_MAYBE: return _("perhaps");
	case FIT_NO: return _("too large");
	case FIT_UNKNOWN: break;
	}
	return "?";
}

/* "fits at 4k": the model reads no more, however much is asked for. */
static struct text fits_text(const struct table *table, uint32_t row, enum fit_answer answer,
	struct arena *arena)
{
	const struct parameters *parameters = &context_of(table)->parameters;
	double window = query_row_parameters(parameters, table->store, row).context_tokens;
	struct strbuf tokens;

	if (window >= parameters->context_tokens || (answer != FIT_YES && answer != FIT_MAYBE))
		return text_of(answer_text(answer));
	strbuf_init(&tokens);
	number_print(&tokens, UNIT_TOKENS, window);
	struct text text = arena_format(arena,
		answer == FIT_YES ? _("fits at %.*s") : _("perhaps %.*s"),
		TEXT_ARGS(strbuf_text(&tokens)));
	strbuf_done(&tokens);
	return text;
}

static struct cell fits_cell(const struct table *table, uint32_t row,
	const struct memory_need *need, struct arena *arena)
{
	static const char *const keys[] = { [FIT_YES] = "yes",
		[FIT_MAYBE] = "perhaps",
		[FIT_NO] = "no",
		[FIT_UNKNOWN] = "" };
	enum fit_answer answer = fit_answer(need, context_of(table)->parameters.memory_bytes);
	struct cell cell = cell_word(fits_text(table, row, answer, arena), text_of(keys[answer]));

	if (answer == FIT_UNKNOWN)
		cell.value.state = VALUE_UNKNOWN;
	return cell;
}

static struct cell speed_cell(const struct table *table, uint32_t row, struct arena *arena)
{
	const struct parameters *parameters = &context_of(table)->parameters;
	struct memory_need need = fit_memory(table->store, row, parameters);
	struct fit_speed speed = { 0 };

	if (fit_answer(&need, parameters->memory_bytes) != FIT_NO)
		speed = fit_speed(table->store, row, parameters, parameters->bandwidth);
	struct cell cell = column_number(&fields[COLUMN_SPEED],
		speed.is_known ? speed.low : (double)NAN, speed.is_known ? speed.high : (double)NAN,
		arena);

	if (speed.is_known)
		cell.brief = arena_format(arena, "%.0f-%.0f", speed.low, speed.high);
	return cell;
}

/* Zero for programs, nothing to read for people. */
static struct cell nothing(int kind, struct arena *arena)
{
	struct cell cell = column_number(&fields[kind], (double)NAN, 0, arena);

	cell.full = cell.brief = TEXT("—");
	return cell;
}

static struct cell answer_cell(const struct table *table, int kind, uint32_t row,
	const struct memory_need *need, struct arena *arena)
{
	const struct parameters *parameters = &context_of(table)->parameters;
	double memory = parameters->memory_bytes, number;
	int best;

	switch (kind) {
	case COLUMN_FITS: return fits_cell(table, row, need, arena);
	case COLUMN_MISSING:
		if (!need->is_known)
			return column_number(&fields[kind], (double)NAN, (double)NAN, arena);
		number = fmax(need->total_high - memory, 0);
		if (number == 0)
			return nothing(kind, arena);
		return column_number(&fields[kind], fmax(need->total_low - memory, 0), number,
			arena);
	case COLUMN_QUANTIZATION:
		best = fit_quantization(table->store, row, parameters, memory);
		if (best < 0 && need->is_known)
			return cell_word(text_of(_("none")), TEXT("none"));
		return cell_text(
			best < 0 ? TEXT_NONE : text_of(quantization_get((size_t)best)->name));
	case COLUMN_CONTEXT: number = fit_context(table->store, row, parameters, memory); break;
	case COLUMN_USERS: number = fit_users(table->store, row, parameters, memory); break;
	default: return speed_cell(table, row, arena);
	}
	if (number <= 0) /* that it is too large stands under Fits */
		return nothing(kind, arena);
	return column_number(&fields[kind], (double)NAN, number, arena);
}

static struct cell cell_of(const struct table *table, int kind, uint32_t row,
	const struct memory_need *need, struct arena *arena)
{
	switch (kind) {
	case COLUMN_NAME: return cell_text(store_title(table->store, row));
	case COLUMN_TOTAL:
		return column_number(&fields[kind], need->total_low, need->total_high, arena);
	case COLUMN_WEIGHTS:
		return column_number(&fields[kind], need->weights, need->weights, arena);
	case COLUMN_CACHE:
		return column_number(&fields[kind], need->cache_low, need->cache_high, arena);
	case COLUMN_OVERHEAD:
		return column_number(&fields[kind], need->overhead, need->overhead, arena);
	case COLUMN_CACHE_LOW:
		return column_number(&fields[kind], (double)NAN, need->cache_low, arena);
	case COLUMN_TOTAL_LOW:
		return column_number(&fields[kind], (double)NAN, need->total_low, arena);
	case COLUMN_REASON: return cell_text(text_of(fit_reason_text(need->reason)));
	default: return answer_cell(table, kind, row, need, arena);
	}
}

/* Where a figure is from: the sources of the facts that it is computed from, and the weakest word of theirs. */
static void cite(const struct table *table, uint32_t row, const uint16_t *facts,
	struct arena *arena, struct cell *cell)
{
	enum { SOURCES_MAX = sizeof(cell->sources) / sizeof(cell->sources[0]) };

	for (; *facts != FIELD_NONE; facts++) {
		struct cell fact;
		table_cell(table, row, field_get(*facts), arena, &fact);
		if (fact.value.state != VALUE_KNOWN)
			continue;
		cell->basis = fact.basis > cell->basis ? fact.basis : cell->basis;
		for (uint8_t i = 0; i < fact.source_count; i++) {
			bool is_there = false;
			for (uint8_t j = 0; j < cell->source_count; j++)
				is_there = is_there || cell->sources[j] == fact.sources[i];
			if (!is_there && cell->source_count < SOURCES_MAX)
				cell->sources[cell->source_count++] = fact.sources[i];
		}
	}
}

static void cite_facts(const struct table *table, int kind, uint32_t row, struct arena *arena,
	struct cell *cell)
{
	static const uint16_t weights[] = { FIELD_PARAMS, FIELD_NONE },
			      cache[] = { FIELD_LAYERS, FIELD_ATTENTION_LAYERS, FIELD_GLOBAL_LAYERS,
				      FIELD_WINDOW, FIELD_KV_HEADS, FIELD_HEAD_DIM, FIELD_KV_RANK,
				      FIELD_ROPE_DIM, FIELD_NONE };

	if (table->cells == CELLS_KEYS || table->cells == CELLS_VALUES ||
		cell->value.state != VALUE_KNOWN)
		return;
	if (kind == COLUMN_WEIGHTS || kind == COLUMN_TOTAL)
		cite(table, row, weights, arena, cell);
	if (kind == COLUMN_CACHE || kind == COLUMN_TOTAL)
		cite(table, row, cache, arena, cell);
}

static void fit_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct fit_context *context = context_of(table);
	struct memory_need need = table_fit_of(table, index);

	for (size_t i = 0; i < table->column_count; i++) {
		cells[i] = cell_of(table, context->kinds[i], context->rows[index], &need, arena);
		if (context->kinds[i] == COLUMN_SPEED ||
			(need.is_known && need.reason != FIT_EXACT &&
				(context->kinds[i] == COLUMN_TOTAL ||
					context->kinds[i] == COLUMN_CACHE)))
			cells[i].basis = BASIS_INFERRED;
		cite_facts(table, context->kinds[i], context->rows[index], arena, &cells[i]);
	}
}

static struct text fit_id(const struct table *table, uint32_t index)
{
	return store_id(table->store, context_of(table)->rows[index]);
}

static struct text fit_title(const struct table *table, uint32_t index)
{
	return store_title(table->store, context_of(table)->rows[index]);
}

static const struct table_ops fit_ops = { .row = fit_cells,
	.row_id = fit_id,
	.row_title = fit_title };

static bool is_shown(const struct parameters *parameters, int kind)
{
	switch (kind) {
	case COLUMN_FITS:
	case COLUMN_MISSING:
	case COLUMN_QUANTIZATION:
	case COLUMN_CONTEXT:
	case COLUMN_USERS: return !isnan(parameters->memory_bytes);
	case COLUMN_SPEED: return !isnan(parameters->bandwidth);
	default: return true;
	}
}

/* One line on units, for below the table: "GB = 10^9 bytes; 24 GB = 22.4 GiB". */
static struct text units_text(const struct parameters *parameters, struct arena *arena)
{
	if (isnan(parameters->memory_bytes))
		return text_of(_("GB = 10^9 bytes, GiB = 1.074 GB"));
	return arena_format(arena, _("memory %.1f GB = %.1f GiB (GB = 10^9 bytes)"),
		parameters->memory_bytes / 1e9, parameters->memory_bytes / 1073741824.0);
}

static void add_columns(struct table *table, struct arena *arena)
{
	static const uint8_t priorities[COLUMN_COUNT] = { [COLUMN_TOTAL] = 1,
		[COLUMN_FITS] = 2,
		[COLUMN_MISSING] = 7,
		[COLUMN_WEIGHTS] = 5,
		[COLUMN_CACHE] = 6,
		[COLUMN_OVERHEAD] = 9,
		[COLUMN_QUANTIZATION] = 3,
		[COLUMN_CONTEXT] = 4,
		[COLUMN_USERS] = 8,
		[COLUMN_SPEED] = 5,
		[COLUMN_CACHE_LOW] = 254,
		[COLUMN_TOTAL_LOW] = 255,
		[COLUMN_REASON] = 10 };
	struct fit_context *context = table->context;
	bool has_interval = false;
	struct table_column *columns = column_list(fields, COLUMN_COUNT, arena);
	struct strbuf note;

	strbuf_init(&note);
	parameters_print(&note, &context->parameters, FIELD_MEMORY);
	for (uint32_t i = 0; i < table->row_count && !has_interval; i++)
		has_interval = table_fit_of(table, i).reason != FIT_EXACT;
	for (int kind = 0; kind < COLUMN_COUNT; kind++) {
		bool is_of_interval = kind == COLUMN_CACHE_LOW || kind == COLUMN_TOTAL_LOW ||
			kind == COLUMN_REASON;
		if (!is_shown(&context->parameters, kind) || (is_of_interval && !has_interval))
			continue;
		context->kinds[table->column_count] = (uint8_t)kind;
		columns[table->column_count] = columns[kind];
		columns[table->column_count].priority = priorities[kind];
		table->column_count++;
	}
	table->columns = columns;
	table->title = arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(strbuf_text(&note)),
		note.size > 0 ? message_wide_gap() : "",
		TEXT_ARGS(units_text(&context->parameters, arena)));
	strbuf_done(&note);
}

struct table *table_fit(const struct store *store, const uint32_t *rows, uint32_t count,
	const struct parameters *parameters, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct fit_context *context = arena_get(arena, sizeof(*context));

	context->parameters = *parameters;
	context->rows = rows;
	table->ops = &fit_ops;
	table->kind = TABLE_FIT;
	table->store = store;
	table->context = context;
	table->row_count = count;
	table->rows = rows;
	table->command = column_command(store, "fit", NULL,
		&(struct column_models){ rows, count, parameters }, arena);
	table->parameters = column_parameters(parameters, FIELD_MEMORY, arena);
	add_columns(table, arena);
	return table;
}

/* SPDX-License-Identifier: MIT */
/* One fact of one model as every table shows it: printed forms, basis, conflict, sources. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/standing.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/detail_note.h"
#include "catalog/tables/offer_behind.h"
#include "catalog/tables/price_end.h"

#include <math.h>
#include <string.h>

bool cell_is_known(const struct cell *cell)
{
	return cell->value.state != VALUE_UNKNOWN;
}

const char *table_mark(const struct cell *cell, bool is_ascii)
{
	if (cell->has_conflict)
		return is_ascii ? "#" : "≠";
	if (cell->value.state == VALUE_UNKNOWN || cell->basis == BASIS_DISCLOSED)
		return "";
	if (cell->basis == BASIS_REPORTED)
		return is_ascii ? "r" : "†";
	return is_ascii ? "i" : "‡";
}

static void evidence(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell)
{
	struct standing standing;

	_Static_assert(sizeof(cell->sources) == sizeof(standing.sources),
		"a cell names all sources");
	standing_of(table->store, table->run, row, field, &cell->value,
		table->cells == CELLS_BRIEF ? STANDING_BASIS : STANDING_WHOLE, arena, &standing);
	cell->basis = standing.basis;
	cell->source_count = standing.source_count;
	memcpy(cell->sources, standing.sources, sizeof(standing.sources));
	cell->has_conflict = store_has_conflict(table->store, row, field->id);
}

static struct text term_titles(const struct store *store, const struct field *field,
	const struct value *value, struct arena *arena)
{
	const struct text *keys = field->kind == KIND_TAGS ? value->is.tags.items : &value->is.text;
	size_t count = field->kind == KIND_TAGS ? value->is.tags.count : 1;
	struct strbuf out;

	strbuf_init(&out);
	for (size_t i = 0; i < count; i++) {
		struct term term = store_term(store, field->id,
			store_term_find(store, field->id, keys[i]));
		struct text title = term.title.size > 0 ? term.title : keys[i];
		strbuf_add_format(&out, "%s%.*s", i > 0 ? ", " : "", TEXT_ARGS(title));
	}
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

/* Where people read other words than programs: titles ("Meta", not "meta"), sentences in their language. */
static bool has_words(const struct field *field, const struct value *value)
{
	return value->state == VALUE_KNOWN &&
		(field->is_sentence || field->kind == KIND_CATEGORY || field->kind == KIND_TAGS);
}

static struct text words_of(const struct store *store, const struct field *field,
	const struct value *value, struct arena *arena)
{
	return field->is_sentence ? store_wording(store, field, value->is.text, message_language())
				  : term_titles(store, field, value, arena);
}

/* A text is its own key: no copy. */
static struct text printed_key(struct arena *arena, const struct field *field,
	const struct value *value)
{
	bool is_text = value->state == VALUE_KNOWN &&
		(field->kind == KIND_TEXT || field->kind == KIND_CATEGORY);
	return is_text ? value->is.text : cell_printed(value_print_key, field, value, arena);
}

/* "4.0 GB to 21 GB" where facts are missing, and its far end in narrow columns. */
static void print_range(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell)
{
	double low = query_run_low(table->run, row, field->id, arena);
	struct value least = { .state = VALUE_KNOWN, .is.number = low };

	if (!(low < cell->value.is.number))
		return;
	struct text from = cell_printed(value_print, field, &least, arena);
	cell->low = low;
	if (text_equal(from, cell->full))
		return;
	cell->full = arena_format(arena, _("%.*s to %.*s"), TEXT_ARGS(from), TEXT_ARGS(cell->full));
	cell->brief = arena_format(arena, "<%.*s", TEXT_ARGS(cell->brief));
}

struct cell table_value_cell(const struct store *store, const struct field *field,
	struct value value, struct arena *arena)
{
	struct cell cell = { .share = (double)NAN, .value = value };

	cell.full = cell_printed(value_print, field, &value, arena);
	cell.brief = cell_printed(value_print_brief, field, &value, arena);
	cell.key = printed_key(arena, field, &value);
	if (has_words(field, &value))
		cell.full = cell.brief = words_of(store, field, &value, arena);
	return cell;
}

struct text table_source_title(const struct source *source, struct arena *arena)
{
	return source->is_own ? arena_format(arena, _("%.*s (yours)"), TEXT_ARGS(source->title))
			      : source->title;
}

static struct cell brief_cell(const struct table *table, uint32_t row, const struct field *field,
	struct value value, struct arena *arena)
{
	struct cell cell = { .share = (double)NAN, .value = value };

	cell.brief = has_words(field, &value)
		? words_of(table->store, field, &value, arena)
		: cell_printed(value_print_brief, field, &value, arena);
	if (!field->is_computed || !table->run || value.state != VALUE_KNOWN)
		return cell;
	struct value least = { .state = VALUE_KNOWN,
		.is.number = query_run_low(table->run, row, field->id, arena) };
	if (least.is.number < value.is.number &&
		!text_equal(cell_printed(value_print_brief, field, &least, arena), cell.brief))
		cell.brief = arena_format(arena, "<%.*s", TEXT_ARGS(cell.brief));
	return cell;
}

struct text table_parameters_text(const struct parameters *parameters, const struct field *field,
	struct arena *arena)
{
	struct strbuf note;

	strbuf_init(&note);
	parameters_print(&note, parameters, field->id);
	struct text text = arena_copy(arena, strbuf_text(&note));
	strbuf_done(&note);
	return text;
}

/* Whose figure it is; what is for trying says so. */
static void tell_offer(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell)
{
	bool is_brief = table->cells == CELLS_BRIEF; /* which names no host */

	if (is_brief && (field->unit != UNIT_USD_PER_MTOK || cell->value.is.number > 0))
		return;
	uint32_t offer = offer_behind(table->store, table->run, row, field, arena);
	if (offer == UINT32_MAX)
		return;
	cell->provider = store_term(table->store, FIELD_PROVIDER,
		store_offer_provider(table->store, offer))
				 .key;
	if (offer_tries(table->store, offer, field, &cell->value))
		offer_tell_trial(cell);
}

static struct cell whole_cell(const struct table *table, uint32_t row, const struct field *field,
	struct value value, struct arena *arena)
{
	bool is_brief = table->cells == CELLS_BRIEF;
	struct cell cell = is_brief ? brief_cell(table, row, field, value, arena)
				    : table_value_cell(table->store, field, value, arena);
	if (!is_brief && field->is_computed && table->run && cell.value.state == VALUE_KNOWN)
		print_range(table, row, field, arena, &cell);
	uint32_t offer;
	if (!is_brief && field->id == FIELD_PRICE_UNTIL && cell.value.state == VALUE_KNOWN &&
		price_end_of_row(table->store, table->run, row, &offer))
		cell.full = price_end_cell_text(table->store, offer, arena);
	if (cell.value.state == VALUE_KNOWN && field->scope == SCOPE_OFFER)
		tell_offer(table, row, field, arena, &cell);
	if (cell.value.state != VALUE_UNKNOWN && field->id != FIELD_ID && field->id != FIELD_NAME)
		evidence(table, row, field, arena, &cell);
	if (table->kind == TABLE_DETAIL && table->run && cell_is_known(&cell)) {
		struct text note = detail_note(table, row, field, arena);
		if (note.size > 0)
			cell.note = arena_format(arena, "(%.*s)", TEXT_ARGS(note));
	}
	return cell;
}

void table_cell(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell)
{
	struct value value = table->run ? query_run_value(table->run, row, field->id, arena)
					: store_value(table->store, row, field->id, arena);
	bool has_form = field->kind == KIND_NUMBER || field->kind == KIND_SET ||
		field->kind == KIND_TAGS;

	if (table->cells != CELLS_KEYS && table->cells != CELLS_VALUES) {
		*cell = whole_cell(table, row, field, value, arena);
		return;
	}
	cell->value = value;
	cell->key = table->cells == CELLS_VALUES && has_form ? TEXT_NONE
							     : printed_key(arena, field, &value);
}

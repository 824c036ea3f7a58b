/* SPDX-License-Identifier: MIT */
/* One fact of one model as every table shows it: printed forms, basis, conflict, sources. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/cell.h"

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

static void add_source(struct cell *cell, uint32_t source)
{
	if (source == SOURCE_NONE ||
		cell->source_count == sizeof(cell->sources) / sizeof(cell->sources[0]))
		return;
	for (uint8_t i = 0; i < cell->source_count; i++)
		if (cell->sources[i] == source)
			return;
	cell->sources[cell->source_count++] = source;
}

/* An offer field stands on the offers whose values are shown: a price on one, a union on all that add to it, as weakly as the weakest. */
static void offer_evidence(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell)
{
	const struct store *store = table->store;
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);
	uint32_t price = table->run ? query_run_price_offer(table->run, row) : UINT32_MAX;
	bool is_count = field->id == FIELD_PROVIDER || field->id == FIELD_OFFERS;
	enum basis basis = BASIS_DISCLOSED;
	const struct field *of = field->is_computed ? field_get(FIELD_PRICE_IN) : field;

	if (of->unit == UNIT_USD_PER_MTOK && price >= from && price < to) {
		from = price;
		to = price + 1;
	}
	for (uint32_t offer = from; offer < to; offer++) {
		struct claim claim = store_offer_claim(store, offer,
			is_count ? (uint32_t)FIELD_PROVIDER : of->id, arena);
		bool is_shown = claim.value.state != VALUE_UNKNOWN &&
			(field->kind != KIND_NUMBER || is_count || of != field ||
				value_equal(field, &claim.value, &cell->value));
		if (!is_shown)
			continue;
		basis = claim.basis > basis ? (enum basis)claim.basis : basis;
		add_source(cell, claim.source);
	}
	cell->basis = basis;
}

static void evidence(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell)
{
	size_t count = 0;
	const struct store *store = table->store;

	cell->basis = store_is_inferred(store, row, field->id) ? BASIS_INFERRED
		: store_is_reported(store, row, field->id)     ? BASIS_REPORTED
							       : BASIS_DISCLOSED;
	cell->has_conflict = store_has_conflict(store, row, field->id);
	if (field->scope == SCOPE_OFFER) {
		offer_evidence(table, row, field, arena, cell);
		return;
	}
	if (field->is_computed)
		cell->basis = BASIS_INFERRED;
	if (field->id >= FIELD_COUNT || field->id == FIELD_QUALITY) {
		const struct draft_score *scores;
		bool is_first = field->id != FIELD_QUALITY;
		count = store_scores(store, row, arena, &scores);
		for (size_t i = 0; i < count; i++) {
			if (field->id != FIELD_QUALITY &&
				!text_equal(scores[i].benchmark,
					text_slice(text_of(field->key), 6, SIZE_MAX)))
				continue;
			add_source(cell, scores[i].source);
			if (is_first &&
				scores[i].by != SCORE_MAKER) /* of the score that is shown */
				cell->basis = BASIS_REPORTED;
			is_first = false;
		}
		return;
	}
	if (table->cells == CELLS_BRIEF)
		return;
	const struct claim *claims = store_claims(store, row, field->id, arena, &count);
	if (count > 0)
		add_source(cell, claims[0].source);
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

static struct cell whole_cell(const struct table *table, uint32_t row, const struct field *field,
	struct value value, struct arena *arena)
{
	bool is_brief = table->cells == CELLS_BRIEF;
	struct cell cell = is_brief ? brief_cell(table, row, field, value, arena)
				    : table_value_cell(table->store, field, value, arena);
	if (!is_brief && field->is_computed && table->run && cell.value.state == VALUE_KNOWN)
		print_range(table, row, field, arena, &cell);
	if (cell.value.state != VALUE_UNKNOWN && field->id != FIELD_ID && field->id != FIELD_NAME)
		evidence(table, row, field, arena, &cell);
	if (table->kind == TABLE_DETAIL && table->run && field->is_computed &&
		cell_is_known(&cell)) {
		const struct parameters own = query_row_parameters(query_run_parameters(table->run),
			table->store, row);
		struct text note = table_parameters_text(&own, field, arena);
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

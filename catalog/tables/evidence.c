/* SPDX-License-Identifier: MIT */
#include "catalog/tables/evidence.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <string.h>

/* A row of the evidence table, whatever it came from. */
struct witness {
	struct value value;
	struct text printed;
	enum basis basis;
	struct text who, detail;
	uint32_t source, as_of;
	bool has_basis;
};
struct witnesses {
	struct witness *items;
	size_t count;
};
struct evidence_context {
	const struct field *field;
	struct witnesses witnesses;
};

static struct text printed_value(const struct field *field, const struct value *value,
	struct arena *arena)
{
	struct strbuf buf;

	strbuf_init(&buf);
	value_print(&buf, field, value);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static struct text title_of(const struct store *store, uint32_t row, uint32_t field,
	struct arena *arena)
{
	struct value value = store_value(store, row, field, arena);

	if (value.state != VALUE_KNOWN)
		return TEXT_NONE;
	uint32_t code = store_term_find(store, field, value.is.text);
	return code > 0 ? store_term(store, field, code).title : value.is.text;
}

/* Who says so: the reporter, or the developer itself. */
static struct text who_of(const struct store *store, uint32_t row, const struct claim *claim,
	struct arena *arena)
{
	if (claim->by.size > 0)
		return claim->by;
	bool is_silence = value_is_undisclosed(field_get((enum field_id)claim->field),
		&claim->value);
	if (claim->basis == BASIS_DISCLOSED || is_silence)
		return title_of(store, row, FIELD_DEVELOPER, arena);
	return claim->source == SOURCE_NONE ? TEXT_NONE : store_source(store, claim->source).title;
}

static struct witnesses claim_witnesses(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	size_t count;
	const struct claim *claims = store_claims(store, row, field->id, arena, &count);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, count + 1), count };

	for (size_t i = 0; i < count; i++)
		out.items[i] = (struct witness){
			.value = claims[i].value,
			.printed = printed_value(field, &claims[i].value, arena),
			.basis = (enum basis)claims[i].basis,
			.who = who_of(store, row, &claims[i], arena),
			.detail = claims[i].detail,
			.source = claims[i].source,
			.as_of = claims[i].as_of,
			.has_basis = true,
		};
	return out;
}

static struct witnesses offer_witnesses(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, to - from + 1), 0 };

	for (uint32_t offer = from; offer < to; offer++) {
		struct value value = store_offer_value(store, offer, field->id, arena);
		struct value provider = store_offer_value(store, offer, FIELD_PROVIDER, arena);
		if (value.state == VALUE_UNKNOWN)
			continue;
		uint32_t code = provider.state == VALUE_KNOWN && provider.is.tags.count > 0
			? store_term_find(store, FIELD_PROVIDER, provider.is.tags.items[0])
			: 0;
		out.items[out.count++] = (struct witness){
			.value = value,
			.printed = printed_value(field, &value, arena),
			.basis = store_offer_basis(store, offer),
			.who = code > 0 ? store_term(store, FIELD_PROVIDER, code).title : TEXT_NONE,
			.source = store_offer_source(store, offer),
			.as_of = store_offer_as_of(store, offer),
			.has_basis = true,
		};
	}
	return out;
}

/* One benchmark's scores, or all of them behind the quality figure. */
static struct witnesses score_witnesses(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	const struct draft_score *scores;
	size_t count = store_scores(store, row, arena, &scores);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, count + 1), 0 };
	struct text wanted = field->id == FIELD_QUALITY
		? TEXT_NONE
		: text_slice(text_of(field->key), 6, SIZE_MAX);

	for (size_t i = 0; i < count; i++) {
		if (wanted.size > 0 && !text_equal(scores[i].benchmark, wanted))
			continue;
		struct text where = scores[i].harness.size > 0 ? scores[i].harness
							       : scores[i].version;
		out.items[out.count++] = (struct witness){
			.value = { .state = VALUE_KNOWN, .is.number = scores[i].score },
			.printed = arena_format(arena, "%.*s %g", TEXT_ARGS(scores[i].benchmark),
				scores[i].score),
			.basis = scores[i].is_independent ? BASIS_REPORTED : BASIS_DISCLOSED,
			.who = scores[i].is_independent ? text_of(_("independent"))
							: text_of(_("the maker")),
			.detail = scores[i].setting.size > 0
				? arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(scores[i].setting),
					  where.size > 0 ? ", " : "", TEXT_ARGS(where))
				: where,
			.source = scores[i].source,
			.as_of = scores[i].date,
			.has_basis = true,
		};
	}
	return out;
}

static bool is_of_scores(const struct field *field)
{
	return field->id == FIELD_QUALITY || field->id >= FIELD_COUNT;
}

static struct witnesses witnesses_of(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	if (is_of_scores(field))
		return score_witnesses(store, row, field, arena);
	if (field->scope == SCOPE_OFFER)
		return offer_witnesses(store, row, field, arena);
	return claim_witnesses(store, row, field, arena);
}

static void add_witness(struct strbuf *out, const struct field *field,
	const struct witness *witness, size_t number)
{
	if (value_is_undisclosed(field, &witness->value)) {
		strbuf_add_format(out, _("%.*s does not disclose it [%zu]."),
			TEXT_ARGS(witness->who), number);
		return;
	}
	switch (witness->basis) {
	case BASIS_REPORTED:
		strbuf_add_format(out, _("%.*s, reported by %.*s [%zu] †."),
			TEXT_ARGS(witness->printed), TEXT_ARGS(witness->who), number);
		break;
	case BASIS_INFERRED:
		strbuf_add_format(out, _("%.*s, inferred [%zu] ‡"), TEXT_ARGS(witness->printed),
			number);
		if (witness->detail.size > 0)
			strbuf_add_format(out, ": %.*s.", TEXT_ARGS(witness->detail));
		else
			strbuf_add_char(out, '.');
		break;
	default:
		strbuf_add_format(out, _("%.*s (%.*s [%zu])."), TEXT_ARGS(witness->printed),
			TEXT_ARGS(witness->who), number);
	}
}

/* The developer's silence and what others say besides: "Inside: not disclosed; dense reported by ...". */
struct text evidence_sentence(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct witnesses witnesses = witnesses_of(store, row, field, arena);
	struct strbuf out;
	size_t shown = witnesses.count < 3 ? witnesses.count : 3;

	strbuf_init(&out);
	strbuf_add_format(&out, "%.*s: ", TEXT_ARGS(store_title(store, row)));
	if (witnesses.count == 0)
		strbuf_add_format(&out, _("%s is not known; nobody in the catalog's sources says."),
			field_title(field));
	if (field->scope == SCOPE_OFFER && witnesses.count > 3)
		strbuf_add_format(&out, _("%zu offers on record; the first three: "),
			witnesses.count);
	for (size_t i = 0; i < shown; i++) {
		bool agrees = i > 0 &&
			text_equal(witnesses.items[i].printed, witnesses.items[0].printed);
		if (i > 0)
			strbuf_add_char(&out, ' ');
		if (agrees)
			strbuf_add_format(&out, _("%.*s says so too [%zu]."),
				TEXT_ARGS(witnesses.items[i].who), i + 1);
		else
			add_witness(&out, field, &witnesses.items[i], i + 1);
	}
	if (witnesses.count > 0 && witnesses.items[0].basis == BASIS_DISCLOSED &&
		witnesses.items[0].detail.size > 0)
		strbuf_add_format(&out, _(" In detail: %.*s."),
			TEXT_ARGS(witnesses.items[0].detail));
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

enum {
	COLUMN_VALUE,
	COLUMN_BASIS,
	COLUMN_WHO,
	COLUMN_TITLE,
	COLUMN_DATE,
	COLUMN_CHECKED,
	COLUMN_URL,
	COLUMN_DETAIL,
	COLUMN_COUNT
};

static struct cell text_cell(struct text text)
{
	struct cell cell = { .share = (double)NAN, .full = text, .brief = text, .key = text };

	cell.value.state = text.size > 0 ? VALUE_KNOWN : VALUE_UNKNOWN;
	cell.value.is.text = text;
	return cell;
}

static struct text date_text(uint32_t date, struct arena *arena)
{
	if (date == 0)
		return TEXT_NONE;
	if (date % 10000 == 0)
		return arena_format(arena, "%04u", date / 10000);
	if (date % 100 == 0)
		return arena_format(arena, "%04u-%02u", date / 10000, date / 100 % 100);
	return arena_format(arena, "%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

static void evidence_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct evidence_context *context = table->context;
	const struct witness *witness = &context->witnesses.items[index];
	struct source source = { 0 };

	if (witness->source != SOURCE_NONE)
		source = store_source(table->store, witness->source);
	cells[COLUMN_VALUE] = text_cell(witness->printed);
	cells[COLUMN_VALUE].basis = witness->basis;
	cells[COLUMN_BASIS] = text_cell(text_of(_(basis_name(witness->basis))));
	cells[COLUMN_BASIS].key = text_of(basis_name(witness->basis));
	cells[COLUMN_WHO] = text_cell(witness->who);
	cells[COLUMN_TITLE] = text_cell(source.title);
	cells[COLUMN_DATE] = text_cell(
		date_text(witness->as_of ? witness->as_of : source.date, arena));
	cells[COLUMN_CHECKED] = text_cell(source.title.size == 0
			? TEXT_NONE
			: text_of(source.is_seen ? _("read") : _("cited")));
	cells[COLUMN_CHECKED].key = text_of(source.title.size == 0 ? ""
			: source.is_seen                           ? "seen"
								   : "recalled");
	cells[COLUMN_URL] = text_cell(source.url);
	cells[COLUMN_DETAIL] = text_cell(witness->detail);
	cells[COLUMN_VALUE].sources[0] = witness->source;
	cells[COLUMN_VALUE].source_count = witness->source != SOURCE_NONE;
}

static struct text no_id(const struct table *table, uint32_t index)
{
	(void)table;
	(void)index;
	return TEXT_NONE;
}

static const struct table_ops evidence_ops = { .row = evidence_cells,
	.row_id = no_id,
	.row_title = no_id };

static const struct {
	const char *key, *title;
	uint8_t width;
} evidence_columns[COLUMN_COUNT] = {
	[COLUMN_VALUE] = { "value", N_("Value"), 20 },
	[COLUMN_BASIS] = { "basis", N_("Basis"), 9 },
	[COLUMN_WHO] = { "who", N_("Who"), 16 },
	[COLUMN_TITLE] = { "source", N_("Source"), 36 },
	[COLUMN_DATE] = { "date", N_("Date"), 10 },
	[COLUMN_CHECKED] = { "checked", N_("Checked"), 7 },
	[COLUMN_URL] = { "url", N_("Link"), 30 },
	[COLUMN_DETAIL] = { "detail", N_("Detail"), 40 },
};

struct table *table_evidence(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct evidence_context *context = arena_get(arena, sizeof(*context));
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, COLUMN_COUNT);

	context->field = field;
	context->witnesses = witnesses_of(store, row, field, arena);
	for (int i = 0; i < COLUMN_COUNT; i++)
		columns[i] = (struct table_column){
			.key = text_of(evidence_columns[i].key),
			.title = text_of(_(evidence_columns[i].title)),
			.brief = text_of(_(evidence_columns[i].title)),
			.width = evidence_columns[i].width,
		};
	table->ops = &evidence_ops;
	table->kind = TABLE_EVIDENCE;
	table->store = store;
	table->run = run;
	table->columns = columns;
	table->column_count = COLUMN_COUNT;
	table->row_count = (uint32_t)context->witnesses.count;
	table->context = context;
	table->title = evidence_sentence(store, row, field, arena);
	table->command = arena_format(arena, "llmatlas show %.*s %s",
		TEXT_ARGS(store_id(store, row)), field->key);
	return table;
}

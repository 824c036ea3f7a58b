/* SPDX-License-Identifier: MIT */
#include "catalog/tables/evidence.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/benchmark_unit.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/witness.h"

#include <math.h>

struct evidence_context {
	const struct field *field;
	struct witnesses witnesses;
};

/* A score says under which conditions it was reached: "84.5 (no tools)". */
static void add_value(struct strbuf *out, const struct field *field, const struct witness *witness)
{
	strbuf_add(out, witness->printed);
	if (field->id >= FIELD_COUNT && witness->detail.size > 0)
		strbuf_add_format(out, " (%.*s)", TEXT_ARGS(witness->detail));
}

/* Behind what others say: of which models they say it, or how it is known. A score has told its detail already. */
static void end_witness(struct strbuf *out, const struct field *field,
	const struct witness *witness)
{
	if (field->id < FIELD_COUNT && witness->detail.size > 0)
		strbuf_add_format(out, " (%.*s)", TEXT_ARGS(witness->detail));
	strbuf_add_char(out, '.');
}

static void add_witness(struct strbuf *out, const struct field *field,
	const struct witness *witness, size_t number)
{
	struct strbuf value;

	if (value_is_undisclosed(field, &witness->value)) {
		strbuf_add_format(out, _("%.*s does not disclose it [%zu]"),
			TEXT_ARGS(witness->who), number);
		if (witness->basis == BASIS_DISCLOSED)
			strbuf_add_char(out, '.');
		else
			end_witness(out, field, witness);
		return;
	}
	strbuf_init(&value);
	add_value(&value, field, witness);
	switch (witness->basis) {
	case BASIS_REPORTED:
		strbuf_add_format(out, _("%.*s, reported by %.*s [%zu] †"),
			TEXT_ARGS(strbuf_text(&value)), TEXT_ARGS(witness->who), number);
		end_witness(out, field, witness);
		break;
	case BASIS_INFERRED:
		if (witness->detail.size > 0)
			strbuf_add_format(out, _("%.*s, inferred [%zu] ‡: %.*s."),
				TEXT_ARGS(strbuf_text(&value)), number, TEXT_ARGS(witness->detail));
		else
			strbuf_add_format(out, _("%.*s, inferred [%zu] ‡."),
				TEXT_ARGS(strbuf_text(&value)), number);
		break;
	default:
		strbuf_add_format(out, _("%.*s (%.*s [%zu])."), TEXT_ARGS(strbuf_text(&value)),
			TEXT_ARGS(witness->who), number);
	}
	strbuf_done(&value);
}

/* The developer's silence and what others say besides: "Inside: not disclosed; dense reported by ...". */
static void add_claims(struct strbuf *out, const struct field *field,
	const struct witnesses *witnesses)
{
	size_t shown = witnesses->count < 3 ? witnesses->count : 3;

	for (size_t i = 0; i < shown; i++) {
		const struct witness *witness = &witnesses->items[i];
		bool agrees = i > 0 && text_equal(witness->printed, witnesses->items[0].printed);
		if (i > 0)
			strbuf_add_char(out, ' ');
		if (agrees)
			strbuf_add_format(out, _("%.*s says so too [%zu]."),
				TEXT_ARGS(witness->who), i + 1);
		else
			add_witness(out, field, witness, i + 1);
	}
	if (witnesses->items[0].basis == BASIS_DISCLOSED && witnesses->items[0].detail.size > 0 &&
		field->id < FIELD_COUNT)
		strbuf_add_format(out, _(" In detail: %.*s."),
			TEXT_ARGS(witnesses->items[0].detail));
}

/* Those that are not shown: they stand behind the others. */
static void add_trials(struct strbuf *out, const struct witnesses *witnesses, size_t shown)
{
	size_t count = 0;

	for (size_t i = shown; i < witnesses->count; i++)
		count += witnesses->items[i].is_trial;
	if (count > 0)
		strbuf_add_format(out, _(", %zu of them free within limits"), count);
}

/* "0.15 at Groq [1] † (until the end of the year); 0.18 at Together [2] †; and 3 more offers." */
static void add_offers(struct strbuf *out, const struct field *field,
	const struct witnesses *witnesses)
{
	size_t shown = witnesses->count < 4 ? witnesses->count : 4;

	for (size_t i = 0; i < shown; i++) {
		const struct witness *witness = &witnesses->items[i];
		strbuf_add_string(out, i > 0 ? message_gap() : "");
		if (text_equal(witness->printed, witness->at)) /* the host is the value */
			strbuf_add_format(out, "%.*s [%zu]", TEXT_ARGS(witness->at), i + 1);
		else
			strbuf_add_format(out, _("%.*s at %.*s [%zu]"), TEXT_ARGS(witness->printed),
				TEXT_ARGS(witness->at), i + 1);
		strbuf_add_string(out,
			witness->basis == BASIS_REPORTED           ? " †"
				: witness->basis == BASIS_INFERRED ? " ‡"
								   : "");
		bool is_of_price = field->kind == KIND_NUMBER || field->id == FIELD_PRICE_UNTIL;
		if (witness->note.size > 0 && is_of_price)
			strbuf_add_format(out, " (%.*s)", TEXT_ARGS(witness->note));
	}
	if (witnesses->count > shown)
		strbuf_add_format(out,
			P_("; and %zu more offer", "; and %zu more offers",
				witnesses->count - shown),
			witnesses->count - shown);
	add_trials(out, witnesses, shown);
	strbuf_add_char(out, '.');
}

/* "through the general lens, from 4 of its 5 benchmarks: Epoch Capabilities Index 150 (50 % of the lens) [1]; ..." */
static void add_recipe(struct strbuf *out, const struct store *store, uint32_t lens,
	const struct witnesses *witnesses, struct arena *arena)
{
	const struct lens_share *shares;
	size_t share_count = store_lens_shares(store, lens, arena, &shares);
	struct text name = store_lens(store, lens, message_language());

	strbuf_add_format(out,
		P_("through the lens \"%.*s\", from %zu of its %zu benchmark: ",
			"through the lens \"%.*s\", from %zu of its %zu benchmarks: ", share_count),
		TEXT_ARGS(name), witnesses->count, share_count);
	for (size_t i = 0; i < witnesses->count; i++)
		strbuf_add_format(out, "%s%.*s [%zu]", i > 0 ? message_gap() : "",
			TEXT_ARGS(witnesses->items[i].printed), i + 1);
	strbuf_add_char(out, '.');
}

/* Which results would make a figure. */
static void add_missing_recipe(struct strbuf *out, const struct store *store, uint32_t lens,
	struct arena *arena)
{
	const struct lens_share *shares;
	size_t count = store_lens_shares(store, lens, arena, &shares);
	struct text name = store_lens(store, lens, message_language());

	strbuf_add_format(out, _("no result of the lens \"%.*s\" is on record: "), TEXT_ARGS(name));
	for (size_t i = 0; i < count; i++)
		strbuf_add_format(out, "%s%.*s", i > 0 ? ", " : "",
			TEXT_ARGS(witness_benchmark(store, shares[i].benchmark)));
	strbuf_add_char(out, '.');
}

/* "It measures graduate-level science questions: 25 by chance, 95 at the top of the scale." */
static void add_scale(struct strbuf *out, const struct store *store, const struct field *field)
{
	struct benchmark of = store_benchmark(store, field->id - FIELD_COUNT);

	if (field_help(field)[0] == '\0')
		return;
	strbuf_add_format(out, _(" It measures: %s"), field_help(field));
	if (of.is_lower_better)
		strbuf_add_string(out, _("; the lower the better"));
	else if (!isnan(of.chance) && !isnan(of.ceiling) && of.unit != BENCHMARK_ELO)
		strbuf_add_format(out, _("; %g by chance, %g at the top of the scale"), of.chance,
			of.ceiling);
	strbuf_add_char(out, '.');
}

/* Fields that are computed from facts of their own; quality has its recipe. */
static bool is_made_of_facts(const struct field *field)
{
	return field->is_computed && field->id != FIELD_QUALITY;
}

/* "$1,250 (2k in, 500 out ...), computed from Price in 2.50 [1]; Price out 15.00 [2]." */
static void add_ingredients(struct strbuf *out, struct text result,
	const struct witnesses *witnesses)
{
	bool is_trial = witnesses->items[0].is_trial;
	if (is_trial)
		strbuf_add_string(out,
			_("not known, as what is free within limits has no price for work: "));
	else if (result.size > 0)
		strbuf_add_format(out, "%.*s, ", TEXT_ARGS(result));
	strbuf_add_string(out, is_trial ? "" : _("computed from "));
	for (size_t i = 0; i < witnesses->count; i++)
		strbuf_add_format(out, "%s%.*s [%zu]", i > 0 ? message_gap() : "",
			TEXT_ARGS(witnesses->items[i].printed), i + 1);
	strbuf_add_char(out, '.');
}

/* The figure with the parameters it stands on. */
static struct text result_of(struct query_run *run, uint32_t row, const struct field *field,
	const struct store *store, struct arena *arena)
{
	struct table as_table = { .store = store, .run = run };
	struct strbuf note;
	struct cell cell;

	if (!run || !is_made_of_facts(field))
		return TEXT_NONE;
	table_cell(&as_table, row, field, arena, &cell);
	if (!cell_is_known(&cell))
		return text_of(_("not known"));
	strbuf_init(&note);
	const struct parameters own = query_row_parameters(query_run_parameters(run), store, row);
	parameters_print(&note, &own, field->id);
	struct text text = note.size == 0
		? cell.full
		: arena_format(arena, "%.*s (%s)", TEXT_ARGS(cell.full), note.bytes);
	strbuf_done(&note);
	return text;
}

/* What the sentence is made of. */
struct told {
	const struct store *store;
	uint32_t row, lens;
	const struct field *field;
	struct text result; /* of a computed field; may be empty */
	struct witnesses witnesses;
};

/* Why there is nothing to say. */
static void add_silence(struct strbuf *out, const struct field *field)
{
	if (field->id == FIELD_ADDED || field->id == FIELD_CHANGED)
		strbuf_add_string(out, _("the catalog's change list does not name it."));
	else if (field->id == FIELD_ALIASES)
		strbuf_add_string(out, _("no other name of it is on record."));
	else
		strbuf_add_format(out, _("%s is not known; nobody in the catalog's sources says."),
			field_title(field));
}

static struct text sentence_of(const struct told *told, struct arena *arena)
{
	const struct field *field = told->field;
	struct strbuf out;

	strbuf_init(&out);
	strbuf_add_format(&out, "%.*s: ", TEXT_ARGS(store_title(told->store, told->row)));
	if (told->witnesses.count == 0 && field->id == FIELD_QUALITY)
		add_missing_recipe(&out, told->store, told->lens, arena);
	else if (told->witnesses.count == 0)
		add_silence(&out, field);
	else if (field->id == FIELD_QUALITY)
		add_recipe(&out, told->store, told->lens, &told->witnesses, arena);
	else if (is_made_of_facts(field))
		add_ingredients(&out, told->result, &told->witnesses);
	else if (field->scope == SCOPE_OFFER)
		add_offers(&out, field, &told->witnesses);
	else
		add_claims(&out, field, &told->witnesses);
	if (field->id >= FIELD_COUNT)
		add_scale(&out, told->store, field);
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

struct text evidence_sentence(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct told told = { .store = store,
		.row = row,
		.field = field,
		.witnesses = witnesses_of(store, row, field, NULL, UINT32_MAX, arena) };

	return sentence_of(&told, arena);
}

static void evidence_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct evidence_context *context = table->context;
	const struct witness *witness = &context->witnesses.items[index];
	struct source source = { 0 };

	if (witness->source != SOURCE_NONE)
		source = store_source(table->store, witness->source);
	cells[EVIDENCE_VALUE] = cell_text(witness->printed);
	if (table->columns[EVIDENCE_VALUE].field) {
		cells[EVIDENCE_VALUE].value = witness->value;
		cells[EVIDENCE_VALUE].key = cell_printed(value_print_key, context->field,
			&witness->value, arena);
	}
	cells[EVIDENCE_VALUE].basis = witness->basis;
	cells[EVIDENCE_VALUE].note = arena_format(arena, "[%u]",
		index + 1); /* as in the sentence */
	cells[EVIDENCE_BASIS] = cell_text(text_of(_(basis_name(witness->basis))));
	cells[EVIDENCE_BASIS].key = text_of(basis_name(witness->basis));
	cells[EVIDENCE_WHO] = cell_word(witness->who,
		witness->who_key.size > 0 ? witness->who_key : witness->who);
	cells[EVIDENCE_TITLE] = cell_word(table_source_title(&source, arena), source.title);
	cells[EVIDENCE_DATE] = cell_text(
		date_text(witness->as_of ? witness->as_of : source.date, arena));
	cells[EVIDENCE_CHECKED] = cell_text(source.title.size == 0
			? TEXT_NONE
			: text_of(source.is_seen ? _("read") : _("cited")));
	cells[EVIDENCE_CHECKED].key = text_of(source.title.size == 0 ? ""
			: source.is_seen                             ? "seen"
								     : "recalled");
	cells[EVIDENCE_URL] = cell_text(source.url);
	cells[EVIDENCE_DETAIL] = cell_word(witness->detail, witness->detail_key);
	cells[EVIDENCE_VALUE].sources[0] = witness->source;
	cells[EVIDENCE_VALUE].source_count = witness->source != SOURCE_NONE;
}

static const struct table_ops evidence_ops = { .row = evidence_cells,
	.row_id = cell_no_id,
	.row_title = cell_no_id };

static const struct cell_column evidence_columns[EVIDENCE_COUNT] = {
	[EVIDENCE_VALUE] = CELL_WORDS("value", N_("Value"), 20),
	[EVIDENCE_BASIS] = CELL_WORDS("basis", N_("Basis"), 9),
	[EVIDENCE_WHO] = CELL_WORDS("who", N_("Who"), 16),
	[EVIDENCE_TITLE] = CELL_WORDS("source", N_("Source"), 36),
	[EVIDENCE_DATE] = CELL_WORDS("date", N_("Date"), 10),
	[EVIDENCE_CHECKED] = CELL_WORDS("checked", N_("Checked"), 7),
	[EVIDENCE_URL] = CELL_WORDS("url", N_("Link"), 30),
	[EVIDENCE_DETAIL] = CELL_WORDS("detail", N_("Detail"), 40),
};

struct table *table_evidence(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct evidence_context *context = arena_get(arena, sizeof(*context));

	context->field = field;
	const struct parameters *parameters = run ? query_run_parameters(run) : NULL;
	uint32_t lens = parameters ? parameters->lens : 0;
	uint32_t offer = run ? query_run_computed_offer(run, row, field->id, arena) : UINT32_MAX;
	context->witnesses = witnesses_of(store, row, field, parameters, offer, arena);
	struct table_column *columns = cell_columns(evidence_columns, EVIDENCE_COUNT, arena);
	if (!field->is_computed) /* there the values are of several fields, or scores of several benchmarks */
		columns[EVIDENCE_VALUE].field = field;
	table->ops = &evidence_ops;
	table->kind = TABLE_EVIDENCE;
	table->has_no_ids = true;
	table->store = store;
	table->run = run;
	table->columns = columns;
	table->column_count = EVIDENCE_COUNT;
	table->row_count = (uint32_t)context->witnesses.count;
	table->context = context;
	struct told told = { store, row, lens, field, result_of(run, row, field, store, arena),
		context->witnesses };
	table->title = sentence_of(&told, arena);
	table->command = arena_format(arena, "llmatlas show %.*s %s",
		TEXT_ARGS(store_id(store, row)), field->key);
	return table;
}

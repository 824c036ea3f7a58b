/* SPDX-License-Identifier: MIT */
#include "catalog/tables/compare.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/compare_parts.h"
#include "catalog/tables/export.h"
#include "catalog/tables/same_as.h"

/* What a comparison shows when nothing is said: what decides, in the order of the sections. */
static const uint16_t default_fields[] = { FIELD_DEVELOPER, FIELD_RELEASED, FIELD_ARCHITECTURE,
	FIELD_PARAMS, FIELD_ACTIVE, FIELD_EXPERTS, FIELD_DATA, FIELD_CUTOFF, FIELD_ALIGNMENT,
	FIELD_TENDS_TO, FIELD_LICENSE, FIELD_LICENSE_NAME, FIELD_COMMERCIAL, FIELD_CONDITION,
	FIELD_DATA_PUBLIC, FIELD_CODE_PUBLIC, FIELD_CONTEXT, FIELD_CONTEXT_SERVED,
	FIELD_OUTPUT_LIMIT, FIELD_PRICE, FIELD_PRICE_IN, FIELD_PRICE_OUT, FIELD_PRICE_CACHED,
	FIELD_COST, FIELD_OFFERS, FIELD_MEMORY, FIELD_RUN, FIELD_REGION, FIELD_DATA_TERMS,
	FIELD_QUALITY, FIELD_INPUT, FIELD_OUTPUT, FIELD_CAN, FIELD_LANGUAGES, FIELD_GOOD_AT };

static bool is_listed(const uint16_t *list, size_t count, uint16_t field)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == field)
			return true;
	return false;
}

/* Candidate fields in section order, benchmarks at the end of what is good; fields asked for keep their order inside a section. */
static size_t candidates(const struct store *store, const struct compare_options *options,
	struct arena *arena, const struct field ***out)
{
	const struct field *const *all;
	size_t count = table_section_fields(store, arena, &all), used = 0;
	const struct field **chosen = ARENA_ARRAY(arena, const struct field *,
		count + options->field_count + 1);

	*out = chosen;
	for (int section = 0; section < SECTION_COUNT && options->field_count > 0; section++)
		for (size_t i = 0; i < options->field_count; i++) {
			const struct field *field = store_field(store, options->fields[i]);
			if (field && (int)field->section == section &&
				!is_listed(options->fields, i, field->id))
				chosen[used++] = field;
		}
	for (size_t i = 0; i < count && options->field_count == 0; i++) {
		bool is_default = all[i]->id >= FIELD_COUNT ||
			is_listed(default_fields,
				sizeof(default_fields) / sizeof(default_fields[0]), all[i]->id);
		if (is_default)
			chosen[used++] = all[i];
	}
	return used;
}

/* A comparison while its columns are chosen. */
struct making {
	struct table *table;
	const struct compare_options *options;
	struct table_column *columns;
	struct compare_column *read;
	struct arena *arena;
	bool has_offers; /* already added */
};

static void add_column(struct making *making, const struct compare_column *read,
	const struct table_column *column)
{
	struct table *table = making->table;

	if (making->options->is_only_differences && !read->differs) {
		table->hidden_equal++;
		return;
	}
	making->read[table->column_count] = *read;
	making->columns[table->column_count++] = *column;
}

static void add_field(struct making *making, const struct field *field)
{
	const struct compare_options *options = making->options;
	struct compare_column read = { 0 };

	if (is_listed(options->hidden, options->hidden_count, field->id)) {
		making->table->hidden_asked++;
		return;
	}
	compare_read_field(&read, making->table, field, making->arena);
	if (!read.is_known && options->field_count == 0)
		return;
	struct table_column column = table_field_column(field, NULL, making->arena);
	column.note = read.note;
	add_column(making, &read, &column);
}

static void add_offers(struct making *making)
{
	const struct text *providers;
	size_t count = compare_providers(making->table, making->arena, &providers);

	making->has_offers = true;
	for (size_t i = 0; i < count; i++) {
		const struct store *store = making->table->store;
		struct term term = store_term(store, FIELD_PROVIDER,
			store_term_find(store, FIELD_PROVIDER, providers[i]));
		struct compare_column read = { 0 };
		struct table_column column = table_field_column(field_get(FIELD_PRICE), NULL,
			making->arena);
		compare_read_offers(&read, making->table, providers[i], making->arena);
		column.key = arena_format(making->arena, "offer.%.*s", TEXT_ARGS(providers[i]));
		column.title = column.brief = term.title.size > 0 ? term.title : providers[i];
		add_column(making, &read, &column);
	}
}

static bool has_column(const struct table *table, enum field_id field)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].field->id == field)
			return true;
	return false;
}

/* "2k in · 500 out · 100k a month · 4 bits · 32k" behind WHAT IT TAKES, the lens behind HOW GOOD. */
static void set_section_notes(struct table *table, const struct query *query, struct arena *arena)
{
	static const uint16_t computed[] = { FIELD_COST, FIELD_MEMORY };
	struct parameters defaults = parameters_default();
	const struct parameters *parameters = query ? &query->parameters : &defaults;
	struct strbuf note;

	strbuf_init(&note);
	for (size_t i = 0; i < sizeof(computed) / sizeof(computed[0]); i++) {
		if (!has_column(table, (enum field_id)computed[i]))
			continue;
		if (note.size > 0)
			strbuf_add_string(&note, ", ");
		parameters_print(&note, parameters, computed[i]);
	}
	for (ptrdiff_t comma; (comma = text_find(strbuf_text(&note), TEXT(", "))) >= 0;)
		strbuf_splice(&note, (size_t)comma, 2, TEXT(" · "));
	table->section_notes[SECTION_TAKES] = arena_copy(arena, strbuf_text(&note));
	strbuf_done(&note);
	if (has_column(table, FIELD_QUALITY) && parameters->lens < store_lens_count(table->store)) {
		struct text lens = store_lens(table->store, parameters->lens, message_language());
		table->section_notes[SECTION_GOOD] = arena_format(arena, _("lens: %.*s"),
			TEXT_ARGS(lens));
	}
}

struct text compare_query_rest(const struct query *query)
{
	const struct span directives[] = { query->sort_span, query->show_span, query->fold_span };

	for (size_t i = 0; i < query->clause_count; i++)
		if (!query_is_of_offers(&query->clauses[i]))
			return text_slice(query->text, query->clauses[i].span.from,
				query->clauses[i].span.size);
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
		if (directives[i].size > 0)
			return text_slice(query->text, directives[i].from, directives[i].size);
	return TEXT_NONE;
}

static void add_show(struct strbuf *command, const struct table *table)
{
	size_t shown = 0;

	for (size_t i = 0; i < table->column_count; i++) {
		if (!text_equal_string(table->columns[i].key, table->columns[i].field->key))
			continue; /* an offer */
		strbuf_add_format(command, "%s%s", shown++ > 0 ? "," : " --show ",
			table->columns[i].field->key);
	}
}

static void set_command(struct table *table, const struct compare_options *options,
	struct arena *arena)
{
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_string(&command, "llmatlas compare");
	for (uint32_t i = 0; i < table->row_count; i++) {
		strbuf_add_char(&command, ' ');
		export_shell_word(&command, store_id(table->store, table->rows[i]));
	}
	strbuf_add_string(&command, options->is_only_differences ? " --only differences" : "");
	if (options->baseline < table->row_count) {
		strbuf_add_string(&command, " --baseline ");
		export_shell_word(&command, store_id(table->store, table->rows[options->baseline]));
	}
	strbuf_add_string(&command, options->has_offers ? " --offers" : "");
	strbuf_add_string(&command, options->is_turned ? " --turned" : "");
	if (options->field_count > 0 || options->hidden_count > 0)
		add_show(&command, table);
	if (table->query) {
		strbuf_add_string(&command, " --query ");
		export_shell_word(&command, table->query->text);
	}
	table->command = arena_copy(arena, strbuf_text(&command));
	strbuf_done(&command);
}

/* The query as far as it matters here, for the foot. */
static const struct query *shown_query(const struct query *query, const struct table *table,
	struct arena *arena)
{
	struct text text = same_as_figures(query, table->columns, table->column_count, arena);

	if (text.size == 0)
		return NULL;
	struct query *shown = arena_get(arena, sizeof(*shown));
	*shown = *query;
	shown->text = text;
	return shown;
}

static void set_baseline(struct table *table, uint32_t baseline, struct arena *arena)
{
	if (baseline >= table->row_count)
		return;
	struct text *notes = ARENA_ARRAY(arena, struct text, table->row_count + 1);
	notes[baseline] = text_of(_("baseline"));
	table->row_notes = notes;
}

struct table *table_compare(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, const struct compare_options *options, struct arena *arena)
{
	struct table *table = table_rows(store, run, rows, count, NULL, 0, arena);
	struct compare_context *context = arena_get(arena, sizeof(*context));
	const struct field **fields;
	size_t field_count = candidates(store, options, arena, &fields);
	size_t room = field_count + 1 +
		(options->has_offers ? store_term_count(store, FIELD_PROVIDER) + 1 : 0);
	struct making making = { table, options, ARENA_ARRAY(arena, struct table_column, room),
		ARENA_ARRAY(arena, struct compare_column, room), arena, !options->has_offers };

	table->kind = TABLE_COMPARISON;
	for (size_t i = 0; i < field_count; i++) {
		if (!making.has_offers && fields[i]->section > SECTION_TAKES)
			add_offers(&making);
		add_field(&making, fields[i]);
	}
	if (!making.has_offers)
		add_offers(&making);
	*context = (struct compare_context){ table->ops,
		options->baseline < count ? options->baseline : UINT32_MAX, making.read };
	table->columns = making.columns;
	table->context = context;
	table->ops = &compare_ops;
	table->is_transposed = !options->is_turned;
	table->has_row_titles = options->is_turned;
	table->query = shown_query(options->query, table, arena);
	set_section_notes(table, options->query, arena);
	set_baseline(table, options->baseline, arena);
	set_command(table, options, arena);
	return table;
}

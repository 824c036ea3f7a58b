/* SPDX-License-Identifier: MIT */
#include "catalog/tables/same_as.h"

#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"
#include "catalog/tables/export.h"

static const uint16_t computed[] = { FIELD_COST, FIELD_MEMORY };
enum { COMPUTED = sizeof(computed) / sizeof(computed[0]) };

static bool has_field(const struct query *query, const struct table_column *columns, size_t count,
	uint16_t field)
{
	for (size_t i = 0; i < count; i++)
		if (columns[i].field && columns[i].field->id == field)
			return true;
	for (size_t i = 0; i < query->sort_count; i++)
		if (query->sort[i].field == field)
			return true;
	for (size_t i = 0; i < query->clause_count; i++)
		if ((query->clauses[i].kind == CLAUSE_FIELD ||
			    query->clauses[i].kind == CLAUSE_STATE) &&
			query->clauses[i].field == field)
			return true;
	return false;
}

/* Those that the text gives, and what the fields stand on beside them; false: the text gives all. */
static bool tell(struct parameters *told, const struct query *query,
	const struct table_column *columns, size_t count)
{
	*told = query->parameters;
	for (size_t i = 0; i < COMPUTED; i++)
		if (has_field(query, columns, count, computed[i]))
			parameters_tell(told, computed[i]);
	return told->given != query->parameters.given;
}

const struct query *same_as_query(const struct query *query, const struct table_column *columns,
	size_t count, struct arena *arena)
{
	struct parameters told;
	struct strbuf out;

	if (!tell(&told, query, columns, count))
		return query;
	strbuf_init(&out);
	edit_parameters(&out, query, NULL, &told);
	struct query *whole = arena_get(arena, sizeof(*whole));
	*whole = *query;
	whole->text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return whole;
}

static void add(struct strbuf *out, const struct query *query, struct span span)
{
	if (span.size > 0)
		strbuf_add_format(out, "%s%.*s", out->size > 0 ? " " : "",
			TEXT_ARGS(text_slice(query->text, span.from, span.size)));
}

struct text same_as_figures(const struct query *query, const struct table_column *columns,
	size_t count, struct arena *arena)
{
	struct parameters told;
	struct strbuf out, list;

	if (!query)
		return TEXT_NONE;
	strbuf_init(&out);
	strbuf_init(&list);
	for (size_t i = 0; i < query->clause_count; i++)
		if (query_is_of_offers(&query->clauses[i]))
			add(&out, query, query->clauses[i].span);
	add(&out, query, query->lens_span);
	if (tell(&told, query, columns, count)) {
		parameters_write(&list, &told);
		strbuf_add_format(&out, "%swith:%.*s", out.size > 0 ? " " : "",
			TEXT_ARGS(strbuf_text(&list)));
	} else {
		add(&out, query, query->with_span);
	}
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&list);
	strbuf_done(&out);
	return text;
}

/* A word that the command needs, if there is one, behind what announces it. */
static void add_word(struct strbuf *command, const char *before, struct text word)
{
	if (word.size == 0)
		return;
	strbuf_add_string(command, before);
	export_shell_word(command, word);
}

static struct text whole(struct strbuf *command, struct arena *arena)
{
	struct text text = arena_copy(arena, strbuf_text(command));

	strbuf_done(command);
	return text;
}

struct text same_as_list(struct text query, bool is_whole, struct arena *arena)
{
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_format(&command, "llmatlas list%s", is_whole ? " --all-fields" : "");
	add_word(&command, " ", query);
	return whole(&command, arena);
}

struct text same_as_show(const struct table *table, uint32_t row, const char *field,
	struct arena *arena)
{
	const struct query *query = table->run ? query_run_query(table->run) : NULL;
	struct strbuf command;

	strbuf_init(&command);
	add_word(&command, "llmatlas show ", store_id(table->store, row));
	strbuf_add_format(&command, "%s%s", *field ? " " : "", field);
	add_word(&command, " --query ",
		same_as_figures(query, table->columns, table->column_count, arena));
	return whole(&command, arena);
}

/* SPDX-License-Identifier: MIT */
/* The name of the file that is written: proposed from the query, and its ending. */
#include "tui/views/export_dialog.h"

#include <string.h>

void export_dialog_set_ending(struct view_export *export)
{
	const char *endings = export_writer_get(export->format)->endings;
	struct text name = strbuf_text(&export->name.line),
		    ending = { endings, strcspn(endings, " ") };
	size_t stem = name.size;
	struct strbuf changed;

	for (size_t i = name.size; i-- > 0 && name.bytes[i] != '/';)
		if (name.bytes[i] == '.' && i > 0) {
			stem = i;
			break;
		}
	strbuf_init(&changed);
	strbuf_add(&changed, text_slice(name, 0, stem));
	strbuf_add(&changed, ending);
	line_editor_set(&export->name, strbuf_text(&changed));
	strbuf_done(&changed);
}

static void add_word(struct strbuf *name, struct text word)
{
	bool is_start = true;

	for (size_t i = 0; i < word.size && name->size < 40; i++) {
		char c = word.bytes[i];
		bool is_kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '.' || (unsigned char)c >= 0x80;
		if (is_kept && is_start && name->size > 0)
			strbuf_add_char(name, '-');
		if (is_kept)
			strbuf_add_char(name, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
		is_start = !is_kept;
	}
}

/* Of a bound the field too: 1M says nothing alone. */
static void add_clause(struct strbuf *name, const struct store *store, const struct query *query,
	const struct clause *clause)
{
	const struct field *field = clause->kind == CLAUSE_FIELD ? store_field(store, clause->field)
								 : NULL;

	if (clause->is_negated)
		return;
	if (field && (field->kind == KIND_NUMBER || field->kind == KIND_DATE)) {
		const char *dot = strrchr(field->key, '.');
		add_word(name, text_of(dot ? dot + 1 : field->key));
	}
	add_word(name,
		clause->kind == CLAUSE_FIELD
			? text_slice(query->text, clause->values.from, clause->values.size)
			: clause->needle);
}

/* "moe-context-1m-open-weight": what the query asks for. */
void export_dialog_propose_name(struct view_export *export)
{
	const struct query *query = &export->view.explorer->query;
	struct arena arena;
	struct strbuf name;

	arena_init(&arena);
	strbuf_init(&name);
	struct table *table = export->make(export->of, &arena);
	if (table->kind == TABLE_DETAIL)
		add_word(&name, table->title);
	else if (table->kind != TABLE_LIST)
		strbuf_add_string(&name, table_kind_name(table->kind));
	for (size_t i = 0; i < query->clause_count && table->kind == TABLE_LIST; i++)
		add_clause(&name, export->view.explorer->store, query, &query->clauses[i]);
	if (name.size == 0)
		strbuf_add_string(&name, "models");
	strbuf_add_string(&name, ".md");
	line_editor_set(&export->name, strbuf_text(&name));
	strbuf_done(&name);
	arena_done(&arena);
}

const char *export_dialog_path(const struct view_export *export)
{
	struct arena *arena = (struct arena *)&export->view.frame;
	const char *endings = export_writer_get(export->format)->endings;
	struct text name = text_trim(strbuf_text(&export->name.line));
	size_t from = name.size;

	while (from > 0 && name.bytes[from - 1] != '/')
		from--;
	if (text_find(text_slice(name, from, name.size), TEXT(".")) >= 0)
		return arena_copy(arena, name).bytes;
	return arena_format(arena, "%.*s%.*s", TEXT_ARGS(name), (int)strcspn(endings, " "), endings)
		.bytes;
}

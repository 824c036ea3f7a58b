/* SPDX-License-Identifier: MIT */
/* Edits of the directives that end a text: sort:, show:, fold:, with:. */
#include "catalog/query/edit.h"
#include "catalog/query/edit_parts.h"

#include "catalog/base/strbuf.h"

static void replace_directive(struct strbuf *out, const struct query *query, struct span span,
	struct text text)
{
	edit_copy_text(out, query);
	if (span.size > 0 && text.size == 0) {
		edit_cut_span(out, span);
	} else if (span.size > 0) {
		strbuf_splice(out, span.from, span.size, text);
	} else if (text.size > 0) {
		edit_append(out, text);
	}
}

/* The useful end first: high is better, or new; low is better for prices; names from A. */
static bool starts_descending(const struct field *field)
{
	return field->better == BETTER_HIGH || field->kind == KIND_DATE ||
		(field->kind == KIND_NUMBER && field->better == BETTER_NONE);
}

void edit_sort(struct strbuf *out, const struct query *query, const struct field *field)
{
	struct strbuf sort;
	bool is_first = query->sort_count > 0 && query->sort[0].field == field->id;
	bool is_descending = is_first ? !query->sort[0].is_descending : starts_descending(field);

	strbuf_init(&sort);
	strbuf_add_format(&sort, "sort:%s%s", is_descending ? "-" : "", field->key);
	replace_directive(out, query, query->sort_span, strbuf_text(&sort));
	strbuf_done(&sort);
}

static void add_sort_key(struct strbuf *sort, const struct field *field, bool is_descending)
{
	strbuf_add_format(sort, "%s%s%s", sort->size == 0 ? "sort:" : ",", is_descending ? "-" : "",
		field->key);
}

void edit_sort_also(struct strbuf *out, const struct query *query, const struct store *store,
	const struct field *field)
{
	struct strbuf sort;
	bool is_there = false;

	strbuf_init(&sort);
	for (size_t i = 0; i < query->sort_count; i++) {
		const struct field *by = store_field(store, query->sort[i].field);
		bool is_descending = query->sort[i].is_descending;
		bool is_it = by && by->id == field->id;
		is_there = is_there || is_it;
		if (by && !is_it)
			add_sort_key(&sort, by, is_descending);
		else if (is_it && is_descending == starts_descending(field))
			add_sort_key(&sort, by, !is_descending);
	}
	if (!is_there && query->sort_count < QUERY_SORT_MAX)
		add_sort_key(&sort, field, starts_descending(field));
	replace_directive(out, query, query->sort_span, strbuf_text(&sort));
	strbuf_done(&sort);
}

void edit_show(struct strbuf *out, const struct query *query, const struct store *store,
	const struct edit_column *columns, size_t count)
{
	struct strbuf show;

	strbuf_init(&show);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = store_field(store, columns[i].field);
		if (!field)
			continue;
		strbuf_add_format(&show, "%s%s", show.size == 0 ? "show:" : ",", field->key);
		if (columns[i].width > 0)
			strbuf_add_format(&show, "@%u", columns[i].width);
	}
	replace_directive(out, query, query->show_span, strbuf_text(&show));
	strbuf_done(&show);
}

void edit_fold(struct strbuf *out, const struct query *query)
{
	replace_directive(out, query, query->fold_span,
		query->is_folded ? TEXT_NONE : TEXT("fold:family"));
}

void edit_parameters(struct strbuf *out, const struct query *query, const struct store *store,
	const struct parameters *parameters)
{
	struct strbuf with, list;

	(void)store;
	strbuf_init(&with);
	strbuf_init(&list);
	parameters_write(&list, parameters);
	if (list.size > 0)
		strbuf_add_format(&with, "with:%s", list.bytes);
	strbuf_done(&list);
	replace_directive(out, query, query->with_span, strbuf_text(&with));
	strbuf_done(&with);
}

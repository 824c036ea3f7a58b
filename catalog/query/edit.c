/* SPDX-License-Identifier: MIT */
#include "catalog/query/edit.h"

#include "catalog/base/strbuf.h"
#include "catalog/query/edit_parts.h"
#include "catalog/query/lex.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void edit_copy_text(struct strbuf *out, const struct query *query)
{
	strbuf_clear(out);
	strbuf_add(out, query->text);
}

void edit_cut_span(struct strbuf *out, struct span span)
{
	size_t from = span.from, size = span.size;

	if (from > 0 && out->bytes[from - 1] == ' ') {
		from--;
		size++;
	} else if (from + size < out->size && out->bytes[from + size] == ' ') {
		size++;
	}
	strbuf_splice(out, from, size, TEXT_NONE);
}

void edit_append(struct strbuf *out, struct text text)
{
	if (out->size > 0 && out->bytes[out->size - 1] != ' ')
		strbuf_add_char(out, ' ');
	strbuf_add(out, text);
}

/* Filters stand before the directives that end the text. */
static void add_clause(struct strbuf *out, const struct query *query, struct text clause)
{
	size_t at = query->text.size;
	const struct span directives[] = { query->sort_span, query->show_span, query->fold_span,
		query->with_span, query->lens_span };

	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		bool is_last = directives[i].size > 0;
		for (size_t j = 0; is_last && j < query->clause_count; j++)
			is_last = query->clauses[j].span.from < directives[i].from;
		if (is_last && directives[i].from < at)
			at = directives[i].from;
	}
	if (at < query->text.size) {
		strbuf_splice(out, at, 0, TEXT(" "));
		strbuf_splice(out, at, 0, clause);
		return;
	}
	edit_append(out, clause);
}

void edit_quote(struct strbuf *out, struct text value)
{
	bool is_plain = value.size > 0;

	for (size_t i = 0; i < value.size && is_plain; i++)
		is_plain = strchr(" \t\",+:=<>", value.bytes[i]) == NULL;
	if (is_plain && value.bytes[0] != '-' && value.bytes[0] != '/' && value.bytes[0] != '~') {
		strbuf_add(out, value);
		return;
	}
	strbuf_add_char(out, '"');
	for (size_t i = 0; i < value.size; i++)
		if (value.bytes[i] != '"')
			strbuf_add_char(out, value.bytes[i]);
	strbuf_add_char(out, '"');
}

static bool item_is(const struct query *query, const struct clause_item *item, struct text value)
{
	struct text word = lex_unquote(span_text(query->text, item->span));

	if (text_equal_string(value, "unknown"))
		return item->is_unknown;
	return !item->is_unknown && text_equal_folded_ascii(word, value);
}

/* Finds the value among the clauses of a field, also when it was written in another spelling. */
static bool find_value(const struct query *query, const struct field *field, struct text value,
	bool is_negated, size_t *clause, size_t *item)
{
	int member = field->member_count > 0 ? field_member_find(field, value) : -1;

	for (*clause = 0; *clause < query->clause_count; (*clause)++) {
		const struct clause *one = &query->clauses[*clause];
		if (one->kind != CLAUSE_FIELD || one->field != field->id ||
			one->is_negated != is_negated)
			continue;
		for (*item = 0; *item < one->item_count; (*item)++) {
			const struct clause_item *of = &one->items[*item];
			if (item_is(query, of, value) ||
				(member >= 0 && !of->is_unknown && of->code == (uint32_t)member))
				return true;
		}
	}
	return false;
}

static void remove_item(struct strbuf *out, const struct query *query, size_t clause, size_t item)
{
	const struct clause *one = &query->clauses[clause];

	if (one->item_count == 1) {
		edit_cut_span(out, one->span);
		return;
	}
	struct span span = one->items[item].span;
	size_t from = item > 0 ? span.from - 1 : span.from; /* with the separator on one side */
	strbuf_splice(out, from, span.size + 1, TEXT_NONE);
}

/* The clause that another value joins: of this field, not negated, with ':' and the separator of the choice. */
static const struct clause *joinable(const struct query *query, const struct field *field,
	enum edit_choice choice)
{
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *one = &query->clauses[i];
		bool is_excluding = choice == EDIT_EXCLUDE;
		if (one->kind != CLAUSE_FIELD || one->field != field->id ||
			one->is_negated != is_excluding || one->op > OP_EQUAL)
			continue;
		if (one->item_count == 1 || one->is_all_of == (choice == EDIT_ALL))
			return one;
	}
	return NULL;
}

static void add_new(struct strbuf *out, const struct query *query, const struct field *field,
	struct text value, bool is_negated)
{
	struct strbuf clause;

	strbuf_init(&clause);
	strbuf_add_format(&clause, "%s%s:", is_negated ? "-" : "", field->key);
	edit_quote(&clause, value);
	add_clause(out, query, strbuf_text(&clause));
	strbuf_done(&clause);
}

/* From one side to the other: a value that is chosen is excluded, or the other way round, and never both. */
static void turn_over(struct strbuf *out, const struct query *query, const struct field *field,
	struct text value, enum edit_choice choice, size_t clause, size_t item)
{
	const struct clause *one = &query->clauses[clause], *join = joinable(query, field, choice);
	bool is_excluding = choice == EDIT_EXCLUDE;
	struct strbuf addition;

	if (!join && one->item_count == 1) {
		strbuf_splice(out, one->span.from, is_excluding ? 0 : 1,
			is_excluding ? TEXT("-") : TEXT_NONE);
		return;
	}
	const struct clause *at = join ? join : one;
	strbuf_init(&addition);
	if (join)
		strbuf_add_char(&addition, choice == EDIT_ALL ? '+' : ',');
	else
		strbuf_add_format(&addition, " %s%s:", is_excluding ? "-" : "", field->key);
	edit_quote(&addition, value);
	if (at->span.from < one->span.from) /* what stands later first: the spans hold */
		remove_item(out, query, clause, item);
	strbuf_splice(out, at->span.from + at->span.size, 0, strbuf_text(&addition));
	if (at->span.from >= one->span.from)
		remove_item(out, query, clause, item);
	strbuf_done(&addition);
}

void edit_value(struct strbuf *out, const struct query *query, const struct field *field,
	struct text value, enum edit_choice choice)
{
	size_t clause, item;
	bool is_excluding = choice == EDIT_EXCLUDE;

	edit_copy_text(out, query);
	if (find_value(query, field, value, is_excluding, &clause, &item) && choice != EDIT_ONLY) {
		remove_item(out, query, clause, item);
		return;
	}
	if (choice == EDIT_ONLY) {
		edit_clear_field(out, query,
			field); /* spans are void now: the clause goes to the end */
		strbuf_add_format(out, "%s%s:", out->size > 0 ? " " : "", field->key);
		edit_quote(out, value);
		return;
	}
	if (find_value(query, field, value, !is_excluding, &clause, &item)) {
		turn_over(out, query, field, value, choice, clause, item);
		return;
	}
	const struct clause *join = joinable(query, field, choice);
	if (!join) {
		add_new(out, query, field, value, is_excluding);
		return;
	}
	struct strbuf addition;
	strbuf_init(&addition);
	strbuf_add_char(&addition, choice == EDIT_ALL ? '+' : ',');
	edit_quote(&addition, value);
	strbuf_splice(out, join->span.from + join->span.size, 0, strbuf_text(&addition));
	strbuf_done(&addition);
}

static void threshold_word(struct strbuf *out, const struct field *field, double threshold)
{
	if (field->unit == UNIT_BYTES)
		strbuf_add_format(out, "%gGB", threshold / 1e9);
	else if (unit_is_large(field->unit) || field->unit == UNIT_TOKENS)
		number_print(out, field->unit, threshold);
	else
		strbuf_add_format(out, "%g", threshold);
}

static bool is_threshold_clause(const struct clause *clause, const struct field *field)
{
	return clause->kind == CLAUSE_FIELD && clause->field == field->id && !clause->is_negated &&
		clause->op == (field->is_at_most ? OP_LESS_EQUAL : OP_GREATER_EQUAL);
}

static bool means_threshold(const struct clause *clause, const struct field *field,
	double threshold)
{
	if (!is_threshold_clause(clause, field) || clause->item_count != 1)
		return false;
	struct strbuf word;
	struct number_span span;
	strbuf_init(&word);
	threshold_word(&word, field, threshold);
	bool parsed = value_parse_number(field->unit, strbuf_text(&word), &span, NULL) == RESULT_OK;
	strbuf_done(&word);
	return parsed &&
		(field->is_at_most ? clause->items[0].high == span.high
				   : clause->items[0].low == span.from);
}

void edit_threshold(struct strbuf *out, const struct query *query, const struct field *field,
	double threshold)
{
	struct strbuf clause;

	edit_copy_text(out, query);
	strbuf_init(&clause);
	strbuf_add_format(&clause, "%s%s", field->key, field->is_at_most ? "<=" : ">=");
	threshold_word(&clause, field, threshold);
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *one = &query->clauses[i];
		if (means_threshold(one, field, threshold)) {
			edit_cut_span(out, one->span);
			strbuf_done(&clause);
			return;
		}
		if (is_threshold_clause(one, field)) {
			strbuf_splice(out, one->span.from, one->span.size, strbuf_text(&clause));
			strbuf_done(&clause);
			return;
		}
	}
	add_clause(out, query, strbuf_text(&clause));
	strbuf_done(&clause);
}

void edit_clear_field(struct strbuf *out, const struct query *query, const struct field *field)
{
	edit_copy_text(out, query);
	for (size_t i = query->clause_count;
		i-- > 0;) /* from the back, so that spans before stay true */
		if (query->clauses[i].kind == CLAUSE_FIELD && query->clauses[i].field == field->id)
			edit_cut_span(out, query->clauses[i].span);
}

void edit_remove_clause(struct strbuf *out, const struct query *query, size_t clause)
{
	edit_copy_text(out, query);
	if (clause < query->clause_count)
		edit_cut_span(out, query->clauses[clause].span);
}

void edit_drop_last(struct strbuf *out, const struct query *query)
{
	struct token token, last = { 0 };

	edit_copy_text(out, query);
	for (size_t at = 0; lex_next(query->text, &at, &token);)
		last = token;
	if (last.span.size > 0)
		edit_cut_span(out, last.span);
}

void edit_words(struct strbuf *out, const struct query *query, struct text words)
{
	struct span first = { 0, 0 };

	edit_copy_text(out, query);
	for (size_t i = query->clause_count; i-- > 0;) {
		const struct clause *clause = &query->clauses[i];
		if ((clause->kind != CLAUSE_WORD && clause->kind != CLAUSE_FUZZY &&
			    clause->kind != CLAUSE_REGEX) ||
			clause->is_negated)
			continue;
		if (first.size > 0)
			edit_cut_span(out, first);
		first = clause->span;
	}
	if (first.size > 0 && words.size > 0)
		strbuf_splice(out, first.from, first.size, words);
	else if (first.size > 0)
		edit_cut_span(out, first);
	else if (words.size > 0)
		add_clause(out, query, words);
}

void edit_clear(struct strbuf *out, const struct query *query)
{
	edit_copy_text(out, query);
	for (size_t i = query->clause_count; i-- > 0;)
		edit_cut_span(out, query->clauses[i].span);
}

enum edit_mark edit_mark_value(const struct query *query, const struct field *field, uint32_t code)
{
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		if (clause->kind != CLAUSE_FIELD || clause->field != field->id)
			continue;
		for (size_t j = 0; j < clause->item_count; j++) {
			const struct clause_item *item = &clause->items[j];
			bool is_it = !item->is_unknown &&
				(field->kind == KIND_DATE ? item->low <= code * 10000.0 &&
							item->high >= code * 10000.0 + 1231
							  : item->code == code);
			if (is_it)
				return clause->is_negated ? EDIT_MARK_EXCLUDED : EDIT_MARK_CHOSEN;
		}
	}
	return EDIT_MARK_NONE;
}

enum edit_mark edit_mark_unknown(const struct query *query, const struct field *field)
{
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		if (clause->kind != CLAUSE_FIELD || clause->field != field->id)
			continue;
		for (size_t j = 0; j < clause->item_count; j++)
			if (clause->items[j].is_unknown)
				return clause->is_negated ? EDIT_MARK_EXCLUDED : EDIT_MARK_CHOSEN;
	}
	return EDIT_MARK_NONE;
}

enum edit_mark edit_mark_threshold(const struct query *query, const struct field *field,
	double threshold)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (means_threshold(&query->clauses[i], field, threshold))
			return EDIT_MARK_CHOSEN;
	return EDIT_MARK_NONE;
}

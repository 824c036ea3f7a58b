/* SPDX-License-Identifier: MIT */
/* What the words of a command line name: a model, or models by a query. */
#include "cli/context.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/search.h"

#include <stdlib.h>

/* How well a name names a row. An id is one row's alone, whatever others are called; of two that differ in case, the one that is written so. */
enum closeness {
	CLOSE_NOT,
	CLOSE_PART, /* only looked for in rows that may have it */
	CLOSE_SHORT_ID,
	CLOSE_NAME,      /* or alias */
	CLOSE_SAME_NAME, /* in the same case */
	CLOSE_ID,
	CLOSE_SAME_ID
};

static enum closeness how_equal(struct text a, struct text b, enum closeness folded)
{
	if (text_equal(a, b))
		return folded + 1;
	return text_equal_folded_ascii(a, b) ? folded : CLOSE_NOT;
}

static enum closeness closeness_of_names(const struct context *context, uint32_t row,
	struct text word)
{
	struct value aliases = store_value(context->store, row, FIELD_ALIASES, NULL);
	struct text list = aliases.state == VALUE_KNOWN ? aliases.is.text : TEXT_NONE;
	enum closeness best = how_equal(store_title(context->store, row), word, CLOSE_NAME);

	while (list.size > 0) {
		enum closeness close = how_equal(text_next_part(&list, ' '), word, CLOSE_NAME);
		best = close > best ? close : best;
	}
	return best;
}

static enum closeness closeness_of(struct context *context, uint32_t row, struct text word,
	struct text folded, bool may_contain)
{
	struct text id = store_id(context->store, row);
	ptrdiff_t slash = text_find(id, TEXT("/"));
	enum closeness close = how_equal(id, word, CLOSE_ID);

	if (close == CLOSE_NOT)
		close = closeness_of_names(context, row, word);
	if (close != CLOSE_NOT)
		return close;
	if (slash >= 0 && text_equal_folded_ascii(text_slice(id, (size_t)slash + 1, id.size), word))
		return CLOSE_SHORT_ID;
	if (!may_contain)
		return CLOSE_NOT;
	struct text all = text_fold(&context->arena, store_search_text(context->store, row));
	return text_find(all, folded) >= 0 ? CLOSE_PART : CLOSE_NOT;
}

static enum result no_model(struct context *context, struct text word)
{
	struct text nearest = TEXT_NONE;
	int best = 6;

	for (uint32_t row = 0; row < store_count(context->store); row++) {
		struct text id = store_id(context->store, row);
		ptrdiff_t slash = text_find(id, TEXT("/"));
		if (text_is_nearer(word, text_slice(id, (size_t)(slash + 1), id.size), &best))
			nearest = id;
	}
	if (nearest.size > 0)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no model '%.*s'. Nearest: %.*s"), TEXT_ARGS(word),
			TEXT_ARGS(nearest));
	return error_set(&context->err, RESULT_USAGE,
		_("There is no model '%.*s'. 'llmatlas list WORD' finds names."), TEXT_ARGS(word));
}

/* The one model that hosts call so; false: none does, or several. */
static bool find_by_host(const struct context *context, struct text word, uint32_t *row)
{
	bool is_found = false;

	for (uint32_t offer = 0; offer < store_offer_count(context->store); offer++) {
		if (!text_equal_folded_ascii(store_offer_id(context->store, offer), word))
			continue;
		uint32_t of = store_offer_row(context->store, offer);
		if (is_found && of != *row)
			return false;
		*row = of;
		is_found = true;
	}
	return is_found;
}

enum result find_model(struct context *context, const char *name, uint32_t *row)
{
	struct text word = text_clean(&context->arena, text_of(name), NULL),
		    folded = text_fold(&context->arena, word);
	uint32_t rows = store_count(context->store);
	bool is_ascii = text_is_ascii(folded);
	struct strbuf candidates;
	size_t count = 0;
	enum closeness best = CLOSE_NOT;

	if (text_trim(word).size == 0)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("A name of a model is empty. 'llmatlas list WORD' finds names."));
	uint8_t *hits = memory_get_zeroed((size_t)rows + 1, 1);
	if (is_ascii) /* of letters beyond ASCII the search knows only one case */
		search_literal(context->store, folded, true, hits, NULL);
	strbuf_init(&candidates);
	for (uint32_t i = 0; i < rows; i++) {
		enum closeness close = closeness_of(context, i, word, folded, !is_ascii || hits[i]);
		if (close == CLOSE_NOT || close < best)
			continue;
		if (close > best) {
			best = close;
			count = 0;
			strbuf_clear(&candidates);
		}
		*row = i;
		if (count++ < 8)
			strbuf_add_format(&candidates, "%s%.*s", candidates.size > 0 ? ", " : "",
				TEXT_ARGS(store_id(context->store, i)));
	}
	free(hits);
	enum result result = RESULT_OK;
	uint32_t of_host = 0;
	if (best <= CLOSE_PART && find_by_host(context, word, &of_host)) {
		*row = of_host;
		count = 1;
	}
	if (count == 0)
		result = no_model(context, word);
	else if (count > 1)
		result = error_set(&context->err, RESULT_USAGE,
			_("'%.*s' names %zu models: %.*s%s. Give the full id."), TEXT_ARGS(word),
			count, TEXT_ARGS(strbuf_text(&candidates)), count > 8 ? ", …" : "");
	strbuf_done(&candidates);
	return result;
}

void join_words(const struct context *context, struct strbuf *text)
{
	for (size_t i = 0; i < context->options.word_count; i++)
		strbuf_add_format(text, "%s%s", i > 0 ? " " : "", context->options.words[i]);
}

enum result parse_text(struct context *context, struct text text, struct query *query)
{
	struct query_error error;

	struct parameters defaults = default_parameters(context);
	if (query_parse(query, context->store, text, &defaults, &context->arena, &error))
		return RESULT_OK;
	error_set(&context->err, RESULT_USAGE, "%.*s", TEXT_ARGS(error.message));
	context->err.column = error.column;
	return RESULT_USAGE;
}

enum result parse_words(struct context *context, struct query *query)
{
	struct strbuf text;

	strbuf_init(&text);
	join_words(context, &text);
	enum result result = parse_text(context, strbuf_text(&text), query);
	strbuf_done(&text);
	return result;
}

/* SPDX-License-Identifier: MIT */
/* What rows are called: the line that search reads, developer and family. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/store/builder_parts.h"

#include <string.h>

static void add_word(struct strbuf *words, struct text word)
{
	if (words->size > 0)
		strbuf_add_char(words, ' ');
	strbuf_add(words, word);
}

/* What add_korean_words takes from the search words of a term; most have nothing. */
static void take_korean_words(struct builder *builder, uint32_t aliases, struct strbuf *out)
{
	struct text words = builder_text_at(builder, aliases);

	while (words.size > 0) {
		struct text word = text_next_part(&words, ' ');
		if (!text_is_ascii(word))
			add_word(out, word);
	}
}

static void add_korean_words(struct builder *builder, struct strbuf *folded, enum field_id field,
	uint32_t code)
{
	uint32_t aliases = code > 0 ? builder->terms[field].items[code - 1].aliases : 0;
	struct korean_words *known = &builder->korean[aliases % KOREAN_WORDS_KEPT];

	if (aliases == 0)
		return;
	if (known->aliases != aliases) {
		known->aliases = aliases;
		strbuf_clear(&known->words);
		take_korean_words(builder, aliases, &known->words);
	}
	if (known->words.size > 0)
		add_word(folded, strbuf_text(&known->words));
}

static void add_name_and_aliases(struct builder *builder, const struct draft *draft)
{
	struct strbuf *names = &builder->names, *folded = &builder->folded,
		      *search = &builder->search;

	strbuf_clear(names);
	for (size_t i = 0; i < draft->alias_count; i++)
		add_word(names, draft->aliases[i]);
	struct text parts[2] = { draft->name, strbuf_text(names) };
	for (int i = 0; i < 2; i++) {
		if (text_is_ascii(parts[i]))
			continue;
		struct text lower = text_fold(&builder->arena, parts[i]);
		add_word(folded, lower);
		add_word(folded, text_initials(&builder->arena, lower));
	}
	strbuf_add(search, draft->id);
	strbuf_add_char(search, '\t');
	if (!text_equal(draft->name, draft->id))
		strbuf_add(search, draft->name);
	strbuf_add_char(search, '\t');
	strbuf_add(search, strbuf_text(names));
	strbuf_add_char(search, '\t');
}

/* "id TAB name TAB aliases TAB folded NEWLINE", the end of it. */
static void end_search_text(struct builder *builder, uint32_t developer, uint32_t family)
{
	struct strbuf *folded = &builder->folded, *search = &builder->search;

	add_korean_words(builder, folded, FIELD_DEVELOPER, developer);
	add_korean_words(builder, folded, FIELD_FAMILY, family);
	if (folded->size > 0)
		strbuf_add(search, strbuf_text(folded));
	strbuf_add_char(search, '\n');
}

uint32_t builder_region_code(struct builder *builder, uint32_t developer)
{
	if (developer == 0)
		return 0;
	uint32_t region = builder->terms[FIELD_DEVELOPER].items[developer - 1].region;

	return builder_term(builder, FIELD_DEVELOPER_REGION, builder_text_at(builder, region));
}

static uint32_t begin_row(struct builder *builder, struct text id)
{
	uint32_t row = (uint32_t)builder->row_count;

	builder->search_starts = memory_grow(builder->search_starts, &builder->row_capacity,
		builder->row_count + 2, sizeof(*builder->search_starts));
	builder->search_starts[row] = (uint32_t)builder->search.size;
	builder_note_row(builder, id);
	strbuf_clear(&builder->folded);
	return row;
}

static void end_row(struct builder *builder, uint32_t developer, uint32_t region, uint32_t family)
{
	uint32_t row = (uint32_t)builder->row_count++;

	builder->search_starts[row + 1] = (uint32_t)builder->search.size;
	column_set_code(&builder->columns[FIELD_DEVELOPER], row, developer);
	column_set_code(&builder->columns[FIELD_FAMILY], row, family);
	column_set_code(&builder->columns[FIELD_DEVELOPER_REGION], row, region);
}

enum result builder_add_names(struct builder *builder, const struct draft *draft, uint32_t *row,
	struct error *err)
{
	if (builder_has_id(builder, draft->id))
		return error_set(err, RESULT_BAD_DATA, _("There are two models with the id %.*s."),
			TEXT_ARGS(draft->id));
	*row = begin_row(builder, draft->id);
	uint32_t developer = builder_term(builder, FIELD_DEVELOPER, draft->developer),
		 family = builder_term(builder, FIELD_FAMILY, draft->family);
	if (draft->line.size > 0)
		strbuf_add(&builder->search, draft->line);
	else
		add_name_and_aliases(builder, draft);
	end_search_text(builder, developer, family);
	end_row(builder, developer, builder_region_code(builder, developer), family);
	return RESULT_OK;
}

uint32_t builder_add_named(struct builder *builder, const struct builder_line *line)
{
	uint32_t row = begin_row(builder, line->id);

	strbuf_add(&builder->search, line->line);
	end_search_text(builder, line->developer, line->family);
	end_row(builder, line->developer, line->region, line->family);
	return row;
}

struct text builder_row_id(const struct builder *builder, uint32_t row)
{
	size_t from = builder->search_starts[row];
	const char *bytes = builder->search.bytes + from;
	const char *end = memchr(bytes, '\t', builder->search.size - from);

	return (struct text){ bytes, end ? (size_t)(end - bytes) : 0 };
}

/* SPDX-License-Identifier: MIT */
/* Sentences of a facts file in Korean, and whether they are those that the facts say. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"

#include <stdlib.h>

void reader_sentence(struct reader *reader, const struct json *node)
{
	struct facts *facts = reader->facts;
	struct facts_sentence sentence = { .node = node, .file = reader->file };

	sentence.en = arena_copy(facts->arena, text_clean(facts->arena, json_key(node), NULL));
	sentence.ko = arena_copy(facts->arena, text_clean(facts->arena, json_string(node), NULL));
	if (text_is_ascii(sentence.ko))
		reader_fail(reader, node, "%s", _("expected this sentence in Korean"));
	if (!reader_keeps(reader))
		return;
	facts->sentences = memory_grow(facts->sentences, &facts->sentence_capacity,
		facts->sentence_count + 1, sizeof(*facts->sentences));
	facts->sentences[facts->sentence_count++] = sentence;
}

void reader_said(struct reader *reader, const struct json *node, struct text value,
	bool needs_korean)
{
	struct facts *facts = reader->facts;

	facts->said = memory_grow(facts->said, &facts->said_capacity, facts->said_count + 1,
		sizeof(*facts->said));
	facts->said[facts->said_count++] = (struct facts_sentence){ .en = value,
		.node = node,
		.file = reader->file,
		.needs_korean = needs_korean };
}

static int compare(const void *a, const void *b)
{
	const struct facts_sentence *one = *(const struct facts_sentence *const *)a,
				    *two = *(const struct facts_sentence *const *)b;
	int order = text_compare(one->en, two->en);

	if (order == 0)
		order = (int)two->needs_korean - (int)one->needs_korean;
	return order != 0 ? order : one < two ? -1 : one > two;
}

/* By their English, of equal ones the first that was read and needs Korean. */
static const struct facts_sentence **in_order(struct arena *arena,
	const struct facts_sentence *items, size_t count)
{
	const struct facts_sentence **order = ARENA_ARRAY(arena, const struct facts_sentence *,
		count + 1);

	for (size_t i = 0; i < count; i++)
		order[i] = &items[i];
	qsort(order, count, sizeof(*order), compare);
	return order;
}

static void complain_lost(struct facts *facts, const struct facts_sentence *of)
{
	facts_warn_at(facts, of->file, of->node, "%s",
		_("no fact says this any more: take it out"));
}

static void complain_missing(struct facts *facts, const struct facts_sentence *of)
{
	facts_warn_at(facts, of->file, of->node,
		_("\"%.*s\" has no Korean: add it to catalog/facts/sentences.json"),
		TEXT_ARGS(of->en));
}

/* As they stand in their files. */
static void check_order(struct facts *facts)
{
	for (size_t i = 1; i < facts->sentence_count; i++) {
		const struct facts_sentence *one = &facts->sentences[i - 1], *two = one + 1;
		if (one->file == two->file && text_compare(one->en, two->en) > 0)
			facts_warn_at(facts, two->file, two->node,
				_("expected before \"%.*s\": sentences are in the order of their bytes"),
				TEXT_ARGS(one->en));
	}
}

void facts_check_sentences(struct facts *facts)
{
	size_t said_count = facts->said_count, count = facts->sentence_count, at = 0;

	check_order(facts);
	if (said_count == 0 || count == 0) /* either can be checked alone */
		return;
	const struct facts_sentence **said = in_order(facts->arena, facts->said, said_count),
				    **list = in_order(facts->arena, facts->sentences, count);
	for (size_t i = 0; i < said_count; i++) {
		if (i > 0 && text_equal(said[i]->en, said[i - 1]->en))
			continue;
		for (; at < count && text_compare(list[at]->en, said[i]->en) < 0; at++)
			complain_lost(facts, list[at]);
		if (at < count && text_equal(list[at]->en, said[i]->en))
			at++;
		else if (said[i]->needs_korean)
			complain_missing(facts, said[i]);
	}
	for (; at < count; at++)
		complain_lost(facts, list[at]);
}

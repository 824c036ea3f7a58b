/* SPDX-License-Identifier: MIT */
/* A family is found through its stems: each word of an id's key may be one or begin with one;
 * the families behind those stems are tried in order of specificity. */
#include "catalog/sources/family.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern.h"
#include "catalog/base/strbuf.h"
#include "catalog/base/worker.h"
#include "catalog/sources/family_beginning.h"
#include "catalog/sources/family_words.h"
#include "catalog/sources/identity.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct family_index {
	struct family **order; /* most specific first */
	struct beginnings *beginnings;
	struct beginning_sets *sets;
	struct pattern **patterns; /* by place in order; NULL: the stem suffices */
	size_t count;
	struct family_words *words; /* by stems */
	struct strbuf *key;     /* of the id looked for: kept, so that finding allocates nothing */
	_Atomic uint64_t *kept; /* by hash of a name: the hash, its lowest bits what was found */
};

enum { FOUND_NONE = UINT16_MAX, NAMES_KEPT = 1 << 19, KEPT_NONE = 1, KEPT_FIRST = 2 };
static const uint64_t KEPT_FOUND = UINT16_MAX; /* the bits of what was found */

static int compare_families(const void *a, const void *b)
{
	const struct family *one = *(struct family *const *)a, *two = *(struct family *const *)b;

	if (one->rank != two->rank)
		return one->rank > two->rank ? -1 : 1;
	if (one->pattern.size != two->pattern.size)
		return one->pattern.size > two->pattern.size ? -1 : 1;
	return text_compare(one->id, two->id);
}

static struct family *by_id(struct family *families, size_t count, struct text id)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(families[i].id, id))
			return &families[i];
	return NULL;
}

static void inherit(struct family *family, const struct family *base, struct arena *arena)
{
	struct claim *claims = ARENA_ARRAY(arena, struct claim,
		family->claim_count + base->claim_count + 1);
	size_t count = family->claim_count;

	memcpy(claims, family->claims, count * sizeof(*claims));
	for (size_t i = 0; i < base->claim_count; i++)
		if (!claim_find(family->claims, family->claim_count, base->claims[i].field))
			claims[count++] = base->claims[i];
	family->claims = claims;
	family->claim_count = count;
	if (family->alias_count == 0) {
		family->aliases = base->aliases;
		family->alias_count = base->alias_count;
	}
}

static enum result resolve_bases(struct family *families, size_t count, struct arena *arena,
	struct error *err)
{
	/* Bases of bases first: two rounds settle chains of two. */
	for (int depth = 1; depth >= 0; depth--) {
		for (size_t i = 0; i < count; i++) {
			if (families[i].base.size == 0)
				continue;
			struct family *base = by_id(families, count, families[i].base);
			if (!base || base == &families[i])
				return error_set(err, RESULT_BAD_DATA,
					_("The family %.*s has the base %.*s, which is no other family."),
					TEXT_ARGS(families[i].id), TEXT_ARGS(families[i].base));
			bool is_middle = base->base.size == 0;
			struct family *root = is_middle ? NULL : by_id(families, count, base->base);
			if (root && root->base.size > 0)
				return error_set(err, RESULT_BAD_DATA,
					_("The family %.*s has a chain of more than two bases."),
					TEXT_ARGS(families[i].id));
			if (is_middle == (depth == 1))
				inherit(&families[i], base, arena);
		}
	}
	return RESULT_OK;
}

static enum result compile(struct family_index *index, struct error *err)
{
	struct error reason;

	for (size_t i = 0; i < index->count; i++) {
		const struct family *family = index->order[i];
		for (size_t j = 0; j < family->stem_count; j++)
			family_words_add(index->words, family->stems[j], i);
		beginnings_read(&index->beginnings[i], index->sets, family->pattern);
		if (i > 0 && text_equal(index->order[i - 1]->id, family->id))
			return error_set(err, RESULT_BAD_DATA,
				_("There are two families with the id %.*s."),
				TEXT_ARGS(family->id));
		if (family->pattern.size > 0 &&
			pattern_new(&index->patterns[i], family->pattern, true, &reason) !=
				RESULT_OK)
			return error_set(err, RESULT_BAD_DATA,
				_("The pattern of the family %.*s, character %d: %s."),
				TEXT_ARGS(family->id), reason.column, reason.message);
	}
	family_words_added(index->words);
	return RESULT_OK;
}

enum result family_index_new(struct family_index **out, struct family *families, size_t count,
	struct arena *arena, struct error *err)
{
	if (count > FAMILY_PLACES_MAX)
		return error_set(err, RESULT_BAD_DATA, _("There are more than %d families."),
			FAMILY_PLACES_MAX);
	struct family_index *index = memory_get_zeroed(1, sizeof(*index));
	enum result result = resolve_bases(families, count, arena, err);

	index->order = memory_get_zeroed(count, sizeof(*index->order));
	index->patterns = memory_get_zeroed(count, sizeof(*index->patterns));
	index->beginnings = memory_get_zeroed(count, sizeof(*index->beginnings));
	index->words = family_words_new();
	index->sets = memory_get_zeroed(1, sizeof(*index->sets));
	index->key = memory_get_zeroed(1, sizeof(*index->key));
	index->count = count;
	for (size_t i = 0; i < count; i++)
		index->order[i] = &families[i];
	qsort(index->order, count, sizeof(*index->order), compare_families);
	if (result == RESULT_OK)
		result = compile(index, err);
	if (result != RESULT_OK) {
		family_index_free(index);
		return result;
	}
	*out = index;
	return RESULT_OK;
}

void family_index_free(struct family_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->count; i++) {
		pattern_free(index->patterns[i]);
		beginnings_done(&index->beginnings[i]);
	}
	free(index->patterns);
	free(index->beginnings);
	free(index->sets);
	free(index->order);
	family_words_free(index->words);
	strbuf_done(index->key);
	free(index->key);
	worker_memory_free(index->kept, NAMES_KEPT * sizeof(*index->kept));
	free(index);
}

/* there: NULL if the key is not ASCII. */
static bool matches(const struct family_index *index, size_t place, struct text key,
	const struct beginning_marks *there)
{
	enum beginning_match match = BEGINNING_MAY;

	if (!index->patterns[place])
		return true;
	if (there)
		match = beginnings_match(&index->beginnings[place], index->sets, key, there);
	return match == BEGINNING_MAY
		? pattern_find(index->patterns[place], key, NULL, NULL) == PATTERN_YES
		: match == BEGINNING_YES;
}

static uint16_t find_place(const struct family_index *index, struct text key,
	const struct family_places *places)
{
	bool is_ascii = text_is_ascii(key);
	struct beginning_marks there;

	beginnings_mark(key, &there);
	for (size_t word = 0; word <= (index->count - 1) / 64; word++) {
		for (uint64_t rest = places->bits[word]; rest != 0; rest &= rest - 1) {
			size_t place = word * 64 + (size_t)__builtin_ctzll(rest);
			if ((!is_ascii || beginnings_can(&index->beginnings[place], &there)) &&
				matches(index, place, key, is_ascii ? &there : NULL))
				return (uint16_t)place;
		}
	}
	return FOUND_NONE;
}

static uint16_t find_by_words(const struct family_index *index, struct text model_id)
{
	struct identity_words words;
	struct family_word known[IDENTITY_WORDS_MAX];
	uint8_t kept[IDENTITY_WORDS_MAX];
	struct family_places places = { { 0 } };

	identity_split(&words, index->key, model_id);
	for (size_t i = 0; i < words.count; i++) {
		known[i] = family_words_find(index->words, words.items[i]);
		words.kinds[i] = known[i].kinds;
	}
	size_t count = identity_family_words(&words, kept);
	for (size_t i = 0; i < count; i++)
		family_words_collect(index->words, words.items[kept[i]], &known[kept[i]], &places);
	identity_join(index->key, &words, kept, count);
	return find_place(index, strbuf_text(index->key), &places);
}

void family_index_keep_names(struct family_index *index)
{
	if (!index->kept)
		index->kept = worker_memory_new(NAMES_KEPT * sizeof(*index->kept));
}

static uint16_t find_kept(const struct family_index *index, struct text model_id)
{
	uint64_t hash = text_quick_hash(identity_name(model_id), false);
	_Atomic uint64_t *kept = &index->kept[hash % NAMES_KEPT];
	uint64_t known = atomic_load_explicit(kept, memory_order_relaxed),
		 found = known & KEPT_FOUND;

	if (found != 0 && (known & ~KEPT_FOUND) == (hash & ~KEPT_FOUND))
		return found == KEPT_NONE ? FOUND_NONE : (uint16_t)(found - KEPT_FIRST);
	uint16_t place = find_by_words(index, model_id);
	found = place == FOUND_NONE ? KEPT_NONE : place + KEPT_FIRST;
	atomic_store_explicit(kept, (hash & ~KEPT_FOUND) | found, memory_order_relaxed);
	return place;
}

const struct family *family_find(const struct family_index *index, struct text model_id)
{
	if (index->count == 0)
		return NULL;
	uint16_t place = index->kept ? find_kept(index, model_id) : find_by_words(index, model_id);
	return place == FOUND_NONE ? NULL : index->order[place];
}

const struct family *family_get(const struct family_index *index, struct text family_id)
{
	for (size_t i = 0; i < index->count; i++)
		if (text_equal(index->order[i]->id, family_id))
			return index->order[i];
	return NULL;
}

void family_check(const struct family_index *index, family_complaint *complain, void *context)
{
	for (size_t i = 0; i < index->count; i++) {
		const struct family *family = index->order[i];
		for (size_t j = 0; j < family->match_count; j++) {
			const struct family *found = family_find(index, family->match[j]);
			if (found != family)
				complain(context, family, true, j, found);
		}
		for (size_t j = 0; j < family->reject_count; j++)
			if (family_find(index, family->reject[j]) == family)
				complain(context, family, false, j, family);
	}
}

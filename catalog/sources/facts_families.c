/* SPDX-License-Identifier: MIT */
/* Families of a facts file: their patterns, their bases, and the ids that they must find or not. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern.h"
#include "catalog/sources/facts_reader.h"
#include "catalog/sources/fold_parts.h"

#include <stdlib.h>

enum { RANK_MAX = 1000 };

const struct family *facts_find_family(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->family_count; i++)
		if (text_equal(facts->families[i].id, id))
			return &facts->families[i];
	return NULL;
}

static void read_pattern(struct reader *reader, const struct json *node, struct family *family)
{
	struct pattern *pattern = NULL;
	struct error reason;

	family->pattern = reader_text(reader, node, "pattern");
	if (family->pattern.size > 0 &&
		pattern_new(&pattern, family->pattern, true, &reason) != RESULT_OK)
		reader_fail(reader, json_member(node, "pattern"), _("character %d: %s"),
			reason.column, reason.message);
	pattern_free(pattern);
}

static void read_rank(struct reader *reader, const struct json *node, struct family *family)
{
	static const struct number_range range = { -RANK_MAX, RANK_MAX, true, false };
	double rank = json_number(node);

	if (json_is(node, JSON_NUMBER) && reader_in_range(reader, node, "rank", &range, rank))
		family->rank = (int)rank;
}

static void read_stems(struct reader *reader, const struct json *node, struct family *family)
{
	reader_texts(reader, node, &family->stems, &family->stem_count);
	if (json_is(node, JSON_ARRAY) && !json_first(node))
		reader_fail(reader, node, "%s", _("expected at least one stem"));
}

/* What it is found by. True: it can be. */
static bool read_finding(struct reader *reader, const struct json *node, struct family *family)
{
	size_t mistakes = reader->mistakes;

	reader_id(reader, node, false, &family->id);
	if (family->id.size > 0 && facts_find_family(reader->facts, family->id))
		reader_taken(reader, node, family->id);
	read_stems(reader, json_member(node, "stems"), family);
	read_pattern(reader, node, family);
	read_rank(reader, json_member(node, "rank"), family);
	reader_texts(reader, json_member(node, "match"), &family->match, &family->match_count);
	reader_texts(reader, json_member(node, "reject"), &family->reject, &family->reject_count);
	return reader->mistakes == mistakes && family->id.size > 0 && family->stem_count > 0;
}

void reader_family(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "developer", JSON_STRING, false },
		{ "base", JSON_STRING, false }, { "stems", JSON_ARRAY, true },
		{ "pattern", JSON_STRING, false }, { "rank", JSON_NUMBER, false },
		{ "match", JSON_ARRAY, false }, { "reject", JSON_ARRAY, false },
		{ "aliases", JSON_ARRAY, false }, { "derivative", JSON_TRUE, false },
		{ "facts", JSON_OBJECT, false }, { "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct family family = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	struct facts_place place = { node, reader->file, read_finding(reader, node, &family) };
	family.name = reader_text(reader, node, "name");
	family.developer = reader_text(reader, node, "developer");
	family.base = reader_text(reader, node, "base");
	family.is_derivative = json_is(json_member(node, "derivative"), JSON_TRUE);
	reader_texts(reader, json_member(node, "aliases"), &family.aliases, &family.alias_count);
	reader_claims(reader, json_member(node, "facts"), ORIGIN_BUILTIN_FAMILY, &family.claims,
		&family.claim_count);
	reader_maker(reader, node, family.developer);
	if (!reader_keeps(reader))
		return;
	facts->families = memory_grow(facts->families, &facts->family_capacity,
		facts->family_count + 1, sizeof(family));
	facts->family_places = memory_grow(facts->family_places, &facts->family_place_capacity,
		facts->family_count + 1, sizeof(*facts->family_places));
	facts->family_places[facts->family_count] = place;
	facts->families[facts->family_count++] = family;
}

static void check_base(struct reader *reader, const struct json *node, const struct family *family)
{
	const struct facts *facts = reader->facts;
	const struct json *place = json_member(node, "base");
	const struct family *base = facts_find_family(facts, family->base);

	if (family->base.size == 0)
		return;
	if (!base || base == family) {
		reader_fail(reader, place, _("there is no other family %.*s in these files"),
			TEXT_ARGS(family->base));
		return;
	}
	const struct family *root = base->base.size > 0 ? facts_find_family(facts, base->base)
							: NULL;
	if (root && root->base.size > 0)
		reader_fail(reader, place,
			_("a chain of more than two bases: %.*s has %.*s, which has %.*s"),
			TEXT_ARGS(base->id), TEXT_ARGS(root->id), TEXT_ARGS(root->base));
}

/* When every family is known. One that was left out has no place among them any more. */
void reader_family_link(struct reader *reader, const struct json *node)
{
	struct facts *facts = reader->facts;
	size_t at = 0;

	while (at < facts->family_count && facts->family_places[at].node != node)
		at++;
	if (at == facts->family_count)
		return;
	check_base(reader, node, &facts->families[at]);
	reader_family_together(reader, node, &facts->families[at]);
	if (reader_keeps(reader))
		return;
	facts->family_count--;
	for (; at < facts->family_count; at++) { /* in their order */
		facts->families[at] = facts->families[at + 1];
		facts->family_places[at] = facts->family_places[at + 1];
	}
}

/* --- the ids that families list ------------------------------------------------------------------- */

struct listing {
	struct facts *facts;
	struct family *families; /* those of the files that can be found, then the known ones */
	struct facts_place *places;
	size_t count, capacity, place_capacity;
};

static void add_family(struct listing *listing, const struct family *family,
	struct facts_place place)
{
	listing->families = memory_grow(listing->families, &listing->capacity, listing->count + 1,
		sizeof(*listing->families));
	listing->places = memory_grow(listing->places, &listing->place_capacity, listing->count + 1,
		sizeof(*listing->places));
	listing->places[listing->count] = place;
	listing->families[listing->count] = *family;
	listing->families[listing->count++].base =
		TEXT_NONE; /* what it inherits does not matter here */
}

static void add_known(struct listing *listing)
{
	const struct store *known = listing->facts->known;
	size_t count = known ? store_family_rule_count(known) : 0;

	for (size_t i = 0; i < count; i++) {
		struct family family = fold_family_of_rule(known, i, listing->facts->arena);
		if (!facts_find_family(listing->facts, family.id))
			add_family(listing, &family, (struct facts_place){ NULL, 0, true });
	}
}

static void complain(void *context, const struct family *family, bool is_match, size_t at,
	const struct family *found)
{
	struct listing *listing = context;
	struct facts *facts = listing->facts;
	const struct facts_place *place = &listing->places[family - listing->families];
	const struct json *node = json_first(
		json_member(place->node, is_match ? "match" : "reject"));
	struct reader reader = { .facts = facts,
		.document = facts->files[place->file].document,
		.file = place->file };

	while (at-- > 0)
		node = json_next(node);
	if (!is_match)
		reader_fail(&reader, node, _("this id must not find the family %.*s, and does"),
			TEXT_ARGS(family->id));
	else if (found)
		reader_fail(&reader, node, _("this id should find the family %.*s, and finds %.*s"),
			TEXT_ARGS(family->id), TEXT_ARGS(found->id));
	else
		reader_fail(&reader, node, _("this id should find the family %.*s, and finds none"),
			TEXT_ARGS(family->id));
}

enum result facts_check_families(struct facts *facts, struct error *err)
{
	struct listing listing = { .facts = facts };
	struct family_index *index;

	for (size_t i = 0; i < facts->family_count; i++)
		if (facts->family_places[i].can_be_found)
			add_family(&listing, &facts->families[i], facts->family_places[i]);
	add_known(&listing);
	enum result result = family_index_new(&index, listing.families, listing.count, facts->arena,
		err);
	if (result == RESULT_OK) {
		family_check(index, complain, &listing);
		family_index_free(index);
	}
	free(listing.families);
	free(listing.places);
	return result;
}

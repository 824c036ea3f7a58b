/* SPDX-License-Identifier: MIT */
/* Models of a facts file, with their scores. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"
#include "catalog/store/benchmark_unit.h"
#include "catalog/store/store.h"

#include <string.h>

static const struct benchmark *find_benchmark(const struct facts *facts, struct text id,
	struct benchmark *known)
{
	for (size_t i = 0; i < facts->benchmark_count; i++)
		if (text_equal(facts->benchmarks[i].id, id))
			return &facts->benchmarks[i];
	int found = facts->known ? store_benchmark_find(facts->known, id) : -1;
	if (found < 0)
		return NULL;
	*known = store_benchmark(facts->known, (uint32_t)found);
	return known;
}

static void read_result(struct reader *reader, const struct json *node, struct draft_score *score)
{
	const struct json *name = json_member(node, "benchmark"),
			  *number = json_member(node, "score");
	struct benchmark known;

	score->benchmark = reader_text(reader, node, "benchmark");
	score->score = json_number(number);
	if (!json_is(name, JSON_STRING))
		return;
	const struct benchmark *benchmark = find_benchmark(reader->facts, score->benchmark, &known);
	if (!benchmark)
		reader_fail(reader, name, _("there is no benchmark %.*s"),
			TEXT_ARGS(score->benchmark));
	else if (json_is(number, JSON_NUMBER))
		reader_in_range(reader, number, "score", benchmark_unit_range(benchmark->unit),
			score->score);
}

/* "high effort, no tools": each part is said by itself, so that a few of them tell many settings in Korean. */
static void read_setting(struct reader *reader, const struct json *node, struct draft_score *score)
{
	struct text rest = score->setting = reader_text(reader, node, "setting");

	while (rest.size > 0)
		reader_said(reader, json_member(node, "setting"), text_next_item(&rest), false);
}

static void read_score(struct reader *reader, const struct json *node, struct draft_score *score)
{
	static const struct known_key keys[] = { { "benchmark", JSON_STRING, true },
		{ "score", JSON_NUMBER, true }, { "harness", JSON_STRING, false },
		{ "version", JSON_STRING, false }, { "setting", JSON_STRING, false },
		{ "date", JSON_STRING, false }, { "by", JSON_STRING, true },
		{ "source", JSON_STRING, false } };

	*score = (struct draft_score){ .source = SOURCE_NONE };
	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	read_result(reader, node, score);
	score->harness = reader_text(reader, node, "harness");
	score->version = reader_text(reader, node, "version");
	read_setting(reader, node, score);
	struct text by = json_string(json_member(node, "by"));
	score->by = text_equal_string(by, "independent") ? SCORE_INDEPENDENT
		: text_equal_string(by, "quoted")        ? SCORE_QUOTED
							 : SCORE_MAKER;
	if (score->by == SCORE_MAKER && !text_equal_string(by, "maker") &&
		json_is(json_member(node, "by"), JSON_STRING))
		reader_fail(reader, json_member(node, "by"), "%s",
			_("expected \"maker\", \"quoted\" or \"independent\""));
	reader_past_date(reader, json_member(node, "date"), &score->date);
	reader_source(reader, node, &score->source);
}

static void read_scores(struct reader *reader, const struct json *list, struct draft *draft)
{
	struct draft_score *scores = ARENA_ARRAY(reader->facts->arena, struct draft_score,
		(size_t)json_count(list) + 1);

	draft->scores = scores;
	for (const struct json *node = json_first(list); node; node = json_next(node))
		read_score(reader, node, &scores[draft->score_count++]);
}

/* A developer that is there has the models whose ids begin with it. */
static void check_maker(struct reader *reader, const struct json *node, const struct draft *draft)
{
	if (draft->developer.size == 0 || !reader_maker(reader, node, draft->developer))
		return;
	bool is_its_own = text_starts_with(draft->id, draft->developer) &&
		draft->id.size > draft->developer.size &&
		draft->id.bytes[draft->developer.size] == '/';
	if (!is_its_own && text_find(draft->id, TEXT("/")) >= 0)
		reader_fail(reader, json_member(node, "id"),
			_("expected the id to begin with its developer: \"%.*s/\""),
			TEXT_ARGS(draft->developer));
}

/* Nobody else's, whatever its own other files give it. */
static void check_aliases(struct reader *reader, const struct json *node, const struct draft *draft,
	const struct draft *elsewhere)
{
	for (size_t i = 0; i < draft->alias_count; i++) {
		const struct draft *other = facts_find_alias(reader->facts, draft->aliases[i],
			elsewhere);
		if (other)
			reader_fail(reader, json_member(node, "aliases"),
				_("the alias %.*s belongs to %.*s already"),
				TEXT_ARGS(draft->aliases[i]), TEXT_ARGS(other->id));
	}
}

/* What another of one's own files says of the model: several may speak of one. NULL: none does. */
static struct draft *draft_elsewhere(const struct facts *facts, uint32_t file, struct text id)
{
	struct draft *found = facts->known ? facts_find_model(facts, id) : NULL;

	return found && facts->model_files[found - facts->models] != file ? found : NULL;
}

/* Only a model that the known catalog has needs neither name nor developer. */
static void check_missing(struct reader *reader, const struct json *node, const struct draft *draft)
{
	bool has_name = draft->name.bytes || json_member(node, "name"),
	     has_maker = draft->developer.bytes || json_member(node, "developer");

	if (reader->facts->known && draft->id.size > 0 && !has_name && !has_maker) {
		reader_fail(reader, json_member(node, "id"),
			_("the built-in catalog has no model %.*s; one of your own has \"name\" and \"developer\""),
			TEXT_ARGS(draft->id));
		return;
	}
	if (!has_name)
		reader_fail(reader, node, _("the key \"%s\" is missing"), "name");
	if (!has_maker)
		reader_fail(reader, node, _("the key \"%s\" is missing"), "developer");
}

static void check_names(struct reader *reader, const struct json *node, const struct draft *draft)
{
	const struct facts *facts = reader->facts;

	check_missing(reader, node, draft);
	if (draft->name.bytes && draft->name.size == 0)
		reader_fail(reader, node, "%s", _("the name is empty"));
	check_maker(reader, node, draft);
	if (draft->family.size > 0 && !facts_find_family(facts, draft->family) &&
		!facts_is_known(facts, FIELD_FAMILY, draft->family))
		reader_fail(reader, json_member(node, "family"), _("there is no family %.*s"),
			TEXT_ARGS(draft->family));
	const struct draft *elsewhere = draft_elsewhere(facts, reader->file, draft->id);
	if (draft->id.size > 0 && !elsewhere && facts_find_model(facts, draft->id))
		reader_taken(reader, node, draft->id);
	check_aliases(reader, node, draft, elsewhere);
}

/* A file over an open catalog may leave out what that, or a file before it, says of the model. */
static void take_known_names(struct reader *reader, struct draft *draft)
{
	const struct store *known = reader->facts->known;
	const struct draft *elsewhere = draft_elsewhere(reader->facts, reader->file, draft->id);
	uint32_t row;

	if (elsewhere) {
		draft->name = draft->name.bytes ? draft->name : elsewhere->name;
		draft->developer = draft->developer.bytes ? draft->developer : elsewhere->developer;
		draft->family = draft->family.bytes ? draft->family : elsewhere->family;
	}
	if (!known || !store_find_id(known, draft->id, &row))
		return;
	if (!draft->name.bytes)
		draft->name = arena_copy(reader->facts->arena, store_title(known, row));
	struct value developer = store_value(known, row, FIELD_DEVELOPER, NULL);
	if (!draft->developer.bytes && developer.state == VALUE_KNOWN)
		draft->developer = arena_copy(reader->facts->arena, developer.is.text);
	struct value family = store_value(known, row, FIELD_FAMILY, NULL);
	if (!draft->family.bytes && family.state == VALUE_KNOWN)
		draft->family = arena_copy(reader->facts->arena, family.is.text);
}

static bool is_same_offer(const struct draft_offer *one, const struct draft_offer *two)
{
	return text_equal(one->provider, two->provider) &&
		text_equal_folded_ascii(one->id, two->id);
}

/* Offers of the later file, then those of the earlier one that it does not have. */
static void join_offers(struct arena *arena, struct draft *later, const struct draft *earlier)
{
	struct draft_offer *offers = ARENA_ARRAY(arena, struct draft_offer,
		later->offer_count + earlier->offer_count + 1);
	size_t count = 0;

	for (; count < later->offer_count; count++)
		offers[count] = later->offers[count];
	for (size_t i = 0; i < earlier->offer_count; i++) {
		bool is_there = false;
		for (size_t j = 0; j < later->offer_count && !is_there; j++)
			is_there = is_same_offer(&later->offers[j], &earlier->offers[i]);
		if (!is_there)
			offers[count++] = earlier->offers[i];
	}
	later->offers = offers;
	later->offer_count = count;
}

/* "COUNT of them, then those of the earlier file" of any kind of item. */
static void *join_items(struct arena *arena, const void *later, size_t *count, const void *earlier,
	size_t earlier_count, size_t size)
{
	char *items = arena_get(arena, (*count + earlier_count + 1) * size);

	if (*count > 0)
		memcpy(items, later, *count * size);
	if (earlier_count > 0)
		memcpy(items + *count * size, earlier, earlier_count * size);
	*count += earlier_count;
	return items;
}

/* What the later file says goes before what the earlier one does. */
static void join(struct arena *arena, struct draft *later, const struct draft *earlier)
{
	later->is_derivative = later->is_derivative || earlier->is_derivative;
	later->aliases = join_items(arena, later->aliases, &later->alias_count, earlier->aliases,
		earlier->alias_count, sizeof(*later->aliases));
	later->claims = join_items(arena, later->claims, &later->claim_count, earlier->claims,
		earlier->claim_count, sizeof(*later->claims));
	later->scores = join_items(arena, later->scores, &later->score_count, earlier->scores,
		earlier->score_count, sizeof(*later->scores));
	join_offers(arena, later, earlier);
}

static void keep_model(struct reader *reader, struct draft *draft)
{
	struct facts *facts = reader->facts;
	struct draft *earlier = draft_elsewhere(facts, reader->file, draft->id);

	facts->files[reader->file].offers += (uint32_t)draft->offer_count;
	if (earlier) {
		join(facts->arena, draft, earlier);
		*earlier = *draft;
		facts->model_files[earlier - facts->models] = reader->file;
		facts_names_add(facts, (uint32_t)(earlier - facts->models));
		return;
	}
	facts->models = memory_grow(facts->models, &facts->model_capacity, facts->model_count + 1,
		sizeof(*draft));
	facts->model_files = memory_grow(facts->model_files, &facts->model_file_capacity,
		facts->model_count + 1, sizeof(*facts->model_files));
	facts->model_files[facts->model_count] = reader->file;
	facts->models[facts->model_count] = *draft;
	facts_names_add(facts, (uint32_t)facts->model_count++);
}

/* What one's own files note of a model is a fact of theirs; in other files it is for who works on them. */
static void take_notes(struct reader *reader, const struct json *node, struct draft *draft)
{
	struct arena *arena = reader->facts->arena;
	const char *name = reader->facts->files[reader->file].name, *slash = strrchr(name, '/');
	const struct claim claim = { .field = FIELD_NOTES,
		.basis = BASIS_REPORTED,
		.origin = ORIGIN_OVERLAY,
		.source = SOURCE_NONE,
		.value = { .state = VALUE_KNOWN, .is.text = reader_text(reader, node, "notes") },
		.by = text_clean(arena, arena_copy(arena, text_of(slash ? slash + 1 : name)),
			NULL) };

	if (reader->facts->origin != ORIGIN_OVERLAY || claim.value.is.text.size == 0)
		return;
	size_t count = 1;
	draft->claims = join_items(arena, &claim, &count, draft->claims, draft->claim_count,
		sizeof(claim));
	draft->claim_count = count;
}

void reader_model(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, false }, { "developer", JSON_STRING, false },
		{ "family", JSON_STRING, false }, { "aliases", JSON_ARRAY, false },
		{ "facts", JSON_OBJECT, false }, { "offers", JSON_ARRAY, false },
		{ "scores", JSON_ARRAY, false }, { "notes", JSON_STRING, false },
		{ "derivative", JSON_TRUE, false } };
	struct facts *facts = reader->facts;
	struct draft draft = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	reader_id(reader, node, true, &draft.id);
	draft.name = reader_text(reader, node, "name");
	draft.developer = reader_text(reader, node, "developer");
	draft.family = reader_text(reader, node, "family");
	take_known_names(reader, &draft);
	draft.is_derivative = json_is(json_member(node, "derivative"), JSON_TRUE);
	reader_texts(reader, json_member(node, "aliases"), &draft.aliases, &draft.alias_count);
	check_names(reader, node, &draft);
	reader_claims(reader, json_member(node, "facts"), facts->origin, &draft.claims,
		&draft.claim_count);
	take_notes(reader, node, &draft);
	reader_offers(reader, json_member(node, "offers"), &draft);
	read_scores(reader, json_member(node, "scores"), &draft);
	reader_model_together(reader, node, &draft);
	if (!reader_keeps(reader))
		return;
	keep_model(reader, &draft);
}

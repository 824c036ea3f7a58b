/* SPDX-License-Identifier: MIT */
/* The facts that scores read again and again, taken out of the store once. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"
#include "catalog/sources/quality.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static double number_of(const struct store *store, uint32_t row, uint32_t field)
{
	struct value value = store_value(store, row, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_between(char byte)
{
	return byte == '-' || byte == '_' || byte == ':' || byte == '/' || byte == ' ';
}

/* Calls of one part of an id. */
static struct text next_part(struct text id, size_t *at)
{
	while (*at < id.size && is_between(id.bytes[*at]))
		(*at)++;
	size_t from = *at;
	while (*at < id.size && !is_between(id.bytes[*at]))
		(*at)++;
	return text_slice(id, from, *at - from);
}

static bool is_word_of(struct text words, struct text part)
{
	size_t at = 0;

	for (;;) {
		struct text word = next_part(words, &at);
		if (word.size == 0)
			return false;
		if (text_equal_folded_ascii(word, part))
			return true;
	}
}

static bool id_has_word(struct text id, struct text words)
{
	size_t at = 0;

	for (struct text part = next_part(id, &at); part.size > 0; part = next_part(id, &at))
		if (is_word_of(words, part))
			return true;
	return false;
}

/* Members of FIELD_RUN. */
enum { RUN_API = 1, RUN_CLOUD = 2 };

/* Words that tell settings, editions and packaging, never another product line. */
static const char settings[] =
	"instruct chat it preview latest thinking think reasoning reasoner exp base hf fp8 bf16 high low medium non "
	"beta stable release experimental customtools terminus speciale sft dpo rl pt text v rc online";

/* A product line across generations and sizes: maker and the words of the name without versions, sizes, dates and settings. The first
 * part gives its letters ("qwen3.5" and "qwen3" are one line); of other parts only those without digits count. */
static uint64_t lineage_of(struct text id)
{
	char line[160];
	size_t size = 0, at = 0;
	ptrdiff_t slash = text_find(id, TEXT("/"));
	struct text maker = text_slice(id, 0, slash < 0 ? 0 : (size_t)slash),
		    name = text_slice(id, slash < 0 ? 0 : (size_t)slash + 1, id.size);
	bool is_first = true;

	for (struct text part = next_part(name, &at); part.size > 0;
		part = next_part(name, &at), is_first = false) {
		bool has_digit = false;
		size_t letters = 0;
		for (size_t i = 0; i < part.size; i++)
			has_digit = has_digit || is_digit(part.bytes[i]);
		while (letters < part.size && is_letter(part.bytes[letters]))
			letters++;
		struct text kept = is_first ? text_slice(part, 0, letters ? letters : part.size)
			: has_digit || is_word_of(text_of(settings), part) ? TEXT_NONE
									   : part;
		if (kept.size > 0 && size + kept.size + 1 < sizeof(line)) {
			line[size++] = '-';
			memcpy(line + size, kept.bytes, kept.size);
			size += kept.size;
		}
	}
	return text_hash(maker) * 31 + text_hash((struct text){ line, size });
}

static bool is_permissive(struct text name)
{
	static const char *const free_ones[] = { "Apache", "MIT", "BSD", "OpenRAIL", "CC-BY-4",
		"CC BY 4", "ODC" };

	for (size_t i = 0; i < sizeof(free_ones) / sizeof(free_ones[0]); i++)
		if (text_find(name, text_of(free_ones[i])) >= 0)
			return true;
	return false;
}

static void gather_model(struct ranker *ranker, uint32_t row)
{
	const struct store *store = ranker->store;
	struct model_facts *facts = &ranker->models[row];
	struct value released = store_value(store, row, FIELD_RELEASED, NULL),
		     license = store_value(store, row, FIELD_LICENSE, NULL),
		     commercial = store_value(store, row, FIELD_COMMERCIAL, NULL),
		     name = store_value(store, row, FIELD_LICENSE_NAME, NULL),
		     can = store_value(store, row, FIELD_CAN, NULL);
	struct text id = store_id(store, row);

	facts->params = number_of(store, row, FIELD_PARAMS);
	facts->active = number_of(store, row, FIELD_ACTIVE);
	if (isnan(facts->active))
		facts->active = facts->params;
	facts->context = number_of(store, row, FIELD_CONTEXT);
	facts->downloads = number_of(store, row, FIELD_DOWNLOADS);
	facts->age_days = released.state == VALUE_KNOWN
		? date_day_number(store_date(store)) - date_day_number(released.is.date)
		: LONG_MAX;
	facts->can = can.state == VALUE_KNOWN ? (uint32_t)can.is.mask : 0;
	facts->license = license.state == VALUE_KNOWN ? (int8_t)license.is.choice : -1;
	facts->commercial = commercial.state == VALUE_KNOWN ? (int8_t)commercial.is.choice : -1;
	facts->is_permissive = name.state == VALUE_KNOWN && is_permissive(name.is.text);
	facts->is_small_name = id_has_word(id, ranker->questionnaire->small_names);
	facts->is_thinking_name = id_has_word(id,
		TEXT("thinking think reasoning reasoner r1 o1 o3 o4 qwq research"));
	facts->lineage = lineage_of(id);
}

/* Cloud accounts: known from the provider; one that is no cloud platform serves an API of its own. A host with an API that runs models in the
 * accounts of others as well (endpoints of one's own, by contract) does not say which of the two this offer is: its price is most often that of the API. */
static int8_t cloud_of(const struct store *store, uint32_t offer, struct arena *arena)
{
	struct value run = store_offer_value(store, offer, FIELD_RUN, arena);
	uint32_t code = store_offer_provider(store, offer);

	if (run.state == VALUE_KNOWN)
		return run.is.mask & RUN_CLOUD ? (run.is.mask & RUN_API ? -1 : 1) : 0;
	struct text kind = code > 0 ? store_term(store, FIELD_PROVIDER, code).kind : TEXT_NONE;
	return kind.size == 0 || text_equal_string(kind, "cloud") ? -1 : 0;
}

static double offer_number(const struct store *store, uint32_t offer, uint32_t field)
{
	struct value value = store_offer_value(store, offer, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

static void gather_offer(struct ranker *ranker, uint32_t offer, struct arena *arena)
{
	const struct store *store = ranker->store;
	struct offer_facts *facts = &ranker->offers[offer];
	struct value terms = store_offer_value(store, offer, FIELD_DATA_TERMS, NULL);
	struct tier tiers[1];

	facts->context = offer_number(store, offer, FIELD_CONTEXT_SERVED);
	facts->speed = offer_number(store, offer, FIELD_SPEED);
	facts->ttft = offer_number(store, offer, FIELD_TTFT);
	facts->terms = terms.state == VALUE_KNOWN ? terms.is.mask : 0;
	facts->cloud = cloud_of(store, offer, arena);
	facts->is_trial = store_offer_is_trial(store, offer);
	facts->has_tiers = store_offer_tiers(store, offer, tiers, 1) > 0;
}

static void gather_hosts(struct ranker *ranker, uint32_t row, struct arena *arena)
{
	const struct store *store = ranker->store;
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);

	for (uint32_t a = from; a < to; a++) {
		struct value one = store_offer_value(store, a, FIELD_PROVIDER, arena);
		bool is_new = one.state == VALUE_KNOWN && one.is.tags.count > 0;
		for (uint32_t b = from; b < a && is_new; b++) {
			struct value other = store_offer_value(store, b, FIELD_PROVIDER, arena);
			is_new = other.state != VALUE_KNOWN || other.is.tags.count == 0 ||
				!text_equal(one.is.tags.items[0], other.is.tags.items[0]);
		}
		ranker->models[row].hosts = (uint16_t)(ranker->models[row].hosts + is_new);
	}
}

static const struct scale *scale_of(const struct questionnaire *questionnaire,
	struct text benchmark)
{
	for (size_t i = 0; i < questionnaire->scale_count; i++)
		if (text_equal(questionnaire->scales[i].benchmark, benchmark))
			return &questionnaire->scales[i];
	return NULL;
}

bool result_is_common(const struct questionnaire *questionnaire, const struct benchmark *benchmark)
{
	return text_equal_string(benchmark->id, QUALITY_INDEX_BENCHMARK) ||
		(!isnan(benchmark->middle) && !scale_of(questionnaire, benchmark->id));
}

/* By the questionnaire's scale of this benchmark, else by that of the index that its scores stand for: sets of different difficulty are comparable
 * then. Without either by the benchmark's own ends. NAN: there are none. */
static double scaled(const struct questionnaire *questionnaire, const struct benchmark *benchmark,
	double score)
{
	const struct scale *scale = scale_of(questionnaire, benchmark->id);

	if (!scale && !isnan(benchmark->middle)) {
		scale = scale_of(questionnaire, TEXT(QUALITY_INDEX_BENCHMARK));
		score = scale ? quality_index(benchmark, score) : score;
	}
	if (!scale)
		return isnan(benchmark->ceiling) ? (double)NAN : quality_scaled(benchmark, score);
	double share = (score - scale->floor) / (scale->ceiling - scale->floor);
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

static void gather_results(struct ranker *ranker, uint32_t row, struct arena *arena)
{
	const struct draft_score *scores;
	size_t count = store_scores(ranker->store, row, arena, &scores);
	struct result_cell *cells = ranker->results + (size_t)row * ranker->benchmark_count;

	for (size_t i = 0; i < count; i++) { /* the first of a benchmark is the one to show */
		int at = store_benchmark_find(ranker->store, scores[i].benchmark);
		if (at < 0 || !isnan(cells[at].value))
			continue;
		struct benchmark benchmark = store_benchmark(ranker->store, (uint32_t)at);
		cells[at].value = (float)scaled(ranker->questionnaire, &benchmark, scores[i].score);
		if (isnan(cells[at].value))
			continue;
		ranker->models[row].has_results = true;
		cells[at].is_independent = scores[i].by == SCORE_INDEPENDENT;
		cells[at].is_old = scores[i].date > 0 &&
			date_day_number(store_date(ranker->store)) -
					date_day_number(scores[i].date) >
				365;
		uint32_t shown = text_equal_string(benchmark.id, "mrcr-v2") ? 256000
			: text_equal_string(benchmark.id, "aa-lcr")         ? 200000
									    : 0;
		if (shown > ranker->models[row].long_shown)
			ranker->models[row].long_shown = shown;
	}
}

void facts_gather(struct ranker *ranker)
{
	struct arena arena;

	arena_init(&arena);
	ranker->models = memory_get_zeroed(ranker->model_count + 1, sizeof(*ranker->models));
	ranker->offers = memory_get_zeroed(ranker->offer_count + 1, sizeof(*ranker->offers));
	ranker->results = memory_get_zeroed((size_t)ranker->model_count * ranker->benchmark_count +
			1,
		sizeof(*ranker->results));
	for (size_t i = 0; i < (size_t)ranker->model_count * ranker->benchmark_count; i++)
		ranker->results[i].value = NAN;
	ranker->offers_from = memory_get_zeroed((size_t)ranker->model_count + 1, sizeof(uint32_t));
	for (uint32_t row = 0; row <= ranker->model_count; row++)
		ranker->offers_from[row] = store_offers_from(ranker->store, row);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		gather_model(ranker, row);
		gather_hosts(ranker, row, &arena);
		gather_results(ranker, row, &arena);
		arena_reset(&arena);
	}
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		gather_offer(ranker, offer, &arena);
		arena_reset(&arena);
	}
	arena_done(&arena);
}

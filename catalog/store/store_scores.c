/* SPDX-License-Identifier: MIT */
/* Where claims and scores come from, benchmark results, what is measured, the recipes of quality. */
#include "catalog/base/memory.h"
#include "catalog/store/store_parts.h"

#include <math.h>
#include <stdlib.h>

uint32_t store_source_count(const struct store *store)
{
	return (uint32_t)store->sources.count;
}

struct source store_source(const struct store *store, uint32_t source)
{
	if (source >= store->sources.count)
		return (struct source){ 0 };
	const struct source_record *record = (const struct source_record *)store->sources.items +
		source;
	return (struct source){ store_text(store, record->title), store_text(store, record->url),
		store_text(store, record->license), record->date, (record->is_seen & 1) != 0,
		(record->is_seen & 2) != 0 };
}

/* Records stand by row: the first one of a row or of those behind it. */
static size_t first_score(const struct store *store, uint32_t row)
{
	const struct score_record *records = store->scores.items;
	size_t low = 0, high = store->scores.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (records[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct value benchmark_value(const struct store *store, uint32_t benchmark, uint32_t row)
{
	const struct score_record *records = store->scores.items;
	struct value value = { .state = VALUE_UNKNOWN };

	for (size_t i = first_score(store, row); i < store->scores.count && records[i].row == row;
		i++) {
		if (records[i].benchmark != benchmark)
			continue;
		value.is.number = number_of_float((float)records[i].score);
		value.state = isnan(value.is.number) ? VALUE_UNKNOWN : VALUE_KNOWN;
		break;
	}
	return value;
}

size_t store_scores(const struct store *store, uint32_t row, struct arena *arena,
	const struct draft_score **out)
{
	const struct score_record *records = store->scores.items;
	size_t low = first_score(store, row), count = 0;

	while (low + count < store->scores.count && records[low + count].row == row)
		count++;
	struct draft_score *scores = ARENA_ARRAY(arena, struct draft_score, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct score_record *record = &records[low + i];
		scores[i] = (struct draft_score){ store_benchmark(store, record->benchmark).id,
			record->score, store_text(store, record->harness),
			store_text(store, record->version), store_text(store, record->setting),
			record->date,
			record->source < store->sources.count ? record->source : SOURCE_NONE,
			record->by };
	}
	*out = scores;
	return count;
}

uint32_t store_benchmark_count(const struct store *store)
{
	return (uint32_t)store->benchmarks.count;
}

struct benchmark store_benchmark(const struct store *store, uint32_t index)
{
	const double unknown = (double)NAN;

	if (index >= store->benchmarks.count)
		return (struct benchmark){ .chance = unknown,
			.ceiling = unknown,
			.middle = unknown,
			.spread = unknown };
	const struct benchmark_record *record =
		(const struct benchmark_record *)store->benchmarks.items + index;
	return (struct benchmark){ .id = store_text(store, record->id),
		.name = store_text(store, record->name),
		.measures = store_text(store, record->measures),
		.url = store_text(store, record->url),
		.chance = record->chance,
		.ceiling = record->ceiling,
		.middle = record->middle,
		.spread = record->spread,
		.unit = record->unit,
		.is_lower_better = record->is_lower_better != 0 };
}

int store_benchmark_find(const struct store *store, struct text id)
{
	for (uint32_t i = 0; i < store_benchmark_count(store); i++)
		if (text_equal(store_benchmark(store, i).id, id))
			return (int)i;
	return -1;
}

uint32_t store_lens_count(const struct store *store)
{
	return (uint32_t)store->lenses.count;
}

struct text store_lens(const struct store *store, uint32_t lens, enum language language)
{
	if (lens >= store->lenses.count)
		return TEXT_NONE;
	const struct lens_record *record = (const struct lens_record *)store->lenses.items + lens;
	return store_text(store,
		language == LANGUAGE_EN           ? record->name_en
			: language == LANGUAGE_KO ? record->name_ko
						  : record->id);
}

size_t store_lens_shares(const struct store *store, uint32_t lens, struct arena *arena,
	const struct lens_share **out)
{
	const struct share_record *records = store->shares.items;
	size_t count = 0;

	if (lens >= store->lenses.count)
		return 0;
	const struct lens_record *record = (const struct lens_record *)store->lenses.items + lens;
	struct lens_share *shares = ARENA_ARRAY(arena, struct lens_share,
		record->share_count < 1000 ? record->share_count + 1 : 1000);
	for (uint32_t i = 0; i < record->share_count && i < 999 &&
		(size_t)record->share_from + i < store->shares.count;
		i++) {
		const struct share_record *share = &records[record->share_from + i];
		shares[count++] = (struct lens_share){ store_benchmark(store, share->benchmark).id,
			share->share };
	}
	*out = shares;
	return count;
}

/* --- benchmarks as fields ------------------------------------------------------------------------- */

void store_benchmark_fields_new(struct store *store)
{
	size_t count = store->benchmarks.count < 200 ? store->benchmarks.count : 200;
	struct arena *words = &store->benchmark_words;

	store->benchmarks.count = count;
	store->benchmark_fields = memory_get_zeroed(count, sizeof(*store->benchmark_fields));
	store->benchmark_columns = memory_get_zeroed(count, sizeof(*store->benchmark_columns));
	arena_init(words);
	for (size_t i = 0; i < count; i++) {
		struct benchmark benchmark = store_benchmark(store, (uint32_t)i);
		const char *title = arena_copy(words, benchmark.name).bytes;
		store->benchmark_fields[i] = (struct field){
			.id = (uint16_t)(FIELD_COUNT + i),
			.key = arena_format(words, "bench.%.*s", TEXT_ARGS(benchmark.id)).bytes,
			.title = { title, title },
			.brief = { title, title },
			.kind = KIND_NUMBER,
			.unit = UNIT_SCORE,
			.better = benchmark.is_lower_better ? BETTER_LOW : BETTER_HIGH,
			.group = GROUP_QUALITY,
			.section = SECTION_GOOD,
			.width = 8,
			.help = { arena_copy(words, benchmark.measures).bytes,
				arena_copy(words, store_korean(store, benchmark.measures)).bytes }
		};
	}
}

void store_benchmark_fields_free(struct store *store)
{
	for (size_t i = 0; i < store->benchmarks.count && store->benchmark_fields; i++) {
		if (store->benchmark_columns[i])
			free((void *)store->benchmark_columns[i]->cells);
		free(store->benchmark_columns[i]);
	}
	free(store->benchmark_fields);
	free(store->benchmark_columns);
	arena_done(&store->benchmark_words);
}

/* SPDX-License-Identifier: MIT */
/* How many offers of a real catalog find a family, and how fast: needs LLMATLAS_UPSTREAM, a folder with
 * models.dev/api.json; without it the test is skipped. It names the ids that no family claims. */
#include "catalog/base/file.h"
#include "catalog/base/json.h"
#include "catalog/base/memory.h"
#include "catalog/sources/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SKIPPED = 77, ROUNDS = 9, WANTED_PERCENT = 98, NANOSECONDS_MAX = 4000 };
/* An id takes about a microsecond on an idle machine; the bound leaves room for a busy one. */

struct offers {
	struct text *ids;
	size_t count, capacity;
};

static void die(const struct error *err)
{
	fprintf(stderr, "families: %s\n", err->message);
	exit(1);
}

static void read_facts(struct facts *facts)
{
	const char *top = getenv("top_srcdir"), *names = getenv("FACTS");
	char *list = memory_copy_string(names ? names : ""), path[4096];
	struct error err = { .result = RESULT_OK };

	for (char *name = strtok(list, " "); name; name = strtok(NULL, " ")) {
		char *bytes;
		size_t size;
		snprintf(path, sizeof(path), "%s/%s", top ? top : ".", name);
		if (file_load(path, 0, &bytes, &size, &err) != RESULT_OK)
			die(&err);
		struct text text = arena_copy(facts->arena, (struct text){ bytes, size });
		free(bytes);
		if (facts_read(facts, name, text, true, &err) != RESULT_OK)
			die(&err);
	}
	if (facts_link(facts, true, &err) != RESULT_OK)
		die(&err);
	free(list);
}

static bool outputs_text(const struct json *model)
{
	const struct json *outputs = json_member(json_member(model, "modalities"), "output");

	for (const struct json *node = json_first(outputs); node; node = json_next(node))
		if (text_equal_string(json_string(node), "text"))
			return true;
	return false;
}

static void read_offers(struct offers *offers, const struct json *providers)
{
	for (const struct json *provider = json_first(providers); provider;
		provider = json_next(provider)) {
		const struct json *models = json_member(provider, "models");
		for (const struct json *model = json_first(models); model;
			model = json_next(model)) {
			if (!outputs_text(model))
				continue;
			offers->ids = memory_grow(offers->ids, &offers->capacity, offers->count + 1,
				sizeof(*offers->ids));
			offers->ids[offers->count++] = json_key(model);
		}
	}
}

static bool says(const struct family *family, enum field_id field)
{
	for (size_t i = 0; i < family->claim_count; i++)
		if (family->claims[i].field == field)
			return true;
	return false;
}

static size_t count_found(const struct family_index *index, const struct offers *offers,
	size_t *complete)
{
	size_t found = 0;

	*complete = 0;
	for (size_t i = 0; i < offers->count; i++) {
		const struct family *family = family_find(index, offers->ids[i]);
		if (!family) {
			printf("no family: %.*s\n", TEXT_ARGS(offers->ids[i]));
			continue;
		}
		found++;
		bool is_complete = says(family, FIELD_ARCHITECTURE) &&
			says(family, FIELD_LICENSE) && says(family, FIELD_ALIGNMENT);
		*complete += is_complete;
		if (!is_complete)
			printf("too little is known of the family %.*s, for %.*s\n",
				TEXT_ARGS(family->id), TEXT_ARGS(offers->ids[i]));
	}
	return found;
}

/* The best of some rounds, in nanoseconds an id. */
static double time_lookup(const struct family_index *index, const struct offers *offers)
{
	double best = 1e9;

	for (int round = 0; round < ROUNDS; round++) {
		struct timespec from, to;
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
		for (size_t i = 0; i < offers->count; i++)
			family_find(index, offers->ids[i]);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
		double spent = (double)(to.tv_sec - from.tv_sec) * 1e9 +
			(double)(to.tv_nsec - from.tv_nsec);
		if (spent / (double)offers->count < best)
			best = spent / (double)offers->count;
	}
	return best;
}

int main(void)
{
	const char *folder = getenv("LLMATLAS_UPSTREAM");
	char path[4096];
	struct arena arena;
	struct facts facts;
	struct family_index *index;
	struct offers offers = { .count = 0 };
	struct json_document *document = NULL;
	struct error err = { .result = RESULT_OK };
	char *bytes = NULL;
	size_t size, complete;

	snprintf(path, sizeof(path), "%s/models.dev/api.json", folder ? folder : "");
	if (!folder || access(path, R_OK) != 0) {
		puts("skipped: LLMATLAS_UPSTREAM names no folder with models.dev/api.json");
		return SKIPPED;
	}
	arena_init(&arena);
	facts_init(&facts, &arena, ORIGIN_BUILTIN_MODEL);
	read_facts(&facts);
	if (facts.family_count == 0) {
		puts("no facts: run it by make check");
		return 1;
	}
	if (family_index_new(&index, facts.families, facts.family_count, &arena, &err) !=
			RESULT_OK ||
		file_load(path, 0, &bytes, &size, &err) != RESULT_OK ||
		json_parse(&document, path, (struct text){ bytes, size }, &err) != RESULT_OK)
		die(&err);
	read_offers(&offers, json_root(document));
	size_t found = count_found(index, &offers, &complete);
	double nanoseconds = time_lookup(index, &offers);
	printf("%zu offers of text, %zu find a family (%.1f %%), %zu with architecture, license and alignment (%.1f %%); %.0f ns an id\n",
		offers.count, found, 100.0 * (double)found / (double)offers.count, complete,
		100.0 * (double)complete / (double)offers.count, nanoseconds);
	bool is_good = complete * 100 >= offers.count * WANTED_PERCENT;
	bool is_measured = !getenv("ASAN_OPTIONS"); /* times under sanitizers say nothing */
	bool is_fast = !is_measured || nanoseconds < NANOSECONDS_MAX;
	free(offers.ids);
	json_free(document);
	free(bytes);
	family_index_free(index);
	facts_done(&facts);
	arena_done(&arena);
	return is_good && is_fast && offers.count > 0 ? 0 : 1;
}

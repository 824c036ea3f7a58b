/* SPDX-License-Identifier: MIT */
/* guide.c - the guide after one more answer: list, previews of every option, what-ifs, relaxations, both sets of draws. Layer: bench.
 * From every preset one answer after the other is taken away and given again, as a person does who changes her mind. */
#include "bench/clock.h"
#include "bench/figure.h"
#include "catalog/advice/rank.h"
#include "catalog/base/file.h"
#include "catalog/base/interrupt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES_MAX = 2048 };

struct bench {
	struct file_map map;
	struct store *store;
	struct questionnaire questionnaire;
	struct ranker *ranker;
	struct arena arena; /* of the questionnaire and the answers */
	double samples[SAMPLES_MAX];
	size_t count;
};

static void die(const char *what, const struct error *err)
{
	fprintf(stderr, "guide: %s %s\n", what, err ? err->message : "");
	exit(1);
}

static double rank_once(struct bench *bench, const struct answers *answers,
	const struct interrupt *interrupt)
{
	struct ranking *ranking;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	double from = clock_cpu_ms();
	if (ranker_rank(bench->ranker, answers, RANK_EXPLORE, &arena, interrupt, &ranking, &err) !=
		RESULT_OK)
		die("rank", &err);
	double took = clock_cpu_ms() - from;
	arena_done(&arena);
	return took;
}

static void preset_answers(struct bench *bench, size_t at, struct answers *answers)
{
	struct error err;

	if (answers_from_preset(answers, &bench->questionnaire, &bench->questionnaire.presets[at],
		    &bench->arena, &err) != RESULT_OK)
		die("preset", &err);
}

static void change_mind(struct bench *bench, const struct answers *answers)
{
	for (size_t i = 0; i < bench->questionnaire.question_count; i++) {
		struct answers other = *answers;
		if (!answers->of[i].is_given || bench->count + 2 > SAMPLES_MAX)
			continue;
		other.of[i] = (struct answer){ 0 };
		bench->samples[bench->count++] = rank_once(bench, &other, NULL);
		bench->samples[bench->count++] = rank_once(bench, answers, NULL);
	}
}

/* The longest stretch without a look whether a key waits: so late the work stops at most. */
struct watch {
	double last, longest;
};

static bool look(void *context, uint64_t done, uint64_t total)
{
	struct watch *watch = context;
	double now = clock_cpu_ms();

	(void)done;
	(void)total;
	watch->longest = now - watch->last > watch->longest ? now - watch->last : watch->longest;
	watch->last = now;
	return false;
}

static double longest_stretch(struct bench *bench)
{
	struct watch watch = { 0 };
	const struct interrupt interrupt = { look, &watch };
	struct answers answers;

	for (size_t i = 0; i < bench->questionnaire.preset_count; i++) {
		preset_answers(bench, i, &answers);
		watch.last = clock_cpu_ms();
		rank_once(bench, &answers, &interrupt);
	}
	return watch.longest;
}

static void open_catalog(struct bench *bench, const char *path)
{
	struct error err;

	if (file_map_open(&bench->map, path, &err) != RESULT_OK ||
		store_open(&bench->store, bench->map.bytes, bench->map.size, path, &err) !=
			RESULT_OK ||
		ranker_open(&bench->ranker, bench->store, &bench->questionnaire, ranked_most, NULL,
			&err) != RESULT_OK)
		die(path, &err);
}

static void measure(struct bench *bench, const char *path, const char *what, double target)
{
	struct answers answers;
	char line[96];

	open_catalog(bench, path);
	bench->count = 0;
	for (size_t i = 0; i < bench->questionnaire.preset_count; i++) {
		preset_answers(bench, i, &answers);
		change_mind(bench, &answers);
	}
	double median = clock_median(bench->samples, bench->count);
	snprintf(line, sizeof(line), "one more answer, %s (%u models)", what,
		store_count(bench->store));
	figure(line, FIGURE_MS, median, target);
	snprintf(line, sizeof(line), "  the slowest of %zu", bench->count);
	figure(line, FIGURE_MS, bench->samples[bench->count - 1], target);
	figure("  longest stretch without a look for a key", FIGURE_MS, longest_stretch(bench),
		100);
	ranker_free(bench->ranker);
	store_close(bench->store);
	file_map_close(&bench->map);
}

int main(int count, char **arguments)
{
	static struct bench bench;
	struct error err;
	char *bytes;
	size_t size;

	if (count != 4) {
		fputs("usage: guide QUESTIONNAIRE BUILT-IN LARGE\n", stderr);
		return RESULT_USAGE;
	}
	arena_init(&bench.arena);
	if (file_load(arguments[1], 8u << 20, &bytes, &size, &err) != RESULT_OK ||
		questionnaire_read(&bench.questionnaire, arguments[1], (struct text){ bytes, size },
			&bench.arena, &err) != RESULT_OK)
		die("", &err);
	figure_head("Guide");
	measure(&bench, arguments[2], "built-in catalog", 50);
	measure(&bench, arguments[3], "made-up catalog", 1000);
	questionnaire_done(&bench.questionnaire);
	free(bytes);
	arena_done(&bench.arena);
	return figure_over() > 0;
}

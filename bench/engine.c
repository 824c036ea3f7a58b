/* SPDX-License-Identifier: MIT */
/* engine.c - the query engine on a large catalog, beside other programs on the same rows. Layer: bench.
 * Each figure is the median of rounds in which the engine and its peer take turns; before that, their answers are compared. */
#include "bench/clock.h"
#include "bench/figure.h"
#include "bench/peer.h"
#include "bench/rows.h"
#include "catalog/base/file.h"
#include "catalog/query/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 101, PAGE = 40 };

struct engine {
	struct file_map map;
	const char *path;
	struct store *store;
	struct query_run *run;
	struct reading {
		struct query query;
		struct arena arena;
	} readings[2];
	int at; /* the reading that run holds */
	struct facet facets[ROWS_FACETS];
	int rounds;
	char lines[512], table[512];
};

static void die(const char *what, const struct error *err)
{
	fprintf(stderr, "engine: %s %s\n", what, err ? err->message : "");
	exit(1);
}

/* As the explorer does it: a new text is parsed and run, then the former parse goes. */
static void ask(struct engine *engine, const char *text)
{
	struct query_error wrong;
	struct error err;
	struct reading *next = &engine->readings[engine->at ^= 1];

	query_done(&next->query);
	next->query = (struct query){ 0 };
	arena_reset(&next->arena);
	if (!query_parse(&next->query, engine->store, text_of(text), NULL, &next->arena, &wrong))
		die(text, NULL);
	if (query_run_execute(engine->run, &next->query, NULL, &err) != RESULT_OK)
		die(text, &err);
}

static struct arena *arena_now(struct engine *engine)
{
	return &engine->readings[engine->at].arena;
}

static void first_page(struct engine *engine)
{
	uint32_t rows[PAGE], got;

	query_run_rows(engine->run, 0, PAGE, rows, &got, NULL);
}

static void count_facets(struct engine *engine)
{
	if (facet_count(engine->run, rows_facets, ROWS_FACETS, arena_now(engine), engine->facets,
		    NULL) != RESULT_OK)
		die("facets", NULL);
}

/* --- opening --- */

static double open_once(struct engine *engine)
{
	struct error err;
	double from = clock_cpu_ms();

	if (store_open(&engine->store, engine->map.bytes, engine->map.size, engine->path, &err) !=
		RESULT_OK)
		die(engine->path, &err);
	engine->run = query_run_new(engine->store, NULL, 0);
	ask(engine, "-status:retired -availability:none sort:-released");
	first_page(engine);
	return clock_cpu_ms() - from;
}

static void close_once(struct engine *engine)
{
	for (int i = 0; i < 2; i++) {
		query_done(&engine->readings[i].query);
		engine->readings[i].query = (struct query){ 0 };
	}
	query_run_free(engine->run);
	store_close(engine->store);
}

static void measure_open(struct engine *engine)
{
	double samples[ROUNDS_MAX];

	for (int i = 0; i < engine->rounds; i++) {
		samples[i] = open_once(engine);
		close_once(engine);
	}
	figure_head("Opening");
	figure("open the snapshot and show the first page", FIGURE_MS,
		clock_median(samples, (size_t)engine->rounds), 1);
	open_once(engine);
}

/* --- facets --- */

/* Rows and counts, which is what the peer answers; page: the same and the first page. */
static double toggle_once(struct engine *engine, const char *without, const char *with,
	double *page)
{
	ask(engine, without);
	first_page(engine);
	double from = clock_cpu_ms();
	ask(engine, with);
	count_facets(engine);
	double counted = clock_cpu_ms() - from;
	first_page(engine);
	*page = clock_cpu_ms() - from;
	return counted;
}

struct toggle {
	const char *what, *without, *with;
	const char *own[ROWS_FACETS]; /* SQL condition on each facet's field, NULL: none */
	double target;
};

static void sql_of(struct strbuf *sql, const struct engine *engine, const struct toggle *toggle)
{
	struct strbuf where[ROWS_FACETS];
	const char *texts[ROWS_FACETS];

	for (int i = 0; i < ROWS_FACETS; i++) {
		strbuf_init(&where[i]);
		strbuf_add_string(&where[i], "1");
		for (int j = 0; j < ROWS_FACETS; j++)
			if (j != i && toggle->own[j])
				strbuf_add_format(&where[i], " and %s", toggle->own[j]);
		texts[i] = where[i].bytes;
	}
	rows_sql_counts(sql, engine->store, texts);
	for (int i = 0; i < ROWS_FACETS; i++)
		strbuf_done(&where[i]);
}

static bool same_counts(struct engine *engine, const struct toggle *toggle, struct peer_sql *sql,
	const char *statements, struct strbuf *answer)
{
	struct strbuf ours;

	strbuf_init(&ours);
	ask(engine, toggle->with);
	count_facets(engine);
	rows_print_counts(&ours, engine->store, engine->facets);
	peer_sql_ask(sql, statements, answer);
	bool same = text_equal(strbuf_text(&ours), strbuf_text(answer));
	if (!same) {
		size_t at = 0;
		while (at < ours.size && at < answer->size && ours.bytes[at] == answer->bytes[at])
			at++;
		figure_wrong(toggle->what,
			arena_format(arena_now(engine), "%.30s", ours.bytes + at).bytes,
			arena_format(arena_now(engine), "%.30s", answer->bytes + at).bytes);
	}
	strbuf_done(&ours);
	return same;
}

static void measure_toggle(struct engine *engine, const struct toggle *toggle, struct peer_sql *sql)
{
	double ours[ROUNDS_MAX], theirs[ROUNDS_MAX], pages[ROUNDS_MAX];
	struct strbuf statements, answer;
	char what[96];

	strbuf_init(&statements);
	strbuf_init(&answer);
	sql_of(&statements, engine, toggle);
	bool has_peer = sql && same_counts(engine, toggle, sql, statements.bytes, &answer);
	for (int i = 0; i < engine->rounds; i++) {
		ours[i] = toggle_once(engine, toggle->without, toggle->with, &pages[i]);
		if (has_peer)
			theirs[i] = peer_sql_ask(sql, statements.bytes, &answer);
	}
	size_t rounds = (size_t)engine->rounds;
	double share = 100.0 * query_run_count(engine->run) / store_count(engine->store);
	snprintf(what, sizeof(what), "%s, %.0f %% pass", toggle->what, share);
	double median = clock_median(ours, rounds);
	figure(what, FIGURE_MS, median, toggle->target);
	figure("  and the first page", FIGURE_MS, clock_median(pages, rounds), 16);
	if (has_peer)
		figure_ratio("  the same counts by sqlite3", median, clock_median(theirs, rounds),
			1.0 / 400);
	else if (!sql)
		figure_skip("  the same counts by sqlite3", "sqlite3 is not installed");
	strbuf_done(&statements);
	strbuf_done(&answer);
}

static void measure_facets(struct engine *engine)
{
	static const struct toggle toggles[] = {
		{ "a facet toggle: rows and 8 facets",
			"license:open-source context>=128k sort:-downloads",
			"license:open-source context>=128k released:2024.. sort:-downloads",
			{ [1] = "context >= 128000",
				[4] = "license = 2",
				[6] = "released >= 2024" },
			5 },
		{ "a facet toggle: rows and 8 facets", "context>=4k sort:-downloads",
			"context>=4k architecture:dense sort:-downloads",
			{ [0] = "architecture & 1 and architecture > 0", [1] = "context >= 4000" },
			10 },
	};
	struct peer_sql *sql = peer_exists("sqlite3") ? peer_sql_open() : NULL;
	struct strbuf text, answer;

	figure_head("Facets");
	if (sql) {
		strbuf_init(&text);
		strbuf_init(&answer);
		rows_sql_table(&text, engine->table);
		peer_sql_ask(sql, text.bytes, &answer);
		strbuf_done(&text);
		strbuf_done(&answer);
	}
	for (size_t i = 0; i < sizeof(toggles) / sizeof(toggles[0]); i++)
		measure_toggle(engine, &toggles[i], sql);
	peer_sql_close(sql);
}

/* --- search --- */

struct search {
	const char *what, *query, *peer, *command; /* @: the lines */
	double target;
};

/* The peer's command line with the lines in place of "@". */
static void fill_command(char *out, size_t size, const char *command, const char *lines)
{
	const char *at = strchr(command, '@');

	snprintf(out, size, "%.*s%s%s", (int)(at - command), command, lines, at + 1);
}

static double search_once(struct engine *engine, const char *text)
{
	double from = clock_cpu_ms();

	ask(engine, text);
	return clock_cpu_ms() - from;
}

static void measure_search(struct engine *engine, const struct search *search)
{
	double ours[ROUNDS_MAX], theirs[ROUNDS_MAX];
	char command[1200], count[32];
	struct strbuf answer;
	size_t rounds = (size_t)engine->rounds;

	strbuf_init(&answer);
	fill_command(command, sizeof(command), search->command, engine->lines);
	bool has_peer = peer_exists(search->peer);
	ask(engine, search->query);
	snprintf(count, sizeof(count), "%u", query_run_count(engine->run));
	if (has_peer) {
		peer_run(command, &answer);
		if (strcmp(answer.bytes ? answer.bytes : "", count) != 0)
			figure_wrong(search->what, count, answer.bytes ? answer.bytes : "nothing");
	}
	for (size_t i = 0; i < rounds; i++) {
		ours[i] = search_once(engine, search->query);
		if (has_peer)
			theirs[i] = peer_run(command, &answer);
	}
	if (has_peer)
		figure_ratio(search->what, clock_median(ours, rounds), clock_median(theirs, rounds),
			search->target);
	else {
		figure(search->what, FIGURE_MS, clock_median(ours, rounds), 0);
		figure_skip("  beside its peer", search->peer);
	}
	strbuf_done(&answer);
}

static void measure_searches(struct engine *engine)
{
	static const struct search searches[] = {
		{ "Instruct, beside rg -c", "Instruct", "rg", "rg -c Instruct @", 0.7 },
		{ "Kimi-K2-7, beside rg -c", "Kimi-K2-7", "rg", "rg -c Kimi-K2-7 @", 0.7 },
		{ "instruct, beside rg -c -i", "instruct", "rg", "rg -c -i instruct @", 0.4 },
		{ "kimi-k2-7, beside rg -c -i", "kimi-k2-7", "rg", "rg -c -i kimi-k2-7 @", 0.4 },
		{ "/[0-9]+-[0-9]+B/, beside rg -c", "/[0-9]+-[0-9]+B/", "rg",
			"rg -c '[0-9]+-[0-9]+B' @", 0.6 },
		{ "/(chat|code).*v[0-9]\\.[0-9]/, beside rg -c -i", "/(chat|code).*v[0-9]\\.[0-9]/",
			"rg", "rg -c -i '(chat|code).*v[0-9]\\.[0-9]' @", 0.6 },
		{ "~lm8inst, beside fzf --filter", "~lm8inst", "fzf",
			"fzf --literal --filter lm8inst < @ | wc -l", 0.3 },
	};

	figure_head("Search");
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++)
		measure_search(engine, &searches[i]);
}

/* --- order --- */

static void measure_sort(struct engine *engine, const char *text, const char *what)
{
	double page[ROUNDS_MAX], whole[ROUNDS_MAX];
	uint32_t rows[PAGE], got;
	char line[96];

	for (int i = 0; i < engine->rounds; i++) {
		ask(engine, "");
		double from = clock_cpu_ms();
		ask(engine, text);
		first_page(engine);
		page[i] = clock_cpu_ms() - from;
		query_run_rows(engine->run, query_run_count(engine->run) - PAGE, PAGE, rows, &got,
			NULL);
		whole[i] = clock_cpu_ms() - from;
	}
	snprintf(line, sizeof(line), "sort by %s: first page", what);
	figure(line, FIGURE_MS, clock_median(page, (size_t)engine->rounds), 5);
	snprintf(line, sizeof(line), "sort by %s: whole order", what);
	figure(line, FIGURE_MS, clock_median(whole, (size_t)engine->rounds), 25);
}

static void measure_sorts(struct engine *engine)
{
	figure_head("Order");
	measure_sort(engine, "sort:-downloads", "downloads, downwards");
	measure_sort(engine, "sort:params", "parameters");
	measure_sort(engine, "sort:name", "name");
	measure_sort(engine, "sort:license,-released", "license, then newest");
}

int main(int count, char **arguments)
{
	struct engine engine = { .rounds = 21 };
	struct error err;

	if (count != 4) {
		fputs("usage: engine SNAPSHOT FOLDER ROUNDS\n", stderr);
		return RESULT_USAGE;
	}
	engine.path = arguments[1];
	engine.rounds = atoi(arguments[3]);
	if (engine.rounds < 1 || engine.rounds > ROUNDS_MAX)
		engine.rounds = 21;
	if (file_map_open(&engine.map, arguments[1], &err) != RESULT_OK)
		die("", &err);
	for (int i = 0; i < 2; i++)
		arena_init(&engine.readings[i].arena);
	measure_open(&engine);
	snprintf(engine.lines, sizeof(engine.lines), "%s/rows.txt", arguments[2]);
	snprintf(engine.table, sizeof(engine.table), "%s/rows.csv", arguments[2]);
	if (rows_save_lines(engine.store, engine.lines, &err) != RESULT_OK ||
		rows_save_table(engine.store, engine.table, &err) != RESULT_OK)
		die("", &err);
	measure_facets(&engine);
	measure_searches(&engine);
	measure_sorts(&engine);
	close_once(&engine);
	file_map_close(&engine.map);
	for (int i = 0; i < 2; i++)
		arena_done(&engine.readings[i].arena);
	return figure_over() > 0;
}

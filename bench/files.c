/* SPDX-License-Identifier: MIT */
/* files.c - a large catalog out of a file and into one, beside other programs on the same rows. Layer: bench.
 * Exports are compared with each other through the other programs, the imported catalog with the one that was exported; only then is time taken. */
#include "bench/clock.h"
#include "bench/figure.h"
#include "bench/peer.h"
#include "bench/pty.h"
#include "catalog/base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ROUNDS_MAX = 101, LONG_ROUNDS = 3, LOOK_MS = 20 };

#define COLUMNS "id,name,architecture,license,context,released,downloads,params"
/* As a dump has them that somebody collected: no order, more values, prices too. */
#define MORE_COLUMNS \
	"id,name,developer,architecture,params,context,input,alignment,license,price_in,price_out,released,downloads"

struct files {
	const char *program, *catalog, *folder;
	int rounds;
	char csv[512], ndjson[512], shuffled[512], home[512];
};

static char *line(struct strbuf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static char *line(struct strbuf *buf, const char *format, ...)
{
	va_list list;

	strbuf_clear(buf);
	va_start(list, format);
	strbuf_add_format_list(buf, format, list);
	va_end(list);
	return buf->bytes;
}

static double run(const char *command)
{
	struct strbuf answer;

	strbuf_init(&answer);
	double took = peer_run(command, &answer);
	strbuf_done(&answer);
	if (took < 0) {
		fprintf(stderr, "files: this failed: %s\n", command);
		exit(1);
	}
	return took;
}

static double median_of(const char *command, int rounds)
{
	double samples[ROUNDS_MAX];

	for (int i = 0; i < rounds; i++)
		samples[i] = run(command);
	return clock_median(samples, (size_t)rounds);
}

static double export_ms(const struct files *files, const char *query, const char *format,
	const char *to, int rounds)
{
	struct strbuf command;

	strbuf_init(&command);
	double took = median_of(line(&command,
					"%s list --catalog '%s' %s --format %s --no-footer > '%s'",
					files->program, files->catalog, query, format, to),
		rounds);
	strbuf_done(&command);
	return took;
}

/* One column as each of two commands prints it. */
static void compare(const char *what, const char *ours, const char *theirs)
{
	struct strbuf one, two;

	strbuf_init(&one);
	strbuf_init(&two);
	peer_run(ours, &one);
	peer_run(theirs, &two);
	if (one.size == 0 || !text_equal(strbuf_text(&one), strbuf_text(&two)))
		figure_wrong(what, "another column of downloads", "");
	strbuf_done(&one);
	strbuf_done(&two);
}

static void measure_export(const struct files *files)
{
	const char *query = "sort:id show:" COLUMNS;
	double csv = export_ms(files, query, "csv", files->csv, LONG_ROUNDS),
	       ndjson = export_ms(files, query, "ndjson", files->ndjson, LONG_ROUNDS);
	struct strbuf text, answer, other;

	strbuf_init(&text);
	strbuf_init(&answer);
	strbuf_init(&other);
	figure_head("Export of the rows with 8 columns");
	if (peer_exists("jq")) {
		compare("exports have the same rows",
			line(&text, "jq -r '.downloads // \"\"' '%s'", files->ndjson),
			line(&other,
				"sqlite3 -batch :memory: '.mode csv' '.import \"%s\" m' '.mode list' 'select downloads from m'",
				files->csv));
		double theirs = median_of(line(&text, "jq -c '{" COLUMNS "}' '%s' > /dev/null",
						  files->ndjson),
			1);
		figure_ratio("CSV, beside jq -c", csv, theirs, 1.0 / 3);
		figure_ratio("NDJSON, beside jq -c", ndjson, theirs, 1.0 / 3);
	} else {
		figure_skip("beside jq -c", "jq is not installed");
	}
	if (peer_exists("sqlite3")) {
		struct peer_sql *sql = peer_sql_open();
		peer_sql_ask(sql, line(&text, ".mode csv\n.import '%s' m\n", files->csv), &answer);
		double theirs = peer_sql_ask(sql,
			".output /dev/null\nselect " COLUMNS " from m;\n.output stdout", &answer);
		figure_ratio("CSV, beside sqlite3's CSV", csv, theirs, 1);
		figure_ratio("NDJSON, beside sqlite3's CSV", ndjson, theirs, 1);
		peer_sql_close(sql);
	} else {
		figure_skip("beside sqlite3's CSV", "sqlite3 is not installed");
	}
	strbuf_done(&text);
	strbuf_done(&answer);
	strbuf_done(&other);
}

/* The most private memory at any look while it runs. */
static double import_memory(const struct files *files, const char *path)
{
	const char *arguments[] = { files->program, "import", path, NULL };
	struct pty pty = pty_start(arguments, 80, 24);
	double most = 0;
	int status;

	while (waitpid(pty.process, &status, WNOHANG) == 0) {
		double now = pty_private(&pty) / 1e3;
		most = now > most ? now : most;
		pty_wait(&pty, LOOK_MS);
	}
	return most;
}

static const char *const duckdb =
	"const d = require('@duckdb/node-api'); (async () => {"
	" const c = await (await d.DuckDBInstance.create(':memory:', { threads: '2' })).connect();"
	" await c.run(\"create table m as select * from read_json_auto('\" + process.argv[1] + \"')\");"
	"})()";

/* The names that the dump came in under, and what is asked of it, are those of the file. */
static void compare_import(const struct files *files, const char *name)
{
	struct strbuf text, other;

	strbuf_init(&text);
	strbuf_init(&other);
	compare("the imported catalog has the rows of the file",
		line(&text,
			"'%s' list --catalog '%s/.local/share/llmatlas/sources/%s.snapshot' sort:id show:id,downloads "
			"--format csv --no-footer",
			files->program, files->home, name),
		line(&other,
			"'%s' list --catalog '%s' sort:id show:id,downloads --format csv --no-footer",
			files->program, files->catalog));
	strbuf_done(&text);
	strbuf_done(&other);
}

/* In turns: the machine is not the same from one minute to the next. */
static void measure_import(const struct files *files, const char *path, const char *name)
{
	bool has_jq = peer_exists("jq"),
	     has_duckdb = system("node -e \"require('@duckdb/node-api')\" >/dev/null 2>&1") == 0;
	double ours[LONG_ROUNDS], jq[LONG_ROUNDS], load[LONG_ROUNDS];
	struct strbuf text;

	strbuf_init(&text);
	setenv("HOME", files->home, 1);
	setenv("DUCKDB_LOAD", duckdb, 1);
	for (int i = 0; i < LONG_ROUNDS; i++) {
		ours[i] = run(line(&text, "rm -rf '%s'; '%s' import '%s' 2>/dev/null", files->home,
			files->program, path));
		if (i == 0)
			compare_import(files, name);
		if (has_jq)
			jq[i] = run(line(&text, "jq -c .downloads '%s' > /dev/null", path));
		if (has_duckdb)
			load[i] = run(line(&text, "node -e \"$DUCKDB_LOAD\" '%s'", path));
	}
	double took = clock_median(ours, LONG_ROUNDS);
	if (has_jq)
		figure_ratio("beside jq -c .downloads", took, clock_median(jq, LONG_ROUNDS), 0.4);
	else
		figure_skip("beside jq -c .downloads", "jq is not installed");
	if (has_duckdb)
		figure_ratio("beside DuckDB's load", took, clock_median(load, LONG_ROUNDS), 2.5);
	else
		figure_skip("beside DuckDB's load", "@duckdb/node-api is not in NODE_PATH");
	run(line(&text, "rm -rf '%s'", files->home));
	figure("private memory", FIGURE_MB, import_memory(files, path), 200);
	run(line(&text, "rm -rf '%s'", files->home));
	strbuf_done(&text);
}

static void measure_imports(const struct files *files)
{
	figure_head("Import of the same rows, an NDJSON file");
	measure_import(files, files->ndjson, "exported");
	export_ms(files, "sort:-downloads show:" MORE_COLUMNS, "ndjson", files->shuffled, 1);
	figure_head("Import of all rows by downloads, with 13 columns and prices");
	measure_import(files, files->shuffled, "shuffled");
}

/* A catalog of offers that is at hand, as public ones are. */
static void measure_offers(const struct files *files)
{
	const char *path = getenv("BENCH_OFFERS");
	struct strbuf text;

	figure_head("Import of a catalog of offers");
	if (!path) {
		figure_skip("import", "BENCH_OFFERS names no file");
		return;
	}
	strbuf_init(&text);
	figure("import", FIGURE_MS,
		median_of(line(&text, "rm -rf '%s'; '%s' import '%s' 2>/dev/null", files->home,
				  files->program, path),
			files->rounds),
		300);
	run(line(&text, "rm -rf '%s'", files->home));
	strbuf_done(&text);
}

int main(int count, char **arguments)
{
	struct files files = { .rounds = 21 };

	if (count != 5) {
		fputs("usage: files PROGRAM SNAPSHOT FOLDER ROUNDS\n", stderr);
		return 2;
	}
	files.program = arguments[1];
	files.catalog = arguments[2];
	files.folder = arguments[3];
	files.rounds = atoi(arguments[4]);
	if (files.rounds < 1 || files.rounds > ROUNDS_MAX)
		files.rounds = 21;
	snprintf(files.csv, sizeof(files.csv), "%s/exported.csv", files.folder);
	snprintf(files.ndjson, sizeof(files.ndjson), "%s/exported.ndjson", files.folder);
	snprintf(files.shuffled, sizeof(files.shuffled), "%s/shuffled.ndjson", files.folder);
	snprintf(files.home, sizeof(files.home), "%s/home", files.folder);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CACHE_HOME");
	unsetenv("XDG_CONFIG_HOME");
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	measure_export(&files);
	measure_imports(&files);
	measure_offers(&files);
	return figure_over() > 0;
}

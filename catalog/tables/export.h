/* SPDX-License-Identifier: MIT */
/* export.h - writes any table in any format to a sink, row by row. Layer: tables.
 * A format is one file export_NAME.c with a struct export_writer, and a row in export.c. csv, json and ndjson use keys and English; the
 * others the titles of the active language. The footer has query, parameters, catalog date, legend of marks, numbered sources and the command
 * that repeats it. Byte for byte deterministic. Formats: llmatlas-json(5), docs/formats.md. */
#ifndef CATALOG_TABLES_EXPORT_H
#define CATALOG_TABLES_EXPORT_H
#include "catalog/base/sink.h"
#include "catalog/tables/table.h"

enum export_format {
	EXPORT_TEXT,
	EXPORT_MARKDOWN,
	EXPORT_CSV,
	EXPORT_TSV,
	EXPORT_JSON,
	EXPORT_NDJSON,
	EXPORT_SVG,
	EXPORT_COUNT
};

struct export_options {
	bool has_no_footer;
	bool is_raw_csv; /* no defusing of spreadsheet formulas */
	bool is_ascii;   /* marks in ASCII */
	int width;       /* text: cells of the terminal; 0: as wide as needed */
};

/* Sources cited by the rows written so far, numbered in order of appearance. */
struct export_sources {
	uint32_t *ids;
	size_t count, capacity;
	uint32_t *numbers;
	uint32_t number_count;
};
uint32_t export_source_number(struct export_sources *sources, uint32_t source);

struct export_job {
	const struct table *table;
	const struct export_options *options;
	struct sink *sink;
	struct export_sources sources;
	struct arena arena; /* reset after each row */
	struct arena whole; /* until the end */
	int *widths;        /* text: cells of each drawn column */
	size_t lines;       /* drawn so far */
};

enum export_line_kind { EXPORT_HEAD, EXPORT_SECTION, EXPORT_ROW };
/* A line of a drawn table: for a transposed one the first text is the field's title. */
struct export_line {
	enum export_line_kind kind;
	const struct text *texts;
	const enum alignment *alignments;
	size_t count;
};

/* A format writes either rows with keys (csv, json) or lines as drawn (markdown, text). */
struct export_writer {
	const char *name, *title, *endings; /* "markdown", "Markdown", ".md .markdown" */
	bool needs_sources;                 /* cells come with their sources */
	void (*begin)(struct export_job *job);
	void (*row)(struct export_job *job, uint32_t index, const struct cell *cells);
	void (*line)(struct export_job *job, const struct export_line *line);
	void (*end)(struct export_job *job); /* footer included */
};
extern const struct export_writer export_text, export_markdown, export_csv, export_tsv, export_json,
	export_ndjson, export_svg;

const struct export_writer *export_writer_get(enum export_format format);
bool export_takes(const struct table *table,
	enum export_format format);        /* svg takes only what has a picture */
int export_find(struct text name);         /* by name; -1 if none */
int export_find_by_file(struct text path); /* by ending; -1 if none */
enum result export_table(const struct table *table, enum export_format format,
	const struct export_options *options, struct sink *sink, const struct interrupt *interrupt,
	struct error *err);
/* The footer, line by line: label ("Query") and text; numbered sources have the label "[1]" and their URL apart. */
typedef void export_footer_line(struct export_job *job, struct text label, struct text text,
	struct text url);
void export_footer(struct export_job *job, export_footer_line *line);
/* A cell as drawn: value, mark, and in transposed tables its note and source numbers. */
struct text export_cell_text(struct export_job *job, const struct cell *cell);
/* A shell word: quoted when it must be. */
void export_shell_word(struct strbuf *buf, struct text word);
#endif

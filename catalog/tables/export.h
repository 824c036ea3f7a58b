/* SPDX-License-Identifier: MIT */
/* export.h - writes any table in any format to a sink, row by row. Layer: tables.
 * A format is one file export_NAME.c with a struct export_writer, and a row in export.c. csv, json and ndjson use keys and English; the
 * others the titles of the active language. The footer has query, parameters, catalog date, legend of marks, numbered sources and the command
 * that repeats it. Byte for byte deterministic. Formats: llmatlas-json(5), docs/exports.md. */
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
	EXPORT_HTML,
	EXPORT_LATEX,
	EXPORT_ORG,
	EXPORT_MEDIAWIKI,
	EXPORT_JIRA,
	EXPORT_ASCIIDOC,
	EXPORT_SVG,
	EXPORT_COUNT
};

/* Parts of the footer. */
enum export_foot {
	EXPORT_FOOT_QUERY = 1,   /* query, catalog and the command that repeats it */
	EXPORT_FOOT_MARKS = 2,   /* and units */
	EXPORT_FOOT_SOURCES = 4, /* and their numbers behind the values */
	EXPORT_FOOT_ALL = 7
};

struct export_options {
	bool has_no_footer;
	uint8_t foot_without; /* enum export_foot, ored: parts to leave out */
	bool is_raw_csv;      /* no defusing of spreadsheet formulas */
	bool has_bom;         /* csv, tsv: a byte order mark in front, for Excel */
	bool is_ascii;        /* marks in ASCII */
	int width;            /* text: cells of the terminal; 0: as wide as needed */
	size_t *source_count; /* filled with the number of sources cited; NULL: not asked */
};

/* Sources cited by the rows written so far, numbered in order of appearance. */
struct export_sources {
	uint32_t *ids;
	size_t count, capacity;
	uint32_t *numbers;
	uint32_t number_count;
};
void export_sources_init(struct export_sources *sources, const struct store *store);
void export_sources_done(struct export_sources *sources);
uint32_t export_source_number(struct export_sources *sources, uint32_t source);

struct export_kept;
/* What stands in front of a row as its id anyway. */
static inline bool export_is_id(const struct table_column *column)
{
	return text_equal(column->key, TEXT("id"));
}
struct export_job {
	const struct table *table;
	const struct export_options *options;
	struct sink *sink;
	struct export_sources sources;
	struct arena arena;       /* reset after each row */
	struct arena whole;       /* until the end */
	int *widths;              /* text: cells of each drawn column */
	int *tails;               /* text: cells behind the figures of each, for signs */
	bool has_short_prices;    /* text: a list has the prices of the screen, */
	bool is_brief;            /* and all its words when it is wider than the terminal */
	size_t lines;             /* drawn so far */
	bool has_ids;             /* csv, tsv: rows have ids, which stand in front */
	const struct text *leads; /* ndjson: `"key": ` of each column */
	struct export_kept *kept; /* text: lines of a transposed table until its end */
};

enum export_line_kind { EXPORT_HEAD, EXPORT_SECTION, EXPORT_ROW };
/* A line of a drawn table: for a transposed one the first text is the field's title. */
struct export_line {
	enum export_line_kind kind;
	const struct text *texts;
	const struct cell *const *cells; /* behind each text; NULL for heads and labels */
	const enum alignment *alignments;
	size_t count;
};

/* A format writes either rows with keys (csv, json) or lines as drawn (all others). */
struct export_writer {
	const char *name, *title, *endings; /* "markdown", "Markdown", ".md .markdown" */
	enum cells cells;                   /* what it wants of a cell */
	void (*begin)(struct export_job *job);
	void (*row)(struct export_job *job, uint32_t index, const struct cell *cells);
	void (*line)(struct export_job *job, const struct export_line *line);
	void (*end)(struct export_job *job); /* footer included */
};
extern const struct export_writer export_text, export_markdown, export_csv, export_tsv, export_json,
	export_ndjson, export_html, export_latex, export_org, export_mediawiki, export_jira,
	export_asciidoc, export_svg;

const struct export_writer *export_writer_get(enum export_format format);
bool export_takes(const struct table *table,
	enum export_format format);        /* svg takes only what has a picture */
int export_find(struct text name);         /* by name, or by ending without its dot; -1 if none */
int export_find_by_file(struct text path); /* by ending; -1 if none */
/* "text, markdown, csv ..." and ".txt, .md, .csv ...", the first of each; svg where there is a picture to write. */
void export_names(struct strbuf *out, bool has_picture);
void export_endings(struct strbuf *out, bool has_picture);
enum result export_table(const struct table *table, enum export_format format,
	const struct export_options *options, struct sink *sink, const struct interrupt *interrupt,
	struct error *err);

/* export_parts.c: what formats share. */
/* The footer, line by line: label ("Query") and text; sources have the label "[1]", or "Source" where no cell has a number, and their URL apart. */
typedef void export_footer_line(struct export_job *job, struct text label, struct text text,
	struct text url);
void export_footer(struct export_job *job, export_footer_line *line);
/* "Price: USD per 1M tokens, three input tokens for each output token; Context: tokens"; empty: all cells carry their units. */
struct text export_units(const struct table *table, struct arena *arena);
uint8_t export_foot_find(struct text word);          /* "query", "marks", "sources"; 0 if none */
const char *export_foot_name(enum export_foot part); /* the way back */
/* Query and command are code: shown as typed. */
bool export_is_code(const struct export_job *job, struct text text);
/* A cell as drawn, in the order of the line: best sign, value, note, mark, source numbers. The painter uses the same ones. */
struct export_cell_parts {
	struct text best, value, note, mark;
	uint32_t numbers[4];
	uint8_t number_count;
};
struct export_cell_parts export_cell_parts(const struct cell *cell, bool is_ascii,
	struct export_sources *sources); /* sources NULL: without numbers */
struct text export_cell_join(const struct export_cell_parts *parts, struct arena *arena);
struct text export_cell_text(struct export_job *job, const struct table_column *column,
	const struct cell *cell);
/* Numbers stand behind the values of transposed tables, unless the footer has no sources. */
bool export_shows_numbers(const struct export_job *job);
/* "Context (32k)": title and parameters of a column; "GPT-5 (baseline)": of a row. */
struct text export_head_text(struct export_job *job, const struct table_column *column);
struct text export_row_text(struct export_job *job, uint32_t row);
struct text export_heading(struct export_job *job); /* the title, or what the table is in words */
/* Only http and https become links. */
bool export_is_web(struct text url);
/* An address with every byte outside 0x21..0x7e, and those that could end it in some format, percent-encoded. */
void export_address(struct export_job *job, struct text url);
/* Text in which each byte of `signs` is written as a numeric character reference (HTML, wikis, AsciiDoc). */
void export_references(struct export_job *job, struct text text, const char *signs);
/* A shell word: quoted when it must be. */
void export_shell_word(struct strbuf *buf, struct text word);
/* "llmatlas list ..." for whoever typed --catalog: the same with it. NULL: as it is, like a command that names one. */
struct text export_command_on(struct text command, const char *catalog, struct arena *arena);
#endif

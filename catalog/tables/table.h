/* SPDX-License-Identifier: MIT */
/* table.h - what every screen and every export is: columns and cells. Layer: tables.
 *
 * A table of models has one row per model and one column per field; a comparison or a detail is the same table drawn transposed.
 * Other tables (offers, evidence, changes) have rows of their own kind. Rows are made on demand, so a million rows need no memory.
 * The painter hides what does not fit; exporters write all of it. */
#ifndef CATALOG_TABLES_TABLE_H
#define CATALOG_TABLES_TABLE_H
#include "catalog/base/sink.h"
#include "catalog/query/run.h"

enum cell_role {
	CELL_PLAIN,
	CELL_BEST, /* of its field among the compared: only where better is defined and known for at least two */
	CELL_DIFFERS
};

struct cell {
	struct value value; /* typed, for JSON and sorting */
	const struct field *
		field; /* that it is a value of, in a column whose rows are of several fields; else NULL */
	struct text
		full; /* printed in the active language: detail, comparison, exports with titles */
	struct text brief; /* printed for the list */
	struct text key;   /* neutral: csv, json strings */
	struct text note;  /* behind the value: ratio to the baseline, parameters; may be empty */
	enum basis basis;
	bool has_conflict;
	bool is_trial; /* a price of what is free within limits: no price for work */
	enum cell_role role;
	double share;      /* 0..1 for a bar, NAN none */
	double ratio;      /* comparison: to the baseline's value; 0 none */
	double half_width; /* of an estimate: the value is value ± half_width; 0 exact or not said */
	struct text provider; /* key of the host whose price or speed it is; may be empty */
	double low; /* with facts missing: the value lies between low and value; 0 exact or not said */
	uint32_t sources[4]; /* store source ids */
	uint8_t source_count;
};

enum alignment { ALIGN_LEFT, ALIGN_RIGHT };
struct table_column {
	const struct field *field;     /* NULL for columns of other tables */
	struct text key, title, brief; /* title in full, brief for heads; active language */
	struct text english;           /* without a field: the title as programs read it */
	const char *unit;              /* without a field: of numbers, in English; NULL: none */
	struct text note;              /* parameters in the head: "32k, 4 bits" */
	enum alignment alignment;
	uint8_t width;  /* wished cells in a list */
	bool is_number; /* without a field: the values are numbers all the same */
	bool is_mixed;  /* without a field: each cell is a value of the field that its row names */
	bool is_sized;  /* the person said so: show:name@30 */
	enum field_section section;
	uint8_t priority; /* 0 goes last when space is short; columns with the highest number go first */
};

enum table_kind {
	TABLE_LIST,
	TABLE_DETAIL,
	TABLE_COMPARISON,
	TABLE_OFFERS,
	TABLE_EVIDENCE,
	TABLE_COST,
	TABLE_FIT,
	TABLE_RANKING, /* its lines; the whole of it is a record */
	TABLE_PLOT,
	/* From here on: of no models, so that nothing is marked and none are counted. */
	TABLE_CHANGES,
	TABLE_TERMS,
	TABLE_LESSON,
	TABLE_LESSONS,
	TABLE_FIELDS,
	TABLE_VALUES, /* of one field */
	TABLE_PARAMETERS,
	TABLE_QUANTIZATIONS,
	TABLE_CARDS,
	TABLE_QUESTIONS,
	TABLE_SOURCES,
	TABLE_SOURCE, /* what was left out of one */
	TABLE_COVERAGE,
	TABLE_LANDINGS,
	TABLE_SETTINGS,
	TABLE_COMMANDS,
	TABLE_COMMAND_OPTIONS, /* of one command */
	TABLE_KEYS,
	TABLE_THEMES,
	TABLE_ROLES
};

struct table;
struct table_ops {
	/* Fills cells[column_count] of one row, in the arena. */
	void (*row)(const struct table *table, uint32_t index, struct arena *arena,
		struct cell *cells);
	/* Id of the row: a model id, or TEXT_NONE. */
	struct text (*row_id)(const struct table *table, uint32_t index);
	/* Title of the row in a transposed drawing. */
	struct text (*row_title)(const struct table *table, uint32_t index);
};

/* How much of a cell is made: printing and looking up sources cost more than drawing. */
enum cells {
	CELLS_WHOLE,
	CELLS_KEYS,   /* value and key: what csv and tsv write */
	CELLS_VALUES, /* value, and key where the value has no form of its own: what ndjson writes */
	CELLS_BRIEF   /* value, brief, basis and conflict: what a list on the screen draws */
};

struct table {
	const struct table_ops *ops;
	enum table_kind kind;
	bool is_transposed; /* drawn with fields as lines */
	bool has_row_titles; /* drawn with the rows' titles in front; a transposed one has them as heads */
	bool has_no_ids; /* rows have none, of which an empty table cannot tell by a row */
	const struct store *store; /* NULL: it says nothing of a catalog */
	struct query_run *run;     /* may be NULL */
	const struct query *query; /* may be NULL */
	const struct table_column *columns;
	size_t column_count;
	uint32_t row_count;
	const uint32_t *rows; /* model rows when fixed; NULL: query_run_rows on demand */
	struct text title;    /* heading of an export */
	struct text command;  /* "llmatlas list '...'": repeats it */
	struct text
		parameters; /* "in=2k,out=500": all of with: that its figures are of; empty: those of the run */
	enum cells cells;
	uint32_t model_count;       /* that it speaks of; 0: one a row */
	const struct store *before; /* changes: the catalog that this one is compared with, */
	uint32_t before_kept;       /* and the day on which it was kept; 0: it is no kept one */
	struct text not_weighed;    /* ranking: models that it leaves out, and why; empty: none */
	uint32_t hidden_equal; /* comparison: rows left out because all models are equal there */
	uint32_t hidden_asked; /* comparison: rows hidden by hand */
	struct text section_notes[SECTION_COUNT]; /* parameters in the head of a group */
	const struct text *row_notes; /* behind the titles of rows ("baseline"); NULL: none */
	void *context;                /* of the maker, in its arena */
	/* The table drawn, as SVG; NULL: it has no picture. drawing: the same in cells, in the place of the rows in a text export; may be empty. */
	void (*picture)(const struct table *table, struct sink *sink);
	struct text drawing;
};

const char *table_kind_name(
	enum table_kind kind); /* "list", "show", "comparison" ...: JSON "kind" */
/* One cell of a model and field as every table shows it: value, texts, basis, conflict, sources. Of CELLS_KEYS and CELLS_VALUES value and key
 * alone: nobody reads the rest, and it is left as it was. */
void table_cell(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena, struct cell *cell);
/* A value in the three forms of a cell, without basis and sources. */
struct cell table_value_cell(const struct store *store, const struct field *field,
	struct value value, struct arena *arena);
/* As people read it: of a source in a file of one's own "Our contract (yours)". */
struct text table_source_title(const struct source *source, struct arena *arena);
/* What a computed field stands on: "2k in, 500 out, 100k a month"; empty: nothing. */
struct text table_parameters_text(const struct parameters *parameters, const struct field *field,
	struct arena *arena);
/* Sign behind the value: "", "†", "‡", "≠" or the ASCII twins r, i, #. */
const char *table_mark(const struct cell *cell, bool is_ascii);

/* The makers. Tables and their columns live in the arena. */
struct table *table_list(struct query_run *run, const struct query *query,
	const struct store *store, struct arena *arena); /* show: or the default columns */
/* Every field as a column, in the order of the sections; only of a list. */
void table_show_all(struct table *table, struct arena *arena);
struct table *table_rows(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, const uint16_t *fields, size_t field_count, struct arena *arena);
/* is_whole: with the offer's id at the host, all its prices and limits and its day, which programs read. */
struct table *table_offers(const struct store *store, struct query_run *run, uint32_t row,
	bool is_whole, struct arena *arena);
/* The offer behind a row of that table. */
uint32_t table_offer_of(const struct table *table, uint32_t index);
/* All fields known or undisclosed for the model (is_whole: also unknown ones), by sections; transposed. */
struct table *table_detail(const struct store *store, struct query_run *run, uint32_t row,
	bool is_whole, struct arena *arena);
/* Rows of the sections in which detail and comparison are read, in order; benchmarks last of SECTION_GOOD. */
size_t table_section_fields(const struct store *store, struct arena *arena,
	const struct field *const **fields);
/* Column of a field as all makers set it up. */
struct table_column table_field_column(const struct field *field, const struct query *query,
	struct arena *arena);
bool cell_is_known(
	const struct cell *cell); /* known, undisclosed or not applicable: something is said */
/* Default columns of the list: name, architecture, license, context, input, price, quality. */
size_t table_default_fields(const uint16_t **fields);
#endif

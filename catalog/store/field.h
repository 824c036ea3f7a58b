/* SPDX-License-Identifier: MIT */
/* field.h - the field table: one row per field, from which panes, query language, completion, sorting, columns,
 * comparison, exports, schema check, `llmatlas fields` and manual sections come.
 * Layer: store. Ids are in fields.def, rows in field.c (one file per few groups where it grows too long).
 * Benchmarks are fields too: ids from FIELD_COUNT on, named by the open snapshot (store_field). */
#ifndef CATALOG_STORE_FIELD_H
#define CATALOG_STORE_FIELD_H
#include "catalog/base/message.h"
#include "catalog/base/text.h"
#include <stdbool.h>
#include <stdint.h>

enum field_id {
#define FIELD(ID) FIELD_##ID,
#include "catalog/store/fields.def"
#undef FIELD
	FIELD_COUNT,
	FIELD_NONE = 0xffff /* benchmark n is FIELD_COUNT + n */
};

enum field_kind {
	KIND_TEXT,     /* free text */
	KIND_CATEGORY, /* interned, one value: developer, family, license_name */
	KIND_CHOICE,   /* one of a fixed list */
	KIND_SET,      /* several of a fixed list: a mask, bit n = member n */
	KIND_TAGS,     /* several, open vocabulary */
	KIND_NUMBER,   /* with a unit */
	KIND_DATE /* day, month or year precision, as year*10000 + month*100 + day with zeros for what is not said */
};

enum unit {
	UNIT_NONE,
	UNIT_TOKENS,       /* 128k, 1M */
	UNIT_PARAMETERS,   /* 70B, 1.0T */
	UNIT_USD_PER_MTOK, /* 0.26, free */
	UNIT_USD,          /* 610 */
	UNIT_BYTES,        /* 67 GB; 1 GB = 10^9 bytes */
	UNIT_TOKENS_PER_SECOND,
	UNIT_SECONDS,
	UNIT_SCORE, /* one decimal at most */
	UNIT_COUNT, /* 1,234 or 1.2M in narrow places */
	UNIT_DAYS,  /* age: printed in months and years */
	UNIT_CORPUS /* tokens that a model learned from: 15T, written and kept as parameters are */
};

enum field_scope {
	SCOPE_MODEL,
	SCOPE_OFFER
}; /* offer clauses must be met by one and the same offer */
enum field_policy { POLICY_LASTING, POLICY_VOLATILE };
enum field_better { BETTER_NONE, BETTER_HIGH, BETTER_LOW };
enum field_group {
	GROUP_IDENTITY,
	GROUP_ARCHITECTURE,
	GROUP_LIMITS,
	GROUP_MODALITY,
	GROUP_TRAINING,
	GROUP_ALIGNMENT,
	GROUP_LICENSE,
	GROUP_ABILITIES,
	GROUP_SERVING,
	GROUP_QUALITY,
	GROUP_COMMUNITY,
	GROUP_COMPUTED,
	GROUP_COUNT
};
/* The four groups in which detail and comparison are read. */
enum field_section {
	SECTION_WHY,
	SECTION_MAY,
	SECTION_TAKES,
	SECTION_GOOD,
	SECTION_ABOUT,
	SECTION_COUNT
};

/* Who says it. */
enum field_from {
	FROM_FACTS, /* the facts of a file, each with its basis and source */
	FROM_ENTRY, /* the model's entry itself, which says whose it is */
	FROM_OTHERS /* nobody: the program makes it of names, offers and the change list */
};

/* What a number of a fact can be, both ends included. */
struct number_range {
	double least, most;
	bool is_whole;
	bool is_any; /* no ends are known */
};
/* No model takes more tokens at once; 99,999,999 and its like stand for "no limit". */
#define WINDOW_MOST 12e6

struct member {
	const char *key;                   /* query and exports */
	const char *title[LANGUAGE_COUNT]; /* in full */
	const char *brief[LANGUAGE_COUNT]; /* at most 12 cells: panes and list columns */
	const char
		*column[LANGUAGE_COUNT]; /* shorter still, for list columns; NULL: the brief one */
	const char
		*aliases; /* blank-separated words the query takes too, any language; may be NULL */
};

struct field {
	uint16_t id;                       /* enum field_id, or FIELD_COUNT + benchmark */
	const char *key, *alias;           /* alias may be NULL */
	const char *title[LANGUAGE_COUNT]; /* label of about 19 cells */
	const char *brief[LANGUAGE_COUNT]; /* at most 12 cells: column heads, pane heads */
	const char *
		aliases; /* further words the query takes as the key (Korean, plurals); may be NULL */
	enum field_kind kind;
	enum unit unit;
	enum field_scope scope;
	enum field_policy policy;
	enum field_better better;
	enum field_group group;
	enum field_section section; /* SECTION_ABOUT: identity and community */
	enum field_from from;
	/* Of facts that are numbers, and of dates as year*10000 + month*100 + day: facts_claims.c refuses anything else, source_reader.c leaves
	 * it unknown, catalog/facts/schema.json has the same ends. */
	struct number_range range;
	bool is_past;     /* a date of what has happened */
	bool is_computed; /* from the store and the parameters of with: */
	bool is_log;      /* bars and plot axes are logarithmic */
	bool is_sentence; /* text: English sentences, read in the person's language (store_wording) */
	uint8_t facet;    /* 0: no pane; else its place in pane order, from 1 */
	uint8_t width;    /* cells in the list */
	const double *thresholds; /* number facets: ascending, one choice */
	uint8_t threshold_count;
	bool is_at_most;              /* thresholds read "at most"; else "at least" */
	const struct member *members; /* choice and set */
	uint8_t member_count;
	const struct member *words; /* tags: those that have titles; any other is its own title */
	uint8_t word_count;
	const char *help[LANGUAGE_COUNT]; /* one sentence */
};

const struct field *field_get(enum field_id id); /* static rows only */
/* Whether a file may state it as a fact; and whether a change list may name it. */
static inline bool field_is_fact(const struct field *field)
{
	return field->from == FROM_FACTS && !field->is_computed;
}
static inline bool field_is_listed(const struct field *field)
{
	return field->from != FROM_OTHERS && !field->is_computed;
}
/* By key, alias or further alias in any language; ASCII case folds; blanks inside Hangul are ignored. NULL if none. */
const struct field *field_find(struct text word);
/* Nearest key by edit distance, for "did you mean"; NULL if nothing is near. */
const struct field *field_nearest(struct text word);
/* Member index by key, alias, title or brief; -1 if none. */
int field_member_find(const struct field *field, struct text word);
int field_member_by_key(const struct field *field, const char *key); /* for code: its key alone */
/* Of tags: the word with that key, or as people write it; NULL: any other tag. */
const struct member *field_word(const struct field *field, struct text key);
const struct member *field_word_find(const struct field *field, struct text word);
int field_member_nearest(const struct field *field, struct text word);
/* Facet fields in pane order; returns their number. */
size_t field_facets(const struct field **out, size_t capacity);

const char *field_title(const struct field *field); /* in the active language */
const char *field_brief(const struct field *field);
const char *field_help(const struct field *field);
const char *member_title(const struct member *member);
const char *member_brief(const struct member *member);
const char *member_column(const struct member *member);
/* Cells of a list column: as the table says, and wide enough for its head in the active language; and those
 * its widest value takes in another language than English (0: nothing to widen). */
int field_column_width(const struct field *field);
int field_value_width(const struct field *field);
const char *field_group_title(enum field_group group);
const char *field_section_title(enum field_section section);
const char *field_kind_name(enum field_kind kind); /* English, for exports */
/* Counts in billions: 8B and 8 are the same, nothing lies below a thousand. */
static inline bool unit_is_large(enum unit unit)
{
	return unit == UNIT_PARAMETERS || unit == UNIT_CORPUS;
}
const char *unit_name(enum unit unit); /* English, for exports; "" for none */
#endif

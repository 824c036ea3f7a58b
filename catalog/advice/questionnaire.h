/* SPDX-License-Identifier: MIT */
/* questionnaire.h - what the guide asks, and what every answer does: data, read from a file (docs/guide.md, "The questionnaire").
 * Layer: advice. Needs are query text, so whatever a query can say a company can ask. Everything lives in the arena that was given to the reader. */
#ifndef CATALOG_ADVICE_QUESTIONNAIRE_H
#define CATALOG_ADVICE_QUESTIONNAIRE_H
#include "catalog/base/arena.h"
#include "catalog/base/error.h"
#include "catalog/base/json.h"
#include "catalog/base/message.h"

/* What scores: the letters of the weight table, QCSXPOVERAD. */
enum criterion {
	CRITERION_QUALITY,
	CRITERION_COST,
	CRITERION_SPEED,
	CRITERION_CONTEXT,
	CRITERION_PRIVACY,
	CRITERION_OPENNESS,
	CRITERION_PORTABILITY,
	CRITERION_ECOSYSTEM,
	CRITERION_RECENCY,
	CRITERION_TONE,
	CRITERION_DOMAIN,
	CRITERION_COUNT
};
enum { QUESTION_MAX = 40, OPTION_MAX = 40, PRESET_MAX = 24, SHARE_MAX = 12, PRIOR_MAX = 12 };

/* How an answer is written (docs/guide.md, "The answers file"). */
enum question_shape {
	SHAPE_ONE,      /* "own" */
	SHAPE_SEVERAL,  /* ["text", "image"] */
	SHAPE_TOKENS,   /* 32000 */
	SHAPE_MEMORY,   /* {"gb": 80, "bits": 4, "users": 1} */
	SHAPE_WORKLOAD, /* "small" or {"in": 3000, "out": 400, "per_month": 50000, "repeat": 0.5} */
	SHAPE_BUDGET,   /* "none" or {"usd": 100, "kind": "hard"} */
	SHAPE_REGIONS,  /* {"in": ["KR"], "maker": "yes"} */
	SHAPE_LANGUAGES, /* {"ko": "must", "en": "wish"} */
	SHAPE_DATE,      /* "12mo" or {"after": "2025-06"} */
	SHAPE_SIGNED,    /* {"want": ["hybrid"], "refuse": ["router"]} */
	SHAPE_MAKERS,    /* {"only": ["anthropic"]} or {"not": [...]} */
	SHAPE_COUNT
};
enum unknown_policy {
	UNKNOWN_MARK,   /* kept behind the certain ones, marked ? */
	UNKNOWN_VERIFY, /* under "verify first", never in the ranked list */
	UNKNOWN_KEEP    /* counts as met; the gap is said and costs points */
};
/* Where a model may run. */
enum {
	ROUTE_HOSTED = 1,
	ROUTE_CLOUD = 2,
	ROUTE_OWN = 4,
	ROUTE_UNSERVED = 8
}; /* own, where nobody on record serves it */

struct share {
	struct text benchmark;
	double share;
};
/* What a use case weighs and by which results it judges. */
struct use_case {
	double weights[CRITERION_COUNT];
	struct share shares[SHARE_MAX];
	size_t share_count;
	double prior; /* factor on the prior: how the set's scale lies to the general one */
	struct text made_for, trained,
		other; /* queries: made for it; trained for it, or, where made_for can be asked, on its texts among others; a
			   specialist in something else */
};
struct option {
	struct text id, aliases;
	struct text title[LANGUAGE_COUNT], note[LANGUAGE_COUNT];
	struct text need, need_own; /* query text; need_own where the person runs the weights */
	struct text any;            /* a second way to meet the need */
	uint8_t routes;             /* 0: says nothing */
	double numbers[4];
	size_t number_count;
	double multiply[CRITERION_COUNT]; /* of weights */
	double target, caution;           /* stakes */
	double good, bad;                 /* latency: seconds */
	double likely; /* how often it is the answer, against the others: 1 is usual */
	double months; /* freshness */
	bool is_batch;
	bool is_absent_open; /* lists that do not name it say nothing: unknown, not no */
	int criterion;       /* priorities: which; -1 none */
	struct text match, near, opposite; /* queries: documented, partly, the other way */
	const struct use_case *use_case;   /* NULL: none */
};
/* "only if" and "not if": a question is open when all hold. */
struct rule {
	uint8_t question;
	uint64_t options;
	bool is_negated;
};
struct question {
	struct text id;
	struct text ask[LANGUAGE_COUNT], why[LANGUAGE_COUNT], brief[LANGUAGE_COUNT],
		place[LANGUAGE_COUNT];
	struct text term; /* glossary entry */
	enum question_shape shape;
	enum unknown_policy unknown;
	uint8_t most;        /* answers at most; 0: any number */
	double ease, effort; /* chance that anyone can answer it; work of answering */
	int relax;           /* how dear it is to give this need up: 1 .. 10 */
	bool is_expert, is_first;
	struct text need, need_own; /* with {n}: numbers, dates, regions, makers */
	struct text
		clause_asked; /* asked only while a remaining model is known to match this query */
	struct rule rules[4];
	size_t rule_count;
	struct option *options;
	size_t option_count;
};
struct preset {
	struct text id, title[LANGUAGE_COUNT], note[LANGUAGE_COUNT];
	const struct json *answers; /* of the questionnaire's own document */
};
/* Expected quality without any result, on the general scale, for a size and an age. */
struct prior {
	double most_params;            /* upper end of the class; INFINITY: the last */
	bool is_undisclosed, is_small; /* no size on record; a name that says small */
	double at_2025, per_year;
};
struct scale { /* the ends of a benchmark's scale: 0 and 1 in its own unit */
	struct text benchmark;
	double floor, ceiling;
};
struct base_need {
	struct text need, why[LANGUAGE_COUNT];
};
struct note { /* said when an answer matches */
	uint8_t question;
	uint64_t options;
	struct text say[LANGUAGE_COUNT];
};

struct questionnaire {
	struct text file, version;
	uint64_t hash; /* of the text */
	uint64_t seed;
	uint32_t draws;
	struct question questions[QUESTION_MAX];
	size_t question_count;
	struct preset presets[PRESET_MAX];
	size_t preset_count;
	struct prior priors[PRIOR_MAX];
	size_t prior_count;
	struct scale scales[40];
	size_t scale_count;
	struct base_need base[8];
	size_t base_count;
	struct note notes[32];
	size_t note_count;
	double quality_band, common_band, prior_band, prior_low, prior_high, prior_weight;
	double cost_best, cost_worst; /* USD per million tokens: full marks and none */
	struct text
		small_names; /* blank-separated words of a name that mean a small closed model */
	struct json_document *document;
};

/* bytes must outlive the questionnaire. Wrong keys, types, ids and texts are told with file, line, column and what was expected. */
enum result questionnaire_read(struct questionnaire *questionnaire, const char *file,
	struct text bytes, struct arena *arena, struct error *err);
void questionnaire_done(struct questionnaire *questionnaire);
const struct question *questionnaire_find(const struct questionnaire *questionnaire,
	struct text id);                                              /* NULL if none */
int question_option(const struct question *question, struct text id); /* -1 if none */
size_t question_index(const struct questionnaire *questionnaire, const struct question *question);
const struct preset *questionnaire_preset(const struct questionnaire *questionnaire,
	struct text id);
/* In the active language; English where a translation is missing. */
struct text questionnaire_text(const struct text texts[LANGUAGE_COUNT]);
const char *criterion_key(enum criterion criterion);   /* "quality": answers, JSON */
const char *criterion_title(enum criterion criterion); /* active language */
int criterion_find(struct text key);                   /* by key or letter; -1 if none */
const char *question_shape_name(enum question_shape shape);
/* Questions with their answers, then presets: what --set and --preset take. questionnaire_table.c */
struct table;
struct table *table_questions(const struct questionnaire *questionnaire, struct arena *arena);
#endif

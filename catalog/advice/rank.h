/* SPDX-License-Identifier: MIT */
/* rank.h - from answers to a short list one can defend. Layer: advice. Formulas and their sources: docs/guide.md.
 *
 * Needs filter, preferences rank; a need is never traded for points. A figure of a model comes only from routes that meet every need: the offers
 * that do, or one's own machines. Points are whole millionths and all sums are of whole numbers, so the same catalog and answers give the same bytes everywhere. */
#ifndef CATALOG_ADVICE_RANK_H
#define CATALOG_ADVICE_RANK_H
#include "catalog/advice/answers.h"
#include "catalog/advice/candidates.h"
#include "catalog/base/interrupt.h"
#include "catalog/store/store.h"

enum { NEED_MAX = 32, TOP_MAX = 5, POINTS = 1000000, SLOT_LINES = 3 };

struct band { /* points, 0 .. POINTS */
	int32_t lo, mid, hi;
};
/* One thing that must hold. */
struct need {
	uint8_t question; /* index; questions of the questionnaire, or NEED_BASE */
	int8_t option;    /* -1: a number, a date, names; or one of these: */
	enum unknown_policy unknown;
	int relax;
	struct text hosted, own, any; /* query text */
	double number;                /* tokens, GB, USD; 0: none, of a budget free offers only */
	bool is_absent_open;          /* a no is only a list that does not name it: unknown */
	struct text why;              /* base needs: what fails, active language */
};
enum { NEED_BASE = 0xff };
enum { NEED_OF_SEAT = -2, NEED_OF_WANTED = -3 }; /* the maker too; any of those that are wanted */

/* Elsewhere: results of other work on the common index alone. From the maker on it is for this work. */
enum evidence_kind { EVIDENCE_NONE, EVIDENCE_ELSEWHERE, EVIDENCE_MAKER, EVIDENCE_INDEPENDENT };
struct candidate {
	uint32_t row;
	uint32_t unknown; /* needs not known to be met: bit per need */
	uint8_t open;     /* how many of them are to be confirmed */
	uint8_t silent; /* on how many of these nothing is on record; something is inferred on the others */
	bool is_own;        /* the route is one's own machines */
	bool needs_machine; /* to verify: what own hardware would cost, as nobody sells it */
	bool is_marked;     /* a need is open: behind the certain ones, with ? */
	struct band of[CRITERION_COUNT];
	struct band total; /* from the worst case, or from the key where caution goes below it */
	int32_t cautious
		[CRITERION_COUNT];   /* mids less what doubt takes: their weighted sum is the key */
	int64_t key;                 /* what ranks: the cautious total */
	enum evidence_kind evidence; /* of quality */
	double quality, quality_low, quality_high, coverage; /* 0..1, before the target */
	double month_low,
		month_high; /* USD, to reckon with and at most; NAN unknown or own machines */
	uint32_t
		host; /* the offer that all its figures are of; UINT32_MAX: none, or own machines */
	uint32_t month_offer; /* that host, where it has a price; UINT32_MAX none */
	double cheapest_month; /* USD at the cheapest that meets all needs, as month_low; NAN unknown */
	uint32_t cheapest_offer, fastest_offer; /* of those that meet all needs; UINT32_MAX none */
	uint32_t trial_offer; /* free within limits: carries no work; UINT32_MAX none */
	double maker_month; /* what the developer itself asks, as the low end; NAN: not known. No figure of the model: what its price is held against */
	uint32_t maker_offer;
	double context;         /* usable; NAN unknown */
	uint32_t context_offer; /* UINT32_MAX: as claimed */
	bool is_claimed_only;   /* window claimed, not shown */
	bool is_speed_estimated, is_free, has_tier;
	double memory_low, memory_high; /* bytes; NAN */
	bool is_traded;                 /* fails the first priority: under trade-offs */
	bool is_pareto, is_beaten;      /* by mids; by whole intervals */
	uint32_t beaten_by;             /* index before folding; UINT32_MAX */
	uint32_t
		folded_into; /* index of the line it is folded under; UINT32_MAX: a line of its own */
	uint32_t folds;
	bool is_sibling;           /* folded: of the same product line; else beaten */
	uint32_t preference, data; /* first in so many draws */
};

/* What one set of answers gives, without draws and words: previews and what-ifs. */
struct standing {
	uint32_t certain, possible, out; /* models */
	uint32_t top[TOP_MAX];           /* rows, lines of the list */
	uint32_t top_count;
};

/* Of asking a question next: below the least none is asked; one that belongs to an answer just given comes before all others. */
#define VALUE_LEAST 1.1
#define VALUE_FOLLOWS 100

enum firmness { FIRM_CLEAR, FIRM_LEANING, FIRM_TOSS_UP, FIRM_NONE };
struct alternative {
	const char *kind;  /* "closed", "open-weight", ...: JSON */
	const char *title; /* translated */
	uint32_t at;       /* index of the list; UINT32_MAX: none */
	struct text reason, note;
};
struct line { /* one sentence of for, against or unknown */
	struct text text, field, value;
	uint32_t source; /* of the store; SOURCE_NONE */
	bool is_gap;     /* says only that something is not on record */
	enum criterion criterion;
};
struct lines {
	struct line of[SLOT_LINES];
	size_t count;
};
struct what_if {
	uint8_t question;
	int8_t option; /* -1: a weight */
	enum criterion weight;
	double factor;   /* of the weight */
	uint32_t winner; /* row */
	uint32_t certain;
	struct answer to;
};
struct relaxation {
	uint8_t needs[3]; /* indices */
	size_t need_count;
	struct answers to;             /* the answers with the change */
	struct text change;            /* "length 60M → 10M", active language */
	uint32_t gains, unknown_gains; /* certain models; models if unknown facts are confirmed */
	uint32_t winner;
	int cost;
	bool is_policy; /* touches privacy or license: only if policy allows */
};
struct confirmation { /* "5 more if the region is confirmed" */
	uint8_t need;
	bool is_own; /* on one's own machines: of a ceiling, what these cost */
	uint32_t models;
};
struct preview {
	uint32_t certain, possible;
	uint32_t winner; /* row; UINT32_MAX none */
	double overlap;  /* of the first five with the present ones */
	bool is_chosen;
};

struct ranking {
	const struct store *store; /* all rows and offers here are of it */
	const struct store *
		whole; /* of which that has the models that can be chosen from; the same where all can */
	const uint32_t *rows; /* by row: the row of the whole; NULL: the same */
	uint32_t left_out;    /* models of the whole that are not weighed */
	uint32_t passed_over; /* of these: something is on record, but more of others */
	const struct candidates
		*candidates; /* says which of these are on record; NULL: none is left out */
	const struct questionnaire *questionnaire;
	struct answers answers;
	struct need needs[NEED_MAX];
	size_t need_count;
	int32_t weights[CRITERION_COUNT]; /* sum to POINTS */
	int32_t medians[CRITERION_COUNT]; /* of those that fit, by each criterion with a weight */
	double target, caution;
	struct candidate *
		list; /* ranked: certain ones first, then those with open needs; folded ones behind */
	uint32_t count, lines;    /* lines: not folded, at the front; trade-offs last among them */
	struct candidate *verify; /* to verify first: fewest facts to confirm, then by points */
	uint32_t verify_count;
	uint32_t certain, possible, out, draws;
	const uint8_t *allowed; /* per offer: counts */
	uint32_t *failed,
		*open; /* per row, on its best route: needs known to fail; needs not known to be met */
	struct confirmation confirmations[2 * NEED_MAX];
	size_t confirmation_count;
	enum firmness firmness; /* of the headline: the weaker figure */
	bool has_needs;
	struct alternative alternatives[8];
	size_t alternative_count;
	struct what_if what_ifs[5];
	size_t what_if_count;
	struct relaxation relaxations[6];
	size_t relaxation_count;
	/* Of every question that may be asked next, and option: counts with that answer, given all others; NULL: see ranking_preview. */
	struct preview *previews[QUESTION_MAX];
	double value[QUESTION_MAX]; /* of asking it next; negative: answered or closed */
	int next;                   /* question to ask next; -1: none is worth it */
	bool is_settled;            /* no further answer changes the winner */
	int open_questions;         /* that can still change it */
};

struct ranker;
/* A catalog of more models than RANKED_MAX is weighed in part: those of which most is on record (candidates.h), CANDIDATES_MAX at most. Each is held
 * against the needs and scored again for every answer that could be given, some hundred times after each key. */
enum { RANKED_MAX = 10000, CANDIDATES_MAX = 5000 };
extern const struct weighed_most ranked_most;
/* Parses every need of the questionnaire; a wrong query text is told with its question. `candidates`: all copied, NULL where the catalog is weighed whole;
 * they are the ranker's, or freed where it fails. */
enum result ranker_new(struct ranker **ranker, const struct store *store,
	const struct questionnaire *questionnaire, struct candidates *candidates,
	struct error *err);
/* The same with the candidates made, all at once. `most`: ranked_most, but in tests. */
enum result ranker_open(struct ranker **ranker, const struct store *store,
	const struct questionnaire *questionnaire, struct weighed_most most,
	const struct interrupt *interrupt, struct error *err);
void ranker_free(struct ranker *ranker);

enum rank_depth {
	RANK_LIST,   /* list, slots, draws */
	RANK_EXPLORE /* also previews, what-ifs, relaxations, the next question */
};
/* Everything lives in the arena. RESULT_INTERRUPTED: told to stop; RESULT_USAGE: a need that is no query (a maker or date of the answers). */
enum result ranker_rank(struct ranker *ranker, const struct answers *answers, enum rank_depth depth,
	struct arena *arena, const struct interrupt *interrupt, struct ranking **ranking,
	struct error *err);
/* What other answers would give, without words and draws. */
enum result ranker_stand(struct ranker *ranker, const struct answers *answers,
	const struct interrupt *interrupt, struct standing *standing, struct error *err);
/* The counts of a question that is never asked by itself. */
enum result ranking_preview(struct ranker *ranker, struct ranking *ranking, size_t question,
	struct arena *arena, const struct interrupt *interrupt, struct error *err);
/* For the lines of a model: why it stands where it stands. */
void ranking_explain(struct ranker *ranker, const struct ranking *ranking,
	const struct candidate *candidate, struct arena *arena, struct lines *pro,
	struct lines *con, struct lines *open);
/* The fact that a model's points of one criterion rest on. */
struct line ranking_line(struct ranker *ranker, const struct ranking *ranking,
	const struct candidate *candidate, enum criterion criterion, struct arena *arena);
/* What a model costs and where, in a sentence; no text where one of the reasons says it or nothing is on record. */
struct line ranking_cost_line(struct ranker *ranker, const struct ranking *ranking,
	const struct candidate *candidate, const struct lines *pro, const struct lines *con,
	const struct lines *open, struct arena *arena);
/* Who is folded under a line of the list: "Of the same line: GPT-5.5, GPT-5.2. Surely beaten by it on everything: MPT 30B."; "" for nobody. */
struct text ranking_folded(const struct ranking *ranking, uint32_t line, struct arena *arena);
/* The needs as query text, for Browse and for the record. */
struct text ranking_query(const struct ranking *ranking, struct arena *arena);
/* How that query lists otherwise than the certain models: "It lists 4 of the 5 certain models, and 2 others." and why; "" when they are the same. */
struct text ranking_query_note(struct ranker *ranker, const struct ranking *ranking,
	struct arena *arena);
/* What that query lists: how many of the certain models, and how many others; how many certain ones it cannot, as they run on own hardware. */
struct query_reach {
	uint32_t certain, others, own;
};
bool ranking_query_reach(struct ranker *ranker, const struct ranking *ranking,
	struct query_reach *reach, struct arena *arena);
/* The same query, sorted by the field that is nearest to what weighs most: for Browse, which has no points. */
struct text ranking_browse_query(const struct ranking *ranking, struct arena *arena);
/* The needs of offers, the host that the figures of this model are of, and the work of the answers as parameters: the cost or memory that it
 * computes is the one of the ranking, of a month or, without a volume, of a million tokens. */
struct text ranking_figures_query(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena);
/* A need in words: "length 128k", "data: our own machines". */
struct text need_text(const struct ranking *ranking, size_t need, struct arena *arena);
/* A need as query text, on the route that is open. */
struct text need_query(const struct ranking *ranking, size_t need);
/* The question's short name. */
struct text need_brief(const struct ranking *ranking, size_t need);
/* The fact that an open need waits for: "license", "price"; where one runs the weights "cost of own hardware" or "cost of a cloud machine". */
struct text need_fact(const struct ranking *ranking, size_t need, bool is_own);
/* "5 more models if this is confirmed: license (data: only on our own machines)". */
struct text confirmation_text(const struct ranking *ranking, const struct confirmation *one,
	struct arena *arena);
/* All facts that a model waits for: "license, functions (calls tools, fixed output format), price (Azure)"; "" when none. */
struct text open_needs_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena);
/* What confirms an open need of a model on that route: the field of its first clause; NULL: none. */
const struct field *need_field(const struct ranking *ranking, size_t need, bool is_own);
/* The first need of a model that is not known to be met and not forgiven; SIZE_MAX: none. */
size_t candidate_open_need(const struct ranking *ranking, const struct candidate *one);
/* The row of the whole catalog, for all that is not about the ranking; and back: UINT32_MAX, it is left out. */
uint32_t ranking_whole_row(const struct ranking *ranking, uint32_t row);
uint32_t ranking_row(const struct ranking *ranking, uint32_t whole_row);
/* "949,812 models ... are not weighed": why, and what can be done: of those of which nothing is on record, and of those of which others have more. Returns
 * their number. */
size_t ranking_left_out(const struct ranking *ranking, struct arena *arena, struct text out[2]);
/* The one of these that holds of a model that is left out; whether it is on record. */
struct text ranking_left_out_of(const struct ranking *ranking, uint32_t whole_row,
	struct arena *arena);
bool ranking_is_passed_over(const struct ranking *ranking, uint32_t whole_row);
const struct candidate *ranking_find(const struct ranking *ranking,
	uint32_t row); /* NULL: not listed */
/* One or two sentences: who leads and how firmly. */
struct text ranking_headline(const struct ranking *ranking, struct arena *arena);
/* How the list is to be read: score and interval, tastes and facts, signs; "+3" only where lines are folded on a screen. Returns their number. */
size_t ranking_legend(const struct ranking *ranking, bool is_screen, struct arena *arena,
	struct text *out, size_t capacity);
/* Sentences that the answers bring along ("speed is estimated ..."); returns their number. */
size_t ranking_notes(const struct ranking *ranking, struct arena *arena, struct text *out,
	size_t capacity);
/* "weight of cost × 1.8", "data: our own machines". */
struct text what_if_text(const struct ranking *ranking, const struct what_if *one,
	struct arena *arena);
/* "Kimi K3: confirm where it is processed; ask the host". */
struct text verify_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena);
/* Bytes that the weights of any model need by the answers, at least; NAN: not known. */
double ranking_memory(const struct ranker *ranker, const struct ranking *ranking, uint32_t row);
/* All of the list runs on one's own machines. */
bool ranking_is_own(const struct ranking *ranking);
bool ranking_has_volume(const struct ranking *ranking); /* requests a month are known */
/* What a month costs, in the unit of the list: a month, or a million tokens while the volume is not known. */
double ranking_usd(const struct ranking *ranking, double month);
/* Of its host; NAN. */
double candidate_usd(const struct ranking *ranking, const struct candidate *one);
struct text money_text(struct arena *arena, double usd); /* "free", "$0.25", "$1,455" */
/* Who asks that; TEXT_NONE. */
struct text candidate_host(const struct ranking *ranking, const struct candidate *one);
struct text offer_host(const struct ranking *ranking, uint32_t offer); /* UINT32_MAX: TEXT_NONE */
/* A host asks less than two thirds of what the developer itself asks. */
bool candidate_is_undercut(const struct candidate *one);
/* "$13" in the unit of the list, "129 GB" of own hardware, "?". */
struct text candidate_figure_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena);
/* "$25 at Morph", "129 GB", "?": what the record says of its cost. */
struct text candidate_cost_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena);
/* What ranks, of a hundred; never below 0. */
double candidate_score(const struct candidate *one);
unsigned percent_of(const struct ranking *ranking, uint32_t draws); /* rounded */
/* Edits for "like this, but ...". False: nothing of the kind is known. */
enum critique {
	CRITIQUE_CHEAPER,
	CRITIQUE_FASTER,
	CRITIQUE_LONGER,
	CRITIQUE_MORE_OPEN,
	CRITIQUE_OTHER_MAKER,
	CRITIQUE_COUNT
};
const char *critique_title(enum critique critique); /* translated */
bool ranking_critique(const struct ranking *ranking, const struct candidate *candidate,
	enum critique critique, struct answers *to, struct arena *arena);
/* Whether such answers have a volume that nobody gave: about a million tokens, what the figures of the list are of. */
bool critique_assumes_volume(const struct ranking *ranking, const struct answers *to);
#endif

/* SPDX-License-Identifier: MIT */
/* rank_parts.h - the insides of a ranker; shared by needs.c, score*.c, rank*.c, relax.c, what_if.c, explain.c. Layer: advice; private. */
#ifndef CATALOG_ADVICE_RANK_PARTS_H
#define CATALOG_ADVICE_RANK_PARTS_H
#include "catalog/advice/candidates.h"
#include "catalog/advice/rank.h"
#include "catalog/query/judge.h"

/* Answers of every model and offer to one need: enum judgement. */
struct need_column {
	uint64_t key;    /* hash of its texts and numbers */
	uint8_t *rows;   /* what it asks of the model, on a hosted route */
	uint8_t *offers; /* what it asks of the offer; NULL: nothing */
	uint8_t *own;    /* on one's own machines */
};
/* Facts of a model that scores read again and again. */
struct model_facts {
	double params, active, context, downloads;
	long age_days;      /* against the catalog's date; LONG_MAX unknown */
	uint32_t can;       /* mask; 0 unknown */
	int8_t license;     /* member; -1 unknown */
	int8_t commercial;  /* member; -1 unknown */
	bool is_permissive; /* a license name of the usual free ones */
	bool is_small_name, is_thinking_name;
	bool has_results;    /* of any benchmark, on a scale */
	uint16_t hosts;      /* distinct providers */
	uint64_t lineage;    /* same line of one maker across generations */
	uint32_t long_shown; /* tokens up to which a long-text result exists */
	double prior;        /* quality that models of its size and age usually reach */
};
struct offer_facts {
	double context, speed, ttft;
	uint64_t terms; /* data_terms mask; 0 unknown */
	int8_t cloud;   /* 1 in the person's cloud account, 0 not, -1 unknown */
	bool has_tiers;
	bool is_trial; /* free within limits */
};
struct result_cell { /* one benchmark of one model, 0..1; NAN unknown */
	float value;
	bool is_independent, is_old;
};

enum { COLUMN_CACHE = 512, BAND_CACHE = 8, MASK_CACHE = 256, HOST_PARTS = 4 };
struct band_cache {
	uint64_t key[BAND_CACHE];
	struct band *bands[BAND_CACHE];
	uint32_t next;
};
/* Figures of all offers or models for one workload. */
enum { FIGURE_CACHE = 8 };
struct figure_cache {
	double parts[5];           /* the workload */
	double *low, *high, *part; /* part: of the output, which thinking multiplies */
};
struct figure_caches {
	struct figure_cache of[FIGURE_CACHE];
	uint32_t next;
};
struct quality_row {
	float point, low, high, coverage;
	uint8_t evidence;
};
/* Per row or offer: bits of the needs that it fails, and of those whose answer is unknown. */
struct need_masks {
	uint32_t *failed, *unknown;
};
/* Per row what a query says of it. */
struct mask_column {
	uint64_t key;
	uint8_t *rows;
};

struct ranker {
	const struct store *store, *whole; /* of the candidates; of all models */
	struct candidates *candidates;     /* NULL: all models are */
	const struct questionnaire *questionnaire;
	struct query_run *run;
	struct arena arena; /* until freed */
	struct model_facts *models;
	struct offer_facts *offers;
	uint32_t *offers_from;       /* per row, and one more: its first offer */
	struct result_cell *results; /* row * benchmark_count + benchmark */
	uint32_t model_count, offer_count, benchmark_count;
	struct need_column columns[COLUMN_CACHE];
	size_t column_count;
	struct mask_column masks[MASK_CACHE];
	size_t mask_count;
	struct band_cache bands[CRITERION_COUNT], offer_bands[HOST_PARTS];
	struct figure_caches *months, *memories;
	uint64_t quality_key;
	struct quality_row *quality; /* of the last use */
	/* of one pass: */
	struct need_masks of_models, of_own, of_offers; /* hosted, on own machines; per offer */
	uint8_t *allowed;                               /* per offer */
	uint32_t *row_failed, *row_unknown;
	uint8_t *row_state; /* enum row_state */
	int64_t *keys;
	uint32_t *order;
	struct band *totals;
	uint32_t *host; /* per row the offer that its figures are of; UINT32_MAX none */
	struct band *host_bands[HOST_PARTS];
};
enum row_state { ROW_OUT, ROW_CERTAIN, ROW_MARKED, ROW_VERIFY, ROW_IS_OWN = 0x80 };

/* What the answers mean for scores. */
struct setting {
	const struct use_case *uses[2];
	double shares[2];
	double target, caution, good, bad;
	bool is_batch, is_realtime, has_latency, is_region;
	bool wants_free; /* nothing is to be spent: what is free within limits is what is asked for */
	bool is_own_in_cloud; /* weights that the person runs are run in a cloud account */
	bool has_machine; /* the answers say that own hardware is there: no ceiling on money is on it */
	double in, out, requests, repeat, length, bits, users;
	const struct option *tone;
	const struct question *languages;
	const struct answer *language_answer;
	int first_priority; /* criterion, -1 none */
	uint8_t routes;
};

/* setting.c */
struct setting setting_of(const struct questionnaire *questionnaire, const struct answers *answers);
const struct answer *answer_of(const struct questionnaire *questionnaire,
	const struct answers *answers, const char *id);
/* needs.c */
enum result needs_of(struct ranker *ranker, const struct answers *answers,
	struct need needs[NEED_MAX], size_t *count, struct arena *arena, struct error *err);
enum result need_column_get(struct ranker *ranker, const struct need *need,
	const struct setting *setting, const struct need_column **column, struct error *err);
/* needs_known.c: the text of a need with the words that this catalog has: what Browse can parse. */
struct text need_known_text(const struct store *store, struct text text, struct arena *arena);
/* Parses a need; values that this catalog has no word for are left out, *absent is a field of which none was left (FIELD_NONE: none). */
enum result need_parse(const struct ranker *ranker, struct text text, struct query *query,
	uint16_t *absent, struct arena *arena, struct error *err);
/* needs_open.c: what one may do, and where, must rest on what somebody states of this model: whether the license, the right or the region that the need
 * asks for is inferred, and so to be confirmed. */
bool need_is_inferred(const struct ranker *ranker, const struct need *need, uint32_t row);
void needs_open_inferred(const struct ranker *ranker, const struct need *need,
	struct need_column *column);
/* What its maker gives to some alone is not surely to be had. */
bool row_is_restricted(const struct store *store, uint32_t row);
void needs_open_restricted(const struct ranker *ranker, struct need_column *column);
void needs_open_absent(const struct ranker *ranker, struct need_column *column);
void needs_bound_offers(const struct ranker *ranker, struct need_column *column);
void needs_bound_prices(const struct ranker *ranker, struct need_column *column);
/* Frees cached answers when few places are left (or all of them): pointers from before are gone. */
void needs_make_room(struct ranker *ranker, bool is_all);
/* Model-level answers to a query text, cached. */
enum result need_mask(struct ranker *ranker, struct text text, const uint8_t **rows,
	struct error *err);

/* score.c, score_quality.c: bands of all rows, cached by what they depend on, of what no host decides. */
const struct band *score_bands(struct ranker *ranker, enum criterion criterion,
	const struct setting *setting);
uint64_t score_band_key(enum criterion criterion, const struct setting *setting);
/* Room for `count` bands that depend on `key`; *is_new: they are to be made. */
struct band *band_cache_get(struct band_cache *cache, uint64_t key, uint32_t count, bool *is_new);
struct band score_speed_guess(const struct model_facts *facts, const struct setting *setting);
/* context: NAN unknown. */
struct band score_context_band(const struct ranker *ranker, uint32_t row, double context,
	const struct setting *setting);
void score_priors(struct ranker *ranker); /* once the facts are gathered */
void score_quality(struct ranker *ranker, const struct setting *setting);
void score_quality_bands(struct ranker *ranker, const struct setting *setting, struct band *bands);
/* score_cost.c: at one offer; on own machines. */
struct band score_month_band(const struct ranker *ranker, uint32_t offer,
	const struct setting *setting);
struct band score_own_band(const struct ranker *ranker, uint32_t row,
	const struct setting *setting);
/* Per offer, at least; NAN unknown. Until the next workload is asked for. */
const double *months_of_offers(const struct ranker *ranker, const struct setting *setting);
/* USD a month at one offer; false: not known. */
bool month_at_offer(const struct ranker *ranker, uint32_t offer, const struct setting *setting,
	double thinking, double *low, double *high);
void memory_of(const struct ranker *ranker, uint32_t row, const struct setting *setting,
	double *low, double *high);
bool row_is_own(const struct ranker *ranker, uint32_t row);
void weights_of(const struct questionnaire *questionnaire, const struct answers *answers,
	const struct setting *setting, int32_t weights[CRITERION_COUNT]);
int32_t points(double share); /* 0..1 to 0..POINTS, rounded */
struct band band(double low, double mid, double high);
/* score_field.c: how models stand to the field of a use. Needs the quality of that use. */
enum suits {
	SUITS_MADE,
	SUITS_TRAINED,
	SUITS_LEARNED,
	SUITS_STRONG,
	SUITS_GENERALIST,
	SUITS_OTHER,
	SUITS_UNKNOWN
};
enum suits score_suits(struct ranker *ranker, uint32_t row, const struct use_case *use);
void score_field_bands(struct ranker *ranker, const struct setting *setting, struct band *bands);
void score_tone_bands(struct ranker *ranker, const struct option *tone, struct band *bands);
void figures_free(struct figure_caches *caches);
void facts_gather(struct ranker *ranker); /* rank_facts.c */
/* Whether its results stand for a place on the index, as most do; else it has a scale of its own. */
bool result_is_common(const struct questionnaire *questionnaire, const struct benchmark *benchmark);

/* rank_pass.c: one pass over the catalog. */
struct pass {
	struct need needs[NEED_MAX];
	size_t need_count;
	struct setting setting;
	int32_t weights[CRITERION_COUNT];
	const struct band *bands[CRITERION_COUNT];
	uint32_t certain, marked, verify, out;
	uint32_t ordered; /* certain rows in ranker->order */
	bool has_veto;    /* some fail the first priority, others do not */
};
enum result pass_run(struct ranker *ranker, const struct answers *answers, struct pass *pass,
	struct arena *arena, const struct interrupt *interrupt, struct error *err);
/* rank_judge.c: rows and offers of a pass whose needs are known. */
enum result pass_judge(struct ranker *ranker, const struct answers *answers, struct pass *pass,
	struct error *err);
/* The front of the list, folded: rows of the first lines. */
void pass_top(const struct ranker *ranker, const struct pass *pass, struct standing *standing);
/* score_host.c: the host of each row by the weights, and the bands of what hosts decide. */
void score_hosts(struct ranker *ranker, struct pass *pass);
/* Until the answer is whole, at a measured host; INFINITY: nobody measured it. */
double score_seconds(const struct ranker *ranker, uint32_t offer, const struct setting *setting);
struct band score_speed_band(const struct ranker *ranker, uint32_t offer,
	const struct setting *setting);
/* Puts ranker->order in order: class, key, id; who has results leads. */
void pass_order(struct ranker *ranker, struct pass *pass);

/* rank.c: what is known of a row, for a line of the list. */
void rank_fill_candidate(const struct ranker *ranker, const struct pass *pass, uint32_t row,
	struct candidate *candidate);

/* rank_frontier.c: unbeaten ones are marked, surely beaten ones know by whom. Interrupted, the list is unfinished. */
void rank_mark_frontier(struct ranking *ranking, const struct interrupt *interrupt);
/* Of the first `end` lines: whether another is at least as good on every criterion, so that no weights put it first. With `asks_evidence`, only those with
 * results can be first. */
void rank_mark_hopeless(const struct ranking *ranking, uint32_t end, bool asks_evidence,
	bool *is_hopeless, const struct interrupt *interrupt);

/* rank_order.c: once the list is in order. */
/* Lines to the front, folded ones behind, both in their order; folded_into points at the line. */
bool rank_fold(const struct ranker *ranker, struct ranking *ranking, struct arena *arena,
	const struct interrupt *interrupt); /* false: interrupted */
void rank_collect_verify(struct ranker *ranker, const struct pass *pass, struct ranking *ranking,
	struct arena *arena);
void rank_count_confirmations(struct ranking *ranking);
enum firmness rank_firmness(const struct ranking *ranking);
void rank_find_medians(struct ranking *ranking);
bool need_is_of_money(const struct ranking *ranking, size_t need); /* ranking_verify.c */

/* Among the lines: after rank_fold. */
void robust_draw(struct ranker *ranker, struct ranking *ranking,
	const struct interrupt *interrupt); /* robust.c */
void rank_alternatives(struct ranker *ranker, struct ranking *ranking, struct arena *arena);
enum result rank_what_ifs(struct ranker *ranker, struct ranking *ranking, struct arena *arena,
	const struct interrupt *interrupt, struct error *err);
enum result rank_relaxations(struct ranker *ranker, struct ranking *ranking, struct arena *arena,
	const struct interrupt *interrupt, struct error *err);
#endif

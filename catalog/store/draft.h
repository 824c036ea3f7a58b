/* SPDX-License-Identifier: MIT */
/* draft.h - a model on its way into the store: claims by field, offers, scores, as sources make them and merge
 * orders them. Layer: store. Texts are clean; all memory lives in the arena of whoever makes the draft. */
#ifndef CATALOG_STORE_DRAFT_H
#define CATALOG_STORE_DRAFT_H
#include "catalog/base/message.h"
#include "catalog/store/value.h"

/* Where a claim comes from, best first for lasting fields. */
enum origin {
	ORIGIN_OVERLAY,
	ORIGIN_BUILTIN_MODEL,
	ORIGIN_BUILTIN_FAMILY,
	ORIGIN_BUILTIN_PROVIDER,
	ORIGIN_MODELS_DEV,
	ORIGIN_OPENROUTER,
	ORIGIN_LITELLM,
	ORIGIN_OTHER,
	ORIGIN_DERIVED,
	ORIGIN_COUNT
};

/* A line of the change list that a catalog carries. */
enum listed_kind { LISTED_NEW, LISTED_GONE, LISTED_REPRICED, LISTED_CORRECTED, LISTED_KIND_COUNT };
struct listed_change {
	struct text model; /* id; one that is gone may not be in the catalog */
	uint32_t date;
	uint8_t kind;                /* enum listed_kind */
	struct text field, provider; /* key and id; may be empty */
	struct text before,
		after; /* as value_print_key writes them; empty: was unknown, not said */
	struct text note;
};

#define SOURCE_NONE UINT32_MAX
/* What the program itself says behind what it infers; read in the person's language (witness.c). The first is so common that it is never stored. */
#define DETAIL_OWN_WEIGHTS TEXT(N_("the weights can be downloaded"))
#define DETAIL_OFFERS TEXT(N_("from the offers on record"))
#define DETAIL_LISTED TEXT(N_("hosts list it"))
#define DETAIL_GONE TEXT(N_("retired, and no host on record lists it since"))
#define DETAIL_ANNOUNCED \
	TEXT(N_("announced as the price from the day on which the one before ended; not seen since"))
#define DETAIL_EXPECTED \
	TEXT(N_("expected, as the price before it ended on the announced day; not seen since"))
#define DETAIL_ENDED TEXT(N_("this price ended on the announced day; no later one is on record"))
#define DETAIL_AT_LARGE \
	TEXT(N_("regions of the whole service; which of them have this model is not said"))
/* Whether the implied claim on a field (builder_claims.c) is this inference; other claims on it have records of their own. */
static inline bool follows_from_weights(uint32_t field)
{
	return field == FIELD_RUN || field == FIELD_STATUS || field == FIELD_AVAILABILITY;
}

struct claim {
	uint16_t field;  /* enum field_id */
	uint8_t basis;   /* enum basis */
	uint8_t origin;  /* enum origin */
	uint32_t source; /* id from builder_add_source */
	uint32_t as_of;  /* date, 0 if not said */
	uint32_t
		own; /* in a form (builder_add_form): 1 + which of a row's own values; 0: one of all its rows */
	struct value value;
	struct text by, detail; /* may be empty */
};

/* The first claim on a field; NULL: none. */
static inline const struct claim *claim_find(const struct claim *claims, size_t count,
	uint32_t field)
{
	for (size_t i = 0; i < count; i++)
		if (claims[i].field == field)
			return &claims[i];
	return NULL;
}

/* Fields in which a row's own flags may not decide where the family knows it, and whoever reports on the family is heard. */
static inline bool is_family_matter(uint32_t field)
{
	return field == FIELD_LICENSE || field == FIELD_ARCHITECTURE || field == FIELD_DATA ||
		field == FIELD_ALIGNMENT;
}

/* That its developer has switched it off, by a claim of its status. */
static inline bool is_retirement(const struct claim *claim)
{
	enum { RETIRED = 3 };
	return claim->field == FIELD_STATUS && claim->value.state == VALUE_KNOWN &&
		claim->value.is.choice == RETIRED;
}

/* What a family says of its own developer's weights alone: of those that somebody else made of them, what was done to them and under which license they
 * are is not known by it. */
static inline bool is_makers_own(uint32_t field)
{
	switch (field) {
	case FIELD_ALIGNMENT:
	case FIELD_LICENSE:
	case FIELD_LICENSE_NAME:
	case FIELD_COMMERCIAL:
	case FIELD_CONDITIONS:
	case FIELD_CONDITION:
	case FIELD_TENDS_TO:
	case FIELD_AVAILABILITY:
	case FIELD_CODE_PUBLIC:
	case FIELD_DATA_PUBLIC:
	case FIELD_DATA: return true;
	default: return false;
	}
}

/* What a license lets people do: under another license it means nothing. */
static inline bool is_license_term(uint32_t field)
{
	return field == FIELD_COMMERCIAL || field == FIELD_CONDITIONS || field == FIELD_CONDITION;
}

/* What a built-in model says of itself, be it that its maker does not disclose it, stands instead of what its family says of all (a license of its own
 * also instead of the terms of the family's); but who reports on the family is heard. */
bool claim_stands_instead(const struct claim *own, const struct claim *of_family);

struct tier { /* holds for the whole request when its input is strictly above `above` tokens */
	uint32_t above;
	double price_in, price_out, price_cached; /* USD per 1M tokens; NAN unknown */
};

/* Prices of an offer stand one behind the other among the fields. */
enum { OFFER_PRICES = FIELD_PRICE_OUT_BATCH - FIELD_PRICE_IN + 1 };
/* What an offer costs once FIELD_PRICE_UNTIL has passed. */
struct later_prices {
	bool is_told;
	uint8_t basis;
	uint32_t source, as_of;
	double prices[OFFER_PRICES]; /* by field, from FIELD_PRICE_IN on; NAN: not told */
};

struct draft_offer {
	struct text provider; /* provider id */
	struct text id;       /* the provider's own name of the model; may be empty */
	uint32_t source, as_of;
	uint8_t basis;
	const struct claim *claims; /* at most one per field: fields of scope offer, and limits */
	size_t claim_count;
	const struct tier *tiers;
	size_t tier_count;
	struct later_prices later;
};

/* Whose service has the offer: somebody else's, one of the developer's, the developer's own by its name. Snapshots keep the numbers. */
enum offer_own { OFFER_OTHERS, OFFER_OWN_TOO, OFFER_OWN };

/* Who says how a model did: a tester; its maker, in a text of its own; a list or a post that quotes the maker. Snapshots keep the numbers. */
enum score_by { SCORE_MAKER, SCORE_INDEPENDENT, SCORE_QUOTED };

struct draft_score {
	struct text benchmark;                 /* benchmark id */
	double score;                          /* in the benchmark's unit */
	struct text harness, version, setting; /* may be empty */
	uint32_t date, source;
	uint8_t by; /* enum score_by */
};

struct draft {
	struct text id, name, developer, family; /* ids; family may be empty */
	const struct text *aliases;
	size_t alias_count;
	struct text
		line; /* "id TAB name TAB aliases TAB" of a row of another catalog that has nothing else to be searched; empty: made of those here */
	bool is_derivative;
	bool is_known; /* the built-in catalog or a file of one's own has it, not lists and hubs alone */
	/* By field, the believed claim first: merge_resolve makes this order. Claims that come from the family unchanged are
	 * flagged by origin and stored once per family. */
	const struct claim *claims;
	size_t claim_count;
	const struct draft_offer *offers;
	size_t offer_count;
	const struct draft_score *scores;
	size_t score_count;
};
#endif

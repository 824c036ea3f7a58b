/* SPDX-License-Identifier: MIT */
/* source_reader.h - what the readers of sources share. Layer: sources; private to source*.c. */
#ifndef CATALOG_SOURCES_SOURCE_READER_H
#define CATALOG_SOURCES_SOURCE_READER_H
#include "catalog/base/arena.h"
#include "catalog/base/json_tokens.h"
#include "catalog/sources/source.h"
#include "catalog/sources/source_plan.h"
#include "catalog/sources/word_cache.h"

enum {
	SOURCE_CLAIMS_MAX = 48,
	SOURCE_TIERS_MAX = 8,
	SOURCE_WARNINGS_MAX = 5000,
	SOURCE_KEYS_KEPT = 32
};

struct source_reader {
	struct source_import *import;
	struct arena arena;        /* of one record */
	struct json_tokens tokens; /* of the file, or of the line */
	uint32_t token;            /* of the record at hand: the place of warnings */
	uint64_t line;             /* of a line format; 0: tokens hold the whole file */
	uint64_t line_from;        /* where in the file line 1 begins */
	uint32_t source;           /* id of the source in the builder */
	enum origin origin;
	struct text by; /* who reports */
	struct error *err;
	char first_warning[256];
	/* The record at hand. */
	struct claim claims[SOURCE_CLAIMS_MAX], offer_claims[SOURCE_CLAIMS_MAX];
	size_t claim_count, offer_claim_count;
	struct tier tiers[SOURCE_TIERS_MAX];
	size_t tier_count;
	struct text developer; /* as the source spells it; may be empty */
	struct text base; /* whose weights it was made of, as the source spells it; may be empty */
	bool is_derivative;
	bool is_altered;         /* a text of it was, and that is said */
	bool has_decimal_commas; /* of CSV with ';' between cells */
	bool is_of_models;       /* some flat record says something that models have, */
	struct text
		strange; /* or names a key that they do not have: such keys, in `strange_bytes` */
	char strange_bytes[64];
	struct word_cache words; /* members of fields */
	struct source_key {
		char bytes[31];
		uint8_t size;  /* 0: none yet */
		uint16_t what; /* enum record_key */
		uint16_t told; /* warnings about its value in the record at hand */
	} keys[SOURCE_KEYS_KEPT]; /* of the record before: the next one mostly has them in the same order */
	uint32_t keys_of;         /* the shape whose keys they are; 0: none */
	struct source_plan plan;
};

/* Forgets the record before; `token` is the place of the next one. */
void source_begin(struct source_reader *reader, uint32_t token);
/* "FILE:LINE:COLUMN: $.path: sentence"; refused: the record is left out. */
void source_warn(struct source_reader *reader, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void source_refuse(struct source_reader *reader, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Claims about the model, or about the offer. NAN and empty texts are no claims. */
void source_claim(struct source_reader *reader, bool is_offer, enum field_id field,
	struct value value);
void source_claim_number(struct source_reader *reader, bool is_offer, enum field_id field,
	double number);
bool source_has_claim(const struct source_reader *reader, enum field_id field); /* on the model */
void source_claim_mask(struct source_reader *reader, enum field_id field, uint64_t mask);
void source_claim_text(struct source_reader *reader, enum field_id field, struct text text);
uint64_t source_member(enum field_id field, const char *key); /* its bit in a set */
/* field_member_find, which is asked the same again and again. */
int source_find_member(struct source_reader *reader, const struct field *field, struct text word);

/* What cannot be true is unknown, with a warning: sentinels, unit mistakes, days that do not exist. */
void source_claim_date(struct source_reader *reader, bool is_offer, enum field_id field,
	struct text word);
/* The day of a word, or of a stamp, which is cut down to its day. False: where *date is 0 there is no such day, else it stands for none. */
bool source_word_day(struct text *word, uint32_t *date);
bool source_tokens_can_be(double tokens, double least);
struct limits {
	double context, input, output;
}; /* NAN unknown */
void source_check_limits(struct source_reader *reader, struct limits *limits);
struct prices {
	double in, out, cached, write, in_batch, out_batch;
}; /* USD per 1M tokens, NAN unknown */
struct prices source_no_prices(void);
void source_check_prices(struct source_reader *reader, struct prices *prices);
bool source_prices_can_be(const struct prices *prices);              /* none of them is below 0 */
double *source_price_of(struct prices *prices, enum field_id field); /* NULL: it is no price */
struct prices source_prices_of(const struct claim *claims, size_t count); /* of an offer */
void source_claim_prices(struct source_reader *reader, const struct prices *prices);
void source_add_tier(struct source_reader *reader, double above, const struct prices *prices);
/* A cutoff behind the release is none. */
void source_check_cutoff(struct source_reader *reader);

/* Cleaned and in the arena of the record; one that is altered by it is told, once a record (source_words.c). */
struct text source_clean(struct source_reader *reader, struct text raw);
struct text source_text(struct source_reader *reader, uint32_t token);
/* NAN: none, or one beyond all numbers, which is told. */
double source_number(struct source_reader *reader, uint32_t token, struct text key);
struct text source_member_text(struct source_reader *reader, uint32_t object, const char *key);
double source_member_number(struct source_reader *reader, uint32_t object, const char *key);
bool source_member_true(struct source_reader *reader, uint32_t object, const char *key);
uint64_t source_modalities(struct source_reader *reader, uint32_t list, enum field_id field);

/* The row: provider empty means no offer. A second row of this id is refused. */
void source_emit(struct source_reader *reader, struct text id, struct text name,
	struct text provider, struct text offer_id, const struct text *aliases, size_t alias_count);
bool source_goes_on(struct source_reader *reader, uint64_t done, uint64_t total); /* not stopped */
/* source_lists.c: every item of a list, or value of an object by its key. */
enum result source_each(struct source_reader *reader, uint32_t list,
	void (*read)(struct source_reader *reader, uint32_t item));
/* Every model of a provider's list; the arena goes from one to the next, the provider's name (its first SOURCE_NAME_MAX bytes) stays. */
enum { SOURCE_NAME_MAX = 128 };
enum result source_each_model(struct source_reader *reader, struct text provider, uint32_t models,
	void (*read)(struct source_reader *reader, struct text provider, uint32_t model));

void source_add_own(struct source_reader *reader); /* the source itself, to its builder */
uint64_t source_line(
	struct source_reader *reader); /* of a line format: the one at hand, in the file */

/* source_csv.c: "sep=;", the line by which Excel tells the separator; 0: the line is none. */
char source_csv_separator(struct text line);

/* source_lines.c: what formats of lines share. */
/* Whether what is wrong with the text is that it ends. */
bool source_is_unfinished(const struct json_tokens *tokens);
/* The file ends in the record of the line at hand: refused, unless that is taken, too. The format says what was expected there. */
enum result source_cut_off(struct source_reader *reader, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* source_records.c: one flat record of a hub's list, of NDJSON or of CSV. */
struct record {
	struct text id, name, provider, base;
	struct limits limits;
	bool is_hub, has_layers, has_id; /* has_id: the key is there, be it empty */
	bool is_other_task;              /* it is for something else than making text */
};
void source_record_begin(struct record *record);
/* One member, by its key: those of hubs, and the keys of fields. The value is a token, or a word of CSV. */
enum record_key {
	RECORD_ID = 1000, /* below: enum field_id */
	RECORD_NAME,
	RECORD_DEVELOPER,
	RECORD_DOWNLOADS,
	RECORD_LIKES,
	RECORD_LIKES_OR_NONE,
	RECORD_CREATED,
	RECORD_PIPELINE, /* from here on to RECORD_CARD: hubs alone have them */
	RECORD_TAGS,
	RECORD_WEIGHTS,
	RECORD_GGUF,
	RECORD_CARD,
	RECORD_BASE,
	RECORD_PARAMS,
	RECORD_CONTEXT,
	RECORD_LAYERS,
	RECORD_IS_MOE,
	RECORD_PROVIDER,
	RECORD_IGNORED
};
enum record_key source_record_key(struct text key); /* RECORD_IGNORED: none */
const struct field *source_record_field(
	enum record_key key); /* that of the fields to which its value goes as it is; NULL: none */
void source_record_token(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t token);
void source_record_word(struct source_reader *reader, struct record *record, enum record_key key,
	struct text word);
void source_record_emit(struct source_reader *reader, struct record *record);
void source_record_number(struct source_reader *reader, const struct field *field, double number);
/* Whether so much of it can there be. */
bool source_number_can_be(const struct field *field, double number);
/* A day that stands for "earlier": before it the largest hub kept none. */
bool source_is_earlier(struct text created);
void source_record_license(struct source_reader *reader, struct text word);
/* source_hub.c: tags, and the objects of a hub. */
void source_hub_tags(struct source_reader *reader, struct record *record, uint32_t list);
void source_hub_object(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t object);
/* source_words.c: a key that models do not have; whether records with such keys alone say nothing of models, and what that is told by. */
void source_note_strange(struct source_reader *reader, struct text key);
enum result source_check_records(struct source_reader *reader);
/* source_words.c: "1e6", "128k", "0,5" where commas are those of decimals; false: it is no number. */
bool source_word_number(const struct source_reader *reader, enum unit unit, struct text word,
	double *number);
/* "undisclosed" and "not-applicable", of facts about models whose cells can be that; false: it is another word. */
bool source_word_state(const struct field *field, struct text word, struct value *value);

enum result source_read_models_dev(struct source_reader *reader);
enum result source_read_models_dev_models(struct source_reader *reader);
enum result source_read_openrouter(struct source_reader *reader);
enum result source_read_openai(struct source_reader *reader);
enum result source_read_litellm(struct source_reader *reader);
enum result source_read_genai_prices(struct source_reader *reader);
enum result source_read_facts(struct source_reader *reader, struct text bytes);
enum result source_read_records(struct source_reader *reader);
enum result source_read_ndjson(struct source_reader *reader);
enum result source_read_csv(struct source_reader *reader);
#endif

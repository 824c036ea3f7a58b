/* SPDX-License-Identifier: MIT */
/* value.h - one typed value: its states, its units, reading and printing.
 * Layer: store. The only place where numbers, dates and units are parsed and printed. */
#ifndef CATALOG_STORE_VALUE_H
#define CATALOG_STORE_VALUE_H
#include "catalog/base/error.h"
#include "catalog/store/field.h"

struct arena;
struct strbuf;

enum value_state {
	VALUE_UNKNOWN, /* absence; prints "?" */
	VALUE_KNOWN,
	VALUE_UNDISCLOSED, /* the developer does not say; sets and choices may also have a member of that name */
	VALUE_NOT_APPLICABLE /* prints "—" */
};
enum basis { BASIS_DISCLOSED, BASIS_REPORTED, BASIS_INFERRED, BASIS_COUNT };

struct value {
	enum value_state state;
	union {
		double number;    /* KIND_NUMBER, in the base unit */
		uint32_t date;    /* KIND_DATE */
		uint32_t choice;  /* KIND_CHOICE: member index */
		uint64_t mask;    /* KIND_SET */
		struct text text; /* KIND_TEXT, KIND_CATEGORY (its key) */
		struct {
			const struct text *items;
			size_t count;
		} tags; /* KIND_TAGS: keys */
	} is;
};

const char *basis_name(enum basis basis); /* "disclosed" */
int basis_find(struct text word);         /* -1 if none */
bool value_equal(const struct field *field, const struct value *a, const struct value *b);
/* Known values that contradict: numbers and dates that print differently; sets of which neither contains the other. Parameters and training tokens agree
 * within 1 %, and within 5 % where one is the other rounded to its digits (8B and 8.03B). */
bool value_conflicts(const struct field *field, const struct value *a, const struct value *b);
/* Two known numbers that a reader sees apart. */
bool value_differs_in_print(const struct field *field, const struct value *a,
	const struct value *b);
bool value_is_undisclosed(const struct field *field, const struct value *value);

/* A number as people write it, in the base unit of `unit`. Accepts 128k 1M 70B 1.5T $0.5 24GB 60% and 천 만 억 조.
 * [low, high] is what the written precision covers (8B: 7.5e9 .. 8.5e9; 128k tokens: 128,000 .. 131,072): "=", "<=" and ">" look at it. from is where
 * the number itself begins, from which ">=" holds and below which "<" does: the value, less what a float may have lost of it. */
struct number_span {
	double value, from, low, high;
};
enum result value_parse_number(enum unit unit, struct text word, struct number_span *span,
	struct error *err);
/* YYYY, YYYY-MM, YYYY-MM-DD; also 2025년 4월. Refuses impossible days. */
enum result value_parse_date(struct text word, uint32_t *date, struct error *err);
enum { DATE_END = 30000000 };           /* dates lie below; 0 is none */
uint32_t date_first_day(uint32_t date); /* 2025 -> 20250101 */
uint32_t date_last_day(uint32_t date);  /* 2025-02 -> 20250228 */
/* Days since 1970-01-01 of the first day. */
long date_day_number(uint32_t date);
uint32_t date_of_day_number(long day);

/* Full form in the active language: detail, comparison, exports with titles. */
void value_print(struct strbuf *buf, const struct field *field, const struct value *value);
/* List form: members by brief, numbers in the field's width. */
void value_print_brief(struct strbuf *buf, const struct field *field, const struct value *value);
/* Neutral form: keys and plain numbers, for csv, query text and JSON strings. Unknown prints nothing. */
void value_print_key(struct strbuf *buf, const struct field *field, const struct value *value);
/* "2025", "2025-04", "2025-04-05"; nothing of 0. date_text: in the arena. */
void date_print(struct strbuf *buf, uint32_t date);
struct text date_text(uint32_t date, struct arena *arena);
/* A number with its unit as on screen: 128k, 70B, 0.26, free, 67 GB. */
void number_print(struct strbuf *buf, enum unit unit, double number);
/* Whether that prints two numbers differently, without printing them; *is_sure false: only printing tells. */
bool number_differs_in_print(enum unit unit, double a, double b, bool *is_sure);
/* The same with all its digits, beside another that would look the same: 262,144 and 256,000 for 256k. */
void number_print_exact(struct strbuf *buf, enum unit unit, double number);
/* Shortest decimal that reads back as the same float (prices are stored as floats). */
double number_of_float(float number);
/* What is left of a figure that was computed when the noise of its last digits goes: twelve significant digits, of bytes whole ones. */
double number_settled(enum unit unit, double number);
#endif

/* SPDX-License-Identifier: MIT */
/* answers.h - what a person answered: read from and written to a file (schema llmatlas-answers/1, docs/guide.md), edited on screen.
 * Layer: advice. An absent key is a skip; an unknown key or value is an error with its place. Texts live in the arena of whoever made them. */
#ifndef CATALOG_ADVICE_ANSWERS_H
#define CATALOG_ADVICE_ANSWERS_H
#include "catalog/advice/questionnaire.h"

struct sink;
struct strbuf;

enum { ANSWER_ORDER_MAX = 8, ANSWER_WORD_MAX = 12 };
struct answer {
	bool is_given;
	uint64_t chosen;                 /* options */
	uint8_t order[ANSWER_ORDER_MAX]; /* of choosing */
	uint8_t order_count;
	uint64_t strict; /* languages: "must"; signed: refused */
	/* tokens: [0]; memory: GB, bits, users; workload: in, out, per_month, repeat; budget: USD, 0 for free offers only */
	double numbers[4];
	bool is_hard;  /* budget */
	bool is_maker; /* regions: the maker too; makers: "not" */
	struct text
		words[ANSWER_WORD_MAX]; /* makers; regions beside options; date: [0] "2025-06" */
	uint8_t word_count;
};
struct answers {
	struct answer of[QUESTION_MAX];
	double weights[CRITERION_COUNT]; /* of an expert; only when has_weights */
	bool has_weights;
	struct text pins[16], hide[32]; /* ids shown always, never */
	uint8_t pin_count, hide_count;
};

void answers_clear(struct answers *answers);
bool answers_is_empty(const struct answers *answers);
bool answer_equal(const struct answer *a, const struct answer *b);
bool answers_equal(const struct answers *a, const struct answers *b);
/* A whole file: answers, or a record of the guide in JSON, which holds them. */
enum result answers_read(struct answers *answers, const struct questionnaire *questionnaire,
	const char *file, struct text bytes, struct arena *arena, struct error *err);
/* The same with every mistake there is, in their order; those beyond the room are left out. */
enum { ANSWERS_MISTAKES_MAX = 40 };
struct answers_mistakes {
	struct text items[ANSWERS_MISTAKES_MAX];
	size_t count;
};
enum result answers_read_all(struct answers *answers, const struct questionnaire *questionnaire,
	const char *file, struct text bytes, struct arena *arena,
	struct answers_mistakes *mistakes);
/* The object of a preset. */
enum result answers_from_preset(struct answers *answers, const struct questionnaire *questionnaire,
	const struct preset *preset, struct arena *arena, struct error *err);
/* "use_case=coding,agentic", "length=128k", "languages=ko!,en", "budget={...}": as on the command line; also "weights={...}",
 * "pins=id,id", "hide=id". An empty value is a skip. */
enum result answers_set(struct answers *answers, const struct questionnaire *questionnaire,
	struct text assignment, struct arena *arena, struct error *err);
void answers_write(struct sink *sink, const struct answers *answers,
	const struct questionnaire *questionnaire);
/* What stands beside the answers of a file: weights or null, then pins and hide with their keys. */
void answers_write_beside(struct sink *sink, const struct answers *answers, const char *between);
/* "llmatlas guide --set use_case=coding --set ...": gives the same answers again, whole. */
struct text answers_command(const struct answers *answers,
	const struct questionnaire *questionnaire, struct arena *arena);
/* What `to` answers otherwise: "budget: $100; length: 128k", in the active language; "" when nothing. */
struct text answers_changes(const struct questionnaire *questionnaire, const struct answers *from,
	const struct answers *to, struct arena *arena);
/* Of what is written: equal answers, equal hash. */
uint64_t answers_hash(const struct answers *answers, const struct questionnaire *questionnaire);

/* Editing. */
void answer_choose(const struct question *question, struct answer *answer, int option);
void answer_toggle(const struct question *question, struct answer *answer, int option);
void answer_set_number(const struct question *question, struct answer *answer, double number);
/* As `answer` with this option chosen alone (one of a number's options, one more of several). */
struct answer answer_with(const struct question *question, const struct answer *answer, int option);
/* For breadcrumbs and records: "coding, agents", "128k", "not sure". In the active language. */
void answer_print(struct strbuf *buf, const struct question *question, const struct answer *answer);
/* As JSON, as in the file. */
void answer_write(struct sink *sink, const struct question *question, const struct answer *answer);
/* The first answer that cannot count beside the others: its question is asked only after another answer. Its index; -1: none. by: which
 * question decides that. asks_all: also when that one is not answered at all. */
int answers_contradiction(const struct questionnaire *questionnaire, const struct answers *answers,
	bool asks_all, const struct question **by);
/* "regions counts only with data_place: region" */
struct text contradiction_text(const struct questionnaire *questionnaire, int question,
	struct arena *arena);
/* Takes out answers that no longer count beside the others. */
void answers_drop_closed(struct answers *answers, const struct questionnaire *questionnaire);
bool question_is_open(const struct questionnaire *questionnaire, const struct question *question,
	const struct answers *answers); /* by its rules */
#endif

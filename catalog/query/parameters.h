/* SPDX-License-Identifier: MIT */
/* parameters.h - what computed fields are computed for: the clause with:, and nothing else. Layer: query.
 * One table (parameters.c) reads, checks, writes and compares them: a parameter is one row there, one member here, and a line in
 * llmatlas-query(7). Units are base units: tokens, bytes, USD, shares of 1. */
#ifndef CATALOG_QUERY_PARAMETERS_H
#define CATALOG_QUERY_PARAMETERS_H
#include "catalog/store/value.h"

struct strbuf;

struct parameters {
	/* cost of a month */
	double input_tokens;  /* in=: of one request, cached ones included */
	double output_tokens; /* out=: of one request, as billed */
	double requests;      /* n=: a month */
	double cached_share;  /* cached=: of the input, read from a cache */
	double written_share; /* written=: of the input, written to a cache */
	double batch_share;   /* batch=: of the requests, sent as batch jobs */
	double thinking_low,
		thinking_high; /* thinking=: output times this, for models that reason */
	double budget_usd;     /* budget=: a month; NAN: none */
	double date;           /* date=: prices known by then; NAN: the newest */
	/* memory */
	double bits;           /* bits=: per weight */
	double quantization;   /* bits=NAME: its index; NAN: bits is a number of its own */
	double context_tokens; /* ctx= */
	double users;          /* users=: at once, each with a full context */
	double cache_bits;     /* kv=: per number of the cache */
	double overhead_bytes; /* overhead=; NAN: as fit.h says */
	double memory_bytes;   /* memory=: what there is; NAN: not said */
	double bandwidth;      /* bandwidth=: bytes a second it is read with; NAN: not said */
	/* own hardware */
	double rig_usd, rig_years; /* rig=, years=: price and life */
	double watts, usd_per_kwh; /* watts=, kwh=: drawn under load; price of power */
	double busy_share;         /* busy=: of the hours of a month */
	uint32_t lens;             /* quality:LENS; index into the store's lenses */
	uint32_t given;            /* bit per parameter that the text states */
};
enum parameter {
	PARAMETER_INPUT,
	PARAMETER_OUTPUT,
	PARAMETER_REQUESTS,
	PARAMETER_CACHED,
	PARAMETER_WRITTEN,
	PARAMETER_BATCH,
	PARAMETER_THINKING,
	PARAMETER_BUDGET,
	PARAMETER_DATE,
	PARAMETER_BITS,
	PARAMETER_CONTEXT,
	PARAMETER_USERS,
	PARAMETER_CACHE_BITS,
	PARAMETER_OVERHEAD,
	PARAMETER_MEMORY,
	PARAMETER_BANDWIDTH,
	PARAMETER_RIG,
	PARAMETER_YEARS,
	PARAMETER_WATTS,
	PARAMETER_KWH,
	PARAMETER_BUSY,
	PARAMETER_LENS, /* not in with: */
	PARAMETER_COUNT
};

struct parameters parameters_default(void);
const char *parameter_name(enum parameter parameter); /* "in"; NULL for the lens */
const char *parameter_help(enum parameter parameter); /* translated */
int parameter_find(struct text name);                 /* -1: none of this name */
/* Sets one from its text ("2k", "60%", "100k/month", "q4_k_m", "1..2.5"); the error says what was expected. */
enum result parameter_read(struct parameters *parameters, enum parameter parameter,
	struct text word, struct error *err);
/* As with: takes it: "2k", "60%"; one that is not said, as nothing. */
void parameter_write(struct strbuf *buf, const struct parameters *parameters,
	enum parameter parameter);
/* "in=2k,out=500": those that are given. */
void parameters_write(struct strbuf *buf, const struct parameters *parameters);
/* Reads "in=2k,out=500" over what *parameters holds. */
enum result parameters_read(struct parameters *parameters, struct text list, struct error *err);
/* True if a computed field comes out the same with both. */
bool parameters_equal_for(const struct parameters *a, const struct parameters *b, uint16_t field);
bool parameters_equal(const struct parameters *a, const struct parameters *b);
/* What a computed field stands on, for column heads: "2k in, 500 out, 100k a month, 60% cached"; "Q4_K_M, 32k". */
void parameters_print(struct strbuf *buf, const struct parameters *parameters, uint16_t field);
/* One request alone: "2k in, 500 out, 60% cached". */
void parameters_print_request(struct strbuf *buf, const struct parameters *parameters);
/* "in=2k,out=500,n=100k,...": all that a computed field stands on, given or not. */
void parameters_write_for(struct strbuf *buf, const struct parameters *parameters, uint16_t field);

/* Workloads that people know by name. */
struct workload {
	const char *name;  /* "chatbot" */
	const char *title; /* N_() */
	const char *list;  /* "in=2.5k,out=300,..." */
};
size_t workload_count(void);
const struct workload *workload_get(size_t index);
int workload_find(struct text name); /* -1 if none */
#endif

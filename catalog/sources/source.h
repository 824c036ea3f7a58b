/* SPDX-License-Identifier: MIT */
/* source.h - public catalogs and dumps of other people, read into a builder: one record, one row, with all that it claims.
 * Layer: sources. Nothing is folded here: a row is what the source says, and catalog/sources/fold.h decides which model it is.
 * A record that cannot be used is left out, a value that cannot be true is unknown; both are warnings with their place. */
#ifndef CATALOG_SOURCES_SOURCE_H
#define CATALOG_SOURCES_SOURCE_H
#include "catalog/base/stream.h"
#include "catalog/store/builder.h"

struct interrupt;
struct store;

enum source_format {
	SOURCE_MODELS_DEV,        /* api.json: providers with their models */
	SOURCE_MODELS_DEV_MODELS, /* models.json: base models */
	SOURCE_OPENROUTER,        /* {"data": [...]} */
	SOURCE_OPENAI,            /* what OpenAI-compatible servers list at /v1/models */
	SOURCE_LITELLM,           /* model_prices_and_context_window.json */
	SOURCE_GENAI_PRICES,      /* data.json, both versions */
	SOURCE_FACTS,             /* a facts file of llmatlas */
	SOURCE_RECORDS,           /* an array of models as a hub lists them */
	SOURCE_NDJSON,            /* the same, one a line */
	SOURCE_CSV,               /* a header of field keys, one model a line */
	SOURCE_FORMAT_COUNT
};

struct source_import {
	struct stream *stream;
	struct text name; /* of the catalog; empty: by the format or the file */
	struct text
		url; /* where it was fetched, to be cited; empty: where the format has its home */
	uint32_t as_of; /* the date for which it holds */
	const struct store
		*known; /* facts files may name its developers, providers, models; may be NULL */
	const struct interrupt *interrupt;
	bool takes_cut; /* also a file that ends in the middle of a record */
	/* Filled by source_read. */
	enum source_format format;
	struct builder *builder; /* yours (builder_free), also after a failure */
	uint32_t record_count, refused_count, warning_count;
	uint64_t cut_line;     /* in whose record the file ends; 0: it is whole */
	bool is_perhaps_whole; /* or that record is short and lacks its line end */
};

const char *source_format_name(enum source_format format); /* "models.dev api.json" */
bool source_is_list(enum source_format format); /* of one publisher, in a shape of its own */
/* By the first bytes. RESULT_BAD_DATA: a sentence that says what it looks like and what is known. */
enum result source_detect(struct text head, const char *file, enum source_format *format,
	struct error *err);
/* Detects and reads. The builder holds one row a record. */
enum result source_read(struct source_import *import, struct error *err);
enum origin source_origin(struct text name); /* by the name of its catalog */
/* A provider's id as models.dev spells it, from the spelling of another catalog. */
struct text source_provider_id(struct text word);
/* "DeepSeek: DeepSeek V4" without its developer, as OpenRouter and who copies its list have it. */
struct text source_plain_name(struct text name);
#endif

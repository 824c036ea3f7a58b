/* SPDX-License-Identifier: MIT */
/* facts.h - reads facts files (docs/facts.md) into memory. Layer: sources.
 * Every mistake has file, line, column and JSON path. A strict reader stops at the first one; a lenient one turns each
 * into a warning, leaves the record out and goes on. */
#ifndef CATALOG_SOURCES_FACTS_H
#define CATALOG_SOURCES_FACTS_H
#include "catalog/base/arena.h"
#include "catalog/sources/facts_names.h"
#include "catalog/sources/family.h"
#include "catalog/sources/words.h"
#include "catalog/store/builder.h"

struct json_document;
struct store;
struct json;

struct facts_source {
	struct text key;
	struct source source;
	uint32_t file;
};
struct facts_file {
	char *name;
	struct json_document *document;
	bool is_shared;                    /* sources.json */
	uint32_t records, offers, refused; /* what it gave, but for its sources, and lost */
};
struct facts_place { /* of a family */
	const struct json *node;
	uint32_t file;
	bool can_be_found; /* it has an id of its own, and stems and a pattern without mistakes */
};
struct facts_warning {
	struct text sentence;
	uint32_t file;
	int line, column; /* 0: none */
	size_t number;    /* as they came */
};
struct facts_lens {
	struct text id, name_en, name_ko;
	const struct lens_share *shares;
	size_t share_count;
};
struct facts_sentence {
	struct text en, ko;      /* of a value: no Korean */
	const struct json *node; /* its place, for mistakes */
	uint32_t file;
	bool needs_korean; /* a value, or what is measured; a detail may stay English */
};

/* Everything read so far; lists are linked or grown inside the arena. */
struct facts {
	struct arena *arena;
	struct text name; /* of the catalog */
	uint32_t date;
	enum origin origin; /* of model claims: built-in or overlay */
	/* An open catalog whose developers, providers, families, benchmarks and models may be named too; NULL: none. */
	const struct store *known;
	uint32_t
		today; /* nothing that is said to have happened lies behind it; 0: any day will do */
	/* Records with mistakes stay, so that others may name them: for one who looks for mistakes and builds nothing. */
	bool keeps_faulty;
	uint32_t refused_count; /* records with mistakes, files that are no JSON */
	struct facts_file *files;
	size_t file_count, file_capacity;
	struct facts_source *sources;
	size_t source_count, source_capacity;
	struct entity *developers;
	size_t developer_count, developer_capacity;
	struct entity *providers;
	size_t provider_count, provider_capacity;
	struct entity *licenses; /* name and claims */
	size_t license_count, license_capacity;
	struct family *families;
	struct facts_place *family_places; /* by index of the family */
	size_t family_count, family_capacity, family_place_capacity;
	struct benchmark *benchmarks;
	size_t benchmark_count, benchmark_capacity;
	struct facts_lens *lenses;
	size_t lens_count, lens_capacity;
	struct draft *models;
	uint32_t *
		model_files; /* which file spoke of it last; in the order of models until they are built */
	size_t model_count, model_capacity, model_file_capacity;
	struct facts_names names; /* of the models, until they are built */
	struct listed_change *changes;
	size_t change_count, change_capacity;
	struct change_dates *change_dates; /* by model, when facts_date_changes has made them */
	size_t change_dates_count;
	struct glossary_term *terms;
	size_t term_count, term_capacity;
	struct lesson *lessons;
	size_t lesson_count, lesson_capacity;
	struct facts_sentence *sentences,
		*said; /* Korean wordings; values of fields of sentences */
	size_t sentence_count, sentence_capacity, said_count, said_capacity;
	struct facts_warning *warnings;
	size_t warning_count, warning_capacity;
};

void facts_init(struct facts *facts, struct arena *arena, enum origin origin);
void facts_done(struct facts *facts);
/* One file: its JSON and its sources. bytes must outlive the facts. */
enum result facts_read(struct facts *facts, const char *file, struct text bytes, bool is_strict,
	struct error *err);
/* After all files: everything else, so that names may be used before they are defined. The first mistake when strict. */
enum result facts_link(struct facts *facts, bool is_strict, struct error *err);
void facts_warn(struct facts *facts, struct text sentence);
/* "FILE:LINE:COLUMN: $.path: <sentence>" */
void facts_warn_at(struct facts *facts, uint32_t file, const struct json *node, const char *format,
	...) __attribute__((format(printf, 4, 5)));
void facts_sort_warnings(struct facts *facts); /* file by file, as they stand in them */
/* Whether the files are a whole catalog, which has a change list: then they are held to what they define themselves. */
bool facts_is_catalog(const struct facts *facts);
/* Index of a source by its key, as seen from a file: its own before the shared ones; -1 if none. */
int facts_find_source(const struct facts *facts, uint32_t file, struct text key);
/* When the change list is whole. */
void facts_date_changes(struct facts *facts);
/* The day a model came and the day of its latest change, by the change list; 0 if it names none. */
void facts_change_dates(const struct facts *facts, struct text model, uint32_t *added,
	uint32_t *changed);
/* Whether the list of sentences, if one was read, has what the facts say, and nothing else: each mistake becomes a warning. */
void facts_check_sentences(struct facts *facts);
/* Runs the match and reject lists of families, among those that are known: each mistake becomes a warning. */
enum result facts_check_families(struct facts *facts, struct error *err);
/* Families, merge, derivation: everything into the builder. Claims carry source = index into facts->sources until then. */
enum result facts_build(struct facts *facts, struct builder *builder, struct error *err);
#endif

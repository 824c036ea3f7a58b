/* SPDX-License-Identifier: MIT */
/* context.h - what every command works with: options read, catalog open, language set. Layer: cli. */
#ifndef CLI_CONTEXT_H
#define CLI_CONTEXT_H
#include "catalog/base/strbuf.h"
#include "catalog/query/run.h"
#include "catalog/tables/export.h"
#include "state/config.h"
#include "state/paths.h"

/* Options of all commands; a command takes those that its row in options.c names. */
struct options {
	const char *format, *output, *catalog, *language, *color, *baseline, *only, *show, *scale,
		*theme, *query, *footer, *answers, *preset, *questions, *report;
	const char *set; /* assignments, a line each */
	/* cost, fit; query also of compare, limit of update */
	const char *limit, *by, *workload, *with, *gpu;
	const char *parameters[PARAMETER_LENS]; /* by enum parameter */
	/* import, update, pick, completion */
	const char *line, *name, *date, *removed, *timeout, *printed;
	bool wants_landings, wants_rollback, wants_multi;
	bool is_plain, is_forced, has_no_footer, is_raw_csv, has_bom, has_offers, is_turned,
		has_all_fields, has_others, wants_coverage, wants_print, wants_roles, wants_list,
		wants_table, wants_help, wants_version;
	const char **words; /* arguments that are no options */
	size_t word_count;
};

struct environment { /* read once, here and nowhere else */
	const char *term, *locale, *no_color, *color_fgbg, *escape_delay;
	const char *day;     /* whose prices are shown: LLMATLAS_DAY */
	const char *browser; /* the program named by BROWSER */
	bool has_desktop;    /* a display on which xdg-open can open something */
	struct paths_environment paths;
	bool is_utf8;
	bool has_few_glyphs; /* a screen whose font holds some hundred signs */
};

struct context {
	struct arena arena;
	struct options options;
	struct environment environment;
	struct paths paths;
	struct config config;
	struct text unread; /* why the settings file could not be read; empty: it was, or is none */
	struct store *store;
	struct strbuf merged; /* the catalog itself, where the cache takes none */
	struct text
		unmerged; /* why sources are not in the catalog, or that not in the cache; empty: all is well */
	struct file_map *catalog_map; /* of --catalog; NULL: built in */
	bool is_ascii;
	const struct text *picked; /* what was chosen on the screen, as it is printed */
	size_t picked_count;
	struct error err;
};

struct command {
	const char *name, *usage, *help; /* help: N_() */
	const char *options; /* blank-separated long names that it takes beside the common ones */
	bool needs_catalog;
	enum result (*run)(struct context *context);
};
extern const struct command command_explore, command_list, command_show, command_compare,
	command_plot, command_cost, command_fit, command_guide, command_import, command_update,
	command_sources, command_diff, command_pick, command_check, command_fields, command_keys,
	command_themes, command_config, command_learn, command_terms, command_completion,
	command_help;
const struct command *const *command_table(size_t *count);
/* What the first word on the line was perhaps meant as: a command other than it that is nearer than so many letters; NULL: none. */
const struct command *command_meant(const struct context *context, int nearer_than);
void help_print(const struct command *command); /* what --help prints */

/* options.c */
enum result options_read(struct options *options, const struct command *command, int count,
	char **arguments, struct arena *arena, struct error *err);
/* How --help tells of an option. */
struct option_words {
	const char *name, *argument, *help; /* argument NULL: a switch; help: N_() */
	char letter;                        /* 0: none */
	bool needs_no_argument;
};
/* Those of a command one by one, from *index 0 on; false: no more. */
bool options_told(const struct command *command, size_t *index, struct option_words *out);
/* The option at or behind *index that the command takes; argument NULL: a switch. False: no more. */
bool options_next(const struct command *command, size_t *index, const char **name,
	const char **argument, const char **help);
/* How the argument of "--output" or "-o" is called; NULL: it takes none, or is no option of the command. */
const char *options_argument(const struct command *command, struct text word);
/* Where the first argument stands that is neither a common option nor its value; count: nowhere. */
int options_first_word(int count, char **arguments);

/* Of every command that prints a table, for output_table. */
#define TABLE_OPTIONS "format output force no-footer footer raw-csv bom"

/* output.c: tables to stdout or a file. */
/* A format or a file is named: what else is printed for people comes out as the table that it is. */
bool output_is_asked(const struct context *context);
enum result output_table(struct context *context, const struct table *table);
int output_width(void); /* cells of the terminal, 0: none */
/* has_picture: of a table that can be drawn as SVG. */
enum result output_format(struct context *context, bool has_picture, enum export_format *format);
/* open_link.c: for app_options; the context is the environment. */
bool open_link(void *context, struct text url);
/* named.c: a model by id, alias or a unique part of its name. */
enum result find_model(struct context *context, const char *word, uint32_t *row);
/* Sets the error of a query that nothing matches, and returns it. */
enum result no_model_matches(struct context *context);
/* The parameters of the settings over those of the program. */
struct parameters default_parameters(struct context *context);
enum result parse_text(struct context *context, struct text text, struct query *query);
/* The query of the words, joined by blanks. */
enum result parse_words(struct context *context, struct query *query);
/* Arguments that are no options, joined by blanks. */
void join_words(const struct context *context, struct strbuf *text);
/* "1 record", "2 records", in the arena: a part of a sentence. */
#define COUNTED(context, one, many, count) \
	arena_format(&(context)->arena, P_(one, many, count), count)
void print_padded(struct text text, int cells); /* a column of a list; at least one blank follows */
void say(const char *format, ...)
	__attribute__((format(printf, 1, 2))); /* a line to stderr, cleaned */
#endif

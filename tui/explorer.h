/* SPDX-License-Identifier: MIT */
/* explorer.h - what all views share: the query text and everything that follows from it, undo, marks. Layer: tui.
 * Views change state only through these functions; the text is the truth, rows and counts are derived. Long runs are interrupted when a key
 * arrives and made again when the keys are drained (is_stale). */
#ifndef TUI_EXPLORER_H
#define TUI_EXPLORER_H
#include "catalog/advice/words.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"
#include "catalog/query/facet.h"
#include "catalog/tables/table.h"
#include "state/config.h"
#include "state/history.h"
#include "state/marks.h"
#include "state/saved.h"
#include "state/workloads.h"

/* A text that the person had, and the model that the cursor of the list was on; UINT32_MAX: it stood at the top. */
struct query_step {
	char *text;
	uint32_t row;
};
struct query_steps {
	struct query_step *items;
	size_t count, capacity;
};

struct changes;
struct catalogs;

/* What changed since the catalog of before, made when first asked for. */
struct explorer_news {
	/* *changes NULL: there is no earlier catalog */
	enum result (*changes)(void *context, const struct interrupt *interrupt,
		const struct changes **changes);
	/* of is:new and is:changed */
	enum result (*rows)(void *context, const struct interrupt *interrupt,
		struct query_rows_of *rows);
	void *context;
};

/* Choosing for another program: Enter on a model ends the explorer. */
struct explorer_pick {
	bool is_on, is_many; /* many: the marked ones, if any */
	bool is_done;
	uint32_t row;
	uint16_t field; /* what is printed of them */
};

struct explorer {
	const struct store *store;
	struct query_run *run;
	const struct computation *computations; /* as query_run_new takes them */
	size_t computation_count;
	struct arena result;      /* query and what hangs on it: until the query changes */
	struct query query;       /* parse of `text`, or the last good one */
	struct strbuf text;       /* as the person left it */
	struct query_error error; /* of text when has_error; lives in `failed` */
	struct arena failed;
	bool has_error;
	bool is_stale;          /* rows are those of an earlier text: a run was interrupted */
	struct error run_error; /* of the last run, e.g. a pattern too costly */
	uint32_t generation;    /* counts changes of rows; views compare it to fetch anew */
	struct query_steps undo, redo;
	struct marks marks, marks_kept; /* kept: as they were last read or written */
	struct marks put_by;            /* notes of models that are no longer marked */
	size_t marked_count;            /* of those that this catalog has */
	bool has_failed_to_keep;        /* it has been said; tried once more at the end */
	/* NULL: not kept */
	const char *marks_path, *history_path, *searches_path, *saved_path;
	struct saved saved;               /* queries under a name */
	uint64_t *marked;                 /* bit per row */
	struct history history, searches; /* whole queries, and words that were looked for */
	struct workloads workloads;
	const char *workloads_path; /* NULL: not kept */
	const char *machine_root;   /* "": the machine itself; see machine.h */
	struct parameters defaults;
	struct words words; /* glossary and lessons; empty until the program says where they are */
	const struct interrupt *interrupt; /* polls the terminal */
	uint32_t wanted_row;               /* Browse shows its details next; UINT32_MAX: none */
	uint32_t
		first_row; /* where the cursor begins, when the list has it; UINT32_MAX: at its top */
	uint32_t here; /* model under the cursor of the list, once it was moved; else UINT32_MAX */
	uint32_t back_to; /* where it was when the text was this one; UINT32_MAX: the text is new */
	bool wants_list;  /* Browse shows the list next */
	struct strbuf lent;      /* the text that is lent; empty: none */
	struct strbuf lent_note; /* what must be said beside its figures; empty: nothing */
	bool leads_back;         /* Esc in Browse leads back to what opened it */
	struct strbuf message;   /* one sentence for the key line until the next key */
	bool is_message_bad;
	bool is_welcome;                 /* first run, before the first key */
	struct explorer_news news;       /* functions NULL: none */
	const struct catalogs *catalogs; /* of the person; NULL: none */
	struct explorer_pick pick;
	const char *
		catalog; /* as --catalog named it, for commands; NULL: that of the person's sources */
};

void explorer_init(struct explorer *explorer, const struct store *store,
	const struct computation *computations, size_t count);
void explorer_done(struct explorer *explorer);
/* Whether marks or notes are on the screen alone, and it is worth trying to write them down. */
bool explorer_wants_keeping(const struct explorer *explorer);
/* Writes marks and notes down, where there is a place for them; what cannot be written stays as it is. */
enum result explorer_keep(struct explorer *explorer, struct error *err);
/* The same for all that is kept, at the end. */
enum result explorer_keep_all(struct explorer *explorer, struct error *err);
/* What is kept at these places; NULL: nothing is. */
enum result explorer_load(struct explorer *explorer, const char *marks_path,
	const char *history_path, const char *searches_path, struct error *err);

/* The query with the parameters that the settings give as if the text gave them: what a command must say. In the arena where they differ. */
const struct query *explorer_told(const struct explorer *explorer, struct arena *arena);
/* A new text. keeps_undo: the former one can come back. A text that does not parse is kept, with the last good rows and the error. */
void explorer_set_text(struct explorer *explorer, struct text text, bool keeps_undo);
/* While typing: as explorer_set_text without undo; the first call remembers where undo leads. */
void explorer_preview_text(struct explorer *explorer, struct text text);
/* Back to the text that the explorer began with, as far as undo reaches; false: it is that one. */
bool explorer_start_over(struct explorer *explorer);
/* A text for as long as another view shows its models in Browse: on the way back the one before returns, unless this one was worked on. */
void explorer_lend_text(struct explorer *explorer, struct text text);
/* So the models of a query, newest first where it does not say otherwise, as they are previewed. */
void explorer_lend_models(struct explorer *explorer, struct text query);
/* A sentence that Compare shows for as long as the text is lent. */
void explorer_lend_note(struct explorer *explorer, struct text note);
struct text explorer_lent_note(
	const struct explorer *explorer); /* TEXT_NONE: the text is not that which was lent */
void explorer_return_text(struct explorer *explorer);
void explorer_keep_text(struct explorer *explorer); /* there is no way back any more */
/* As if the text had never been another one. */
void explorer_take_back(struct explorer *explorer, struct text text, uint32_t here);
bool explorer_undo(struct explorer *explorer);
bool explorer_redo(struct explorer *explorer);
void explorer_refresh(struct explorer *explorer); /* runs again when is_stale */

/* Edits of the text, with undo. */
void explorer_toggle_value(struct explorer *explorer, const struct field *field, struct text value,
	enum edit_choice choice);
void explorer_toggle_threshold(struct explorer *explorer, const struct field *field,
	double threshold);
void explorer_clear_field(struct explorer *explorer, const struct field *field);
/* All models with this value, see edit_follow. False: no value to filter by. */
bool explorer_follow(struct explorer *explorer, const struct field *field,
	const struct value *value);
void explorer_sort(struct explorer *explorer, const struct field *field);
void explorer_sort_also(struct explorer *explorer, const struct field *field); /* a further key */
void explorer_remove_clause(struct explorer *explorer, size_t clause);
void explorer_drop_last(struct explorer *explorer);
void explorer_clear(struct explorer *explorer);
void explorer_fold(struct explorer *explorer);
void explorer_set_parameters(struct explorer *explorer, const struct parameters *parameters);
/* Under a name; an empty list forgets it. */
void explorer_keep_workload(struct explorer *explorer, struct text name, struct text list);

uint32_t explorer_count(const struct explorer *explorer);
uint32_t explorer_row_at(struct explorer *explorer, uint32_t index); /* UINT32_MAX past the end */
void explorer_toggle_mark(struct explorer *explorer, uint32_t row);
/* Marks the rows from one place of the order to another; returns how many are new. */
uint32_t explorer_mark_range(struct explorer *explorer, uint32_t from, uint32_t to);
struct text explorer_note(const struct explorer *explorer, uint32_t row); /* empty: none */
/* A model with a note is a marked one. */
void explorer_set_note(struct explorer *explorer, uint32_t row, struct text note);
bool explorer_mark_letter(const struct explorer *explorer, uint32_t row,
	char out[4]); /* false: not marked */
/* Rows of the marked models that this catalog has, in order of marking. */
size_t explorer_marked_rows(const struct explorer *explorer, struct arena *arena,
	const uint32_t **rows);

void explorer_say(struct explorer *explorer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void explorer_complain(struct explorer *explorer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
#endif

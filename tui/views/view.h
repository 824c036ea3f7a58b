/* SPDX-License-Identifier: MIT */
/* view.h - what a view is. Layer: tui/views. A new view is one file with a const struct view_ops, a make function below, and a row in app.c
 * when it is one of the five tabs. Views do not know each other: they ask the app to open another by outcome. */
#ifndef TUI_VIEWS_VIEW_H
#define TUI_VIEWS_VIEW_H
#include "tui/explorer.h"
#include "tui/input/keymap.h"
#include "tui/input/scroll.h"
#include "tui/screen/canvas.h"
#include "tui/screen/theme.h"

struct view;

enum tab { TAB_BROWSE, TAB_CHOOSE, TAB_COMPARE, TAB_PLOT, TAB_LEARN, TAB_COUNT };

enum outcome_kind {
	OUTCOME_STAY,      /* done, or nothing to do */
	OUTCOME_UNHANDLED, /* not mine: the app looks further */
	OUTCOME_POP,       /* close me */
	OUTCOME_QUIT,
	OUTCOME_TAB,      /* go to tab */
	OUTCOME_EVIDENCE, /* row, field, text: a query it is looked at with, or none */
	OUTCOME_COST,     /* row, or UINT32_MAX: what the marked models cost */
	OUTCOME_FIT,      /* the same for memory */
	OUTCOME_MODEL,    /* row: its details, in Browse */
	OUTCOME_NOTE,     /* on row */
	OUTCOME_EXPORT,   /* what view->ops->table gives */
	OUTCOME_HELP, /* of field (text: a value of it), of the term whose id is text, or of the view */
	OUTCOME_VALUES, /* of field, all of them to choose from */
	OUTCOME_CHANGES,
	OUTCOME_SOURCES,
	OUTCOME_FIND,
	OUTCOME_QUERY, /* open the prompt */
	OUTCOME_PALETTE,
	OUTCOME_ACTION, /* perform action as if its key had been pressed (palette) */
	OUTCOME_THEME, /* show theme number row; action OPEN: keep it and close me, BACK: close me */
	OUTCOME_COPY,  /* text to the clipboard */
	OUTCOME_ADD,   /* models to the comparison, by name */
	OUTCOME_LINK   /* open text, an address, in a browser */
};
struct outcome {
	enum outcome_kind kind;
	enum tab tab;
	enum action action;
	uint32_t row;
	const struct field *field;
	struct text text; /* valid until the next key */
	bool is_last;     /* OUTCOME_COPY: close me afterwards */
	bool comes_back;  /* OUTCOME_TAB: Esc leads back to me, q too outside of Browse */
};
#define STAY ((struct outcome){ .kind = OUTCOME_STAY })
#define UNHANDLED ((struct outcome){ .kind = OUTCOME_UNHANDLED })
#define POP ((struct outcome){ .kind = OUTCOME_POP })

enum { KEY_LINE_MAX = 16 };
struct key_hint {
	enum action action;
	const char *label;
}; /* label: translated, short; NULL: the action's title */

struct view_ops {
	const char *title; /* for help, N_() */
	bool is_dialog;    /* a box over the view below */
	bool takes_text;   /* printable keys are text: key() sees every key first */
	/* Fetches and measures what draw will need; area is what the frame leaves. Runs before each draw. */
	void (*prepare)(struct view *view, struct rect area);
	/* Between frames, while no key waits: work that the frame was not to wait for. True: there is something new to draw. May be NULL. */
	bool (*idle)(struct view *view);
	void (*draw)(const struct view *view, struct canvas *canvas, struct rect area);
	struct outcome (*act)(struct view *view, enum action action);
	struct outcome (*key)(struct view *view,
		struct key_event key); /* may be NULL; UNHANDLED goes on to the keymap */
	struct outcome (
		*click)(struct view *view, int x, int y, struct rect area); /* may be NULL */
	/* The wheel, step -1 up or 1 down, over a cell; the button pressed at one cell and let go at another. May be NULL. */
	void (*wheel)(struct view *view, int x, int y, int step);
	void (*drag)(struct view *view, int from_x, int from_y, int x, int y);
	size_t (*hints)(const struct view *view, struct key_hint *out); /* most important first */
	struct table *(*table)(struct view *view,
		struct arena *arena); /* for export; NULL: nothing to export */
	/* What the state line says instead of the query, in the frame arena; NULL: the query. */
	struct text (*state)(const struct view *view, struct arena *arena);
	/* What it says behind the query and the number of models, in at most so many cells; empty, NULL: nothing. */
	struct text (*beside)(const struct view *view, int cells, struct arena *arena);
	uint32_t (*row)(
		struct view *view); /* model under the cursor, UINT32_MAX none; may be NULL */
	void (*free)(struct view *view);
};
struct view {
	const struct view_ops *ops;
	struct explorer *explorer;
	const struct keymap *keymap;
	bool is_ascii;      /* signs are drawn as their twins; known before prepare */
	struct arena frame; /* until the next prepare */
};

/* For texts of one frame, also where a view only draws: nothing of the view depends on them. */
static inline struct arena *view_scratch(const struct view *view)
{
	return (struct arena *)&view->frame;
}

struct view *view_browse_new(struct explorer *explorer);
struct view *view_compare_new(struct explorer *explorer);
struct guide_options {
	struct text questionnaire; /* its file; read when Choose is first opened */
	const char *answers_path;  /* of the last answers; NULL: not kept */
};
struct view *view_guide_new(struct explorer *explorer, const struct guide_options *options);
struct view *view_compare_add_new(struct explorer *explorer);
struct view *view_learn_new(struct explorer *explorer);
struct view *view_plot_new(struct explorer *explorer);
struct view *view_columns_new(struct explorer *explorer);
struct view *view_note_new(struct explorer *explorer, uint32_t row);
struct view *view_saved_new(struct explorer *explorer);
/* query: what computed fields and offers are looked at with; empty: the explorer's. */
struct view *view_evidence_new(struct explorer *explorer, uint32_t row, const struct field *field,
	struct text query);
struct view *view_cost_new(struct explorer *explorer, uint32_t row);
struct view *view_fit_new(struct explorer *explorer, uint32_t row);
/* What the outcome asks about, with the keys of the view it came from behind it. */
struct view *view_help_new(struct explorer *explorer, const struct keymap *keymap,
	struct outcome about, const struct view *from);
struct view *view_prompt_new(struct explorer *explorer, bool is_query);
struct view *view_values_new(struct explorer *explorer, const struct field *field);
struct view *view_changes_new(struct explorer *explorer);
struct view *view_sources_new(struct explorer *explorer);
struct view *view_palette_new(struct explorer *explorer, const struct keymap *keymap);
/* Takes the table (made in an arena that must live as long as the dialog). */
struct view *view_export_new(struct explorer *explorer,
	struct table *(*make)(struct view *of, struct arena *arena), struct view *of);
struct view *view_themes_new(struct explorer *explorer, const struct theme_shelf *shelf,
	size_t current);
void view_free(struct view *view); /* NULL is fine */
/* act of a dialog in which every key is text. */
struct outcome view_stay(struct view *view, enum action action);
#endif

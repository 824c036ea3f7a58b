/* SPDX-License-Identifier: MIT */
/* browse_list.h - the list of Browse: columns of show:, marks, near misses in empty space. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_LIST_H
#define TUI_VIEWS_BROWSE_LIST_H
#include "tui/views/browse_list_bar.h"
#include "tui/views/browse_list_cells.h"

enum { BROWSE_GUTTER = 4 }; /* cells before the first column: cursor and letter */

struct list_pane {
	struct scroll scroll;
	uint32_t
		cursor_row; /* the model under the cursor: kept through every change but that of the order, once it was chosen */
	bool is_chosen;     /* until then the cursor stays at the top */
	uint32_t generation;
	struct sort_key sort[QUERY_SORT_MAX]; /* the order that the cursor was moved in */
	size_t sort_count;
	size_t column;    /* that s sorts by */
	uint16_t sorted;  /* field that the list is sorted by; FIELD_NONE: none */
	uint16_t bounded; /* that the first bound was set to; FIELD_NONE: none */
	size_t first;     /* first column seen beside the name, which stays */
	int cells;        /* width of the pane */
	int sentence;     /* of the line below, where it speaks */
	bool is_ascii;
	uint32_t anchor;             /* model that was marked last; UINT32_MAX: none */
	size_t way;                  /* of nothing: which filter to take out */
	struct list_bar bar;         /* of the column sorted by */
	int bar_cells;               /* 0: no room */
	struct table *table;         /* in the frame arena of the view */
	struct list_cells *cells_of; /* of its rows */
	int widths[QUERY_SHOW_MAX];  /* 0: does not fit */
	int gaps[QUERY_SHOW_MAX];    /* cells behind each, for its sign and a blank */
	bool is_usual;               /* the person asked for no columns of his own */
	bool is_apart;               /* there is room for wider ones */
	bool has_letters_apart;      /* the signs of ASCII, from all figures */
};

void browse_list_init(struct list_pane *pane);
void browse_list_done(struct list_pane *pane);
void browse_list_prepare(struct list_pane *pane, struct explorer *explorer, struct rect area,
	struct arena *frame, bool is_ascii);
/* The cursor goes to a place of the order. */
void browse_list_show(struct list_pane *pane, struct explorer *explorer, uint32_t place);
void browse_list_draw(const struct list_pane *pane, struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused, struct arena *frame);
struct outcome list_has_no_model(struct explorer *explorer); /* says so */
struct outcome browse_list_act(struct list_pane *pane, struct explorer *explorer,
	enum action action);
void browse_list_click(struct list_pane *pane, struct explorer *explorer, int x, int line,
	struct rect area);
void browse_list_wheel(struct list_pane *pane, struct explorer *explorer, int lines);

/* browse_list_layout.c: which columns are seen, how wide they are and how far apart. */
enum { LIST_NAME_READ = 28 }; /* cells of the name, before further columns are added */
bool list_is_name(const struct table_column *column);
/* Fills widths, gaps and bar_cells for the pane's table, cells and first column. */
void list_lay_out(struct list_pane *pane);
/* Cells from the beginning of a column to the next; 0: it is not seen. */
int list_step(const struct list_pane *pane, size_t column);

/* Columns that do not fit: those before the first that is seen beside the name, and all others. */
struct list_away {
	int left, right;
};
struct list_away list_columns_away(const struct list_pane *pane);

/* browse_list_order.c: sorts by a field, or by a further one, and says how; whether the order is another one than before: who asks for
 * one asks what comes first in it. */
void list_sort(struct explorer *explorer, const struct field *field);
void list_sort_also(struct explorer *explorer, const struct field *field);
bool list_take_order(struct list_pane *pane, const struct query *query);
/* A clause such as params<=8B: the figures that meet it are to be seen. The field of the first one. */
bool list_is_bound(const struct explorer *explorer, const struct clause *clause);
uint16_t list_bounded(const struct explorer *explorer);

/* browse_list_draw.c: "> 2 more columns" in at most so many cells, in the arena; empty: all columns are seen, no model is, or
 * there is no room. */
struct text list_away_text(const struct list_pane *pane, const struct keymap *keymap, int cells,
	struct arena *arena);

/* browse_list_nothing.c: whether nothing matches, and would without one of the filters. */
bool list_has_way_out(struct explorer *explorer);

/* browse_list_draw.c: cells of the name in the head of a column: of the shorter one where it has two. */
int list_head_cells(const struct table_column *column);

/* browse_list_names.c: names of rows that are seen together, one each, in the arena. Where a name is cut its last word stays; where two would look
 * alike, what they differ by. How many of the family a row stands for (" +8") is never cut. */
struct text *list_names(const struct list_pane *pane, struct explorer *explorer,
	const uint32_t *rows, uint32_t count, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* export_dialog.h - the insides of the export dialog; shared by export_dialog*.c. Layer: tui/views; private. */
#ifndef TUI_VIEWS_EXPORT_DIALOG_H
#define TUI_VIEWS_EXPORT_DIALOG_H
#include "catalog/tables/export.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

enum export_row {
	EXPORT_ROW_SCOPE,
	EXPORT_ROW_COLUMNS,
	EXPORT_ROW_FORMAT,
	EXPORT_ROW_TARGET,
	EXPORT_ROW_NAME,
	EXPORT_ROW_FOOT,
	EXPORT_ROW_COUNT
};
enum { EXPORT_LINES = EXPORT_ROW_COUNT - 1 }; /* the name stands on the line of the target */
enum export_scope {
	EXPORT_SCOPE_TABLE,
	EXPORT_SCOPE_MARKED,
	EXPORT_SCOPE_MODEL,
	EXPORT_SCOPE_COUNT
};

/* Up to this many rows the whole export is made beforehand, for preview, size and clipboard; a longer one only when it is written. */
enum { EXPORT_READY_ROWS = 5000 };

struct view_export {
	struct view view;
	struct table *(*make)(struct view *of, struct arena *arena);
	struct view *of;
	enum export_scope scope;
	enum export_format format;
	bool has_all_columns, to_file;
	uint8_t foot_without; /* enum export_foot */
	uint8_t foot_at;      /* which part the cursor is on */
	enum export_row at;
	struct line_editor name;
	bool is_overwrite_asked;

	/* The marked models as a list: a query of their ids, run on its own. */
	struct query marked;
	struct query_run *marked_run;
	struct arena marked_arena;

	/* Made by prepare. */
	struct table *table; /* in the frame arena */
	struct text command; /* the whole one, with format, target and foot */
	bool is_ready;       /* content is that of the choices */
	struct strbuf content;
	size_t source_count;
	struct rect rect;
};

void export_dialog_make_table(struct view_export *export); /* table, command */
bool export_dialog_has_scope(const struct view_export *export, enum export_scope scope);
bool export_dialog_counts_models(const struct view_export *export); /* its rows are models */
void export_dialog_propose_name(struct view_export *export);
void export_dialog_set_ending(
	struct view_export *export); /* of the format; the name keeps its stem */
const char *export_dialog_path(
	const struct view_export *export); /* a name without an ending gets the one of the format */
struct export_options export_dialog_options(const struct view_export *export);
int export_dialog_first(
	const struct view_export *export); /* the first line of the choices that is seen */
void export_dialog_draw(const struct view_export *export, struct canvas *canvas);
#endif

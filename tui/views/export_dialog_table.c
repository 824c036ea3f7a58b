/* SPDX-License-Identifier: MIT */
/* What the export dialog exports: the table of the view, the marked models, or one model; and the command that does the same. */
#include "tui/views/export_dialog.h"

#include "catalog/advice/computations.h"

static uint32_t model_row(const struct view_export *export)
{
	return export->of->ops->row ? export->of->ops->row(export->of) : UINT32_MAX;
}

bool export_dialog_has_scope(const struct view_export *export, enum export_scope scope)
{
	switch (scope) {
	case EXPORT_SCOPE_MARKED: return export->view.explorer->marked_count > 0;
	case EXPORT_SCOPE_MODEL: return model_row(export) != UINT32_MAX;
	default: return true;
	}
}

bool export_dialog_counts_models(const struct view_export *export)
{
	enum table_kind kind = export->table->kind;
	return kind == TABLE_LIST || kind == TABLE_COMPARISON || kind == TABLE_DETAIL;
}

static void add_span(struct strbuf *out, const struct query *query, struct span span)
{
	if (span.size > 0)
		strbuf_add_format(out, " %.*s",
			TEXT_ARGS(text_slice(query->text, span.from, span.size)));
}

/* "id=a,b show:...": columns and parameters of the list, but no filters: what is marked is exported whether it matches or not. */
static bool run_marked(struct view_export *export)
{
	const struct explorer *explorer = export->view.explorer;
	struct query_error error;
	struct strbuf text;
	size_t count;

	if (export->marked_run)
		return true;
	strbuf_init(&text);
	strbuf_add_string(&text, "id=");
	for (size_t i = 0; i < explorer->marks.count; i++) {
		const struct mark *mark = &explorer->marks.items[i];
		if (!mark->is_here)
			continue;
		strbuf_add_string(&text, text.size > 3 ? "," : "");
		edit_quote(&text, text_of(mark->id));
	}
	add_span(&text, &explorer->query, explorer->query.show_span);
	add_span(&text, &explorer->query, explorer->query.lens_span);
	add_span(&text, &explorer->query, explorer->query.with_span);
	bool is_query = query_parse(&export->marked, explorer->store, strbuf_text(&text),
		&explorer->defaults, &export->marked_arena, &error);
	strbuf_done(&text);
	if (!is_query)
		return false;
	const struct computation *list = computations(&count);
	export->marked_run = query_run_new(explorer->store, list, count);
	return query_run_execute(export->marked_run, &export->marked, NULL, NULL) == RESULT_OK;
}

static struct table *choose_table(struct view_export *export, struct arena *arena)
{
	const struct explorer *explorer = export->view.explorer;

	if (export->scope == EXPORT_SCOPE_MARKED && run_marked(export))
		return table_list(export->marked_run, &export->marked, explorer->store, arena);
	if (export->scope == EXPORT_SCOPE_MODEL && model_row(export) != UINT32_MAX)
		return table_detail(explorer->store, explorer->run, model_row(export), false,
			arena);
	return export->make(export->of, arena);
}

static void add_foot(struct strbuf *command, uint8_t without)
{
	bool is_first = true;

	if (without == EXPORT_FOOT_ALL)
		strbuf_add_string(command, " --no-footer");
	if (without == 0 || without == EXPORT_FOOT_ALL)
		return;
	strbuf_add_string(command, " --footer ");
	for (uint8_t part = 1; part < EXPORT_FOOT_ALL; part = (uint8_t)(part << 1)) {
		if (without & part)
			continue;
		strbuf_add_format(command, "%s%s", is_first ? "" : ",",
			export_foot_name((enum export_foot)part));
		is_first = false;
	}
}

static void set_command(struct view_export *export)
{
	struct text name = text_of(export_dialog_path(export));
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add(&command, export->table->command);
	if (!export->to_file || export_find_by_file(name) != (int)export->format)
		strbuf_add_format(&command, " --format %s",
			export_writer_get(export->format)->name);
	if (export_writer_get(export->format)->line)
		add_foot(&command, export->foot_without);
	if (export->to_file) {
		strbuf_add_string(&command, " -o ");
		export_shell_word(&command, name);
	}
	export->command = arena_copy(&export->view.frame, strbuf_text(&command));
	strbuf_done(&command);
}

void export_dialog_make_table(struct view_export *export)
{
	struct arena *arena = &export->view.frame;

	export->table = choose_table(export, arena);
	if (export->has_all_columns)
		table_show_all(export->table, arena);
	export->table->command = export_command_on(export->table->command,
		export->view.explorer->catalog, arena);
	set_command(export);
}

struct export_options export_dialog_options(const struct view_export *export)
{
	return (struct export_options){ .foot_without = export->foot_without,
		.has_no_footer = export->foot_without == EXPORT_FOOT_ALL };
}

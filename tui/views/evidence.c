/* SPDX-License-Identifier: MIT */
/* Why a fact is believed: one sentence, then each claim with basis, who, date, link. */
#include "catalog/tables/evidence.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/text_box.h"
#include "tui/views/view.h"

#include <stdio.h>
#include <stdlib.h>

struct view_evidence {
	struct view view;
	uint32_t row;
	const struct field *field;
	struct text_box box;
	char link[512];
};

static struct view_evidence *evidence_of(struct view *view)
{
	return (struct view_evidence *)view;
}

static void add_claim(struct view_evidence *evidence, const struct cell *cells, uint32_t number,
	struct arena *arena)
{
	const char *mark = table_mark(&cells[0], false);

	text_box_add(&evidence->box, ROLE_TEXT, 2,
		arena_format(arena, "[%u] %s%s%.*s · %.*s · %.*s", number, mark, *mark ? " " : "",
			TEXT_ARGS(cells[0].full), TEXT_ARGS(cells[1].full),
			TEXT_ARGS(cells[2].full)));
	if (cells[3].full.size > 0)
		text_box_add(&evidence->box, ROLE_DIM, 6,
			arena_format(arena, "%.*s%s%.*s · %.*s", TEXT_ARGS(cells[3].full),
				cells[4].full.size > 0 ? ", " : "", TEXT_ARGS(cells[4].full),
				TEXT_ARGS(cells[5].full)));
	if (cells[6].full.size > 0)
		text_box_add(&evidence->box, ROLE_LINK, 6, cells[6].full);
	if (cells[7].full.size > 0)
		text_box_add(&evidence->box, ROLE_DIM, 6, cells[7].full);
}

static void prepare(struct view *view, struct rect area)
{
	struct view_evidence *evidence = evidence_of(view);
	const struct store *store = view->explorer->store;
	struct table *table = table_evidence(store, view->explorer->run, evidence->row,
		evidence->field, &view->frame);
	struct cell *cells = ARENA_ARRAY(&view->frame, struct cell, table->column_count);

	text_box_place(&evidence->box, area, 84);
	evidence->box.title = arena_format(&view->frame, "%.*s · %s",
		TEXT_ARGS(store_title(store, evidence->row)), field_title(evidence->field));
	evidence->box.foot = text_of(_("y copy the link · Esc back"));
	text_box_add(&evidence->box, ROLE_STRONG, 0, table->title);
	text_box_add(&evidence->box, ROLE_TEXT, 0, TEXT_NONE);
	evidence->link[0] = '\0';
	for (uint32_t i = 0; i < table->row_count && i < 40; i++) {
		table->ops->row(table, i, &view->frame, cells);
		add_claim(evidence, cells, i + 1, &view->frame);
		if (evidence->link[0] == '\0')
			snprintf(evidence->link, sizeof(evidence->link), "%.*s",
				TEXT_ARGS(cells[6].full));
	}
	if (field_help(evidence->field)[0] != '\0') {
		text_box_add(&evidence->box, ROLE_TEXT, 0, TEXT_NONE);
		text_box_add(&evidence->box, ROLE_DIM, 0,
			arena_format(&view->frame, "%s: %s.", field_title(evidence->field),
				field_help(evidence->field)));
	}
	text_box_fit(&evidence->box, area);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	(void)area;
	text_box_draw(&((const struct view_evidence *)view)->box, canvas);
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_evidence *evidence = evidence_of(view);

	if (text_box_act(&evidence->box, action))
		return STAY;
	switch (action) {
	case ACTION_COPY:
	case ACTION_LINK:
		return (struct outcome){ .kind = OUTCOME_COPY, .text = text_of(evidence->link) };
	case ACTION_OPEN:
	case ACTION_BACK:
	case ACTION_QUIT:
	case ACTION_EVIDENCE: return POP;
	default: return UNHANDLED;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_COPY, _("copy the link") };
	out[1] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[2] = (struct key_hint){ ACTION_BACK, _("back") };
	return 3;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_evidence *evidence = evidence_of(view);
	return table_evidence(view->explorer->store, view->explorer->run, evidence->row,
		evidence->field, arena);
}

static void free_evidence(struct view *view)
{
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Evidence"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.hints = hints,
	.table = table,
	.free = free_evidence };

struct view *view_evidence_new(struct explorer *explorer, uint32_t row, const struct field *field)
{
	struct view_evidence *evidence = memory_get_zeroed(1, sizeof(*evidence));

	evidence->view = (struct view){ .ops = &ops, .explorer = explorer };
	evidence->row = row;
	evidence->field = field;
	return &evidence->view;
}

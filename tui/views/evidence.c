/* SPDX-License-Identifier: MIT */
/* Why a fact is believed: one sentence, then each claim with basis, who, date, link. */
#include "catalog/tables/evidence.h"

#include "catalog/advice/computations.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/edit.h"
#include "tui/text_box.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { CLAIMS_MAX = 40 };

struct claim_lines { /* of the box, from its first line to behind its last */
	size_t from, to;
};

struct view_evidence {
	struct view view;
	uint32_t row;
	const struct field *field;
	struct text_box box;
	struct claim_lines claims[CLAIMS_MAX];
	struct value values[CLAIMS_MAX]; /* in the frame arena, as is: */
	struct text links[CLAIMS_MAX];
	size_t claim_count, at;
	struct query_run *run; /* with a query of its own; NULL: the explorer's */
	struct query query;
	struct arena arena; /* of query */
};

static struct view_evidence *evidence_of(struct view *view)
{
	return (struct view_evidence *)view;
}

static struct query_run *run_of(const struct view_evidence *evidence)
{
	return evidence->run ? evidence->run : evidence->view.explorer->run;
}

static void add_claim(struct view_evidence *evidence, const struct cell *cells, struct arena *arena)
{
	struct text value = cells[EVIDENCE_VALUE].full, key = cells[EVIDENCE_VALUE].key,
		    who = cells[EVIDENCE_WHO].full, title = cells[EVIDENCE_TITLE].full,
		    date = cells[EVIDENCE_DATE].full, url = cells[EVIDENCE_URL].full,
		    detail = cells[EVIDENCE_DETAIL].full;
	const char *mark = table_mark(&cells[EVIDENCE_VALUE], false);
	size_t at = evidence->claim_count++;
	/* Where nobody is named the source itself says it: its title stands below. */
	bool is_named = !text_equal(who, title);

	evidence->claims[at].from = evidence->box.count;
	text_box_add(&evidence->box, ROLE_TEXT, 2,
		arena_format(arena, "[%zu] %s%s%.*s · %.*s%s%.*s", at + 1, mark, *mark ? " " : "",
			TEXT_ARGS(value), TEXT_ARGS(cells[EVIDENCE_BASIS].full),
			is_named ? " · " : "", TEXT_ARGS(is_named ? who : TEXT_NONE)));
	/* What its source is compared with: the catalog is kept in English. */
	if (evidence->field->is_sentence && !text_equal(value, key))
		text_box_add(&evidence->box, ROLE_DIM, 6, key);
	if (title.size > 0)
		text_box_add(&evidence->box, ROLE_DIM, 6,
			arena_format(arena, "%.*s%s%.*s · %.*s", TEXT_ARGS(title),
				date.size > 0 ? ", " : "", TEXT_ARGS(date),
				TEXT_ARGS(cells[EVIDENCE_CHECKED].full)));
	if (url.size > 0)
		text_box_add(&evidence->box, ROLE_LINK, 6, url);
	if (detail.size > 0 && !text_equal(detail, value))
		text_box_add(&evidence->box, ROLE_DIM, 6, detail);
	evidence->claims[at].to = evidence->box.count;
	evidence->values[at] = cells[EVIDENCE_VALUE].value;
	evidence->links[at] = url;
}

/* The claim under the cursor is whole on the screen; the first one with the sentence above it. */
static void follow_cursor(struct view_evidence *evidence)
{
	size_t seen = text_box_seen(&evidence->box);
	struct claim_lines claim;

	if (evidence->claim_count == 0)
		return;
	if (evidence->at >= evidence->claim_count)
		evidence->at = evidence->claim_count - 1;
	claim = evidence->claims[evidence->at];
	if (claim.to > evidence->box.top + seen)
		evidence->box.top = claim.to - seen;
	if (claim.from < evidence->box.top)
		evidence->box.top = claim.from;
	if (evidence->at == 0)
		evidence->box.top = 0;
}

/* Whether there are other models to be seen by the value under the cursor. */
static bool leads_on(const struct view_evidence *evidence)
{
	return evidence->at < evidence->claim_count &&
		edit_can_follow(evidence->field, &evidence->values[evidence->at]);
}

static struct text link_of(const struct view_evidence *evidence)
{
	return evidence->at < evidence->claim_count ? evidence->links[evidence->at] : TEXT_NONE;
}

/* Only the keys that do something for the claim under the cursor. */
static struct text foot_of(const struct view_evidence *evidence)
{
	bool has_link = link_of(evidence).size > 0;

	if (leads_on(evidence))
		return text_of(has_link
				? _("Enter models with this value · o open the link · y copy it · Esc back")
				: _("Enter models with this value · Esc back"));
	return text_of(has_link ? _("o open the link · y copy it · Esc back") : _("Esc back"));
}

static void prepare(struct view *view, struct rect area)
{
	struct view_evidence *evidence = evidence_of(view);
	const struct store *store = view->explorer->store;
	struct table *table = table_evidence(store, run_of(evidence), evidence->row,
		evidence->field, &view->frame);
	struct cell *cells = ARENA_ARRAY(&view->frame, struct cell, table->column_count);

	text_box_place(&evidence->box, area, 84);
	evidence->box.title = arena_format(&view->frame, "%.*s · %s",
		TEXT_ARGS(store_title(store, evidence->row)), field_title(evidence->field));
	text_box_add(&evidence->box, ROLE_STRONG, 0, table->title);
	if (table->row_count > 0)
		text_box_add(&evidence->box, ROLE_TEXT, 0, TEXT_NONE);
	evidence->claim_count = 0;
	for (uint32_t i = 0; i < table->row_count && i < CLAIMS_MAX; i++) {
		table->ops->row(table, i, &view->frame, cells);
		/* Scores of several benchmarks are nothing to filter by. */
		if (!table->columns[EVIDENCE_VALUE].field)
			cells[EVIDENCE_VALUE].value.state = VALUE_UNKNOWN;
		add_claim(evidence, cells, &view->frame);
	}
	if (field_help(evidence->field)[0] != '\0') {
		text_box_add(&evidence->box, ROLE_TEXT, 0, TEXT_NONE);
		text_box_add(&evidence->box, ROLE_DIM, 0,
			arena_format(&view->frame, "%s: %s.", field_title(evidence->field),
				field_help(evidence->field)));
	}
	text_box_fit(&evidence->box, area);
	follow_cursor(evidence);
	evidence->box.foot = foot_of(evidence);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_evidence *evidence = (const struct view_evidence *)view;
	const struct text_box *box = &evidence->box;

	(void)area;
	text_box_draw(box, canvas);
	for (size_t line = box->top; evidence->claim_count > 0 && line < box->count; line++) {
		struct claim_lines claim = evidence->claims[evidence->at];
		int y = (int)(line - box->top);
		if (line >= claim.from && line < claim.to && y < box->rect.height - 2)
			canvas_put_sign(canvas, box->rect.x + 2, box->rect.y + 1 + y, ROLE_ACCENT,
				SIGN_CURSOR);
	}
}

static struct outcome follow(struct view_evidence *evidence)
{
	struct explorer *explorer = evidence->view.explorer;

	if (evidence->claim_count == 0)
		return POP;
	if (explorer_follow(explorer, evidence->field, &evidence->values[evidence->at])) {
		explorer_say(explorer, "%s",
			_("All models with this value; u brings the former query back."));
		return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE };
	}
	explorer_complain(explorer, "%s", _("This is no value that models can be filtered by."));
	return STAY;
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_evidence *evidence = evidence_of(view);
	struct text link = link_of(evidence);

	switch (action) {
	case ACTION_UP: evidence->at -= evidence->at > 0; return STAY;
	case ACTION_DOWN: evidence->at += evidence->at + 1 < evidence->claim_count; return STAY;
	case ACTION_FIRST:
	case ACTION_PAGE_UP: evidence->at = 0; return STAY;
	case ACTION_LAST:
	case ACTION_PAGE_DOWN: evidence->at = CLAIMS_MAX; return STAY; /* prepare clamps */
	case ACTION_COPY: return (struct outcome){ .kind = OUTCOME_COPY, .text = link };
	case ACTION_LINK: return (struct outcome){ .kind = OUTCOME_LINK, .text = link };
	case ACTION_OPEN: return follow(evidence);
	case ACTION_HELP: return (struct outcome){ .kind = OUTCOME_HELP, .field = evidence->field };
	case ACTION_BACK:
	case ACTION_QUIT:
	case ACTION_EVIDENCE: return POP;
	default: return UNHANDLED;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	const struct view_evidence *evidence = (const struct view_evidence *)view;
	size_t count = 0;

	if (leads_on(evidence))
		out[count++] = (struct key_hint){ ACTION_OPEN, _("models with this value") };
	if (link_of(evidence).size > 0) {
		out[count++] = (struct key_hint){ ACTION_LINK, _("open the link") };
		out[count++] = (struct key_hint){ ACTION_COPY, _("copy the link") };
	}
	out[count++] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[count++] = (struct key_hint){ ACTION_BACK, _("back") };
	return count;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_evidence *evidence = evidence_of(view);
	return table_evidence(view->explorer->store, run_of(evidence), evidence->row,
		evidence->field, arena);
}

static void free_evidence(struct view *view)
{
	struct view_evidence *evidence = evidence_of(view);

	query_run_free(evidence->run);
	query_done(&evidence->query);
	arena_done(&evidence->arena);
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

/* A text that is no query leaves the explorer's run in place. */
static void run_query(struct view_evidence *evidence, struct text text)
{
	const struct explorer *explorer = evidence->view.explorer;
	struct query_error error;
	struct error err;
	size_t count;

	if (!query_parse(&evidence->query, explorer->store, arena_copy(&evidence->arena, text),
		    &explorer->defaults, &evidence->arena, &error))
		return;
	const struct computation *list = computations(&count);
	evidence->run = query_run_new(explorer->store, list, count);
	if (query_run_execute(evidence->run, &evidence->query, NULL, &err) != RESULT_OK) {
		query_run_free(evidence->run);
		evidence->run = NULL;
	}
}

struct view *view_evidence_new(struct explorer *explorer, uint32_t row, const struct field *field,
	struct text query)
{
	struct view_evidence *evidence = memory_get_zeroed(1, sizeof(*evidence));

	evidence->view = (struct view){ .ops = &ops, .explorer = explorer };
	evidence->row = row;
	evidence->field = field;
	arena_init(&evidence->arena);
	if (query.size > 0)
		run_query(evidence, query);
	return &evidence->view;
}

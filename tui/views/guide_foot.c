/* SPDX-License-Identifier: MIT */
/* Choose, below a question: what the answer under the cursor would give, who is in front, whether it is worth going on. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

static void draw_foot(const struct guide *guide, struct canvas *canvas, struct rect area, int y)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);
	struct text text;

	bool has_no_volume = guide_question_of(guide)->shape == SHAPE_BUDGET &&
		!ranking_has_volume(ranking);

	if (has_no_volume)
		text = text_of(
			_("Without a volume a ceiling is held against one request, not a month."));
	else if (!ranking->has_needs)
		text = text_of(_("Nobody needs to answer everything: skip what you do not know."));
	else if (ranking->is_settled)
		text = text_of(_("More answers will not change the winner: v shows the results."));
	else
		text = arena_format(arena,
			P_("About %d more question can still change the winner.",
				"About %d more questions can still change the winner.",
				(unsigned long)ranking->open_questions),
			ranking->open_questions);
	canvas_text_cut(canvas, area.x + 2, y, area.width - 4,
		has_no_volume                                       ? ROLE_WARN
			: ranking->is_settled && ranking->has_needs ? ROLE_OK
								    : ROLE_DIM,
		text);
}

/* Who is in front, in one line, where there is no room for a pane. */
static void draw_front(const struct guide *guide, struct canvas *canvas, struct rect area, int y)
{
	const struct ranking *ranking = guide->ranking;
	struct strbuf buf;

	if (ranking->lines == 0)
		return;
	strbuf_init(&buf);
	strbuf_add_string(&buf, _("In front: "));
	for (uint32_t i = 0; i < ranking->lines && i < 4; i++) {
		strbuf_add_string(&buf, i > 0 ? " · " : "");
		strbuf_add(&buf, store_title(ranking->store, ranking->list[i].row));
	}
	canvas_text_cut(canvas, area.x + 2, y, area.width - 4, ROLE_TEXT, strbuf_text(&buf));
	strbuf_done(&buf);
}

/* Who would lead with the answer under the cursor. */
static void draw_then(const struct guide *guide, struct canvas *canvas, struct rect area, int y)
{
	const struct preview *previews = guide->ranking->previews[guide->question];
	const struct question *question = guide_question_of(guide);
	uint32_t at = guide->scroll.cursor;
	enum guide_row kind = guide_row_kind(question, at);

	if (!previews || (kind != GUIDE_ROW_OPTION && kind != GUIDE_ROW_UNSURE))
		return;
	const struct preview *one =
		&previews[kind == GUIDE_ROW_UNSURE ? question->option_count : at];
	struct text text = one->winner == UINT32_MAX
		? text_of(_(
			  "With this answer nothing surely fits; the results say what would help."))
		: arena_format(view_scratch(&guide->view),
			  _("With this answer %.*s would be in front."),
			  TEXT_ARGS(store_title(guide->ranking->store, one->winner)));
	canvas_text_cut(canvas, area.x + 2, y, area.width - 4,
		one->winner == UINT32_MAX ? ROLE_WARN : ROLE_TEXT, text);
}

void guide_foot_draw(const struct guide *guide, struct canvas *canvas, struct rect foot,
	bool has_side)
{
	int last = foot.y + foot.height - 1;

	if (foot.height > 0)
		draw_foot(guide, canvas, foot, last);
	if (foot.height > 1 && !has_side)
		draw_front(guide, canvas, foot, last - 1);
	else if (foot.height > 1)
		draw_then(guide, canvas, foot, last - 1);
}

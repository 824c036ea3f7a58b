/* SPDX-License-Identifier: MIT */
/* Choose, "like this, but ...": each change with what it would give, before it is taken. */
#include "tui/views/guide.h"

void guide_like_prepare(struct guide *guide, struct rect area)
{
	const struct candidate *one = guide_candidate(guide);
	int rows = area.height - 2;
	struct error ignored;

	scroll_set(&guide->items_scroll, CRITIQUE_COUNT, rows > 1 ? rows : 1);
	for (int i = 0; i < CRITIQUE_COUNT; i++) {
		struct guide_like *like = &guide->likes[i];
		like->is_possible = one &&
			ranking_critique(guide->ranking, one, (enum critique)i, &like->to,
				&guide->view.frame) &&
			ranker_stand(guide->ranker, &like->to, NULL, &like->standing, &ignored) ==
				RESULT_OK;
	}
}

static void draw_row(const struct guide *guide, struct canvas *canvas, struct rect row, int i)
{
	const struct guide_like *like = &guide->likes[i];
	struct arena *arena = view_scratch(&guide->view);
	enum role role = like->is_possible ? ROLE_TEXT : ROLE_DIM;
	int title = 18;

	canvas_text_cut(canvas, row.x + 2, row.y, title, role,
		text_of(critique_title((enum critique)i)));
	struct text text = text_of(_("already asked for, or not on record"));
	if (like->is_possible && like->standing.top_count > 0)
		text = arena_format(arena, _("%.*s: %u certain, %.*s in front"),
			TEXT_ARGS(answers_changes(guide->questionnaire, &guide->answers, &like->to,
				arena)),
			like->standing.certain,
			TEXT_ARGS(store_title(guide->ranking->store, like->standing.top[0])));
	else if (like->is_possible)
		text = arena_format(arena, _("%.*s: nothing surely fits"),
			TEXT_ARGS(answers_changes(guide->questionnaire, &guide->answers, &like->to,
				arena)));
	canvas_text_cut(canvas, row.x + 3 + title, row.y, row.width - title - 4,
		like->is_possible && like->standing.top_count > 0 ? ROLE_TEXT : ROLE_DIM, text);
}

void guide_like_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct candidate *one = guide_candidate(guide);
	struct arena *arena = view_scratch(&guide->view);

	if (!one)
		return;
	canvas_text_cut(canvas, area.x + 2, area.y, area.width - 4, ROLE_STRONG,
		arena_format(arena, _("Like %.*s, but ..."),
			TEXT_ARGS(store_title(guide->ranking->store, one->row))));
	for (int i = 0; i < CRITIQUE_COUNT && i + 1 < area.height; i++) {
		struct rect row = { area.x + 1, area.y + 1 + i, area.width - 2, 1 };
		draw_row(guide, canvas, row, i);
		guide_cursor(guide, canvas, row, (uint32_t)i);
	}
}

struct outcome guide_like_act(struct guide *guide, enum action action)
{
	if (action != ACTION_OPEN && action != ACTION_MARK)
		return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
	const struct guide_like *like = &guide->likes[guide->items_scroll.cursor];
	if (like->is_possible) {
		guide_change(guide, &like->to);
		explorer_say(guide->view.explorer, "%s", _("Changed; u takes it back."));
	} else {
		explorer_complain(guide->view.explorer, "%s",
			_("Nothing to change: this is already asked for, or not on record."));
	}
	guide_show_results(guide);
	return STAY;
}

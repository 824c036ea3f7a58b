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

enum { TITLE_CELLS = 18 };

/* What it would change, and what that would give. */
static struct text text_of_like(const struct guide *guide, int i)
{
	const struct guide_like *like = &guide->likes[i];
	struct arena *arena = view_scratch(&guide->view);

	if (!like->is_possible)
		return text_of(_("already asked for, or not on record"));
	struct text changes = answers_changes(guide->questionnaire, &guide->answers, &like->to,
		arena);
	if (critique_assumes_volume(guide->ranking, &like->to))
		changes = arena_format(arena, _("assuming about 1M tokens a month: %.*s"),
			TEXT_ARGS(changes));
	if (like->standing.top_count == 0)
		return arena_format(arena, _("%.*s: nothing surely fits"), TEXT_ARGS(changes));
	return arena_format(arena, _("%.*s: %u certain, %.*s in front"), TEXT_ARGS(changes),
		like->standing.certain,
		TEXT_ARGS(store_title(guide->ranking->store, like->standing.top[0])));
}

static void draw_row(const struct guide *guide, struct canvas *canvas, struct rect row, int i)
{
	const struct guide_like *like = &guide->likes[i];

	canvas_text_cut(canvas, row.x + 2, row.y, TITLE_CELLS,
		like->is_possible ? ROLE_TEXT : ROLE_DIM,
		text_of(critique_title((enum critique)i)));
	canvas_text_cut(canvas, row.x + 3 + TITLE_CELLS, row.y, row.width - TITLE_CELLS - 4,
		like->is_possible && like->standing.top_count > 0 ? ROLE_TEXT : ROLE_DIM,
		text_of_like(guide, i));
}

/* What is cut in the row under the cursor stands whole below the list. */
static void draw_whole(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	struct text text = text_of_like(guide, (int)guide->items_scroll.cursor);
	int y = area.y + CRITIQUE_COUNT + 2;

	if (text_width(text) > area.width - 2 - TITLE_CELLS - 4 && y < area.y + area.height)
		guide_wrap(canvas, area.x + 3, y, area.width - 6, area.y + area.height - y,
			ROLE_TEXT, text);
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
	draw_whole(guide, canvas, area);
}

struct outcome guide_like_act(struct guide *guide, enum action action)
{
	if (action != ACTION_OPEN && action != ACTION_MARK)
		return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
	const struct guide_like *like = &guide->likes[guide->items_scroll.cursor];
	if (!like->is_possible) {
		explorer_complain(guide->view.explorer, "%s",
			_("Nothing to change: this is already asked for, or not on record."));
		return STAY;
	}
	bool is_assumed = critique_assumes_volume(guide->ranking, &like->to);
	guide_change(guide, &like->to);
	explorer_say(guide->view.explorer, "%s",
		is_assumed ? _("Changed; about 1M tokens a month are assumed. u takes it back.")
			   : _("Changed; u takes it back."));
	guide_show_results(guide);
	return STAY;
}

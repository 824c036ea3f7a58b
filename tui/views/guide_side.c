/* SPDX-License-Identifier: MIT */
/* Choose, beside a question: who is still in, who is to be verified, who is out and why. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

#include <stdio.h>

/* Returns the lines used. */
static int draw_models(const struct guide *guide, struct canvas *canvas, struct rect side, int y,
	int most)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);
	int shown = 0;

	for (uint32_t i = 0; i < ranking->lines && shown < most; i++, shown++) {
		canvas_text_cut(canvas, side.x + 2, y + shown, side.width - 22, ROLE_TEXT,
			store_title(ranking->store, ranking->list[i].row));
		canvas_text_right(canvas, side.x + side.width - 19, y + shown, 10, ROLE_NUMBER,
			candidate_figure_text(ranking, &ranking->list[i], arena));
		canvas_text_right(canvas, side.x + side.width - 7, y + shown, 5, ROLE_NUMBER,
			arena_format(arena, "%.0f", candidate_score(&ranking->list[i])));
	}
	uint32_t more = ranking->certain - (uint32_t)shown;
	if (ranking->certain > (uint32_t)shown)
		canvas_text(canvas, side.x + 2, y + shown++, side.width - 4, ROLE_DIM,
			arena_format(arena, _("%s %u more"), canvas_sign(canvas, SIGN_CUT), more));
	return shown;
}

static void draw_open(const struct guide *guide, struct canvas *canvas, struct rect side, int y,
	int most)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);

	for (uint32_t i = 0; i < ranking->verify_count && (int)i < most; i++) {
		const struct candidate *one = &ranking->verify[i];
		size_t first = candidate_open_need(ranking, one);
		struct text need = first == SIZE_MAX ? TEXT_NONE
						     : need_fact(ranking, first, one->is_own);
		need = arena_format(arena, "%.*s ?", TEXT_ARGS(need));
		int room = text_width(need) < side.width / 2 ? text_width(need) : side.width / 2;
		canvas_text_cut(canvas, side.x + 2, y + (int)i, side.width - room - 5, ROLE_TEXT,
			store_title(ranking->store, one->row));
		canvas_text_cut(canvas, side.x + side.width - 2 - room, y + (int)i, room, ROLE_DIM,
			need);
	}
}

static void draw_out(const struct guide *guide, struct canvas *canvas, struct rect side, int y,
	int most)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);
	int shown = 0, lines = most >= 2 * (int)ranking->need_count ? 2 : 1;

	for (size_t i = 0; i < ranking->need_count && shown < most; i++) {
		uint32_t count = 0;
		for (uint32_t row = 0; row < store_count(ranking->store); row++)
			count += ranking->failed[row] >> i & 1;
		if (count == 0)
			continue;
		canvas_text_right(canvas, side.x + side.width - 9, y + shown, 7, ROLE_DIM,
			arena_format(arena, "%u", count));
		shown += guide_wrap(canvas, side.x + 2, y + shown, side.width - 12, lines, ROLE_DIM,
			need_text(ranking, i, arena));
	}
}

static void heading(struct canvas *canvas, struct rect side, int y, const char *title,
	uint32_t count)
{
	char text[16];
	int width = canvas_text(canvas, side.x + 2, y, side.width - 12, ROLE_HEADING,
		text_of(title));

	snprintf(text, sizeof(text), "%u", count);
	canvas_text(canvas, side.x + 4 + width, y, 7, ROLE_NUMBER, text_of(text));
}

/* A model that fails several needs is in the number of each. */
static bool has_overlaps(const struct ranking *ranking)
{
	for (uint32_t row = 0; row < store_count(ranking->store); row++)
		if (__builtin_popcount(ranking->failed[row]) > 1)
			return true;
	return false;
}

static void heading_right(struct canvas *canvas, struct rect side, int y, int end, int cells,
	const char *title)
{
	canvas_text_right(canvas, side.x + side.width - end - cells, y, cells, ROLE_DIM,
		text_of(title));
}

void guide_side_draw(const struct guide *guide, struct canvas *canvas, struct rect side)
{
	const struct ranking *ranking = guide->ranking;
	int room = side.height - 7, models = room * 5 / 10, open = room * 2 / 10;
	int y = side.y + 1;

	canvas_rule_down(canvas, side.x - 1, side.y, side.height);
	canvas_clip(canvas, side); /* few lines have no room for all three */
	heading(canvas, side, y, _("STILL IN"), ranking->certain);
	heading_right(canvas, side, y, 9, 12,
		ranking_is_own(ranking)               ? _("memory")
			: ranking_has_volume(ranking) ? _("a month")
						      : _("per 1M"));
	heading_right(canvas, side, y++, 2, 6, _("score"));
	y += draw_models(guide, canvas, side, y, models > 1 ? models : 1);
	y++;
	heading(canvas, side, y++, _("TO VERIFY"), ranking->possible);
	draw_open(guide, canvas, side, y, open);
	y += ((int)ranking->verify_count < open ? (int)ranking->verify_count : open) + 1;
	heading(canvas, side, y, _("OUT"), ranking->out);
	if (has_overlaps(ranking))
		heading_right(canvas, side, y, 2, 24, _("some fail several"));
	y++;
	draw_out(guide, canvas, side, y, side.y + side.height - y);
	canvas_clip_none(canvas);
}

/* SPDX-License-Identifier: MIT */
/* Choose, the start: from nothing, the last answers, or one of the presets. */
#include "catalog/base/message.h"
#include "tui/views/guide.h"

static uint32_t count_of(const struct guide *guide)
{
	return (uint32_t)(1 + guide->has_last + guide->questionnaire->preset_count);
}

static int rows_above(struct rect area)
{
	return area.height >= 14 ? 4 : area.height >= 9 ? 2 : 1;
}

void guide_start_prepare(struct guide *guide, struct rect area)
{
	int rows = area.height - rows_above(area);
	scroll_set(&guide->scroll, count_of(guide), rows > 1 ? rows : 1);
}

static void draw_row(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	const struct questionnaire *of = guide->questionnaire;
	struct text title, note = TEXT_NONE;
	uint32_t first = 1 + guide->has_last;

	if (at == 0) {
		title = text_of(_("From nothing: six to nine questions"));
	} else if (at < first) {
		title = text_of(_("My last answers"));
	} else {
		title = questionnaire_text(of->presets[at - first].title);
		note = questionnaire_text(of->presets[at - first].note);
	}
	if (at == guide->scroll.cursor) {
		canvas_text(canvas, area.x + 1, y, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas, SIGN_CURSOR)));
	}
	int used = canvas_text_cut(canvas, area.x + 3, y, area.width - 5,
		at < first ? ROLE_STRONG : ROLE_TEXT, title);
	if (note.size > 0 && area.width - used > 24)
		canvas_text_cut(canvas, area.x + 5 + used, y, area.width - used - 7, ROLE_DIM,
			note);
	if (at == guide->scroll.cursor)
		canvas_select(canvas, (struct rect){ area.x + 1, y, area.width - 2, 1 }, true);
}

void guide_start_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	int y = area.y + (area.height >= 9), above = rows_above(area);

	if (above > 1)
		canvas_text_cut(canvas, area.x + 2, y, area.width - 4, ROLE_STRONG,
			text_of(_("What should I use?")));
	if (above > 2)
		guide_wrap(canvas, area.x + 2, y + 1, area.width - 4, 2, ROLE_DIM,
			text_of(_(
				"A short list you can defend, not a verdict. Every answer can be changed, skipped and taken back.")));
	for (int i = 0; i < guide->scroll.height; i++) {
		uint32_t at = guide->scroll.top + (uint32_t)i;
		if (at < count_of(guide))
			draw_row(guide, canvas, area, area.y + above + i, at);
	}
}

static void begin(struct guide *guide)
{
	uint32_t at = guide->scroll.cursor, first = 1 + guide->has_last;
	struct answers answers = { 0 };
	struct error err;

	guide->skipped = 0;
	guide->path_count = 0;
	if (at == 0) {
		guide_change(guide, &answers);
		guide_next(guide);
		return;
	}
	if (at < first)
		answers = guide->last;
	else if (answers_from_preset(&answers, guide->questionnaire,
			 &guide->questionnaire->presets[at - first], &guide->answer_texts,
			 &err) != RESULT_OK) {
		explorer_complain(guide->view.explorer, "%s", err.message);
		return;
	}
	guide_change(guide, &answers);
	if (guide_refresh(guide))
		guide_show_results(guide);
}

struct outcome guide_start_act(struct guide *guide, enum action action)
{
	if (action == ACTION_OPEN || action == ACTION_MARK) {
		begin(guide);
		return STAY;
	}
	return scroll_act(&guide->scroll, action) ? STAY : UNHANDLED;
}

/* SPDX-License-Identifier: MIT */
/* Choose, the start: from nothing, the last answers, or one of the presets. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

enum { FOOT_LEAST = 2 };

/* The row of the first preset. */
static uint32_t first_of(const struct guide *guide)
{
	return guide_kept_answers(guide) ? 2 : 1;
}

static uint32_t count_of(const struct guide *guide)
{
	return first_of(guide) + (uint32_t)guide->questionnaire->preset_count;
}

/* What this is about gives way to what the row under the cursor sets. */
static int rows_above(const struct guide *guide, struct rect area)
{
	int short_of = area.height - (int)count_of(guide) - 1 - FOOT_LEAST;

	return area.height < 9 ? 1 : area.height < 14 || (short_of >= 2 && short_of < 4) ? 2 : 4;
}

void guide_start_prepare(struct guide *guide, struct rect area)
{
	int rows = area.height - rows_above(guide, area);
	scroll_set(&guide->scroll, count_of(guide), rows > 1 ? rows : 1);
}

/* What a row begins with: nothing, the last answers, a preset. */
static bool answers_of(const struct guide *guide, uint32_t at, struct answers *answers,
	struct arena *arena, struct error *err)
{
	uint32_t first = first_of(guide);

	*answers = at > 0 && at < first ? *guide_kept_answers(guide) : (struct answers){ 0 };
	return at < first ||
		answers_from_preset(answers, guide->questionnaire,
			&guide->questionnaire->presets[at - first], arena, err) == RESULT_OK;
}

static struct text settings_of(const struct guide *guide, uint32_t at, bool is_named,
	struct arena *arena)
{
	struct answers answers;
	struct error ignored;

	return answers_of(guide, at, &answers, arena, &ignored)
		? guide_answers_text(guide->questionnaire, &answers, is_named, arena)
		: TEXT_NONE;
}

static struct text title_of(const struct guide *guide, uint32_t at)
{
	uint32_t first = first_of(guide);

	return at == 0       ? text_of(_("From nothing: about nine questions, fewer if you like"))
		: at < first ? text_of(_("My last answers"))
			     : questionnaire_text(guide->questionnaire->presets[at - first].title);
}

static void draw_row(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	uint32_t first = first_of(guide);
	int title = area.width >= 100 ? 36 : 32;

	canvas_text_cut(canvas, area.x + 3, y, at == 0 ? area.width - 5 : title,
		at < first ? ROLE_STRONG : ROLE_TEXT, title_of(guide, at));
	if (area.width > title + 20)
		canvas_text_cut(canvas, area.x + 4 + title, y, area.width - title - 6, ROLE_DIM,
			settings_of(guide, at, false, view_scratch(&guide->view)));
	if (at == guide->scroll.cursor)
		canvas_select_row(canvas, (struct rect){ area.x + 1, y, area.width - 2, 1 }, true);
}

static const char *about(void)
{
	return _(
		"A short list you can defend, not a verdict. Every answer can be changed, skipped and taken back.");
}

/* Under the list: what the row sets, whole, and what this is about. */
static void draw_foot(const struct guide *guide, struct canvas *canvas, struct rect area, int y)
{
	struct arena *arena = view_scratch(&guide->view);
	uint32_t at = guide->scroll.cursor, first = first_of(guide);
	int end = area.y + area.height, cells = area.width - 6 < 100 ? area.width - 6 : 100;
	struct text settings = settings_of(guide, at, true, arena);

	if (settings.size == 0 && rows_above(guide, area) == 2) /* there was no room above */
		guide_wrap(canvas, area.x + 3, y, cells, end - y, ROLE_DIM, text_of(about()));
	else if (settings.size > 0)
		y += guide_wrap(canvas, area.x + 3, y, cells, end - y, ROLE_TEXT, settings);
	if (at >= first) {
		struct text note = questionnaire_text(
			guide->questionnaire->presets[at - first].note);
		if (note.size > 0)
			y += guide_wrap(canvas, area.x + 3, y, cells, end - y, ROLE_DIM, note);
	}
	if (end - y > 5)
		guide_wrap(canvas, area.x + 3, y + 1, cells, end - y - 1, ROLE_DIM,
			text_of(_(
				"Six things decide: performance and cost, latency and throughput, data sovereignty and privacy, scalability and "
				"flexibility, community and ecosystem, license. Architecture, training data and alignment explain why models differ. "
				"Needs filter, preferences rank; what is not on record stays unknown and is said.")));
}

void guide_start_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	int y = area.y + (area.height >= 9), above = rows_above(guide, area);

	if (above > 1)
		canvas_text_cut(canvas, area.x + 2, y, area.width - 4, ROLE_STRONG,
			text_of(_("What should I use?")));
	if (above > 2)
		guide_wrap(canvas, area.x + 2, y + 1, area.width - 4, 2, ROLE_DIM,
			text_of(about()));
	for (int i = 0; i < guide->scroll.height; i++) {
		uint32_t at = guide->scroll.top + (uint32_t)i;
		if (at < count_of(guide))
			draw_row(guide, canvas, area, area.y + above + i, at);
	}
	int below = area.y + above + (int)count_of(guide) + 1;
	if (area.y + area.height - below >= FOOT_LEAST)
		draw_foot(guide, canvas, area, below);
}

static void begin(struct guide *guide)
{
	uint32_t at = guide->scroll.cursor;
	struct answers answers;
	struct error err;

	guide->skipped = 0;
	guide->path_count = 0;
	guide->to_result.is_on = false;
	if (!answers_of(guide, at, &answers, &guide->answer_texts, &err)) {
		explorer_complain(guide->view.explorer, "%s", err.message);
		return;
	}
	if (at == 0) {
		bool had_answers = !answers_is_empty(&guide->answers);
		guide_change(guide, &answers);
		guide_next(guide);
		if (had_answers)
			explorer_say(guide->view.explorer, "%s",
				_("Begun anew; u brings your answers back."));
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

bool guide_start_click(struct guide *guide, int y, struct rect area)
{
	return scroll_point(&guide->scroll, y - area.y - rows_above(guide, area));
}

/* SPDX-License-Identifier: MIT */
/* Choose, one question: why it is asked, what each answer leaves, and who is still in beside it. */
#include "catalog/base/bounds.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

#include <stdio.h>

/* However wide the window is, figures stand near the words that they are of. */
enum { SIDE_MIN = 104, SIDE_WIDTH = 46, SIDE_MOST = 60, MAIN_MOST = 100, COUNTS = 22 };

const struct question *guide_question_of(const struct guide *guide)
{
	return &guide->questionnaire->questions[guide->question];
}

static bool has_exact(const struct question *question)
{
	return question->shape == SHAPE_TOKENS || question->shape == SHAPE_MEMORY ||
		question->shape == SHAPE_BUDGET || question->shape == SHAPE_WORKLOAD ||
		question->shape == SHAPE_DATE || question->shape == SHAPE_MAKERS ||
		question->shape == SHAPE_REGIONS;
}

static uint32_t row_count(const struct question *question)
{
	return (uint32_t)(question->option_count + (question->shape == SHAPE_REGIONS) +
		has_exact(question) + 1);
}

enum guide_row guide_row_kind(const struct question *question, uint32_t at)
{
	if (at < question->option_count)
		return GUIDE_ROW_OPTION;
	if (at + 1 == row_count(question))
		return GUIDE_ROW_UNSURE;
	return at == question->option_count ? GUIDE_ROW_EXACT : GUIDE_ROW_MAKER;
}

struct place {
	bool is_roomy;          /* answers given before, and blank lines, stand between */
	int why, options, foot; /* rows; why, foot: how many */
	int rows;               /* of answers that are seen */
	bool has_more;          /* a line below them says how many are not */
	struct rect main, side;
};

/* Why it is asked, and where that belongs in the order of things. */
static struct text why_of(const struct guide *guide)
{
	const struct question *question = guide_question_of(guide);
	struct text why = questionnaire_text(question->why);
	struct text place = questionnaire_text(question->place);

	return place.size == 0 ? why
			       : arena_format(view_scratch(&guide->view), "%.*s (%.*s)",
					 TEXT_ARGS(why), TEXT_ARGS(place));
}

static int lines_of(struct text text, int cells)
{
	int lines = 0;

	for (size_t at = 0; at < text.size && lines < 6; lines++)
		if (text_wrap(text, &at, cells).size == 0)
			break;
	return lines;
}

enum { ROOMY = 16, ROOMY_HEAD = 5, ROOMY_WHY = 2, HEADED = 11 };

/* All answers come first; then why it is asked, then what stands below. */
static struct place place_of(const struct guide *guide, struct rect area)
{
	struct place place = { .main = area };
	int answers = (int)row_count(guide_question_of(guide));

	if (area.width >= SIDE_MIN) {
		place.main.width = smaller(area.width - SIDE_WIDTH - 1, MAIN_MOST);
		place.side = (struct rect){ area.x + place.main.width + 1, area.y,
			smaller(area.width - place.main.width - 1, SIDE_MOST), area.height };
	}
	int why = lines_of(why_of(guide), place.main.width - 4);
	place.is_roomy = area.height >= ROOMY &&
		area.height >= ROOMY_HEAD + smaller(why, ROOMY_WHY) + answers + 2;
	int head = place.is_roomy ? ROOMY_HEAD : area.height >= HEADED ? 2 : 1;
	int spare = area.height - head - answers;
	if (place.is_roomy)
		place.foot = 2;
	else if (area.height >= HEADED)
		place.foot = spare >= 4 ? 2 : spare >= 2 ? 1 : 0;
	else
		place.foot = spare >= 1 && area.height >= 9;
	spare -= place.foot;
	place.why = area.height < HEADED ? 0 : spare > 0 ? smaller(why, spare) : 0;
	place.options = head + place.why;
	place.rows = area.height - place.options - place.foot;
	place.has_more = answers > place.rows && place.rows > 3;
	place.rows -= place.has_more;
	return place;
}

void guide_question_prepare(struct guide *guide, struct rect area)
{
	struct place place = place_of(guide, area);
	struct error ignored;
	bool is_exact;

	ranking_preview(guide->ranker, guide->ranking, (size_t)guide->question, &guide->kept, NULL,
		&ignored);
	scroll_set(&guide->scroll, row_count(guide_question_of(guide)),
		place.rows > 1 ? place.rows : 1);
	is_exact = guide_row_kind(guide_question_of(guide), guide->scroll.cursor) ==
		GUIDE_ROW_EXACT;
	if (!is_exact || !guide->is_typing)
		guide_fill_editor(guide);
	guide->is_typing = is_exact;
}

static bool is_passed(const struct guide *guide, size_t at)
{
	return guide->answers.of[at].is_given || (guide->skipped >> at & 1);
}

/* The number of this question: its place among those that were answered or passed by, a new one comes behind them. */
static size_t number(const struct guide *guide)
{
	size_t count = 1, here = (size_t)guide->question;

	for (size_t i = 0; i < guide->questionnaire->question_count; i++)
		count += i != here && is_passed(guide, i) && (i < here || !is_passed(guide, here));
	return count;
}

static void draw_crumbs(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	bool is_whole)
{
	struct strbuf buf;
	int cells = area.width - 4;

	strbuf_init(&buf);
	for (size_t i = 0; i < guide->questionnaire->question_count; i++) {
		const struct question *question = &guide->questionnaire->questions[i];
		if (!guide->answers.of[i].is_given || (int)i == guide->question)
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? " › " : "");
		strbuf_add(&buf, questionnaire_text(question->brief));
		strbuf_add_string(&buf, ": ");
		answer_print(&buf, question, &guide->answers.of[i]);
	}
	strbuf_add_string(&buf, buf.size > 0 ? " › " : "");
	strbuf_add(&buf, questionnaire_text(guide_question_of(guide)->brief));
	char right[48];
	snprintf(right, sizeof(right), _("question %zu"), number(guide));
	int width = text_width(text_of(right));
	struct text crumbs = strbuf_text(&buf);
	size_t at = 0;
	while (text_width(text_slice(crumbs, at, crumbs.size)) > cells - width - 3 &&
		at < crumbs.size) { /* the newest answers are the ones to see */
		int ignored;
		text_next_cluster(crumbs, &at, &ignored);
	}
	if (is_whole) { /* else the question stands here */
		int cut = at > 0 ? canvas_put_sign(canvas, area.x + 2, y, ROLE_DIM, SIGN_CUT) : 0;
		canvas_text(canvas, area.x + 2 + cut, y, cells - width - 2 - cut, ROLE_DIM,
			text_slice(crumbs, at, crumbs.size));
	}
	canvas_text(canvas, area.x + area.width - width - 2, y, width, ROLE_DIM, text_of(right));
	strbuf_done(&buf);
}

bool guide_takes_several(const struct question *question)
{
	return question->shape == SHAPE_SEVERAL || question->shape == SHAPE_REGIONS ||
		question->shape == SHAPE_LANGUAGES || question->shape == SHAPE_SIGNED;
}

static const char *sign_of(const struct guide *guide, const struct canvas *canvas, uint32_t at)
{
	const struct question *question = guide_question_of(guide);
	const struct answer *answer = &guide->answers.of[guide->question];
	enum guide_row kind = guide_row_kind(question, at);
	bool is_on = kind == GUIDE_ROW_OPTION ? answer->chosen >> at & 1
		: kind == GUIDE_ROW_MAKER     ? answer->is_maker
		: kind == GUIDE_ROW_UNSURE
		? !answer->is_given && (guide->skipped >> guide->question & 1)
		: answer->is_given && (answer->order_count == 0 || answer->word_count > 0);

	if (kind == GUIDE_ROW_MAKER ||
		(kind != GUIDE_ROW_UNSURE && question->shape == SHAPE_REGIONS) ||
		(kind == GUIDE_ROW_OPTION && guide_takes_several(question)))
		return canvas_sign(canvas, is_on ? SIGN_CHECK_ON : SIGN_CHECK_OFF);
	return canvas_sign(canvas, is_on ? SIGN_RADIO_ON : SIGN_RADIO_OFF);
}

static struct text row_text(const struct guide *guide, uint32_t at, struct arena *arena)
{
	const struct question *question = guide_question_of(guide);
	const struct answer *answer = &guide->answers.of[guide->question];

	switch (guide_row_kind(question, at)) {
	case GUIDE_ROW_MAKER: return text_of(_("the maker must be there too"));
	case GUIDE_ROW_UNSURE: return text_of(_("not sure"));
	case GUIDE_ROW_EXACT:
		return text_of(question->shape == SHAPE_WORKLOAD
				? _("exactly (in, out, a month, repeated):")
				: question->shape == SHAPE_MAKERS
				? _("only these (!these: none of them):")
				: question->shape == SHAPE_REGIONS ? _("other countries (CH, SG):")
				: question->shape == SHAPE_DATE    ? _("after:")
								   : _("exactly:"));
	default: break;
	}
	struct text title = questionnaire_text(question->options[at].title);
	for (uint8_t i = 0; i < answer->order_count && guide_takes_several(question); i++)
		if (answer->order[i] == at && question->most > 1)
			return arena_format(arena, "%.*s  %u", TEXT_ARGS(title), i + 1u);
	if (answer->strict >> at & 1)
		return arena_format(arena, "%.*s (%s)", TEXT_ARGS(title),
			question->shape == SHAPE_SIGNED ? _("not") : _("must"));
	return title;
}

static void draw_plain_row(const struct guide *guide, struct canvas *canvas, struct rect area,
	int y, uint32_t at)
{
	const struct question *question = guide_question_of(guide);
	const struct preview *previews = guide->ranking->previews[guide->question];
	enum guide_row kind = guide_row_kind(question, at);
	int counts = area.width >= 60 ? COUNTS : area.width >= 40 ? 12 : 0;
	size_t preview_at = kind == GUIDE_ROW_UNSURE ? question->option_count : at;
	bool has_counts = previews && (kind == GUIDE_ROW_OPTION || kind == GUIDE_ROW_UNSURE);
	bool is_empty = has_counts && previews[preview_at].certain == 0;
	struct arena *arena = view_scratch(&guide->view);

	enum role role = is_empty ? ROLE_DIM : ROLE_TEXT;
	int x = area.x + 4;
	x += canvas_text(canvas, x, y, 4, role, text_of(sign_of(guide, canvas, at))) + 1;
	int used = canvas_text_cut(canvas, x, y, area.x + area.width - counts - 2 - x, role,
		row_text(guide, at, arena));
	if (kind == GUIDE_ROW_EXACT) {
		int from = x + used + 1, cells = area.x + area.width - 3 - from;
		if (at == guide->scroll.cursor)
			line_editor_draw((struct line_editor *)&guide->editor, canvas, from, y,
				cells, 0, 0);
		else
			canvas_text_cut(canvas, from, y, cells, role,
				strbuf_text(&guide->editor.line));
		return;
	}
	if (!has_counts || counts == 0)
		return;
	int right = area.x + area.width - 2;
	canvas_text_right(canvas, right - counts, y, counts - 11 > 6 ? 9 : 6, role,
		arena_format(arena, "%u", previews[preview_at].certain));
	canvas_text_right(canvas, right - 10 + (counts < COUNTS ? 4 : 0), y,
		counts < COUNTS ? 6 : 10, ROLE_DIM,
		counts < COUNTS ? arena_format(arena, "(+%u)", previews[preview_at].possible)
				: arena_format(arena, "%u", previews[preview_at].possible));
}

static void draw_row(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	draw_plain_row(guide, canvas, area, y, at);
	if (at != guide->scroll.cursor)
		return;
	canvas_select_row(canvas, (struct rect){ area.x + 2, y, area.width - 3, 1 }, true);
}

/* What the numbers beside the answers are. */
static void draw_count_heads(const struct guide *guide, struct canvas *canvas, struct rect main,
	int y)
{
	int right = main.x + main.width - 2;

	if (!guide->ranking->previews[guide->question] || main.width < 40)
		return;
	if (main.width < 60) {
		canvas_text_right(canvas, right - 16, y, 16, ROLE_DIM,
			text_of(_("certain (+open)")));
		return;
	}
	canvas_text_right(canvas, right - COUNTS, y, 9, ROLE_DIM, text_of(_("certain")));
	canvas_text_right(canvas, right - 10, y, 10, ROLE_DIM, text_of(_("to verify")));
}

/* How many answers are not seen, and where they are. */
static void draw_more(const struct guide *guide, struct canvas *canvas, struct rect main, int y)
{
	struct arena *arena = view_scratch(&guide->view);
	uint32_t above = guide->scroll.top,
		 below = guide->scroll.count - above - (uint32_t)guide->scroll.height;
	const char *cut = canvas_sign(canvas, SIGN_CUT);
	struct text text = below == 0 ? arena_format(arena, _("%s %u more above"), cut, above)
		: above == 0
		? arena_format(arena, _("%s %u more below"), cut, below)
		: arena_format(arena, _("%s %u more above, %u below"), cut, above, below);

	canvas_text_cut(canvas, main.x + 8, y, main.width - 10, ROLE_DIM, text);
}

/* Beside the heads of the figures: why it is asked, as far as that is a whole sentence; else how many answers it takes. */
static void draw_short_why(const struct guide *guide, struct canvas *canvas, int x, int y,
	int cells)
{
	struct text text = why_of(guide);
	ptrdiff_t end = text_find(text, TEXT(". "));
	unsigned most = guide_question_of(guide)->most;

	if (end >= 0)
		text = text_slice(text, 0, (size_t)end + 1);
	if (text_width(text) <= cells)
		canvas_text(canvas, x, y, cells, ROLE_DIM, text);
	else if (most > 1)
		canvas_format(canvas, x, y, cells, ROLE_DIM,
			_("Up to %u answers; the first counts most."), most);
}

void guide_question_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct question *question = guide_question_of(guide);
	struct place place = place_of(guide, area);
	struct rect main = place.main;
	int y = area.y + (place.is_roomy ? 3 : 0);

	draw_crumbs(guide, canvas, main, area.y + place.is_roomy, place.is_roomy);
	canvas_text_cut(canvas, main.x + 2, y, main.width - (place.is_roomy ? 4 : 18), ROLE_STRONG,
		questionnaire_text(question->ask));
	guide_wrap(canvas, main.x + 2, y + 1, main.width - 4, place.why, ROLE_DIM, why_of(guide));
	if (area.height >= HEADED)
		draw_count_heads(guide, canvas, main, area.y + place.options - 1);
	if (area.height >= HEADED && place.why == 0 && main.width >= 60)
		draw_short_why(guide, canvas, main.x + 2, area.y + place.options - 1,
			main.width - COUNTS - 5);
	for (int i = 0; i < guide->scroll.height; i++) {
		uint32_t at = guide->scroll.top + (uint32_t)i;
		if (at < row_count(question))
			draw_row(guide, canvas, main, area.y + place.options + i, at);
	}
	if (place.has_more)
		draw_more(guide, canvas, main, area.y + place.options + place.rows);
	guide_foot_draw(guide, canvas,
		(struct rect){ main.x, area.y + area.height - place.foot, main.width, place.foot },
		place.side.width > 0);
	if (place.side.width > 0)
		guide_side_draw(guide, canvas, place.side);
}

bool guide_question_click(struct guide *guide, int x, int y, struct rect area)
{
	struct place place = place_of(guide, area);
	int line = y - area.y - place.options;

	if (x >= place.main.x + place.main.width || !scroll_has(&guide->scroll, line))
		return false;
	scroll_point(&guide->scroll, line);
	return true;
}

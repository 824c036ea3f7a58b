/* SPDX-License-Identifier: MIT */
/* Choose, one question: why it is asked, what each answer leaves, and who is still in beside it. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

#include <stdio.h>

enum { SIDE_MIN = 104, SIDE_WIDTH = 46, COUNTS = 22 };

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

uint32_t guide_row_count(const struct question *question)
{
	return (uint32_t)(question->option_count + (question->shape == SHAPE_REGIONS) +
		has_exact(question) + 1);
}

enum guide_row guide_row_kind(const struct question *question, uint32_t at)
{
	if (at < question->option_count)
		return GUIDE_ROW_OPTION;
	if (at + 1 == guide_row_count(question))
		return GUIDE_ROW_UNSURE;
	return at == question->option_count ? GUIDE_ROW_EXACT : GUIDE_ROW_MAKER;
}

struct place {
	int why, head, options, foot; /* rows; why: lines */
	struct rect main, side;
};

/* Why it is asked, and where that belongs in the order of things. */
static struct text why_of(const struct guide *guide)
{
	const struct question *question = guide_question_of(guide);
	struct text why = questionnaire_text(question->why);
	struct text place = questionnaire_text(question->place);

	return place.size == 0 ? why
			       : arena_format((struct arena *)&guide->view.frame, "%.*s (%.*s)",
					 TEXT_ARGS(why), TEXT_ARGS(place));
}

/* Lines of the explanation: more than usual where it has them and the answers leave room. */
static int why_lines(const struct guide *guide, struct rect main, int others)
{
	int usual = main.height >= 22 ? 4 : main.height >= 16 ? 2 : main.height >= 11 ? 1 : 0;
	int left = main.height - others - (int)guide_row_count(guide_question_of(guide)), lines = 0;
	struct text why = why_of(guide);

	for (size_t at = 0; at < why.size && lines < 6; lines++)
		if (text_wrap(why, &at, main.width - 4).size == 0)
			break;
	return left <= usual || lines <= usual ? usual : left < lines ? left : lines;
}

static struct place place_of(const struct guide *guide, struct rect area)
{
	struct place place = { .main = area };

	if (area.width >= SIDE_MIN) {
		place.main.width = area.width - SIDE_WIDTH - 1;
		place.side = (struct rect){ area.x + place.main.width + 1, area.y, SIDE_WIDTH,
			area.height };
	}
	place.head = area.height >= 16 ? 2 : 1;
	place.foot = area.height >= 14 ? 2 : area.height >= 9 ? 1 : 0;
	place.why = why_lines(guide, place.main,
		place.head + 1 + (area.height >= 16 ? 2 : 1) + place.foot);
	place.options = area.height < 11 ? 1
					 : place.head + 1 + place.why + (area.height >= 16 ? 2 : 1);
	return place;
}

void guide_question_prepare(struct guide *guide, struct rect area)
{
	struct place place = place_of(guide, area);
	int rows = area.height - place.options - place.foot;

	scroll_set(&guide->scroll, guide_row_count(guide_question_of(guide)), rows > 1 ? rows : 1);
	bool is_exact = guide_row_kind(guide_question_of(guide), guide->scroll.cursor) ==
		GUIDE_ROW_EXACT;
	if (!is_exact || !guide->is_typing)
		guide_fill_editor(guide);
	guide->is_typing = is_exact;
}

static void draw_crumbs(const struct guide *guide, struct canvas *canvas, struct rect area, int y)
{
	struct strbuf buf;
	size_t given = 0;
	int cells = area.width - 4;

	strbuf_init(&buf);
	for (size_t i = 0; i < guide->questionnaire->question_count; i++) {
		const struct question *question = &guide->questionnaire->questions[i];
		if (!guide->answers.of[i].is_given || (int)i == guide->question)
			continue;
		given++;
		strbuf_add_string(&buf, buf.size > 0 ? " › " : "");
		strbuf_add(&buf, questionnaire_text(question->brief));
		strbuf_add_string(&buf, ": ");
		answer_print(&buf, question, &guide->answers.of[i]);
	}
	strbuf_add_string(&buf, buf.size > 0 ? " › " : "");
	strbuf_add(&buf, questionnaire_text(guide_question_of(guide)->brief));
	char right[48];
	snprintf(right, sizeof(right), _("question %zu"), given + 1);
	int width = text_width(text_of(right));
	struct text crumbs = strbuf_text(&buf);
	size_t at = 0;
	while (text_width(text_slice(crumbs, at, crumbs.size)) > cells - width - 3 &&
		at < crumbs.size) { /* the newest answers are the ones to see */
		int ignored;
		text_next_cluster(crumbs, &at, &ignored);
	}
	if (area.height >= 16) { /* else the question stands here */
		int cut = at > 0 ? canvas_text(canvas, area.x + 2, y, 1, ROLE_DIM,
					   text_of(canvas_sign(canvas, SIGN_CUT)))
				 : 0;
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

	if (kind == GUIDE_ROW_MAKER || (kind != GUIDE_ROW_UNSURE && question->shape == SHAPE_REGIONS) ||
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
				: question->shape == SHAPE_MAKERS  ? _("only these (!these: none of them):")
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
	struct arena *arena = (struct arena *)&guide->view.frame;

	if (at == guide->scroll.cursor) {
		canvas_text(canvas, area.x + 2, y, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas, SIGN_CURSOR)));
	}
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
	if (at == guide->scroll.cursor)
		canvas_select(canvas, (struct rect){ area.x + 2, y, area.width - 3, 1 }, true);
}

static void draw_foot(const struct guide *guide, struct canvas *canvas, struct rect area, int y)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = (struct arena *)&guide->view.frame;
	struct text text;

	if (!ranking->has_needs)
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
		ranking->is_settled && ranking->has_needs ? ROLE_OK : ROLE_DIM, text);
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
		: arena_format((struct arena *)&guide->view.frame,
			  _("With this answer %.*s would be in front."),
			  TEXT_ARGS(store_title(guide->ranking->store, one->winner)));
	canvas_text_cut(canvas, area.x + 2, y, area.width - 4,
		one->winner == UINT32_MAX ? ROLE_WARN : ROLE_TEXT, text);
}

void guide_question_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct question *question = guide_question_of(guide);
	struct place place = place_of(guide, area);
	struct rect main = place.main;
	int y = area.y + (area.height >= 16);

	draw_crumbs(guide, canvas, main, y);
	y = area.y + place.head + (area.height >= 16);
	canvas_text_cut(canvas, main.x + 2, y - (area.height < 16),
		main.width - (area.height < 16 ? 18 : 4), ROLE_STRONG,
		questionnaire_text(question->ask));
	guide_wrap(canvas, main.x + 2, y + (area.height >= 16), main.width - 4, place.why, ROLE_DIM,
		why_of(guide));
	if (main.width >= 60 && area.height >= 16) {
		canvas_text_right(canvas, main.x + main.width - 2 - COUNTS,
			area.y + place.options - 1, 9, ROLE_DIM, text_of(_("certain")));
		canvas_text_right(canvas, main.x + main.width - 12, area.y + place.options - 1, 10,
			ROLE_DIM, text_of(_("to verify")));
	}
	for (int i = 0; i < guide->scroll.height; i++) {
		uint32_t at = guide->scroll.top + (uint32_t)i;
		if (at < guide_row_count(question))
			draw_row(guide, canvas, main, area.y + place.options + i, at);
	}
	if (place.foot > 0)
		draw_foot(guide, canvas, main, area.y + area.height - 1);
	if (place.foot > 1 && place.side.width == 0)
		draw_front(guide, canvas, main, area.y + area.height - 2);
	else if (place.foot > 1)
		draw_then(guide, canvas, main, area.y + area.height - 2);
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

/* SPDX-License-Identifier: MIT */
/* Choose, into a file: the decision record as Markdown or as a page, and the answers. */
#include "catalog/advice/record.h"
#include "catalog/base/file.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"
#include "tui/views/guide.h"

#include <stdio.h>

static const struct saving {
	const char *title, *stem, *ending;
	enum record_format format;
	bool is_answers;
} savings[] = {
	{ N_("the decision record, Markdown"), "decision-record", "md", RECORD_MARKDOWN, false },
	{ N_("the decision record, a page of HTML"), "decision-record", "html", RECORD_HTML,
		false },
	{ N_("the answers: guide --answers reads them"), "answers", "json", RECORD_TEXT, true },
};

enum { SAVING_COUNT = sizeof(savings) / sizeof(savings[0]), ROW_MOST = 76 };

void guide_save_prepare(struct guide *guide, struct rect area)
{
	int rows = area.height - 2;

	scroll_set(&guide->items_scroll, SAVING_COUNT, rows > 1 ? rows : 1);
}

void guide_save_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	struct arena *arena = view_scratch(&guide->view);

	canvas_text_cut(canvas, area.x + 2, area.y, area.width - 4, ROLE_STRONG,
		text_of(_(
			"Write into the folder this runs in; a file that is there is left alone")));
	for (uint32_t i = 0; i < SAVING_COUNT && (int)i + 1 < area.height; i++) {
		struct rect row = { area.x + 1, area.y + 1 + (int)i,
			area.width - 2 < ROW_MOST ? area.width - 2 : ROW_MOST, 1 };
		struct text name = arena_format(arena, "%s.%s", savings[i].stem, savings[i].ending);
		canvas_text_cut(canvas, row.x + 2, row.y, row.width - 26, ROLE_TEXT,
			text_of(_(savings[i].title)));
		canvas_text_right(canvas, row.x + row.width - 24, row.y, 23, ROLE_DIM, name);
		guide_cursor(guide, canvas, row, i);
	}
}

static void write_saving(struct guide *guide, const struct saving *saving, struct strbuf *buf)
{
	struct sink *sink = sink_open_strbuf(buf);

	if (saving->is_answers)
		answers_write(sink, &guide->answers, guide->questionnaire);
	else
		record_write(sink, guide->ranker, guide->ranking, saving->format, 0,
			export_command_on(answers_command(&guide->answers, guide->questionnaire,
						  &guide->view.frame),
				guide->view.explorer->catalog, &guide->view.frame));
	sink_close(sink, NULL);
}

/* decision-record.md; -2, -3 ... when there is one. */
static void save(struct guide *guide, const struct saving *saving)
{
	struct strbuf buf;
	struct error err;
	char path[64];
	enum result result = RESULT_IO;
	int number = 1;

	snprintf(path, sizeof(path), "%s.%s", saving->stem, saving->ending);
	while (file_exists(path) && number < 1000)
		snprintf(path, sizeof(path), "%s-%d.%s", saving->stem, ++number, saving->ending);
	strbuf_init(&buf);
	write_saving(guide, saving, &buf);
	result = file_save(path, strbuf_text(&buf), true, &err);
	strbuf_done(&buf);
	if (result == RESULT_OK)
		explorer_say(guide->view.explorer,
			saving->is_answers ? _("Answers saved to %s")
					   : _("Decision record saved to %s"),
			path);
	else
		explorer_complain(guide->view.explorer, "%s", err.message);
}

struct outcome guide_save_act(struct guide *guide, enum action action)
{
	if (action != ACTION_OPEN && action != ACTION_MARK)
		return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
	save(guide, &savings[guide->items_scroll.cursor]);
	guide_back(guide);
	return STAY;
}

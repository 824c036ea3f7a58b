/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_welcome.h"

#include "catalog/base/message.h"

enum { KEY_WIDTH = 7 };

void browse_welcome_draw(const struct keymap *keymap, struct canvas *canvas, struct rect area)
{
	static const struct {
		enum action action;
		const char *sentence;
	} ways[] = {
		{ ACTION_CHOOSE, N_("help me choose: about nine questions") },
		{ ACTION_FIND, N_("find a model by name") },
		{ ACTION_MARK, N_("on three rows, then c: compare them") },
		{ ACTION_EXPORT, N_("export what is on the screen") },
		{ ACTION_LEARN, N_("why models differ, and what \"open\" means") },
	};
	int y = area.y + 1, right = area.x + 1 + KEY_WIDTH;

	canvas_clip(canvas, area);
	canvas_text_cut(canvas, area.x + 1, y, area.width - 2, ROLE_STRONG,
		text_of(_("Nothing is chosen yet.")));
	canvas_text_cut(canvas, area.x + 1, y + 1, area.width - 2, ROLE_TEXT,
		text_of(_("Five ways to begin:")));
	y += 3;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char key[32];
		struct text sentence = text_of(_(ways[i].sentence));
		size_t at = 0;
		int room = area.x + area.width - 1 - right;
		keymap_key(keymap, ways[i].action, key);
		canvas_text_cut(canvas, area.x + 1, y, KEY_WIDTH - 1, ROLE_KEY_HINT, text_of(key));
		for (struct text line = text_wrap(sentence, &at, room); line.size > 0;
			line = text_wrap(sentence, &at, room))
			canvas_text(canvas, right, y++, room, ROLE_TEXT, line);
	}
	canvas_clip_none(canvas);
}

/* SPDX-License-Identifier: MIT */
/* Help: keys by group from the action table, the signs, the query language in brief; or one field of the field table. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/text_box.h"
#include "tui/views/view.h"

#include <stdlib.h>

struct view_help {
	struct view view;
	const struct keymap *keys;
	const struct field *field; /* NULL: everything */
	struct text_box box;
};

static void add_keys(struct view_help *help)
{
	struct arena *arena = &help->view.frame;
	int group = -1;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_row *row = action_row((enum action)i);
		char keys[64];
		if ((int)row->group != group) {
			group = (int)row->group;
			text_box_add(&help->box, ROLE_TEXT, 0, TEXT_NONE);
			text_box_add(&help->box, ROLE_HEADING, 0,
				text_of(action_group_title(row->group)));
		}
		keymap_keys(help->keys, row->action, keys);
		int pad = 16 - text_width(text_of(keys));
		text_box_add(&help->box, ROLE_TEXT, 2,
			arena_format(arena, "%s%*s %s", keys, pad > 0 ? pad : 1, "",
				_(row->title)));
	}
}

static void add_signs(struct view_help *help)
{
	static const struct {
		enum sign sign;
		const char *text;
	} signs[] = { { SIGN_CHOSEN, N_("chosen") }, { SIGN_BEST, N_("best of the row") },
		{ SIGN_REPORTED, N_("reported by others, not by the developer") },
		{ SIGN_INFERRED, N_("inferred, the evidence says from what") },
		{ SIGN_CONFLICT, N_("sources differ") },
		{ SIGN_NOT_APPLICABLE, N_("does not apply") } };
	struct arena *arena = &help->view.frame;

	text_box_add(&help->box, ROLE_TEXT, 0, TEXT_NONE);
	text_box_add(&help->box, ROLE_HEADING, 0, text_of(_("Signs")));
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		text_box_add(&help->box, ROLE_TEXT, 2,
			arena_format(arena, "%s  %s", sign_text(signs[i].sign, false),
				_(signs[i].text)));
	text_box_add(&help->box, ROLE_TEXT, 2,
		text_of(_("?  not known (never zero, \"no\" or free)")));
}

static void add_language(struct view_help *help)
{
	static const char *const examples[] = { "architecture:moe", "context>=200k", "input:image",
		"license:open-weight,open-source", "price<1", "-developer:meta",
		"released>=2025-06", "\"flash\"  ~qwn  /^gpt-5/",
		"is:free  no:price  conflict:context", "sort:-context,name",
		"show:name,context,price", "fold:family", "with:bits=4,ctx=32k memory<=24GB" };

	text_box_add(&help->box, ROLE_TEXT, 0, TEXT_NONE);
	text_box_add(&help->box, ROLE_HEADING, 0, text_of(_("Query language")));
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		text_box_add(&help->box, ROLE_TEXT, 2, text_of(examples[i]));
}

static void add_field(struct view_help *help)
{
	const struct field *field = help->field;
	struct arena *arena = &help->view.frame;

	text_box_add(&help->box, ROLE_TEXT, 0,
		arena_format(arena, "%s: %s.", field_title(field), field_help(field)));
	text_box_add(&help->box, ROLE_DIM, 0, arena_format(arena, _("In a query: %s"), field->key));
	for (uint8_t i = 0; i < field->member_count; i++)
		text_box_add(&help->box, ROLE_TEXT, 2,
			arena_format(arena, "%s  %s", field->members[i].key,
				member_title(&field->members[i])));
}

static void prepare(struct view *view, struct rect area)
{
	struct view_help *help = (struct view_help *)view;

	text_box_place(&help->box, area, 78);
	help->box.title = help->field ? text_of(field_title(help->field)) : text_of(_("Help"));
	help->box.foot = text_of(_("Esc back"));
	if (help->field) {
		add_field(help);
	} else {
		text_box_add(&help->box, ROLE_TEXT, 0,
			text_of(_(
				"2 helps to choose, / finds, Space marks three models and c compares them, e exports what is on the screen, 5 explains.")));
		add_keys(help);
		add_signs(help);
		add_language(help);
	}
	text_box_fit(&help->box, area);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	(void)area;
	text_box_draw(&((const struct view_help *)view)->box, canvas);
}

static struct outcome act(struct view *view, enum action action)
{
	if (text_box_act(&((struct view_help *)view)->box, action))
		return STAY;
	return action == ACTION_HELP || action == ACTION_OPEN || action == ACTION_BACK ||
			action == ACTION_QUIT
		? POP
		: UNHANDLED;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_DOWN, _("scroll") };
	out[1] = (struct key_hint){ ACTION_BACK, _("back") };
	return 2;
}

static void free_help(struct view *view)
{
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Help"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.hints = hints,
	.free = free_help };

/* The field that a key or glossary term belongs to. */
static const struct field *topic_field(struct text topic)
{
	const struct field *field = topic.size > 0 ? field_find(topic) : NULL;

	for (int i = 0; !field && topic.size > 0 && i < FIELD_COUNT; i++)
		if (field_get((enum field_id)i)->term &&
			text_equal_string(topic, field_get((enum field_id)i)->term))
			field = field_get((enum field_id)i);
	return field;
}

struct view *view_help_new(struct explorer *explorer, const struct keymap *keymap,
	struct text topic)
{
	struct view_help *help = memory_get_zeroed(1, sizeof(*help));

	help->view = (struct view){ .ops = &ops, .explorer = explorer };
	help->keys = keymap;
	help->field = topic_field(topic);
	return &help->view;
}

/* SPDX-License-Identifier: MIT */
/* Help: a term of the glossary with related ones and its field, the keys of the view that asked; or all keys, the signs, the query
 * language in brief. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/tables/vocabulary.h"
#include "tui/query_counts.h"
#include "tui/text_box.h"
#include "tui/views/view.h"

#include <stdlib.h>
#include <string.h>

enum { LINKS_MAX = 32, KEYS = 20 };

/* A line that Enter opens: another term, or models. */
struct help_link {
	const struct glossary_term *term; /* NULL: models */
	struct text query;
	size_t line, line_to; /* numbers of its lines, from 1 */
};

struct view_help {
	struct view view;
	const struct keymap *keys;
	const struct glossary_term *term; /* NULL: none explains it */
	const struct field *field;        /* NULL with term NULL: everything */
	const struct view_ops *from;      /* the view that asked, and what can be done there */
	struct key_hint hints[KEY_LINE_MAX];
	size_t hint_count;
	bool is_typing; /* that view takes text */
	struct help_link links[LINKS_MAX];
	size_t link_count, at; /* at: the link under the cursor */
	struct query_counts counts;
	struct text_box box;
};

static struct view_help *help_of(struct view *view)
{
	return (struct view_help *)view;
}

/* A key and what it does, in two columns. */
static void add_key(struct view_help *help, const char *keys, const char *title)
{
	int pad = KEYS - text_width(text_of(keys));

	text_box_add(&help->box, ROLE_TEXT, 2,
		arena_format(&help->view.frame, "%s%*s %s", keys, pad > 0 ? pad : 1, "", title));
}

static void add_heading(struct view_help *help, const char *title)
{
	text_box_add(&help->box, ROLE_TEXT, 0, TEXT_NONE);
	text_box_add(&help->box, ROLE_HEADING, 0, text_of(title));
}

/* The keys that matter where the person was. */
static void add_keys_here(struct view_help *help)
{
	if (help->hint_count == 0 || help->is_typing) /* letters are text there */
		return;
	text_box_add(&help->box, ROLE_TEXT, 0, TEXT_NONE);
	text_box_add(&help->box, ROLE_HEADING, 0,
		arena_format(&help->view.frame, _("Keys here: %s"), _(help->from->title)));
	for (size_t i = 0; i < help->hint_count; i++) {
		char keys[64];
		keymap_keys(help->keys, help->hints[i].action, keys);
		add_key(help, keys,
			help->hints[i].label ? help->hints[i].label
					     : _(action_row(help->hints[i].action)->title));
	}
}

static void add_keys(struct view_help *help)
{
	int group = -1;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_row *row = action_row((enum action)i);
		char keys[64];
		if ((int)row->group != group) {
			group = (int)row->group;
			add_heading(help, action_group_title(row->group));
		}
		keymap_way(help->keys, row->action, keys);
		add_key(help, keys, _(row->title));
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

	add_heading(help, _("Signs"));
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		text_box_add(&help->box, ROLE_TEXT, 2,
			arena_format(arena, "%s  %s", sign_text(signs[i].sign, false),
				_(signs[i].text)));
	text_box_add(&help->box, ROLE_TEXT, 2,
		text_of(_("?  not known (never zero, \"no\" or free)")));
	text_box_add(&help->box, ROLE_TEXT, 2,
		text_of(_("A B C  marked models, the same letters everywhere; A\" has a note")));
	text_box_add(&help->box, ROLE_TEXT, 2,
		text_of(_("◆  in a result of Choose: no model beats it on all that weighs most")));
	text_box_add(&help->box, ROLE_TEXT, 2,
		text_of(_(
			"›  behind the heads: columns that do not fit; > walks to them, | chooses")));
}

static void add_language(struct view_help *help)
{
	static const char *const examples[] = { "architecture:moe", "context>=200k", "input:image",
		"license:open-weight,open-source", "price<1", "-developer:meta",
		"released>=2025-06", "\"flash\"  ~qwn  /^gpt-5/",
		"is:free  no:price  conflict:context", "sort:-context,name",
		"show:name,context,price", "fold:family", "with:bits=4,ctx=32k memory<=24GB" };

	add_heading(help, _("Query language"));
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		text_box_add(&help->box, ROLE_TEXT, 2, text_of(examples[i]));
}

static void add_field(struct view_help *help)
{
	const struct field *field = help->field;
	struct arena *arena = &help->view.frame;

	text_box_add(&help->box, ROLE_TEXT, 0, TEXT_NONE);
	text_box_add(&help->box, ROLE_DIM, 0,
		field_help(field)[0]
			? arena_format(arena, "%s (%s): %s.", field_title(field), field->key,
				  field_help(field))
			: arena_format(arena, "%s (%s)", field_title(field), field->key));
	for (uint8_t i = 0; i < field->member_count; i++)
		text_box_add(&help->box, ROLE_DIM, 2,
			arena_format(arena, "%s:%s  %s", field->key, field->members[i].key,
				member_title(&field->members[i])));
}

static void add_term(struct view_help *help)
{
	const struct glossary_term *term = help->term;
	struct text_box *box = &help->box;

	text_box_add(box, ROLE_STRONG, 0, words_text(&term->brief));
	text_box_add(box, ROLE_TEXT, 0, TEXT_NONE);
	text_box_add(box, ROLE_TEXT, 0, words_text(&term->text));
}

static void collect(struct view_help *help, struct help_link link)
{
	if (help->link_count < LINKS_MAX)
		help->links[help->link_count++] = link;
}

/* "alignment:rlvr" is a filter, "bench.*" and "basis:reported" are none. */
static bool is_filter(struct text subject)
{
	struct text member = subject, key = text_next_part(&member, ':');
	const struct field *field = field_find(key);

	return field && member.size > 0 && field_member_find(field, member) >= 0;
}

/* Related terms, then models of what the term explains. */
static void collect_links(struct view_help *help)
{
	const struct glossary_term *term = help->term;

	for (size_t i = 0; term && i < term->see_count; i++) {
		const struct glossary_term *other = words_term(&help->view.explorer->words,
			term->see[i]);
		if (other)
			collect(help, (struct help_link){ .term = other });
	}
	for (size_t i = 0; term && i < term->field_count; i++)
		if (is_filter(term->fields[i]))
			collect(help, (struct help_link){ .query = term->fields[i] });
}

static struct text link_text(struct view_help *help, const struct help_link *link)
{
	struct arena *arena = &help->view.frame;
	uint32_t models;

	if (link->term)
		return arena_format(arena, "%.*s: %.*s", TEXT_ARGS(words_text(&link->term->name)),
			TEXT_ARGS(words_text(&link->term->brief)));
	if (!query_counts_get(&help->counts, link->query, &models))
		return link->query;
	return arena_format(arena, P_("%.*s  %u model", "%.*s  %u models", models),
		TEXT_ARGS(link->query), models);
}

/* One a line: the cursor walks over them and Enter opens one. */
static void add_links(struct view_help *help)
{
	for (size_t i = 0; i < help->link_count; i++) {
		struct help_link *link = &help->links[i];
		if (i == 0 || !link->term != !link[-1].term)
			add_heading(help, link->term ? _("See also") : _("Models with it"));
		link->line = help->box.count + 1;
		text_box_add_item(&help->box, ROLE_TEXT, 2, link_text(help, link));
		link->line_to = help->box.count;
	}
	if (help->at >= help->link_count)
		help->at = 0;
	if (help->link_count > 0) {
		help->box.selected = help->links[help->at].line;
		help->box.selected_to = help->links[help->at].line_to;
	}
}

/* Said by what the cursor is on. */
static const char *foot_of(const struct view_help *help)
{
	if (help->link_count == 0)
		return _("? every key · Esc back");
	return help->links[help->at].term ? _("Enter opens a related term · ? every key · Esc back")
					  : _("Enter shows these models · ? every key · Esc back");
}

static void prepare(struct view *view, struct rect area)
{
	struct view_help *help = help_of(view);

	text_box_place(&help->box, area, 78);
	help->box.selected = help->box.selected_to = 0;
	if (!help->term && !help->field) {
		help->box.title = text_of(_("Help"));
		help->box.foot = text_of(_("/ finds by name · Esc back"));
		text_box_add(&help->box, ROLE_TEXT, 0,
			text_of(_(
				"2 helps to choose, / finds, Space marks three models and c compares them, e exports what is on the screen, 5 explains.")));
		add_keys_here(help);
		add_keys(help);
		add_signs(help);
		add_language(help);
	} else {
		help->box.title = help->term ? words_text(&help->term->name)
					     : text_of(field_title(help->field));
		if (help->term)
			add_term(help);
		add_links(help);
		help->box.foot = text_of(foot_of(help));
		if (help->field)
			add_field(help);
		add_keys_here(help);
	}
	text_box_fit(&help->box, area);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	(void)area;
	text_box_draw(&((const struct view_help *)view)->box, canvas);
}

/* Walks over the related terms first; past them the text scrolls. */
static bool move(struct view_help *help, enum action action)
{
	size_t to = help->at;

	if (action == ACTION_DOWN && help->at + 1 < help->link_count)
		to++;
	else if (action == ACTION_UP && help->at > 0)
		to--;
	if (to == help->at)
		return text_box_act(&help->box, action);
	help->at = to;
	text_box_reveal(&help->box, help->links[to].line_to);
	text_box_reveal(&help->box, help->links[to].line);
	return true;
}

static struct outcome follow(struct view_help *help, const struct help_link *link)
{
	struct explorer *explorer = help->view.explorer;

	if (link->term)
		return (struct outcome){ .kind = OUTCOME_HELP, .text = link->term->id };
	explorer_lend_models(explorer, link->query);
	explorer->wants_list = true;
	explorer_say(explorer, "%s",
		_("Models of the term; Esc leads back to it and to your query."));
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE, .comes_back = true };
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_help *help = help_of(view);
	bool is_whole = !help->term && !help->field;

	if (move(help, action))
		return STAY;
	switch (action) {
	case ACTION_HELP: return is_whole ? POP : (struct outcome){ .kind = OUTCOME_HELP };
	case ACTION_FIND: /* a key or a term, not a model */
		return (struct outcome){ .kind = OUTCOME_ACTION, .action = ACTION_PALETTE };
	case ACTION_OPEN: return help->link_count > 0 ? follow(help, &help->links[help->at]) : POP;
	case ACTION_BACK:
	case ACTION_QUIT: return POP;
	default: return UNHANDLED;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	const struct view_help *help = (const struct view_help *)view;
	size_t count = 0;

	if (help->link_count > 0)
		out[count++] = (struct key_hint){ ACTION_OPEN,
			help->links[help->at].term ? _("related term") : _("show these models") };
	out[count++] = (struct key_hint){ ACTION_DOWN, _("scroll") };
	out[count++] = help->term || help->field
		? (struct key_hint){ ACTION_HELP, _("every key") }
		: (struct key_hint){ ACTION_FIND, _("find by name") };
	out[count++] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[count++] = (struct key_hint){ ACTION_BACK, _("back") };
	return count;
}

/* The term, the values of the field that has none, or all keys. */
static struct table *table(struct view *view, struct arena *arena)
{
	struct view_help *help = help_of(view);
	struct explorer *explorer = view->explorer;

	if (help->term)
		return table_terms(&explorer->words, help->term, explorer->store, arena);
	if (help->field)
		return table_field_values(explorer->store, help->field, arena);
	return table_keys(help->keys, arena);
}

static void free_help(struct view *view)
{
	query_counts_done(&help_of(view)->counts);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Help"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.hints = hints,
	.table = table,
	.free = free_help };

/* A help opened from help keeps the keys of the view below. */
static void take_hints(struct view_help *help, const struct view *from)
{
	if (from->ops == &ops) {
		const struct view_help *other = (const struct view_help *)from;
		help->from = other->from;
		help->hint_count = other->hint_count;
		help->is_typing = other->is_typing;
		memcpy(help->hints, other->hints, sizeof(help->hints));
		return;
	}
	help->from = from->ops;
	help->is_typing = from->ops->takes_text;
	help->hint_count = from->ops->hints(from, help->hints);
}

struct view *view_help_new(struct explorer *explorer, const struct keymap *keymap,
	struct outcome about, const struct view *from)
{
	struct view_help *help = memory_get_zeroed(1, sizeof(*help));

	help->view = (struct view){ .ops = &ops, .explorer = explorer };
	help->keys = keymap;
	help->field = about.field;
	if (about.field)
		help->term = words_of_field(&explorer->words, about.field, about.text);
	else if (about.text.size > 0)
		help->term = words_term(&explorer->words, about.text);
	query_counts_init(&help->counts, explorer);
	collect_links(help);
	take_hints(help, from);
	return &help->view;
}

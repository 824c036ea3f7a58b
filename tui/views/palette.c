/* SPDX-License-Identifier: MIT */
/* Every action by name with its key; typing narrows, and finds what to sort by, terms and models too. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/finds.h"
#include "tui/input/line_editor.h"
#include "tui/name_search.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { WIDTH = 76, HEIGHT = 18 };
enum { TERMS_MAX = 6, FIELDS_MAX = 6, MODELS_MAX = 20 };
enum { ENTRIES_MAX = ACTION_COUNT + TERMS_MAX + FIELDS_MAX + MODELS_MAX };

struct entry {
	enum action action;               /* or, where it is none, */
	const struct glossary_term *term; /* or, where there is none, */
	const struct field *field;        /* to sort by; or, where there is none, */
	uint32_t row;                     /* a model */
};

struct view_palette {
	struct view view;
	const struct keymap *keys;
	struct line_editor editor;
	struct entry found[ENTRIES_MAX];
	size_t count;
	bool is_found;
	struct scroll scroll;
	struct rect rect;
};

/* Rows above the actions: the frame, what is typed, and where there is room a blank one. */
static int head_of(struct rect rect)
{
	return rect.height < 10 ? 2 : 3;
}

static struct view_palette *palette_of(struct view *view)
{
	return (struct view_palette *)view;
}

static void add(struct view_palette *palette, struct entry entry)
{
	if (palette->count < ENTRIES_MAX)
		palette->found[palette->count++] = entry;
}

static bool holds(struct text text, struct text folded, struct arena *arena)
{
	return text_find(text_fold(arena, text), folded) >= 0;
}

/* Best matches first, ties in the order of the table. Those in which the very letters stand, or the others. */
static void add_actions(struct view_palette *palette, struct text wanted, bool is_literal,
	struct arena *arena)
{
	struct text folded = text_fold(arena, wanted);
	struct entry *actions = &palette->found[palette->count];
	int scores[ENTRIES_MAX];
	size_t count = 0, room = ENTRIES_MAX - palette->count;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_row *row = action_row((enum action)i);
		struct text title = text_of(_(row->title)), name = text_of(row->name);
		/* moving is what nobody looks up: last, until it is asked for */
		int score = wanted.size == 0 ? 1 + (row->group != ACTION_GROUP_MOVING)
					     : search_fuzzy_score(wanted, title);
		int by_name = wanted.size == 0 ? 1 : search_fuzzy_score(wanted, name);
		bool has_it = holds(title, folded, arena) || holds(name, folded, arena);
		score = by_name > score ? by_name : score;
		if (score == 0 || has_it != is_literal || count == room)
			continue;
		size_t at = finds_place(scores, actions, sizeof(*actions), count++, score);
		actions[at] = (struct entry){ .action = (enum action)i };
	}
	palette->count += count;
}

/* Names that begin so first; the ids are English in every language. */
static void add_terms(struct view_palette *palette, struct text folded, struct arena *arena)
{
	const struct glossary_term *terms;
	size_t count = words_terms(&palette->view.explorer->words, &terms), added = 0;

	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < count && added < TERMS_MAX; i++) {
			struct text name = text_fold(arena, words_text(&terms[i].name));
			bool begins = text_starts_with(name, folded);
			if (begins != (round == 0) ||
				(!begins && text_find(name, folded) < 0 &&
					text_find(terms[i].id, folded) < 0))
				continue;
			add(palette, (struct entry){ .term = &terms[i] });
			added++;
		}
}

static void add_fields(struct view_palette *palette, struct text folded, struct arena *arena)
{
	const struct store *store = palette->view.explorer->store;
	size_t added = 0;

	for (uint32_t i = 0; i < store_field_count(store) && added < FIELDS_MAX; i++) {
		const struct field *field = store_field(store, i);
		if (!field ||
			(!holds(text_of(field_title(field)), folded, arena) &&
				!holds(text_of(field->key), folded, arena)))
			continue;
		add(palette, (struct entry){ .field = field });
		added++;
	}
}

static void add_models(struct view_palette *palette, struct text wanted)
{
	struct name_search *search = memory_get_zeroed(1, sizeof(*search));

	name_search_run(search, palette->view.explorer->store, wanted);
	for (size_t i = 0; i < search->count && i < MODELS_MAX; i++)
		add(palette, (struct entry){ .row = search->rows[i] });
	free(search);
}

static void find(struct view_palette *palette)
{
	struct text wanted = text_trim(strbuf_text(&palette->editor.line));
	struct arena arena;

	arena_init(&arena);
	palette->count = 0;
	add_actions(palette, wanted, true, &arena);
	if (wanted.size > 1) {
		add_fields(palette, text_fold(&arena, wanted), &arena);
		add_terms(palette, text_fold(&arena, wanted), &arena);
		add_models(palette, wanted);
	}
	add_actions(palette, wanted, false, &arena);
	arena_done(&arena);
	palette->is_found = true;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_palette *palette = palette_of(view);

	palette->rect = rect_centered(area, WIDTH, HEIGHT);
	if (!palette->is_found)
		find(palette);
	scroll_set(&palette->scroll, (uint32_t)palette->count,
		palette->rect.height - 1 - head_of(palette->rect));
}

static void draw_entry(const struct view_palette *palette, struct canvas *canvas, int y,
	const struct entry *entry)
{
	struct rect rect = palette->rect;
	struct text title, right;
	char keys[64] = "";

	if (entry->action != ACTION_NONE) {
		const struct action_row *row = action_row(entry->action);
		keymap_keys(palette->keys, row->action, keys);
		title = text_of(_(row->title));
		right = text_of(keys);
	} else if (entry->term) {
		title = words_text(&entry->term->name);
		right = text_of(_("term"));
	} else if (entry->field) {
		title = arena_format(view_scratch(&palette->view), _("sort by %s"),
			field_title(entry->field));
		right = text_of(_("column"));
	} else {
		title = store_title(palette->view.explorer->store, entry->row);
		right = text_of(_("model"));
	}
	canvas_text_cut(canvas, rect.x + 2, y, rect.width - 20, ROLE_TEXT, title);
	canvas_text_right(canvas, rect.x + rect.width - 18, y, 16,
		entry->action != ACTION_NONE ? ROLE_KEY_HINT : ROLE_DIM, right);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_palette *palette = palette_of((struct view *)view);
	struct rect rect = palette->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Everything")),
		text_of(_("type a name · Enter does or opens it · Esc back")));
	for (int y = 0; y < palette->scroll.height; y++) {
		size_t at = palette->scroll.top + (size_t)y;
		if (at >= palette->scroll.count)
			break;
		draw_entry(palette, canvas, rect.y + head_of(rect) + y, &palette->found[at]);
		if (at == palette->scroll.cursor)
			canvas_select(canvas,
				(struct rect){ rect.x + 1, rect.y + head_of(rect) + y,
					rect.width - 2, 1 },
				true);
	}
	if (palette->scroll.count == 0)
		canvas_text_cut(canvas, rect.x + 2, rect.y + head_of(rect), rect.width - 4,
			ROLE_DIM, text_of(_("Nothing is called so.")));
	line_editor_draw(&palette->editor, canvas, rect.x + 2, rect.y + 1, rect.width - 4, 0, 0);
}

static struct outcome sort(struct explorer *explorer, const struct field *field)
{
	explorer_sort(explorer, field);
	explorer->wants_list = true;
	explorer_say(explorer, _("Sorted by %s; u takes it back."), field_title(field));
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE };
}

static struct outcome choose(struct view_palette *palette)
{
	if (palette->scroll.count == 0)
		return STAY;
	const struct entry *entry = &palette->found[palette->scroll.cursor];
	if (entry->action != ACTION_NONE)
		return (struct outcome){ .kind = OUTCOME_ACTION, .action = entry->action };
	if (entry->term)
		return (struct outcome){ .kind = OUTCOME_HELP, .text = entry->term->id };
	if (entry->field)
		return sort(palette->view.explorer, entry->field);
	return (struct outcome){ .kind = OUTCOME_MODEL, .row = entry->row };
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_palette *palette = palette_of(view);
	int line = y - palette->rect.y - head_of(palette->rect);

	(void)x;
	(void)area;
	if (!scroll_has(&palette->scroll, line))
		return STAY;
	scroll_point(&palette->scroll, line);
	return choose(palette);
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_palette *palette = palette_of(view);

	switch (line_editor_find_key(&palette->editor, &palette->scroll, event)) {
	case LINE_CANCELLED: return POP;
	case LINE_ACCEPTED: return choose(palette);
	case LINE_CHANGED: palette->is_found = false; return STAY;
	default: return STAY;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("do it") };
	out[1] = (struct key_hint){ ACTION_BACK, _("back") };
	return 2;
}

static void free_palette(struct view *view)
{
	line_editor_done(&palette_of(view)->editor);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Everything"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.click = click,
	.hints = hints,
	.free = free_palette };

struct view *view_palette_new(struct explorer *explorer, const struct keymap *keymap)
{
	struct view_palette *palette = memory_get_zeroed(1, sizeof(*palette));

	palette->view = (struct view){ .ops = &ops, .explorer = explorer };
	palette->keys = keymap;
	line_editor_init(&palette->editor, TEXT_NONE);
	return &palette->view;
}

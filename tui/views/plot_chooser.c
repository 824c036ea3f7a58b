/* SPDX-License-Identifier: MIT */
#include "tui/views/plot_chooser.h"

#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/finds.h"

#include <string.h>

enum { WIDTH = 72, LABEL = 14, FIELDS_MAX = 512 };

void plot_chooser_open(struct plot_chooser *chooser, struct plot_settings *settings,
	const struct store *store)
{
	*chooser = (struct plot_chooser){ .is_open = true,
		.settings = settings,
		.store = store,
		.before = *settings };
	chooser->at = settings->form == PLOT_COUNTS ? CHOICE_COUNTED : CHOICE_X;
}

/* Only what means something for the form. */
static bool is_shown(enum plot_choice choice, const struct plot_settings *settings)
{
	bool is_points = settings->form == PLOT_POINTS;

	switch (choice) {
	case CHOICE_X: return settings->form != PLOT_COUNTS;
	case CHOICE_Y:
	case CHOICE_Y_SCALE:
	case CHOICE_OTHERS: return is_points;
	case CHOICE_COUNTED: return settings->form == PLOT_COUNTS;
	case CHOICE_X_SCALE: return is_points || plot_is_axis(settings->counted);
	default: return true;
	}
}

static bool is_field_choice(enum plot_choice choice)
{
	return choice == CHOICE_X || choice == CHOICE_Y || choice == CHOICE_COUNTED;
}

static const struct field **field_of(struct plot_settings *settings, enum plot_choice choice)
{
	return choice == CHOICE_X    ? &settings->points.x
		: choice == CHOICE_Y ? &settings->points.y
				     : &settings->counted;
}

static bool is_offered(const struct store *store, const struct field *field,
	enum plot_choice choice)
{
	if (choice == CHOICE_COUNTED ? !plot_is_countable(field) : !plot_is_axis(field))
		return false;
	return field->is_computed || store_has_column(store, field->id) ||
		store_offer_column(store, field->id);
}

/* How well a field answers what was typed: its key, titles in any language; 0 not at all. */
static int score_of(const struct field *field, struct text needle)
{
	int best = search_fuzzy_score(needle, text_of(field->key));

	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		int title = search_fuzzy_score(needle, text_of(field->title[language])),
		    brief = search_fuzzy_score(needle, text_of(field->brief[language]));
		best = title > best ? title : best;
		best = brief > best ? brief : best;
	}
	return best;
}

/* Fields that may stand there, the best answer to the needle first. */
static size_t list_fields(const struct plot_chooser *chooser, const struct field **out)
{
	const struct store *store = chooser->store;
	struct text needle = text_of(chooser->needle);
	int scores[FIELDS_MAX];
	size_t count = 0;

	for (uint32_t id = 0; id < store_field_count(store) && count < FIELDS_MAX; id++) {
		const struct field *field = store_field(store, id);
		if (!field || !is_offered(store, field, chooser->at))
			continue;
		int score = needle.size == 0 ? 1 : score_of(field, needle);
		if (score == 0)
			continue;
		size_t at = finds_place(scores, out, sizeof(const struct field *), count++, score);
		out[at] = field;
	}
	return count;
}

static void step_field(struct plot_chooser *chooser, int step)
{
	const struct field *fields[FIELDS_MAX];
	size_t count = list_fields(chooser, fields), at = 0;
	const struct field **field = field_of(chooser->settings, chooser->at);

	if (count == 0)
		return;
	while (at < count && fields[at] != *field)
		at++;
	*field = fields[at == count ? 0 : (at + count + (size_t)step) % count];
}

static void step_scaling(enum plot_scaling *scaling, int step)
{
	*scaling = (enum plot_scaling)(((int)*scaling + step + 3) % 3);
}

static void change(struct plot_chooser *chooser, int step)
{
	struct plot_settings *settings = chooser->settings;

	switch (chooser->at) {
	case CHOICE_FORM:
		settings->form = (enum plot_form)(
			((int)settings->form + step + PLOT_FORM_COUNT) % PLOT_FORM_COUNT);
		break;
	case CHOICE_X_SCALE: step_scaling(&settings->points.x_scaling, step); break;
	case CHOICE_Y_SCALE: step_scaling(&settings->points.y_scaling, step); break;
	case CHOICE_OTHERS: settings->points.has_others = !settings->points.has_others; break;
	default: step_field(chooser, step); break;
	}
}

static void move(struct plot_chooser *chooser, int step)
{
	chooser->needle[0] = '\0';
	do
		chooser->at = (enum plot_choice)(
			((int)chooser->at + step + CHOICE_COUNT) % CHOICE_COUNT);
	while (!is_shown(chooser->at, chooser->settings));
}

static void retype(struct plot_chooser *chooser)
{
	const struct field *fields[FIELDS_MAX];
	bool is_found = chooser->needle[0] != '\0' && list_fields(chooser, fields) > 0;

	*field_of(chooser->settings, chooser->at) = is_found ? fields[0] : chooser->kept;
}

bool plot_chooser_key(struct plot_chooser *chooser, struct key_event key)
{
	struct text needle = text_of(chooser->needle);
	char bytes[4];

	if (!is_field_choice(chooser->at))
		return false;
	if (needle.size == 0)
		chooser->kept = *field_of(chooser->settings, chooser->at);
	if (key.code == KEY_CODE_BACKSPACE) {
		chooser->needle[text_previous_cluster(needle, needle.size)] = '\0';
		retype(chooser);
		return true;
	}
	if (key.code != KEY_CODE_CHARACTER || (key.modifiers & (KEY_CTRL | KEY_ALT)) ||
		key.point == ' ')
		return false;
	size_t size = text_encode(key.point, bytes);
	if (needle.size + size < PLOT_NEEDLE_MAX) {
		memcpy(chooser->needle + needle.size, bytes, size);
		chooser->needle[needle.size + size] = '\0';
	}
	retype(chooser);
	return true;
}

bool plot_chooser_act(struct plot_chooser *chooser, enum action action)
{
	switch (action) {
	case ACTION_UP:
	case ACTION_PREVIOUS_PANE: move(chooser, -1); return true;
	case ACTION_DOWN:
	case ACTION_NEXT_PANE: move(chooser, 1); return true;
	case ACTION_LEFT: change(chooser, -1); return true;
	case ACTION_RIGHT:
	case ACTION_MARK: change(chooser, 1); return true;
	case ACTION_OPEN:
	case ACTION_SORT: chooser->is_open = false; return true;
	case ACTION_BACK:
	case ACTION_QUIT:
		*chooser->settings = chooser->before;
		chooser->is_open = false;
		return true;
	default: return false;
	}
}

static const char *choice_label(enum plot_choice choice)
{
	static const char *const labels[CHOICE_COUNT] = {
		[CHOICE_FORM] = N_("Show"),
		[CHOICE_X] = N_("Across"),
		[CHOICE_Y] = N_("Up"),
		[CHOICE_COUNTED] = N_("Field"),
		[CHOICE_X_SCALE] = N_("Scale across"),
		[CHOICE_Y_SCALE] = N_("Scale up"),
		[CHOICE_OTHERS] = N_("Others"),
	};
	return _(labels[choice]);
}

static void draw_options(struct canvas *canvas, int x, int y, int cells, const char *const *options,
	int count, int chosen)
{
	for (int i = 0; i < count && cells > 0; i++) {
		int used = canvas_format(canvas, x, y, cells, i == chosen ? ROLE_ACCENT : ROLE_TEXT,
			"%s %s", canvas_sign(canvas, i == chosen ? SIGN_RADIO_ON : SIGN_RADIO_OFF),
			_(options[i]));
		x += used + 2;
		cells -= used + 2;
	}
}

static void draw_field(const struct plot_chooser *chooser, struct canvas *canvas,
	enum plot_choice choice, struct rect line)
{
	const struct field *fields[FIELDS_MAX];
	const struct field *chosen = *field_of(chooser->settings, choice);
	bool is_here = choice == chooser->at;
	int x = line.x;

	if (is_here && chooser->needle[0] != '\0') {
		x += canvas_format(canvas, x, line.y, line.width / 2, ROLE_INPUT, "%s",
			chooser->needle);
		canvas_cursor(canvas, x, line.y);
		x += canvas_format(canvas, x + 1, line.y, 2, ROLE_DIM, "%s",
			     canvas_sign(canvas, SIGN_LEADS_ON)) +
			2;
	}
	x += canvas_text_cut(canvas, x, line.y, line.x + line.width - x, ROLE_STRONG,
		text_of(field_title(chosen)));
	if (!is_here)
		return;
	size_t count = list_fields(chooser, fields), at = 0;
	while (at < count && fields[at] != chosen)
		at++;
	if (count == 0)
		canvas_format(canvas, x + 2, line.y, line.x + line.width - x - 2, ROLE_ERROR, "%s",
			_("no such field"));
	else if (at < count)
		canvas_format(canvas, x + 2, line.y, line.x + line.width - x - 2, ROLE_DIM,
			_("%zu of %zu"), at + 1, count);
}

static void draw_choice(const struct plot_chooser *chooser, struct canvas *canvas,
	enum plot_choice choice, struct rect line)
{
	static const char *const forms[] = { N_("points"), N_("histogram"), N_("marked models") };
	static const char *const scales[] = { N_("as the field says"), N_("even"), N_("log") };
	const struct plot_settings *settings = chooser->settings;

	switch (choice) {
	case CHOICE_FORM:
		draw_options(canvas, line.x, line.y, line.width, forms, PLOT_FORM_COUNT,
			(int)settings->form);
		break;
	case CHOICE_X_SCALE:
		draw_options(canvas, line.x, line.y, line.width, scales, 3,
			(int)settings->points.x_scaling);
		break;
	case CHOICE_Y_SCALE:
		draw_options(canvas, line.x, line.y, line.width, scales, 3,
			(int)settings->points.y_scaling);
		break;
	case CHOICE_OTHERS:
		canvas_format(canvas, line.x, line.y, line.width, ROLE_TEXT, "%s %s",
			canvas_sign(canvas,
				settings->points.has_others ? SIGN_CHECK_ON : SIGN_CHECK_OFF),
			_("models outside the query, dim"));
		break;
	default: draw_field(chooser, canvas, choice, line); break;
	}
}

void plot_chooser_draw(const struct plot_chooser *chooser, struct canvas *canvas, struct rect area)
{
	int lines = 0, skip = 0, y;

	for (int i = 0; i < CHOICE_COUNT; i++) {
		lines += is_shown((enum plot_choice)i, chooser->settings);
		if (i <= (int)chooser->at && lines > area.height - 2)
			skip = lines - (area.height - 2); /* what is chosen stays in sight */
	}
	struct rect box = rect_centered(area, WIDTH, lines + 2);
	int label = box.width < 60 ? 9 : LABEL;
	box.y = area.y + area.height - box.height; /* the plot is seen above it */
	canvas_box(canvas, box, text_of(_("What to plot")),
		text_of(_("arrows change · type to find a field · Enter keep · Esc back")));
	y = box.y + 1;
	for (int i = 0; i < CHOICE_COUNT && y < box.y + box.height - 1; i++) {
		enum plot_choice choice = (enum plot_choice)i;
		if (!is_shown(choice, chooser->settings) || skip-- > 0)
			continue;
		bool is_here = choice == chooser->at;
		if (is_here)
			canvas_put_sign(canvas, box.x + 1, y, ROLE_ACCENT, SIGN_CURSOR);
		canvas_text_cut(canvas, box.x + 2, y, label - 1, is_here ? ROLE_ACCENT : ROLE_DIM,
			text_of(choice_label(choice)));
		draw_choice(chooser, canvas, choice,
			(struct rect){ box.x + 2 + label, y, box.width - label - 4, 1 });
		y++;
	}
}

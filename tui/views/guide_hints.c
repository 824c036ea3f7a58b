/* SPDX-License-Identifier: MIT */
/* Choose, the key line: what the keys do in each of its modes. */
#include "tui/views/guide.h"

static size_t put_hints(struct key_hint *out, const enum action *actions, const char *const *labels,
	size_t count)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (struct key_hint){ actions[i], _(labels[i]) };
	return count;
}

#define HINTS(out, actions, labels) \
	put_hints(out, actions, labels, sizeof(actions) / sizeof(actions[0]))

/* What Space does, again and again, where that is more than to choose. */
static const char *mark_label(const struct guide *guide)
{
	switch (guide->questionnaire->questions[guide->question].shape) {
	case SHAPE_LANGUAGES: return _("wish, must, neither");
	case SHAPE_SIGNED: return _("want, refuse, neither");
	default: return _("choose");
	}
}

/* What Enter does with the line in hand; NULL: nothing. */
static const char *item_label(const struct guide *guide)
{
	uint32_t at = guide->items_scroll.cursor;

	if (at >= guide->item_count)
		return NULL;
	switch (guide->items[at].kind) {
	case ITEM_LINE: return guide->items[at].field ? _("why believed") : NULL;
	case ITEM_CHANGE:
	case ITEM_RELAX:
	case ITEM_WEIGHT: return _("take it");
	case ITEM_MODEL: return _("go there in the list");
	case ITEM_QUESTION: return _("answer it");
	default: return NULL;
	}
}

/* Among the reasons Enter is theirs, and Tab leads back: both stand first. */
static size_t on_items(const struct guide *guide, struct key_hint *out, size_t count)
{
	const char *label = item_label(guide);
	struct key_hint first[2];
	size_t kept = 0, lead = 0;

	if (label)
		first[lead++] = (struct key_hint){ ACTION_OPEN, label };
	if (guide_list_count(guide->ranking) > 0)
		first[lead++] = (struct key_hint){ ACTION_NEXT_PANE, _("list") };

	for (size_t i = 0; i < count; i++)
		if (out[i].action != ACTION_OPEN && out[i].action != ACTION_NEXT_PANE)
			out[kept++] = out[i];
	for (size_t i = kept; i-- > 0;)
		out[i + lead] = out[i];
	for (size_t i = 0; i < lead; i++)
		out[i] = first[i];
	return kept + lead;
}

size_t guide_hints(const struct view *view, struct key_hint *out)
{
	static const enum action start[] = { ACTION_OPEN, ACTION_HELP, ACTION_QUIT };
	static const char *const start_labels[] = { N_("begin"), N_("help"), N_("leave") };
	static const enum action question[] = { ACTION_MARK, ACTION_OPEN, ACTION_NEXT,
		ACTION_DROP_LAST, ACTION_RESULTS, ACTION_RIGHT, ACTION_FIND, ACTION_HELP,
		ACTION_UNDO, ACTION_QUIT };
	static const char *const question_labels[] = { N_("choose"), N_("next"), N_("skip"),
		N_("back"), N_("results"), N_("questions"), N_("why not"), N_("help"), N_("undo"),
		N_("leave") };
	static const enum action typing[] = { ACTION_OPEN, ACTION_BACK };
	static const char *const typing_labels[] = { N_("next"), N_("back") };
	static const enum action result[] = { ACTION_OPEN, ACTION_FIND, ACTION_LIKE, ACTION_COMPARE,
		ACTION_RECORD, ACTION_RESULTS, ACTION_ADJUST, ACTION_NEXT_PANE, ACTION_EXPORT,
		ACTION_BROWSE, ACTION_HELP };
	static const char *const result_labels[] = { N_("why"), N_("why not"), N_("like this, but"),
		N_("compare"), N_("record"), N_("questions"), N_("weights"), N_("reasons"),
		N_("export"), N_("browse these"), N_("help") };
	static const enum action weights[] = { ACTION_RIGHT, ACTION_LEFT, ACTION_CLEAR,
		ACTION_EVIDENCE, ACTION_OPEN };
	static const char *const weights_labels[] = { N_("more"), N_("less"), N_("as before"),
		N_("why"), N_("done") };
	static const enum action like[] = { ACTION_OPEN, ACTION_BACK };
	static const char *const like_labels[] = { N_("take it"), N_("back") };
	static const char *const save_labels[] = { N_("write the file"), N_("back") };

	switch (((const struct guide *)view)->mode) {
	case GUIDE_START: return HINTS(out, start, start_labels);
	case GUIDE_QUESTION: {
		if (((const struct guide *)view)->is_typing) /* letters are text there */
			return HINTS(out, typing, typing_labels);
		size_t count = HINTS(out, question, question_labels);
		out[0].label = mark_label((const struct guide *)view);
		return count;
	}
	case GUIDE_WEIGHTS: return HINTS(out, weights, weights_labels);
	case GUIDE_LIKE: return HINTS(out, like, like_labels);
	case GUIDE_FIND: {
		size_t count = HINTS(out, like, like_labels);
		out[0].label = guide_find_label((const struct guide *)view);
		return count;
	}
	case GUIDE_SAVE: return HINTS(out, like, save_labels);
	default: {
		size_t count = HINTS(out, result, result_labels);
		if (((const struct guide *)view)->is_on_items)
			count = on_items((const struct guide *)view, out, count);
		return count;
	}
	}
}

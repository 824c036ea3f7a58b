/* SPDX-License-Identifier: MIT */
/* What changes the query: each edit of its text is one undo. */
#include "catalog/base/message.h"
#include "tui/explorer.h"

static void take_edit(struct explorer *explorer, struct strbuf *edited)
{
	explorer_set_text(explorer, strbuf_text(edited), true);
	strbuf_done(edited);
}

/* A key that finds nothing to clear says so. */
static void take_clearing(struct explorer *explorer, struct strbuf *edited)
{
	if (text_equal(strbuf_text(edited), strbuf_text(&explorer->text)))
		explorer_say(explorer, "%s", _("There is no filter to clear."));
	take_edit(explorer, edited);
}

bool explorer_start_over(struct explorer *explorer)
{
	struct strbuf first;

	if (explorer->undo.count == 0 ||
		text_equal_string(strbuf_text(&explorer->text), explorer->undo.items[0].text))
		return false;
	strbuf_init(&first);
	strbuf_add(&first, text_of(explorer->undo.items[0].text));
	take_edit(explorer, &first);
	return true;
}

void explorer_lend_text(struct explorer *explorer, struct text text)
{
	explorer_keep_text(explorer);
	if (text_equal(text, strbuf_text(&explorer->text)))
		return;
	explorer_set_text(explorer, text, true);
	strbuf_add(&explorer->lent, text);
}

void explorer_lend_note(struct explorer *explorer, struct text note)
{
	strbuf_clear(&explorer->lent_note);
	strbuf_add(&explorer->lent_note, note);
}

struct text explorer_lent_note(const struct explorer *explorer)
{
	bool is_other = explorer->lent.size > 0 &&
		!text_equal(strbuf_text(&explorer->lent), strbuf_text(&explorer->text));

	return is_other ? TEXT_NONE : strbuf_text(&explorer->lent_note);
}

void explorer_lend_models(struct explorer *explorer, struct text query)
{
	struct strbuf text;

	strbuf_init(&text);
	strbuf_add(&text, query);
	if (text_find(query, TEXT("sort:")) < 0)
		strbuf_add_string(&text, " sort:-released");
	explorer_lend_text(explorer, strbuf_text(&text));
	strbuf_done(&text);
}

void explorer_return_text(struct explorer *explorer)
{
	bool is_as_lent = explorer->lent.size > 0 &&
		text_equal(strbuf_text(&explorer->lent), strbuf_text(&explorer->text));

	explorer_keep_text(explorer);
	if (is_as_lent && explorer_undo(explorer))
		explorer_say(explorer, "%s",
			_("Your query is as before; U brings the other one back."));
}

void explorer_keep_text(struct explorer *explorer)
{
	strbuf_clear(&explorer->lent);
	strbuf_clear(&explorer->lent_note);
}

void explorer_toggle_value(struct explorer *explorer, const struct field *field, struct text value,
	enum edit_choice choice)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_value(&edited, &explorer->query, field, value, choice);
	take_edit(explorer, &edited);
}

void explorer_toggle_threshold(struct explorer *explorer, const struct field *field,
	double threshold)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_threshold(&edited, &explorer->query, field, threshold);
	take_edit(explorer, &edited);
}

void explorer_clear_field(struct explorer *explorer, const struct field *field)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_clear_field(&edited, &explorer->query, field);
	take_edit(explorer, &edited);
}

bool explorer_follow(struct explorer *explorer, const struct field *field,
	const struct value *value)
{
	struct strbuf edited;

	strbuf_init(&edited);
	if (!edit_follow(&edited, &explorer->query, field, value)) {
		strbuf_done(&edited);
		return false;
	}
	take_edit(explorer, &edited);
	explorer->wants_list = true;
	return true;
}

void explorer_sort(struct explorer *explorer, const struct field *field)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_sort(&edited, &explorer->query, field);
	take_edit(explorer, &edited);
}

void explorer_sort_also(struct explorer *explorer, const struct field *field)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_sort_also(&edited, &explorer->query, explorer->store, field);
	take_edit(explorer, &edited);
}

void explorer_remove_clause(struct explorer *explorer, size_t clause)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_remove_clause(&edited, &explorer->query, clause);
	take_edit(explorer, &edited);
}

void explorer_drop_last(struct explorer *explorer)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_drop_last(&edited, &explorer->query);
	take_clearing(explorer, &edited);
}

void explorer_clear(struct explorer *explorer)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_clear(&edited, &explorer->query);
	take_clearing(explorer, &edited);
}

void explorer_fold(struct explorer *explorer)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_fold(&edited, &explorer->query);
	take_edit(explorer, &edited);
	if (explorer->query.is_folded)
		explorer_say(explorer, "%s",
			_("A line for each family; +2 behind a name: two more of it. f unfolds."));
	else
		explorer_say(explorer, "%s", _("A line for each model."));
}

void explorer_set_parameters(struct explorer *explorer, const struct parameters *parameters)
{
	struct strbuf edited;

	strbuf_init(&edited);
	edit_parameters(&edited, &explorer->query, explorer->store, parameters);
	take_edit(explorer, &edited);
}

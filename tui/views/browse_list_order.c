/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list.h"

#include "catalog/base/message.h"

bool list_take_order(struct list_pane *pane, const struct query *query)
{
	bool is_other = pane->sort_count != query->sort_count;

	for (size_t i = 0; i < query->sort_count; i++) {
		is_other = is_other || pane->sort[i].field != query->sort[i].field ||
			pane->sort[i].is_descending != query->sort[i].is_descending;
		pane->sort[i] = query->sort[i];
	}
	pane->sort_count = query->sort_count;
	return is_other;
}

/* Which end of the field comes first. */
static const char *first_of(const struct field *field, bool is_descending)
{
	if (field->kind == KIND_NUMBER)
		return is_descending ? _("highest first") : _("lowest first");
	if (field->kind == KIND_DATE)
		return is_descending ? _("latest first") : _("earliest first");
	return is_descending ? _("descending") : _("ascending");
}

void list_sort(struct explorer *explorer, const struct field *field)
{
	explorer_sort(explorer, field);
	if (explorer->query.sort_count > 0)
		explorer_say(explorer, _("Sorted by %s, %s. s again reverses; < > other columns."),
			field_title(field), first_of(field, explorer->query.sort[0].is_descending));
}

void list_sort_also(struct explorer *explorer, const struct field *field)
{
	explorer_sort_also(explorer, field);
	struct strbuf sentence;

	strbuf_init(&sentence);
	for (size_t i = 0; i < explorer->query.sort_count; i++) {
		const struct sort_key *key = &explorer->query.sort[i];
		const struct field *by = store_field(explorer->store, key->field);
		strbuf_add_format(&sentence, i == 0 ? _("Sorted by %s, %s") : _(", then %s, %s"),
			field_title(by), first_of(by, key->is_descending));
	}
	if (sentence.size > 0)
		explorer_say(explorer, "%.*s", TEXT_ARGS(strbuf_text(&sentence)));
	strbuf_done(&sentence);
}

bool list_is_bound(const struct explorer *explorer, const struct clause *clause)
{
	const struct field *field = clause->kind == CLAUSE_FIELD && !clause->is_negated
		? store_field(explorer->store, clause->field)
		: NULL;

	return field && (field->kind == KIND_NUMBER || field->kind == KIND_DATE);
}

uint16_t list_bounded(const struct explorer *explorer)
{
	for (size_t i = 0; i < explorer->query.clause_count; i++)
		if (list_is_bound(explorer, &explorer->query.clauses[i]))
			return explorer->query.clauses[i].field;
	return FIELD_NONE;
}

/* SPDX-License-Identifier: MIT */
/* The change list of a catalog: what is new, gone, repriced or corrected, by day. */
#include "catalog/base/decimal.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"

#include <math.h>
#include <stdlib.h>

static const char *const kinds[] = { [LISTED_NEW] = "new",
	[LISTED_GONE] = "gone",
	[LISTED_REPRICED] = "repriced",
	[LISTED_CORRECTED] = "corrected" };

static void read_kind(struct reader *reader, const struct json *node, uint8_t *kind)
{
	for (uint8_t i = 0; i < COUNT_OF(kinds); i++) {
		if (text_equal_string(json_string(node), kinds[i])) {
			*kind = i;
			return;
		}
	}
	if (json_is(node, JSON_STRING))
		reader_fail(reader, node, "%s",
			_("expected \"new\", \"gone\", \"repriced\" or \"corrected\""));
}

static void check_field(struct reader *reader, const struct json *field)
{
	const struct field *known = field_find(json_string(field));

	if (!json_is(field, JSON_STRING))
		return;
	if (!known)
		reader_fail(reader, field, "%s",
			_("there is no field of this name; 'llmatlas fields' lists them"));
	else if (!field_is_listed(known))
		reader_fail(reader, field, _("%s is not stated as a fact: the program makes it"),
			known->key);
	else if (!text_equal_string(json_string(field), known->key))
		reader_fail(reader, field, _("expected the key of the field: %s"), known->key);
}

static void check_change(struct reader *reader, const struct json *node,
	const struct listed_change *change)
{
	const struct json *field = json_member(node, "field"), *model = json_member(node, "model");

	if (change->date != 0 && change->date % 100 == 0)
		reader_fail(reader, json_member(node, "date"), "%s",
			_("expected a day such as \"2025-06-30\""));
	if (change->kind != LISTED_GONE && json_is(model, JSON_STRING) &&
		!facts_find_model(reader->facts, change->model))
		reader_fail(reader, model, _("there is no model %.*s"), TEXT_ARGS(change->model));
	if (!field && change->kind >= LISTED_REPRICED)
		reader_fail(reader, node, "%s",
			_("the key \"field\" is missing: what was changed?"));
	check_field(reader, field);
	for (int i = 0; i < 2; i++) {
		const struct json *value = json_member(node, i == 0 ? "from" : "to");
		if (value && !json_is(value, JSON_STRING) && isnan(json_number(value)))
			reader_fail(reader, value, "%s",
				_("expected a number or a text, such as \"sft, rlvr\""));
	}
}

/* A number in base units, or a text. */
static struct text value_text(struct reader *reader, const struct json *node, const char *key)
{
	double number = json_number(json_member(node, key));
	char out[DECIMAL_SIZE] = "";

	if (isnan(number))
		return reader_text(reader, node, key);
	return arena_copy(reader->facts->arena, (struct text){ out, decimal_print(number, out) });
}

void reader_change(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "date", JSON_STRING, true },
		{ "kind", JSON_STRING, true }, { "model", JSON_STRING, true },
		{ "field", JSON_STRING, false }, { "provider", JSON_STRING, false },
		{ "from", JSON_NULL, false }, { "to", JSON_NULL, false },
		{ "note", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct listed_change change = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	read_kind(reader, json_member(node, "kind"), &change.kind);
	reader_past_date(reader, json_member(node, "date"), &change.date);
	change.model = reader_text(reader, node, "model");
	change.field = reader_text(reader, node, "field");
	change.provider = reader_text(reader, node, "provider");
	change.note = reader_text(reader, node, "note");
	change.before = value_text(reader, node, "from");
	change.after = value_text(reader, node, "to");
	check_change(reader, node, &change);
	if (!reader_keeps(reader))
		return;
	facts->changes = memory_grow(facts->changes, &facts->change_capacity,
		facts->change_count + 1, sizeof(change));
	facts->changes[facts->change_count++] = change;
}

struct change_dates { /* 0: none */
	struct text model;
	uint32_t added, changed;
};

static int compare_dates(const void *a, const void *b)
{
	return text_compare(((const struct change_dates *)a)->model,
		((const struct change_dates *)b)->model);
}

/* The first day on which it is called new, and the last one on which anything is said of it. */
static void take_dates(struct change_dates *dates, const struct change_dates *more)
{
	if (dates->added == 0 || (more->added != 0 && more->added < dates->added))
		dates->added = more->added;
	if (more->changed > dates->changed)
		dates->changed = more->changed;
}

void facts_date_changes(struct facts *facts)
{
	size_t kept = 0;
	struct change_dates *dates = ARENA_ARRAY(facts->arena, struct change_dates,
		facts->change_count + 1);

	for (size_t i = 0; i < facts->change_count; i++) {
		const struct listed_change *change = &facts->changes[i];
		dates[i] = (struct change_dates){ change->model,
			change->kind == LISTED_NEW ? change->date : 0, change->date };
	}
	if (facts->change_count > 0)
		qsort(dates, facts->change_count, sizeof(*dates), compare_dates);
	for (size_t i = 0; i < facts->change_count; i++) {
		if (kept > 0 && text_equal(dates[kept - 1].model, dates[i].model))
			take_dates(&dates[kept - 1], &dates[i]);
		else
			dates[kept++] = dates[i];
	}
	facts->change_dates = dates;
	facts->change_dates_count = kept;
}

void facts_change_dates(const struct facts *facts, struct text model, uint32_t *added,
	uint32_t *changed)
{
	const struct change_dates wanted = { .model = model };
	const struct change_dates *found = facts->change_dates_count == 0
		? NULL
		: bsearch(&wanted, facts->change_dates, facts->change_dates_count, sizeof(wanted),
			  compare_dates);

	*added = found ? found->added : 0;
	*changed = found ? found->changed : 0;
}

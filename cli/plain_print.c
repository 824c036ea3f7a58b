/* SPDX-License-Identifier: MIT */
#include "cli/plain.h"

#include "catalog/base/message.h"
#include "catalog/query/facet_words.h"

#include <stdio.h>

/* The signs of the screen in words: "128k, reported". */
static void print_cell(const struct cell *cell)
{
	printf("%.*s",
		TEXT_ARGS(
			cell->value.state == VALUE_UNKNOWN ? text_of(_("not known")) : cell->full));
	if (cell->value.state == VALUE_UNKNOWN)
		return;
	if (cell->basis == BASIS_REPORTED)
		printf(", %s", _("reported"));
	if (cell->basis == BASIS_INFERRED)
		printf(", %s", _("inferred"));
	if (cell->has_conflict)
		printf(", %s", _("sources differ"));
}

static void print_row(struct plain *plain, const struct table *table, uint32_t number, uint32_t row)
{
	char letter[4];

	printf("%u. ", number);
	if (explorer_mark_letter(&plain->explorer, row, letter))
		printf(_("marked %s, "), letter);
	printf("%.*s", TEXT_ARGS(store_title(plain->explorer.store, row)));
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		if (!column->field || column->field->id == FIELD_NAME)
			continue;
		struct cell cell;
		table_cell(table, row, column->field, &plain->arena, &cell);
		printf("%s%.*s ", message_wide_gap(), TEXT_ARGS(column->brief));
		print_cell(&cell);
	}
	printf("\n");
}

void plain_print_page(struct plain *plain)
{
	struct explorer *explorer = &plain->explorer;
	uint32_t count = explorer_count(explorer);
	plain->last = PLAIN_LIST;
	struct table *table = plain_table(plain);

	printf(P_("%u of %u model. Query: %.*s\n", "%u of %u models. Query: %.*s\n",
		       store_count(explorer->store)),
		count, store_count(explorer->store),
		TEXT_ARGS(explorer->text.size > 0 ? strbuf_text(&explorer->text)
						  : text_of(_("none"))));
	if (explorer->has_error)
		printf("%.*s\n", TEXT_ARGS(explorer->error.message));
	if (plain->first >= count)
		plain->first = 0;
	for (uint32_t i = plain->first; i < count && i < plain->first + PLAIN_PAGE; i++)
		print_row(plain, table, i + 1, explorer_row_at(explorer, i));
	if (count == 0)
		printf("%s\n", _("No model matches. u undoes, z takes all filters out."));
	else if (plain->first + PLAIN_PAGE < count)
		printf(_("%u more: an empty line shows the next.\n"),
			count - plain->first - PLAIN_PAGE);
}

void plain_print_model(struct plain *plain, uint32_t row)
{
	plain->shown = row;
	plain->last = PLAIN_MODEL;
	struct table *table = plain_table(plain);
	struct cell *cells = ARENA_ARRAY(&plain->arena, struct cell, table->column_count + 1);
	int section = -1;

	table->ops->row(table, 0, &plain->arena, cells);
	printf("%.*s\n", TEXT_ARGS(store_title(plain->explorer.store, row)));
	for (size_t i = 0; i < table->column_count; i++) {
		if ((int)table->columns[i].section != section) {
			section = (int)table->columns[i].section;
			printf("%s\n", field_section_title(table->columns[i].section));
		}
		printf("  %.*s: ", TEXT_ARGS(table->columns[i].title));
		print_cell(&cells[i]);
		printf("\n");
	}
	printf("%s\n", _("why FIELD tells why a value is believed, for example: why context"));
}

void plain_print_evidence(struct plain *plain, struct text word)
{
	struct explorer *explorer = &plain->explorer;
	struct error err;
	const struct field *field = store_field_named(explorer->store, word, &err);

	if (plain->shown == UINT32_MAX) {
		printf("%s\n", _("Show a model first, by its number."));
		return;
	}
	if (!field) {
		printf("%s\n", err.message);
		return;
	}
	plain->last = PLAIN_EVIDENCE;
	plain->asked = field;
	struct table *table = plain_table(plain);
	struct cell *cells = ARENA_ARRAY(&plain->arena, struct cell, table->column_count + 1);
	printf("%.*s\n", TEXT_ARGS(table->title));
	for (uint32_t i = 0; i < table->row_count; i++) {
		table->ops->row(table, i, &plain->arena, cells);
		const char *gap = " ";
		printf("  %u.", i + 1);
		for (size_t j = 0; j < table->column_count; j++) {
			if (cells[j].full.size == 0)
				continue;
			printf("%s%.*s", gap, TEXT_ARGS(cells[j].full));
			gap = message_wide_gap();
		}
		printf("\n");
	}
}

void plain_print_comparison(struct plain *plain)
{
	struct explorer *explorer = &plain->explorer;
	const uint32_t *rows;
	const struct field *const *fields;
	size_t count = explorer_marked_rows(explorer, &plain->arena, &rows);
	size_t field_count = table_section_fields(explorer->store, &plain->arena, &fields);

	if (count < 2) {
		printf("%s\n", _("Mark two or more models first: m NUMBER."));
		return;
	}
	plain->last = PLAIN_COMPARISON;
	uint16_t name = FIELD_NAME;
	struct table *table = table_rows(explorer->store, explorer->run, rows, (uint32_t)count,
		&name, 1, &plain->arena);
	for (size_t i = 0; i < field_count; i++) {
		bool is_known = false;
		for (size_t j = 0; j < count && !is_known; j++) {
			struct cell cell;
			table_cell(table, rows[j], fields[i], &plain->arena, &cell);
			is_known = cell_is_known(&cell);
		}
		if (!is_known)
			continue;
		printf("%s\n", field_title(fields[i]));
		for (size_t j = 0; j < count; j++) {
			struct cell cell;
			table_cell(table, rows[j], fields[i], &plain->arena, &cell);
			printf("  %.*s: ", TEXT_ARGS(store_title(explorer->store, rows[j])));
			print_cell(&cell);
			printf("\n");
		}
	}
}

void plain_print_facets(struct plain *plain)
{
	for (size_t i = 0; i < plain->facet_count; i++)
		printf("%zu. %s\n", i + 1, field_title(plain->facets[i]));
	printf("%s\n", _("f NUMBER lists the values of a facet."));
}

static bool count_values(struct plain *plain, size_t at, struct facet *facet)
{
	uint16_t id = plain->facets[at]->id;

	return facet_count(plain->explorer.run, &id, 1, &plain->arena, facet, NULL) == RESULT_OK;
}

void plain_print_values(struct plain *plain, size_t at)
{
	const struct field *field = plain->facets[at];
	struct facet facet;

	if (!count_values(plain, at, &facet))
		return;
	printf("%s: %s\n", field_title(field), field_help(field));
	for (size_t i = 0; i < facet.value_count && i < 200; i++) {
		struct facet_words words = facet_words(plain->explorer.store, field,
			&facet.values[i]);
		enum edit_mark mark = field->kind == KIND_NUMBER
			? edit_mark_threshold(&plain->explorer.query, field,
				  field->thresholds[facet.values[i].code])
			: edit_mark_value(&plain->explorer.query, field, facet.values[i].code);
		printf("%zu. %s%s%s: %u", i + 1,
			field->kind != KIND_NUMBER  ? ""
				: field->is_at_most ? _("at most ")
						    : _("at least "),
			words.title,
			mark == EDIT_MARK_CHOSEN             ? _(", chosen")
				: mark == EDIT_MARK_EXCLUDED ? _(", excluded")
							     : "",
			facet.values[i].count);
		if (facet.values[i].reported > 0)
			printf(_(" and %u by report"), facet.values[i].reported);
		printf("\n");
	}
	if (facet.unknown > 0)
		printf(_("not known: %u\n"), facet.unknown);
	printf(_("f %zu NUMBER chooses a value or takes it out.\n"), at + 1);
}

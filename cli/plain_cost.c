/* SPDX-License-Identifier: MIT */
/* Cost and memory of the marked models, one a line. */
#include "cli/plain.h"

#include "catalog/base/message.h"
#include "state/machine.h"

#include <math.h>
#include <stdio.h>

/* "in=2k,out=500" behind the command goes into the query first. False: it was no such thing. */
static bool take_parameters(struct plain *plain, struct text rest)
{
	struct parameters parameters = plain->explorer.query.parameters;
	struct error why = { 0 };

	rest = text_trim(rest);
	if (rest.size == 0)
		return true;
	if (parameters_read(&parameters, rest, &why) != RESULT_OK) {
		printf("%s\n", why.message);
		return false;
	}
	explorer_set_parameters(&plain->explorer, &parameters);
	return true;
}

/* "Name: Total 8.8 GB; Weights 4.0 GB; ...": every column that says something, by its title. */
static void print_rows(struct plain *plain, const struct table *table)
{
	struct cell *cells = ARENA_ARRAY(&plain->arena, struct cell, table->column_count + 1);

	printf("%.*s\n", TEXT_ARGS(table->title));
	for (uint32_t row = 0; row < table->row_count; row++) {
		table->ops->row(table, row, &plain->arena, cells);
		const char *gap = " ";
		printf("%.*s:", TEXT_ARGS(cells[0].full));
		for (size_t i = 1; i < table->column_count; i++) {
			const struct table_column *column = &table->columns[i];
			bool says_nothing = column->priority >= 250 || cells[i].full.size == 0 ||
				text_equal(cells[i].full, TEXT("—"));
			if (says_nothing)
				continue;
			struct text full = cell_is_known(&cells[i]) ? cells[i].full
								    : text_of(_("not known"));
			printf("%s%.*s %.*s", gap, TEXT_ARGS(column->title), TEXT_ARGS(full));
			gap = message_wide_gap();
			if (cell_is_known(&cells[i]) && cells[i].basis != BASIS_DISCLOSED)
				printf(", %s", _(basis_name(cells[i].basis)));
		}
		printf("\n");
	}
}

static void print_table(struct plain *plain, enum plain_kind kind)
{
	plain->last = kind;
	struct table *table = plain_table(plain);
	if (table)
		print_rows(plain, table);
	else
		printf("%s\n", _("No model matches."));
}

void plain_print_costs(struct plain *plain, struct text rest)
{
	if (take_parameters(plain, rest))
		print_table(plain, PLAIN_COST);
}

void plain_print_fit(struct plain *plain, struct text rest)
{
	struct machine machine;

	if (!take_parameters(plain, rest))
		return;
	if (isnan(plain->explorer.query.parameters.memory_bytes)) {
		machine_detect(&machine, plain->explorer.machine_root, &plain->arena);
		printf("%.*s\n", TEXT_ARGS(machine_sentence(&machine, &plain->arena)));
	}
	print_table(plain, PLAIN_FIT);
}

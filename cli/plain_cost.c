/* SPDX-License-Identifier: MIT */
/* Cost and memory of the marked models, one a line. */
#include "cli/plain.h"

#include "catalog/advice/cost_table.h"
#include "catalog/advice/fit_table.h"
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

/* The marked models; without marks the one shown last, else the first of the list. */
static uint32_t rows_of(struct plain *plain, const uint32_t **rows)
{
	uint32_t count = (uint32_t)explorer_marked_rows(&plain->explorer, &plain->arena, rows);

	if (count > 0)
		return count;
	uint32_t *one = ARENA_ARRAY(&plain->arena, uint32_t, 1);
	one[0] = plain->shown != UINT32_MAX ? plain->shown : explorer_row_at(&plain->explorer, 0);
	*rows = one;
	return one[0] != UINT32_MAX;
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

void plain_print_costs(struct plain *plain, struct text rest)
{
	const uint32_t *rows;
	struct explorer *explorer = &plain->explorer;

	if (!take_parameters(plain, rest))
		return;
	uint32_t count = rows_of(plain, &rows);
	bool is_one = explorer->marked_count == 0;
	if (count == 0)
		printf("%s\n", _("No model matches."));
	else
		print_rows(plain,
			table_cost(explorer->store, explorer->run, rows, count,
				is_one ? COST_ROWS_OFFERS : COST_ROWS_MODELS,
				&explorer->query.parameters, &plain->arena));
}

void plain_print_fit(struct plain *plain, struct text rest)
{
	const uint32_t *rows;
	struct machine machine;

	if (!take_parameters(plain, rest))
		return;
	struct parameters parameters = plain->explorer.query.parameters;
	if (isnan(parameters.memory_bytes)) {
		machine_detect(&machine, plain->explorer.machine_root, &plain->arena);
		parameters.memory_bytes = machine_memory(&machine);
		parameters.bandwidth = machine_bandwidth(&machine);
		printf("%.*s\n", TEXT_ARGS(machine_sentence(&machine, &plain->arena)));
	}
	uint32_t count = rows_of(plain, &rows);
	if (count == 0)
		printf("%s\n", _("No model matches."));
	else
		print_rows(plain,
			table_fit(plain->explorer.store, rows, count, &parameters, &plain->arena));
}

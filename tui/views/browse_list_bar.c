/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list_bar.h"

#include <math.h>

enum { ROWS_MAX = 100000 };

/* The number in a place of the order; NAN when it is not known. */
static double number_at(struct explorer *explorer, const struct field *field, uint32_t place)
{
	uint32_t row, got = 0;
	struct arena scratch;

	if (query_run_rows(explorer->run, place, 1, &row, &got, NULL) != RESULT_OK || got != 1)
		return (double)NAN;
	arena_init(&scratch);
	struct value value = query_run_value(explorer->run, row, field->id, &scratch);
	arena_done(&scratch);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

/* Unknown ones stand last: the last known one is found by halving. */
static double last_number(struct explorer *explorer, const struct field *field)
{
	uint32_t from = 0, to = explorer_count(explorer);

	while (to - from > 1) {
		uint32_t middle = from + (to - from) / 2;
		if (isnan(number_at(explorer, field, middle)))
			to = middle;
		else
			from = middle;
	}
	return number_at(explorer, field, from);
}

void list_bar_prepare(struct list_bar *bar, struct explorer *explorer)
{
	const struct query *query = &explorer->query;
	const struct field *field = query->sort_count > 0
		? store_field(explorer->store, query->sort[0].field)
		: NULL;

	if (bar->generation == explorer->generation)
		return;
	*bar = (struct list_bar){ .generation = explorer->generation };
	/* The last value needs the whole order, which large catalogs make only for whoever scrolls. */
	if (!field || field->kind != KIND_NUMBER || explorer_count(explorer) == 0 ||
		explorer_count(explorer) > ROWS_MAX)
		return;
	double first = number_at(explorer, field, 0), last = last_number(explorer, field);
	if (isnan(first) || isnan(last))
		return;
	bar->field = field;
	bar->low = first < last ? first : last;
	bar->high = first < last ? last : first;
}

double list_bar_share(const struct list_bar *bar, const struct value *value)
{
	if (!bar->field || value->state != VALUE_KNOWN || bar->high <= 0 || value->is.number <= 0)
		return (double)NAN;
	double number = value->is.number, low = bar->low > 0 ? bar->low : bar->high / 1000;
	if (!bar->field->is_log || bar->high / low < 10)
		return number / bar->high;
	double share = log(number / low) / log(bar->high / low);
	return share < 0.02 ? 0.02 : share; /* the least of them is something too */
}

void list_bar_draw(struct canvas *canvas, int x, int y, double share)
{
	int halves = isnan(share) ? 0 : (int)(share * (LIST_BAR_CELLS - 1) * 2 + 0.5);

	if (!isnan(share) && halves == 0)
		halves = 1;
	for (int i = 0; i < halves / 2; i++)
		canvas_text(canvas, x + 1 + i, y, 1, ROLE_DIM,
			canvas->is_ascii ? TEXT("=") : TEXT("━"));
	if (halves % 2)
		canvas_text(canvas, x + 1 + halves / 2, y, 1, ROLE_DIM,
			canvas->is_ascii ? TEXT("-") : TEXT("╸"));
}

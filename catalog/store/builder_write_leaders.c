/* SPDX-License-Identifier: MIT */
/* The rows that lead a column, so that the first page of a large catalog needs no look at all the others. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_writer.h"

#include <math.h>
#include <stdlib.h>

enum { LEADERS_MAX = 8192 };

struct leader {
	double number;
	uint32_t place;
};

/* Twice as many as are wanted: parted now and then, which a catalog in no special order needs seldom. */
struct leaders {
	bool is_ascending;
	double floor; /* the worst of those that are kept, once they are enough; before, -INFINITY */
	size_t count;
	struct leader items[LEADERS_MAX * 2];
};

static int compare_leaders(const void *a, const void *b)
{
	const struct leader *one = a, *two = b;

	if (one->number != two->number)
		return one->number > two->number ? -1 : 1;
	return one->place < two->place ? -1 : one->place > two->place;
}

/* Puts the best ones in front, in no order, behind them all others: parts them by one of them until the border is where it must be. */
static void part_best(struct leader *items, size_t count, size_t wanted)
{
	while (count > 1) {
		struct leader pivot =
			items[(count - 1) / 2]; /* never the last: both parts get some */
		size_t low = 0, high = count - 1;
		for (;;) {
			while (compare_leaders(&items[low], &pivot) < 0)
				low++;
			while (compare_leaders(&items[high], &pivot) > 0)
				high--;
			if (low >= high)
				break;
			struct leader moved = items[low];
			items[low++] = items[high];
			items[high--] = moved;
		}
		size_t first = high + 1; /* how many stand before the border */
		if (wanted < first) {
			count = first;
		} else {
			items += first;
			count -= first;
			wanted -= first;
		}
		if (wanted == 0)
			return;
	}
}

static void keep_best(struct leaders *leaders)
{
	if (leaders->count < LEADERS_MAX)
		return;
	part_best(leaders->items, leaders->count, LEADERS_MAX);
	leaders->count = LEADERS_MAX;
	leaders->floor = INFINITY;
	for (size_t i = 0; i < LEADERS_MAX; i++)
		if (leaders->items[i].number < leaders->floor)
			leaders->floor = leaders->items[i].number;
}

/* Places come in order: of equal rows the first ones are kept. */
void leaders_add(struct leaders *leaders, double number, uint32_t place)
{
	double rising = leaders->is_ascending ? -number : number;

	if (rising <= leaders->floor)
		return;
	leaders->items[leaders->count++] = (struct leader){ rising, place };
	if (leaders->count == LEADERS_MAX * 2)
		keep_best(leaders);
}

bool writer_has_leaders(const struct writer *writer, uint16_t field)
{
	const struct field *of = field_get((enum field_id)field);
	const struct build_column *column = &writer->builder->columns[field];
	bool is_sorted_by = of->facet != 0 || of->id == FIELD_DOWNLOADS;

	/* nobody looks at a source by itself */
	return writer->is_shared && !writer->builder->is_unranked && is_sorted_by &&
		column->is_used && (of->kind == KIND_DATE || of->kind == KIND_NUMBER) &&
		!writer_is_shared(writer, field);
}

struct leaders *leaders_new(const struct field *field)
{
	struct leaders *leaders = memory_get_zeroed(1, sizeof(*leaders));

	leaders->floor = -(double)INFINITY;
	leaders->is_ascending = field->is_at_most;
	return leaders;
}

void writer_leaders(struct writer *writer, uint16_t field, struct leaders *leaders)
{
	keep_best(leaders);
	qsort(leaders->items, leaders->count, sizeof(*leaders->items), compare_leaders);
	writer_begin(writer, SNAPSHOT_LEADERS, field, leaders->is_ascending);
	for (size_t i = 0; i < leaders->count; i++)
		writer_put_bits(writer, leaders->items[i].place, sizeof(uint32_t));
	writer_end(writer, leaders->count);
	free(leaders);
}

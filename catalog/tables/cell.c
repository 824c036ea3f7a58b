/* SPDX-License-Identifier: MIT */
#include "catalog/tables/cell.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>

struct text cell_printed(void (*print)(struct strbuf *, const struct field *, const struct value *),
	const struct field *field, const struct value *value, struct arena *arena)
{
	char room[128]; /* suffices for nearly all */
	struct strbuf buf;

	strbuf_init_over(&buf, room, sizeof(room));
	print(&buf, field, value);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

struct text cell_printed_number(enum unit unit, double number, struct arena *arena)
{
	char room[128];
	struct strbuf buf;

	strbuf_init_over(&buf, room, sizeof(room));
	number_print(&buf, unit, number);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

struct cell cell_value(const struct field *field, struct value value, struct arena *arena)
{
	return (struct cell){ .value = value,
		.full = cell_printed(value_print, field, &value, arena),
		.brief = cell_printed(value_print_brief, field, &value, arena),
		.key = cell_printed(value_print_key, field, &value, arena),
		.share = (double)NAN };
}

static struct text exact(enum unit unit, double number, struct arena *arena)
{
	char room[128];
	struct strbuf buf;

	strbuf_init_over(&buf, room, sizeof(room));
	number_print_exact(&buf, unit, number);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

/* What a number that is cut short says to the eye: 262k is 262,000; NAN for a word. */
static double seen(struct text printed)
{
	static const char letters[] = "kMBT";
	char *end;
	double number = strtod(printed.bytes, &end), scale = 1e3;

	if (end == printed.bytes)
		return (double)NAN;
	for (size_t i = 0; letters[i]; i++, scale *= 1e3)
		if (*end == letters[i])
			return number * scale;
	return number;
}

static bool look_in_order(const struct cell *one, const struct cell *two)
{
	double a = seen(one->full), b = seen(two->full);

	return isnan(a) || isnan(b) || a == b ||
		(a < b) == (one->value.is.number < two->value.is.number);
}

void cells_tell_apart(const struct field *field, struct cell *one, struct cell *two,
	struct arena *arena)
{
	if (field->kind != KIND_NUMBER || one->value.state != VALUE_KNOWN ||
		two->value.state != VALUE_KNOWN || one->value.is.number == two->value.is.number)
		return;
	if (!text_equal(one->full, two->full) && look_in_order(one, two))
		return;
	one->full = one->brief = exact(field->unit, one->value.is.number, arena);
	two->full = two->brief = exact(field->unit, two->value.is.number, arena);
}

struct cell cell_word(struct text shown, struct text key)
{
	return (struct cell){ .value = { .state = shown.size > 0 ? VALUE_KNOWN : VALUE_UNKNOWN,
				      .is.text = key },
		.full = shown,
		.brief = shown,
		.key = key,
		.share = (double)NAN };
}

struct cell cell_text(struct text text)
{
	return cell_word(text, text);
}

struct cell cell_unknown(void)
{
	struct cell cell = cell_text(TEXT_NONE);

	cell.full = cell.brief = TEXT("?");
	return cell;
}

struct cell cell_figure(double number, int decimals, struct arena *arena)
{
	struct cell cell = cell_text(
		isnan(number) ? TEXT_NONE : arena_format(arena, "%.*f", decimals, number));
	double parts = pow(10, decimals);

	cell.value.is.number = isnan(number) ? 0 : round(number * parts) / parts;
	return cell;
}

struct cell cell_count(uint32_t number, struct arena *arena)
{
	return cell_figure(number, 0, arena);
}

struct table_column *cell_columns(const struct cell_column *of, size_t count, struct arena *arena)
{
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, count);

	for (size_t i = 0; i < count; i++)
		columns[i] = (struct table_column){ .key = text_of(of[i].key),
			.title = text_of(_(of[i].title)),
			.brief = text_of(_(of[i].title)),
			.english = text_of(of[i].title),
			.unit = of[i].unit,
			.width = of[i].width,
			.is_number = of[i].is_number,
			.alignment = of[i].is_number ? ALIGN_RIGHT : ALIGN_LEFT };
	return columns;
}

struct table *cell_table(enum table_kind kind, const struct table_ops *ops,
	const struct cell_column *of, size_t count, uint32_t rows, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));

	table->ops = ops;
	table->kind = kind;
	table->has_no_ids = ops->row_id == cell_no_id;
	table->columns = cell_columns(of, count, arena);
	table->column_count = count;
	table->row_count = rows;
	return table;
}

void cell_gives_way(struct table *table, size_t column, uint8_t priority)
{
	((struct table_column *)table->columns)[column].priority = priority; /* made above */
}

struct text cell_no_id(const struct table *table, uint32_t index)
{
	(void)table;
	(void)index;
	return TEXT_NONE;
}

/* SPDX-License-Identifier: MIT */
#include "catalog/advice/column.h"

#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"

#include <math.h>

struct table_column *column_list(const struct field *fields, size_t count, struct arena *arena)
{
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, count + 1);

	for (size_t i = 0; i < count; i++) {
		columns[i] = table_field_column(&fields[i], NULL, arena);
		columns[i].priority = (uint8_t)i;
	}
	return columns;
}

struct cell column_number(const struct field *field, double least, double most, struct arena *arena)
{
	double low = number_settled(field->unit, least), number = number_settled(field->unit, most);
	struct cell cell = cell_value(field,
		(struct value){ .state = isnan(number) ? VALUE_UNKNOWN : VALUE_KNOWN,
			.is.number = number },
		arena);
	struct value lower = { .state = VALUE_KNOWN, .is.number = low };

	if (!(low < number))
		return cell;
	cell.low = low;
	struct text from = cell_printed(value_print, field, &lower, arena);
	if (text_equal(from, cell.full))
		return cell;
	cell.full = arena_format(arena, _("%.*s to %.*s"), TEXT_ARGS(from), TEXT_ARGS(cell.full));
	cell.brief = arena_format(arena, "<%.*s", TEXT_ARGS(cell.brief));
	return cell;
}

struct text column_command(const struct store *store, const char *command, const char *by,
	const struct column_models *models, struct arena *arena)
{
	struct strbuf out, list;

	strbuf_init(&out);
	strbuf_init(&list);
	strbuf_add_format(&out, "llmatlas %s", command);
	for (uint32_t i = 0; i < models->count; i++) {
		strbuf_add_char(&out, ' ');
		export_shell_word(&out, store_id(store, models->rows[i]));
	}
	if (by)
		strbuf_add_format(&out, " --by %s", by);
	parameters_write(&list, models->parameters);
	if (list.size > 0) {
		strbuf_add_string(&out, " --with ");
		export_shell_word(&out, strbuf_text(&list));
	}
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	strbuf_done(&list);
	return text;
}

static void add_parameter(struct strbuf *out, const struct parameters *parameters,
	enum parameter parameter)
{
	struct strbuf value;

	strbuf_init(&value);
	parameter_write(&value, parameters, parameter);
	if (value.size > 0)
		strbuf_add_format(out, ",%s=%.*s", parameter_name(parameter),
			TEXT_ARGS(strbuf_text(&value)));
	strbuf_done(&value);
}

struct text column_parameters(const struct parameters *parameters, enum field_id field,
	struct arena *arena)
{
	static const enum parameter own[] = { PARAMETER_RIG, PARAMETER_YEARS, PARAMETER_WATTS,
		PARAMETER_KWH, PARAMETER_BUSY },
				    machine[] = { PARAMETER_MEMORY, PARAMETER_BANDWIDTH };
	struct strbuf out;

	strbuf_init(&out);
	parameters_write_for(&out, parameters, (uint16_t)field);
	if (field == FIELD_COST)
		add_parameter(&out, parameters, PARAMETER_BUDGET);
	bool has_rig = field == FIELD_COST && !isnan(parameters->rig_usd);
	for (size_t i = 0; has_rig && i < sizeof(own) / sizeof(own[0]); i++)
		add_parameter(&out, parameters, own[i]);
	for (size_t i = 0; field == FIELD_MEMORY && i < sizeof(machine) / sizeof(machine[0]); i++)
		add_parameter(&out, parameters, machine[i]);
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

void column_cite(struct cell *cell, const struct store *store, uint32_t offer, enum field_id field,
	uint32_t day, struct arena *arena)
{
	struct claim claim = store_offer_claim_on(store, offer, field, day, arena);

	cell->basis = (enum basis)claim.basis;
	cell->sources[0] = claim.source;
	cell->source_count = claim.source != SOURCE_NONE && cell->value.state != VALUE_UNKNOWN;
}

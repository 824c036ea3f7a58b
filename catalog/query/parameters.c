/* SPDX-License-Identifier: MIT */
/* The parameters of with: one row each, from which reading, writing, checking and comparing come. */
#include "catalog/query/parameters.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/parameters_parts.h"
#include "catalog/query/quantization.h"

#include <math.h>
#include <string.h>

#define AT(member) offsetof(struct parameters, member)
#define SHARE N_("a share from 0% to 100%, such as 60%")
#define TOKENS_MOST 1e12

static const struct parameter_row rows[] = {
	[PARAMETER_INPUT] = { "in", FORM_NUMBER, UNIT_TOKENS, CONCERNS_COST, AT(input_tokens), 0,
		TOKENS_MOST, N_("input tokens of one request, cached ones included"),
		N_("tokens of one request, such as 2k") },
	[PARAMETER_OUTPUT] = { "out", FORM_NUMBER, UNIT_TOKENS, CONCERNS_COST, AT(output_tokens), 0,
		TOKENS_MOST, N_("output tokens of one request"),
		N_("tokens of one request, such as 500") },
	[PARAMETER_REQUESTS] = { "n", FORM_NUMBER, UNIT_COUNT, CONCERNS_COST, AT(requests), 1, 1e12,
		N_("requests a month"),
		N_("requests a month, from 1 to a trillion, such as 100k") },
	[PARAMETER_CACHED] = { "cached", FORM_SHARE, UNIT_NONE, CONCERNS_COST, AT(cached_share), 0,
		1, N_("share of the input that is read from a cache"), SHARE },
	[PARAMETER_WRITTEN] = { "written", FORM_SHARE, UNIT_NONE, CONCERNS_COST, AT(written_share),
		0, 1, N_("share of the input that is written to a cache"), SHARE },
	[PARAMETER_BATCH] = { "batch", FORM_SHARE, UNIT_NONE, CONCERNS_COST, AT(batch_share), 0, 1,
		N_("share of the requests that are sent as batch jobs"), SHARE },
	[PARAMETER_THINKING] = { "thinking", FORM_FACTOR, UNIT_NONE, CONCERNS_COST,
		AT(thinking_low), 1, 100,
		N_("output times this, for models that reason; 1..2.5 when not measured"),
		N_("a factor of at least 1, such as 1.5, or 1..2.5") },
	[PARAMETER_BUDGET] = { "budget", FORM_NUMBER, UNIT_USD, CONCERNS_NEITHER, AT(budget_usd), 0,
		1e12, N_("USD a month: how many requests it buys"),
		N_("USD a month, such as 500") },
	[PARAMETER_DATE] = { "date", FORM_DATE, UNIT_NONE, CONCERNS_COST, AT(date), 0, 1e9,
		N_("prices that were known by this day"), N_("a date, such as 2026-05-01") },
	[PARAMETER_BITS] = { "bits", FORM_BITS, UNIT_NONE, CONCERNS_MEMORY, AT(bits), 1, 32,
		N_("bits for each weight, or the name of a quantization"),
		N_("bits for each weight from 1 to 32, or a quantization such as q4_k_m, fp8, awq") },
	[PARAMETER_CONTEXT] = { "ctx", FORM_NUMBER, UNIT_TOKENS, CONCERNS_MEMORY,
		AT(context_tokens), 0, TOKENS_MOST, N_("tokens of context that each user fills"),
		N_("tokens of context, such as 32k") },
	[PARAMETER_USERS] = { "users", FORM_NUMBER, UNIT_COUNT, CONCERNS_MEMORY, AT(users), 1, 1e6,
		N_("users at once"), N_("users at once from 1 to a million") },
	[PARAMETER_CACHE_BITS] = { "kv", FORM_NUMBER, UNIT_NONE, CONCERNS_MEMORY, AT(cache_bits), 1,
		32, N_("bits for each number of the cache"),
		N_("bits of the cache from 1 to 32, such as 16 or 8") },
	[PARAMETER_OVERHEAD] = { "overhead", FORM_NUMBER, UNIT_BYTES, CONCERNS_MEMORY,
		AT(overhead_bytes), 0, 1e15, N_("memory beside weights and cache"),
		N_("memory, such as 2GB") },
	[PARAMETER_MEMORY] = { "memory", FORM_NUMBER, UNIT_BYTES, CONCERNS_NEITHER,
		AT(memory_bytes), 0, 1e15, N_("memory that there is"),
		N_("memory, such as 24GB or 24GiB") },
	[PARAMETER_BANDWIDTH] = { "bandwidth", FORM_NUMBER, UNIT_BYTES, CONCERNS_NEITHER,
		AT(bandwidth), 0, 1e18, N_("bytes a second that this memory is read with"),
		N_("bytes a second, such as 1000GB") },
	[PARAMETER_RIG] = { "rig", FORM_NUMBER, UNIT_USD, CONCERNS_NEITHER, AT(rig_usd), 0, 1e12,
		N_("price of own hardware in USD"), N_("USD, such as 8,000") },
	[PARAMETER_YEARS] = { "years", FORM_NUMBER, UNIT_NONE, CONCERNS_NEITHER, AT(rig_years), 0.1,
		50, N_("years that the hardware serves"), N_("years from 0.1 to 50") },
	[PARAMETER_WATTS] = { "watts", FORM_NUMBER, UNIT_NONE, CONCERNS_NEITHER, AT(watts), 0, 1e9,
		N_("power it draws under load"), N_("watts, such as 700") },
	[PARAMETER_KWH] = { "kwh", FORM_NUMBER, UNIT_USD_PER_MTOK, CONCERNS_NEITHER,
		AT(usd_per_kwh), 0, 1000, N_("USD for a kilowatt hour"),
		N_("USD for a kilowatt hour, such as 0.25") },
	[PARAMETER_BUSY] = { "busy", FORM_SHARE, UNIT_NONE, CONCERNS_NEITHER, AT(busy_share), 0, 1,
		N_("share of the hours in which it works"), SHARE },
};
enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };
_Static_assert((int)ROW_COUNT == (int)PARAMETER_LENS, "a row for each parameter of with:");

struct parameters parameters_default(void)
{
	return (struct parameters){ .input_tokens = 2000,
		.output_tokens = 500,
		.requests = 100000,
		.thinking_low = 1,
		.thinking_high = 1,
		.budget_usd = (double)NAN,
		.date = (double)NAN,
		.bits = 4,
		.quantization = (double)NAN,
		.context_tokens = 32000,
		.users = 1,
		.cache_bits = 16,
		.overhead_bytes = (double)NAN,
		.memory_bytes = (double)NAN,
		.bandwidth = (double)NAN,
		.rig_usd = (double)NAN,
		.rig_years = 3,
		.watts = (double)NAN,
		.usd_per_kwh = (double)NAN,
		.busy_share = 1 };
}

const char *parameter_name(enum parameter parameter)
{
	return (size_t)parameter < ROW_COUNT ? rows[parameter].name : NULL;
}

const char *parameter_help(enum parameter parameter)
{
	return (size_t)parameter < ROW_COUNT ? _(rows[parameter].help) : "";
}

int parameter_find(struct text name)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (text_equal_folded_ascii(name, text_of(rows[i].name)))
			return (int)i;
	return -1;
}

static double *slot(struct parameters *parameters, enum parameter parameter)
{
	return (double *)(void *)((char *)parameters + rows[parameter].offset);
}

const struct parameter_row *parameter_row(enum parameter parameter)
{
	return &rows[(size_t)parameter < ROW_COUNT ? parameter : PARAMETER_INPUT];
}

double parameter_get(const struct parameters *parameters, enum parameter parameter)
{
	double value;

	memcpy(&value, (const char *)parameters + rows[parameter].offset, sizeof(value));
	return value;
}

/* "100k/month" says no more than "100k". */
static struct text strip_month(struct text word)
{
	static const char *const endings[] = { "/month", "/mo", "/월" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (text_ends_with(word, text_of(endings[i])))
			return text_slice(word, 0, word.size - strlen(endings[i]));
	return word;
}

static bool read_number(const struct parameter_row *row, struct text word, double *number)
{
	struct number_span span;
	struct error ignored;

	if (row->unit == UNIT_COUNT)
		word = strip_month(word);
	if (row->form != FORM_SHARE && text_ends_with(word, TEXT("%")))
		return false;
	if (value_parse_number(row->unit, word, &span, &ignored) != RESULT_OK)
		return false;
	*number = span.value;
	return span.value >= row->least && span.value <= row->most;
}

static bool read_factor(const struct parameter_row *row, struct parameters *parameters,
	struct text word)
{
	ptrdiff_t dots = text_find(word, TEXT(".."));
	double low, high;

	if (dots < 0) {
		if (!read_number(row, word, &low))
			return false;
		high = low;
	} else if (!read_number(row, text_slice(word, 0, (size_t)dots), &low) ||
		!read_number(row, text_slice(word, (size_t)dots + 2, word.size), &high) ||
		low > high) {
		return false;
	}
	parameters->thinking_low = low;
	parameters->thinking_high = high;
	return true;
}

static bool read_bits(const struct parameter_row *row, struct parameters *parameters,
	struct text word)
{
	int named = quantization_find(word);

	if (named >= 0) {
		parameters->quantization = named;
		parameters->bits = quantization_get((size_t)named)->bits;
		return true;
	}
	parameters->quantization = (double)NAN;
	return read_number(row, word, &parameters->bits);
}

static bool read_any(struct parameters *parameters, enum parameter parameter, struct text word)
{
	const struct parameter_row *row = &rows[parameter];
	struct error ignored;
	uint32_t date;

	switch (row->form) {
	case FORM_FACTOR: return read_factor(row, parameters, word);
	case FORM_BITS: return read_bits(row, parameters, word);
	case FORM_DATE:
		if (value_parse_date(word, &date, &ignored) != RESULT_OK)
			return false;
		*slot(parameters, parameter) = date;
		return true;
	default: return read_number(row, word, slot(parameters, parameter));
	}
}

enum result parameter_read(struct parameters *parameters, enum parameter parameter,
	struct text word, struct error *err)
{
	struct parameters changed = *parameters;

	if ((size_t)parameter >= ROW_COUNT || !read_any(&changed, parameter, text_trim(word)))
		return error_set(err, RESULT_USAGE, "%s",
			(size_t)parameter < ROW_COUNT ? _(rows[parameter].expects) : "");
	changed.given |= 1u << parameter;
	if (changed.cached_share + changed.written_share > 1 + 1e-9)
		return error_set(err, RESULT_USAGE, "%s",
			_("cached and written shares that together are at most 100%"));
	*parameters = changed;
	return RESULT_OK;
}

static enum result no_parameter(struct text item, struct error *err)
{
	struct strbuf names;

	strbuf_init(&names);
	for (int i = 0; i < ROW_COUNT; i++)
		if (rows[i].name)
			strbuf_add_format(&names, "%s%s", names.size > 0 ? ", " : "", rows[i].name);
	enum result result = error_set(err, RESULT_USAGE,
		_("'%.*s' sets no parameter. Possible: %s"), TEXT_ARGS(item), names.bytes);
	strbuf_done(&names);
	return result;
}

enum result parameters_read(struct parameters *parameters, struct text list, struct error *err)
{
	struct parameters read = *parameters;
	struct text rest = text_trim(list);

	while (rest.size > 0) {
		struct text item = text_trim(text_next_part(&rest, ','));
		ptrdiff_t equals = text_find(item, TEXT("="));
		int found = equals > 0 ? parameter_find(text_slice(item, 0, (size_t)equals)) : -1;
		struct error why = { 0 };
		if (found < 0)
			return no_parameter(item, err);
		if (parameter_read(&read, (enum parameter)found,
			    text_slice(item, (size_t)equals + 1, item.size), &why) != RESULT_OK)
			return error_set(err, RESULT_USAGE, _("'%.*s': expected %s"),
				TEXT_ARGS(item), why.message);
	}
	*parameters = read;
	return RESULT_OK;
}

static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool equal_where(const struct parameters *a, const struct parameters *b, unsigned concern)
{
	for (int i = 0; i < ROW_COUNT; i++)
		if ((concern == 0 || (rows[i].concern & concern)) &&
			!same(parameter_get(a, (enum parameter)i),
				parameter_get(b, (enum parameter)i)))
			return false;
	return true;
}

bool parameters_equal_for(const struct parameters *a, const struct parameters *b, uint16_t field)
{
	switch (field) {
	case FIELD_COST:
		return equal_where(a, b, CONCERNS_COST) && a->thinking_high == b->thinking_high;
	case FIELD_MEMORY: return equal_where(a, b, CONCERNS_MEMORY);
	case FIELD_QUALITY: return a->lens == b->lens;
	default: return true;
	}
}

void parameters_tell(struct parameters *parameters, uint16_t field)
{
	const struct parameters own = parameters_default();
	unsigned concern = field == FIELD_COST ? CONCERNS_COST
		: field == FIELD_MEMORY        ? CONCERNS_MEMORY
					       : 0;

	for (int i = 0; i < ROW_COUNT; i++) {
		bool is_other = !same(parameter_get(parameters, (enum parameter)i),
			parameter_get(&own, (enum parameter)i));
		if (i == PARAMETER_THINKING)
			is_other = is_other || parameters->thinking_high != own.thinking_high;
		if ((rows[i].concern & concern) && is_other)
			parameters->given |= 1u << i;
	}
}

bool parameters_equal(const struct parameters *a, const struct parameters *b)
{
	return equal_where(a, b, 0) && a->thinking_high == b->thinking_high &&
		same(a->quantization, b->quantization) && a->lens == b->lens;
}

/* SPDX-License-Identifier: MIT */
/* The parameters of with: one row each, from which reading, writing, checking and comparing come. */
#include "catalog/query/parameters.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/quantization.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum form { FORM_NUMBER, FORM_SHARE, FORM_FACTOR, FORM_BITS, FORM_DATE };
enum concern { CONCERNS_COST = 1, CONCERNS_MEMORY = 2, CONCERNS_NEITHER = 0 };

struct parameter_row {
	const char *name;
	enum form form;
	enum unit unit;
	enum concern concern; /* what changes with it */
	size_t offset;
	double least, most;
	const char *help;    /* N_() */
	const char *expects; /* N_(): behind "expected:" */
};
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

static double get(const struct parameters *parameters, enum parameter parameter)
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

/* So many digits that the number comes back, but no more than people want. */
static void write_plain(struct strbuf *buf, double number)
{
	for (int precision = 6; precision <= 17; precision++) {
		struct strbuf digits;
		struct number_span span;
		strbuf_init(&digits);
		if (number < 1e15 && number == floor(number))
			strbuf_add_format(&digits, "%.0f", number);
		else
			strbuf_add_format(&digits, "%.*f", precision, number);
		while (text_find(strbuf_text(&digits), TEXT(".")) >= 0 &&
			(digits.bytes[digits.size - 1] == '0' ||
				digits.bytes[digits.size - 1] == '.')) {
			bool is_point = digits.bytes[digits.size - 1] == '.';
			strbuf_cut(&digits, digits.size - 1);
			if (is_point)
				break;
		}
		bool is_back = value_parse_number(UNIT_NONE, strbuf_text(&digits), &span, NULL) ==
				RESULT_OK &&
			span.value == number;
		if (is_back || precision == 17)
			strbuf_add(buf, strbuf_text(&digits));
		strbuf_done(&digits);
		if (is_back)
			return;
	}
}

/* 2000 as 2k, 131072 as it is: a k is a thousand here. */
static void write_scaled(struct strbuf *buf, double number)
{
	double scale = number >= 1e6 && fmod(number, 1e4) == 0 ? 1e6
		: number >= 1e3 && fmod(number, 10) == 0       ? 1e3
							       : 1;

	write_plain(buf, number / scale);
	strbuf_add_string(buf, scale == 1e6 ? "M" : scale == 1e3 ? "k" : "");
}

void parameter_write(struct strbuf *buf, const struct parameters *parameters,
	enum parameter parameter)
{
	const struct parameter_row *row = &rows[parameter];
	double value = get(parameters, parameter);
	struct value date = { .state = VALUE_KNOWN };

	switch (row->form) {
	case FORM_SHARE:
		write_plain(buf, round(value * 1e8) / 1e6);
		strbuf_add_char(buf, '%');
		return;
	case FORM_FACTOR:
		write_plain(buf, parameters->thinking_low);
		if (parameters->thinking_high != parameters->thinking_low) {
			strbuf_add_string(buf, "..");
			write_plain(buf, parameters->thinking_high);
		}
		return;
	case FORM_BITS:
		if (isnan(parameters->quantization))
			write_plain(buf, value);
		else
			strbuf_add_string(buf,
				quantization_get((size_t)parameters->quantization)->name);
		return;
	case FORM_DATE:
		date.is.date = (uint32_t)value;
		value_print_key(buf, field_get(FIELD_RELEASED), &date);
		return;
	case FORM_NUMBER: break;
	}
	if (row->unit == UNIT_BYTES) {
		bool is_binary = fmod(value, 1073741824.0) == 0 && fmod(value, 1e8) != 0;
		write_plain(buf, value / (is_binary ? 1073741824.0 : 1e9));
		strbuf_add_string(buf, is_binary ? "GiB" : "GB");
	} else if (row->unit == UNIT_TOKENS || row->unit == UNIT_COUNT) {
		write_scaled(buf, value);
	} else {
		write_plain(buf, value);
	}
}

void parameters_write(struct strbuf *buf, const struct parameters *parameters)
{
	bool is_first = true;

	for (int i = 0; i < ROW_COUNT; i++) {
		if (!(parameters->given >> i & 1) || isnan(get(parameters, (enum parameter)i)))
			continue;
		strbuf_add_format(buf, "%s%s=", is_first ? "" : ",", rows[i].name);
		parameter_write(buf, parameters, (enum parameter)i);
		is_first = false;
	}
}

enum result parameters_read(struct parameters *parameters, struct text list, struct error *err)
{
	struct parameters read = *parameters;
	struct text rest = text_trim(list);

	while (rest.size > 0) {
		ptrdiff_t comma = text_find(rest, TEXT(","));
		struct text item = text_trim(comma < 0 ? rest : text_slice(rest, 0, (size_t)comma));
		ptrdiff_t equals = text_find(item, TEXT("="));
		int found = equals > 0 ? parameter_find(text_slice(item, 0, (size_t)equals)) : -1;
		struct error why = { 0 };
		if (found < 0)
			return error_set(err, RESULT_USAGE,
				_("'%.*s' is no parameter such as in=2k"), TEXT_ARGS(item));
		if (parameter_read(&read, (enum parameter)found,
			    text_slice(item, (size_t)equals + 1, item.size), &why) != RESULT_OK)
			return error_set(err, RESULT_USAGE, _("'%.*s': expected %s"),
				TEXT_ARGS(item), why.message);
		rest = comma < 0 ? TEXT_NONE : text_slice(rest, (size_t)comma + 1, rest.size);
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
			!same(get(a, (enum parameter)i), get(b, (enum parameter)i)))
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

bool parameters_equal(const struct parameters *a, const struct parameters *b)
{
	return equal_where(a, b, 0) && a->thinking_high == b->thinking_high &&
		same(a->quantization, b->quantization) && a->lens == b->lens;
}

void parameters_print_bits(struct strbuf *buf, const struct parameters *parameters)
{
	if (isnan(parameters->quantization))
		strbuf_add_format(buf, _("%g bits"), parameters->bits);
	else
		strbuf_add_string(buf, quantization_get((size_t)parameters->quantization)->name);
}

static void print_cost(struct strbuf *buf, const struct parameters *parameters)
{
	struct strbuf in, out, month;

	strbuf_init(&in);
	strbuf_init(&out);
	strbuf_init(&month);
	number_print(&in, UNIT_TOKENS, parameters->input_tokens);
	number_print(&out, UNIT_TOKENS, parameters->output_tokens);
	number_print(&month, UNIT_TOKENS, parameters->requests);
	/* Translators: input tokens, output tokens, requests a month. */
	strbuf_add_format(buf, _("%s in, %s out, %s a month, %.0f%% cached"),
		in.bytes ? in.bytes : "0", out.bytes ? out.bytes : "0",
		month.bytes ? month.bytes : "0", parameters->cached_share * 100);
	if (parameters->written_share > 0)
		strbuf_add_format(buf, _(", %.0f%% written"), parameters->written_share * 100);
	if (parameters->batch_share > 0)
		strbuf_add_format(buf, _(", %.0f%% batch"), parameters->batch_share * 100);
	if (parameters->thinking_high > 1) {
		strbuf_add_string(buf, _(", thinking x "));
		parameter_write(buf, parameters, PARAMETER_THINKING);
	}
	if (!isnan(parameters->date)) {
		strbuf_add_string(buf, ", ");
		parameter_write(buf, parameters, PARAMETER_DATE);
	}
	strbuf_done(&in);
	strbuf_done(&out);
	strbuf_done(&month);
}

void parameters_print(struct strbuf *buf, const struct parameters *parameters, uint16_t field)
{
	if (field == FIELD_COST) {
		print_cost(buf, parameters);
	} else if (field == FIELD_MEMORY) {
		parameters_print_bits(buf, parameters);
		strbuf_add_string(buf, ", ");
		number_print(buf, UNIT_TOKENS, parameters->context_tokens);
		if (parameters->users > 1)
			strbuf_add_format(buf, _(", %g users"), parameters->users);
		if (parameters->cache_bits != 16)
			strbuf_add_format(buf, _(", cache %g bits"), parameters->cache_bits);
	}
}

static const struct workload workloads[] = {
	{ "summaries", N_("summaries"), "in=8k,out=500,n=20k,cached=0%,batch=0%" },
	{ "chatbot", N_("chatbot"), "in=2.5k,out=300,n=300k,cached=60%,batch=0%" },
	{ "batch", N_("batch jobs"), "in=1.2k,out=100,n=5M,cached=0%,batch=100%" },
	{ "coding-agent", N_("coding agent"), "in=40k,out=1.5k,n=20k,cached=80%,batch=0%" },
	{ "long-documents", N_("long documents"), "in=300k,out=2k,n=1k,cached=0%,batch=0%" },
};
enum { WORKLOAD_COUNT = sizeof(workloads) / sizeof(workloads[0]) };

size_t workload_count(void)
{
	return WORKLOAD_COUNT;
}

const struct workload *workload_get(size_t index)
{
	return &workloads[index < WORKLOAD_COUNT ? index : 0];
}

int workload_find(struct text name)
{
	for (size_t i = 0; i < WORKLOAD_COUNT; i++)
		if (text_equal_folded_ascii(name, text_of(workloads[i].name)))
			return (int)i;
	return -1;
}

/* SPDX-License-Identifier: MIT */
/* Parameters as text: as with: takes them, and as column heads show them; and the workloads that people know by name. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/parameters_parts.h"
#include "catalog/query/quantization.h"

#include <math.h>

/* So many digits that the number comes back, but no more than people want. */
static void write_plain(struct strbuf *buf, double number)
{
	for (int precision = 6; precision <= 17; precision++) {
		struct strbuf digits;
		struct number_span span = { .value = 0 };
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
	const struct parameter_row *row = parameter_row(parameter);
	double value = parameter_get(parameters, parameter);

	if (isnan(value))
		return;
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
	case FORM_DATE: date_print(buf, (uint32_t)value); return;
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

	for (int i = 0; i < PARAMETER_LENS; i++) {
		if (!(parameters->given >> i & 1) ||
			isnan(parameter_get(parameters, (enum parameter)i)))
			continue;
		strbuf_add_format(buf, "%s%s=", is_first ? "" : ",",
			parameter_row((enum parameter)i)->name);
		parameter_write(buf, parameters, (enum parameter)i);
		is_first = false;
	}
}

void parameters_write_for(struct strbuf *buf, const struct parameters *parameters, uint16_t field)
{
	enum parameter_concern concern = field == FIELD_COST ? CONCERNS_COST
		: field == FIELD_MEMORY                      ? CONCERNS_MEMORY
							     : CONCERNS_NEITHER;

	for (int i = 0; i < PARAMETER_LENS && concern != CONCERNS_NEITHER; i++) {
		const struct parameter_row *row = parameter_row((enum parameter)i);
		if (row->concern != concern || isnan(parameter_get(parameters, (enum parameter)i)))
			continue;
		strbuf_add_format(buf, "%s%s=", buf->size > 0 ? "," : "", row->name);
		parameter_write(buf, parameters, (enum parameter)i);
	}
}

/* Bits per weight as people say it: "Q4_K_M", "4 bits". */
static void print_bits(struct strbuf *buf, const struct parameters *parameters)
{
	if (isnan(parameters->quantization))
		strbuf_add_format(buf, _("%g bits"), parameters->bits);
	else
		strbuf_add_string(buf, quantization_get((size_t)parameters->quantization)->name);
}

static void print_shares(struct strbuf *buf, const struct parameters *parameters)
{
	if (parameters->cached_share > 0)
		strbuf_add_format(buf, _(", %.0f%% cached"), parameters->cached_share * 100);
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
}

static void print_tokens(struct strbuf *buf, const struct parameters *parameters, bool has_month)
{
	struct strbuf in, out, month;

	strbuf_init(&in);
	strbuf_init(&out);
	strbuf_init(&month);
	number_print(&in, UNIT_TOKENS, parameters->input_tokens);
	number_print(&out, UNIT_TOKENS, parameters->output_tokens);
	number_print(&month, UNIT_TOKENS, parameters->requests);
	if (has_month) /* Translators: input tokens, output tokens, requests a month. */
		strbuf_add_format(buf, _("%s in, %s out, %s a month"), in.bytes ? in.bytes : "0",
			out.bytes ? out.bytes : "0", month.bytes ? month.bytes : "0");
	else /* Translators: input tokens, output tokens of one request. */
		strbuf_add_format(buf, _("%s in, %s out"), in.bytes ? in.bytes : "0",
			out.bytes ? out.bytes : "0");
	strbuf_done(&in);
	strbuf_done(&out);
	strbuf_done(&month);
}

void parameters_print_request(struct strbuf *buf, const struct parameters *parameters)
{
	print_tokens(buf, parameters, false);
	print_shares(buf, parameters);
}

void parameters_print(struct strbuf *buf, const struct parameters *parameters, uint16_t field)
{
	if (field == FIELD_COST) {
		print_tokens(buf, parameters, true);
		print_shares(buf, parameters);
	} else if (field == FIELD_MEMORY) {
		print_bits(buf, parameters);
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

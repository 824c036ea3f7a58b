/* SPDX-License-Identifier: MIT */
/* The only place where values are printed; numbers: number_print.c. */
#include "catalog/base/arena.h"
#include "catalog/base/decimal.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/value.h"

#include <string.h>

static char *print_digits(char *to, uint32_t number, int digits)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		to[i] = (char)('0' + number % 10);
	return to + digits;
}

/* By hand: dates are printed by the million. */
static size_t date_digits(uint32_t date, char digits[16])
{
	char *end = print_digits(digits, date / 10000, 4);

	if (date == 0)
		return 0;
	if (date % 10000 != 0) {
		*end++ = '-';
		end = print_digits(end, date / 100 % 100, 2);
	}
	if (date % 10000 != 0 && date % 100 != 0) {
		*end++ = '-';
		end = print_digits(end, date % 100, 2);
	}
	return (size_t)(end - digits);
}

void date_print(struct strbuf *buf, uint32_t date)
{
	char digits[16];

	strbuf_add_bytes(buf, digits, date_digits(date, digits));
}

struct text date_text(uint32_t date, struct arena *arena)
{
	char digits[16];
	size_t size = date_digits(date, digits);

	return arena_copy(arena, (struct text){ digits, size });
}

enum form { FORM_FULL, FORM_BRIEF, FORM_KEY };

static const char *member_text(const struct member *member, enum form form)
{
	if (form == FORM_KEY)
		return member->key;
	return form == FORM_FULL ? member_title(member) : member_column(member);
}

/* Input and output in lists: TIAVP, one cell each. */
static void print_modality(struct strbuf *buf, const struct field *field, uint64_t mask)
{
	for (uint8_t i = 0; i < field->member_count; i++) {
		char letter = field->members[i].key[0];
		if (mask >> i & 1)
			strbuf_add_char(buf,
				(char)(letter >= 'a' && letter <= 'z' ? letter - 32 : letter));
		else
			strbuf_add_string(buf, "·");
	}
}

/* Lists have little room: several members show their first three cells each (moe·hyb). */
static void print_mask_brief(struct strbuf *buf, const struct field *field, uint64_t mask)
{
	bool is_single = (mask & (mask - 1)) == 0, is_first = true;

	for (uint8_t i = 0; i < field->member_count; i++) {
		struct text brief = text_of(member_column(&field->members[i]));
		if (!(mask >> i & 1))
			continue;
		if (!is_first)
			strbuf_add_string(buf, "·");
		if (is_single && strcmp(field->members[i].key, "undisclosed") == 0)
			brief = text_of(_("not said"));
		strbuf_add(buf, is_single ? brief : text_fit(brief, 3, NULL));
		is_first = false;
	}
}

static void print_mask(struct strbuf *buf, const struct field *field, uint64_t mask, enum form form)
{
	bool is_first = true;

	if (form == FORM_BRIEF) {
		if (field->group == GROUP_MODALITY)
			print_modality(buf, field, mask);
		else
			print_mask_brief(buf, field, mask);
		return;
	}
	for (uint8_t i = 0; i < field->member_count; i++) {
		if (!(mask >> i & 1))
			continue;
		if (!is_first)
			strbuf_add_string(buf, form == FORM_FULL ? ", " : ";");
		strbuf_add_string(buf, member_text(&field->members[i], form));
		is_first = false;
	}
}

static void print_tags(struct strbuf *buf, const struct value *value, enum form form)
{
	for (size_t i = 0; i < value->is.tags.count; i++) {
		if (i > 0)
			strbuf_add_string(buf, form == FORM_KEY ? ";" : ", ");
		strbuf_add(buf, value->is.tags.items[i]);
	}
}

static void print_key_number(struct strbuf *buf, double number)
{
	char digits[DECIMAL_SIZE];

	strbuf_add(buf, (struct text){ digits, decimal_print(number, digits) });
}

static void print_known(struct strbuf *buf, const struct field *field, const struct value *value,
	enum form form)
{
	switch (field->kind) {
	case KIND_NUMBER:
		if (form == FORM_KEY)
			print_key_number(buf, value->is.number);
		else if (form == FORM_FULL && field->unit == UNIT_USD_PER_MTOK)
			number_print_exact(buf, field->unit, value->is.number);
		else
			number_print(buf, field->unit, value->is.number);
		break;
	case KIND_DATE: date_print(buf, value->is.date); break;
	case KIND_CHOICE:
		if (value->is.choice < field->member_count)
			strbuf_add_string(buf,
				member_text(&field->members[value->is.choice], form));
		break;
	case KIND_SET: print_mask(buf, field, value->is.mask, form); break;
	case KIND_TAGS: print_tags(buf, value, form); break;
	default: strbuf_add(buf, value->is.text);
	}
}

static void print(struct strbuf *buf, const struct field *field, const struct value *value,
	enum form form)
{
	switch (value->state) {
	case VALUE_KNOWN: print_known(buf, field, value, form); break;
	case VALUE_UNKNOWN: strbuf_add_string(buf, form == FORM_KEY ? "" : "?"); break;
	case VALUE_UNDISCLOSED:
		strbuf_add_string(buf,
			form == FORM_KEY            ? "undisclosed"
				: form == FORM_FULL ? _("not disclosed")
						    : _("not said"));
		break;
	case VALUE_NOT_APPLICABLE:
		strbuf_add_string(buf, form == FORM_KEY ? "not-applicable" : "—");
		break;
	}
}

void value_print(struct strbuf *buf, const struct field *field, const struct value *value)
{
	print(buf, field, value, FORM_FULL);
}

void value_print_brief(struct strbuf *buf, const struct field *field, const struct value *value)
{
	print(buf, field, value, FORM_BRIEF);
}

void value_print_key(struct strbuf *buf, const struct field *field, const struct value *value)
{
	print(buf, field, value, FORM_KEY);
}

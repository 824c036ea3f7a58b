/* SPDX-License-Identifier: MIT */
/* Words of flat records: numbers as programs and people write them, and the program's own words for what is not to be had. */
#include "catalog/sources/source_reader.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_SIZE_MAX = 63 };

static size_t digits_at(struct text word, size_t at)
{
	size_t count = 0;

	while (at + count < word.size && word.bytes[at + count] >= '0' &&
		word.bytes[at + count] <= '9')
		count++;
	return count;
}

/* "0,5": a comma that groups no thousands. Which number is meant nobody can tell. */
static bool has_odd_comma(struct text word)
{
	for (size_t i = 0; i < word.size; i++)
		if (word.bytes[i] == ',' && digits_at(word, i + 1) != 3)
			return true;
	return false;
}

/* Where one comma is the only sign in it, that of decimals; NULL: it is not. Three digits behind it are thousands of what comes in whole things. */
static char *decimal_comma(char *word, enum unit unit)
{
	char *comma = strchr(word, ',');
	bool is_whole = unit == UNIT_TOKENS || unit_is_large(unit) || unit == UNIT_COUNT ||
		unit == UNIT_NONE;

	if (!comma || strchr(comma + 1, ',') || strchr(word, '.'))
		return NULL;
	return is_whole && digits_at(text_of(comma), 1) == 3 ? NULL : comma;
}

bool source_word_number(const struct source_reader *reader, enum unit unit, struct text word,
	double *number)
{
	char copy[NUMBER_SIZE_MAX + 1];
	struct number_span span;

	if (word.size > NUMBER_SIZE_MAX)
		return false;
	memcpy(copy, word.bytes, word.size);
	copy[word.size] = '\0';
	char *comma = reader->has_decimal_commas ? decimal_comma(copy, unit) : NULL;
	if (comma)
		*comma = '.';
	word.bytes = copy;
	if (has_odd_comma(word) || value_parse_number(unit, word, &span, NULL) != RESULT_OK)
		return false;
	*number = span.value;
	return true;
}

bool source_word_state(const struct field *field, struct text word, struct value *value)
{
	bool is_number = field->kind == KIND_NUMBER,
	     has_state = is_number || field->kind == KIND_SET || field->kind == KIND_CHOICE;

	if (field->scope != SCOPE_MODEL || !has_state)
		return false;
	if (text_equal_string(word, "not-applicable"))
		value->state = VALUE_NOT_APPLICABLE;
	else if (text_equal_string(word, "undisclosed") && is_number)
		value->state =
			VALUE_UNDISCLOSED; /* elsewhere it is a member, or cells have no such state */
	else
		return false;
	return true;
}

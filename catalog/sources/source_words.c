/* SPDX-License-Identifier: MIT */
/* Words of flat records: numbers as programs and people write them, the program's own words for what is not to be had, keys that models
 * do not have, and texts that cannot be shown as they are. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_SIZE_MAX = 63 };

/* "0,5": a comma that groups no thousands. Which number is meant nobody can tell. */
static bool has_odd_comma(struct text word)
{
	for (size_t i = 0; i < word.size; i++)
		if (word.bytes[i] == ',' && text_digits(word, i + 1) != 3)
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
	return is_whole && text_digits(text_of(comma), 1) == 3 ? NULL : comma;
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

double source_number(struct source_reader *reader, uint32_t token, struct text key)
{
	const struct json_tokens *tokens = &reader->tokens;
	double number = json_token_number(tokens, token);

	if (!isnan(number) || !json_token_is(tokens, token, JSON_NUMBER))
		return number;
	struct text word = text_slice(tokens->text, tokens->items[token].from,
		tokens->items[token].size);
	source_warn(reader, _("%.*s: %.*s cannot be true; left unknown"), TEXT_ARGS(key),
		TEXT_ARGS(text_slice(word, 0, NUMBER_SIZE_MAX)));
	return number;
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

struct text source_clean(struct source_reader *reader, struct text raw)
{
	bool is_changed;
	struct text clean = text_clean(&reader->arena, raw, &is_changed);

	if (is_changed && !reader->is_altered && !text_is_visible(raw)) {
		reader->is_altered = true;
		source_warn(reader,
			_("characters that are not shown, or too many accents on one letter; kept as %.*s"),
			TEXT_ARGS(text_cut(&reader->arena, clean, 60, false)));
	}
	return clean;
}

void source_note_strange(struct source_reader *reader, struct text key)
{
	struct text *told = &reader->strange;
	size_t size = told->size;

	key = source_clean(reader, key);
	if (key.size == 0 || size + key.size + 2 > sizeof(reader->strange_bytes) ||
		text_find(*told, key) >= 0)
		return;
	if (size > 0) {
		memcpy(reader->strange_bytes + size, ", ", 2);
		size += 2;
	}
	memcpy(reader->strange_bytes + size, key.bytes, key.size);
	*told = (struct text){ reader->strange_bytes, size + key.size };
}

enum result source_check_records(struct source_reader *reader)
{
	const struct source_import *import = reader->import;
	bool is_flat = import->format == SOURCE_RECORDS || import->format == SOURCE_NDJSON ||
		import->format == SOURCE_CSV;

	if (!is_flat || reader->is_of_models || reader->strange.size == 0)
		return RESULT_OK;
	return error_set(reader->err, RESULT_BAD_DATA,
		_("%s holds records that say nothing of models: they have %.*s. Expected are keys of fields, such as developer, context or price_in ('llmatlas fields' names all), or ids such as maker/model."),
		stream_name(import->stream), TEXT_ARGS(reader->strange));
}

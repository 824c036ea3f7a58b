/* SPDX-License-Identifier: MIT */
/* What the readers share: warnings with their place, claims, values that cannot be true, the row. */
#include "catalog/sources/source_reader.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void source_begin(struct source_reader *reader, uint32_t token)
{
	reader->token = token;
	reader->claim_count = reader->offer_claim_count = reader->tier_count = 0;
	reader->developer = reader->base = TEXT_NONE;
	reader->is_derivative = reader->is_altered = false;
	arena_reset(&reader->arena);
}

uint64_t source_line(struct source_reader *reader)
{
	if (reader->line_from > 0) { /* counted once, when somebody asks */
		reader->line += stream_lines_before(reader->import->stream, reader->line_from);
		reader->line_from = 0;
	}
	return reader->line;
}

/* "$.data[95] z-ai/glm-5": who searches the file for it does not count to 95. */
static void add_path(struct source_reader *reader, struct strbuf *line)
{
	json_token_path(&reader->tokens, reader->token, line);
	if (line->bytes[line->size - 1] != ']')
		return;
	uint32_t id = json_token_member(&reader->tokens, reader->token, "id");
	struct text word = json_token_string(&reader->tokens,
		id != JSON_NO_TOKEN ? id
				    : json_token_member(&reader->tokens, reader->token, "name"),
		&reader->arena);
	if (word.size > 0)
		strbuf_add_format(line, " %.*s", TEXT_ARGS(word));
}

__attribute__((format(printf, 2, 0))) static void warn(struct source_reader *reader,
	const char *format, va_list list)
{
	struct strbuf line;
	int row = 1, column = 1;

	reader->import->warning_count++;
	if (reader->import->warning_count > SOURCE_WARNINGS_MAX)
		return;
	json_token_place(&reader->tokens, reader->token, &row, &column);
	strbuf_init(&line);
	const char *name = stream_name(reader->import->stream), *slash = strrchr(name, '/');
	strbuf_add_format(&line, "%s:%llu:%d: ", slash && slash[1] ? slash + 1 : name,
		(unsigned long long)(reader->line > 0 ? source_line(reader) : (uint64_t)row),
		column);
	if (reader->line == 0 && reader->token != JSON_NO_TOKEN) {
		add_path(reader, &line);
		strbuf_add_string(&line, ": ");
	}
	strbuf_add_format_list(&line, format, list);
	struct text clean = text_clean(&reader->arena, strbuf_text(&line), NULL);
	if (reader->first_warning[0] == '\0') {
		struct text first = text_cut(&reader->arena, clean, 200, false);
		snprintf(reader->first_warning, sizeof(reader->first_warning), "%.*s",
			TEXT_ARGS(first));
	}
	builder_add_warning(reader->import->builder, clean);
	strbuf_done(&line);
}

void source_warn(struct source_reader *reader, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	warn(reader, format, list);
	va_end(list);
}

void source_refuse(struct source_reader *reader, const char *format, ...)
{
	va_list list;

	reader->import->refused_count++;
	va_start(list, format);
	warn(reader, format, list);
	va_end(list);
}

/* --- claims --------------------------------------------------------------------------------------- */

void source_claim(struct source_reader *reader, bool is_offer, enum field_id field,
	struct value value)
{
	struct claim *claims = is_offer ? reader->offer_claims : reader->claims;
	size_t *count = is_offer ? &reader->offer_claim_count : &reader->claim_count;

	if (value.state == VALUE_UNKNOWN || *count == SOURCE_CLAIMS_MAX ||
		claim_find(claims, *count, field))
		return;
	claims[(*count)++] = (struct claim){ .field = (uint16_t)field,
		.basis = BASIS_REPORTED,
		.origin = (uint8_t)reader->origin,
		.source = reader->source,
		.as_of = reader->import->as_of,
		.value = value };
}

void source_claim_number(struct source_reader *reader, bool is_offer, enum field_id field,
	double number)
{
	if (!isnan(number))
		source_claim(reader, is_offer, field,
			(struct value){ .state = VALUE_KNOWN, .is.number = number });
}

bool source_has_claim(const struct source_reader *reader, enum field_id field)
{
	return claim_find(reader->claims, reader->claim_count, field) != NULL;
}

void source_claim_mask(struct source_reader *reader, enum field_id field, uint64_t mask)
{
	if (mask != 0)
		source_claim(reader, false, field,
			(struct value){ .state = VALUE_KNOWN, .is.mask = mask });
}

void source_claim_text(struct source_reader *reader, enum field_id field, struct text text)
{
	if (text.size > 0)
		source_claim(reader, false, field,
			(struct value){ .state = VALUE_KNOWN, .is.text = text });
}

int source_find_member(struct source_reader *reader, const struct field *field, struct text word)
{
	bool is_new;
	int *found = word_cache_at(&reader->words, field->id, word, &is_new);

	if (!found)
		return field_member_find(field, word);
	if (is_new)
		*found = field_member_find(field, word);
	return *found;
}

uint64_t source_member(enum field_id field, const char *key)
{
	int member = field_member_find(field_get(field), text_of(key));
	return member < 0 ? 0 : UINT64_C(1) << member;
}

bool source_word_day(struct text *word, uint32_t *date)
{
	*date = 0;
	if (word->size > 10 && (word->bytes[10] == 'T' || word->bytes[10] == ' '))
		word->size = 10;
	return value_parse_date(*word, date, NULL) == RESULT_OK && *date != 19700101 &&
		*date >= 19900000 && *date < 20900000;
}

void source_claim_date(struct source_reader *reader, bool is_offer, enum field_id field,
	struct text word)
{
	struct value value = { .state = VALUE_KNOWN };

	if (word.size == 0)
		return;
	if (source_word_day(&word, &value.is.date))
		source_claim(reader, is_offer, field, value);
	else
		source_warn(reader,
			value.is.date == 0 ? _("%s: there is no day %.*s; left unknown")
					   : _("%s: %.*s stands for no day; left unknown"),
			field_get(field)->key, TEXT_ARGS(word));
}

static uint32_t claimed_date(const struct source_reader *reader, enum field_id field)
{
	const struct claim *claim = claim_find(reader->claims, reader->claim_count, field);
	return claim ? claim->value.is.date : 0;
}

void source_check_cutoff(struct source_reader *reader)
{
	uint32_t released = claimed_date(reader, FIELD_RELEASED),
		 cutoff = claimed_date(reader, FIELD_CUTOFF);

	if (released == 0 || cutoff == 0 || date_first_day(cutoff) <= date_last_day(released))
		return;
	source_warn(reader, "%s", _("cutoff: later than the release; left unknown"));
	for (size_t i = 0; i < reader->claim_count; i++) {
		if (reader->claims[i].field != FIELD_CUTOFF)
			continue;
		reader->claims[i] = reader->claims[--reader->claim_count];
		return;
	}
}

/* --- parts of a record ---------------------------------------------------------------------------- */

struct text source_text(struct source_reader *reader, uint32_t token)
{
	return source_clean(reader, json_token_string(&reader->tokens, token, &reader->arena));
}

struct text source_member_text(struct source_reader *reader, uint32_t object, const char *key)
{
	return source_text(reader, json_token_member(&reader->tokens, object, key));
}

double source_member_number(struct source_reader *reader, uint32_t object, const char *key)
{
	return source_number(reader, json_token_member(&reader->tokens, object, key), text_of(key));
}

bool source_member_true(struct source_reader *reader, uint32_t object, const char *key)
{
	return json_token_is(&reader->tokens, json_token_member(&reader->tokens, object, key),
		JSON_TRUE);
}

/* Members of the field among the words of a list; "embeddings" is one, "file" is a PDF or nothing. */
uint64_t source_modalities(struct source_reader *reader, uint32_t list, enum field_id field)
{
	uint64_t mask = 0;

	for (uint32_t item = json_token_first(&reader->tokens, list); item != JSON_NO_TOKEN;
		item = json_token_next(&reader->tokens, list, item)) {
		struct text word = json_token_string(&reader->tokens, item, &reader->arena);
		int member = field_member_find(field_get(field),
			text_equal_string(word, "file") ? TEXT("pdf") : word);
		if (member >= 0)
			mask |= UINT64_C(1) << member;
	}
	return mask;
}

void source_emit(struct source_reader *reader, struct text id, struct text name,
	struct text provider, struct text offer_id, const struct text *aliases, size_t alias_count)
{
	struct draft_offer offer = { .provider = provider,
		.id = offer_id,
		.source = reader->source,
		.as_of = reader->import->as_of,
		.basis = BASIS_REPORTED,
		.claims = reader->offer_claims,
		.claim_count = reader->offer_claim_count,
		.tiers = reader->tiers,
		.tier_count = reader->tier_count };
	struct draft draft = { .id = id,
		.name = name.size > 0 ? name : id,
		.developer = reader->developer,
		.family = reader->base,
		.is_derivative = reader->is_derivative,
		.aliases = aliases,
		.alias_count = alias_count,
		.claims = reader->claims,
		.claim_count = reader->claim_count,
		.offers = &offer,
		.offer_count = provider.size > 0 };

	if (id.size == 0) {
		source_refuse(reader, "%s", _("a model without an id; left out"));
		return;
	}
	for (size_t i = 1; i < draft.claim_count; i++) { /* the builder wants fields in order */
		struct claim moved = reader->claims[i];
		size_t at = i;
		while (at > 0 && reader->claims[at - 1].field > moved.field) {
			reader->claims[at] = reader->claims[at - 1];
			at--;
		}
		reader->claims[at] = moved;
	}
	if (builder_add_model(reader->import->builder, &draft, NULL) != RESULT_OK)
		source_refuse(reader, _("a second record of %.*s; the first one is kept"),
			TEXT_ARGS(id));
	else
		reader->import->record_count++;
}

bool source_goes_on(struct source_reader *reader, uint64_t done, uint64_t total)
{
	if (!interrupt_is_due(reader->import->interrupt, done, total))
		return true;
	error_set(reader->err, RESULT_INTERRUPTED, "%s", _("Stopped: nothing was changed."));
	return false;
}

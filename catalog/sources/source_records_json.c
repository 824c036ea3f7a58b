/* SPDX-License-Identifier: MIT */
/* Flat records as an array of JSON, or one a line (NDJSON). One record is handled at a time, so that dumps of any size need the memory of their
 * longest line. */
#include "catalog/base/message.h"
#include "catalog/sources/source_parts.h"

#include <string.h>

/* of the n-th member */
static enum record_key key_of(struct source_reader *reader, size_t n, struct text word)
{
	struct source_key *kept = n < SOURCE_KEYS_KEPT ? &reader->keys[n] : NULL;

	if (!kept)
		return source_record_key(word);
	if (word.size == 0 || word.size > sizeof(kept->bytes)) {
		kept->size = 0;
		kept->what = (uint16_t)source_record_key(word);
	} else if (kept->size != word.size || memcmp(kept->bytes, word.bytes, word.size) != 0) {
		memcpy(kept->bytes, word.bytes, word.size);
		kept->size = (uint8_t)word.size;
		kept->what = (uint16_t)source_record_key(word);
	}
	return (enum record_key)kept->what;
}

static bool came_before(const struct json_tokens *tokens, uint32_t object, uint32_t key)
{
	const struct json_token *of = &tokens->items[key];

	for (uint32_t other = json_token_first(tokens, object); other < key;
		other = json_token_next(tokens, object, other)) {
		const struct json_token *one = &tokens->items[other];
		if (one->size == of->size &&
			memcmp(tokens->text.bytes + one->from, tokens->text.bytes + of->from,
				of->size) == 0)
			return true;
	}
	return false;
}

static void read_record(struct source_reader *reader, uint32_t object)
{
	const struct json_tokens *tokens = &reader->tokens;
	bool has_keys = tokens->shaped != 0 && tokens->shaped == reader->keys_of;
	struct record record;
	size_t n = 0;

	source_begin(reader, object);
	source_record_begin(&record);
	if (!json_token_is(tokens, object, JSON_OBJECT)) {
		source_refuse(reader, "%s", _("expected an object; left out"));
		return;
	}
	for (uint32_t key = json_token_first(tokens, object); key != JSON_NO_TOKEN;
		key = json_token_next(tokens, object, key)) {
		struct text word = text_slice(tokens->text, tokens->items[key].from,
			tokens->items[key].size);
		enum record_key what = has_keys && n < SOURCE_KEYS_KEPT
			? (enum record_key)reader->keys[n].what
			: key_of(reader, n, word);
		const uint32_t told = reader->import->warning_count;
		n++;
		if (tokens->repeated_count > 0 && came_before(tokens, object, key)) {
			if (reader->line > 0) /* of an array all of them were told at once */
				source_warn(reader, "%s",
					_("the same key a second time: the first one counts"));
			continue;
		}
		if (what != RECORD_IGNORED)
			source_record_token(reader, &record, what, key + 1);
		else if (!reader->is_of_models)
			source_note_strange(reader, word);
		if (n <= SOURCE_KEYS_KEPT)
			reader->keys[n - 1].told = (uint16_t)(reader->import->warning_count - told);
	}
	reader->keys_of = tokens->shaped;
	if (tokens->shaped != 0)
		source_plan_learn(reader);
	source_record_emit(reader, &record);
}

enum result source_read_records(struct source_reader *reader)
{
	return source_each(reader, 0, read_record);
}

/* *unfinished: the line, if it is none of JSON because it ends too early; else 0. */
static void read_line(struct source_reader *reader, struct text line, bool is_too_long,
	uint64_t *unfinished)
{
	*unfinished = 0;
	if (!is_too_long && source_plan_read(reader, line))
		return;
	if (!is_too_long && json_tokens_read(&reader->tokens, line, true)) {
		read_record(reader, 0);
		return;
	}
	source_begin(reader, JSON_NO_TOKEN);
	source_refuse(reader, _("%s; the line is left out"),
		is_too_long ? _("longer than 16 MB") : _(reader->tokens.wrong));
	if (!is_too_long && source_is_unfinished(&reader->tokens))
		*unfinished = reader->line;
}

static enum result end_lines(struct source_reader *reader, uint64_t unfinished)
{
	if (unfinished == 0 || !stream_is_whole(reader->import->stream))
		return RESULT_OK;
	reader->line = unfinished;
	return source_cut_off(reader, "%s", _("its closing brace"));
}

static enum result read_lines(struct source_reader *reader)
{
	struct stream *stream = reader->import->stream;
	struct text line;
	uint64_t unfinished = 0;
	bool is_too_long, is_end;

	for (;;) {
		enum result result = stream_line(stream, &line, &is_too_long, &is_end, reader->err);
		if (result != RESULT_OK)
			return result;
		if (is_end)
			return end_lines(reader, unfinished);
		if (reader->line++ % 1024 == 0 &&
			!source_goes_on(reader, stream_done(stream), stream_total(stream)))
			return RESULT_INTERRUPTED;
		if (text_trim(line).size > 0)
			read_line(reader, line, is_too_long, &unfinished);
	}
}

enum result source_read_ndjson(struct source_reader *reader)
{
	return source_read_parts(reader, read_lines);
}

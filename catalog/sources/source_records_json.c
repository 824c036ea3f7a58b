/* SPDX-License-Identifier: MIT */
/* Flat records as an array of JSON, or one a line (NDJSON). One record is handled at a time, so that dumps of any size need the memory of their
 * longest line. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <string.h>

enum { KEY_SLOTS = 256 };
struct key_cache { /* the keys of a dump are few and come with every record */
	struct {
		char bytes[31];
		uint8_t size;
		enum record_key key;
	} slots[KEY_SLOTS];
};

static enum record_key cached_key(struct key_cache *cache, struct text word)
{
	if (word.size == 0 || word.size > sizeof(cache->slots[0].bytes))
		return RECORD_IGNORED;
	size_t slot = (word.size * 31 + (unsigned char)word.bytes[0] * 7 +
			      (unsigned char)word.bytes[word.size - 1] * 13 +
			      (unsigned char)word.bytes[word.size / 2]) %
		KEY_SLOTS;
	if (cache->slots[slot].size != word.size ||
		memcmp(cache->slots[slot].bytes, word.bytes, word.size) != 0) {
		memcpy(cache->slots[slot].bytes, word.bytes, word.size);
		cache->slots[slot].size = (uint8_t)word.size;
		cache->slots[slot].key = source_record_key(word);
	}
	return cache->slots[slot].key;
}

static void read_record(struct source_reader *reader, struct key_cache *cache, uint32_t object)
{
	const struct json_tokens *tokens = &reader->tokens;
	struct record record;

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
		enum record_key what = cached_key(cache, word);
		if (what != RECORD_IGNORED)
			source_record_token(reader, &record, what, key + 1);
	}
	source_record_emit(reader, &record);
}

enum result source_read_records(struct source_reader *reader)
{
	struct key_cache cache = { 0 };

	for (uint32_t item = json_token_first(&reader->tokens, 0); item != JSON_NO_TOKEN;
		item = json_token_next(&reader->tokens, 0, item)) {
		if (!source_goes_on(reader, item, reader->tokens.count))
			return RESULT_INTERRUPTED;
		read_record(reader, &cache, item);
	}
	return RESULT_OK;
}

enum result source_read_ndjson(struct source_reader *reader)
{
	struct stream *stream = reader->import->stream;
	struct key_cache cache = { 0 };
	struct text line;
	bool is_too_long, is_end;

	for (;;) {
		enum result result = stream_line(stream, &line, &is_too_long, &is_end, reader->err);
		if (result != RESULT_OK || is_end)
			return result;
		if (reader->line++ % 1024 == 0 &&
			!source_goes_on(reader, stream_done(stream), stream_total(stream)))
			return RESULT_INTERRUPTED;
		if (text_trim(line).size == 0)
			continue;
		if (is_too_long || !json_tokens_read(&reader->tokens, line, true)) {
			source_begin(reader, JSON_NO_TOKEN);
			source_refuse(reader, _("%s; the line is left out"),
				is_too_long ? _("longer than 16 MB") : _(reader->tokens.wrong));
			continue;
		}
		read_record(reader, &cache, 0);
	}
}

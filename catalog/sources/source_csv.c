/* SPDX-License-Identifier: MIT */
/* CSV (RFC 4180) with a header of field keys: `id` is needed, `name`, `developer` and `provider` are taken, columns of other names passed over. The
 * separator is the one that the header uses: comma, semicolon or tab. Behind semicolons numbers may have decimal commas. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source_reader.h"

#include <string.h>

enum { COLUMN_MAX = 256, RECORD_SIZE_MAX = 4 << 20 };

struct csv {
	enum record_key columns[COLUMN_MAX];
	size_t column_count;
	char separator;
	struct strbuf record; /* of several lines, where a cell is */
};

static size_t count_quotes(struct text text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++)
		count += text.bytes[i] == '"';
	return count;
}

/* One record: lines until the quotes are even. */
static enum result next_record(struct source_reader *reader, struct csv *csv, bool *is_end)
{
	struct text line;
	bool is_too_long;
	enum result result;

	strbuf_clear(&csv->record);
	do {
		result = stream_line(reader->import->stream, &line, &is_too_long, is_end,
			reader->err);
		if (result != RESULT_OK || *is_end) {
			*is_end = *is_end && csv->record.size == 0;
			return result;
		}
		reader->line++;
		if (csv->record.size > 0)
			strbuf_add_char(&csv->record, '\n');
		strbuf_add(&csv->record, line);
	} while (count_quotes(strbuf_text(&csv->record)) % 2 != 0 &&
		csv->record.size < RECORD_SIZE_MAX);
	return RESULT_OK;
}

/* The next cell, unquoted, in the arena. */
static struct text next_cell(struct csv *csv, struct text *rest, struct source_reader *reader)
{
	char *out = arena_get(&reader->arena, rest->size + 1);
	size_t at = 0, size = 0;
	bool is_quoted = rest->size > 0 && rest->bytes[0] == '"';

	for (at = is_quoted; at < rest->size; at++) {
		char c = rest->bytes[at];
		if (is_quoted && c == '"') {
			if (at + 1 < rest->size && rest->bytes[at + 1] == '"')
				at++;
			else
				is_quoted = false;
			if (!is_quoted)
				continue;
		} else if (!is_quoted && c == csv->separator) {
			break;
		}
		out[size++] = c;
	}
	*rest = at < rest->size ? text_slice(*rest, at + 1, rest->size)
				: (struct text){ rest->bytes, SIZE_MAX };
	return source_clean(reader, (struct text){ out, size });
}

static bool is_last(struct text rest)
{
	return rest.size == SIZE_MAX;
}

static char separator_of(struct text header)
{
	size_t commas = 0, semicolons = 0, tabs = 0;

	for (size_t i = 0; i < header.size; i++) {
		commas += header.bytes[i] == ',';
		semicolons += header.bytes[i] == ';';
		tabs += header.bytes[i] == '\t';
	}
	return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

static enum result read_header(struct source_reader *reader, struct csv *csv)
{
	bool is_end, has_id = false;
	enum result result = next_record(reader, csv, &is_end);

	if (result != RESULT_OK)
		return result;
	struct text rest = strbuf_text(&csv->record);
	if (text_starts_with(rest, TEXT("\xef\xbb\xbf")))
		rest = text_slice(rest, 3, rest.size);
	csv->separator = separator_of(rest);
	reader->has_decimal_commas = csv->separator == ';';
	source_begin(reader, JSON_NO_TOKEN);
	while (!is_last(rest) && csv->column_count < COLUMN_MAX) {
		struct text word = next_cell(csv, &rest, reader);
		enum record_key key = source_record_key(word);
		has_id = has_id || key == RECORD_ID;
		csv->columns[csv->column_count++] = key;
		if (key != RECORD_IGNORED)
			continue;
		source_note_strange(reader, word);
		source_warn(reader, _("the column %.*s is no field; it is passed over"),
			TEXT_ARGS(word));
	}
	if (has_id)
		return RESULT_OK;
	return error_set(reader->err, RESULT_BAD_DATA, _("%s:1: the header has no column id."),
		stream_name(reader->import->stream));
}

enum result source_read_csv(struct source_reader *reader)
{
	struct csv csv = { 0 };
	bool is_end = false;

	strbuf_init(&csv.record);
	enum result result = read_header(reader, &csv);
	while (result == RESULT_OK) {
		struct record record;
		size_t column = 0;
		result = next_record(reader, &csv, &is_end);
		if (result != RESULT_OK || is_end)
			break;
		if (reader->line % 1024 == 0 &&
			!source_goes_on(reader, stream_done(reader->import->stream),
				stream_total(reader->import->stream)))
			result = RESULT_INTERRUPTED;
		source_begin(reader, JSON_NO_TOKEN);
		source_record_begin(&record);
		struct text rest = strbuf_text(&csv.record);
		if (text_trim(rest).size == 0)
			continue;
		for (; !is_last(rest); column++) {
			struct text cell = next_cell(&csv, &rest, reader);
			if (column < csv.column_count)
				source_record_word(reader, &record, csv.columns[column], cell);
		}
		if (column != csv.column_count)
			source_warn(reader, _("%zu cells where the header has %zu"), column,
				csv.column_count);
		source_record_emit(reader, &record);
	}
	strbuf_done(&csv.record);
	return result;
}

/* SPDX-License-Identifier: MIT */
/* CSV (RFC 4180) with a header of field keys: `id` is needed, `name`, `developer` and `provider` are taken, columns of other names passed over. The
 * separator is the one that the header uses: comma, semicolon or tab; or the one that a first line "sep=;" tells, as Excel reads and writes it. Behind semicolons numbers may have decimal commas. Lines may end with LF, CR LF
 * or CR; a quote is one at the front of a cell. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source_reader.h"

#include <string.h>

enum { COLUMN_MAX = 256, RECORD_SIZE_MAX = 4 << 20 };

struct csv {
	enum record_key columns[COLUMN_MAX];
	size_t column_count; /* of the header; those above COLUMN_MAX are passed over */
	char separator;
	char told; /* the one that a line before the header tells */
	bool has_header, is_told_line;
	uint64_t lines;       /* read so far */
	struct strbuf record; /* of several lines, where a cell is */
	bool is_open;         /* it ends inside of quotes, */
	bool is_cut;          /* and the file there, too */
	bool is_too_long;
	bool has_end;              /* a line end stands behind it */
	bool has_whole, has_short; /* records with as many cells as the header, and with less */
};

/* Behind this line of a record, which begins inside of quotes or at the front of a cell. */
static bool ends_in_quotes(const struct csv *csv, struct text line, bool is_open)
{
	bool is_front = !is_open;

	for (size_t i = 0; i < line.size; i++) {
		char c = line.bytes[i];
		if (is_open && c == '"' && i + 1 < line.size && line.bytes[i + 1] == '"')
			i++;
		else if (is_open)
			is_open = c != '"';
		else if (is_front && c == '"')
			is_open = true;
		is_front = !is_open && c == csv->separator;
	}
	return is_open;
}

static char separator_of(struct text header)
{
	size_t commas = 0, semicolons = 0, tabs = 0;
	bool is_quoted = false;

	for (size_t i = 0; i < header.size; i++) {
		is_quoted ^= header.bytes[i] == '"';
		commas += !is_quoted && header.bytes[i] == ',';
		semicolons += !is_quoted && header.bytes[i] == ';';
		tabs += !is_quoted && header.bytes[i] == '\t';
	}
	return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

char source_csv_separator(struct text line)
{
	if (line.size > 2 && line.bytes[0] == '"' && line.bytes[line.size - 1] == '"')
		line = text_slice(line, 1, line.size - 2);
	if (line.size != 5 || !text_equal_folded_ascii(text_slice(line, 0, 4), TEXT("sep=")))
		return '\0';
	char c = line.bytes[4];
	bool is_one = c == '\t' ||
		(c > ' ' && c <= '~' && c != '"' && c != '=' && !(c >= '0' && c <= '9') &&
			!((c | 32) >= 'a' && (c | 32) <= 'z'));
	return is_one ? c : '\0';
}

/* A line before the header tells the separator, or it is the one that the header uses. */
static void find_separator(struct csv *csv, struct text line)
{
	char told = source_csv_separator(line);

	csv->is_told_line = told != '\0';
	if (csv->is_told_line)
		csv->told = told;
	csv->separator = csv->told != '\0' ? csv->told : separator_of(line);
}

/* One record: lines until no quote is open. The line of the reader is its first one. */
static enum result next_record(struct source_reader *reader, struct csv *csv, bool *is_end)
{
	struct stream *stream = reader->import->stream;
	struct text line;
	bool is_too_long;

	strbuf_clear(&csv->record);
	if (csv->is_cut) { /* and that was taken */
		*is_end = true;
		return RESULT_OK;
	}
	csv->is_open = csv->is_cut = csv->is_too_long = false;
	reader->line = csv->lines + 1;
	do {
		enum result result = stream_line(stream, &line, &is_too_long, is_end, reader->err);
		if (result != RESULT_OK || *is_end) {
			csv->is_cut = *is_end && csv->is_open;
			*is_end = *is_end && !csv->is_open;
			return result;
		}
		if (csv->lines++ == 0)
			line = text_without_mark(line);
		if (!csv->has_header && csv->lines == reader->line)
			find_separator(csv, line);
		if (csv->lines > reader->line)
			strbuf_add_char(&csv->record, '\n');
		strbuf_add(&csv->record, line);
		csv->is_too_long = csv->is_too_long || is_too_long;
		csv->is_open = !csv->is_too_long && ends_in_quotes(csv, line, csv->is_open);
	} while (csv->is_open && csv->record.size < RECORD_SIZE_MAX);
	csv->is_cut = csv->is_open; /* no cell is that long */
	csv->has_end = stream_has_line_end(stream);
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
	return (struct text){ out, size };
}

static bool is_last(struct text rest)
{
	return rest.size == SIZE_MAX;
}

static bool has_column(const struct csv *csv, enum record_key key)
{
	for (size_t i = 0; i < csv->column_count && i < COLUMN_MAX; i++)
		if (csv->columns[i] == key)
			return true;
	return false;
}

static enum result read_header(struct source_reader *reader, struct csv *csv)
{
	bool is_end, has_id = false;
	enum result result;

	do
		result = next_record(reader, csv, &is_end);
	while (result == RESULT_OK && !is_end &&
		(csv->is_told_line || text_trim(strbuf_text(&csv->record)).size == 0));
	csv->has_header = true;
	if (result != RESULT_OK)
		return result;
	struct text rest = strbuf_text(&csv->record);
	reader->has_decimal_commas = csv->separator == ';';
	source_begin(reader, JSON_NO_TOKEN);
	for (; !is_last(rest); csv->column_count++) {
		struct text word = source_clean(reader, next_cell(csv, &rest, reader));
		enum record_key key = source_record_key(word);
		has_id = has_id || key == RECORD_ID;
		if (key != RECORD_IGNORED && has_column(csv, key)) {
			source_warn(reader,
				_("the column %.*s a second time: the first one counts"),
				TEXT_ARGS(word));
			key = RECORD_IGNORED;
			word = TEXT_NONE;
		}
		if (csv->column_count < COLUMN_MAX)
			csv->columns[csv->column_count] = key;
		if (key != RECORD_IGNORED || word.size == 0)
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

/* A quote that nothing closes: all that follows is in it. */
static enum result refuse_open(struct source_reader *reader)
{
	source_refuse(reader, "%s", _("a quote is opened and never closed; left out from there"));
	return source_cut_off(reader, "%s", _("the closing quote of a cell"));
}

/* The last line of a file without an end to it, which has less than all lines before. */
static bool is_cut_short(const struct csv *csv, size_t cells)
{
	return cells < csv->column_count && !csv->has_end && csv->has_whole && !csv->has_short;
}

static enum result refuse_short(struct source_reader *reader, const struct csv *csv, size_t cells)
{
	struct source_import *import = reader->import;

	source_refuse(reader,
		P_("%zu cell where the header has %zu; left out",
			"%zu cells where the header has %zu; left out", cells),
		cells, csv->column_count);
	import->cut_line = source_line(reader);
	import->is_perhaps_whole = true;
	if (import->takes_cut)
		return RESULT_OK;
	return error_set(reader->err, RESULT_BAD_DATA,
		P_("%s:%llu: the last line has %zu cell where the header has %zu, and no line end: the file is cut off, or only the line end is missing; with one behind it the line is read.",
			"%s:%llu: the last line has %zu cells where the header has %zu, and no line end: the file is cut off, or only the line end is missing; with one behind it the line is read.",
			cells),
		stream_name(import->stream), (unsigned long long)import->cut_line, cells,
		csv->column_count);
}

static size_t read_cells(struct source_reader *reader, struct csv *csv, struct record *record)
{
	struct text rest = strbuf_text(&csv->record);
	size_t cells = 0;

	for (; !is_last(rest); cells++) {
		struct text cell = next_cell(csv, &rest, reader);
		if (cells < csv->column_count && cells < COLUMN_MAX &&
			csv->columns[cells] != RECORD_IGNORED)
			source_record_word(reader, record, csv->columns[cells],
				source_clean(reader, cell));
	}
	return cells;
}

static enum result read_record(struct source_reader *reader, struct csv *csv)
{
	struct record record;

	if (text_trim(strbuf_text(&csv->record)).size == 0)
		return RESULT_OK;
	source_begin(reader, JSON_NO_TOKEN);
	source_record_begin(&record);
	if (csv->is_cut)
		return refuse_open(reader);
	if (csv->is_too_long) {
		source_refuse(reader, _("%s; the line is left out"), _("longer than 16 MB"));
		return RESULT_OK;
	}
	size_t cells = read_cells(reader, csv, &record);
	if (is_cut_short(csv, cells))
		return refuse_short(reader, csv, cells);
	csv->has_whole = csv->has_whole || cells == csv->column_count;
	csv->has_short = csv->has_short || cells < csv->column_count;
	if (cells != csv->column_count)
		source_warn(reader,
			P_("%zu cell where the header has %zu",
				"%zu cells where the header has %zu", cells),
			cells, csv->column_count);
	source_record_emit(reader, &record);
	return RESULT_OK;
}

/* CR where the header ends with one that no LF follows. */
static enum result find_line_end(struct source_reader *reader)
{
	struct stream *stream = reader->import->stream;
	struct text head;
	bool is_quoted = false;
	enum result result = stream_peek(stream, &head, reader->err);

	for (size_t i = 0; result == RESULT_OK && i < head.size; i++) {
		char c = head.bytes[i];
		is_quoted ^= c == '"';
		if (is_quoted || (c != '\r' && c != '\n'))
			continue;
		if (c == '\r' && (i + 1 == head.size || head.bytes[i + 1] != '\n'))
			stream_end_lines_with(stream, '\r');
		break;
	}
	return result;
}

enum result source_read_csv(struct source_reader *reader)
{
	struct stream *stream = reader->import->stream;
	struct csv csv = { 0 };
	bool is_end = false;

	strbuf_init(&csv.record);
	enum result result = find_line_end(reader);
	if (result == RESULT_OK)
		result = read_header(reader, &csv);
	while (result == RESULT_OK) {
		result = next_record(reader, &csv, &is_end);
		if (result != RESULT_OK || is_end)
			break;
		result = read_record(reader, &csv);
		if (result == RESULT_OK && csv.lines % 1024 == 0 &&
			!source_goes_on(reader, stream_done(stream), stream_total(stream)))
			result = RESULT_INTERRUPTED;
	}
	strbuf_done(&csv.record);
	return result;
}

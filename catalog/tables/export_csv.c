/* SPDX-License-Identifier: MIT */
/* Comma-separated (RFC 4180, with LF) and tab-separated values: keys in the head, neutral values, no footer.
 *
 * A cell that a spreadsheet would run as a formula gets a ' in front, and so does the part behind a ; that one with that separator would take for a
 * cell of its own. It begins with = + - @ TAB CR LF (or the wide form of the first four), behind any number of ', and is no number. So
 * the way back is exact: where one or more ' stand before such a sign, at the start or behind a ;, take one away. --raw-csv leaves cells alone. */
#include "catalog/tables/export.h"

#include <string.h>

/* -1.5e-7: what a spreadsheet reads as the same number. */
static bool is_number(struct text text)
{
	size_t at = text.size > 0 && text.bytes[0] == '-' ? 1 : 0, whole = text_digits(text, at);

	at += whole;
	if (at < text.size && text.bytes[at] == '.') {
		size_t part = text_digits(text, at + 1);
		if (part == 0)
			return false;
		at += 1 + part;
	}
	if (whole > 0 && at < text.size && (text.bytes[at] == 'e' || text.bytes[at] == 'E')) {
		at += 1 + (at + 1 < text.size && strchr("+-", text.bytes[at + 1]) != NULL);
		size_t part = text_digits(text, at);
		if (part == 0)
			return false;
		at += part;
	}
	return whole > 0 && at == text.size;
}

/* A letter or a digit: so nearly all cells begin. */
static bool starts_plainly(struct text text)
{
	unsigned char first = text.size > 0 ? (unsigned char)text.bytes[0] : '0';

	return (first > '@' && first < 0xef) || (first >= '0' && first <= '9');
}

static bool starts_formula(struct text text)
{
	static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };
	size_t at = 0;

	while (at < text.size && text.bytes[at] == '\'')
		at++;
	if (at == text.size)
		return false;
	text = text_slice(text, at, text.size);
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (text_starts_with(text, text_of(wide[i])))
			return true;
	return text.bytes[0] != '\0' && strchr("=+-@\t\r\n", text.bytes[0]) != NULL &&
		(at > 0 || !is_number(text));
}

/* True if a ' belongs before text.bytes[at]: at the start of the cell or of a part behind a ;. */
static bool needs_guard(const struct export_job *job, struct text text, size_t at)
{
	if (job->options->is_raw_csv || (at > 0 && text.bytes[at - 1] != ';'))
		return false;
	struct text rest = text_slice(text, at, text.size);
	if (starts_plainly(rest))
		return false;
	ptrdiff_t end = text_find(rest, TEXT(";"));
	return starts_formula(end < 0 ? rest : text_slice(rest, 0, (size_t)end));
}

/* A comma, a quote, a line end, or a formula at the start of the cell or behind a ; */
static bool needs_quotes(const struct export_job *job, struct text text)
{
	static const bool is_special
		[256] = { [','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true, [';'] = true };
	bool needs = needs_guard(job, text, 0);

	for (size_t i = 0; i < text.size && !needs; i++)
		if (is_special[(unsigned char)text.bytes[i]])
			needs = text.bytes[i] != ';' ||
				(i + 1 < text.size && needs_guard(job, text, i + 1));
	return needs;
}

static void csv_cell(struct export_job *job, struct text text)
{
	bool is_quoted = text.size > 0 &&
		(text.bytes[0] == ' ' || text.bytes[text.size - 1] == ' ' ||
			needs_quotes(job, text));

	if (is_quoted)
		sink_add_char(job->sink, '"');
	for (size_t i = 0; is_quoted && i < text.size; i++) {
		if (needs_guard(job, text, i))
			sink_add_char(job->sink, '\'');
		if (text.bytes[i] == '"')
			sink_add_char(job->sink, '"');
		sink_add_char(job->sink, text.bytes[i]);
	}
	if (is_quoted)
		sink_add_char(job->sink, '"');
	else
		sink_add(job->sink, text);
}

/* Clean text has no tabs and no line ends. */
static void tsv_cell(struct export_job *job, struct text text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.size; i++) {
		if ((i > 0 && text.bytes[i - 1] != ';') || !needs_guard(job, text, i))
			continue;
		sink_add(job->sink, text_slice(text, from, i - from));
		sink_add_char(job->sink, '\'');
		from = i;
	}
	sink_add(job->sink, text_slice(text, from, text.size));
}

static void write_line(struct export_job *job, char separator, struct text first,
	const struct cell *cells)
{
	void (*cell)(struct export_job *, struct text) = separator == ',' ? csv_cell : tsv_cell;
	const struct table *table = job->table;
	bool has_id = job->has_ids;

	if (has_id)
		cell(job, first);
	for (size_t i = 0; i < table->column_count; i++) {
		if (has_id && export_is_id(&table->columns[i]))
			continue;
		if (i > 0 || has_id)
			sink_add_char(job->sink, separator);
		cell(job, cells ? cells[i].key : table->columns[i].key);
	}
	sink_add_char(job->sink, '\n');
}

/* Tables of models begin with their ids; others have rows without. */
static void look_for_ids(struct export_job *job)
{
	const struct table *table = job->table;
	job->has_ids = table->row_count == 0 ? !table->has_no_ids
					     : table->ops->row_id(table, 0).size > 0;
}

static void begin(struct export_job *job)
{
	look_for_ids(job);
	sink_add_string(job->sink, job->options->has_bom ? "\xef\xbb\xbf" : "");
}

static void csv_begin(struct export_job *job)
{
	begin(job);
	write_line(job, ',', TEXT("id"), NULL);
}

static void csv_row(struct export_job *job, uint32_t index, const struct cell *cells)
{
	write_line(job, ',', job->table->ops->row_id(job->table, index), cells);
}

static void tsv_begin(struct export_job *job)
{
	begin(job);
	write_line(job, '\t', TEXT("id"), NULL);
}

static void tsv_row(struct export_job *job, uint32_t index, const struct cell *cells)
{
	write_line(job, '\t', job->table->ops->row_id(job->table, index), cells);
}

static void no_end(struct export_job *job)
{
	(void)job;
}

const struct export_writer export_csv = { .name = "csv",
	.title = "CSV",
	.endings = ".csv",
	.cells = CELLS_KEYS,
	.begin = csv_begin,
	.row = csv_row,
	.end = no_end };
const struct export_writer export_tsv = { .name = "tsv",
	.title = "TSV",
	.endings = ".tsv .tab",
	.cells = CELLS_KEYS,
	.begin = tsv_begin,
	.row = tsv_row,
	.end = no_end };

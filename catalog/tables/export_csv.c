/* SPDX-License-Identifier: MIT */
/* Comma-separated (RFC 4180, with LF) and tab-separated values: keys in the head, neutral values, no footer.
 * Cells that a spreadsheet would run as a formula (= + - @ TAB CR LF first) get a ' in front, numbers excepted; --raw-csv leaves them. Taking a leading '
 * before one of those signs away gives the value back. */
#include "catalog/tables/export.h"

#include <string.h>

static bool is_number(struct text text)
{
	size_t at = text.size > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+') ? 1 : 0;

	if (at == text.size)
		return false;
	for (; at < text.size; at++)
		if (!strchr("0123456789.eE-+", text.bytes[at]))
			return false;
	return true;
}

static bool is_formula(struct text text)
{
	return text.size > 0 && strchr("=+-@\t\r\n", text.bytes[0]) != NULL && !is_number(text);
}

static void csv_cell(struct export_job *job, struct text text)
{
	bool is_defused = !job->options->is_raw_csv && is_formula(text);
	bool is_quoted = is_defused ||
		(text.size > 0 && (text.bytes[0] == ' ' || text.bytes[text.size - 1] == ' '));

	for (size_t i = 0; i < text.size && !is_quoted; i++)
		is_quoted = strchr(",\"\r\n", text.bytes[i]) != NULL;
	if (is_quoted)
		sink_add_char(job->sink, '"');
	if (is_defused)
		sink_add_char(job->sink, '\'');
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] == '"')
			sink_add_char(job->sink, '"');
		sink_add_char(job->sink, text.bytes[i]);
	}
	if (is_quoted)
		sink_add_char(job->sink, '"');
}

static void tsv_cell(struct export_job *job, struct text text)
{
	if (!job->options->is_raw_csv && is_formula(text))
		sink_add_char(job->sink, '\'');
	sink_add(job->sink, text); /* clean text has no tabs or line ends */
}

static void write_line(struct export_job *job, char separator, struct text first,
	const struct cell *cells)
{
	void (*cell)(struct export_job *, struct text) = separator == ',' ? csv_cell : tsv_cell;
	const struct table *table = job->table;
	bool has_id = table->ops->row_id(table, 0).size > 0 || table->row_count == 0;

	if (has_id)
		cell(job, first);
	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].field && table->columns[i].field->id == FIELD_ID && has_id)
			continue;
		if (i > 0 || has_id)
			sink_add_char(job->sink, separator);
		cell(job, cells ? cells[i].key : table->columns[i].key);
	}
	sink_add_char(job->sink, '\n');
}

static void csv_begin(struct export_job *job)
{
	write_line(job, ',', TEXT("id"), NULL);
}

static void csv_row(struct export_job *job, uint32_t index, const struct cell *cells)
{
	write_line(job, ',', job->table->ops->row_id(job->table, index), cells);
}

static void tsv_begin(struct export_job *job)
{
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
	.begin = csv_begin,
	.row = csv_row,
	.end = no_end };
const struct export_writer export_tsv = { .name = "tsv",
	.title = "TSV",
	.endings = ".tsv .tab",
	.begin = tsv_begin,
	.row = tsv_row,
	.end = no_end };

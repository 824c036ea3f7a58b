/* SPDX-License-Identifier: MIT */
#include "catalog/advice/record_page.h"

#include "catalog/advice/rank_parts.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2, GAP = 2 };

void record_escape(struct record *record, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.bytes[i];
		if (record->format == RECORD_HTML && strchr("<>&\"", byte))
			sink_add_string(record->sink,
				byte == '<'           ? "&lt;"
					: byte == '>' ? "&gt;"
					: byte == '&' ? "&amp;"
						      : "&quot;");
		else if (record->format == RECORD_MARKDOWN && strchr("\\`*_[]<>|#&~$!", byte))
			sink_add_format(record->sink, "\\%c", byte);
		else
			sink_add_char(record->sink, byte);
	}
}

void record_end_list(struct record *record)
{
	if (record->is_in_list)
		sink_add_string(record->sink, record->format == RECORD_HTML ? "</ul>\n" : "\n");
	record->is_in_list = false;
}

void record_heading(struct record *record, int level, struct text text)
{
	record_end_list(record);
	if (record->format == RECORD_HTML)
		sink_add_format(record->sink, "<h%d>", level);
	else if (record->format == RECORD_MARKDOWN)
		sink_add_string(record->sink, level == 1 ? "# " : level == 2 ? "## " : "### ");
	record_escape(record, text);
	if (record->format == RECORD_HTML)
		sink_add_format(record->sink, "</h%d>\n", level);
	else
		sink_add_string(record->sink, record->format == RECORD_TEXT ? "\n" : "\n\n");
}

/* As the format wants it; where lines are wrapped at blanks, none inside a word: addresses stay whole. x: cells used; hang: those before the lines
 * that follow. */
static void add_wrapped(struct record *record, struct text text, int x, int hang)
{
	if (record->width == 0) {
		record_escape(record, text);
		return;
	}
	for (bool is_first = true; text.size > 0; is_first = false) {
		struct text word = text_next_part(&text, ' ');
		int cells = text_width(word);
		bool breaks = x + !is_first + cells > record->width && x > hang;
		if (breaks)
			sink_add_format(record->sink, "\n%*s", hang, "");
		else if (!is_first)
			sink_add_char(record->sink, ' ');
		x = breaks ? hang + cells : x + !is_first + cells;
		record_escape(record, word);
	}
}

void record_paragraph(struct record *record, struct text text)
{
	record_end_list(record);
	sink_add_string(record->sink, record->format == RECORD_HTML ? "<p>" : "");
	add_wrapped(record, text, 0, 0);
	sink_add_string(record->sink, record->format == RECORD_HTML ? "</p>\n" : "\n\n");
}

/* Its number, from 1; 0: none. */
static size_t cite(struct record *record, uint32_t source)
{
	if (source == SOURCE_NONE || source >= store_source_count(record->ranking->store))
		return 0;
	for (size_t i = 0; i < record->source_count; i++)
		if (record->sources[i] == source)
			return i + 1;
	if (record->source_count == RECORD_SOURCES)
		return 0;
	record->sources[record->source_count++] = source;
	return record->source_count;
}

static void begin_item(struct record *record)
{
	if (!record->is_in_list && record->format == RECORD_HTML)
		sink_add_string(record->sink, "<ul>\n");
	record->is_in_list = true;
	sink_add_string(record->sink,
		record->format == RECORD_HTML               ? "<li>"
			: record->format == RECORD_MARKDOWN ? "- "
							    : "  ");
}

/* "+ Quality 97 of 100": in Markdown a sign at the start of an item would begin a list of its own. */
static void escape_start(struct record *record, struct text *text)
{
	if (record->format != RECORD_MARKDOWN || text->size == 0 || !strchr("+-", text->bytes[0]))
		return;
	sink_add_format(record->sink, "\\%c", text->bytes[0]);
	*text = text_slice(*text, 1, text->size);
}

static void end_item(struct record *record)
{
	sink_add_string(record->sink, record->format == RECORD_HTML ? "</li>\n" : "\n");
}

void record_item(struct record *record, struct text text, uint32_t source)
{
	size_t number = cite(record, source);

	begin_item(record);
	if (number > 0 && record->format == RECORD_TEXT)
		text = arena_format(record->arena, "%.*s [%zu]", TEXT_ARGS(text), number);
	escape_start(record, &text);
	add_wrapped(record, text, INDENT, 2 * INDENT);
	if (number > 0 && record->format != RECORD_TEXT)
		sink_add_format(record->sink,
			record->format == RECORD_MARKDOWN ? " \\[%zu\\]" : " [%zu]", number);
	end_item(record);
}

void record_code(struct record *record, const char *label, struct text text)
{
	bool has_tick = text_find(text, TEXT("`")) >= 0;

	begin_item(record);
	record_escape(record, arena_format(record->arena, "%s: ", label));
	if (record->format == RECORD_HTML)
		sink_add_string(record->sink, "<code>");
	if (record->format == RECORD_MARKDOWN) { /* as typed: what stands there is copied */
		sink_add_string(record->sink, has_tick ? "`` " : "`");
		sink_add(record->sink, text);
		sink_add_string(record->sink, has_tick ? " ``" : "`");
	} else {
		record_escape(record, text);
	}
	if (record->format == RECORD_HTML)
		sink_add_string(record->sink, "</code>");
	end_item(record);
}

/* In Markdown <...>: signs that are escaped there would become part of a bare address. */
static void add_link(struct record *record, struct text url)
{
	struct strbuf buf;

	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	struct export_job job = { .sink = sink };
	export_address(&job, url);
	sink_close(sink, NULL);
	if (record->format == RECORD_HTML) {
		sink_add_string(record->sink, "<a rel=\"noreferrer\" href=\"");
		record_escape(record, strbuf_text(&buf));
		sink_add_string(record->sink, "\">");
		record_escape(record, url);
		sink_add_string(record->sink, "</a>");
	} else {
		sink_add_format(record->sink, "<%.*s>", TEXT_ARGS(strbuf_text(&buf)));
	}
	strbuf_done(&buf);
}

void record_reference(struct record *record, struct text text, struct text url)
{
	bool is_link = record->format != RECORD_TEXT && export_is_web(url);

	begin_item(record);
	if (!is_link && url.size > 0)
		text = arena_format(record->arena, "%.*s, %.*s", TEXT_ARGS(text), TEXT_ARGS(url));
	add_wrapped(record, text, INDENT, 2 * INDENT);
	if (is_link) {
		sink_add_string(record->sink, ", ");
		add_link(record, url);
	}
	end_item(record);
}

/* What follows of a last column stands below it, or at the right where it is too narrow. */
static int hang_of(const struct record *record, int x)
{
	enum { NARROW = 24, BELOW = 36 };
	int below = record->width - BELOW;

	return x + NARROW <= record->width ? x : below > INDENT ? below : INDENT;
}

static void table_row(struct record *record, const struct text *cells, size_t count, bool is_head,
	const int *widths)
{
	sink_add_string(record->sink,
		record->format == RECORD_HTML               ? "<tr>"
			: record->format == RECORD_MARKDOWN ? "|"
							    : "  ");
	int x = INDENT;
	for (size_t i = 0; i < count; x += widths[i++] + GAP) {
		const char *tag = is_head ? "th" : "td";
		if (record->format == RECORD_HTML)
			sink_add_format(record->sink, "<%s%s>", tag,
				is_head ? " scope=\"col\"" : "");
		else if (record->format == RECORD_MARKDOWN)
			sink_add_char(record->sink, ' ');
		if (i + 1 == count)
			add_wrapped(record, cells[i], x, hang_of(record, x));
		else
			record_escape(record, cells[i]);
		if (record->format == RECORD_HTML)
			sink_add_format(record->sink, "</%s>", tag);
		else if (record->format == RECORD_MARKDOWN)
			sink_add_string(record->sink, " |");
		for (int pad = text_width(cells[i]);
			record->format == RECORD_TEXT && i + 1 < count && pad < widths[i] + GAP;
			pad++)
			sink_add_char(record->sink, ' ');
	}
	sink_add_string(record->sink, record->format == RECORD_HTML ? "</tr>\n" : "\n");
	for (size_t i = 0; is_head && record->format == RECORD_MARKDOWN && i < count; i++)
		sink_add_string(record->sink, i == 0 ? "| --- |" : " --- |");
	if (is_head && record->format == RECORD_MARKDOWN)
		sink_add_char(record->sink, '\n');
}

/* rows * columns texts, the head first. */
void record_table(struct record *record, const struct text *cells, size_t columns, size_t rows)
{
	int widths[RECORD_CELLS] = { 0 };

	record_end_list(record);
	for (size_t i = 0; i < rows * columns; i++) {
		int width = text_width(cells[i]);
		if (width > widths[i % columns])
			widths[i % columns] = width;
	}
	if (record->format == RECORD_HTML)
		sink_add_string(record->sink, "<div class=\"wide\">\n<table>\n");
	for (size_t i = 0; i < rows; i++)
		table_row(record, cells + i * columns, columns, i == 0, widths);
	sink_add_string(record->sink, record->format == RECORD_HTML ? "</table>\n</div>\n" : "\n");
}

static void html_head(struct record *record, struct text title)
{
	sink_add_format(record->sink,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
		message_language() == LANGUAGE_KO ? "ko" : "en");
	record_escape(record, title);
	sink_add_string(record->sink,
		"</title>\n<style>\n:root { color-scheme: light dark; }\n.wide { overflow-x: auto; }\nli, code { overflow-wrap: anywhere; }\nbody { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }\n"
		"table { border-collapse: collapse; }\nth, td { border: 1px solid #888; padding: .25rem .5rem; text-align: left; }\n"
		"</style>\n</head>\n<body>\n");
}

/* Plain lines begin with what they say. */
void record_begin(struct record *record, struct text title)
{
	if (record->format == RECORD_HTML)
		html_head(record, title);
	if (record->format != RECORD_TEXT)
		record_heading(record, 1, title);
}

void record_end(struct record *record)
{
	if (record->format == RECORD_HTML)
		sink_add_string(record->sink, "</body>\n</html>\n");
}

/* SPDX-License-Identifier: MIT */
/* A comparison has the same cells on the screen, in Markdown and in HTML, and is drawn within a frame. */
#include "tests/unit.h"

#include "tests/fixture.h"

#include "catalog/advice/computations.h"
#include "catalog/tables/evidence.h"
#include "catalog/tables/export.h"
#include "tui/views/view.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct fixture fixture, small;
static struct arena arena;

/* --- Cells as they stand on the screen, in Markdown, in HTML --------------------------------------------- */

static void squeeze(struct strbuf *out, struct text text)
{
	bool is_blank = true;

	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		bool is_space = c == ' ' || c == '\n';
		if (!is_space || !is_blank)
			strbuf_add_char(out, is_space ? ' ' : c);
		is_blank = is_space;
	}
	while (out->size > 0 && out->bytes[out->size - 1] == ' ')
		strbuf_cut(out, out->size - 1);
}

static struct text squeezed(struct text text)
{
	struct strbuf out;

	strbuf_init(&out);
	squeeze(&out, text);
	struct text copy = arena_copy(&arena, strbuf_text(&out));
	strbuf_done(&out);
	return copy;
}

static struct text canvas_part(const struct canvas *canvas, int x, int y, int width)
{
	struct strbuf out;

	strbuf_init(&out);
	for (int i = x; i < x + width && i < canvas->width; i++)
		strbuf_add_string(&out, canvas->cells[y * canvas->width + i].cluster);
	struct text copy = arena_copy(&arena, strbuf_text(&out));
	strbuf_done(&out);
	return copy;
}

enum { CELLS_MAX = 400 };
struct grid {
	struct text cells[CELLS_MAX];
	size_t count;
};

/* Fields as they are drawn: a line with a label begins one, lines without continue it. x: where the columns begin. */
static void read_screen(struct grid *grid, const struct canvas *canvas, const int *x,
	size_t columns)
{
	struct strbuf parts[4];

	for (size_t i = 0; i < columns; i++)
		strbuf_init(&parts[i]);
	for (int y = 2; y < canvas->height; y++) {
		struct text label = squeezed(canvas_part(canvas, 1, y, x[0] - 3)),
			    whole = squeezed(canvas_part(canvas, 1, y, canvas->width - 1));
		bool is_section = canvas_part(canvas, 1, y, 1).bytes[0] != ' ';
		if ((label.size > 0 || whole.size == 0) && parts[0].size > 0) {
			for (size_t i = 0; i < columns; i++) {
				grid->cells[grid->count++] = squeezed(strbuf_text(&parts[i]));
				strbuf_clear(&parts[i]);
			}
		}
		if (is_section && text_starts_with(whole, TEXT("SOURCES")))
			break;
		for (size_t i = 0; i < columns && !is_section && whole.size > 0; i++) {
			int end = i + 1 < columns ? x[i + 1] : canvas->width + 2;
			strbuf_add(&parts[i], canvas_part(canvas, x[i] - 2, y, end - x[i]));
			strbuf_add_char(&parts[i], ' ');
		}
	}
	for (size_t i = 0; i < columns; i++)
		strbuf_done(&parts[i]);
}

/* Cells behind the first of each line; a line whose others are empty is a section. */
static void add_row(struct grid *grid, const struct text *cells, size_t count)
{
	bool is_empty = true;

	for (size_t i = 1; i < count; i++)
		is_empty = is_empty && cells[i].size == 0;
	for (size_t i = 1; i < count && !is_empty; i++)
		grid->cells[grid->count++] = cells[i];
}

static void read_markdown(struct grid *grid, const char *text)
{
	struct text cells[8];
	int line = 0;

	for (const char *at = text; *at == '|'; line++) {
		size_t count = 0;
		struct strbuf cell;
		strbuf_init(&cell);
		for (at++; *at != '\n'; at++) {
			if (*at == '|') {
				cells[count++] = squeezed(strbuf_text(&cell));
				strbuf_clear(&cell);
			} else {
				at += *at == '\\';
				strbuf_add_char(&cell, *at);
			}
		}
		at++;
		strbuf_done(&cell);
		if (line >= 2)
			add_row(grid, cells, count);
	}
}

static void read_html(struct grid *grid, const char *text)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&#39;", '\'' } };
	const char *end = strstr(text, "</table>");

	for (const char *row = strstr(text, "<tbody>"); (row = strstr(row, "<tr>")) && row < end;) {
		struct text cells[8];
		struct strbuf cell;
		size_t count = 0;
		strbuf_init(&cell);
		for (row += 4; strncmp(row, "</tr>", 5) != 0;) {
			bool is_end = strncmp(row, "</t", 3) == 0;
			if (*row == '<') {
				row = strchr(row, '>') + 1;
			} else {
				size_t i = 0;
				while (i < 5 &&
					strncmp(row, entities[i].entity,
						strlen(entities[i].entity)) != 0)
					i++;
				strbuf_add_char(&cell, i < 5 ? entities[i].c : *row);
				row += i < 5 ? strlen(entities[i].entity) : 1;
			}
			if (is_end) {
				cells[count++] = squeezed(strbuf_text(&cell));
				strbuf_clear(&cell);
			}
		}
		strbuf_done(&cell);
		add_row(grid, cells, count);
	}
}

static const char *exported(const struct table *table, enum export_format format)
{
	struct strbuf out;
	struct export_options options = { 0 };

	strbuf_init(&out);
	struct sink *sink = sink_open_strbuf(&out);
	assert_int_equal(export_table(table, format, &options, sink, NULL, NULL), RESULT_OK);
	sink_close(sink, NULL);
	const char *copy = arena_copy(&arena, strbuf_text(&out)).bytes;
	strbuf_done(&out);
	return copy;
}

/* --- The comparison on the screen ------------------------------------------------------------------------ */

/* An explorer with models marked, and the comparison drawn over the whole canvas. */
struct shown {
	struct explorer explorer;
	struct view *view;
	struct canvas canvas;
};

static void show(struct shown *shown, const struct store *store, const uint32_t *rows, size_t count,
	int width, int height)
{
	size_t computed;
	const struct computation *list = computations(&computed);

	explorer_init(&shown->explorer, store, list, computed);
	for (size_t i = 0; i < count; i++)
		explorer_toggle_mark(&shown->explorer, rows[i]);
	shown->view = view_compare_new(&shown->explorer);
	canvas_init(&shown->canvas);
	canvas_resize(&shown->canvas, width, height);
}

static void draw(struct shown *shown)
{
	struct rect area = { 0, 0, shown->canvas.width, shown->canvas.height };

	canvas_clear(&shown->canvas);
	arena_reset(&shown->view->frame);
	shown->view->ops->prepare(shown->view, area);
	shown->view->ops->draw(shown->view, &shown->canvas, area);
}

static void hide(struct shown *shown)
{
	view_free(shown->view);
	explorer_done(&shown->explorer);
	canvas_done(&shown->canvas);
}

/* Where the names of the models stand in the second line. */
static void find_columns(const struct canvas *canvas, const struct table *table, int *x)
{
	for (uint32_t i = 0; i < table->row_count; i++) {
		struct text title = table->ops->row_title(table, i);
		x[i] = 0;
		for (int at = 0; at < canvas->width && x[i] == 0; at++)
			if (text_starts_with(canvas_part(canvas, at, 1, canvas->width - at), title))
				x[i] = at;
		assert_true(x[i] > 0);
	}
}

static void same_cells(const struct store *store, const uint32_t *rows, size_t count, int width)
{
	struct shown shown;
	struct grid screen = { 0 }, markdown = { 0 }, html = { 0 };
	int x[4];

	show(&shown, store, rows, count, width, 400);
	draw(&shown);
	shown.view->ops->act(shown.view, ACTION_BASELINE);
	shown.view->ops->act(shown.view, ACTION_OFFERS);
	draw(&shown);
	struct table *table = shown.view->ops->table(shown.view, &arena);
	find_columns(&shown.canvas, table, x);
	read_screen(&screen, &shown.canvas, x, count);
	read_markdown(&markdown, exported(table, EXPORT_MARKDOWN));
	read_html(&html, exported(table, EXPORT_HTML));
	assert_int_equal(screen.count, table->column_count * count);
	assert_int_equal(markdown.count, screen.count);
	assert_int_equal(html.count, screen.count);
	for (size_t i = 0; i < screen.count; i++) {
		if (!text_equal(screen.cells[i], markdown.cells[i]) ||
			!text_equal(screen.cells[i], html.cells[i]))
			fail_msg(
				"row %zu, model %zu: screen \"%.*s\", Markdown \"%.*s\", HTML \"%.*s\"",
				i / count, i % count, TEXT_ARGS(screen.cells[i]),
				TEXT_ARGS(markdown.cells[i]), TEXT_ARGS(html.cells[i]));
	}
	hide(&shown);
}

static void screen_markdown_and_html_have_the_same_cells(void **state)
{
	const uint32_t small_rows[] = { 0, 1, 3 };
	const uint32_t all[] = { 0, 1, 2 };

	(void)state;
	same_cells(fixture.store, all, 3, 200);
	same_cells(fixture.store, all, 3, 90);
	same_cells(small.store, small_rows, 3, 140);
}

static void eight_models_draw_within_a_frame(void **state)
{
	const uint32_t rows[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
	struct shown shown;
	double best = 1e9;

	(void)state;
	show(&shown, small.store, rows, 8, 200, 60);
	for (int i = 0; i < 20; i++) {
		struct timespec from, to;
		clock_gettime(CLOCK_MONOTONIC, &from);
		draw(&shown);
		clock_gettime(CLOCK_MONOTONIC, &to);
		double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 +
			(double)(to.tv_nsec - from.tv_nsec) / 1e6;
		best = ms < best ? ms : best;
	}
	print_message("8 models: %.2f ms\n", best);
	assert_true(best < 16 * 8); /* generous: other work and sanitizers share the machine */
	hide(&shown);
}

/* --- The dialog -------------------------------------------------------------------------------------------- */

static struct table *one_evidence(struct view *of, struct arena *in)
{
	return table_evidence(of->explorer->store, NULL, 0, field_get(FIELD_CONTEXT), in);
}

static bool says(const struct explorer *explorer, const char *part)
{
	return text_find(strbuf_text(&explorer->message), text_of(part)) >= 0;
}

static void the_dialog_counts_rows_as_what_they_are_and_leaves_folders_alone(void **state)
{
	const uint32_t rows[] = { 0, 1, 2 };
	const struct rect area = { 0, 0, 100, 30 };
	char folder[] = "/tmp/exports.XXXXXX";
	struct shown shown;

	(void)state;
	assert_non_null(mkdtemp(folder));
	int before = open(".", O_RDONLY | O_DIRECTORY);
	assert_true(before >= 0);
	assert_int_equal(chdir(folder), 0);
	show(&shown, fixture.store, rows, 3, 100, 30);
	struct view *dialog = view_export_new(&shown.explorer, one_evidence, shown.view);
	dialog->ops->prepare(dialog, area);
	dialog->ops->act(dialog, ACTION_OPEN);
	assert_true(says(&shown.explorer, "saved to evidence.md"));
	assert_false(says(&shown.explorer, "model"));
	assert_int_equal(unlink("evidence.md"), 0);
	assert_int_equal(mkdir("evidence.md", 0700), 0);
	dialog->ops->act(dialog, ACTION_OPEN);
	assert_false(says(&shown.explorer, "writes over it"));
	assert_int_equal(rmdir("evidence.md"), 0);
	view_free(dialog);
	hide(&shown);
	assert_int_equal(fchdir(before), 0);
	close(before);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screen_markdown_and_html_have_the_same_cells),
		cmocka_unit_test(the_dialog_counts_rows_as_what_they_are_and_leaves_folders_alone),
		cmocka_unit_test(eight_models_draw_within_a_frame),
	};

	arena_init(&arena);
	fixture_open(&fixture, "three-models.json");
	fixture_open(&small, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	fixture_close(&small);
	arena_done(&arena);
	return failed;
}

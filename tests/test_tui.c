/* SPDX-License-Identifier: MIT */
/* Canvas, keys, keymap, scroll, line editor, models by name. */
#include "tests/fixture.h"
#include "tests/unit.h"

#include "tui/input/keymap.h"
#include "tui/input/line_editor.h"
#include "tui/input/scroll.h"
#include "tui/name_search.h"
#include "tui/screen/canvas.h"

static struct arena arena;

static void row_is(const struct canvas *canvas, int y, const char *expected)
{
	struct strbuf row;

	strbuf_init(&row);
	for (int x = 0; x < canvas->width; x++)
		strbuf_add_string(&row, canvas->cells[y * canvas->width + x].cluster);
	assert_text(text_trim(strbuf_text(&row)), expected);
	strbuf_done(&row);
}

static void wide_cells_are_never_halved(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 8, 1);
	canvas_text(&canvas, 0, 0, 8, ROLE_TEXT, TEXT("한국어"));
	row_is(&canvas, 0, "한국어");
	canvas_text(&canvas, 1, 0, 1, ROLE_TEXT, TEXT("x")); /* over the right half of the first */
	row_is(&canvas, 0, "x국어");
	assert_string_equal(canvas.cells[0].cluster, " ");
	canvas_clear(&canvas);
	assert_int_equal(canvas_text_cut(&canvas, 0, 0, 5, ROLE_TEXT, TEXT("한국어")), 5);
	row_is(&canvas, 0, "한국…");
	canvas_clear(&canvas);
	canvas_text(&canvas, 7, 0, 2, ROLE_TEXT, TEXT("한")); /* over the edge */
	row_is(&canvas, 0, "");
	canvas_done(&canvas);
}

static void controls_never_reach_a_cell(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 10, 1);
	canvas_text(&canvas, 0, 0, 10, ROLE_TEXT, text_of("a\033b\xe2\x80\xae"));
	for (int x = 0; x < 10; x++)
		assert_null(strpbrk(canvas.cells[x].cluster, "\033\x7f"));
	canvas_resize(&canvas, -5, 0);
	assert_int_equal(canvas.width, 1);
	canvas_text(&canvas, -3, -3, 100, ROLE_TEXT, TEXT("nothing"));
	canvas_box(&canvas, (struct rect){ -2, -2, 30, 30 }, TEXT("t"), TEXT("f"));
	canvas_bar(&canvas, 0, 0, 9, ROLE_BAR, 0.5);
	canvas_done(&canvas);
}

static void rules_join(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 5, 3);
	canvas_rule(&canvas, 0, 0, 5);
	canvas_rule_down(&canvas, 2, 1, 2);
	row_is(&canvas, 0, "──┬──");
	row_is(&canvas, 1, "│");
	canvas.is_ascii = true;
	canvas_clear(&canvas);
	canvas_rule(&canvas, 0, 0, 3);
	row_is(&canvas, 0, "---");
	canvas_done(&canvas);
}

static void names_round(const char *name)
{
	struct key_event key;
	char printed[32];

	assert_true(key_parse(text_of(name), &key));
	key_print(key, printed);
	assert_string_equal(printed, name);
}

static void keys_have_names(void **state)
{
	struct key_event key;

	(void)state;
	names_round("j");
	names_round("Ctrl-d");
	names_round("Space");
	names_round("PgDn");
	names_round("F12");
	names_round("Shift-Tab");
	names_round("ㅓ");
	assert_true(key_parse(TEXT("<C-d>"), &key));
	assert_int_equal(key.point, 'd');
	assert_false(key_parse(TEXT("Nokey"), &key));
	assert_false(key_parse(TEXT(""), &key));
}

static void hangul_is(uint32_t point, const char *keys)
{
	uint32_t out[5];
	size_t count = key_latin_of_hangul(point, out);

	assert_int_equal(count, strlen(keys));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(out[i], keys[i]);
}

static void hangul_letters_are_the_keys_under_them(void **state)
{
	(void)state;
	hangul_is(0x3153, "j");    /* ㅓ */
	hangul_is(0x3143, "Q");    /* ㅃ */
	hangul_is(0x3158, "hk");   /* ㅘ */
	hangul_is(0xb098, "sk");   /* 나 */
	hangul_is(0xbc1d, "qkfr"); /* 밝 */
	hangul_is('a', "");
}

static void one_key_has_one_meaning(void **state)
{
	struct keymap keymap;
	struct text warning;
	struct key_event key;

	(void)state;
	keymap_init(&keymap);
	for (size_t i = 0; i < keymap.count; i++) {
		char name[32];
		key_print(keymap.entries[i].key, name);
		for (int action = 1; action < ACTION_COUNT;
			action++) { /* as the table says, and only once */
			char keys[64];
			keymap_keys(&keymap, (enum action)action, keys);
			if ((enum action)action == keymap.entries[i].action)
				assert_non_null(strstr(keys, name));
		}
	}
	for (int action = 1; action < ACTION_COUNT; action++) {
		char name[32];
		const char *keys = action_row((enum action)action)->keys;
		keymap_key(&keymap, (enum action)action, name);
		if (name[0] == '\0' && keys[0] != '\0') /* some are in the palette alone */
			fail_msg("%s lost its key %s to another action",
				action_row((enum action)action)->name, keys);
		/* no action hangs on a capital alone */
		assert_false(strlen(keys) == 1 && keys[0] >= 'A' && keys[0] <= 'Z');
	}
	assert_true(keymap_bind(&keymap, TEXT("x"), TEXT("export"), &arena, &warning));
	assert_text(warning, "The key x no longer means 'take-out'.");
	key_parse(TEXT("x"), &key);
	assert_int_equal(keymap_action(&keymap, key), ACTION_EXPORT);
	assert_false(keymap_bind(&keymap, TEXT("x"), TEXT("fly"), &arena, &warning));
	assert_false(keymap_bind(&keymap, TEXT("Hyper-x"), TEXT("export"), &arena, &warning));
}

static void scrolling_follows_the_cursor(void **state)
{
	struct scroll scroll = { 0 };

	(void)state;
	scroll_set(&scroll, 100, 10);
	scroll_act(&scroll, ACTION_LAST);
	assert_int_equal(scroll.cursor, 99);
	assert_int_equal(scroll.top, 90);
	scroll_act(&scroll, ACTION_PAGE_UP);
	assert_int_equal(scroll.cursor, 90);
	scroll_set(&scroll, 5, 10);
	assert_int_equal(scroll.cursor, 4);
	assert_int_equal(scroll.top, 0);
	scroll_set(&scroll, 0, 10);
	scroll_act(&scroll, ACTION_DOWN);
	assert_int_equal(scroll.cursor, 0);
	assert_false(scroll_act(&scroll, ACTION_EXPORT));
}

static void type(struct line_editor *editor, const char *names)
{
	struct text rest = text_of(names);

	while (rest.size > 0) {
		ptrdiff_t blank = text_find(rest, TEXT(" "));
		struct key_event key;
		assert_true(key_parse(blank < 0 ? rest : text_slice(rest, 0, (size_t)blank), &key));
		line_editor_key(editor, key);
		rest = blank < 0 ? TEXT_NONE : text_slice(rest, (size_t)blank + 1, rest.size);
	}
}

static void the_wheel_moves_what_is_seen(void **state)
{
	struct scroll scroll = { 0 };

	(void)state;
	scroll_set(&scroll, 100, 10);
	scroll_lines(&scroll, 3);
	assert_int_equal(scroll.top, 3);
	assert_int_equal(scroll.cursor, 3); /* only to stay in sight */
	scroll_to(&scroll, 8);
	scroll_lines(&scroll, 3);
	assert_int_equal(scroll.top, 6);
	assert_int_equal(scroll.cursor, 8);
	scroll_lines(&scroll, 1000);
	assert_int_equal(scroll.top, 90);
	assert_int_equal(scroll.cursor, 90);
	scroll_lines(&scroll, -1000);
	assert_int_equal(scroll.top, 0);
	assert_int_equal(scroll.cursor, 9);
	scroll_set(&scroll, 4, 10);
	scroll_lines(&scroll, 3);
	assert_int_equal(scroll.top, 0);
	scroll_set(&scroll, 0, 10);
	scroll_lines(&scroll, -3);
	assert_int_equal(scroll.cursor, 0);
}

static void the_line_editor_edits(void **state)
{
	struct line_editor editor;

	(void)state;
	line_editor_init(&editor, TEXT("one two"));
	type(&editor, "Ctrl-w x Home Delete 한 국 Left Backspace End Space !");
	assert_text(strbuf_text(&editor.line), "국ne x !");
	line_editor_key(&editor,
		(struct key_event){ .code = KEY_CODE_PASTE, .text = TEXT("pasted\033") });
	assert_text(strbuf_text(&editor.line), "국ne x !pasted^[");
	assert_int_equal(line_editor_key(&editor, (struct key_event){ .code = KEY_CODE_ENTER }),
		LINE_ACCEPTED);
	type(&editor, "Ctrl-u");
	assert_int_equal(editor.line.size, 0);
	line_editor_done(&editor);
}

/* What a field does not show is told at its ends: a "-" that is out of sight turns a filter round. */
static void a_long_line_says_that_it_goes_on(void **state)
{
	struct line_editor editor;
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 10, 1);
	line_editor_init(&editor, TEXT("-status:retired moe"));
	line_editor_draw(&editor, &canvas, 0, 0, 10, 0, 0);
	row_is(&canvas, 0, "…ired moe");
	assert_int_equal(canvas.cursor_x, 9);
	line_editor_key(&editor, (struct key_event){ .code = KEY_CODE_HOME });
	line_editor_draw(&editor, &canvas, 0, 0, 10, 0, 0);
	row_is(&canvas, 0, "-status:r…");
	assert_int_equal(canvas.cursor_x, 0);
	line_editor_key(&editor, (struct key_event){ .code = KEY_CODE_END });
	line_editor_draw(&editor, &canvas, 0, 0, 10, 0, 0);
	for (int i = 0; i < 9; i++) /* the cursor never stands on a sign */
		line_editor_key(&editor, (struct key_event){ .code = KEY_CODE_LEFT });
	line_editor_draw(&editor, &canvas, 0, 0, 10, 0, 0);
	assert_int_equal(canvas.cursor_x, 1);
	row_is(&canvas, 0, "…tired moe");
	canvas_clear(&canvas);
	line_editor_set(&editor, TEXT("한국어 모델"));
	line_editor_draw(&editor, &canvas, 0, 0, 8, 0, 0);
	row_is(&canvas, 0, "…  모델"); /* half of 어 is a blank */
	line_editor_done(&editor);
	canvas_done(&canvas);
}

#define MODEL(id, name, facts, offers) \
	"{\"id\": \"acme/" id "\", \"name\": \"" name \
	"\", \"developer\": \"acme\", \"facts\": {" facts "}, \"offers\": [" offers "]}"
#define DOWNLOADS(number) \
	"\"downloads\": {\"value\": " number ", \"basis\": \"disclosed\", \"source\": \"s\"}, " \
	"\"released\": {\"value\": \"2026-05\", \"basis\": \"disclosed\", \"source\": \"s\"}"

/* Of names that fit alike the one that is served, then what many download, however many tunes came out since. */
static void what_is_used_is_found_before_its_copies(void **state)
{
	static const char json[] =
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-06-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
		"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}],"
		"\"models\": [" MODEL("a", "River 7B tune", DOWNLOADS("12"), "") "," MODEL("b",
			"River 7B GGUF", DOWNLOADS("1300000"),
			"") "," MODEL("c", "River 7B Chat", "",
			"{\"provider\": \"host\", \"source\": \"s\", \"price_in\": 1, \"price_out\": 2}") "]}";
	static const char *const order[] = { "acme/c", "acme/b", "acme/a" };
	struct fixture fixture;
	struct name_search search;

	(void)state;
	fixture_open_text(&fixture, json);
	name_search_run(&search, fixture.store, TEXT("river 7b"));
	assert_int_equal(search.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_text(store_id(fixture.store, search.rows[i]), order[i]);
	fixture_close(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wide_cells_are_never_halved),
		cmocka_unit_test(controls_never_reach_a_cell),
		cmocka_unit_test(rules_join),
		cmocka_unit_test(keys_have_names),
		cmocka_unit_test(hangul_letters_are_the_keys_under_them),
		cmocka_unit_test(one_key_has_one_meaning),
		cmocka_unit_test(scrolling_follows_the_cursor),
		cmocka_unit_test(the_wheel_moves_what_is_seen),
		cmocka_unit_test(the_line_editor_edits),
		cmocka_unit_test(a_long_line_says_that_it_goes_on),
		cmocka_unit_test(what_is_used_is_found_before_its_copies),
	};

	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

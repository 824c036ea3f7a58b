/* SPDX-License-Identifier: MIT */
/* What the person keeps: paths, config, marks, history. */
#include "tests/unit.h"

#include "catalog/base/file.h"
#include "catalog/base/interrupt.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/builder.h"
#include "catalog/store/store.h"
#include "state/config.h"
#include "state/history.h"
#include "state/marks.h"
#include "state/paths.h"
#include "state/saved.h"
#include "state/source_conflicts.h"
#include "state/warning_groups.h"

static char folder[] = "/tmp/llmatlas-state-XXXXXX";
static struct arena arena;

static void paths_follow_xdg(void **state)
{
	struct paths_environment environment = { .home = "/home/me",
		.state_home = "/var/me",
		.cache_home = "relative" };
	struct paths paths = paths_of(&environment, &arena);

	(void)state;
	assert_string_equal(paths.config, "/home/me/.config/llmatlas");
	assert_string_equal(paths.state, "/var/me/llmatlas");
	assert_string_equal(paths.cache,
		"/home/me/.cache/llmatlas"); /* a relative one does not count */
	assert_null(paths_of(&(struct paths_environment){ 0 }, &arena).config);
}

static void bad_settings_are_named(void **state)
{
	struct config config;

	(void)state;
	config_default(&config);
	config_parse(&config, "config",
		TEXT("# mine\ntheme = mono\nmouse = maybe\nthme = x\nbind F5 export\nnonsense\n"),
		&arena);
	assert_text(config.values[CONFIG_THEME], "mono");
	assert_text(config.values[CONFIG_MOUSE], "off");
	assert_int_equal(config.binding_count, 1);
	assert_text(config.bindings[0].action, "export");
	assert_int_equal(config.warning_count, 3);
	assert_text(config.warnings[0], "config:3: 'maybe' is no value of mouse; expected on|off");
	assert_text(config.warnings[1],
		"config:4: there is no setting 'thme'; did you mean 'theme'?");
	assert_text(config.warnings[2], "config:6: expected 'name = value'");
}

static void keep_theme(const char *path, const char *before, const char *value, const char *after)
{
	char *bytes;
	size_t size;

	if (before)
		assert_int_equal(file_save(path, text_of(before), false, NULL), RESULT_OK);
	assert_int_equal(config_keep(path, CONFIG_THEME, text_of(value), NULL), RESULT_OK);
	assert_int_equal(file_load(path, 0, &bytes, &size, NULL), RESULT_OK);
	assert_text(((struct text){ bytes, size }), after);
	free(bytes);
}

/* One setting is written; every other byte of the file stays. */
static void a_setting_is_kept_in_its_place(void **state)
{
	char path[512];
	struct error err;

	(void)state;
	snprintf(path, sizeof(path), "%s/new/config", folder);
	keep_theme(path, NULL, "nord", "theme = nord\n"); /* folder and file are made */
	keep_theme(path, "# mine\ntheme=a\nmouse = on\n  theme = b # x\nbind F5 export", "nord",
		"# mine\ntheme=a\nmouse = on\ntheme = nord\nbind F5 export");
	keep_theme(path, "mouse = on", "dark", "mouse = on\ntheme = dark\n");
	keep_theme(path, "# theme = x\n", "dark", "# theme = x\ntheme = dark\n");
	assert_int_equal(config_keep("/dev/null/config", CONFIG_THEME, TEXT("x"), &err), RESULT_IO);
}

static void the_default_file_reads_back(void **state)
{
	struct strbuf text;
	struct config config;

	(void)state;
	strbuf_init(&text);
	config_print_default(&text);
	config_default(&config);
	config_parse(&config, "config", strbuf_text(&text), &arena);
	assert_int_equal(config.warning_count, 0);
	for (int i = 0; i < CONFIG_OPTION_COUNT; i++)
		assert_text(config.values[i], config_row((enum config_option)i)->fallback);
	strbuf_done(&text);
}

static void marks_of_two_copies_are_merged(void **state)
{
	struct marks here, there, loaded, other;
	char path[200], letter[4];

	(void)state;
	snprintf(path, sizeof(path), "%s/deep/er/marks", folder);
	marks_init(&here);
	marks_init(&loaded);
	marks_toggle(&here, TEXT("a/one"));
	marks_toggle(&here, TEXT("a/two"));
	assert_int_equal(marks_save(&here, &loaded, path, NULL), RESULT_OK);
	/* two copies start from the same file: one adds, the other takes out */
	marks_init(&there);
	marks_init(&other);
	assert_int_equal(marks_load(&there, path, NULL), RESULT_OK);
	assert_int_equal(marks_load(&other, path, NULL), RESULT_OK);
	assert_int_equal(marks_load(&loaded, path, NULL), RESULT_OK);
	marks_toggle(&there, TEXT("a/three"));
	marks_toggle(&other, TEXT("a/one"));
	assert_int_equal(marks_save(&there, &loaded, path, NULL), RESULT_OK);
	assert_int_equal(marks_save(&other, &loaded, path, NULL), RESULT_OK);
	marks_done(&here);
	assert_int_equal(marks_load(&here, path, NULL), RESULT_OK);
	assert_int_equal(here.count, 2);
	assert_true(marks_find(&here, TEXT("a/one")) < 0);
	assert_true(marks_find(&here, TEXT("a/three")) >= 0);
	marks_letter(0, letter);
	assert_string_equal(letter, "A");
	marks_letter(26, letter);
	assert_string_equal(letter, "AA");
	marks_move(&here, 0, 1);
	assert_string_equal(here.items[1].id, "a/two");
	marks_done(&here);
	marks_done(&there);
	marks_done(&loaded);
	marks_done(&other);
}

static void history_keeps_each_line_once(void **state)
{
	struct history history;
	char path[200];

	(void)state;
	snprintf(path, sizeof(path), "%s/history", folder);
	history_init(&history);
	history_add(&history, TEXT("a"));
	history_add(&history, TEXT("b"));
	history_add(&history, TEXT("a"));
	assert_int_equal(history.count, 2);
	assert_string_equal(history.lines[1], "a");
	assert_int_equal(history_save(&history, path, NULL), RESULT_OK);
	history_done(&history);
	assert_int_equal(history_load(&history, path, NULL), RESULT_OK);
	assert_int_equal(history.count, 2);
	history_done(&history);
	assert_int_equal(history_load(&history, "/nonexistent/file", NULL), RESULT_OK);
}

static void queries_are_kept_under_a_name(void **state)
{
	const char *path = arena_format(&arena, "%s/deep/saved", folder).bytes;
	struct saved one, other;
	struct error err;

	(void)state;
	saved_init(&one);
	saved_init(&other);
	assert_int_equal(saved_load(&one, path, &err), RESULT_OK);
	assert_int_equal(one.count, 0);
	assert_int_equal(saved_put(&one, path, TEXT("open"), TEXT("is:open"), &err), RESULT_OK);
	assert_int_equal(saved_put(&other, path, TEXT("Big"), TEXT(""), &err), RESULT_OK);
	saved_done(&one);
	assert_int_equal(saved_load(&one, path, &err), RESULT_OK); /* both copies' */
	assert_int_equal(one.count, 2);
	assert_string_equal(one.items[0].name, "Big");
	assert_string_equal(one.items[0].query, "");
	assert_int_equal(saved_find(&one, TEXT("OPEN")), 1);
	assert_int_equal(saved_put(&one, path, TEXT("OPEN"), TEXT("license:open-source"), &err),
		RESULT_OK);
	assert_int_equal(one.count, 2); /* the name is the same in any case */
	assert_int_equal(saved_put(&one, path, TEXT("big"), TEXT_NONE, &err), RESULT_OK);
	saved_done(&one);
	assert_int_equal(saved_load(&one, path, &err), RESULT_OK);
	assert_int_equal(one.count, 1);
	assert_string_equal(one.items[0].query, "license:open-source");
	assert_int_equal(saved_put(&one, path, TEXT(""), TEXT("x"), &err), RESULT_USAGE);
	assert_int_equal(saved_put(&one, "/dev/null/x", TEXT("a"), TEXT("x"), &err), RESULT_IO);
	saved_done(&one);
	saved_done(&other);
}

/* A dump that says the same thing wrong in each record says it once here. */
static void warnings_of_one_kind_are_one_sentence(void **state)
{
	static const char *const warnings[] = {
		"a.json:3:1: $.x.y: context: 7 tokens cannot be true; left unknown",
		"a.ndjson:4:1: alignment: kto is none of its values; left unknown",
		"a:b.ndjson:5:1: alignment: kto is none of its values; left unknown",
		"a.json:9:12: $[3]: context: 7 tokens cannot be true; left unknown",
		"a.ndjson:9:1: alignment: kto is none of its values; left unknown",
		"no place: here", "a.ndjson:11:1: a model without an id; left out"
	};
	struct builder *builder = builder_new(TEXT("a"), 20261101);
	struct strbuf bytes;
	struct store *store;
	struct arena own;
	struct error err;
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof(warnings) / sizeof(warnings[0]); i++)
		builder_add_warning(builder, text_of(warnings[i]));
	builder_set_losses(builder, 1, 19);
	strbuf_init(&bytes);
	struct sink *sink = sink_open_strbuf(&bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, &err), RESULT_OK);
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
	assert_int_equal(store_open(&store, bytes.bytes, bytes.size, "a", &err), RESULT_OK);
	assert_int_equal(store_warned_count(store), 19);
	arena_init(&own);
	const struct text *lines = warning_groups(store, &own, &count);
	assert_int_equal(count, 5);
	assert_text(lines[0],
		"a.ndjson:4:1: alignment: kto is none of its values; left unknown (3 times, here first)");
	assert_text(lines[1],
		"a.json:3:1: $.x.y: context: 7 tokens cannot be true; left unknown (2 times, here first)");
	assert_text(lines[2], "no place: here");
	assert_text(lines[3], "a.ndjson:11:1: a model without an id; left out");
	assert_text(lines[4], "... and 12 warnings more, of which only the number is kept");
	arena_done(&own);
	store_close(store);
	strbuf_done(&bytes);
	builder_free(builder);
}

enum { DIFFERING = 10000 };

static struct claim window_of(uint32_t source, enum origin origin, double tokens)
{
	return (struct claim){ .field = FIELD_CONTEXT,
		.basis = BASIS_REPORTED,
		.origin = (uint8_t)origin,
		.source = source,
		.as_of = 20261101,
		.value = { .state = VALUE_KNOWN, .is.number = tokens } };
}

/* Of each model the built-in catalog says 8,000 tokens; "one" says something else of every second, twice, "two" of every fourth and of all the others the same. */
static struct store *differing_store(struct strbuf *bytes)
{
	struct builder *builder = builder_new(TEXT("a"), 20261101);
	const struct source sources[] = { { .title = TEXT("a page") }, { .title = TEXT("one") },
		{ .title = TEXT("two") } };
	uint32_t ids[3];
	struct store *store;
	char id[32];

	for (size_t i = 0; i < 3; i++)
		ids[i] = builder_add_source(builder, &sources[i]);
	for (uint32_t i = 0; i < DIFFERING; i++) {
		const struct claim claims[] = { window_of(ids[0], ORIGIN_BUILTIN_MODEL, 8000),
			window_of(ids[1], ORIGIN_OTHER, i % 2 == 0 ? 9000 : 8000),
			window_of(ids[1], ORIGIN_OTHER, i % 2 == 0 ? 9500 : 8000),
			window_of(ids[2], ORIGIN_OTHER, i % 4 == 0 ? 7000 : 8000) };
		snprintf(id, sizeof(id), "acme/%05u", i);
		struct draft draft = { .id = text_of(id),
			.name = text_of(id),
			.claims = claims,
			.claim_count = 4 };
		assert_int_equal(builder_add_model(builder, &draft, NULL), RESULT_OK);
	}
	struct sink *sink = sink_open_strbuf(bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, NULL), RESULT_OK);
	assert_int_equal(sink_close(sink, NULL), RESULT_OK);
	builder_free(builder);
	assert_int_equal(store_open(&store, bytes->bytes, bytes->size, "a", NULL), RESULT_OK);
	return store;
}

static bool is_always_due(void *context, uint64_t done, uint64_t total)
{
	uint64_t *before = context;

	assert_true(done > *before || done == 0);
	assert_true(done <= total);
	*before = done;
	return true;
}

/* Stopped as often as can be, it comes to the same. */
static void conflicts_are_counted_by_source(void **state)
{
	static const struct text one = { "one", 3 }, two = { "two", 3 };
	struct sources_line lines[] = { { .name = TEXT("built-in"), .conflicts = 7 },
		{ .name = TEXT("one"), .titles = &one, .title_count = 1 },
		{ .name = TEXT("two"), .titles = &two, .title_count = 1 },
		{ .name = TEXT("yours") } };
	uint64_t before = 0;
	const struct interrupt interrupt = { is_always_due, &before };
	struct source_conflicts conflicts;
	struct strbuf bytes;
	size_t stops = 0;

	(void)state;
	strbuf_init(&bytes);
	struct store *store = differing_store(&bytes);
	source_conflicts_begin(&conflicts, store, lines, 4);
	assert_int_equal(conflicts.facts, DIFFERING / 2);
	assert_false(source_conflicts_are_counted(&conflicts));
	while (source_conflicts_count(&conflicts, &interrupt) == RESULT_INTERRUPTED)
		stops++;
	assert_true(stops > 1);
	assert_true(source_conflicts_are_counted(&conflicts));
	assert_int_equal(lines[0].conflicts, 0);
	assert_int_equal(lines[1].conflicts, DIFFERING / 2);
	assert_int_equal(lines[2].conflicts, DIFFERING / 4);
	assert_text(source_conflicts_sentence(&conflicts, &arena),
		"10000 models, 0 offers; sources differ on 5000 facts");
	source_conflicts_end(&conflicts);
	store_close(store);
	strbuf_done(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_follow_xdg),
		cmocka_unit_test(bad_settings_are_named),
		cmocka_unit_test(a_setting_is_kept_in_its_place),
		cmocka_unit_test(the_default_file_reads_back),
		cmocka_unit_test(marks_of_two_copies_are_merged),
		cmocka_unit_test(history_keeps_each_line_once),
		cmocka_unit_test(queries_are_kept_under_a_name),
		cmocka_unit_test(conflicts_are_counted_by_source),
		cmocka_unit_test(warnings_of_one_kind_are_one_sentence),
	};

	if (!mkdtemp(folder))
		return 1;
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

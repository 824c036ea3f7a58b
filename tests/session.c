/* SPDX-License-Identifier: MIT */
#include "tests/session.h"

#include "catalog/advice/computations.h"
#include "catalog/base/interrupt.h"
#include "catalog/sources/source.h"
#include "cli/resources.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IMPORT_DATE = 20261101 };

void session_init(struct session *session, struct terminal *terminal,
	const struct theme_shelf *themes)
{
	*session = (struct session){ .terminal = terminal,
		.themes = themes,
		.fixture_name = "small.json" };
	arena_init(&session->arena);
}

static void die(const char *message)
{
	fprintf(stderr, "session: %s\n", message);
	exit(2);
}

static void bring_in(struct session *session, const char *name)
{
	struct source_import import = { .known = session->fixture.store, .as_of = IMPORT_DATE };
	struct error err = { 0 };
	char *path = fixture_path(name);

	enum result result = stream_open(&import.stream, path, &err);
	if (result == RESULT_OK)
		result = source_read(&import, &err);
	if (result == RESULT_OK) {
		builder_set_losses(import.builder, import.refused_count, import.warning_count);
		result = catalogs_put(&session->catalogs, import.name, import.builder, NULL, NULL,
			&err);
	}
	if (result != RESULT_OK)
		die(err.message);
	builder_free(import.builder);
	stream_close(import.stream);
	free(path);
}

static void bring_all_in(struct session *session)
{
	snprintf(session->folder, sizeof(session->folder), "/tmp/llmatlas-XXXXXX");
	if (!mkdtemp(session->folder))
		die("no folder for the catalogs that are brought in");
	session->catalogs = (struct catalogs){ .paths = { .data = session->folder,
						       .config = session->folder,
						       .cache = session->folder },
		.built_in = strbuf_text(&session->fixture.bytes),
		.arena = &session->arena };
	for (size_t i = 0; i < session->import_count; i++)
		bring_in(session, session->imports[i]);
	session->explorer.catalogs = &session->catalogs;
}

static const struct interrupt never = { NULL, NULL };

/* What is compared for long is stopped by a key: how often that happened, and what it gives then. */
static enum result compare(struct session *session, const struct interrupt *interrupt)
{
	if (session->stops == 0 || !interrupt)
		return RESULT_OK;
	session->stops--;
	return RESULT_INTERRUPTED;
}

static enum result changes_of(void *context, const struct interrupt *interrupt,
	const struct changes **changes)
{
	struct session *session = context;
	enum result result = compare(session, interrupt);

	*changes = result == RESULT_OK ? &session->changes : NULL;
	return result;
}

static enum result rows_of(void *context, const struct interrupt *interrupt,
	struct query_rows_of *rows)
{
	struct session *session = context;
	const struct changes *changes = &session->changes;

	*rows = (struct query_rows_of){ .is_new = changes->is_new,
		.is_changed = changes->is_changed };
	return compare(session, interrupt);
}

/* So many as are not compared before the first frame. */
static void open_many(struct fixture *fixture, unsigned count)
{
	struct strbuf json;

	strbuf_init(&json);
	strbuf_add_string(&json,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"many\", \"date\": \"2026-11-01\", "
		"\"developers\": [{\"id\": \"lab\", \"name\": \"Lab\"}], \"models\": [");
	for (unsigned i = 0; i < count; i++)
		strbuf_add_format(&json,
			"%s{\"id\": \"lab/many-%05u\", \"name\": \"Many %05u\", \"developer\": \"lab\"}",
			i > 0 ? "," : "", i, i);
	strbuf_add_string(&json, "]}");
	fixture_open_text(fixture, json.bytes);
	strbuf_done(&json);
}

static void open_before(struct session *session)
{
	if (session->many > 0)
		open_many(&session->before, session->many - 1);
	else
		fixture_open(&session->before, session->before_name);
	diff_catalogs(&session->changes, session->before.store, session->fixture.store, NULL,
		&session->arena);
	session->explorer.news = (struct explorer_news){ changes_of, rows_of, session };
	session->explorer.interrupt = &never;
}

static bool has_before(const struct session *session)
{
	return session->before_name || session->many > 0;
}

static void open_explorer(struct session *session)
{
	struct explorer *explorer = &session->explorer;
	size_t count;
	const struct computation *list = computations(&count);

	if (session->many > 0)
		open_many(&session->fixture, session->many);
	else
		fixture_open(&session->fixture, session->fixture_name);
	explorer_init(explorer, session->fixture.store, list, count);
	words_init(&explorer->words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	explorer->machine_root = "/nonexistent";
	if (has_before(session))
		open_before(session);
	if (session->import_count > 0)
		bring_all_in(session);
	struct error why;
	if (parameters_read(&explorer->defaults, text_of(session->parameters), &why) != RESULT_OK)
		fprintf(stderr, "parameters: %s\n", why.message);
	explorer_preview_text(explorer, text_of(session->query));
	keymap_init(&session->keymap);
}

void session_start(struct session *session)
{
	if (session->app)
		return;
	open_explorer(session);
	const struct resource *questions = resource_find("catalog/facts/questionnaire.json");
	struct app_options options = { .explorer = &session->explorer,
		.terminal = session->terminal,
		.keymap = &session->keymap,
		.themes = session->themes,
		.is_ascii = session->is_ascii,
		.is_first_run = session->is_first_run,
		.guide = { .questionnaire = { questions->bytes, questions->size } },
		.korean = resource_text("po/ko.mo"),
		.catalog_labels = { "fixture catalog · 2026-11-01",
			"fixture 카탈로그 · 2026-11-01" } };
	session->app = app_new(&options);
	app_paint(session->app);
}

static bool press(struct session *session, struct text name)
{
	struct key_event key;

	if (!key_parse(name, &key)) {
		fprintf(stderr, "session: no key %.*s\n", TEXT_ARGS(name));
		exit(2);
	}
	return app_step(session->app, key);
}

bool session_press(struct session *session, struct text names)
{
	bool stays = true;

	while (names.size > 0) {
		ptrdiff_t blank = text_find(names, TEXT(" "));
		stays = press(session, blank < 0 ? names : text_slice(names, 0, (size_t)blank));
		names = blank < 0 ? TEXT_NONE : text_slice(names, (size_t)blank + 1, names.size);
	}
	return stays;
}

void session_type(struct session *session, struct text text)
{
	for (size_t at = 0; at < text.size;)
		app_step(session->app,
			(struct key_event){ .code = KEY_CODE_CHARACTER,
				.point = text_decode(text, &at) });
}

static int drop(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

void session_done(struct session *session)
{
	if (session->app) {
		app_free(session->app);
		explorer_done(&session->explorer);
		fixture_close(&session->fixture);
		if (has_before(session))
			fixture_close(&session->before);
	}
	if (session->folder[0] != '\0')
		nftw(session->folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	arena_done(&session->arena);
}

/* SPDX-License-Identifier: MIT */
/* What the screen says when it opens: which catalog, what is wrong with files and settings, what changed. */
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/search.h"
#include "cli/catalogs.h"
#include "cli/explore_parts.h"
#include "cli/news.h"
#include "cli/resources.h"
#include "cli/settings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* "config:3: ...": the folder is said by 'llmatlas config'. */
static struct text without_folder(struct context *context, struct text warning)
{
	const char *file = settings_file(context), *slash = file ? strrchr(file, '/') : NULL;

	if (!slash || !text_starts_with(warning, (struct text){ file, (size_t)(slash + 1 - file) }))
		return warning;
	return text_slice(warning, (size_t)(slash + 1 - file), warning.size);
}

void explore_complain_of_files(struct context *context, struct explorer *explorer)
{
	struct text complaint = context->unmerged.size > 0 ? context->unmerged
							   : catalog_complaint(context);

	if (complaint.size > 0)
		explorer_complain(explorer, "%.*s", TEXT_ARGS(complaint));
}

void explore_complain_of_settings(struct context *context, struct explorer *explorer)
{
	const struct config *config = &context->config;

	if (config->warning_count == 0)
		return;
	struct text first = without_folder(context, config->warnings[0]);
	if (config->warning_count == 1)
		explorer_complain(explorer, "%.*s", TEXT_ARGS(first));
	else
		explorer_complain(explorer,
			_("%zu settings are wrong, see 'llmatlas config': %.*s"),
			config->warning_count, TEXT_ARGS(first));
}

static void announce_hidden(struct explorer *explorer)
{
	uint32_t hidden = store_count(explorer->store) - query_run_model_count(explorer->run);

	if (hidden > 0 && explorer->query.clause_count > 0)
		explorer_say(explorer,
			P_("%u of %u models is hidden by the query below; z shows all.",
				"%u of %u models are hidden by the query below; z shows all.",
				hidden),
			hidden, store_count(explorer->store));
}

static const char *catalog_label(struct context *context)
{
	struct strbuf label;
	struct text name = store_name(context->store);

	if (text_equal_string(name, "built-in"))
		name = text_of(_("built-in"));
	strbuf_init(&label);
	strbuf_add_format(&label, _("%.*s catalog · "), TEXT_ARGS(name));
	date_print(&label, store_date(context->store));
	struct text text = arena_copy(&context->arena, strbuf_text(&label));
	strbuf_done(&label);
	return text.bytes;
}

void explore_label_catalog(struct context *context, const char *labels[LANGUAGE_COUNT])
{
	struct text korean = resource_text("po/ko.mo");
	enum language active = message_language();

	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		bool is_korean = language == LANGUAGE_KO;
		message_use((enum language)language, is_korean ? korean.bytes : NULL,
			is_korean ? korean.size : 0);
		labels[language] = catalog_label(context);
	}
	message_use(active, active == LANGUAGE_KO ? korean.bytes : NULL,
		active == LANGUAGE_KO ? korean.size : 0);
}

static bool is_letter(struct text text, size_t at)
{
	unsigned char byte = at < text.size ? (unsigned char)text.bytes[at] : ' ';

	return isalnum(byte) || byte > 127;
}

/* "keye" in "Keye-VL 1.5", not in "Monkeye". */
static bool has_word(struct text text, struct text word)
{
	for (size_t from = 0; from < text.size;) {
		ptrdiff_t at = text_find(text_slice(text, from, text.size), word);
		if (at < 0)
			return false;
		size_t begin = from + (size_t)at, end = begin + word.size;
		if ((begin == 0 || !is_letter(text, begin - 1)) && !is_letter(text, end))
			return true;
		from = begin + 1;
	}
	return false;
}

/* Whether some model has the word in its name as it was typed: then it was meant. */
static bool is_in_names(struct context *context, const char *typed)
{
	uint32_t rows = store_count(context->store);
	uint8_t *hits = memory_get_zeroed(rows + 1, 1);
	struct text word = text_fold(&context->arena, text_of(typed));
	struct arena arena;
	bool is_there = false;

	arena_init(&arena);
	search_literal(context->store, word, true, hits, NULL);
	for (uint32_t row = 0; row < rows && !is_there; row++) {
		if (!hits[row])
			continue;
		is_there = has_word(text_fold(&arena, store_title(context->store, row)), word);
		arena_reset(&arena);
	}
	arena_done(&arena);
	free(hits);
	return is_there;
}

struct text explore_command_meant(struct context *context, bool has_models)
{
	const struct command *command = command_meant(context, has_models ? 2 : 3);

	if (!command || (has_models && is_in_names(context, context->options.words[0])))
		return TEXT_NONE;
	return arena_format(&context->arena,
		_("'%s' was taken as a word to find; the command is 'llmatlas %s'."),
		context->options.words[0], command->name);
}

void explore_announce(struct context *context, struct explorer *explorer)
{
	bool is_own = !explorer->pick.is_on && !context->options.catalog;
	struct strbuf sentence;

	strbuf_init(&sentence);
	if (is_own && news_of_marked(context, &explorer->marks, explorer->marked, &sentence))
		explorer_say(explorer, _("Marked models changed (6 shows all): %.*s"),
			TEXT_ARGS(strbuf_text(&sentence)));
	else if (explorer->message.size == 0)
		announce_hidden(explorer);
	strbuf_done(&sentence);
	struct text meant = explore_command_meant(context, explorer_count(explorer) > 0);
	if (meant.size > 0)
		explorer_complain(explorer, "%.*s", TEXT_ARGS(meant));
}

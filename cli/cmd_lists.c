/* SPDX-License-Identifier: MIT */
/* fields, keys, themes, config: what the program's own tables hold. */
#include "catalog/advice/hardware.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/quantization.h"
#include "catalog/tables/vocabulary.h"
#include "cli/context.h"
#include "cli/settings.h"
#include "cli/themes.h"
#include "tui/input/keymap.h"
#include "tui/screen/role.h"

#include <stdio.h>
#include <string.h>

static void print_members(const struct context *context, const struct field *field)
{
	for (uint8_t i = 0; i < field->member_count; i++) {
		printf("  ");
		print_padded(text_of(field->members[i].key), 22);
		printf("%s\n", member_title(&field->members[i]));
	}
	for (uint32_t code = 1; code <= store_term_count(context->store, field->id); code++) {
		struct term term = store_term(context->store, field->id, code);
		printf("  ");
		print_padded(term.key, 30);
		printf("%.*s\n", TEXT_ARGS(term.title));
	}
}

static void print_field(const struct field *field)
{
	struct strbuf keys;

	strbuf_init(&keys);
	strbuf_add_format(&keys, "%s%s%s", field->key, field->alias ? ", " : "",
		field->alias ? field->alias : "");
	print_padded(strbuf_text(&keys), 24);
	print_padded(text_of(field_kind_name(field->kind)), 10);
	print_padded(text_of(field_title(field)), 26);
	printf("%s\n", field_help(field));
	strbuf_done(&keys);
}

static void print_parameters(void)
{
	for (int i = 0; i < PARAMETER_LENS; i++) {
		printf("  ");
		print_padded(text_of(parameter_name((enum parameter)i)), 12);
		printf("%s\n", parameter_help((enum parameter)i));
	}
}

static void print_quantizations(void)
{
	for (size_t i = 0; i < quantization_count(); i++) {
		const struct quantization *one = quantization_get(i);
		printf("  ");
		print_padded(text_of(one->name), 12);
		printf("%g\n", one->bits);
	}
}

static void print_cards(void)
{
	for (size_t i = 0; i < hardware_count(); i++) {
		const struct hardware *one = hardware_get(i);
		printf("  ");
		print_padded(text_of(one->name), 20);
		printf("%6.1f GB %6.1f GiB %7.0f GB/s  %s\n", one->memory / 1e9,
			one->memory / 1073741824.0, one->bandwidth / 1e9, one->source);
	}
}

static struct table *parameters_of(struct context *context)
{
	struct parameters defaults = default_parameters(context);

	return table_parameters(&defaults, &context->arena);
}

static struct table *quantizations_of(struct context *context)
{
	return table_quantizations(&context->arena);
}

static struct table *cards_of(struct context *context)
{
	return table_cards(&context->arena);
}

/* Lists beside the fields: what with: takes, and the names that bits= and --gpu know. */
struct list {
	const char *name;
	void (*print)(void);
	struct table *(*table)(struct context *context);
};

static const struct list *find_list(struct text word)
{
	static const struct list lists[] = { { "with", print_parameters, parameters_of },
		{ "with:", print_parameters, parameters_of },
		{ "bits", print_quantizations, quantizations_of },
		{ "gpu", print_cards, cards_of } };

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (text_equal_folded_ascii(word, text_of(lists[i].name)))
			return &lists[i];
	return NULL;
}

/* Of a field, or a list beside them. */
static enum result put_values(struct context *context, struct text word)
{
	const struct list *list = find_list(word);
	const struct field *field = list ? NULL
					 : store_field_named(context->store, word, &context->err);

	if (!list && !field)
		return RESULT_USAGE;
	if (output_is_asked(context))
		return output_table(context,
			list ? list->table(context)
			     : table_field_values(context->store, field, &context->arena));
	if (list) {
		list->print();
	} else {
		print_field(field);
		print_members(context, field);
	}
	return RESULT_OK;
}

static enum result run_fields(struct context *context)
{
	int group = -1;

	if (context->options.word_count > 0)
		return put_values(context, text_of(context->options.words[0]));
	if (output_is_asked(context))
		return output_table(context, table_fields(context->store, &context->arena));
	for (uint32_t i = 0; i < store_field_count(context->store); i++) {
		const struct field *field = store_field(context->store, i);
		if ((int)field->group != group) {
			group = (int)field->group;
			printf("%s%s\n", i > 0 ? "\n" : "", field_group_title(field->group));
		}
		printf("  ");
		print_field(field);
	}
	return RESULT_OK;
}

static enum result run_keys(struct context *context)
{
	struct keymap keymap;
	int group = -1;

	settings_keymap(context, &keymap);
	if (output_is_asked(context))
		return output_table(context, table_keys(&keymap, &context->arena));
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_row *row = action_row((enum action)i);
		char keys[64];
		if ((int)row->group != group) {
			printf("%s%s\n", group >= 0 ? "\n" : "", action_group_title(row->group));
			group = (int)row->group;
		}
		keymap_way(&keymap, row->action, keys);
		printf("  ");
		print_padded(text_of(keys), 20);
		print_padded(text_of(row->name), 18);
		printf("%s\n", _(row->title));
	}
	return RESULT_OK;
}

static enum result run_themes(struct context *context)
{
	struct themes themes;
	enum result result = RESULT_OK;

	if (context->options.wants_roles && output_is_asked(context))
		return output_table(context, table_roles(&context->arena));
	for (int i = 0; context->options.wants_roles && i < ROLE_COUNT; i++)
		printf("%s\n", role_name((enum role)i));
	if (context->options.wants_roles)
		return RESULT_OK;
	themes_open(&themes, context);
	if (output_is_asked(context))
		result = output_table(context, table_themes(&themes.shelf, &context->arena));
	for (size_t i = 0; i < themes.shelf.count; i++) {
		struct theme theme;
		themes.shelf.load(themes.shelf.context, i, &theme, &context->arena);
		if (!output_is_asked(context)) {
			print_padded(themes.names[i], 22);
			printf("%.*s\n", TEXT_ARGS(theme.title));
		}
		for (size_t j = 0; j < theme.warning_count; j++)
			say("%.*s", TEXT_ARGS(theme.warnings[j]));
	}
	return result;
}

static enum result run_config(struct context *context)
{
	struct strbuf text;

	if (context->options.wants_print && output_is_asked(context))
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("--print writes the settings as a file has them, which is no table: config --print > FILE"));
	if (context->options.wants_print) {
		strbuf_init(&text);
		config_print_default(&text);
		fwrite(text.bytes, 1, text.size, stdout);
		strbuf_done(&text);
		return RESULT_OK;
	}
	struct keymap keymap;
	struct themes themes;
	const char *file = settings_file(context);
	enum result result = RESULT_OK;
	if (!output_is_asked(context))
		printf("%s\n", file ? file : _("no home folder: settings are not kept"));
	settings_keymap(context, &keymap); /* what is wrong with them becomes a warning too */
	settings_check_queries(context);
	themes_open(&themes, context);
	settings_check_theme(context, &themes);
	if (output_is_asked(context))
		result = output_table(context, table_settings(&context->config, &context->arena));
	for (size_t i = 0; i < context->config.warning_count; i++)
		say("%.*s", TEXT_ARGS(context->config.warnings[i]));
	if (result != RESULT_OK)
		return result;
	return context->config.warning_count > 0 ? RESULT_BAD_DATA : RESULT_OK;
}

const struct command command_fields = { "fields", "fields [FIELD]",
	N_("list the fields of a model, or the values of one"), TABLE_OPTIONS, true, run_fields };
const struct command command_keys = { "keys", "keys", N_("list keys and actions"), TABLE_OPTIONS,
	false, run_keys };
const struct command command_themes = { "themes", "themes", N_("list the themes"),
	TABLE_OPTIONS " roles", false, run_themes };
const struct command command_config = { "config", "config",
	N_("say where the settings are, and check them"), TABLE_OPTIONS " print", true,
	run_config };

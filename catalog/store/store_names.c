/* SPDX-License-Identifier: MIT */
/* What rows and terms are called, and finding them by their names. */
#include "catalog/base/message.h"
#include "catalog/store/snapshot_records.h"
#include "catalog/store/store_parts.h"

#include <string.h>

struct text store_search_text(const struct store *store, uint32_t row)
{
	const uint32_t *starts = store->starts.items;

	if (row >= store_count(store) || starts[row] >= starts[row + 1] ||
		starts[row + 1] > store->search.count)
		return TEXT_NONE;
	return (struct text){ (const char *)store->search.items + starts[row],
		starts[row + 1] - starts[row] - 1 };
}

struct text store_search_arena(const struct store *store)
{
	return (struct text){ store->search.items, store->search.count };
}

const uint32_t *store_search_starts(const struct store *store)
{
	return store->starts.items;
}

static struct text part(struct text whole, int number)
{
	while (number-- > 0) {
		const char *tab = whole.size > 0 ? memchr(whole.bytes, '\t', whole.size) : NULL;
		if (!tab)
			return TEXT_NONE;
		whole = text_slice(whole, (size_t)(tab - whole.bytes) + 1, whole.size);
	}
	const char *tab = whole.size > 0 ? memchr(whole.bytes, '\t', whole.size) : NULL;
	return tab ? text_slice(whole, 0, (size_t)(tab - whole.bytes)) : whole;
}

struct text store_id(const struct store *store, uint32_t row)
{
	return part(store_search_text(store, row), 0);
}

struct text store_title(const struct store *store, uint32_t row)
{
	struct text title = part(store_search_text(store, row), 1);
	return title.size > 0 ? title : store_id(store, row);
}

void store_names(const struct store *store, uint32_t row, struct text *id, struct text *title,
	struct text *aliases)
{
	struct text rest = store_search_text(store, row), parts[3];

	for (int i = 0; i < 3; i++)
		parts[i] = text_next_part(&rest, '\t');
	*id = parts[0];
	*title = parts[1].size > 0 ? parts[1] : parts[0];
	*aliases = parts[2];
}

const uint32_t *store_name_ranks(const struct store *store)
{
	return store->columns[FIELD_NAME].ranks;
}

bool store_find_id(const struct store *store, struct text id, uint32_t *row)
{
	uint32_t low = 0, high = store_count(store);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = text_compare(id, store_id(store, middle));
		if (order == 0) {
			*row = middle;
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

uint32_t store_term_count(const struct store *store, uint32_t field)
{
	return field < FIELD_COUNT ? (uint32_t)store->terms[field].count : 0;
}

static const struct term_record *term_record(const struct store *store, uint32_t field,
	uint32_t code)
{
	if (field >= FIELD_COUNT || code == 0 || code > store->terms[field].count)
		return NULL;
	return (const struct term_record *)store->terms[field].items + (code - 1);
}

/* Tags that this program knows are called in the person's language. */
static struct text title_of(const struct store *store, uint32_t field,
	const struct term_record *record)
{
	const struct member *word = NULL;

	if (record->title == record->key && field < FIELD_COUNT)
		word = field_word(field_get((enum field_id)field), store_text(store, record->key));
	return word ? text_of(member_title(word)) : store_text(store, record->title);
}

struct term store_term(const struct store *store, uint32_t field, uint32_t code)
{
	const struct term_record *record = term_record(store, field, code);

	if (!record)
		return (struct term){ 0 };
	return (struct term){ store_text(store, record->key), title_of(store, field, record),
		store_text(store, record->aliases), store_text(store, record->region),
		store_text(store, record->kind), store_text(store, record->url),
		store_text(store, record->developer), store_text(store, record->title) };
}

struct text store_term_title(const struct store *store, uint32_t field, uint32_t code)
{
	const struct term_record *record = term_record(store, field, code);

	return record ? title_of(store, field, record) : TEXT_NONE;
}

struct text store_texts(const struct store *store)
{
	return (struct text){ store->text.items, store->text.count };
}

bool store_sentence(const struct store *store, size_t index, struct text *en, struct text *ko)
{
	const struct sentence_record *records = store->sentences.items;

	if (index >= store->sentences.count)
		return false;
	*en = store_text(store, records[index].en);
	*ko = store_text(store, records[index].ko);
	return true;
}

struct text store_korean(const struct store *store, struct text sentence)
{
	size_t low = 0, high = store->sentences.count;
	struct text en = TEXT_NONE, ko = TEXT_NONE;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		store_sentence(store, middle, &en, &ko);
		int order = text_compare(sentence, en);
		if (order == 0)
			return ko.size > 0 ? ko : sentence;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return sentence;
}

struct text store_setting(const struct store *store, struct text setting, enum language language,
	struct arena *arena)
{
	struct text rest = setting, out = TEXT_NONE;

	if (language == LANGUAGE_EN)
		return setting;
	while (rest.size > 0) {
		struct text part = store_korean(store, text_next_item(&rest));
		out = arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(out), out.size > 0 ? ", " : "",
			TEXT_ARGS(part));
	}
	return out;
}

struct text store_wording(const struct store *store, const struct field *field, struct text value,
	enum language language)
{
	return field->is_sentence && language != LANGUAGE_EN ? store_korean(store, value) : value;
}

static bool has_word(struct text words, struct text word)
{
	while (words.size > 0) {
		if (text_equal_folded_ascii(text_next_part(&words, ' '), word))
			return true;
	}
	return false;
}

uint32_t store_term_find(const struct store *store, uint32_t field, struct text word)
{
	uint32_t count = store_term_count(store, field);

	for (uint32_t code = 1; code <= count; code++) /* two may differ in case alone */
		if (text_equal(store_text(store, term_record(store, field, code)->key), word))
			return code;
	for (uint32_t code = 1; code <= count; code++) {
		const struct term_record *record = term_record(store, field, code);
		if (text_equal_folded_ascii(store_text(store, record->key), word) ||
			(record->title != record->key &&
				text_equal_folded_ascii(store_text(store, record->title), word)))
			return code;
	}
	for (uint32_t code = 1; code <= count; code++)
		if (has_word(store_text(store, term_record(store, field, code)->aliases), word))
			return code;
	const struct member *known = field < FIELD_COUNT
		? field_word_find(field_get((enum field_id)field), word)
		: NULL;
	return known && !text_equal_string(word, known->key)
		? store_term_find(store, field, text_of(known->key))
		: 0;
}

const struct field *store_field_named(const struct store *store, struct text word,
	struct error *err)
{
	const struct field *field = store_field_find(store, word);
	const struct field *nearest = field ? NULL : store_field_nearest(store, word);

	if (nearest)
		error_set(err, RESULT_USAGE, _("There is no field '%.*s'. Nearest: %s"),
			TEXT_ARGS(word), nearest->key);
	else if (!field)
		error_set(err, RESULT_USAGE,
			_("There is no field '%.*s'; 'llmatlas fields' lists them."),
			TEXT_ARGS(word));
	return field;
}

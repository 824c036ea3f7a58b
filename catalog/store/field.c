/* SPDX-License-Identifier: MIT */
#include "catalog/store/field.h"

#include "catalog/base/arena.h"
#include "catalog/store/field_table.h"

#include <string.h>

_Static_assert(FIELD_COUNT < 200, "fields and benchmarks share 16 bits");

const struct field *field_get(enum field_id id)
{
	return (unsigned)id < FIELD_COUNT ? &field_table[id] : NULL;
}

/* Compares a word with one of a table: ASCII case folds, blanks and '-' inside Hangul do not count. */
static bool is_same_word(struct text word, struct text of)
{
	size_t i = 0, j = 0;
	bool is_ascii = text_is_ascii(of);

	if (is_ascii)
		return text_equal_folded_ascii(word, of);
	for (;;) {
		while (i < word.size && (word.bytes[i] == ' ' || word.bytes[i] == '-'))
			i++;
		while (j < of.size && (of.bytes[j] == ' ' || of.bytes[j] == '-'))
			j++;
		if (i == word.size || j == of.size)
			return i == word.size && j == of.size;
		char a = word.bytes[i++], b = of.bytes[j++];
		if (a >= 'A' && a <= 'Z')
			a = (char)(a + 32);
		if (b >= 'A' && b <= 'Z')
			b = (char)(b + 32);
		if (a != b)
			return false;
	}
}

static bool is_among(struct text word, const char *list)
{
	while (list && *list) {
		const char *blank = strchr(list, ' ');
		struct text one = { list, blank ? (size_t)(blank - list) : strlen(list) };
		if (is_same_word(word, one))
			return true;
		list = blank ? blank + 1 : NULL;
	}
	return false;
}

static bool is_name_of(struct text word, const struct field *field)
{
	if (text_equal_folded_ascii(word, text_of(field->key)) ||
		(field->alias && text_equal_folded_ascii(word, text_of(field->alias))))
		return true;
	return is_among(word, field->aliases) ||
		is_same_word(word, text_of(field->brief[LANGUAGE_KO])) ||
		is_same_word(word, text_of(field->title[LANGUAGE_KO]));
}

const struct field *field_find(struct text word)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (text_equal_folded_ascii(word, text_of(field_table[i].key)))
			return &field_table[i];
	for (int i = 0; i < FIELD_COUNT; i++)
		if (word.size > 0 && is_name_of(word, &field_table[i]))
			return &field_table[i];
	return NULL;
}

static int limit_of(struct text word)
{
	return word.size < 4 ? 1 : word.size < 7 ? 2 : 3;
}

/* Words that people bring from other tools and pages, and the field that says it here. */
static const struct field *known_elsewhere(struct text word)
{
	static const struct {
		const char *word;
		enum field_id field;
	} words[] = { { "country", FIELD_DEVELOPER_REGION }, { "date", FIELD_RELEASED },
		{ "feature", FIELD_CAN }, { "features", FIELD_CAN }, { "kind", FIELD_ARCHITECTURE },
		{ "modalities", FIELD_INPUT }, { "modality", FIELD_INPUT },
		{ "open", FIELD_LICENSE }, { "score", FIELD_QUALITY }, { "supports", FIELD_CAN },
		{ "training", FIELD_ALIGNMENT }, { "type", FIELD_ARCHITECTURE },
		{ "vision", FIELD_INPUT }, { "weights", FIELD_LICENSE } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_equal_folded_ascii(word, text_of(words[i].word)))
			return field_get(words[i].field);
	return NULL;
}

const struct field *field_nearest(struct text word)
{
	const struct field *known = known_elsewhere(word), *nearest = NULL;
	int best = limit_of(word) + 1;

	if (known)
		return known;
	for (int i = 0; i < FIELD_COUNT; i++) {
		struct text key = text_of(field_table[i].key);
		int distance = text_distance(word, key, best);
		if (distance < best && distance < (int)key.size) {
			best = distance;
			nearest = &field_table[i];
		} else if (!nearest && word.size >= 3 && text_starts_with(key, word)) {
			nearest = &field_table[i];
		}
	}
	return nearest;
}

static int find_among(const struct member *members, uint8_t count, struct text word)
{
	if (word.size == 0)
		return -1;
	for (int i = 0; i < count; i++)
		if (text_equal_folded_ascii(word, text_of(members[i].key)))
			return i;
	for (int i = 0; i < count; i++) {
		const struct member *member = &members[i];
		if (is_among(word, member->aliases))
			return i;
		for (int language = 0; language < LANGUAGE_COUNT; language++)
			if (is_same_word(word, text_of(member->title[language])) ||
				is_same_word(word, text_of(member->brief[language])))
				return i;
	}
	return -1;
}

int field_member_find(const struct field *field, struct text word)
{
	return find_among(field->members, field->member_count, word);
}

const struct member *field_word(const struct field *field, struct text key)
{
	for (int i = 0; i < field->word_count; i++)
		if (text_equal_string(key, field->words[i].key))
			return &field->words[i];
	return NULL;
}

const struct member *field_word_find(const struct field *field, struct text word)
{
	int at = find_among(field->words, field->word_count, word);
	return at < 0 ? NULL : &field->words[at];
}

int field_member_by_key(const struct field *field, const char *key)
{
	for (int i = 0; i < field->member_count; i++)
		if (strcmp(field->members[i].key, key) == 0)
			return i;
	return -1;
}

int field_member_nearest(const struct field *field, struct text word)
{
	int nearest = -1, best = limit_of(word) + 1;

	for (int i = 0; i < field->member_count; i++)
		if (text_is_nearer(word, text_of(field->members[i].key), &best))
			nearest = i;
	return nearest;
}

size_t field_facets(const struct field **out, size_t capacity)
{
	size_t count = 0;

	for (int place = 1; place < 64; place++)
		for (int i = 0; i < FIELD_COUNT; i++)
			if (field_table[i].facet == place && count < capacity)
				out[count++] = &field_table[i];
	return count;
}

const char *field_title(const struct field *field)
{
	return field->title[message_language()];
}

const char *field_brief(const struct field *field)
{
	return field->brief[message_language()];
}

const char *field_help(const struct field *field)
{
	return field->help[message_language()] ? field->help[message_language()] : "";
}

const char *member_title(const struct member *member)
{
	return member->title[message_language()];
}

const char *member_brief(const struct member *member)
{
	return member->brief[message_language()];
}

const char *member_column(const struct member *member)
{
	const char *column = member->column[message_language()];
	return column ? column : member_brief(member);
}

int field_column_width(const struct field *field)
{
	int head = text_width(text_of(field_brief(field)));

	/* The table is made for English, whose heads fit or have an alias that does. */
	return message_language() == LANGUAGE_EN || head < field->width ? field->width : head;
}

int field_value_width(const struct field *field)
{
	int widest = 0;

	for (uint8_t i = 0; message_language() != LANGUAGE_EN && i < field->member_count; i++) {
		int width = text_width(text_of(member_column(&field->members[i])));
		widest = width > widest ? width : widest;
	}
	return widest;
}

const char *field_group_title(enum field_group group)
{
	static const char *const titles[GROUP_COUNT][LANGUAGE_COUNT] = {
		[GROUP_IDENTITY] = { "identity", "기본 정보" },
		[GROUP_ARCHITECTURE] = { "architecture", "아키텍처" },
		[GROUP_LIMITS] = { "limits", "한도" },
		[GROUP_MODALITY] = { "modality", "입출력" },
		[GROUP_TRAINING] = { "training", "훈련" },
		[GROUP_ALIGNMENT] = { "alignment", "정렬" },
		[GROUP_LICENSE] = { "license", "라이선스" },
		[GROUP_ABILITIES] = { "abilities", "기능" },
		[GROUP_SERVING] = { "serving", "제공" },
		[GROUP_QUALITY] = { "quality", "품질" },
		[GROUP_COMMUNITY] = { "community", "커뮤니티" },
		[GROUP_COMPUTED] = { "computed", "계산 값" },
	};
	return titles[group][message_language()];
}

const char *field_section_title(enum field_section section)
{
	static const char *const titles[SECTION_COUNT][LANGUAGE_COUNT] = {
		[SECTION_WHY] = { "WHY IT BEHAVES AS IT DOES", "성격을 정하는 것" },
		[SECTION_MAY] = { "WHAT YOU MAY DO", "해도 되는 것" },
		[SECTION_TAKES] = { "WHAT IT TAKES", "드는 것" },
		[SECTION_GOOD] = { "HOW GOOD", "얼마나 잘하나" },
		[SECTION_ABOUT] = { "ABOUT", "기본 정보" },
	};
	return titles[section][message_language()];
}

const char *field_kind_name(enum field_kind kind)
{
	static const char *const names[] = { [KIND_TEXT] = "text",
		[KIND_CATEGORY] = "category",
		[KIND_CHOICE] = "choice",
		[KIND_SET] = "set",
		[KIND_TAGS] = "tags",
		[KIND_NUMBER] = "number",
		[KIND_DATE] = "date" };
	return names[kind];
}

const char *unit_name(enum unit unit)
{
	static const char *const names[] = {
		[UNIT_NONE] = "",
		[UNIT_TOKENS] = "tokens",
		[UNIT_PARAMETERS] = "parameters",
		[UNIT_USD_PER_MTOK] = "USD per 1M tokens",
		[UNIT_USD] = "USD",
		[UNIT_BYTES] = "bytes",
		[UNIT_TOKENS_PER_SECOND] = "tokens per second",
		[UNIT_SECONDS] = "seconds",
		[UNIT_SCORE] = "score",
		[UNIT_COUNT] = "count",
		[UNIT_DAYS] = "days",
		[UNIT_CORPUS] = "tokens",
	};
	return names[unit];
}

/* SPDX-License-Identifier: MIT */
#include "catalog/advice/questionnaire.h"

#include <string.h>

static const struct {
	const char *key, *title;
} criteria[CRITERION_COUNT] = {
	[CRITERION_QUALITY] = { "quality", N_("quality") },
	[CRITERION_COST] = { "cost", N_("cost") },
	[CRITERION_SPEED] = { "speed", N_("speed") },
	[CRITERION_CONTEXT] = { "context", N_("long texts") },
	[CRITERION_PRIVACY] = { "privacy", N_("control of data") },
	[CRITERION_OPENNESS] = { "openness", N_("openness") },
	[CRITERION_PORTABILITY] = { "portability", N_("easy to move") },
	[CRITERION_ECOSYSTEM] = { "ecosystem", N_("community") },
	[CRITERION_RECENCY] = { "recency", N_("recency") },
	[CRITERION_TONE] = { "tone", N_("tone") },
	[CRITERION_DOMAIN] = { "domain/language", N_("field and language") },
};
static const char letters[] = "QCSXPOVERAD";
_Static_assert(sizeof(letters) == CRITERION_COUNT + 1, "one letter per criterion");

static const char *const shapes[SHAPE_COUNT] = { "one", "several", "tokens", "memory", "workload",
	"budget", "regions", "languages", "date", "signed", "makers" };

const char *criterion_key(enum criterion criterion)
{
	return criteria[criterion].key;
}

const char *criterion_title(enum criterion criterion)
{
	return _(criteria[criterion].title);
}

int criterion_find(struct text key)
{
	for (int i = 0; i < CRITERION_COUNT; i++)
		if (text_equal_folded_ascii(key, text_of(criteria[i].key)) ||
			(key.size == 1 && key.bytes[0] == letters[i]))
			return i;
	if (text_equal_string(key, "domain") || text_equal_string(key, "language"))
		return CRITERION_DOMAIN;
	return -1;
}

const char *question_shape_name(enum question_shape shape)
{
	return shapes[shape];
}

const struct question *questionnaire_find(const struct questionnaire *questionnaire, struct text id)
{
	for (size_t i = 0; i < questionnaire->question_count; i++)
		if (text_equal(questionnaire->questions[i].id, id))
			return &questionnaire->questions[i];
	return NULL;
}

size_t question_index(const struct questionnaire *questionnaire, const struct question *question)
{
	return (size_t)(question - questionnaire->questions);
}

static bool has_word(struct text words, struct text word)
{
	size_t at = 0;

	while (at < words.size) {
		size_t end = at;
		while (end < words.size && words.bytes[end] != ' ')
			end++;
		if (text_equal(text_slice(words, at, end - at), word))
			return true;
		at = end + 1;
	}
	return false;
}

int question_option(const struct question *question, struct text id)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (text_equal_folded_ascii(question->options[i].id, id) ||
			has_word(question->options[i].aliases, id))
			return (int)i;
	return -1;
}

const struct preset *questionnaire_preset(const struct questionnaire *questionnaire, struct text id)
{
	for (size_t i = 0; i < questionnaire->preset_count; i++)
		if (text_equal(questionnaire->presets[i].id, id))
			return &questionnaire->presets[i];
	return NULL;
}

struct text questionnaire_text(const struct text texts[LANGUAGE_COUNT])
{
	struct text text = texts[message_language()];
	return text.size > 0 ? text : texts[LANGUAGE_EN];
}

void questionnaire_done(struct questionnaire *questionnaire)
{
	json_free(questionnaire->document);
	questionnaire->document = NULL;
}

/* SPDX-License-Identifier: MIT */
#include "catalog/sources/identity.h"

#include <string.h>

enum { WORD_MAX = 48 };

struct words {
	struct text items[WORD_MAX];
	size_t count;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool are_digits(struct text word)
{
	for (size_t i = 0; i < word.size; i++)
		if (!is_digit(word.bytes[i]))
			return false;
	return word.size > 0;
}

/* Where the name ends: at ":free" and the like, "@default"; ":thinking", ":120b" and "@20250929" are part of it. */
static size_t name_end(struct text id, size_t from)
{
	static const char *const services[] = { "free", "beta", "nitro", "floor", "extended",
		"online", "exacto", "discounted", "latest", "default", NULL };

	for (size_t i = from; i < id.size; i++) {
		if (id.bytes[i] != '@' && id.bytes[i] != ':')
			continue;
		struct text rest = text_slice(id, i + 1, id.size);
		if (id.bytes[i] == '@' && !(rest.size == 8 && are_digits(rest)))
			return i;
		for (size_t j = 0; id.bytes[i] == ':' && services[j]; j++)
			if (text_equal_folded_ascii(rest, text_of(services[j])))
				return i;
	}
	return id.size;
}

/* "-v1:0" and "-1:0" number an endpoint of Amazon Bedrock, not the model; "-v0:2" is the model's v0.2. */
static size_t endpoint_end(struct text id, size_t to)
{
	size_t at = to;

	while (at > 0 && is_digit(id.bytes[at - 1]))
		at--;
	if (at == to || at < 3 || id.bytes[at - 1] != ':' || !is_digit(id.bytes[at - 2]))
		return to;
	size_t number = at - 2;
	if (id.bytes[number] == '0' || is_digit(id.bytes[number - 1]))
		return to;
	size_t from = id.bytes[number - 1] == 'v' ? number - 1 : number;
	return from > 0 && id.bytes[from - 1] == '-' ? from - 1 : to;
}

static bool is_between_digits(struct text id, size_t from, size_t to, size_t at)
{
	return at > from && at + 1 < to && is_digit(id.bytes[at - 1]) && is_digit(id.bytes[at + 1]);
}

/* Lower case, last part of the path, service suffix gone, separators as one blank; a dot between digits stays, and so does the "p" that stands
 * for one ("v3p1"). */
static void normalise(struct strbuf *key, struct text id)
{
	size_t from = id.size > 0 ? id.size - 1 : 0, size = 0;

	while (from > 0 && id.bytes[from - 1] != '/')
		from--;
	size_t to = endpoint_end(id, name_end(id, from));
	strbuf_clear(key);
	strbuf_add(key,
		text_slice(id, from, to - from)); /* it only gets shorter: written in place */
	char *out = key->bytes;
	for (size_t i = from; i < to; i++) {
		char c = id.bytes[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c == '.' || c == 'p' || c == ':') {
			if (is_between_digits(id, from, to, i))
				c = '.';
			else if (c == '.')
				c = ' ';
		}
		if (is_letter(c) || is_digit(c) || c == '.')
			out[size++] = c;
		else if (size > 0 && out[size - 1] != ' ')
			out[size++] = ' ';
	}
	while (size > 0 && out[size - 1] == ' ')
		size--;
	strbuf_cut(key, size);
}

static void split(struct words *words, struct text key)
{
	size_t from = 0;

	words->count = 0;
	for (size_t i = 0; i <= key.size && words->count < WORD_MAX; i++) {
		if (i < key.size && key.bytes[i] != ' ')
			continue;
		if (i > from)
			words->items[words->count++] = text_slice(key, from, i - from);
		from = i + 1;
	}
}

/* The list is in order: most words are told from all of it by their first letter. */
static bool is_among(struct text word, const char *const *list)
{
	char first = word.size > 0 ? word.bytes[0] : '\0';

	while (*list && **list < first)
		list++;
	for (; *list && **list == first; list++)
		if (strncmp(word.bytes, *list, word.size) == 0 && (*list)[word.size] == '\0')
			return true;
	return false;
}

/* Vendors and regions that hosts put before a name ("us.anthropic.claude-...", "duo-chat-gpt-..."). */
static size_t prefix_words(const struct words *words)
{
	static const char *const always[] = { "apac", "au", "eu", "global", "hf", "jp", "mistralai",
		"us", NULL };
	/* "mistral large": a vendor's name that begins the model's own stays; it is a prefix only when the next word names a family by itself */
	static const char *const vendors[] = { "alibaba", "alicloud", "amazon", "anthropic",
		"azure", "bedrock", "coding", "cohere", "databricks", "deep", "deepseek", "google",
		"groq", "meta", "minimax", "mistral", "moonshotai", "nvidia", "openai", "org",
		"snowflake", "umans", "writer", "xai", "zai", NULL };
	static const char *const families[] = { "claude", "codestral", "command", "dbrx",
		"deepseek", "devstral", "gemini", "gemma", "glm", "gpt", "grok", "haiku", "jamba",
		"kimi", "llama", "llama2", "llama3", "magistral", "meta", "minimax", "ministral",
		"mistral", "mixtral", "nemotron", "nova", "o1", "o3", "o4", "opus", "org",
		"palmyra", "pixtral", "qwen", "sonnet", "titan", "voxtral", NULL };
	bool is_duo_chat = words->count > 2 && text_equal_string(words->items[0], "duo") &&
		text_equal_string(words->items[1], "chat");
	size_t at = is_duo_chat ? 2 : 0;

	while (at + 1 < words->count &&
		(is_among(words->items[at], always) ||
			(is_among(words->items[at], vendors) &&
				is_among(words->items[at + 1], families))))
		at++;
	return at;
}

/* 20241022, 202410, 2507, 0528: a date at the end; a year alone is none. */
static bool is_date(struct text word)
{
	if (!are_digits(word))
		return false;
	int number = 0;
	for (size_t i = 0; i < word.size && i < 8; i++)
		number = number * 10 + (word.bytes[i] - '0');
	if (word.size == 8)
		return number > 20000000 && number < 21000000;
	if (word.size == 6)
		return number >= 200001 && number <= 299912;
	if (word.size == 4)
		return (number >= 2300 && number <= 2912 && number % 100 >= 1 &&
			       number % 100 <= 12) ||
			(number >= 101 && number <= 1231);
	return false;
}

static bool is_dropped(struct text word)
{
	static const char *const dropped[] = { "4bit", "8bit", "awq", "beta", "bf16", "bnb", "exp",
		"experimental", "fp16", "fp4", "fp8", "free", "gguf", "gptq", "hf", "int4", "int8",
		"latest", "maas", "mlx", "mxfp4", "nvfp4", "original", "preview", "q4", "q8", "tee",
		"v1.0", NULL };
	return is_among(word, dropped);
}

/* The version of an endpoint behind a date: "20251101 v1". */
static bool is_endpoint(const struct words *words, size_t at)
{
	return at > 0 && at < WORD_MAX && at + 1 == words->count && words->items[at].size == 2 &&
		words->items[at].bytes[0] == 'v' && words->items[at - 1].size == 8 &&
		are_digits(words->items[at - 1]);
}

/* How hosts mark what they offer, not the model: for free, or on confidential hardware. */
static bool is_service(const struct words *words, size_t at)
{
	return at > 0 && at < WORD_MAX && at + 1 == words->count &&
		(text_equal(words->items[at], TEXT("free")) ||
			text_equal(words->items[at], TEXT("tee")));
}

/* Words run together, but digits stay apart from digits: "qwen3 4b" is not "qwen 34b", and "4-5" is "4.5". */
void identity_model_key(struct strbuf *key, struct text id)
{
	struct words words;
	size_t size = 0;

	normalise(key, id);
	split(&words, strbuf_text(key));
	for (size_t i = prefix_words(&words); i < words.count;
		i++) { /* words only move to the left */
		if (is_endpoint(&words, i) || is_service(&words, i))
			continue;
		if (size > 0 && is_digit(key->bytes[size - 1]) && is_digit(words.items[i].bytes[0]))
			key->bytes[size++] = '.';
		memmove(key->bytes + size, words.items[i].bytes, words.items[i].size);
		size += words.items[i].size;
	}
	strbuf_cut(key, size);
}

/* 2024 08 06: a date in three words */
static bool is_long_date(const struct words *words, size_t at)
{
	const struct text *items = words->items + at;

	return at + 2 < words->count && items[0].size == 4 && items[1].size == 2 &&
		items[2].size == 2 && text_starts_with(items[0], TEXT("20")) &&
		are_digits(items[0]) && are_digits(items[1]) && are_digits(items[2]);
}

void identity_family_key(struct strbuf *key, struct text id)
{
	struct words words;
	size_t size = 0;

	normalise(key, id);
	split(&words, strbuf_text(key));
	size_t from = prefix_words(&words);
	for (size_t i = from; i < words.count; i++) { /* words only move to the left */
		if (i > from && is_long_date(&words, i)) {
			i += 2;
			continue;
		}
		if (i > from && (is_dropped(words.items[i]) || is_date(words.items[i])))
			continue;
		if (size > 0)
			key->bytes[size++] = ' ';
		memmove(key->bytes + size, words.items[i].bytes, words.items[i].size);
		size += words.items[i].size;
	}
	strbuf_cut(key, size);
}

/* SPDX-License-Identifier: MIT */
#include "catalog/sources/identity.h"

#include "catalog/base/bits.h"

#include <string.h>

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

/* What ":" and "@" may end is seldom there. */
static size_t end_of(struct text id, size_t from)
{
	const char *bytes = id.bytes + from;
	size_t size = id.size - from;

	if (size == 0 || (!memchr(bytes, ':', size) && !memchr(bytes, '@', size)))
		return id.size;
	return endpoint_end(id, name_end(id, from));
}

/* Letters and digits of ASCII, as bits, and all that is not ASCII. */
static inline bool is_of_word(unsigned char c)
{
	static const uint64_t bits[2] = { UINT64_C(0x03ff000000000000),
		UINT64_C(0x07fffffe07fffffe) };

	return c >= 0x80 || bit_has(bits, c);
}

static size_t name_from(struct text id)
{
	const char *slash = id.size > 1 ? memrchr(id.bytes, '/', id.size - 1) : NULL;

	return slash ? (size_t)(slash - id.bytes) + 1 : 0;
}

struct text identity_name(struct text id)
{
	return text_slice(id, name_from(id), id.size);
}

/* Lower case, last part of the path, service suffix gone, separators as one blank; the words between them. A dot between digits stays, and so does the
 * "p" or ":" that stands for one ("v3p1"). */
void identity_split(struct identity_words *words, struct strbuf *key, struct text id)
{
	size_t from = name_from(id), to = end_of(id, from);
	size_t size = 0, begin = 0, count = 0;

	strbuf_clear(key);
	strbuf_reserve(key, to - from + IDENTITY_SLACK);
	char *out = key->bytes;
	for (size_t i = from; i < to; i++) {
		unsigned char c = (unsigned char)id.bytes[i];
		if (is_of_word(c)) {
			c = (unsigned char)(c | (unsigned)((unsigned char)(c - 'A') < 26) << 5);
			out[size++] = c == 'p' && is_between_digits(id, from, to, i) ? '.'
										     : (char)c;
		} else if ((c == '.' || c == ':') && is_between_digits(id, from, to, i)) {
			out[size++] = '.';
		} else if (size > begin) {
			if (count < IDENTITY_WORDS_MAX)
				words->items[count++] = (struct text){ out + begin, size - begin };
			out[size++] = ' ';
			begin = size;
		}
	}
	if (size > begin && count < IDENTITY_WORDS_MAX)
		words->items[count++] = (struct text){ out + begin, size - begin };
	memset(out + size, 0, IDENTITY_SLACK);
	key->size = size;
	words->count = count;
	memset(words->kinds, WORD_UNSEEN, sizeof(words->kinds));
}

/* In order. */
static const struct {
	char word[13];
	uint8_t kinds;
} special_words[] = { { "4bit", WORD_DROPPED }, { "8bit", WORD_DROPPED },
	{ "alibaba", WORD_VENDOR }, { "alicloud", WORD_VENDOR }, { "amazon", WORD_VENDOR },
	{ "anthropic", WORD_VENDOR }, { "apac", WORD_PLACE }, { "au", WORD_PLACE },
	{ "awq", WORD_DROPPED }, { "azure", WORD_VENDOR }, { "bedrock", WORD_VENDOR },
	{ "beta", WORD_DROPPED }, { "bf16", WORD_DROPPED }, { "bnb", WORD_DROPPED },
	{ "claude", WORD_NAME }, { "codestral", WORD_NAME }, { "coding", WORD_VENDOR },
	{ "cohere", WORD_VENDOR }, { "command", WORD_NAME }, { "databricks", WORD_VENDOR },
	{ "dbrx", WORD_NAME }, { "deep", WORD_VENDOR }, { "deepseek", WORD_VENDOR | WORD_NAME },
	{ "devstral", WORD_NAME }, { "eu", WORD_PLACE }, { "exp", WORD_DROPPED },
	{ "experimental", WORD_DROPPED }, { "fp16", WORD_DROPPED }, { "fp4", WORD_DROPPED },
	{ "fp8", WORD_DROPPED }, { "free", WORD_DROPPED }, { "gemini", WORD_NAME },
	{ "gemma", WORD_NAME }, { "gguf", WORD_DROPPED }, { "glm", WORD_NAME },
	{ "global", WORD_PLACE }, { "google", WORD_VENDOR }, { "gpt", WORD_NAME },
	{ "gptq", WORD_DROPPED }, { "grok", WORD_NAME }, { "groq", WORD_VENDOR },
	{ "haiku", WORD_NAME }, { "hf", WORD_PLACE | WORD_DROPPED }, { "int4", WORD_DROPPED },
	{ "int8", WORD_DROPPED }, { "jamba", WORD_NAME }, { "jp", WORD_PLACE },
	{ "kimi", WORD_NAME }, { "latest", WORD_DROPPED }, { "llama", WORD_NAME },
	{ "llama2", WORD_NAME }, { "llama3", WORD_NAME }, { "maas", WORD_DROPPED },
	{ "magistral", WORD_NAME }, { "meta", WORD_VENDOR | WORD_NAME },
	{ "minimax", WORD_VENDOR | WORD_NAME }, { "ministral", WORD_NAME },
	{ "mistral", WORD_VENDOR | WORD_NAME }, { "mistralai", WORD_PLACE },
	{ "mixtral", WORD_NAME }, { "mlx", WORD_DROPPED }, { "moonshotai", WORD_VENDOR },
	{ "mxfp4", WORD_DROPPED }, { "nemotron", WORD_NAME }, { "nova", WORD_NAME },
	{ "nvfp4", WORD_DROPPED }, { "nvidia", WORD_VENDOR }, { "o1", WORD_NAME },
	{ "o3", WORD_NAME }, { "o4", WORD_NAME }, { "openai", WORD_VENDOR }, { "opus", WORD_NAME },
	{ "org", WORD_VENDOR | WORD_NAME }, { "original", WORD_DROPPED }, { "palmyra", WORD_NAME },
	{ "pixtral", WORD_NAME }, { "preview", WORD_DROPPED }, { "q4", WORD_DROPPED },
	{ "q8", WORD_DROPPED }, { "qwen", WORD_NAME }, { "snowflake", WORD_VENDOR },
	{ "sonnet", WORD_NAME }, { "tee", WORD_DROPPED }, { "titan", WORD_NAME },
	{ "umans", WORD_VENDOR }, { "us", WORD_PLACE }, { "v1.0", WORD_DROPPED },
	{ "voxtral", WORD_NAME }, { "writer", WORD_VENDOR }, { "xai", WORD_VENDOR },
	{ "zai", WORD_VENDOR } };

/* Most words are told from most others by their first letter. */
static int compare_special(size_t at, struct text word)
{
	int order = special_words[at].word[0] - word.bytes[0];

	return order != 0 ? order : text_compare(text_of(special_words[at].word), word);
}

uint8_t identity_word_kinds(struct text word)
{
	size_t low = 0, high = sizeof(special_words) / sizeof(special_words[0]);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_special(middle, word);
		if (order == 0)
			return special_words[middle].kinds;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

static bool is(struct identity_words *words, size_t at, enum word_kind kind)
{
	if (words->kinds[at] == WORD_UNSEEN)
		words->kinds[at] = identity_word_kinds(words->items[at]);
	return (words->kinds[at] & kind) != 0;
}

/* Vendors and regions that hosts put before a name ("us.anthropic.claude-...", "duo-chat-gpt-..."). */
static size_t prefix_words(struct identity_words *words)
{
	bool is_duo_chat = words->count > 2 && text_equal(words->items[0], TEXT("duo")) &&
		text_equal(words->items[1], TEXT("chat"));
	size_t at = is_duo_chat ? 2 : 0;

	while (at + 1 < words->count &&
		(is(words, at, WORD_PLACE) ||
			(is(words, at, WORD_VENDOR) && is(words, at + 1, WORD_NAME))))
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

/* The version of an endpoint behind a date: "20251101 v1". */
static bool is_endpoint(const struct identity_words *words, size_t at)
{
	return at > 0 && at < IDENTITY_WORDS_MAX && at + 1 == words->count &&
		words->items[at].size == 2 && words->items[at].bytes[0] == 'v' &&
		words->items[at - 1].size == 8 && are_digits(words->items[at - 1]);
}

/* How hosts mark what they offer, not the model: for free, or on confidential hardware. */
static bool is_service(const struct identity_words *words, size_t at)
{
	return at > 0 && at < IDENTITY_WORDS_MAX && at + 1 == words->count &&
		(text_equal(words->items[at], TEXT("free")) ||
			text_equal(words->items[at], TEXT("tee")));
}

/* Words move to the left, one behind the other; returns the size of the key with this one. */
static size_t put_word(struct strbuf *key, size_t size, struct text word)
{
	memmove(key->bytes + size, word.bytes, word.size);
	return size + word.size;
}

/* Words run together, but digits stay apart from digits: "qwen3 4b" is not "qwen 34b", and "4-5" is "4.5". */
void identity_model_key(struct strbuf *key, struct text id)
{
	struct identity_words words;
	size_t size = 0;

	identity_split(&words, key, id);
	for (size_t i = prefix_words(&words); i < words.count; i++) {
		if (is_endpoint(&words, i) || is_service(&words, i))
			continue;
		if (size > 0 && is_digit(key->bytes[size - 1]) && is_digit(words.items[i].bytes[0]))
			key->bytes[size++] = '.';
		size = put_word(key, size, words.items[i]);
	}
	strbuf_cut(key, size);
}

/* 2024 08 06: a date in three words */
static bool is_long_date(const struct identity_words *words, size_t at)
{
	const struct text *items = words->items + at;

	return at + 2 < words->count && items[0].size == 4 && items[1].size == 2 &&
		items[2].size == 2 && text_starts_with(items[0], TEXT("20")) &&
		are_digits(items[0]) && are_digits(items[1]) && are_digits(items[2]);
}

size_t identity_family_words(struct identity_words *words, uint8_t *kept)
{
	size_t from = prefix_words(words), count = 0;

	for (size_t i = from; i < words->count; i++) {
		if (i > from && is_long_date(words, i))
			i += 2;
		else if (i == from || !(is(words, i, WORD_DROPPED) || is_date(words->items[i])))
			kept[count++] = (uint8_t)i;
	}
	return count;
}

void identity_join(struct strbuf *key, const struct identity_words *words, const uint8_t *kept,
	size_t count)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++) {
		if (size > 0)
			key->bytes[size++] = ' ';
		size = put_word(key, size, words->items[kept[i]]);
	}
	strbuf_cut(key, size);
}

void identity_family_key(struct strbuf *key, struct text id)
{
	struct identity_words words;
	uint8_t kept[IDENTITY_WORDS_MAX];

	identity_split(&words, key, id);
	identity_join(key, &words, kept, identity_family_words(&words, kept));
}

static void add_mark(struct strbuf *service, struct text word)
{
	strbuf_add_char(service, '/');
	for (size_t i = 0; i < word.size; i++)
		strbuf_add_char(service,
			word.bytes[i] >= 'A' && word.bytes[i] <= 'Z' ? (char)(word.bytes[i] | 0x20)
								     : word.bytes[i]);
}

static bool is_region(struct text word)
{
	static const char *const regions[] = { "us", "eu", "ap", "apac", "au", "jp", "ca", "sa",
		"global" };

	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++)
		if (text_equal_folded_ascii(word, text_of(regions[i])))
			return true;
	return false;
}

/* Folders of the path: "us-east-1/", "eu/", "TEE/". */
static size_t add_folders(struct strbuf *service, struct text id)
{
	size_t from = 0;

	for (size_t i = 0; i + 1 < id.size; i++) {
		if (id.bytes[i] != '/')
			continue;
		struct text folder = text_slice(id, from, i), rest = folder;
		if (is_region(text_next_part(&rest, '-')) ||
			text_equal_folded_ascii(folder, TEXT("tee")))
			add_mark(service, folder);
		from = i + 1;
	}
	return from;
}

void identity_service(struct strbuf *service, struct text id)
{
	struct identity_words words;
	struct strbuf key;

	strbuf_clear(service);
	size_t from = add_folders(service, id), end = name_end(id, from);
	struct text rest = end < id.size ? text_slice(id, end + 1, id.size) : TEXT_NONE;

	strbuf_init(&key);
	identity_split(&words, &key, id);
	size_t prefix = prefix_words(&words);
	for (size_t i = 0; i < words.count; i++)
		if (i < prefix ? is_region(words.items[i]) : is_service(&words, i))
			add_mark(service, words.items[i]);
	strbuf_done(&key);
	if (rest.size > 0 && !text_equal(rest, TEXT("latest")) &&
		!text_equal(rest, TEXT("default")))
		add_mark(service, rest);
}

/* SPDX-License-Identifier: MIT */
/* json_tokens.h - a JSON text as a flat list of tokens: for files of other people, big ones, and lines of dumps.
 * Layer: base. Reuses its memory from text to text; a token takes 16 bytes, where a tree of nodes takes a hundred.
 *
 * A lenient read lets pass what other programs write and no harm comes from: strings that are not UTF-8 or hold raw control
 * characters or lone surrogates (text_clean shows them), NaN and Infinity (null), a key that comes twice (the first counts). */
#ifndef CATALOG_BASE_JSON_TOKENS_H
#define CATALOG_BASE_JSON_TOKENS_H
#include "catalog/base/json.h"
#include "catalog/base/memory.h"

enum { JSON_REPEATED_MAX = 8, JSON_SHAPE_MAX = 24 };
#define JSON_NO_TOKEN UINT32_MAX

struct json_token {
	uint32_t from, size; /* bytes of the text; of a string without its quotes */
	uint32_t next;       /* the token behind this one and all in it */
	uint8_t type;        /* enum json_type */
	bool is_escaped;
};

/* How the members of an object are written: see json_shape.c. */
struct json_shape {
	struct json_between {
		uint8_t size, key_at, key_size; /* of the key, without its quotes */
		char bytes[61];
	} between[JSON_SHAPE_MAX +
		1];      /* before each value, from the end of the one before it; behind the last */
	size_t count;    /* of members; 0: no shape is known */
	uint32_t number; /* tells it from those before */
	uint32_t object_at,
		end_at;           /* the brace, and behind the other one in the last of `between` */
	unsigned missed, passing; /* texts to pass over after the next miss, and from now on */
	bool is_wanted;           /* what comes next is to be learnt */
};

/* A value of such an object: as its token has it. */
struct json_span {
	uint32_t from, size;
	uint8_t type; /* enum json_type; of an array, whose items are strings, the whole */
};

struct json_tokens {
	struct text text;
	struct json_token
		*items; /* the whole value is items[0]; members are a key, then its value */
	size_t count, capacity;
	const char *wrong; /* N_(): what is wrong, and where */
	size_t wrong_at;
	size_t placed_at; /* the last place that was asked for: the next one is counted from there */
	int placed_line, placed_column;
	uint32_t repeated
		[JSON_REPEATED_MAX]; /* places of keys that came twice; count may be higher */
	size_t repeated_count;
	struct json_shape shape; /* of the texts before */
	uint32_t
		shaped; /* the number of the shape that this text has: the same keys as all of it; 0: none */
};

/* One JSON value of less than 4 GB; text is borrowed. False: see wrong. Begin with zeroed tokens. */
bool json_tokens_read(struct json_tokens *tokens, struct text text, bool is_lenient);
void json_tokens_done(struct json_tokens *tokens);
/* The values of a text that is written like the ones before, in their order, without tokens for them: how many (room for JSON_SHAPE_MAX). 0: it is not, or
 * not as plain as that; then nothing is known of it. *end: behind the last of them. */
size_t json_shape_spans(struct json_shape *shape, struct text text, struct json_span *spans,
	size_t *end);
static inline uint32_t json_tokens_add(struct json_tokens *tokens, enum json_type type,
	uint32_t from)
{
	tokens->items = memory_grow(tokens->items, &tokens->capacity, tokens->count + 1,
		sizeof(*tokens->items));
	tokens->items[tokens->count] = (struct json_token){ .from = from, .type = (uint8_t)type };
	return (uint32_t)tokens->count++;
}

/* JSON_NO_TOKEN stands for what is not there; every function takes it. */
bool json_token_is(const struct json_tokens *tokens, uint32_t token, enum json_type type);
uint32_t json_token_member(const struct json_tokens *tokens, uint32_t object, const char *key);
/* Walks an array's values, or an object's keys (the value of a key is the token behind it). */
uint32_t json_token_first(const struct json_tokens *tokens, uint32_t container);
uint32_t json_token_next(const struct json_tokens *tokens, uint32_t container, uint32_t child);
/* Decoded, not cleaned; in the arena where escapes were. TEXT_NONE if no string. */
struct text json_token_string(const struct json_tokens *tokens, uint32_t token,
	struct arena *arena);
bool json_token_says(const struct json_tokens *tokens, uint32_t token, const char *word);
/* Of digits with or without a point among them, so few that a double holds them as a whole: a division rounds once, as reading does. False: it is another number. */
bool json_short_number(struct text digits, double *number);
double json_token_number(const struct json_tokens *tokens, uint32_t token); /* NAN if no number */
void json_token_place(struct json_tokens *tokens, uint32_t token, int *line, int *column);
/* "$.openai.models.gpt-5": appends the path of a token. */
void json_token_path(const struct json_tokens *tokens, uint32_t token, struct strbuf *path);
#endif

/* SPDX-License-Identifier: MIT */
#include "tests/random_catalog.h"

#include <stdio.h>

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint32_t random_below(struct random *random, uint32_t bound)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)(((z ^ (z >> 31)) >> 32) * bound >> 32);
}

static const char *const architectures[] = { "dense", "moe", "hybrid", "ssm", "undisclosed" };
static const char *const licenses[] = { "closed-api", "open-weight", "open-source" };
static const char *const inputs[] = { "text", "image", "audio" };
static const char *const developers[] = { "acme", "orion", "zeta" };
static const char *const providers[] = { "hosta", "hostb", "hostc" };
static const char *const regions[] = { "US", "EU", "KR" };
static const char *const words[] = { "flash", "pro", "mini", "chat", "large" };
static const int contexts[] = { 4096, 32768, 131072, 200000, 1000000, 1048576 };
static const char *const dates[] = { "2024", "2024-06", "2024-06-30", "2025-02-01", "2025" };

#define ANY(list) list[random_below(random, sizeof(list) / sizeof(list[0]))]

static void add_fact(struct strbuf *json, struct random *random, bool *is_first, const char *key,
	const char *value)
{
	static const char *const bases[] = { "\"disclosed\"", "\"reported\", \"by\": \"x\"",
		"\"inferred\", \"detail\": \"x\"" };

	strbuf_add_format(json, "%s\"%s\": {\"value\": %s, \"basis\": %s, \"source\": \"s\"}",
		*is_first ? "" : ", ", key, value, ANY(bases));
	*is_first = false;
}

static void add_offers(struct strbuf *json, struct random *random)
{
	int offers = (int)random_below(random, 4);

	for (int i = 0; i < offers; i++) {
		strbuf_add_format(json,
			"%s{\"provider\": \"%s\", \"id\": \"o%d\", \"source\": \"s\"",
			i > 0 ? ", " : "", ANY(providers), i);
		if (random_below(random, 4))
			strbuf_add_format(json, ", \"price_in\": 0.%u, \"price_out\": %u.5",
				random_below(random, 9), random_below(random, 12));
		if (random_below(random, 3))
			strbuf_add_format(json,
				", \"facts\": {\"region\": {\"value\": [\"%s\"], \"basis\": \"disclosed\", \"source\": \"s\"}}",
				ANY(regions));
		strbuf_add_char(json, '}');
	}
}

static void add_model(struct strbuf *json, struct random *random, int number)
{
	char value[128];
	bool is_first = true;
	const char *developer = ANY(developers);

	strbuf_add_format(json,
		"%s\n{\"id\": \"%s/%s-%d\", \"name\": \"%s %d\", \"developer\": \"%s\", \"facts\": {",
		number > 0 ? "," : "", developer, ANY(words), number, ANY(words), number,
		developer);
	if (random_below(random, 4)) {
		const char *one = ANY(architectures), *two = ANY(architectures);
		snprintf(value, sizeof(value), one == two ? "[\"%s\"]" : "[\"%s\", \"%s\"]", one,
			two);
		add_fact(json, random, &is_first, "architecture", value);
	}
	if (random_below(random, 5)) {
		snprintf(value, sizeof(value), "\"%s\"", ANY(licenses));
		add_fact(json, random, &is_first, "license", value);
	}
	if (random_below(random, 5)) {
		snprintf(value, sizeof(value), "[\"%s\"]", ANY(inputs));
		add_fact(json, random, &is_first, "input", value);
	}
	if (random_below(random, 5)) {
		if (random_below(random, 8))
			snprintf(value, sizeof(value), "%d", ANY(contexts));
		else
			snprintf(value, sizeof(value), "\"not-applicable\"");
		add_fact(json, random, &is_first, "context", value);
	}
	if (random_below(random, 4)) {
		snprintf(value, sizeof(value), "\"%s\"", ANY(dates));
		add_fact(json, random, &is_first, "released", value);
	}
	if (random_below(random, 3)) {
		snprintf(value, sizeof(value), "[\"%s\", \"ko\"]",
			random_below(random, 2) ? "en" : "de");
		add_fact(json, random, &is_first, "languages", value);
	}
	if (number % 4 != 0) /* near each other: the nearest floats are often the same */
		strbuf_add_format(json,
			"%s\"params\": {\"value\": 7%d00000%02d, \"basis\": \"disclosed\", \"source\": \"s\"}",
			is_first ? "" : ", ", number % 3, number * 37 % 100);
	strbuf_add_string(json, "}, \"offers\": [");
	add_offers(json, random);
	strbuf_add_string(json, "]}");
}

void random_facts(struct strbuf *json, struct random *random, int models)
{
	strbuf_add_string(json,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"random\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"orion\", \"name\": \"Orion\"}, "
		"{\"id\": \"zeta\", \"name\": \"Zeta\"}],\n"
		"\"providers\": [{\"id\": \"hosta\", \"name\": \"A\"}, {\"id\": \"hostb\", \"name\": \"B\"}, "
		"{\"id\": \"hostc\", \"name\": \"C\"}],\n\"models\": [");
	for (int i = 0; i < models; i++)
		add_model(json, random, i);
	strbuf_add_string(json, "]}\n");
}

static void add_clause(struct strbuf *text, struct random *random)
{
	static const char *const numbers[] = { "128k", "200k", "1M", "32k" };
	static const char *const operators[] = { ":", "<=", ">=", "<", ">", "=" };
	static const char *const years[] = { "2024", "2025-01", "2024-06-30" };
	static const char *const prices[] = { "0.5", "1", "2", "0.1" };

	if (random_below(random, 4) == 0)
		strbuf_add_char(text, '-');
	switch (random_below(random, 10)) {
	case 0:
		strbuf_add_format(text, "architecture:%s%s%s", ANY(architectures),
			random_below(random, 2) ? "," : "+", ANY(architectures));
		break;
	case 1: strbuf_add_format(text, "license:%s", ANY(licenses)); break;
	case 2: strbuf_add_format(text, "input:%s", ANY(inputs)); break;
	case 3: strbuf_add_format(text, "context%s%s", ANY(operators), ANY(numbers)); break;
	case 4: strbuf_add_format(text, "released%s%s", ANY(operators), ANY(years)); break;
	case 5:
		strbuf_add_format(text, "price%s%s", random_below(random, 2) ? "<=" : ">",
			ANY(prices));
		break;
	case 6:
		strbuf_add_format(text, "region:%s", random_below(random, 4) ? ANY(regions) : "?");
		break;
	case 7: strbuf_add_string(text, ANY(words)); break;
	case 8:
		strbuf_add_format(text, "%s:%s", random_below(random, 2) ? "no" : "has",
			random_below(random, 2) ? "context" : "license");
		break;
	default: strbuf_add_format(text, "developer:%s", ANY(developers)); break;
	}
}

void random_query(struct strbuf *text, struct random *random)
{
	int count = 1 + (int)random_below(random, 4);

	strbuf_clear(text);
	for (int i = 0; i < count; i++) {
		if (i > 0)
			strbuf_add_char(text, ' ');
		add_clause(text, random);
	}
}

/* SPDX-License-Identifier: MIT */
/* Rows of hubs that are folded: each says the same alone and among others whose claims it shares. */
#include "tests/twins.h"

#include "catalog/base/interrupt.h"
#include "catalog/sources/fold.h"
#include "catalog/sources/source.h"
#include "catalog/tables/diff.h"
#include "catalog/tables/evidence.h"
#include "tests/fixture.h"

static void read_lines(struct made *made, const char *lines)
{
	struct source_import import = { .stream = stream_of(text_of(lines), "hub.ndjson"),
		.as_of = 20261001 };
	struct error err = { .message = "" };

	if (source_read(&import, &err) != RESULT_OK)
		fail_msg("%s", err.message);
	made_open(made, import.builder, "hub");
	stream_close(import.stream);
}

static void fold_lines(struct made *made, const struct store *base, const char *lines,
	size_t shared_from)
{
	struct made source;
	struct fold_counts counts;
	struct error err;

	read_lines(&source, lines);
	const struct store *stores[] = { source.store };
	const struct fold_input input = { .built_in = base, .sources = stores, .source_count = 1 };
	struct builder *builder = builder_new(TEXT("all"), 20261101);
	builder_set_shared_from(builder, shared_from);
	assert_int_equal(fold_catalogs(builder, &input, &counts, &err), RESULT_OK);
	made_open(made, builder, "all");
	made_done(&source);
}

enum { HUB_ROWS = 400 };

static const char base_facts[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"base\", \"date\": \"2026-11-01\","
	"\"sources\": {\"card\": {\"title\": \"Card\", \"url\": \"https://example.org\", \"date\": \"2025\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"orion\", \"name\": \"Orion\", \"aliases\": [\"오리온\"]}],"
	"\"families\": ["
	"{\"id\": \"acme-large\", \"name\": \"Acme Large\", \"developer\": \"acme\", \"stems\": [\"acme\"], \"pattern\": \"acme large\","
	" \"match\": [\"acme-large-1\"], \"facts\": {"
	"  \"architecture\": {\"value\": [\"moe\"], \"basis\": \"disclosed\", \"source\": \"card\"},"
	"  \"params\": {\"value\": 70000000000, \"basis\": \"disclosed\", \"source\": \"card\"},"
	"  \"context\": {\"value\": 8192, \"basis\": \"disclosed\", \"source\": \"card\"},"
	"  \"commercial\": {\"value\": \"conditional\", \"basis\": \"disclosed\", \"source\": \"card\"},"
	"  \"license\": {\"value\": \"open-weight\", \"basis\": \"disclosed\", \"source\": \"card\"}}},"
	"{\"id\": \"acme-open\", \"name\": \"Acme Open\", \"developer\": \"acme\", \"stems\": [\"acme\"], \"pattern\": \"^acme open\","
	" \"match\": [\"acme-open-1\"], \"facts\": {"
	"  \"released\": {\"value\": \"2025\", \"basis\": \"reported\", \"by\": \"A guide\", \"source\": \"card\"},"
	"  \"context\": {\"value\": 131072, \"basis\": \"inferred\", \"source\": \"card\", \"detail\": \"from the card\"}}}]}";

/* What decides nothing about the model, and now and then something that does. */
static void add_offer(struct strbuf *lines)
{
	strbuf_add_format(lines, ", \"price_in\": %u.%u, \"price_out\": %u", pick(3), pick(10),
		pick(4));
	if (pick(4) == 0)
		strbuf_add_format(lines, ", \"price_cached\": 0.%u", pick(10));
	if (pick(6) == 0)
		strbuf_add_format(lines, ", \"output_limit\": %u", 1024u << pick(3));
	if (pick(6) == 0)
		strbuf_add_format(lines, ", \"provider\": \"%s\"", pick(2) ? "acme" : "host");
	if (pick(8) == 0)
		strbuf_add_string(lines, ", \"retires\": \"2026-01-01\"");
}

static void add_line(struct strbuf *lines, int number)
{
	static const char *const stems[] = { "acme-large", "acme-open", "acme-open-mini", "other" };
	static const char *const licenses[] = { "open-weight", "open-source", "closed-api", "mit",
		"acme-community" };
	static const char *const makers[] = { "acme", "someone", "orion" };

	strbuf_add_format(lines, "{\"id\": \"%s/%s-%d\"", makers[pick(3)], stems[pick(4)], number);
	if (pick(2))
		strbuf_add_format(lines, ", \"license\": \"%s\"", licenses[pick(5)]);
	if (pick(2))
		strbuf_add_format(lines, ", \"context\": %u", 4096u << pick(6));
	if (number % 2 == 0)
		add_offer(lines);
	else if (pick(2))
		strbuf_add_format(lines, ", \"architecture\": [\"%s\"]", pick(2) ? "dense" : "moe");
	if (pick(2))
		strbuf_add_format(lines, ", \"params\": %u00000000",
			pick(3) > 0 ? 699 + pick(3) : 10 + pick(900));
	if (pick(2))
		strbuf_add_format(lines, ", \"released\": \"2025-0%u-1%u\"", 1 + pick(9), pick(10));
	if (pick(4) == 0)
		strbuf_add_string(lines, ", \"languages\": [\"en\", \"ko\"]");
	if (pick(4) == 0)
		strbuf_add_string(lines, ", \"commercial\": \"yes\"");
	strbuf_add_format(lines, ", \"downloads\": %u}\n", pick(100000));
}

/* Alone, a row is the first of its form and goes the whole way; among others it follows one that was there before. */
static void rows_alone_are_rows_among_others(void **state)
{
	struct fixture base;
	struct strbuf all, line;
	struct made together, shared, alone;
	uint32_t row, other;

	(void)state;
	random_state = 5;
	fixture_open_text(&base, base_facts);
	strbuf_init(&all);
	for (int i = 0; i < HUB_ROWS; i++)
		add_line(&all, i);
	fold_lines(&together, base.store, all.bytes, SIZE_MAX);
	fold_lines(&shared, base.store, all.bytes, 0);
	assert_int_equal(store_count(together.store), store_count(shared.store));
	assert_int_equal(store_count(together.store), HUB_ROWS);
	for (row = 0; row < store_count(together.store); row++) {
		same_row(together.store, row, shared.store, row);
		same_offers(together.store, row, shared.store, row);
	}
	for (char *at = all.bytes; *at; at = strchr(at, '\n') + 1) {
		strbuf_init(&line);
		strbuf_add_bytes(&line, at, (size_t)(strchr(at, '\n') - at));
		fold_lines(&alone, base.store, line.bytes, SIZE_MAX);
		assert_int_equal(store_count(alone.store), 1);
		assert_true(store_find_id(together.store, store_id(alone.store, 0), &other));
		same_row(alone.store, 0, together.store, other);
		same_offers(alone.store, 0, together.store, other);
		made_done(&alone);
		strbuf_done(&line);
	}
	made_done(&together);
	made_done(&shared);
	strbuf_done(&all);
	fixture_close(&base);
}

static size_t claims_on(const struct store *store, const char *id, enum field_id field,
	size_t *of_family)
{
	struct arena arena;
	uint32_t row;
	size_t count;

	arena_init(&arena);
	assert_true(store_find_id(store, text_of(id), &row));
	const struct claim *claims = store_claims(store, row, field, &arena, &count);
	*of_family = 0;
	for (size_t i = 0; i < count; i++)
		*of_family += claims[i].origin == ORIGIN_BUILTIN_FAMILY;
	arena_done(&arena);
	return count;
}

/* What the family's developer did, and allows, is no evidence of what others made of his weights, not even where they say the same. */
static void evidence_of_weights_of_others_is_what_was_believed(void **state)
{
	struct fixture base;
	struct made made;
	struct arena arena;
	size_t of_family;
	uint32_t row;

	(void)state;
	fixture_open_text(&base, base_facts);
	fold_lines(&made, base.store,
		"{\"id\": \"someone/acme-large-1\", \"downloads\": 1}\n"
		"{\"id\": \"someone/acme-large-2\", \"license\": \"open-weight\", \"commercial\": \"yes\"}\n"
		"{\"id\": \"acme/acme-large-3\", \"downloads\": 1}",
		SIZE_MAX);
	assert_int_equal(claims_on(made.store, "someone/acme-large-1", FIELD_LICENSE, &of_family),
		0);
	assert_int_equal(claims_on(made.store, "someone/acme-large-1", FIELD_COMMERCIAL,
				 &of_family),
		0);
	assert_int_equal(claims_on(made.store, "someone/acme-large-1", FIELD_PARAMS, &of_family),
		1);
	assert_int_equal(of_family, 1); /* its architecture and sizes are theirs too */
	assert_int_equal(claims_on(made.store, "someone/acme-large-2", FIELD_LICENSE, &of_family),
		1);
	assert_int_equal(of_family, 0);
	claims_on(made.store, "someone/acme-large-2", FIELD_COMMERCIAL, &of_family);
	assert_int_equal(of_family, 0);
	assert_int_equal(claims_on(made.store, "acme/acme-large-3", FIELD_LICENSE, &of_family), 1);
	assert_int_equal(of_family, 1);
	/* and it is named whose statement the rest is */
	arena_init(&arena);
	assert_true(store_find_id(made.store, TEXT("someone/acme-large-1"), &row));
	struct text sentence = evidence_sentence(made.store, row, field_get(FIELD_PARAMS), &arena);
	assert_true(text_find(sentence, TEXT("(Acme [1])")) >= 0);
	arena_done(&arena);
	made_done(&made);
	fixture_close(&base);
}

static bool count_asked(void *context, uint64_t done, uint64_t total)
{
	int *asked = context;

	assert_true(done <= total);
	++*asked;
	return false;
}

static bool stop_at_once(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	return done > 0 && total > 0;
}

static void read_many(struct made *made, const char *first, int count)
{
	struct strbuf lines;

	strbuf_init(&lines);
	strbuf_add_string(&lines, first);
	for (int i = 0; i < count; i++)
		strbuf_add_format(&lines, "{\"id\": \"lab/many-%d\", \"context\": 8192}\n", i);
	read_lines(made, lines.bytes);
	strbuf_done(&lines);
}

/* Asked again and again while two large catalogs are compared, also when one model more stands in front in one of them. */
static void a_long_comparison_can_be_stopped(void **state)
{
	enum { MANY = 40000 };
	struct made before, after;
	struct changes changes;
	struct arena arena;
	int asked = 0;
	const struct interrupt counting = { count_asked, &asked },
			       stopping = { stop_at_once, NULL };

	(void)state;
	arena_init(&arena);
	read_many(&before, "", MANY);
	read_many(&after, "{\"id\": \"a/first\"}\n", MANY);
	assert_int_equal(diff_catalogs(&changes, before.store, after.store, &counting, &arena),
		RESULT_OK);
	assert_int_equal(changes.count, 1);
	assert_true(asked >= 10);
	assert_int_equal(diff_catalogs(&changes, before.store, after.store, &stopping, &arena),
		RESULT_INTERRUPTED);
	made_done(&before);
	made_done(&after);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_alone_are_rows_among_others),
		cmocka_unit_test(evidence_of_weights_of_others_is_what_was_believed),
		cmocka_unit_test(a_long_comparison_can_be_stopped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

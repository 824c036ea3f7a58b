/* SPDX-License-Identifier: MIT */
/* Parameters of a workload in a query: read, kept, completed; and the evidence for what is computed from them. */
#include "catalog/query/complete.h"
#include "catalog/query/edit.h"
#include "catalog/tables/evidence.h"
#include "tests/bill.h"

static void parameters_come_back(void **state)
{
	static const char *const lists[] = { "in=2k,out=500,n=100k,cached=60%,batch=50%",
		"in=131072,ctx=131072", "bits=Q4_K_M,kv=8,users=4", "bits=4.5,memory=24GB",
		"memory=24GiB,overhead=0.5GB", "thinking=1..2.5,budget=500,date=2026-05",
		"rig=8000,years=2.5,watts=700,kwh=0.25,busy=33.3%", "n=5M,written=12.5%",
		"in=2.5k,out=300,n=300k,bandwidth=1008GB" };

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct parameters once = with(lists[i]);
		struct strbuf text;
		strbuf_init(&text);
		parameters_write(&text, &once);
		struct parameters twice = with(text.bytes);
		assert_true(parameters_equal(&once, &twice));
		assert_int_equal(once.given, twice.given);
		strbuf_done(&text);
	}
	struct parameters month = with("n=100k/month"), named = with("bits=q4-k-m");
	assert_true(month.requests == 100000);
	assert_near(named.bits, 4.8944);
	for (size_t i = 0; i < workload_count(); i++)
		with(workload_get(i)->list);
}

static void nonsense_gets_a_sentence(void **state)
{
	static const char *const lists[] = { "in=-2k", "cached=200%", "cached=60%,written=50%",
		"n=1000000000000000000000000000000", "n=0", "bits=0", "bits=q9_z", "users=0",
		"thinking=0.5", "thinking=3..2", "date=2026-13", "memory=lots", "in", "=2k",
		"nothing=1", "batch=101%", "in=", "kwh=nan", "in=1e400" };
	struct parameters parameters = parameters_default(), before = parameters;

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct error err = { 0 };
		if (parameters_read(&parameters, text_of(lists[i]), &err) == RESULT_OK)
			fail_msg("%s was taken", lists[i]);
		assert_true(strlen(err.message) > 10);
		assert_true(parameters_equal(&parameters, &before));
	}
}

static void text_keeps_parameters(void **state)
{
	struct strbuf out;
	struct parameters parameters;

	(void)state;
	count_of("tiered with:in=1k sort:cost", NULL);
	parameters = query.parameters;
	parameters_read(&parameters, TEXT("out=200,batch=50%"), NULL);
	strbuf_init(&out);
	edit_parameters(&out, &query, fixture.store, &parameters);
	assert_text(strbuf_text(&out), "tiered with:in=1k,out=200,batch=50% sort:cost");
	strbuf_done(&out);
}

static void parameters_complete(void **state)
{
	struct completion offers[8];
	struct span span;

	(void)state;
	assert_int_equal(complete(fixture.store, TEXT("with:in=2k,bat"), 14, &arena, &span, offers,
				 8),
		1);
	assert_text(offers[0].insert, "batch=");
	assert_int_equal(span.from, 11);
	assert_true(
		complete(fixture.store, TEXT("with:bits=q4"), 12, &arena, &span, offers, 8) >= 3);
	assert_text(offers[0].insert, "bits=Q4_K_M");
}

static void evidence_names_what_a_figure_is_made_of(void **state)
{
	struct table *cost, *memory;

	(void)state;
	count_of("with:in=2k,out=500,n=100k", NULL);
	cost = table_evidence(fixture.store, run, row_of("acme/tiered"), field_get(FIELD_COST),
		&arena);
	assert_text(cost->title,
		"Tiered: $900 (2k in, 500 out, 100k a month), computed from Price in 2.00 [1]; "
		"Price out 10.00 [2].");
	assert_int_equal(cost->row_count, 2); /* no price that nothing is billed by */
	count_of("with:in=2k,out=500,n=100k,cached=50%", NULL);
	cost = table_evidence(fixture.store, run, row_of("acme/tiered"), field_get(FIELD_COST),
		&arena);
	assert_contains(cost->title.bytes, "Price out 10.00 [2]; Price cached 0.20 [3].");
	count_of("provider:fasthost with:in=2k,out=500,n=100k",
		NULL); /* of the offer that costs that */
	cost = table_evidence(fixture.store, run, row_of("acme/tiered"), field_get(FIELD_COST),
		&arena);
	assert_text(cost->title,
		"Tiered: $400 (2k in, 500 out, 100k a month), computed from Price in 1.00 [1]; "
		"Price out 4.00 [2].");
	memory = table_evidence(fixture.store, run, row_of("acme/llama-shape"),
		field_get(FIELD_MEMORY), &arena);
	assert_contains(memory->title.bytes,
		"8.8 GB (4 bits, 32k), computed from Parameters 8.03B [1]; Layers 32 [2]");
	count_of("with:ctx=1M", NULL); /* its window takes less */
	memory = table_evidence(fixture.store, run, row_of("acme/llama-shape"),
		field_get(FIELD_MEMORY), &arena);
	assert_contains(memory->title.bytes, "(4 bits, 128k)");
	memory = table_evidence(fixture.store, run, row_of("acme/half-priced"),
		field_get(FIELD_COST), &arena);
	assert_contains(memory->title.bytes, "not known, computed from Price in 1.00 [1].");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parameters_come_back),
		cmocka_unit_test(nonsense_gets_a_sentence),
		cmocka_unit_test(text_keeps_parameters),
		cmocka_unit_test(parameters_complete),
		cmocka_unit_test(evidence_names_what_a_figure_is_made_of),
	};

	return cmocka_run_group_tests(tests, open_bill, close_bill);
}

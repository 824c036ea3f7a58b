/* SPDX-License-Identifier: MIT */
/* What memory a model needs, on which cards, on which machine: exact where its shape is known, an interval where it is not. */
#include "catalog/advice/fit_table.h"
#include "catalog/advice/hardware.h"
#include "catalog/query/quantization.h"
#include "state/machine.h"
#include "tests/bill.h"

#include <sys/stat.h>
#include <unistd.h>

static struct memory_need need_of(const char *id, const char *list)
{
	struct parameters parameters = with(list);
	return fit_memory(fixture.store, row_of(id), &parameters);
}

static void put(const char *folder, const char *name, const char *text)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void exact_caches(void **state)
{
	struct memory_need llama = need_of("acme/llama-shape", "bits=16,ctx=8192"),
			   latent = need_of("acme/latent", "bits=fp8,ctx=1"),
			   eight = need_of("acme/llama-shape", "bits=16,ctx=8192,kv=8,users=3");

	(void)state;
	assert_int_equal(llama.reason, FIT_EXACT);
	assert_true(
		llama.cache_high == 1073741824.0); /* Llama 3.1 8B, 8,192 tokens, 16 bits: 1 GiB */
	assert_true(llama.weights == 8030261248.0 * 2);
	assert_true(latent.cache_high == 70272); /* (512 + 64) x 61 layers x 2 bytes */
	assert_true(latent.token_high == 70272 && latent.cache_low == 70272);
	assert_true(eight.cache_high == 1.5 * 1073741824.0);
	assert_near(llama.total_high, llama.weights + llama.cache_high + llama.overhead);
	assert_near(llama.overhead, 0.5e9 + 0.02 * llama.weights);
	assert_true(need_of("acme/llama-shape", "overhead=2GB").overhead == 2e9);
	/* more context than the model has does not help */
	assert_true(need_of("acme/llama-shape", "ctx=1M").cache_high ==
		need_of("acme/llama-shape", "ctx=131072").cache_high);
}

static void sliding_windows(void **state)
{
	double each = 2 * 8 * 256 * 2;
	struct memory_need known = need_of("acme/sliding", "ctx=32000"),
			   open = need_of("acme/half-sliding", "ctx=32000"),
			   inside = need_of("acme/half-sliding", "ctx=1000");

	(void)state;
	assert_true(known.cache_high == each * (8 * 32000.0 + 40 * 1024.0));
	assert_int_equal(open.reason, FIT_NO_GLOBAL_LAYERS);
	assert_true(open.cache_low == each * 48 * 1024 && open.cache_high == each * 48 * 32000);
	assert_true(inside.cache_low == inside.cache_high);
}

static void state_space_layers(void **state)
{
	struct memory_need pure = need_of("acme/state-space", "ctx=1M"),
			   shorter = need_of("acme/state-space", "ctx=1k"),
			   mixed = need_of("acme/mixed", "ctx=8192");

	(void)state;
	assert_true(pure.cache_high == shorter.cache_high && pure.cache_low == 0);
	assert_int_equal(pure.reason, FIT_NO_STATE);
	assert_true(pure.cache_high < 2e9);
	assert_true(mixed.cache_low == 4 * 2 * 8 * 128 * 2 * 8192.0);
	/* 28 layers of state: 2 x 4,096 wide, 256 deep, 32 bits at most */
	assert_near(mixed.cache_high - mixed.cache_low, 28.0 * 2 * 4096 * 256 * 4);
}

/* Layers that keep no text are not state-space for that: they skip, or attend to an image. */
static void layers_beside_those_that_attend(void **state)
{
	double each = 2 * 8 * 128 * 2;
	struct memory_need skipping = need_of("acme/voided", "ctx=8192"),
			   cross = need_of("acme/vision", "ctx=8192");

	(void)state;
	assert_int_equal(skipping.reason, FIT_EXACT);
	assert_true(skipping.cache_low == each * 49 * 8192 &&
		skipping.cache_high == skipping.cache_low);
	assert_int_equal(cross.reason, FIT_NO_IMAGES);
	assert_true(cross.cache_low == each * 80 * 8192);
	assert_near(cross.cache_high - cross.cache_low, each * 20 * 4 * 1601);
}

static void unknown_shapes_are_intervals(void **state)
{
	struct memory_need need = need_of("acme/shapeless", "bits=4,ctx=8192"),
			   closed = need_of("acme/tiered", "bits=4"),
			   nothing = need_of("acme/free", "bits=4");
	uint32_t possible;

	(void)state;
	assert_int_equal(need.reason, FIT_NO_SHAPE);
	assert_true(need.is_known && need.weights == 3.5e9);
	/* Llama 2 7B (plain heads) and Llama 3.1 8B (grouped) lie inside */
	assert_true(need.cache_low < 8192 * 131072.0 && need.cache_high > 8192 * 524288.0);
	assert_int_equal(closed.reason, FIT_NO_WEIGHTS);
	assert_int_equal(nothing.reason, FIT_NO_LICENSE);
	assert_true(!closed.is_known && isnan(closed.total_high));
	assert_int_equal(fit_answer(&need, 100e9), FIT_YES);
	assert_int_equal(fit_answer(&need, 5e9), FIT_MAYBE);
	assert_int_equal(fit_answer(&need, 3e9), FIT_NO);
	assert_int_equal(fit_answer(&closed, 1e12), FIT_UNKNOWN);
	/* as a filter: certain, possible, out */
	count_of("shapeless memory<=5 with:bits=4,ctx=8192", &possible);
	assert_int_equal(query_run_count(run), 0);
	assert_int_equal(possible, 1);
	assert_int_equal(count_of("shapeless memory<=3 with:bits=4,ctx=8192", &possible), 0);
	assert_int_equal(possible, 0);
	assert_int_equal(count_of("shapeless memory<=80 with:bits=4,ctx=8192", NULL), 1);
}

static void what_fits(void **state)
{
	struct parameters parameters = with("bits=16,ctx=8192");
	uint32_t row = row_of("acme/llama-shape");
	struct memory_need need = fit_memory(fixture.store, row, &parameters);
	double room = need.total_high;

	(void)state;
	assert_true(fit_context(fixture.store, row, &parameters, room) == 8192);
	assert_true(fit_context(fixture.store, row, &parameters, room - 1) == 8191);
	assert_true(fit_context(fixture.store, row, &parameters, 1e12) == 131072);
	assert_true(fit_context(fixture.store, row, &parameters, 1e9) == 0);
	assert_true(fit_users(fixture.store, row, &parameters, room) == 1);
	assert_true(fit_users(fixture.store, row, &parameters, room + 3 * need.cache_high) == 4);
	assert_true(fit_users(fixture.store, row, &parameters, room - 1) == 0);
	int best = fit_quantization(fixture.store, row, &parameters, 12e9);
	assert_string_equal(quantization_get((size_t)best)->name, "Q8_0");
	best = fit_quantization(fixture.store, row, &parameters, 7e9);
	assert_string_equal(quantization_get((size_t)best)->name, "Q4_K_M");
	assert_int_equal(fit_quantization(fixture.store, row, &parameters, 1e9), -1);
	assert_true(isnan(fit_users(fixture.store, row_of("acme/tiered"), &parameters, 1e12)));
}

static void speed_is_a_band(void **state)
{
	struct parameters parameters = with("bits=16,ctx=1");
	uint32_t dense = row_of("acme/llama-shape"), sparse = row_of("acme/latent");
	struct fit_speed speed = fit_speed(fixture.store, dense, &parameters, 1008e9);
	struct fit_speed fast = fit_speed(fixture.store, sparse, &parameters, 1008e9);

	(void)state;
	assert_true(speed.is_known && speed.low < speed.high);
	/* llama.cpp's own table gives 29 tokens a second for this model in 16 bits on a card of this bandwidth's third; never more than all of it */
	assert_true(speed.high < 1008e9 / 16.06e9);
	/* only active weights are read */
	assert_true(fast.high > 0.8 * 1008e9 / 74e9 && fast.high < 1008e9 / 74e9);
	assert_false(fit_speed(fixture.store, dense, &parameters, (double)NAN).is_known);
}

static void cards_by_name(void **state)
{
	const struct hardware *card;
	struct error err;
	double count;

	(void)state;
	assert_int_equal(hardware_find(TEXT("2x RTX 4090"), &card, &count, &err), RESULT_OK);
	assert_true(count == 2 && card->memory == 24564 * 1048576.0);
	assert_int_equal(hardware_find(TEXT("nvidia geforce rtx4090"), &card, &count, &err),
		RESULT_OK);
	assert_true(count == 1);
	assert_int_equal(hardware_find(TEXT("8 x h100"), &card, &count, &err), RESULT_OK);
	assert_true(count == 8);
	assert_int_equal(hardware_find(TEXT("A100"), &card, &count, &err), RESULT_USAGE);
	assert_contains(err.message, "A100 40GB");
	assert_int_equal(hardware_find(TEXT("0x H100"), &card, &count, &err), RESULT_USAGE);
	assert_int_equal(hardware_find(TEXT("abacus"), &card, &count, &err), RESULT_USAGE);
	assert_int_equal(hardware_find(TEXT(""), &card, &count, &err), RESULT_USAGE);
	card = hardware_recognize(TEXT("NVIDIA A100-SXM4-80GB"), 81920 * 1048576.0);
	assert_string_equal(card->name, "A100 80GB");
	card = hardware_recognize(TEXT("NVIDIA H100 80GB HBM3"), 81559 * 1048576.0);
	assert_string_equal(card->name, "H100");
	assert_null(hardware_recognize(TEXT("Voodoo 3"), 16e6));
}

static void the_machine(void **state)
{
	char folder[] = "machine-XXXXXX";
	struct machine machine;

	(void)state;
	assert_non_null(mkdtemp(folder));
	machine_detect(&machine, folder, &arena);
	assert_true(isnan(machine_memory(&machine)));
	assert_contains(machine_sentence(&machine, &arena).bytes, "no graphics card found");
	put(folder, "proc/meminfo", "MemTotal:       65536000 kB\nMemFree: 1 kB\n");
	machine_detect(&machine, folder, &arena);
	assert_near(machine_memory(&machine), 0.9 * 65536000.0 * 1024);
	assert_true(isnan(machine_bandwidth(&machine)));
	put(folder, "sys/class/drm/card1/device/mem_info_vram_total", "25753026560\n");
	machine_detect(&machine, folder, &arena);
	assert_true(machine_memory(&machine) == 25753026560.0);
	put(folder, "nvidia-smi.csv",
		"NVIDIA GeForce RTX 4090, 24564\nNVIDIA GeForce RTX 4090, 24564\n");
	machine_detect(&machine, folder, &arena);
	assert_int_equal(machine.card_count, 3);
	machine.card_count = 2;
	assert_near(machine_bandwidth(&machine), 2 * 1008e9);
	assert_text(machine_sentence(&machine, &arena), "2 x NVIDIA GeForce RTX 4090 (25.8 GB)");
	char command[64];
	snprintf(command, sizeof(command), "rm -rf ./%s", folder);
	assert_int_equal(system(command), 0);
}

static void fit_tables(void **state)
{
	uint32_t rows[] = { row_of("acme/llama-shape"), row_of("acme/tiered"),
		row_of("acme/shapeless") };
	struct parameters parameters = with("bits=16,ctx=8192");
	struct table *plain = table_fit(fixture.store, rows, 1, &parameters, &arena);

	(void)state;
	assert_true(cell_of(plain, 0, "kv_cache")->value.is.number == 1073741824.0);
	assert_null(cell_of(plain, 0, "fits"));
	assert_null(cell_of(plain, 0, "total_low"));
	parameters = with("bits=16,ctx=8192,memory=24GB");
	struct table *fit = table_fit(fixture.store, rows, 3, &parameters, &arena);
	assert_text(cell_of(fit, 0, "fits")->key, "yes");
	assert_true(cell_of(fit, 0, "missing")->value.is.number == 0);
	assert_int_equal(cell_of(fit, 1, "total")->value.state, VALUE_UNKNOWN);
	assert_contains(cell_of(fit, 1, "reason")->full.bytes, "not public");
	assert_true(cell_of(fit, 2, "total_low")->value.is.number <
		cell_of(fit, 2, "total")->value.is.number);
	assert_contains(fit->title.bytes, "24.0 GB = 22.4 GiB");
	/* more is asked for than the model reads: said where the answer is */
	assert_text(cell_of(fit, 0, "fits")->full, "fits");
	parameters = with("bits=4,ctx=4M,memory=200GB");
	fit = table_fit(fixture.store, rows, 1, &parameters, &arena);
	assert_text(cell_of(fit, 0, "fits")->full, "fits at 128k");
	assert_text(cell_of(fit, 0, "fits")->key, "yes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_caches),
		cmocka_unit_test(sliding_windows),
		cmocka_unit_test(state_space_layers),
		cmocka_unit_test(layers_beside_those_that_attend),
		cmocka_unit_test(unknown_shapes_are_intervals),
		cmocka_unit_test(what_fits),
		cmocka_unit_test(speed_is_a_band),
		cmocka_unit_test(cards_by_name),
		cmocka_unit_test(the_machine),
		cmocka_unit_test(fit_tables),
	};

	return cmocka_run_group_tests(tests, open_bill, close_bill);
}

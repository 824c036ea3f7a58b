/* SPDX-License-Identifier: MIT */
/* Memory of NVIDIA cards: the total that nvidia-smi reports with the driver loaded (less than the nominal size where the driver or error
 * correction keeps a part), as printed in public logs; bandwidth and power: the maker's data sheet or product page. AMD: nominal sizes of the
 * data sheets. Apple: the share that the system lets the GPU use by default, about two thirds up to 36 GB and three quarters above
 * (llama.cpp issue 1870; llmfit pull request 754). Memory and bandwidth of Apple machines: apple.com technical specifications.
 * 1 MiB = 1,048,576 bytes; 1 GB/s = 10^9 bytes a second. */
#include "catalog/advice/hardware.h"

#include "catalog/base/message.h"

#include <math.h>

#define MIB(count) ((count)*1048576.0)
#define GIB(count) ((count)*1073741824.0)
#define GBS(count) ((count)*1e9)
#define GEFORCE "https://www.nvidia.com/en-us/geforce/graphics-cards/"
#define CENTER "https://www.nvidia.com/en-us/data-center/"
#define STATION "https://www.nvidia.com/en-us/products/workstations/"
#define INSTINCT "https://www.amd.com/en/products/accelerators/instinct/"
#define RADEON "https://www.amd.com/en/products/graphics/desktops/radeon/"
#define APPLE "https://support.apple.com/en-us/docs/mac"

static const struct hardware list[] = {
	{ "RTX 5090", MIB(32607), GBS(1792), 575, GEFORCE "50-series/rtx-5090/" },
	{ "RTX 5080", MIB(16303), GBS(960), 360, GEFORCE "50-series/rtx-5080/" },
	{ "RTX 5070 Ti", MIB(16303), GBS(896), 300, GEFORCE "50-series/rtx-5070-family/" },
	{ "RTX 4090", MIB(24564), GBS(1008), 450, GEFORCE "40-series/rtx-4090/" },
	{ "RTX 4080", MIB(16376), GBS(716.8), 320, GEFORCE "40-series/rtx-4080-family/" },
	{ "RTX 4070 Ti", MIB(12282), GBS(504), 285, GEFORCE "40-series/rtx-4070-family/" },
	{ "RTX 4060 Ti 16GB", MIB(16380), GBS(288), 165, GEFORCE "40-series/rtx-4060-4060ti/" },
	{ "RTX 3090", MIB(24576), GBS(936), 350, GEFORCE "30-series/rtx-3090-3090ti/" },
	{ "RTX 3060", MIB(12288), GBS(360), 170, GEFORCE "30-series/rtx-3060-3060ti/" },
	{ "RTX A6000", MIB(49140), GBS(768), 300, STATION "rtx-a6000/" },
	{ "RTX 6000 Ada", MIB(49140), GBS(960), 300, STATION "rtx-6000/" },
	{ "RTX PRO 6000", MIB(97887), GBS(1792), 600,
		STATION "professional-desktop-gpus/rtx-pro-6000/" },
	{ "T4", MIB(15360), GBS(320), 70, CENTER "tesla-t4/" },
	{ "L4", MIB(23034), GBS(300), 72, CENTER "l4/" },
	{ "A10", MIB(23028), GBS(600), 150, CENTER "products/a10-gpu/" },
	{ "L40S", MIB(46068), GBS(864), 350, CENTER "l40s/" },
	{ "A40", MIB(46068), GBS(696), 300, CENTER "a40/" },
	{ "A100 40GB", MIB(40960), GBS(1555), 400, CENTER "a100/" },
	{ "A100 80GB", MIB(81920), GBS(2039), 400, CENTER "a100/" },
	{ "H100", MIB(81559), GBS(3350), 700, CENTER "h100/" },
	{ "H200", MIB(143771), GBS(4800), 700, CENTER "h200/" },
	{ "B200", MIB(183359), GBS(8000), 1000, CENTER "dgx-b200/" },
	{ "MI300X", GIB(192), GBS(5300), 750, INSTINCT "mi300/mi300x.html" },
	{ "MI325X", GIB(256), GBS(6000), 1000, INSTINCT "mi300/mi325x.html" },
	{ "RX 7900 XTX", GIB(24), GBS(960), 355, RADEON "7000-series/amd-radeon-rx-7900xtx.html" },
	{ "M2 Max 64GB", GIB(48), GBS(400), 0, APPLE },
	{ "M3 Max 64GB", GIB(48), GBS(400), 0, APPLE },
	{ "M4 16GB", GIB(16) * 2 / 3, GBS(120), 0, APPLE },
	{ "M4 Pro 48GB", GIB(36), GBS(273), 0, APPLE },
	{ "M4 Max 64GB", GIB(48), GBS(546), 0, APPLE },
	{ "M4 Max 128GB", GIB(96), GBS(546), 0, APPLE },
	{ "M2 Ultra 192GB", GIB(144), GBS(800), 0, APPLE },
	{ "M3 Ultra 256GB", GIB(192), GBS(819), 0, APPLE },
	{ "M3 Ultra 512GB", GIB(384), GBS(819), 0, APPLE },
};
enum { COUNT = sizeof(list) / sizeof(list[0]), WORD = 64, CARDS_MOST = 4096 };

size_t hardware_count(void)
{
	return COUNT;
}

const struct hardware *hardware_get(size_t index)
{
	return &list[index < COUNT ? index : 0];
}

/* Lower case letters and digits only, without the maker: "NVIDIA GeForce RTX 4090" -> "rtx4090". */
static struct text bare(struct text word, char out[WORD])
{
	static const char *const makers[] = { "nvidia", "geforce", "amd", "instinct", "radeon",
		"apple" };
	size_t used = 0;

	for (size_t i = 0; i < word.size && used < WORD - 1; i++) {
		char c = word.bytes[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[used++] = c;
	}
	struct text text = { out, used };
	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++)
		if (text_starts_with(text, text_of(makers[i])))
			text = text_slice(text, text_of(makers[i]).size, text.size);
	return text;
}

/* "2x ", "8 x " in front; the rest stays. */
static double take_count(struct text *words)
{
	size_t at = 0;
	double count = 0;

	while (at < words->size && at < 5 && words->bytes[at] >= '0' && words->bytes[at] <= '9')
		count = count * 10 + (words->bytes[at++] - '0');
	struct text rest = text_trim(text_slice(*words, at, words->size));
	bool is_count = at > 0 &&
		(text_starts_with(rest, TEXT("x")) || text_starts_with(rest, TEXT("X")) ||
			text_starts_with(rest, TEXT("×")));
	if (!is_count)
		return 1;
	*words = text_trim(text_slice(rest, text_starts_with(rest, TEXT("×")) ? 2 : 1, rest.size));
	return count;
}

enum result hardware_find(struct text words, const struct hardware **hardware, double *count,
	struct error *err)
{
	struct text rest = text_trim(words);
	char wanted_bytes[WORD], own_bytes[WORD];
	const struct hardware *nearest = NULL;
	int best = 5;

	*count = take_count(&rest);
	struct text wanted = bare(rest, wanted_bytes);
	if (*count < 1 || *count > CARDS_MOST)
		return error_set(err, RESULT_USAGE, _("'%.*s': expected 1 to %d cards."),
			TEXT_ARGS(words), CARDS_MOST);
	for (size_t i = 0; i < COUNT; i++) {
		struct text own = bare(text_of(list[i].name), own_bytes);
		int distance = text_distance(wanted, own, best);
		if (text_equal(wanted, own)) {
			*hardware = &list[i];
			return RESULT_OK;
		}
		if (wanted.size >= 2 && text_starts_with(own, wanted) && best > 0) {
			best = 0; /* "A100" alone */
			nearest = &list[i];
		} else if (distance < best) {
			best = distance;
			nearest = &list[i];
		}
	}
	if (nearest)
		return error_set(err, RESULT_USAGE, _("There is no card '%.*s' here. Nearest: %s"),
			TEXT_ARGS(rest), nearest->name);
	return error_set(err, RESULT_USAGE,
		_("There is no card '%.*s' here. Give its memory: --memory 24GB"), TEXT_ARGS(rest));
}

const struct hardware *hardware_recognize(struct text name, double memory_bytes)
{
	char name_bytes[WORD], own_bytes[WORD];
	struct text whole = bare(name, name_bytes);
	const struct hardware *best = NULL;
	size_t best_size = 0;

	for (size_t i = 0; i < COUNT; i++) {
		struct text own = text_of(list[i].name);
		if (text_ends_with(own, TEXT("GB"))) /* the size tells them apart, not the name */
			while (own.size > 0 && own.bytes[own.size - 1] != ' ')
				own.size--;
		own = bare(own, own_bytes);
		bool is_it = text_find(whole, own) >= 0 &&
			fabs(list[i].memory - memory_bytes) < 0.08 * list[i].memory;
		if (is_it && own.size > best_size) {
			best = &list[i];
			best_size = own.size;
		}
	}
	return best;
}

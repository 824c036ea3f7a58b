/* SPDX-License-Identifier: MIT */
/* Bits per weight. Sources, all read:
 * - GGUF types: llama.cpp, tools/quantize/README.md, table of Llama 3.1 8B (file bits by parameters, so scales and the tensors that stay
 *   larger are in). https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md
 *   Q3_K_M is not in that table; its figure is the one of Llama 2 7B in the same file's earlier form.
 * - Q4_0, Q5_0 (a 16-bit scale for 32 weights) and MXFP4 (an 8-bit scale for 32 weights) follow from the block: ggml-common.h of llama.cpp,
 *   and OCP Microscaling Formats (MX) Specification 1.0.
 * - AWQ, GPTQ: 4 bits, a 16-bit scale and a 4-bit zero for each 128 weights: 4 + 20/128. NVFP4: 4 bits, an 8-bit scale for 16 weights: 4.5.
 *   NF4 with double quantization: 4.127, Dettmers et al., QLoRA, section 3 (https://arxiv.org/abs/2305.14314).
 * - MLX: a 16-bit scale and a 16-bit bias for each 64 weights: n + 0.5 (https://ml-explore.github.io/mlx, quantize).
 * A file of a real model differs by a few percent: small models keep large embeddings. docs/memory.md compares. */
#include "catalog/query/quantization.h"

#include <string.h>

static const struct quantization list[] = {
	{ "FP32", 32, QUANTIZATION_PLAIN, false },
	{ "FP16", 16, QUANTIZATION_PLAIN, true },
	{ "BF16", 16, QUANTIZATION_PLAIN, false },
	{ "MLX-8BIT", 8.5, QUANTIZATION_MLX, false },
	{ "Q8_0", 8.5008, QUANTIZATION_GGUF, true },
	{ "FP8", 8, QUANTIZATION_PLAIN, true },
	{ "INT8", 8, QUANTIZATION_PLAIN, false },
	{ "Q6_K", 6.5633, QUANTIZATION_GGUF, true },
	{ "MLX-6BIT", 6.5, QUANTIZATION_MLX, false },
	{ "Q5_K_M", 5.7036, QUANTIZATION_GGUF, true },
	{ "Q5_K_S", 5.5704, QUANTIZATION_GGUF, false },
	{ "Q5_0", 5.5, QUANTIZATION_GGUF, false },
	{ "MLX-5BIT", 5.5, QUANTIZATION_MLX, false },
	{ "Q4_K_M", 4.8944, QUANTIZATION_GGUF, true },
	{ "IQ4_NL", 4.6818, QUANTIZATION_GGUF, false },
	{ "Q4_K_S", 4.6672, QUANTIZATION_GGUF, false },
	{ "Q4_0", 4.5, QUANTIZATION_GGUF, false },
	{ "MLX-4BIT", 4.5, QUANTIZATION_MLX, false },
	{ "NVFP4", 4.5, QUANTIZATION_GPU, false },
	{ "IQ4_XS", 4.4597, QUANTIZATION_GGUF, false },
	{ "MXFP4", 4.25, QUANTIZATION_GPU, false },
	{ "AWQ", 4.15625, QUANTIZATION_GPU, true },
	{ "GPTQ", 4.15625, QUANTIZATION_GPU, false },
	{ "NF4", 4.127, QUANTIZATION_GPU, false },
	{ "INT4", 4, QUANTIZATION_PLAIN, false },
	{ "Q3_K_L", 4.2979, QUANTIZATION_GGUF, false },
	{ "Q3_K_M", 3.91, QUANTIZATION_GGUF, true },
	{ "IQ3_M", 3.7628, QUANTIZATION_GGUF, false },
	{ "IQ3_S", 3.6606, QUANTIZATION_GGUF, false },
	{ "Q3_K_S", 3.6429, QUANTIZATION_GGUF, false },
	{ "MLX-3BIT", 3.5, QUANTIZATION_MLX, false },
	{ "IQ3_XS", 3.4977, QUANTIZATION_GGUF, false },
	{ "IQ3_XXS", 3.2548, QUANTIZATION_GGUF, false },
	{ "Q2_K", 3.1593, QUANTIZATION_GGUF, true },
	{ "Q2_K_S", 2.9697, QUANTIZATION_GGUF, false },
	{ "IQ2_M", 2.9294, QUANTIZATION_GGUF, false },
	{ "IQ2_S", 2.7403, QUANTIZATION_GGUF, false },
	{ "IQ2_XS", 2.5882, QUANTIZATION_GGUF, false },
	{ "IQ2_XXS", 2.3824, QUANTIZATION_GGUF, false },
	{ "IQ1_M", 2.1460, QUANTIZATION_GGUF, false },
	{ "IQ1_S", 2.0042, QUANTIZATION_GGUF, false },
};
enum { COUNT = sizeof(list) / sizeof(list[0]) };

size_t quantization_count(void)
{
	return COUNT;
}

const struct quantization *quantization_get(size_t index)
{
	return &list[index < COUNT ? index : 0];
}

static char plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	return c == '-' ? '_' : c;
}

int quantization_find(struct text name)
{
	for (size_t i = 0; i < COUNT; i++) {
		size_t at = 0;
		if (strlen(list[i].name) != name.size)
			continue;
		while (at < name.size && plain(name.bytes[at]) == plain(list[i].name[at]))
			at++;
		if (at == name.size)
			return (int)i;
	}
	return -1;
}

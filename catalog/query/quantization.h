/* SPDX-License-Identifier: MIT */
/* quantization.h - ways to store weights, with the bits that one weight really takes. Layer: query (with:bits=q4_k_m).
 * Figures and their sources: quantization.c. */
#ifndef CATALOG_QUERY_QUANTIZATION_H
#define CATALOG_QUERY_QUANTIZATION_H
#include "catalog/base/text.h"

enum quantization_kind {
	QUANTIZATION_PLAIN, /* a number format of its own: fp16, fp8 */
	QUANTIZATION_GGUF,  /* llama.cpp and what is built on it */
	QUANTIZATION_GPU,   /* GPU servers: AWQ, GPTQ, NVFP4 ... */
	QUANTIZATION_MLX    /* Apple machines */
};
struct quantization {
	const char *name; /* "Q4_K_M" */
	double bits;      /* per weight, scales and the parts kept larger included */
	enum quantization_kind kind;
	bool is_usual; /* among those that "which one fits" walks through */
};

size_t quantization_count(void);
const struct quantization *quantization_get(size_t index);
/* Index by name; case, '-' and '_' do not matter. -1 if none. */
int quantization_find(struct text name);
#endif

/* SPDX-License-Identifier: MIT */
/* random.h - random numbers that are the same on every machine: PCG32 (O'Neill 2014), and factors to vary weights by. Layer: advice; private.
 * Inline, for millions are drawn. */
#ifndef CATALOG_ADVICE_RANDOM_H
#define CATALOG_ADVICE_RANDOM_H
#include <stddef.h>
#include <stdint.h>

#define RANDOM_TIMES UINT64_C(6364136223846793005)

struct random {
	uint64_t state, stream;
};

static inline uint32_t random_next(struct random *random)
{
	uint64_t old = random->state;

	random->state = old * RANDOM_TIMES + random->stream;
	uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27);
	uint32_t turn = (uint32_t)(old >> 59);
	return mixed >> turn | mixed << (-turn & 31);
}

/* So many numbers are left out at once: state * times + plus. */
struct random_jump {
	uint64_t times, plus;
};

static inline void random_leave_out(struct random *random, const struct random_jump *jump)
{
	random->state = random->state * jump->times + jump->plus;
}

/* Streams of one seed have nothing to do with each other. */
struct random random_new(uint64_t seed, uint64_t stream);
struct random_jump random_jump_of(const struct random *random, size_t count);

/* Quantiles (i + 0.5) / 256 of a log-normal factor, sigma 0.5, in 65,536ths. */
extern const uint32_t random_factors[256];
#endif

/* SPDX-License-Identifier: MIT */
/* fuzz.h - the entry of a fuzz target. tests/fuzz_NAME.c defines it; libFuzzer calls it in a build with --enable-fuzzing, fuzz_replay.c on every
 * file of tests/corpus/NAME otherwise. Any bytes must be taken; what is wrong with them is an error returned, never a crash. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
#endif

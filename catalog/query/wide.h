/* SPDX-License-Identifier: MIT */
/* wide.h - loops over many rows, made twice. Layer: query; private.
 * A WIDE function is compiled for the oldest processor of its kind and again for x86-64 with AVX2, whose vectors hold 32 bytes; which of them is
 * called is settled once, when the program is loaded. Where configure finds no such thing (another processor, a C library without indirect
 * functions, the sanitizers) there is one.
 * Loops written with vectors stand in a .def file, included for vectors of 16 bytes, which every processor has or the compiler makes up, and where
 * WIDE_LANES is defined once more; wide_works tells which to call. LANES: bytes of a vector; LANES_NAME(name): the name with that width;
 * LANES_FOR: attribute of functions. Narrow and wide give the same answers. */
#ifndef CATALOG_QUERY_WIDE_H
#define CATALOG_QUERY_WIDE_H

#ifdef HAVE_TARGET_CLONES
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

#if defined(__x86_64__) && !defined(ONLY_NARROW)
#define WIDE_LANES 32
#define WIDE_FOR __attribute__((target("avx2")))
#define wide_works() __builtin_cpu_supports("avx2")
#endif

#endif

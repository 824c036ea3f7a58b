/* SPDX-License-Identifier: MIT */
/* machine.h - the memory of the machine the program runs on. Layer: state.
 * RAM from /proc/meminfo (or sysctl), cards from nvidia-smi and from /sys/class/drm (amdgpu). What cannot be read is said, never guessed. */
#ifndef STATE_MACHINE_H
#define STATE_MACHINE_H
#include "catalog/base/arena.h"

#include <stdbool.h>

enum { MACHINE_CARDS_MAX = 32 };
struct machine_card {
	struct text name;
	double memory_bytes;
};
struct machine {
	double ram_bytes; /* NAN: cannot be read */
	struct machine_card cards[MACHINE_CARDS_MAX];
	size_t card_count;
	bool has_nvidia_tool; /* nvidia-smi ran */
	bool is_unified;      /* Apple silicon: cards share the RAM */
};
/* root: "" or, in tests, a folder that stands for "/". With a root no tool is run. Texts live in the arena. */
void machine_detect(struct machine *machine, const char *root, struct arena *arena);
/* What programs can use: all cards together, else nine tenths of the RAM; NAN when neither can be read. */
double machine_memory(const struct machine *machine);
/* Bytes a second of the known cards together; NAN if one is not known or there is none. */
double machine_bandwidth(const struct machine *machine);
/* "2 x NVIDIA GeForce RTX 4090, 51.5 GB" or "no graphics card found (no nvidia-smi, no amdgpu); 15 GB of 16 GB RAM". In the active language. */
struct text machine_sentence(const struct machine *machine, struct arena *arena);
#endif

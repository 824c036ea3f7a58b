/* SPDX-License-Identifier: MIT */
/* completion.h - what may stand at the cursor of a command line, as scripts of shells read it. Layer: cli. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H
#include "cli/context.h"

enum { COMPLETION_WORDS_MAX = 128 };

struct completion_line {
	/* Without quotes; the last is the one at the cursor, maybe empty. */
	struct text words[COMPLETION_WORDS_MAX];
	size_t count;
};

struct completion_place {
	struct context *context;
	struct text word;   /* at the cursor */
	struct text before; /* of it: "--format=" */
	const struct completion_line *line;
	size_t from; /* first word behind the command */
};

/* A line: "=" and the word at the cursor, what may take its place, what that is; tabs between. "files" and the word: any file. */
void completion_offer(const struct completion_place *wanted, struct text candidate,
	struct text help);
/* What stands for an argument in a usage or behind an option. */
void completion_offer_argument(const struct completion_place *wanted, struct text name);
#endif

/* SPDX-License-Identifier: MIT */
/* guide_ask.h - the guide's questions line by line, for terminals that cannot place a cursor. Layer: cli. */
#ifndef CLI_GUIDE_ASK_H
#define CLI_GUIDE_ASK_H
#include "catalog/advice/rank.h"
#include "cli/context.h"

/* Asks on stderr, reads stdin, until the person has seen enough or no answer can change the winner. */
enum result guide_ask(struct context *context, struct ranker *ranker, struct answers *answers,
	bool *has_left);
#endif

/* SPDX-License-Identifier: MIT */
/* download.h - one document of the network into one file, by the program llmatlas-fetch. Layer: cli. */
#ifndef CLI_DOWNLOAD_H
#define CLI_DOWNLOAD_H
#include "cli/remembered.h"

struct download {
	const char *url, *file;
	const char *etag, *modified; /* of what is there; NULL: not known */
	bool has_former;             /* something of this source is there, and stays */
	int status;                  /* of HTTP, once it is done: 200 or 304 */
	bool is_refused;             /* file has what the server says instead */
	struct remembered found;     /* what the server says of it; set its arena before */
};

/* --limit and --timeout, before anything is fetched: RESULT_USAGE and a sentence when they are no numbers that can be. */
enum result download_check_options(struct context *context);
/* "https://...", in any letters, or another scheme. */
bool download_is_address(const char *word);
/* With scheme and host in small letters, as those that were given before. */
const char *download_address(struct context *context, const char *word);
/* The same to be cited: without a name, a password or a key, which are nobody's but the person's. */
struct text download_citation(struct context *context, const char *address);
enum result download(struct context *context, struct download *download);
#endif

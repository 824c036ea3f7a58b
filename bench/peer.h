/* SPDX-License-Identifier: MIT */
/* peer.h - the other programs: run for one answer, or kept running and asked. Layer: bench. */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H
#include "catalog/base/strbuf.h"

#include <stdbool.h>

bool peer_exists(const char *name); /* on the path */
/* Runs a command line of the shell; its output goes to answer, without the last newline. Milliseconds, or -1.
 * All milliseconds here are of computing or of waiting, whichever is less: a loaded machine must not make a peer look slow. */
double peer_run(const char *command, struct strbuf *answer);

/* sqlite3 with a table in memory. */
struct peer_sql;
struct peer_sql *peer_sql_open(void);
void peer_sql_close(struct peer_sql *sql);
/* Sends statements and reads what they print. Milliseconds, or -1 if sqlite3 is gone. */
double peer_sql_ask(struct peer_sql *sql, const char *statements, struct strbuf *answer);
#endif

/* SPDX-License-Identifier: MIT */
#include "bench/peer.h"

#include "bench/clock.h"
#include "catalog/base/memory.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define END_MARK "-- that is all --"

bool peer_exists(const char *name)
{
	char command[128];

	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", name);
	return system(command) == 0;
}

static void trim(struct strbuf *answer)
{
	while (answer->size > 0 && answer->bytes[answer->size - 1] == '\n')
		answer->bytes[--answer->size] = '\0';
}

static double children_ms(void)
{
	struct rusage use;

	getrusage(RUSAGE_CHILDREN, &use);
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
		(double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

double peer_run(const char *command, struct strbuf *answer)
{
	double from = clock_ms(), computed = children_ms();
	FILE *pipe = popen(command, "r");
	char bytes[65536];
	size_t size;

	strbuf_clear(answer);
	if (!pipe)
		return -1;
	while ((size = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
		strbuf_add_bytes(answer, bytes, size);
	int status = pclose(pipe);
	trim(answer);
	return status == 0 ? fmin(clock_ms() - from, children_ms() - computed) : -1;
}

struct peer_sql {
	pid_t process;
	clockid_t clock;
	FILE *to, *from;
};

struct peer_sql *peer_sql_open(void)
{
	int to[2], from[2];
	pid_t process;

	if (pipe(to) != 0 || pipe(from) != 0)
		return NULL;
	signal(SIGPIPE, SIG_IGN);
	process = fork();
	if (process == 0) {
		dup2(to[0], STDIN_FILENO);
		dup2(from[1], STDOUT_FILENO);
		close(to[0]);
		close(to[1]);
		close(from[0]);
		close(from[1]);
		execlp("sqlite3", "sqlite3", "-batch", ":memory:", (char *)NULL);
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	struct peer_sql *sql = memory_get_zeroed(1, sizeof(*sql));
	*sql = (struct peer_sql){ .process = process,
		.to = fdopen(to[1], "w"),
		.from = fdopen(from[0], "r") };
	if (clock_getcpuclockid(process, &sql->clock) != 0)
		sql->clock = CLOCK_MONOTONIC;
	return sql;
}

void peer_sql_close(struct peer_sql *sql)
{
	if (!sql)
		return;
	fclose(sql->to);
	fclose(sql->from);
	waitpid(sql->process, NULL, 0);
	free(sql);
}

double peer_sql_ask(struct peer_sql *sql, const char *statements, struct strbuf *answer)
{
	double from = clock_ms(), computed = clock_read_ms(sql->clock);
	char line[4096];

	strbuf_clear(answer);
	fprintf(sql->to, "%s\n.print '" END_MARK "'\n", statements);
	fflush(sql->to);
	while (fgets(line, sizeof(line), sql->from)) {
		if (strncmp(line, END_MARK, strlen(END_MARK)) == 0) {
			trim(answer);
			return fmin(clock_ms() - from, clock_read_ms(sql->clock) - computed);
		}
		strbuf_add_string(answer, line);
	}
	return -1;
}

/* SPDX-License-Identifier: MIT */
/* Opens an address in the person's browser, away from this terminal. */
#include "cli/context.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { URL_MAX = 2048 };

/* http(s) only, and nothing that a shell, a terminal or a browser reads as something else. */
static bool is_safe(struct text url)
{
	if (url.size >= URL_MAX ||
		!(text_starts_with(url, TEXT("https://")) ||
			text_starts_with(url, TEXT("http://"))))
		return false;
	for (size_t i = 0; i < url.size; i++)
		if ((unsigned char)url.bytes[i] <= 0x20 || (unsigned char)url.bytes[i] >= 0x7f)
			return false;
	return true;
}

/* Tells through the pipe when the program cannot be run; a pipe that closes says it runs. */
static void become_browser(const char *program, char *url, int told)
{
	char *arguments[] = { (char *)program, url, NULL };
	int nowhere = open("/dev/null", O_RDWR);

	if (nowhere >= 0 && setsid() >= 0 && fork() == 0) { /* nobody waits for the browser */
		for (int descriptor = 0; descriptor <= 2; descriptor++)
			dup2(nowhere, descriptor);
		execvp(program, arguments);
		if (write(told, "!", 1) < 0)
			_exit(127);
	}
	_exit(0);
}

static bool run_browser(const char *program, char *url)
{
	int ends[2];
	char told;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	pid_t child = fork();
	if (child == 0)
		become_browser(program, url, ends[1]);
	close(ends[1]);
	bool runs = child > 0 && waitpid(child, NULL, 0) == child && read(ends[0], &told, 1) == 0;
	close(ends[0]);
	return runs;
}

bool open_link(void *context, struct text url)
{
	const struct environment *environment = context;
	char program[256] = "", address[URL_MAX];

	if (environment->browser && *environment->browser) /* the first of "firefox:lynx" */
		snprintf(program, sizeof(program), "%.*s", (int)strcspn(environment->browser, ":"),
			environment->browser);
	else if (environment->has_desktop)
		snprintf(program, sizeof(program), "xdg-open");
	if (!*program || !is_safe(url))
		return false;
	memcpy(address, url.bytes, url.size);
	address[url.size] = '\0';
	return run_browser(program, address);
}

/* SPDX-License-Identifier: MIT */
/* Asks the terminal whether its ground is dark or light: OSC 11, fenced by a request that every terminal answers (DA1), so that one
 * which does not know OSC 11 costs no waiting. Happens before the screen starts; what is typed meanwhile is handed on. */
#include "tui/screen/terminal_parts.h"

#include <poll.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const char question[] = "\x1b]11;?\x1b\\\x1b[c";

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Where the sequence that begins with `head` and ends in one of `ends` lies in text; false: not whole. */
static bool find_sequence(struct text text, const char *head, const char *ends, size_t *from,
	size_t *size)
{
	ptrdiff_t at = text_find(text, text_of(head));

	if (at < 0)
		return false;
	for (size_t i = (size_t)at + strlen(head); i < text.size; i++) {
		bool is_string_end = text.bytes[i] == '\\' && text.bytes[i - 1] == 0x1b;
		if (!strchr(ends, text.bytes[i]) && !is_string_end)
			continue;
		*from = (size_t)at;
		*size = i + 1 - *from;
		return true;
	}
	return false;
}

static int hex_of(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* "rgb:1c1c/1c1c/1c1c" with one to four digits a part; alpha in front ("rgba:") is let pass. */
static enum background background_of(struct text answer)
{
	ptrdiff_t colon = text_find(answer, TEXT("rgb"));
	int32_t color = 0;
	size_t at = 0;

	if (colon < 0)
		return BACKGROUND_UNKNOWN;
	for (at = (size_t)colon; at < answer.size && answer.bytes[at] != ':'; at++)
		;
	at++;
	for (int part = 0; part < 3; part++, at++) {
		int value = 0, most = 0;
		for (; at < answer.size && hex_of(answer.bytes[at]) >= 0 && most < 65535; at++) {
			value = value * 16 + hex_of(answer.bytes[at]);
			most = most * 16 + 15;
		}
		if (most == 0)
			return BACKGROUND_UNKNOWN;
		color = color << 8 | value * 255 / most;
	}
	color |= COLOR_RGB;
	return theme_contrast(color, COLOR_RGB | 0xffffff) > theme_contrast(color, COLOR_RGB)
		? BACKGROUND_DARK
		: BACKGROUND_LIGHT;
}

static void take_out(struct terminal_answer *answer, size_t from, size_t size)
{
	memmove(answer->keys + from, answer->keys + from + size, answer->key_count - from - size);
	answer->key_count -= size;
}

/* Reads until the fence has come or time is up. */
static void collect(struct terminal_answer *answer, int timeout_ms)
{
	long until = now_ms() + timeout_ms;
	size_t from, size;

	for (;;) {
		long left = until - now_ms();
		struct pollfd wait = { .fd = STDIN_FILENO, .events = POLLIN };
		struct text read_so_far = { answer->keys, answer->key_count };
		if (find_sequence(read_so_far, "\x1b[?", "c", &from, &size)) {
			take_out(answer, from, size);
			break;
		}
		if (left <= 0 || answer->key_count == sizeof(answer->keys) ||
			poll(&wait, 1, (int)left) <= 0)
			break;
		ssize_t got = read(STDIN_FILENO, answer->keys + answer->key_count,
			sizeof(answer->keys) - answer->key_count);
		if (got <= 0)
			break;
		answer->key_count += (size_t)got;
	}
	struct text all = { answer->keys, answer->key_count };
	if (find_sequence(all, "\x1b]11;", "\x07", &from, &size)) {
		answer->background = background_of(text_slice(all, from, size));
		take_out(answer, from, size);
	}
}

void terminal_ask(struct terminal_answer *answer, int timeout_ms)
{
	struct termios saved, quiet;

	memset(answer, 0, sizeof(*answer));
	if (tcgetattr(STDIN_FILENO, &saved) != 0)
		return;
	quiet = saved;
	quiet.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSANOW, &quiet) != 0)
		return;
	if (write(STDOUT_FILENO, question, sizeof(question) - 1) == (ssize_t)sizeof(question) - 1)
		collect(answer, timeout_ms);
	tcsetattr(STDIN_FILENO, TCSANOW, &saved);
}

/* SPDX-License-Identifier: MIT */
#include "state/machine.h"

#include "catalog/advice/hardware.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __APPLE__
#include <sys/sysctl.h>
#endif

enum { TOOL_MILLISECONDS = 2000, OUTPUT_MAX = 8192, DRM_CARDS = 16 };
static const double ram_share = 0.9; /* the system keeps a tenth */

static size_t read_file(const char *root, const char *path, char *out, size_t size)
{
	char whole[512];
	size_t got;

	snprintf(whole, sizeof(whole), "%s%s", root, path);
	FILE *file = fopen(whole, "r");
	if (!file)
		return 0;
	got = fread(out, 1, size - 1, file);
	fclose(file);
	out[got] = '\0';
	return got;
}

static double read_ram(const char *root)
{
	char text[OUTPUT_MAX];
	unsigned long long kib;

#ifdef __APPLE__
	uint64_t bytes;
	size_t size = sizeof(bytes);
	if (root[0] == '\0' && sysctlbyname("hw.memsize", &bytes, &size, NULL, 0) == 0)
		return (double)bytes;
#endif
	if (read_file(root, "/proc/meminfo", text, sizeof(text)) == 0)
		return (double)NAN;
	const char *line = strstr(text, "MemTotal:");
	if (!line || sscanf(line, "MemTotal: %llu kB", &kib) != 1)
		return (double)NAN;
	return (double)kib * 1024;
}

static void add_card(struct machine *machine, struct text name, double bytes, struct arena *arena)
{
	if (machine->card_count == MACHINE_CARDS_MAX || !(bytes > 0))
		return;
	machine->cards[machine->card_count++] = (struct machine_card){
		.name = text_clean(arena, arena_copy(arena, name), NULL),
		.memory_bytes = bytes
	};
}

static void find_amd(struct machine *machine, const char *root, struct arena *arena)
{
	for (int i = 0; i < DRM_CARDS; i++) {
		char path[128], number[64], name[128];
		snprintf(path, sizeof(path), "/sys/class/drm/card%d/device/mem_info_vram_total", i);
		if (read_file(root, path, number, sizeof(number)) == 0)
			continue;
		snprintf(path, sizeof(path), "/sys/class/drm/card%d/device/product_name", i);
		size_t size = read_file(root, path, name, sizeof(name));
		struct text words = text_trim((struct text){ name, size });
		while (words.size > 0 && words.bytes[words.size - 1] == '\n')
			words.size--;
		add_card(machine, words.size > 0 ? words : TEXT("AMD"), strtod(number, NULL),
			arena);
	}
}

/* "NAME, MIB" on each line. */
static void read_nvidia(struct machine *machine, const char *output, struct arena *arena)
{
	while (*output) {
		size_t line = strcspn(output, "\n"), comma = line;
		while (comma > 0 && output[comma - 1] != ',')
			comma--;
		if (comma > 1)
			add_card(machine, text_trim((struct text){ output, comma - 1 }),
				strtod(output + comma, NULL) * 1048576, arena);
		output += line + (output[line] == '\n');
	}
}

/* Runs the vendor's tool with a deadline; its words go to `out`. */
static bool run_nvidia_smi(char *out, size_t size)
{
	int pipes[2], status = 0;
	size_t used = 0;

	if (pipe(pipes) != 0)
		return false;
	pid_t child = fork();
	if (child == 0) {
		int nothing = open("/dev/null", O_RDWR);
		dup2(nothing, STDIN_FILENO);
		dup2(nothing, STDERR_FILENO);
		dup2(pipes[1], STDOUT_FILENO);
		close(pipes[0]);
		execlp("nvidia-smi", "nvidia-smi", "--query-gpu=name,memory.total",
			"--format=csv,noheader,nounits", (char *)NULL);
		_exit(127);
	}
	close(pipes[1]);
	while (child > 0 && used < size - 1) {
		struct pollfd waits = { .fd = pipes[0], .events = POLLIN };
		if (poll(&waits, 1, TOOL_MILLISECONDS) <= 0) {
			kill(child, SIGKILL);
			break;
		}
		ssize_t got = read(pipes[0], out + used, size - 1 - used);
		if (got <= 0)
			break;
		used += (size_t)got;
	}
	out[used] = '\0';
	close(pipes[0]);
	if (child > 0)
		waitpid(child, &status, 0);
	return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void machine_detect(struct machine *machine, const char *root, struct arena *arena)
{
	char output[OUTPUT_MAX] = "";

	memset(machine, 0, sizeof(*machine));
	machine->ram_bytes = read_ram(root);
#if defined(__APPLE__) && defined(__aarch64__)
	machine->is_unified = root[0] == '\0';
#endif
	if (root[0] != '\0')
		machine->has_nvidia_tool = read_file(root, "/nvidia-smi.csv", output,
						   sizeof(output)) > 0;
	else if (!machine->is_unified)
		machine->has_nvidia_tool = run_nvidia_smi(output, sizeof(output));
	if (machine->has_nvidia_tool)
		read_nvidia(machine, output, arena);
	find_amd(machine, root, arena);
}

double machine_memory(const struct machine *machine)
{
	double sum = 0;

	if (machine->is_unified) /* what the system lets the GPU have: see hardware.c */
		return machine->ram_bytes * (machine->ram_bytes > 37e9 ? 0.75 : 2.0 / 3);
	for (size_t i = 0; i < machine->card_count; i++)
		sum += machine->cards[i].memory_bytes;
	return sum > 0 ? sum : machine->ram_bytes * ram_share;
}

double machine_bandwidth(const struct machine *machine)
{
	double sum = 0;

	for (size_t i = 0; i < machine->card_count; i++) {
		const struct hardware *known = hardware_recognize(machine->cards[i].name,
			machine->cards[i].memory_bytes);
		if (!known)
			return (double)NAN;
		sum += known->bandwidth;
	}
	return sum > 0 ? sum : (double)NAN;
}

static void add_cards(struct strbuf *buf, const struct machine *machine)
{
	for (size_t i = 0; i < machine->card_count;) {
		size_t same = 1;
		while (i + same < machine->card_count &&
			text_equal(machine->cards[i].name, machine->cards[i + same].name))
			same++;
		if (i > 0)
			strbuf_add_string(buf, ", ");
		if (same > 1)
			strbuf_add_format(buf, "%zu x ", same);
		strbuf_add_format(buf, _("%.*s (%.1f GB)"), TEXT_ARGS(machine->cards[i].name),
			machine->cards[i].memory_bytes / 1e9);
		i += same;
	}
}

struct text machine_sentence(const struct machine *machine, struct arena *arena)
{
	struct strbuf buf;
	double usable = machine_memory(machine);

	strbuf_init(&buf);
	if (machine->is_unified)
		strbuf_add_format(&buf, _("unified memory: %.1f GB of %.1f GB for the GPU"),
			usable / 1e9, machine->ram_bytes / 1e9);
	else if (machine->card_count > 0)
		add_cards(&buf, machine);
	else if (isnan(machine->ram_bytes))
		strbuf_add_string(&buf,
			_("no graphics card found (no nvidia-smi, no amdgpu), and the RAM cannot be read"));
	else
		strbuf_add_format(&buf,
			_("no graphics card (nvidia-smi, amdgpu): %.1f GB, 90%% of %.1f GB RAM"),
			usable / 1e9, machine->ram_bytes / 1e9);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target once on nothing and on each file of its corpus: the folder given, or tests/corpus/NAME for a program fuzz_NAME.
 * Prints the lines that cmocka prints, so that `make check` counts each file as a test. */
#include "tests/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_SIZE = 4096, SKIPPED = 77, FILE_LIMIT = 1 << 24 };

/* Returns false when the file cannot be read whole. */
static int replay(const char *path)
{
	struct stat status;
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	int is_done = 0;

	if (!file || fstat(fileno(file), &status) != 0 || status.st_size > FILE_LIMIT)
		goto out;
	/* Exactly as long as the file, so that the address sanitizer sees a read behind its end. */
	size_t size = (size_t)status.st_size;
	bytes = malloc(size > 0 ? size : 1);
	if (!bytes || fread(bytes, 1, size, file) != size)
		goto out;
	printf("[ RUN      ] %s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput(bytes, size);
	is_done = 1;
out:
	free(bytes);
	if (file)
		fclose(file);
	return is_done;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void corpus_path(char path[PATH_SIZE], int count, char **arguments)
{
	const char *source = getenv("srcdir");
	const char *name = strstr(arguments[0], "fuzz_");

	if (count > 1)
		snprintf(path, PATH_SIZE, "%s", arguments[1]);
	else
		snprintf(path, PATH_SIZE, "%s/tests/corpus/%s", source ? source : ".",
			name ? name + 5 : "");
}

int main(int count, char **arguments)
{
	char folder[PATH_SIZE], path[PATH_SIZE];
	struct dirent **entries;
	int failed = 0;

	corpus_path(folder, count, arguments);
	int entry_count = scandir(folder, &entries, is_visible, alphasort);
	if (entry_count < 0) {
		printf("skipped: no corpus in %s\n", folder);
		return SKIPPED;
	}
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 0; i < entry_count; i++) {
		int size = snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		if (size >= (int)sizeof(path) || !replay(path)) {
			printf("%s could not be read\n", path);
			failed++;
		}
		free(entries[i]);
	}
	free(entries);
	printf("[  PASSED  ] %d test(s).\n", entry_count + 1 - failed);
	if (failed > 0)
		printf("[  FAILED  ] %d test(s)\n", failed);
	return failed > 0;
}

/* SPDX-License-Identifier: MIT */
/* Any bytes as an answers file, as a questionnaire, and as what follows --set: read, or refused with a sentence. */
#include "tests/fuzz.h"

#include "catalog/advice/answers.h"
#include "cli/resources.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct resource *file = resource_find("catalog/facts/questionnaire.json");
	struct text text = { (const char *)bytes, size };
	struct questionnaire *questionnaire = calloc(2, sizeof(*questionnaire));
	struct answers *answers = calloc(1, sizeof(*answers));
	struct arena arena;
	struct error err = { 0 };

	arena_init(&arena);
	if (questionnaire_read(&questionnaire[0], "own", (struct text){ file->bytes, file->size },
		    &arena, &err) != RESULT_OK)
		abort();
	if (answers_read(answers, &questionnaire[0], "fuzz", text, &arena, &err) != RESULT_OK &&
		err.message[0] == '\0')
		abort();
	answers_set(answers, &questionnaire[0], text_clean(&arena, text, NULL), &arena, &err);
	if (questionnaire_read(&questionnaire[1], "fuzz", text, &arena, &err) == RESULT_OK)
		questionnaire_done(&questionnaire[1]);
	questionnaire_done(&questionnaire[0]);
	arena_done(&arena);
	free(questionnaire);
	free(answers);
	return 0;
}

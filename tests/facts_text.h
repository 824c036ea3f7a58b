/* SPDX-License-Identifier: MIT */
/* facts_text.h - facts files written down in a test: the parts that all have, reading one, and one that must be refused. */
#ifndef TESTS_FACTS_TEXT_H
#define TESTS_FACTS_TEXT_H
#include "catalog/sources/facts.h"
#include "tests/unit.h"

#define HEAD \
	"{\"schema\": \"llmatlas-facts/1\",\n\"sources\": {\"card\": {\"title\": \"Card\", " \
	"\"checked\": \"seen\"}},\n\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],\n"
#define MODEL(facts) \
	HEAD "\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n" facts \
	     "}]}"
#define FACT(fact) MODEL("\"facts\": {\n" fact "}")
#define OK_END "\"basis\": \"disclosed\", \"source\": \"card\"}"

/* Reads and links. */
enum result read_all(const char *json, bool is_strict, struct facts *facts, struct arena *arena,
	struct error *err);
/* A strict read must fail with both in its sentence. */
void refuses(const char *json, const char *place, const char *sentence);
#endif

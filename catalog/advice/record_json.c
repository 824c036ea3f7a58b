/* SPDX-License-Identifier: MIT */
/* A ranking as JSON, kind "ranking" (llmatlas-json(5)). */
#include "catalog/advice/record.h"

#include "catalog/advice/record_json_parts.h"
#include "catalog/base/json.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <math.h>

static void put_need_list(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"needs\": [");
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		sink_add_string(writing->sink, i > 0 ? ",\n    {" : "\n    {");
		writing_put(writing, "question",
			need->question == NEED_BASE
				? TEXT("availability")
				: ranking->questionnaire->questions[need->question].id);
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "text", need_text(ranking, i, writing->arena));
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "query", need->hosted);
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "query_own", need->own);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n  \"weights\": {");
	for (int i = 0; i < CRITERION_COUNT; i++) {
		sink_add_string(writing->sink, i > 0 ? ", " : "");
		writing_put_number(writing, criterion_key((enum criterion)i),
			writing_share(ranking->weights[i]));
	}
	sink_add_string(writing->sink, "},\n");
	arena_reset(writing->arena);
}

static void put_excluded(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;
	bool is_first = true;

	sink_add_string(writing->sink, "  \"excluded\": [");
	for (uint32_t row = 0; row < store_count(ranking->store); row++) {
		if (!ranking->failed[row])
			continue;
		sink_add_string(writing->sink, is_first ? "\n    {" : ",\n    {");
		is_first = false;
		writing_put(writing, "id", store_id(ranking->store, row));
		sink_add_string(writing->sink, ", \"needs\": ");
		writing_put_needs(writing, ranking->failed[row], false);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_alternatives(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"alternatives\": [");
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		sink_add_string(writing->sink, i > 0 ? ",\n    {" : "\n    {");
		writing_put(writing, "kind", text_of(slot->kind));
		sink_add_string(writing->sink, ", \"id\": ");
		if (slot->at == UINT32_MAX)
			sink_add_string(writing->sink, "null");
		else
			json_write_string(writing->sink,
				store_id(ranking->store, ranking->list[slot->at].row));
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "reason", slot->at == UINT32_MAX ? slot->reason : slot->note);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_answer(struct writing *writing, size_t question, const struct answer *answer)
{
	const struct question *of = &writing->ranking->questionnaire->questions[question];

	if (answer->is_given)
		answer_write(writing->sink, of, answer);
	else
		sink_add_string(writing->sink, "null");
}

static void put_what_ifs(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"what_if\": [");
	for (size_t i = 0; i < ranking->what_if_count; i++) {
		const struct what_if *one = &ranking->what_ifs[i];
		sink_add_string(writing->sink, i > 0 ? ",\n    {" : "\n    {");
		if (one->option < 0) {
			writing_put(writing, "weight", text_of(criterion_key(one->weight)));
			sink_add_string(writing->sink, ", ");
			writing_put_number(writing, "factor", one->factor);
		} else {
			writing_put(writing, "question",
				ranking->questionnaire->questions[one->question].id);
			sink_add_string(writing->sink, ", \"from\": ");
			put_answer(writing, one->question, &ranking->answers.of[one->question]);
			sink_add_string(writing->sink, ", \"to\": ");
			put_answer(writing, one->question, &one->to);
		}
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "winner", store_id(ranking->store, one->winner));
		sink_add_format(writing->sink, ", \"certain\": %u}", one->certain);
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_relaxations(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"relaxations\": [");
	for (size_t i = 0; i < ranking->relaxation_count; i++) {
		const struct relaxation *one = &ranking->relaxations[i];
		uint32_t mask = 0;
		for (size_t j = 0; j < one->need_count; j++)
			mask |= UINT32_C(1) << one->needs[j];
		sink_add_string(writing->sink,
			i > 0 ? ",\n    {\"needs\": " : "\n    {\"needs\": ");
		writing_put_needs(writing, mask, false);
		sink_add_string(writing->sink, ", \"change\": {");
		bool is_first = true;
		for (size_t j = 0; j < ranking->questionnaire->question_count; j++) {
			bool is_touched = false;
			for (size_t k = 0; k < one->need_count; k++)
				is_touched = is_touched ||
					ranking->needs[one->needs[k]].question == j;
			if (!is_touched)
				continue;
			sink_add_string(writing->sink, is_first ? "" : ", ");
			is_first = false;
			json_write_string(writing->sink, ranking->questionnaire->questions[j].id);
			sink_add_string(writing->sink, ": ");
			put_answer(writing, j, &one->to.of[j]);
		}
		sink_add_string(writing->sink, "}, ");
		writing_put(writing, "text", one->change);
		sink_add_format(writing->sink,
			", \"gains\": %u, \"to_verify\": %u, \"only_if_policy_allows\": %s, ",
			one->gains, one->unknown_gains, one->is_policy ? "true" : "false");
		if (one->is_policy) {
			writing_put(writing, "note", text_of(_("only if your policy allows")));
			sink_add_string(writing->sink, ", ");
		}
		writing_put(writing, "winner", store_id(ranking->store, one->winner));
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_confirmations(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"if_confirmed\": [");
	for (size_t i = 0; i < ranking->confirmation_count; i++) {
		const struct confirmation *one = &ranking->confirmations[i];
		sink_add_string(writing->sink, i > 0 ? ", {\"needs\": " : "{\"needs\": ");
		writing_put_needs(writing, UINT32_C(1) << one->need, false);
		sink_add_format(writing->sink, ", \"models\": %u, ", one->models);
		writing_put(writing, "text", confirmation_text(ranking, one, writing->arena));
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_rows(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"rows\": [");
	for (uint32_t i = 0; i < ranking->lines; i++) {
		sink_add_string(writing->sink, i > 0 ? "," : "");
		writing_put_row(writing, &ranking->list[i], i);
	}
	sink_add_string(writing->sink, "],\n  \"verify_first\": [");
	for (uint32_t i = 0; i < ranking->verify_count; i++) {
		sink_add_string(writing->sink, i > 0 ? "," : "");
		writing_put_row(writing, &ranking->verify[i], UINT32_MAX);
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_date(struct writing *writing, uint32_t date)
{
	if (date == 0)
		sink_add_string(writing->sink, "null");
	else
		json_write_string(writing->sink, date_text(date, writing->arena));
}

static void put_sources(struct writing *writing)
{
	sink_add_string(writing->sink, "  \"sources\": [");
	for (size_t i = 0; i < writing->source_count; i++) {
		struct source source = store_source(writing->ranking->store, writing->sources[i]);
		sink_add_format(writing->sink, "%s{\"n\": %zu, ", i > 0 ? ",\n    " : "\n    ",
			i + 1);
		writing_put(writing, "title", source.title);
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "url", source.url);
		sink_add_string(writing->sink, ", \"date\": ");
		put_date(writing, source.date);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "]\n}\n");
}

static void put_head(struct writing *writing, struct text command)
{
	const struct ranking *ranking = writing->ranking;
	struct sink *sink = writing->sink;
	struct text notes[24];

	sink_add_string(sink, "{\n  \"llmatlas\": 1, \"kind\": \"ranking\",\n  ");
	writing_put(writing, "query", ranking_query(ranking, writing->arena));
	struct text differs = ranking_query_note(writing->ranker, ranking, writing->arena);
	if (differs.size > 0) {
		sink_add_string(sink, ",\n  ");
		writing_put(writing, "query_note", differs);
	}
	sink_add_string(sink, ",\n  \"catalog\": {");
	writing_put(writing, "name", store_name(ranking->whole));
	sink_add_string(sink, ", \"date\": ");
	put_date(writing, store_date(ranking->whole));
	sink_add_format(sink, ", \"hash\": \"%016llx\"},\n  ",
		(unsigned long long)store_hash(ranking->whole));
	sink_add_format(sink, "\"rules\": {\"version\": ");
	json_write_string(sink, ranking->questionnaire->version);
	sink_add_format(sink, ", \"hash\": \"%016llx\", \"seed\": %llu, \"draws\": %u},\n  ",
		(unsigned long long)ranking->questionnaire->hash,
		(unsigned long long)ranking->questionnaire->seed, ranking->draws);
	sink_add_format(sink, "\"answers_hash\": \"%016llx\", \"answers\": {",
		(unsigned long long)answers_hash(&ranking->answers, ranking->questionnaire));
	bool is_first = true;
	for (size_t i = 0; i < ranking->questionnaire->question_count; i++) {
		if (!ranking->answers.of[i].is_given)
			continue;
		sink_add_string(sink, is_first ? "" : ", ");
		is_first = false;
		json_write_string(sink, ranking->questionnaire->questions[i].id);
		sink_add_string(sink, ": ");
		put_answer(writing, i, &ranking->answers.of[i]);
	}
	sink_add_string(sink, "},\n  \"answers_weights\": ");
	answers_write_beside(sink, &ranking->answers, ", ");
	sink_add_string(sink, ",\n  ");
	if (command.size > 0) {
		writing_put(writing, "command", command);
		sink_add_string(sink, ",\n  ");
	}
	writing_put(writing, "headline", ranking_headline(ranking, writing->arena));
	sink_add_format(sink, ", \"firmness\": \"%s\",\n  \"notes\": [",
		ranking->firmness == FIRM_CLEAR             ? "clear"
			: ranking->firmness == FIRM_LEANING ? "leaning"
			: ranking->firmness == FIRM_TOSS_UP ? "toss-up"
							    : "none");
	size_t count = ranking_notes(ranking, writing->arena, notes, 24);
	for (size_t i = 0; i < count; i++) {
		sink_add_string(sink, i > 0 ? ",\n    " : "\n    ");
		json_write_string(sink, notes[i]);
	}
	sink_add_format(sink, "],\n  \"certain\": %u, \"to_verify\": %u, \"out\": %u,\n",
		ranking->certain, ranking->possible, ranking->out);
	if (ranking->left_out > 0)
		sink_add_format(sink, "  \"left_out\": %u,\n", ranking->left_out);
	if (ranking->passed_over > 0)
		sink_add_format(sink, "  \"passed_over\": %u,\n", ranking->passed_over);
	arena_reset(writing->arena);
}

void record_write_json(struct sink *sink, struct ranker *ranker, const struct ranking *ranking,
	struct text command)
{
	struct arena arena;
	struct writing writing = { sink, ranker, ranking, &arena, { 0 }, 0 };

	arena_init(&arena);
	put_head(&writing, command);
	put_need_list(&writing);
	put_rows(&writing);
	put_alternatives(&writing);
	put_what_ifs(&writing);
	put_relaxations(&writing);
	put_confirmations(&writing);
	put_excluded(&writing);
	put_sources(&writing);
	arena_done(&arena);
}

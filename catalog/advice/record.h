/* SPDX-License-Identifier: MIT */
/* record.h - a ranking for others: the decision record (Markdown, HTML), the ranking as JSON and as a table. Layer: advice.
 * Deterministic: the same catalog, questionnaire and answers give the same bytes. JSON: llmatlas-json(5). */
#ifndef CATALOG_ADVICE_RECORD_H
#define CATALOG_ADVICE_RECORD_H
#include "catalog/advice/rank.h"
#include "catalog/tables/table.h"

struct sink;

enum record_format { RECORD_MARKDOWN, RECORD_HTML, RECORD_TEXT };
/* width: cells of the terminal that lines of RECORD_TEXT are wrapped for, all but what is to be copied; 0: none.
 * command: what repeats it, such as "llmatlas guide --answers answers.json"; may be empty. */
void record_write(struct sink *sink, struct ranker *ranker, const struct ranking *ranking,
	enum record_format format, int width, struct text command);
void record_write_json(struct sink *sink, struct ranker *ranker, const struct ranking *ranking,
	struct text command);
/* The lines of the ranking, for every export format. */
struct table *table_ranking(const struct ranking *ranking, struct query_run *run,
	struct text command, struct arena *arena);
#endif

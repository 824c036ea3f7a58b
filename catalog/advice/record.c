/* SPDX-License-Identifier: MIT */
/* The decision record: what was asked, what was needed, who won, how firmly, why the others lost, what to verify, where every figure is from,
 * and the command that repeats it. One text in three dresses: Markdown, a page of HTML, plain lines. */
#include "catalog/advice/record.h"

#include "catalog/advice/rank_parts.h"
#include "catalog/advice/record_page.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <string.h>

static void say_answers(struct record *record)
{
	const struct ranking *ranking = record->ranking;

	record_heading(record, 2, text_of(_("Question and answers")));
	for (size_t i = 0; i < ranking->questionnaire->question_count; i++) {
		const struct question *question = &ranking->questionnaire->questions[i];
		struct strbuf buf;
		if (!ranking->answers.of[i].is_given)
			continue;
		strbuf_init(&buf);
		answer_print(&buf, question, &ranking->answers.of[i]);
		record_item(record,
			arena_format(record->arena, "%.*s %.*s",
				TEXT_ARGS(questionnaire_text(question->ask)),
				TEXT_ARGS(strbuf_text(&buf))),
			SOURCE_NONE);
		strbuf_done(&buf);
	}
}

static void say_needs(struct record *record)
{
	const struct ranking *ranking = record->ranking;

	record_heading(record, 2, text_of(_("Needs and weights")));
	record_paragraph(record,
		arena_format(record->arena,
			_("%u certain, %u to verify, %u out of the catalog's models."),
			ranking->certain, ranking->possible, ranking->out));
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		struct text query = need_query(ranking, i);
		if (need->question == NEED_BASE)
			continue;
		record_item(record,
			arena_format(record->arena, "%.*s (%.*s)",
				TEXT_ARGS(need_text(ranking, i, record->arena)), TEXT_ARGS(query)),
			SOURCE_NONE);
	}
	struct strbuf buf;
	strbuf_init(&buf);
	for (int done = 0; done < CRITERION_COUNT; done++) { /* heaviest first */
		int best = -1;
		for (int k = 0; k < CRITERION_COUNT; k++) {
			int above = 0;
			for (int j = 0; j < CRITERION_COUNT; j++)
				above += ranking->weights[j] > ranking->weights[k] ||
					(j < k && ranking->weights[j] == ranking->weights[k]);
			if (above == done)
				best = k;
		}
		if (best >= 0 && ranking->weights[best] >= POINTS / 200)
			strbuf_add_format(&buf, "%s%s %.0f%%", buf.size > 0 ? ", " : "",
				criterion_title((enum criterion)best),
				(double)ranking->weights[best] * 100 / POINTS);
	}
	record_item(record,
		arena_format(record->arena, _("Weights: %.*s"), TEXT_ARGS(strbuf_text(&buf))),
		SOURCE_NONE);
	strbuf_done(&buf);
}

static void say_ranking(struct record *record)
{
	const struct ranking *ranking = record->ranking;
	uint32_t rows = ranking->lines < 10 ? ranking->lines : 10;
	struct text *cells = ARENA_ARRAY(record->arena, struct text, 7 * (rows + 1));
	bool is_tie = ranking->firmness == FIRM_TOSS_UP || !ranking->has_needs;
	struct text head[] = { text_of(is_tie ? "" : "#"), text_of(_("Model")), text_of(_("Score")),
		text_of(_("From to")), text_of(_("Tastes, %")), text_of(_("Facts, %")),
		text_of(ranking_has_volume(ranking) ? _("A month, or memory")
						    : _("Per 1M, or memory")) };

	if (rows == 0)
		return;
	record_heading(record, 2, text_of(_("Ranking")));
	memcpy(cells, head, sizeof(head));
	for (uint32_t i = 0; i < rows; i++) {
		const struct candidate *one = &ranking->list[i];
		struct text *row = cells + 7 * (i + 1);
		row[0] = is_tie
			? text_of(one->is_pareto ? "◆" : "")
			: arena_format(record->arena, "%u%s", i + 1, one->is_pareto ? " ◆" : "");
		row[1] = arena_format(record->arena, "%.*s%s%s",
			TEXT_ARGS(store_title(ranking->store, one->row)),
			one->is_marked ? " ?" : "", one->is_traded ? " ↓" : "");
		row[2] = arena_format(record->arena, "%.0f", candidate_score(one));
		row[3] = arena_format(record->arena, "%.0f..%.0f",
			(double)one->total.lo * 100 / POINTS, (double)one->total.hi * 100 / POINTS);
		row[4] = arena_format(record->arena, "%u", percent_of(ranking, one->preference));
		row[5] = arena_format(record->arena, "%u", percent_of(ranking, one->data));
		row[6] = candidate_cost_text(ranking, one, record->arena);
	}
	record_table(record, cells, 7, rows + 1);
	if (ranking->lines > rows)
		record_paragraph(record,
			arena_format(record->arena,
				P_("%u more line.", "%u more lines.", ranking->lines - rows),
				ranking->lines - rows));
	struct text legend[4];
	size_t count = ranking_legend(ranking, false, record->arena, legend, 4);
	for (size_t i = 0; i < count; i++)
		record_item(record, legend[i], SOURCE_NONE);
}

static void say_why(struct record *record, uint32_t most)
{
	const struct ranking *ranking = record->ranking;

	for (uint32_t i = 0; i < ranking->lines && i < most; i++) {
		const struct candidate *one = &ranking->list[i];
		struct lines pro, con, open;
		ranking_explain(record->ranker, ranking, one, record->arena, &pro, &con, &open);
		struct text folded = ranking_folded(ranking, i, record->arena);
		record_heading(record, 3,
			arena_format(record->arena, _("Why %.*s"),
				TEXT_ARGS(store_title(ranking->store, one->row))));
		for (size_t j = 0; j < pro.count; j++)
			record_item(record,
				arena_format(record->arena, "+ %.*s", TEXT_ARGS(pro.of[j].text)),
				pro.of[j].source);
		for (size_t j = 0; j < con.count; j++)
			record_item(record,
				arena_format(record->arena, "− %.*s", TEXT_ARGS(con.of[j].text)),
				con.of[j].source);
		for (size_t j = 0; j < open.count; j++)
			record_item(record,
				arena_format(record->arena, "? %.*s", TEXT_ARGS(open.of[j].text)),
				open.of[j].source);
		struct line cost = ranking_cost_line(record->ranker, ranking, one, &pro, &con,
			&open, record->arena);
		if (cost.text.size > 0)
			record_item(record, cost.text, cost.source);
		if (folded.size > 0)
			record_item(record, folded, SOURCE_NONE);
	}
}

/* The top side by side: where the points come from. */
static void say_comparison(struct record *record)
{
	const struct ranking *ranking = record->ranking;
	uint32_t count = ranking->lines < RECORD_TOP ? ranking->lines : RECORD_TOP;
	size_t columns = count + 2;
	struct text *cells = ARENA_ARRAY(record->arena, struct text,
		columns * (CRITERION_COUNT + 1));

	if (count < 2)
		return;
	record_heading(record, 2, text_of(_("Comparison of the top, points of 100")));
	cells[0] = text_of(_("Criterion"));
	cells[1] = text_of(_("Weight, %"));
	for (uint32_t i = 0; i < count; i++)
		cells[2 + i] = store_title(ranking->store, ranking->list[i].row);
	for (int k = 0; k < CRITERION_COUNT; k++) {
		struct text *row = cells + columns * ((size_t)k + 1);
		row[0] = text_of(criterion_title((enum criterion)k));
		row[1] = arena_format(record->arena, "%.0f",
			(double)ranking->weights[k] * 100 / POINTS);
		for (uint32_t i = 0; i < count; i++) {
			const struct band *band = &ranking->list[i].of[k];
			row[2 + i] = band->lo == band->hi
				? arena_format(record->arena, "%.0f",
					  (double)band->mid * 100 / POINTS)
				: arena_format(record->arena, "%.0f (%.0f..%.0f)",
					  (double)band->mid * 100 / POINTS,
					  (double)band->lo * 100 / POINTS,
					  (double)band->hi * 100 / POINTS);
		}
	}
	record_table(record, cells, columns, CRITERION_COUNT + 1);
}

static void say_kinds(struct record *record)
{
	const struct ranking *ranking = record->ranking;

	record_heading(record, 2, text_of(_("Other kinds")));
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		struct text name = slot->at == UINT32_MAX
			? slot->reason
			: store_title(ranking->store, ranking->list[slot->at].row);
		record_item(record,
			slot->at != UINT32_MAX && slot->note.size > 0
				? arena_format(record->arena, "%s: %.*s (%.*s)", slot->title,
					  TEXT_ARGS(name), TEXT_ARGS(slot->note))
				: arena_format(record->arena, "%s: %.*s", slot->title,
					  TEXT_ARGS(name)),
			SOURCE_NONE);
	}
}

static void say_changes(struct record *record)
{
	const struct ranking *ranking = record->ranking;

	if (ranking->what_if_count > 0)
		record_heading(record, 2, text_of(_("What would change it")));
	for (size_t i = 0; i < ranking->what_if_count; i++) {
		const struct what_if *one = &ranking->what_ifs[i];
		record_item(record,
			arena_format(record->arena, "%.*s → %.*s",
				TEXT_ARGS(what_if_text(ranking, one, record->arena)),
				TEXT_ARGS(store_title(ranking->store, one->winner))),
			SOURCE_NONE);
	}
	if (ranking->relaxation_count > 0)
		record_heading(record, 2, text_of(_("Smallest changes that let more models in")));
	for (size_t i = 0; i < ranking->relaxation_count; i++) {
		const struct relaxation *one = &ranking->relaxations[i];
		struct text text = arena_format(record->arena,
			P_("%.*s: %u model, %.*s first", "%.*s: %u models, %.*s first", one->gains),
			TEXT_ARGS(one->change), one->gains,
			TEXT_ARGS(store_title(ranking->store, one->winner)));
		if (one->is_policy)
			text = arena_format(record->arena, "%.*s (%s)", TEXT_ARGS(text),
				_("only if your policy allows"));
		record_item(record, text, SOURCE_NONE);
	}
	if (ranking->certain < 3 && ranking->relaxation_count == 0 && ranking->has_needs)
		record_paragraph(record,
			text_of(_("No change of up to three answers lets another model in.")));
}

/* Why the others lost: by the need that most of them fail. */
static void say_losers(struct record *record)
{
	const struct ranking *ranking = record->ranking;
	uint32_t rows = store_count(ranking->store);

	record_heading(record, 2, text_of(_("Why the others lost")));
	for (size_t i = 0; i < ranking->need_count; i++) {
		uint32_t count = 0, alone = 0;
		for (uint32_t row = 0; row < rows; row++) {
			count += ranking->failed[row] >> i & 1;
			alone += ranking->failed[row] == UINT32_C(1) << i;
		}
		if (count > 0)
			record_item(record,
				arena_format(record->arena,
					P_("%.*s: %u model, %u of them for this alone",
						"%.*s: %u models, %u of them for this alone",
						count),
					TEXT_ARGS(need_text(ranking, i, record->arena)), count,
					alone),
				SOURCE_NONE);
	}
	for (uint32_t i = 1; i < ranking->lines && i < RECORD_TOP; i++) {
		const struct candidate *first = &ranking->list[0], *one = &ranking->list[i];
		int64_t worst = 0;
		int at = -1;
		if (first->key < one->key || one->is_traded)
			continue; /* it stands behind for another reason than points */
		for (int k = 0; k < CRITERION_COUNT; k++) {
			int64_t gap = (int64_t)ranking->weights[k] *
				(first->cautious[k] - one->cautious[k]);
			if (gap > worst) {
				worst = gap;
				at = k;
			}
		}
		if (at >= 0)
			record_item(record,
				arena_format(record->arena,
					_("%.*s: %.1f points behind, most of it for %s"),
					TEXT_ARGS(store_title(ranking->store, one->row)),
					(double)(first->key - one->key) * 100 / POINTS,
					criterion_title((enum criterion)at)),
				SOURCE_NONE);
	}
}

static void say_verify(struct record *record)
{
	const struct ranking *ranking = record->ranking;
	struct text notes[24];
	size_t count = ranking_notes(ranking, record->arena, notes, 24);

	record_heading(record, 2, text_of(_("Before you buy, verify")));
	for (size_t i = 0; i < count; i++)
		record_item(record, notes[i], SOURCE_NONE);
	for (size_t i = 0; i < ranking->confirmation_count; i++)
		record_item(record,
			confirmation_text(ranking, &ranking->confirmations[i], record->arena),
			SOURCE_NONE);
	record_item(record, text_of(_("Try the best two on ten of your own cases.")), SOURCE_NONE);
	if (ranking->verify_count == 0)
		return;
	record_heading(record, 3, text_of(_("Verify first")));
	for (uint32_t i = 0; i < ranking->verify_count && i < 10; i++)
		record_item(record, verify_text(ranking, &ranking->verify[i], record->arena),
			SOURCE_NONE);
}

static void say_sources(struct record *record)
{
	record_heading(record, 2, text_of(_("Sources")));
	for (size_t i = 0; i < record->source_count; i++) {
		struct source source = store_source(record->ranking->store, record->sources[i]);
		struct text date = source.date > 0 ? date_text(source.date, record->arena)
						   : TEXT_NONE;
		record_reference(record,
			arena_format(record->arena, "[%zu] %.*s%s%.*s", i + 1,
				TEXT_ARGS(table_source_title(&source, record->arena)),
				date.size > 0 ? ", " : "", TEXT_ARGS(date)),
			source.url);
	}
}

static void say_repeat(struct record *record, struct text command)
{
	const struct ranking *ranking = record->ranking;
	struct text date = date_text(store_date(ranking->whole), record->arena);

	record_heading(record, 2, text_of(_("To repeat it")));
	record_item(record,
		arena_format(record->arena, _("Catalog: %.*s, %.*s (%016llx)"),
			TEXT_ARGS(store_name(ranking->whole)), TEXT_ARGS(date),
			(unsigned long long)store_hash(ranking->whole)),
		SOURCE_NONE);
	record_item(record,
		arena_format(record->arena, _("Rules: %.*s (%016llx), seed %llu, %u draws"),
			TEXT_ARGS(ranking->questionnaire->version),
			(unsigned long long)ranking->questionnaire->hash,
			(unsigned long long)ranking->questionnaire->seed, ranking->draws),
		SOURCE_NONE);
	if (command.size > 0)
		record_code(record, _("Command"), command);
	record_code(record, _("As a query"), ranking_query(ranking, record->arena));
	struct text note = ranking_query_note(record->ranker, ranking, record->arena);
	if (note.size > 0)
		record_item(record, note, SOURCE_NONE);
	record_end_list(record);
}

void record_write(struct sink *sink, struct ranker *ranker, const struct ranking *ranking,
	enum record_format format, int width, struct text command)
{
	struct arena arena;
	struct record record = { .sink = sink,
		.ranker = ranker,
		.ranking = ranking,
		.format = format,
		.width = format == RECORD_TEXT ? width : 0,
		.arena = &arena };
	bool is_brief = format == RECORD_TEXT;

	arena_init(&arena);
	record_begin(&record, text_of(_("Decision record: choice of a language model")));
	record_paragraph(&record, ranking_headline(ranking, &arena));
	if (!is_brief) {
		say_answers(&record);
		say_needs(&record);
	}
	say_ranking(&record);
	say_why(&record, is_brief ? 1 : 3);
	if (!is_brief)
		say_comparison(&record);
	say_kinds(&record);
	say_changes(&record);
	if (!is_brief)
		say_losers(&record);
	say_verify(&record);
	say_sources(&record);
	say_repeat(&record, command);
	record_end(&record);
	arena_done(&arena);
}

/* SPDX-License-Identifier: MIT */
/* The lines beside a result: reasons of the model under the cursor, other kinds, what would change it, what to verify. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

#include <math.h>

struct making {
	struct guide *guide;
	struct arena *arena;
	int cells;
};

static void add(struct making *making, struct guide_item item)
{
	if (making->guide->item_count < GUIDE_ITEMS)
		making->guide->items[making->guide->item_count++] = item;
}

/* What can be opened opens from each of its lines. */
static void add_wrapped(struct making *making, struct guide_item item, struct text prefix)
{
	size_t at = 0;
	bool is_first = true;
	int cells = making->cells - 4;
	struct text whole = arena_format(making->arena, "%.*s%.*s", TEXT_ARGS(prefix),
		TEXT_ARGS(item.text));

	for (struct text line = text_wrap(whole, &at, cells); line.size > 0;
		line = text_wrap(whole, &at, cells - 2)) {
		struct guide_item one = item;
		one.text = is_first ? line : arena_format(making->arena, "  %.*s", TEXT_ARGS(line));
		if (!is_first)
			one.right = TEXT_NONE;
		is_first = false;
		add(making, one);
	}
}

static void add_text(struct making *making, enum role role, struct text text, const char *prefix)
{
	add_wrapped(making, (struct guide_item){ .kind = ITEM_TEXT, .role = role, .text = text },
		text_of(prefix));
}

static void head(struct making *making, struct text title)
{
	if (making->guide->item_count > 0)
		add(making, (struct guide_item){ .kind = ITEM_TEXT });
	add(making, (struct guide_item){ .kind = ITEM_HEAD, .role = ROLE_HEADING, .text = title });
}

static void add_lines(struct making *making, const struct lines *lines, const char *sign,
	enum role role, uint32_t row)
{
	const struct store *store = making->guide->ranking->whole;

	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->of[i];
		const struct field *field = store_field_find(store, line->field);
		add_wrapped(making,
			(struct guide_item){ .kind = field ? ITEM_LINE : ITEM_TEXT,
				.role = role,
				.text = line->text,
				.row = row,
				.field = field },
			text_of(sign));
	}
}

/* What is to be confirmed of a model, and whom to ask. */
static void add_open_need(struct making *making, const struct candidate *one, const char *prefix)
{
	const struct ranking *ranking = making->guide->ranking;
	size_t need = candidate_open_need(ranking, one);

	add_wrapped(making,
		(struct guide_item){ .kind = ITEM_LINE,
			.role = ROLE_TEXT,
			.text = verify_text(ranking, one, making->arena),
			.row = one->row,
			.field = need == SIZE_MAX ? NULL : need_field(ranking, need, one->is_own) },
		text_of(prefix));
}

/* The reason why it is not in the list stands before all others. */
static void add_confirmation(struct making *making, const struct candidate *one)
{
	const struct ranking *ranking = making->guide->ranking;
	bool is_listed = making->guide->scroll.cursor < ranking->lines;

	if (!is_listed && candidate_open_need(ranking, one) != SIZE_MAX)
		add_open_need(making, one, "? ");
}

static void add_reasons(struct making *making)
{
	const struct candidate *one = guide_candidate(making->guide);
	struct lines pro, con, open;

	if (!one)
		return;
	ranking_explain(making->guide->ranker, making->guide->ranking, one, making->arena, &pro,
		&con, &open);
	head(making,
		arena_format(making->arena, _("WHY %.*s"),
			TEXT_ARGS(store_title(making->guide->ranking->store, one->row))));
	add_confirmation(making, one);
	add_lines(making, &pro, "+ ", ROLE_TEXT, one->row);
	add_lines(making, &con, "− ", ROLE_TEXT, one->row);
	add_lines(making, &open, "? ", ROLE_DIM, one->row);
	struct lines cost = { .of = { ranking_cost_line(making->guide->ranker,
				      making->guide->ranking, one, &pro, &con, &open,
				      making->arena) } };
	cost.count = cost.of[0].text.size > 0;
	add_lines(making, &cost, "  ", ROLE_TEXT, one->row);
	const struct ranking *ranking = making->guide->ranking;
	uint32_t line = making->guide->scroll.cursor;
	struct text folded = line < ranking->lines ? ranking_folded(ranking, line, making->arena)
						   : TEXT_NONE;
	if (folded.size > 0)
		add_text(making, ROLE_DIM,
			arena_format(making->arena,
				_("+%u beside its name stands for others. %.*s"), one->folds,
				TEXT_ARGS(folded)),
			"");
	if (one->is_traded)
		add_text(making, ROLE_WARN,
			text_of(_("A trade-off: it fails what you would fix first.")), "");
}

static void add_kinds(struct making *making)
{
	const struct ranking *ranking = making->guide->ranking;

	if (ranking->lines == 0)
		return;
	head(making, text_of(_("OTHER KINDS")));
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		bool is_empty = slot->at == UINT32_MAX;
		struct text name = is_empty
			? slot->reason
			: store_title(ranking->store, ranking->list[slot->at].row);
		struct text text = arena_format(making->arena, "%s: %.*s", slot->title,
			TEXT_ARGS(name));
		if (slot->note.size > 0)
			text = arena_format(making->arena, "%.*s (%.*s)", TEXT_ARGS(text),
				TEXT_ARGS(slot->note));
		add_wrapped(making,
			(struct guide_item){ .kind = is_empty ? ITEM_TEXT : ITEM_MODEL,
				.role = is_empty ? ROLE_DIM : ROLE_TEXT,
				.text = text,
				.at = is_empty ? 0 : slot->at,
				.row = is_empty ? 0 : ranking->list[slot->at].row },
			TEXT_NONE);
	}
}

static void add_changes(struct making *making)
{
	const struct ranking *ranking = making->guide->ranking;

	if (ranking->relaxation_count > 0)
		head(making, text_of(_("WHAT WOULD LET MORE IN")));
	for (size_t i = 0; i < ranking->relaxation_count; i++) {
		const struct relaxation *one = &ranking->relaxations[i];
		add_wrapped(making,
			(struct guide_item){ .kind = ITEM_RELAX,
				.role = one->is_policy ? ROLE_DIM : ROLE_TEXT,
				.text = one->is_policy ? arena_format(making->arena, "%.*s (%s)",
								 TEXT_ARGS(one->change),
								 _("only if your policy allows"))
						       : one->change,
				.right = arena_format(making->arena,
					P_("%u model", "%u models", one->gains), one->gains),
				.at = i },
			TEXT_NONE);
	}
	if (ranking->what_if_count > 0)
		head(making, text_of(_("WHAT WOULD CHANGE IT")));
	for (size_t i = 0; i < ranking->what_if_count; i++) {
		const struct what_if *one = &ranking->what_ifs[i];
		add_wrapped(making,
			(struct guide_item){ .kind = one->option < 0 ? ITEM_WEIGHT : ITEM_CHANGE,
				.role = ROLE_TEXT,
				.text = arena_format(making->arena, "%.*s → %.*s",
					TEXT_ARGS(what_if_text(ranking, one, making->arena)),
					TEXT_ARGS(store_title(ranking->store, one->winner))),
				.at = i },
			TEXT_NONE);
	}
}

/* A need that no question touched is still a need: what was not asked, because it would hardly change the winner, can be answered here. */
static void add_open_questions(struct making *making)
{
	const struct guide *guide = making->guide;
	const struct questionnaire *of = guide->questionnaire;
	bool is_first = true;

	for (size_t i = 0; i < of->question_count; i++) {
		const struct question *question = &of->questions[i];
		if (guide->answers.of[i].is_given ||
			!question_is_open(of, question, &guide->answers))
			continue;
		if (is_first)
			head(making, text_of(_("NOT ANSWERED YET")));
		is_first = false;
		add_wrapped(making,
			(struct guide_item){ .kind = ITEM_QUESTION,
				.role = ROLE_TEXT,
				.text = questionnaire_text(question->ask),
				.at = i },
			arena_format(making->arena,
				"%.*s: ", TEXT_ARGS(questionnaire_text(question->brief))));
	}
}

static void add_verify(struct making *making)
{
	const struct ranking *ranking = making->guide->ranking;
	struct text notes[24];
	size_t count = ranking_notes(ranking, making->arena, notes, 24);

	head(making, text_of(_("BEFORE YOU BUY, VERIFY")));
	for (size_t i = 0; i < count; i++)
		add_text(making, ROLE_TEXT, notes[i], "· ");
	add_text(making, ROLE_TEXT, text_of(_("Try the best two on ten of your own cases.")), "· ");
	for (size_t i = 0; i < ranking->confirmation_count; i++)
		add_text(making, ROLE_DIM,
			confirmation_text(ranking, &ranking->confirmations[i], making->arena), "");
	if (ranking->verify_count == 0)
		return;
	head(making, text_of(_("VERIFY FIRST")));
	for (uint32_t i = 0; i < ranking->verify_count && i < (ranking->certain < 3 ? 12 : 4); i++)
		add_open_need(making, &ranking->verify[i], "");
}

static void add_legend(struct making *making)
{
	struct text legend[4];
	size_t count = ranking_legend(making->guide->ranking, true, making->arena, legend, 4);

	if (making->guide->ranking->lines == 0)
		return;
	head(making, text_of(_("HOW TO READ IT")));
	for (size_t i = 0; i < count; i++)
		add_text(making, ROLE_DIM, legend[i], "");
}

void guide_items_make(struct guide *guide)
{
	struct making making = { guide, &guide->view.frame, guide->items_cells };

	guide->item_count = 0;
	if (guide->ranking->certain < 3 && guide->ranking->has_needs) {
		add_changes(&making);
		add_reasons(&making);
		add_verify(&making);
		add_kinds(&making);
		add_open_questions(&making);
		add_legend(&making);
		return;
	}
	add_reasons(&making);
	add_kinds(&making);
	add_changes(&making);
	add_open_questions(&making);
	add_verify(&making);
	add_legend(&making);
}

static struct outcome apply(struct guide *guide, const struct answers *to)
{
	guide_change(guide, to);
	guide->scroll.cursor = 0;
	explorer_say(guide->view.explorer, "%s", _("Changed; u takes it back."));
	return STAY;
}

struct outcome guide_item_open(struct guide *guide, const struct guide_item *item)
{
	const struct ranking *ranking = guide->ranking;
	struct answers answers = guide->answers;

	switch (item->kind) {
	case ITEM_QUESTION: guide_open_question(guide, (int)item->at, false); return STAY;
	case ITEM_LINE:
		if (!item->field)
			return STAY;
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = ranking_whole_row(ranking, item->row),
			.field = item->field,
			.text = ranking_figures_query(ranking, ranking_find(ranking, item->row),
				&guide->view.frame) };
	case ITEM_CHANGE:
		answers.of[ranking->what_ifs[item->at].question] = ranking->what_ifs[item->at].to;
		return apply(guide, &answers);
	case ITEM_WEIGHT:
		answers.has_weights = true;
		for (int i = 0; i < CRITERION_COUNT; i++)
			answers.weights[i] = ranking->weights[i];
		answers.weights[ranking->what_ifs[item->at].weight] *=
			ranking->what_ifs[item->at].factor;
		return apply(guide, &answers);
	case ITEM_RELAX: return apply(guide, &ranking->relaxations[item->at].to);
	case ITEM_MODEL:
		guide->scroll.cursor = (uint32_t)item->at;
		guide->is_on_items = false;
		return STAY;
	default:
		explorer_say(guide->view.explorer, "%s",
			_("Nothing is behind this line; the facts, models, changes and questions open."));
		return STAY;
	}
}

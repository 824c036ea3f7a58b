/* SPDX-License-Identifier: MIT */
/* Choose: the ranking that follows from the answers. Of a large catalog the models to weigh are gathered first, between frames that say how far it is. */
#include "catalog/base/message.h"
#include "tui/views/guide.h"

enum { MANY = 4000 /* models */, POLLS_A_FRAME = 8 };

static bool has_many(const struct guide *guide)
{
	return store_count(guide->view.explorer->store) > MANY;
}

bool guide_is_waiting(const struct guide *guide)
{
	return !guide->ranking && guide->error.result == RESULT_OK && has_many(guide) &&
		guide->view.explorer->interrupt; /* NULL: a key waits for what it means */
}

/* Some polls are a frame. */
struct gathering {
	struct guide *guide;
	const struct interrupt *whole;
	int polls;
};

static bool is_time_to_draw(void *context, uint64_t done, uint64_t total)
{
	struct gathering *gathering = context;

	if (total > 0)
		gathering->guide->gathered = (unsigned)(done * 100 / total);
	return gathering->whole &&
		(++gathering->polls >= POLLS_A_FRAME ||
			interrupt_is_due(gathering->whole, done, total));
}

/* False: not yet, or never. What is gathered stays so when a key comes between. */
static bool gather(struct guide *guide)
{
	struct gathering gathering = { guide, guide->view.explorer->interrupt, 0 };
	const struct interrupt interrupt = { is_time_to_draw, &gathering };

	if (!guide->candidates) {
		guide->candidates = candidates_begin(guide->view.explorer->store, ranked_most);
		if (!guide->candidates)
			return true;
	}
	struct error err;
	enum result result = candidates_go_on(guide->candidates, &interrupt, &err);
	if (result != RESULT_OK && result != RESULT_INTERRUPTED) {
		candidates_free(guide->candidates);
		guide->candidates = NULL;
		guide->error = err;
	}
	return result == RESULT_OK;
}

static void make_ranker(struct guide *guide)
{
	bool is_new = !guide->is_gathered;

	if (guide->error.result != RESULT_OK || !gather(guide))
		return;
	guide->is_gathered = true;
	if (guide->candidates && is_new && guide->view.explorer->interrupt)
		return; /* a frame says that they are weighed now */
	struct candidates *candidates = guide->candidates;
	guide->candidates = NULL;
	if (ranker_new(&guide->ranker, guide->view.explorer->store, guide->questionnaire,
		    candidates, &guide->error) != RESULT_OK)
		guide->ranker = NULL;
}

bool guide_refresh(struct guide *guide)
{
	struct arena arena;
	struct ranking *ranking;

	if (!guide->ranker)
		make_ranker(guide);
	if (!guide->ranker)
		return false;
	if (guide->ranking && !guide->is_stale && guide->language == message_language())
		return true;
	arena_init(&arena);
	enum result result = ranker_rank(guide->ranker, &guide->answers, RANK_EXPLORE, &arena,
		guide->ranking || has_many(guide) ? guide->view.explorer->interrupt : NULL,
		&ranking, &guide->error);
	if (result != RESULT_OK) {
		arena_done(&arena);
		if (result != RESULT_INTERRUPTED)
			explorer_complain(guide->view.explorer, "%s", guide->error.message);
		guide->error.result = RESULT_OK;
		guide->is_stale = result == RESULT_INTERRUPTED;
		return guide->ranking != NULL;
	}
	arena_done(&guide->kept);
	guide->kept = arena;
	guide->ranking = ranking;
	guide->is_stale = false;
	guide->language = message_language();
	return true;
}

bool guide_work_on(struct guide *guide)
{
	return guide_is_waiting(guide) &&
		(guide_refresh(guide) || guide->error.result != RESULT_OK || guide->candidates);
}

struct text guide_waiting_text(const struct guide *guide, struct arena *arena)
{
	if (!guide->candidates || guide->is_gathered)
		return text_of(_("The models are being weighed ..."));
	return arena_format(arena, _("The models to be weighed are gathered: %u%%"),
		guide->gathered);
}

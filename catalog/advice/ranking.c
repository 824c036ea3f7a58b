/* SPDX-License-Identifier: MIT */
/* A ranking as a query and as figures. */
#include "catalog/advice/computations.h"
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"

#include <math.h>
#include <string.h>

bool ranking_has_volume(const struct ranking *ranking)
{
	return setting_of(ranking->questionnaire, &ranking->answers).requests > 0;
}

double ranking_usd(const struct ranking *ranking, double month)
{
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	double tokens = setting.in + setting.out;

	return setting.requests > 0 || tokens <= 0 ? month : month * 1e6 / tokens;
}

double candidate_usd(const struct ranking *ranking, const struct candidate *one)
{
	return ranking_usd(ranking, one->month_low);
}

struct text candidate_host(const struct ranking *ranking, const struct candidate *one)
{
	return offer_host(ranking, one->month_offer);
}

struct text offer_host(const struct ranking *ranking, uint32_t offer)
{
	uint32_t code = offer == UINT32_MAX ? 0 : store_offer_provider(ranking->store, offer);

	return code > 0 ? store_term_title(ranking->store, FIELD_PROVIDER, code) : TEXT_NONE;
}

bool candidate_is_undercut(const struct candidate *one)
{
	return one->maker_offer != UINT32_MAX && one->month_low < one->maker_month * 2 / 3;
}

struct text candidate_figure_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena)
{
	double usd = candidate_usd(ranking, one);

	if (one->is_own && !isnan(one->memory_low))
		return arena_format(arena, _("%.0f GB"), ceil(one->memory_low / 1e9));
	if (one->is_own || isnan(usd))
		return text_of("?");
	return !(usd > 0) && store_offer_is_trial(ranking->store, one->month_offer)
		? text_of(C_("price", "trial")) /* as lists say it */
		: money_text(arena, usd);
}

struct text candidate_cost_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena)
{
	struct text figure = candidate_figure_text(ranking, one, arena),
		    host = candidate_host(ranking, one);

	if (one->is_own || isnan(candidate_usd(ranking, one)))
		return figure;
	if (candidate_is_undercut(one))
		return arena_format(arena, _("%.*s (%.*s; its maker: %.*s)"), TEXT_ARGS(figure),
			TEXT_ARGS(host),
			TEXT_ARGS(money_text(arena, ranking_usd(ranking, one->maker_month))));
	return arena_format(arena, "%.*s (%.*s)", TEXT_ARGS(figure), TEXT_ARGS(host));
}

double candidate_score(const struct candidate *one)
{
	return one->key > 0 ? (double)one->key * 100 / POINTS : 0;
}

unsigned percent_of(const struct ranking *ranking, uint32_t count)
{
	return ranking->draws
		? (unsigned)((count * UINT64_C(100) + ranking->draws / 2) / ranking->draws)
		: 0;
}

double ranking_memory(const struct ranker *ranker, const struct ranking *ranking, uint32_t row)
{
	const struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	double low, high;

	memory_of(ranker, row, &setting, &low, &high);
	return low;
}

bool ranking_is_own(const struct ranking *ranking)
{
	for (uint32_t i = 0; i < ranking->count; i++)
		if (!ranking->list[i].is_own)
			return false;
	return true;
}

/* "context_served>=200000" -> context_served; a sign or word in front of a field is passed over. */
const struct field *need_field(const struct ranking *ranking, size_t at, bool is_own)
{
	const struct need *need = &ranking->needs[at];
	bool takes_own = need->hosted.size == 0 || (is_own && need->own.size > 0);
	struct text text = takes_own ? need->own : need->hosted;
	size_t from = text.size > 0 && text.bytes[0] == '-' ? 1 : 0, to = from;

	while (to < text.size && !strchr(" :=<>", text.bytes[to]))
		to++;
	return store_field_find(ranking->whole, text_slice(text, from, to - from));
}

/* without: how many requests stand for a volume that nobody told. */
static void add_work(struct strbuf *buf, const struct setting *setting, double without)
{
	strbuf_add_format(buf, "%swith:in=%.15g,out=%.15g,n=%.15g,cached=%g%%",
		buf->size > 0 ? " " : "", setting->in, setting->out,
		setting->requests > 0 ? setting->requests : without, setting->repeat * 100);
	if (setting->is_batch)
		strbuf_add_string(buf, ",batch=100%");
}

static void add_machine(struct strbuf *buf, const struct setting *setting)
{
	strbuf_add_format(buf, "%swith:bits=%g,ctx=%.15g,users=%g", buf->size > 0 ? " " : "",
		setting->bits, setting->length > 0 ? setting->length : 8000, setting->users);
}

struct text need_query(const struct ranking *ranking, size_t at)
{
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	const struct need *need = &ranking->needs[at];
	bool is_own = !(setting.routes & (ROUTE_HOSTED | ROUTE_CLOUD));

	return is_own || need->hosted.size == 0 ? need->own : need->hosted;
}

/* Where only own machines are open the needs of that route are the query; cost and memory bring their parameters along. */
struct text ranking_query(const struct ranking *ranking, struct arena *arena)
{
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	bool is_own = !(setting.routes & (ROUTE_HOSTED | ROUTE_CLOUD));
	bool asks_cost = false, asks_memory = false;
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		struct text text = need_query(ranking, i);
		if (text.size == 0 || need->any.size > 0)
			continue;
		text = need_known_text(ranking->store, text, arena);
		if (need->question != NEED_BASE) {
			enum question_shape shape =
				ranking->questionnaire->questions[need->question].shape;
			if (shape == SHAPE_MEMORY && !is_own)
				continue;
			asks_cost = asks_cost || shape == SHAPE_BUDGET;
			asks_memory = asks_memory || shape == SHAPE_MEMORY;
		}
		const struct field *field = need_field(ranking, i, false);
		bool is_one_clause = field && text.size > 0 && text.bytes[0] != '-' &&
			text_find(text, TEXT(":")) > 0 && text_find(text, TEXT(" ")) < 0;
		if (need->unknown == UNKNOWN_KEEP && i > 0 && is_one_clause)
			text = arena_format(arena, "%.*s,unknown", TEXT_ARGS(text));
		if (text.size == 0 || text_find(strbuf_text(&buf), text) >= 0)
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? " " : "");
		strbuf_add(&buf, text);
		if (need->unknown == UNKNOWN_VERIFY && field &&
			(field->id == FIELD_COMMERCIAL || field->id == FIELD_LICENSE) &&
			need->question != NEED_BASE)
			strbuf_add_format(&buf, " -inferred:%s", field->key);
	}
	if (asks_cost)
		add_work(&buf, &setting, 1);
	else if (asks_memory)
		add_machine(&buf, &setting);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

/* Per row whether Browse would list it: by a run of its own, which knows the offers that meet all of it. */
static bool list_query(const struct ranker *ranker, const struct ranking *ranking, bool *listed,
	struct arena *arena)
{
	struct query query;
	struct query_error error;
	size_t count;
	const struct computation *list = computations(&count);

	if (!query_parse(&query, ranking->store, ranking_query(ranking, arena), NULL, arena,
		    &error))
		return false;
	struct query_run *run = query_run_new(ranking->store, list, count);
	enum result result = query_run_execute(run, &query, NULL, NULL);
	for (uint32_t row = 0; row < ranker->model_count; row++)
		listed[row] = query_run_is_certain(run, row);
	query_run_free(run);
	query_done(&query);
	return result == RESULT_OK;
}

bool ranking_query_reach(struct ranker *ranker, const struct ranking *ranking,
	struct query_reach *reach, struct arena *arena)
{
	bool *listed = ARENA_ARRAY(arena, bool, ranker->model_count + 1);

	*reach = (struct query_reach){ 0 };
	if (!list_query(ranker, ranking, listed, arena))
		return false;
	for (uint32_t row = 0; row < ranker->model_count; row++)
		reach->others += listed[row];
	for (uint32_t i = 0; i < ranking->count; i++) {
		bool is_listed = listed[ranking->list[i].row];
		reach->certain += is_listed;
		reach->own += !is_listed && ranking->list[i].is_own;
	}
	reach->others -= reach->certain;
	return true;
}

struct text ranking_query_note(struct ranker *ranker, const struct ranking *ranking,
	struct arena *arena)
{
	struct query_reach reach;
	struct strbuf buf;

	if (!ranking_query_reach(ranker, ranking, &reach, arena) ||
		(reach.certain == ranking->count && reach.others == 0))
		return TEXT_NONE;
	strbuf_init(&buf);
	strbuf_add_format(&buf,
		P_("The query lists %u of the %u certain model, and %u that the answer leaves to be verified or out.",
			"The query lists %u of the %u certain models, and %u that the answer leaves to be verified or out.",
			ranking->count),
		reach.certain, ranking->count, reach.others);
	if (reach.own > 0)
		strbuf_add_format(&buf, " %s",
			_("It asks offers alone: weights on your own hardware are not in it."));
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

/* By the field that is nearest to what weighs most; cost is one of a month only where the query says of which. */
struct text ranking_browse_query(const struct ranking *ranking, struct arena *arena)
{
	static const struct {
		enum criterion criterion;
		const char *sort;
	} sorts[] = { { CRITERION_QUALITY, "-quality" }, { CRITERION_COST, "price" },
		{ CRITERION_SPEED, "-speed" }, { CRITERION_CONTEXT, "-context" },
		{ CRITERION_PORTABILITY, "-offers" }, { CRITERION_ECOSYSTEM, "-downloads" },
		{ CRITERION_RECENCY, "-released" } };
	struct text query = ranking_query(ranking, arena);
	size_t best = 0;

	for (size_t i = 1; i < sizeof(sorts) / sizeof(sorts[0]); i++)
		if (ranking->weights[sorts[i].criterion] > ranking->weights[sorts[best].criterion])
			best = i;
	if (!ranking->has_needs)
		return query;
	bool is_month = sorts[best].criterion == CRITERION_COST &&
		text_find(query, TEXT("with:in=")) >= 0;
	return arena_format(arena, "%.*s sort:%s", TEXT_ARGS(query),
		is_month ? "cost" : sorts[best].sort);
}

/* Only what offers must meet is kept: the cheapest of those that do is what the ranking counts. */
struct text ranking_figures_query(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena)
{
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	double tokens = setting.in + setting.out;
	uint32_t host = !one || one->is_own || one->month_offer == UINT32_MAX
		? 0
		: store_offer_provider(ranking->store, one->month_offer);
	struct strbuf buf;

	strbuf_init(&buf);
	strbuf_add_string(&buf, "price>=0");
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		const struct field *field = need_field(ranking, i, false);
		bool is_budget = need->question != NEED_BASE &&
			ranking->questionnaire->questions[need->question].shape == SHAPE_BUDGET;
		struct text text = need_known_text(ranking->store, need->hosted, arena);
		if (!field || field->scope != SCOPE_OFFER || text.size == 0 || is_budget ||
			need->any.size > 0)
			continue;
		strbuf_add_char(&buf, ' ');
		strbuf_add(&buf, text);
	}
	if (host > 0) {
		strbuf_add_string(&buf, " provider:");
		edit_quote(&buf, store_term(ranking->store, FIELD_PROVIDER, host).key);
	}
	add_work(&buf, &setting, tokens > 0 && tokens < 1e6 ? 1e6 / tokens : 1);
	strbuf_add_format(&buf, ",thinking=1,bits=%g,ctx=%.15g,users=%g", setting.bits,
		setting.length > 0 ? setting.length : 8000, setting.users);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

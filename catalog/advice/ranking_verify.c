/* SPDX-License-Identifier: MIT */
/* What is to be confirmed of a model, by the name of the fact and not of the question, and whom to ask. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <string.h>

static enum question_shape shape_of(const struct ranking *ranking, size_t at)
{
	return ranking->questionnaire->questions[ranking->needs[at].question].shape;
}

/* What a person would write into a letter. NULL: the question's own name says it. */
static const char *fact_title(const struct field *field)
{
	static const struct {
		enum field_id field;
		const char *title;
	} titles[] = { { FIELD_LICENSE, N_("license") }, { FIELD_COMMERCIAL, N_("commercial use") },
		{ FIELD_CONDITIONS, N_("conditions of the license") },
		{ FIELD_DATA_TERMS, N_("what the host does with data") },
		{ FIELD_REGION, N_("where it is processed") },
		{ FIELD_CERTIFICATIONS, N_("certificates of the host") },
		{ FIELD_DEVELOPER_REGION, N_("seat of the maker") },
		{ FIELD_RUN, N_("whether it runs in your cloud account") },
		{ FIELD_CONTEXT_SERVED, N_("window that is served") },
		{ FIELD_CONTEXT, N_("window") }, { FIELD_CUTOFF, N_("knowledge cutoff") },
		{ FIELD_OFFERS, N_("number of hosts") } };

	for (size_t i = 0; field && i < sizeof(titles) / sizeof(titles[0]); i++)
		if (titles[i].field == (enum field_id)field->id)
			return _(titles[i].title);
	return NULL;
}

struct text need_fact(const struct ranking *ranking, size_t at, bool is_own)
{
	if (ranking->needs[at].question == NEED_BASE)
		return need_brief(ranking, at);
	enum question_shape shape = shape_of(ranking, at);
	if (shape == SHAPE_BUDGET)
		return text_of(!is_own ? _("price")
				: setting_of(ranking->questionnaire, &ranking->answers)
					  .is_own_in_cloud
				? _("cost of a cloud machine")
				: _("cost of own hardware"));
	if (shape == SHAPE_MEMORY)
		return text_of(_("memory that it needs"));
	const char *title = fact_title(need_field(ranking, at, is_own));
	return title ? text_of(title) : need_brief(ranking, at);
}

static bool is_open(const struct ranking *ranking, const struct candidate *one, size_t at)
{
	return one->unknown >> at & 1 && (at == 0 || ranking->needs[at].unknown != UNKNOWN_KEEP);
}

size_t candidate_open_need(const struct ranking *ranking, const struct candidate *one)
{
	for (size_t i = 0; i < ranking->need_count; i++)
		if (is_open(ranking, one, i))
			return i;
	return SIZE_MAX;
}

static const char *open_bracket(void)
{
	/* translators: opens a bracket behind the word that it explains: "functions (calls tools)"; Korean has no blank there */
	return C_("behind a word", " (");
}

/* The options of one question that are open, behind its name. */
static void add_open_options(struct strbuf *buf, const struct ranking *ranking,
	const struct candidate *one, size_t first)
{
	const struct need *need = &ranking->needs[first];
	bool is_first = true;

	if (need->question == NEED_BASE ||
		ranking->questionnaire->questions[need->question].shape != SHAPE_SEVERAL)
		return;
	for (size_t i = first; i < ranking->need_count; i++) {
		const struct need *other = &ranking->needs[i];
		if (other->question != need->question || other->option < 0 ||
			!is_open(ranking, one, i))
			continue;
		strbuf_add_string(buf, is_first ? open_bracket() : ", ");
		strbuf_add(buf,
			questionnaire_text(ranking->questionnaire->questions[need->question]
						   .options[other->option]
						   .title));
		is_first = false;
	}
	strbuf_add_string(buf, is_first ? "" : ")");
}

static bool is_told_before(const struct ranking *ranking, const struct candidate *one, size_t at)
{
	struct text fact = need_fact(ranking, at, one->is_own);

	for (size_t i = 0; i < at; i++)
		if (is_open(ranking, one, i) &&
			text_equal(need_fact(ranking, i, one->is_own), fact))
			return true;
	return false;
}

enum { HOSTS_NAMED = 3 };

/* " (Azure, Vertex AI)": who sells it without a price on record. */
static void add_hosts(struct strbuf *buf, const struct ranking *ranking,
	const struct candidate *one)
{
	const struct store *store = ranking->store;
	uint32_t named[HOSTS_NAMED];
	unsigned count = 0;

	for (uint32_t offer = store_offers_from(store, one->row);
		offer < store_offers_from(store, one->row + 1); offer++) {
		uint32_t code = store_offer_provider(store, offer);
		bool is_new = ranking->allowed[offer] && code > 0;
		for (unsigned i = 0; i < count && i < HOSTS_NAMED; i++)
			is_new = is_new && named[i] != code;
		if (is_new && count < HOSTS_NAMED)
			named[count] = code;
		count += is_new;
	}
	for (unsigned i = 0; i < count && i < HOSTS_NAMED; i++) {
		struct text host = store_term_title(store, FIELD_PROVIDER, named[i]);
		strbuf_add_string(buf, i == 0 ? open_bracket() : ", ");
		strbuf_add(buf, host);
	}
	if (count > HOSTS_NAMED)
		strbuf_add_format(buf, _(", and %u more"), count - HOSTS_NAMED);
	strbuf_add_string(buf, count > 0 ? ")" : "");
}

bool need_is_of_money(const struct ranking *ranking, size_t at)
{
	return ranking->needs[at].question != NEED_BASE && shape_of(ranking, at) == SHAPE_BUDGET;
}

struct text open_needs_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena)
{
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t i = 0; i < ranking->need_count; i++) {
		if (!is_open(ranking, one, i) || is_told_before(ranking, one, i))
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? ", " : "");
		bool is_access = i == 0 && row_is_restricted(ranking->store, one->row);
		strbuf_add(&buf,
			is_access ? text_of(_("access, which only some are given"))
				  : need_fact(ranking, i, one->is_own));
		add_open_options(&buf, ranking, one, i);
		if (!need_is_of_money(ranking, i))
			continue;
		if (!one->is_own)
			add_hosts(&buf, ranking, one);
		else if (!isnan(one->memory_low))
			strbuf_add_format(&buf, "%s%.*s)", open_bracket(),
				TEXT_ARGS(candidate_figure_text(ranking, one, arena)));
	}
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

struct text confirmation_text(const struct ranking *ranking, const struct confirmation *one,
	struct arena *arena)
{
	const struct need *need = &ranking->needs[one->need];
	struct text fact = need_fact(ranking, one->need, one->is_own);
	bool has_need = need->question != NEED_BASE &&
		!text_equal(fact, need_brief(ranking, one->need));

	if (has_need)
		fact = arena_format(arena, "%.*s%s%.*s)", TEXT_ARGS(fact), open_bracket(),
			TEXT_ARGS(need_text(ranking, one->need, arena)));
	else if (need->question != NEED_BASE)
		fact = need_text(ranking, one->need, arena);
	return arena_format(arena,
		P_("%u more model if this is confirmed: %.*s",
			"%u more models if this is confirmed: %.*s", one->models),
		one->models, TEXT_ARGS(fact));
}

/* Terms, places and prices are those of hosts. */
static bool asks_host(const struct ranking *ranking, const struct candidate *one)
{
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct field *field = need_field(ranking, i, one->is_own);
		if (!is_open(ranking, one, i) || !field || one->is_own)
			continue;
		if (field->id == FIELD_REGION || field->id == FIELD_DATA_TERMS ||
			field->id == FIELD_CERTIFICATIONS || need_is_of_money(ranking, i))
			return true;
	}
	return false;
}

struct text verify_text(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena)
{
	struct text facts = open_needs_text(ranking, one, arena),
		    name = store_title(ranking->store, one->row);
	struct value maker = store_value(ranking->store, one->row, FIELD_DEVELOPER, arena);
	uint32_t code = maker.state == VALUE_KNOWN
		? store_term_find(ranking->store, FIELD_DEVELOPER, maker.is.text)
		: 0;
	struct text who = code > 0 ? store_term(ranking->store, FIELD_DEVELOPER, code).title
				   : text_of("?");

	bool is_sold = store_offers_from(ranking->store, one->row) <
		store_offers_from(ranking->store, one->row + 1);
	if (one->needs_machine && one->open == 1)
		return arena_format(arena,
			is_sold ? _("%.*s: confirm %.*s; no offer meets the needs")
				: _("%.*s: confirm %.*s; nobody on record sells it"),
			TEXT_ARGS(name), TEXT_ARGS(facts));
	struct text text = asks_host(ranking, one)
		? arena_format(arena, _("%.*s: confirm %.*s; ask the host"), TEXT_ARGS(name),
			  TEXT_ARGS(facts))
		: arena_format(arena, _("%.*s: confirm %.*s; ask %.*s"), TEXT_ARGS(name),
			  TEXT_ARGS(facts), TEXT_ARGS(who));
	if (ranking->lines > 0 && one->key > ranking->list[0].key &&
		one->evidence >= EVIDENCE_MAKER && !one->needs_machine)
		text = arena_format(arena, _("%.*s; then it would be in front"), TEXT_ARGS(text));
	return text;
}

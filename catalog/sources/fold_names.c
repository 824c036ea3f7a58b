/* SPDX-License-Identifier: MIT */
/* Whose a model is and what it is called, by its first row. */
#include "catalog/base/memory.h"
#include "catalog/sources/fold_parts.h"
#include "catalog/sources/identity.h"
#include "catalog/sources/source.h"

static struct text last_part(struct text id)
{
	for (size_t i = id.size; i-- > 0;)
		if (id.bytes[i] == '/' && i + 1 < id.size)
			return text_slice(id, i + 1, id.size);
	return id;
}

/* "openai.gpt-oss-120b:free" as part of an id: lower case, letters, digits, dots, hyphens. */
static struct text slug(struct fold *fold, struct text id)
{
	struct text name = last_part(id);
	char *out = arena_get(&fold->model, name.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < name.size; i++) {
		char c = name.bytes[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
			(unsigned char)c >= 0x80;
		if (!is_plain && (size == 0 || out[size - 1] == '-'))
			continue;
		out[size++] = is_plain ? c : '-';
	}
	while (size > 0 && out[size - 1] == '-')
		size--;
	return (struct text){ out, size };
}

static struct text first_part(struct text id)
{
	ptrdiff_t slash = text_find(id, TEXT("/"));
	return slash > 0 ? text_slice(id, 0, (size_t)slash) : TEXT_NONE;
}

/* "qwen" of "qwen/qwen3-32b", where hosts put the maker; not "models" of "accounts/fireworks/models/x". */
static struct text maker_part(struct text id)
{
	static const char *const folders[] = { "models", "routers", "publishers", "route", "public",
		"TEE", "@cf", "workers-ai" };
	struct text last = last_part(id);
	struct text before = text_slice(id, 0, last.size < id.size ? id.size - last.size - 1 : 0);
	struct text part = before.size > 0 ? last_part(before) : TEXT_NONE;

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (text_equal_string(part, folders[i]))
			return TEXT_NONE;
	return part;
}

/* What a row is called in its catalog. */
struct names {
	struct text id, title, aliases;
	struct text line; /* all of them, where search reads nothing else */
};

struct text fold_hub_developer(struct fold *fold, const struct fold_row *row, struct text id)
{
	struct value said = store_value(row->store, row->row, FIELD_DEVELOPER, NULL);

	if (said.state == VALUE_KNOWN)
		return said.is.text;
	uint32_t code = fold_developer_of(fold, id);
	return code == FOLD_NONE ? first_part(id)
				 : store_term(fold->stores[0], FIELD_DEVELOPER, code).key;
}

/* Words for what other people do to weights, and no maker to his own. */
static bool is_altered(struct text id)
{
	static const char *const words[] = { "uncensored", "decensored", "abliterated",
		"derestricted", "heretic", "unfiltered" };
	struct identity_words parts;
	struct strbuf key;
	bool is_found = false;

	strbuf_init(&key);
	identity_split(&parts, &key, id);
	for (size_t i = 0; i < parts.count; i++)
		for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++)
			is_found = is_found || text_equal_string(parts.items[i], words[j]);
	strbuf_done(&key);
	return is_found;
}

/* By its family; of weights that somebody altered, who that was is not known. */
static struct text family_developer(const struct family *family, struct text id)
{
	return !family->is_derivative && is_altered(id) ? TEXT_NONE : family->developer;
}

/* Whose it is that the host itself serves and no family explains: the host's, unless it is known to serve others' (cerebras/..., groq/...). */
static struct text host_as_developer(struct fold *fold, const struct fold_row *row)
{
	const struct store *known = fold->stores[0];
	struct value host = store_offer_value(row->store, store_offers_from(row->store, row->row),
		FIELD_PROVIDER, &fold->model);

	if (host.state != VALUE_KNOWN)
		return TEXT_NONE;
	struct text provider = host.is.tags.items[0];
	uint32_t code = fold_table_find(&fold->organisations, fold_hash(provider));
	struct text kind = store_term(known, FIELD_PROVIDER,
		store_term_find(known, FIELD_PROVIDER, provider))
				   .kind;
	return code != FOLD_NONE && (kind.size == 0 || text_equal(kind, TEXT("first-party")))
		? store_term(known, FIELD_DEVELOPER, code).key
		: TEXT_NONE;
}

/* "acme" of "acme/a", where a catalog calls its models so and hosts as well: a host's own name in front is no developer, nor are the sizes of images that
 * LiteLLM puts there. */
static struct text id_as_developer(struct fold *fold, const struct fold_row *row,
	const struct names *names, struct text offered)
{
	struct value host = store_offer_value(row->store, store_offers_from(row->store, row->row),
		FIELD_PROVIDER, &fold->model);
	struct text maker = first_part(offered);
	bool is_host = store_term_find(fold->stores[0], FIELD_PROVIDER, maker) != 0 ||
		(host.state == VALUE_KNOWN && text_equal(host.is.tags.items[0], maker));

	bool names_makers = text_equal(offered, names->id) &&
		source_origin(store_name(row->store)) != ORIGIN_LITELLM;

	return is_host || !names_makers ? TEXT_NONE : maker;
}

/* A model that only sources have: whose it is, what it is called. */
static void name_new_model(struct fold *fold, const struct fold_row *row, const struct names *names,
	struct draft *draft, const struct family *family)
{
	bool is_hub = fold_is_hub_row(row->store, row->row);
	struct text offered = is_hub
		? TEXT_NONE
		: store_offer_id(row->store, store_offers_from(row->store, row->row));
	struct text id = offered.size > 0 ? offered : names->id;

	if (is_hub) { /* people know it by the name it has there */
		draft->developer = fold_hub_developer(fold, row, id);
		draft->id = id;
		draft->name = names->title;
		return;
	}
	uint32_t code = fold_developer_of(fold, id);
	struct value said = store_value(row->store, row->row, FIELD_DEVELOPER, NULL);
	if (said.state == VALUE_KNOWN)
		draft->developer = said.is.text;
	else if (code != FOLD_NONE)
		draft->developer = store_term(fold->stores[0], FIELD_DEVELOPER, code).key;
	else if (family)
		draft->developer = family_developer(family, id);
	else
		draft->developer = host_as_developer(fold, row);
	if (draft->developer.size == 0 && !family)
		draft->developer = id_as_developer(fold, row, names, id);
	struct text maker = draft->developer.size > 0 ? draft->developer : maker_part(id);
	if (maker.size == 0)
		maker = first_part(names->id);
	draft->id = maker.size > 0
		? arena_format(&fold->model, "%.*s/%.*s", TEXT_ARGS(slug(fold, maker)),
			  TEXT_ARGS(slug(fold, id)))
		: slug(fold, id);
	draft->name = text_equal(names->title, names->id) ? last_part(id) : names->title;
}

static struct names names_of(const struct fold_row *row)
{
	struct names names;

	store_names(row->store, row->row, &names.id, &names.title, &names.aliases);
	names.line = store_search_text(row->store, row->row);
	const char *end = names.line.bytes + names.line.size;
	bool is_all = names.line.size > 0 && end[-1] == '\t' &&
		names.aliases.bytes + names.aliases.size + 1 == end;
	return is_all ? names : (struct names){ names.id, names.title, names.aliases, TEXT_NONE };
}

/* Behind those that it has. */
static void take_aliases(struct fold *fold, struct text aliases, struct draft *draft)
{
	size_t count = draft->alias_count;

	if (aliases.size == 0)
		return;
	struct text *items = ARENA_ARRAY(&fold->model, struct text, count + aliases.size / 2 + 2);
	for (size_t i = 0; i < count; i++)
		items[i] = draft->aliases[i];
	while (aliases.size > 0) {
		items[count++] = text_next_part(&aliases, ' ');
	}
	draft->aliases = items;
	draft->alias_count = count;
}

void fold_learn_license(struct fold *fold, const struct store *store, uint32_t code, size_t place)
{
	struct term term = store_term(store, FIELD_LICENSE_NAME, code);

	fold_table_put(&fold->licenses, fold_hash(term.key), (uint32_t)place);
	while (term.aliases.size > 0)
		fold_table_put(&fold->licenses, fold_hash(text_next_part(&term.aliases, ' ')),
			(uint32_t)place);
}

struct text fold_license_name(const struct fold *fold, struct text said)
{
	uint32_t place = fold_table_find(&fold->licenses, fold_hash(said));

	return place == FOLD_NONE ? said : fold->known.licenses[place].name;
}

static bool has_result(const struct draft_score *scores, size_t count, struct text benchmark)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(scores[i].benchmark, benchmark))
			return true;
	return false;
}

/* Instead of those that it has on the same benchmarks. */
static void take_scores(struct fold *fold, const struct fold_row *row, struct draft *draft)
{
	const struct draft_score *scores;
	size_t count = store_scores(row->store, row->row, &fold->model, &scores), kept = count;
	struct draft_score *all = ARENA_ARRAY(&fold->model, struct draft_score,
		count + draft->score_count + 1);

	for (size_t i = 0; i < count; i++) {
		all[i] = scores[i];
		if (scores[i].source != SOURCE_NONE)
			all[i].source = fold->source_maps[row->place][scores[i].source];
	}
	for (size_t i = 0; i < draft->score_count; i++)
		if (!has_result(scores, count, draft->scores[i].benchmark))
			all[kept++] = draft->scores[i];
	draft->scores = all;
	draft->score_count = kept;
}

void fold_name_model(struct fold *fold, const struct fold_row *first, const struct family *family,
	struct draft *draft)
{
	const struct names names = names_of(first);

	if (fold_is_from_facts(fold, first->place)) {
		struct value developer = store_value(first->store, first->row, FIELD_DEVELOPER,
			NULL);
		draft->id = names.id;
		draft->name = names.title;
		draft->developer = developer.state == VALUE_KNOWN ? developer.is.text : TEXT_NONE;
		take_scores(fold, first, draft);
	} else {
		name_new_model(fold, first, &names, draft, family);
	}
	if (family)
		draft->family = family->id;
	if (!fold_is_from_facts(fold, first->place) && fold_is_hub_row(first->store, first->row))
		draft->line = names.line;
	if (draft->line.size == 0)
		take_aliases(fold, names.aliases, draft);
}

void fold_lay_over(struct fold *fold, const struct fold_row *own, struct draft *draft)
{
	const struct names names = names_of(own);

	draft->name = names.title;
	take_aliases(fold, names.aliases, draft);
	take_scores(fold, own, draft);
}

void fold_rename_model(struct fold *fold, const struct fold_row *first, struct text id,
	struct draft *draft)
{
	draft->id = id;
	if (draft->line.size > 0)
		take_aliases(fold, names_of(first).aliases, draft);
	draft->line = TEXT_NONE;
}

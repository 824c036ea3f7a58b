/* SPDX-License-Identifier: MIT */
/* Values behind "key op": members, terms, numbers and dates as closed intervals that take precision and operator into account. */
#include "catalog/base/message.h"
#include "catalog/query/parse.h"

#include <math.h>
#include <string.h>

static struct text expected_member(struct parse *parse, const struct field *field)
{
	struct text list = TEXT_NONE;

	for (uint8_t i = 0; i < field->member_count && i < 8; i++)
		list = arena_format(parse->arena, "%.*s%s%s", TEXT_ARGS(list), i > 0 ? ", " : "",
			field->members[i].key);
	return arena_format(parse->arena, _("a value of %s: %.*s"), field->key, TEXT_ARGS(list));
}

static bool member_item(struct parse *parse, const struct field *field, struct text word,
	struct clause_item *item)
{
	int member = field_member_find(field, word);

	if (member >= 0) {
		item->code = (uint32_t)member;
		return true;
	}
	int nearest = field_member_nearest(field, word);
	return parse_fail(parse, item->span, expected_member(parse, field),
		nearest >= 0 ? field->members[nearest].key : NULL);
}

/* By its letters, else by its beginning, else what the word is a part of ("bedrock"); empty: none. */
static struct text nearest_term(struct parse *parse, const struct field *field, struct text word)
{
	struct text nearest = TEXT_NONE, whole = TEXT_NONE;
	int best = word.size < 5 ? 2 : 3;

	for (uint32_t code = 1; code <= store_term_count(parse->store, field->id); code++) {
		struct term term = store_term(parse->store, field->id, code);
		int distance = text_distance(word, term.key, best);
		bool is_long = word.size >= 3;
		if (distance < best ||
			(nearest.size == 0 && is_long && text_starts_with(term.key, word))) {
			best = distance < best ? distance : best;
			nearest = term.key;
		}
		if (whole.size == 0 && is_long &&
			text_find(text_fold(parse->arena, term.title),
				text_fold(parse->arena, word)) >= 0)
			whole = term.key;
	}
	return nearest.size > 0 ? nearest : whole;
}

/* The first values, where none is near. */
static struct text expected_term(struct parse *parse, const struct field *field)
{
	uint32_t count = store_term_count(parse->store, field->id), shown = 0;
	struct text list = TEXT_NONE;

	while (shown < count && shown < 6) {
		struct text key = store_term(parse->store, field->id, ++shown).key;
		list = arena_format(parse->arena, "%.*s%s%.*s", TEXT_ARGS(list),
			shown > 1 ? ", " : "", TEXT_ARGS(key));
	}
	return arena_format(parse->arena,
		shown < count ? _("a value of %s in this catalog, such as %.*s")
			      : _("a value of %s in this catalog: %.*s"),
		field->key, TEXT_ARGS(list));
}

static bool term_item(struct parse *parse, const struct field *field, struct text word,
	struct clause_item *item)
{
	item->code = store_term_find(parse->store, field->id, word);
	if (item->code > 0)
		return true;
	struct text nearest = nearest_term(parse, field, word);
	if (nearest.size == 0)
		return parse_fail(parse, item->span, expected_term(parse, field), NULL);
	return parse_fail(parse, item->span,
		arena_format(parse->arena, _("a value of %s in this catalog"), field->key),
		arena_copy(parse->arena, nearest).bytes);
}

/* "<" and ">=" part at the number itself, "<=" and ">" at the end of what its precision covers: each pair has all that is known. */
static void set_interval(struct clause_item *item, enum clause_op op,
	const struct number_span *span)
{
	item->low = -INFINITY;
	item->high = INFINITY;
	switch (op) {
	case OP_HAS:
	case OP_EQUAL:
		item->low = span->low;
		item->high = span->high;
		break;
	case OP_LESS: item->high = nextafter(span->from, -INFINITY); break;
	case OP_LESS_EQUAL: item->high = span->high; break;
	case OP_GREATER: item->low = nextafter(span->high, INFINITY); break;
	case OP_GREATER_EQUAL: item->low = span->from; break;
	}
}

static const char *expected_number(enum unit unit)
{
	static const char *const expected[] = { [UNIT_NONE] = N_("a number such as 12"),
		[UNIT_TOKENS] = N_("a number of tokens such as 128k"),
		[UNIT_PARAMETERS] = N_("a number of parameters such as 70B"),
		[UNIT_USD_PER_MTOK] = N_("USD per 1M tokens such as 0.5"),
		[UNIT_USD] = N_("USD such as 50"),
		[UNIT_BYTES] = N_("bytes such as 24GB"),
		[UNIT_TOKENS_PER_SECOND] = N_("tokens a second such as 50"),
		[UNIT_SECONDS] = N_("seconds such as 0.5 or 500ms"),
		[UNIT_SCORE] = N_("points such as 60"),
		[UNIT_COUNT] = N_("a number such as 10k"),
		[UNIT_DAYS] = N_("an age such as 1y, 6mo or 30d"),
		[UNIT_CORPUS] = N_("a number of tokens such as 15T") };
	return _(expected[unit]);
}

/* quality:coding chooses a lens, so whoever mistypes one is told which there are. */
static bool fail_lens(struct parse *parse, struct text word, struct span at)
{
	struct text list = TEXT_NONE, nearest = TEXT_NONE;
	int best = 3;

	for (uint32_t lens = 0; lens < store_lens_count(parse->store); lens++) {
		struct text id = store_lens(parse->store, lens, LANGUAGE_COUNT);
		list = arena_format(parse->arena, "%.*s%s%.*s", TEXT_ARGS(list),
			lens > 0 ? ", " : "", TEXT_ARGS(id));
		if (text_is_nearer(word, id, &best))
			nearest = arena_copy(parse->arena, id);
	}
	return parse_fail(parse, at,
		arena_format(parse->arena, _("points such as 60, or a lens: %.*s"),
			TEXT_ARGS(list)),
		nearest.size > 0 ? nearest.bytes : NULL);
}

static bool number_span_of(struct parse *parse, const struct field *field, struct text word,
	struct span at, struct number_span *span)
{
	struct error reason;

	/* no field is a share, though parameters are */
	if (!text_ends_with(word, TEXT("%")) &&
		value_parse_number(field->unit, word, span, &reason) == RESULT_OK)
		return true;
	if (field->id == FIELD_QUALITY && word.size > 0 &&
		(word.bytes[0] < '0' || word.bytes[0] > '9'))
		return fail_lens(parse, word, at);
	return parse_fail(parse, at, text_of(expected_number(field->unit)), NULL);
}

/* "<1y" on a date: younger than a year at the catalog's date. */
static bool age_item(struct parse *parse, enum clause_op op, struct text word,
	struct clause_item *item)
{
	struct number_span span;
	struct error reason;

	if (word.size == 0 ||
		(word.bytes[word.size - 1] >= '0' && word.bytes[word.size - 1] <= '9') ||
		op < OP_LESS)
		return false;
	if (value_parse_number(UNIT_DAYS, word, &span, &reason) != RESULT_OK)
		return false;
	double day = date_of_day_number(
		date_day_number(store_date(parse->store)) - (long)span.value);
	bool is_younger = op == OP_LESS || op == OP_LESS_EQUAL;
	item->low = is_younger ? day : -INFINITY;
	item->high = is_younger ? INFINITY : day;
	return true;
}

static bool date_bounds(struct parse *parse, struct text word, struct span at,
	struct number_span *bounds)
{
	uint32_t date;
	struct error reason;

	if (text_equal_folded_ascii(word, TEXT("today")))
		date = store_date(parse->store);
	else if (value_parse_date(word, &date, &reason) != RESULT_OK)
		return parse_fail(parse, at, text_of(_("a date such as 2025, 2025-06 or <1y")),
			NULL);
	/* with the zeros of what is not said: 2025 covers 20250000 to 20251231 */
	bounds->value = bounds->from = bounds->low = date;
	bounds->high = date_last_day(date);
	return true;
}

static ptrdiff_t range_dots(struct text word)
{
	return text_find(word, TEXT(".."));
}

static bool number_bounds(struct parse *parse, const struct field *field, struct text word,
	struct span at, struct number_span *bounds)
{
	return field->kind == KIND_DATE ? date_bounds(parse, word, at, bounds)
					: number_span_of(parse, field, word, at, bounds);
}

/* "lo..hi", "lo..", "..hi": from the beginning of what lo covers to the end of what hi does. */
static bool range_item(struct parse *parse, const struct token *token, const struct field *field,
	struct text word, struct clause_item *item)
{
	size_t dots = (size_t)range_dots(word);
	struct text from = text_slice(word, 0, dots), to = text_slice(word, dots + 2, word.size);
	struct number_span low = { .low = -INFINITY }, high = { .high = INFINITY };

	if (token->op != OP_HAS && token->op != OP_EQUAL)
		return parse_fail(parse, item->span,
			text_of(_("one number; ranges stand behind ':'")), NULL);
	if (from.size == 0 && to.size == 0)
		return parse_fail(parse, item->span, text_of(_("a number on one side of '..'")),
			NULL);
	if (from.size > 0 && !number_bounds(parse, field, from, item->span, &low))
		return false;
	if (to.size > 0 && !number_bounds(parse, field, to, item->span, &high))
		return false;
	item->low = low.low;
	item->high = high.high;
	if (item->low > item->high)
		return parse_fail(parse, item->span, text_of(_("the smaller end first")),
			arena_format(parse->arena, "%.*s..%.*s", TEXT_ARGS(to), TEXT_ARGS(from))
				.bytes);
	return true;
}

static bool interval_item(struct parse *parse, const struct token *token, const struct field *field,
	struct text word, struct clause_item *item)
{
	struct number_span bounds;

	if (range_dots(word) >= 0)
		return range_item(parse, token, field, word, item);
	if (field->kind == KIND_DATE && age_item(parse, token->op, word, item))
		return true;
	if (!number_bounds(parse, field, word, item->span, &bounds))
		return false;
	set_interval(item, token->op, &bounds);
	return true;
}

static bool text_item(struct parse *parse, const struct token *token, struct text word,
	struct clause_item *item)
{
	if (word.size > 1 && word.bytes[0] == '/' && word.bytes[word.size - 1] == '/')
		return parse_pattern(parse,
			(struct span){ item->span.from + 1, item->span.size - 2 },
			!text_has_upper(word), &item->pattern);
	item->folds_case = !text_has_upper(word);
	item->text = item->folds_case ? text_fold(parse->arena, word) : word;
	item->is_exact = token->op == OP_EQUAL;
	return word.size > 0 || parse_fail(parse, item->span, text_of(_("a text")), NULL);
}

static bool parse_item(struct parse *parse, const struct token *token, const struct field *field,
	struct clause_item *item)
{
	struct text word = lex_unquote(span_text(parse->text, item->span));

	if (text_equal_folded_ascii(word, TEXT("unknown")) || text_equal_string(word, "미확인") ||
		text_equal_string(word, "?")) { /* as tables print it */
		item->is_unknown = true;
		return true;
	}
	if (text_equal_folded_ascii(word, TEXT("known")) && field->kind != KIND_TEXT)
		return parse_fail(parse, token->body,
			text_of(_("has: and a field for what is known")),
			arena_format(parse->arena, "has:%s", field->key).bytes);
	switch (field->kind) {
	case KIND_CHOICE:
	case KIND_SET: return member_item(parse, field, word, item);
	case KIND_CATEGORY:
	case KIND_TAGS: return term_item(parse, field, word, item);
	case KIND_NUMBER:
	case KIND_DATE: return interval_item(parse, token, field, word, item);
	case KIND_TEXT: return text_item(parse, token, word, item);
	}
	return false;
}

/* "context:>=128k", "context=>128k", "context==128k", as they are written elsewhere. */
static bool check_one_operator(struct parse *parse, const struct token *token, struct span at)
{
	struct text word = span_text(parse->text, token->values);
	size_t size = 0;

	while (size < word.size && size < 2 && strchr("<>=", word.bytes[size]))
		size++;
	if (size == 0)
		return true;
	bool has_equal = token->op != OP_HAS || (size == 2 && word.bytes[1] == '=');
	const char meant[3] = { word.bytes[0], has_equal && word.bytes[0] != '=' ? '=' : '\0' };
	at.size += size;
	return parse_fail(parse, at, text_of(_("one operator: ':', '=', '<', '<=', '>' or '>='")),
		meant);
}

static bool check_operator(struct parse *parse, const struct token *token,
	const struct field *field)
{
	bool is_ordered = field->kind == KIND_NUMBER || field->kind == KIND_DATE;
	struct span at = { token->key.from + token->key.size,
		token->values.from - token->key.from - token->key.size };

	bool is_doubled = token->op == OP_EQUAL && token->values.size > 0 &&
		parse->text.bytes[token->values.from] == '='; /* name==GPT-5 */
	if ((is_ordered || is_doubled) && !check_one_operator(parse, token, at))
		return false;
	if (!is_ordered && token->op >= OP_LESS)
		return parse_fail(parse, at,
			arena_format(parse->arena,
				_("':' behind %s; '<' and '>' are for numbers and dates"),
				field->key),
			":");
	return true;
}

/* "정렬:출시" asks for the alignment field; whoever means sorting is told. */
static bool looks_like_sort(const struct parse *parse, const struct field *field,
	const struct token *token)
{
	struct text word = span_text(parse->text, token->values);

	if (word.size > 0 && word.bytes[0] == '-')
		word = text_slice(word, 1, word.size);
	return field->id == FIELD_ALIGNMENT && !text_is_ascii(span_text(parse->text, token->key)) &&
		field_member_find(field, word) < 0 && field_find(word);
}

/* All clauses on offers are met by one of them, and that has one provider. */
static bool check_one_offer(struct parse *parse, const struct token *token,
	const struct field *field)
{
	if (field->id != FIELD_PROVIDER)
		return true;
	struct text all = span_text(parse->text, token->values);
	char *any = arena_copy_string(parse->arena, arena_copy(parse->arena, all).bytes);
	for (char *at = strchr(any, '+'); at; at = strchr(at, '+'))
		*at = ',';
	return parse_fail(parse, token->values,
		text_of(_("',' (any of): an offer has one provider")), any);
}

bool parse_field_clause(struct parse *parse, const struct token *token, const struct field *field)
{
	bool is_many = field->kind == KIND_SET || field->kind == KIND_TAGS;
	size_t at = token->values.from, count = 1;
	char separator = '\0', first = '\0';
	struct span value;

	if (looks_like_sort(parse, field, token))
		return parse_fail(parse, token->key,
			text_of(_("a value of alignment; sorting is sort:")), "sort");
	if (!check_operator(parse, token, field))
		return false;
	for (size_t i = token->values.from; i < token->values.from + token->values.size; i++)
		count += parse->text.bytes[i] == ',' || parse->text.bytes[i] == '+';
	struct clause *clause = parse_add_clause(parse, token, CLAUSE_FIELD);
	clause->field = field->id;
	clause->items = ARENA_ARRAY(parse->arena, struct clause_item, count);
	while (lex_value(parse->text, token->values, is_many, &at, &value, &separator)) {
		struct clause_item *item = &clause->items[clause->item_count++];
		item->span = value;
		if (value.size == 0)
			return parse_fail(parse, (struct span){ value.from, 0 },
				arena_format(parse->arena, _("a value of %s"), field->key), NULL);
		if (!parse_item(parse, token, field, item))
			return false;
		if (separator != '\0' && first != '\0' && separator != first)
			return parse_fail(parse, (struct span){ value.from + value.size, 1 },
				text_of(_("either ',' (any of) or '+' (all of), not both")), NULL);
		if (separator != '\0')
			first = separator;
	}
	clause->is_all_of = first == '+';
	if (clause->is_all_of && !check_one_offer(parse, token, field))
		return false;
	if (token->op >= OP_LESS && clause->item_count > 1)
		return parse_fail(parse, token->values, text_of(_("one number behind '<' or '>'")),
			NULL);
	return true;
}

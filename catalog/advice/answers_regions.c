/* SPDX-License-Identifier: MIT */
/* Regions as an answer: options of the question, or countries by their codes. */
#include "catalog/advice/answers_parts.h"
#include "catalog/base/message.h"

#include <string.h>

static char upper(char byte)
{
	return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

/* The codes that ISO 3166-1 assigns to countries and territories (alpha-2). */
static const char countries[] =
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
	"BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
	"DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
	"GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM "
	"JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME "
	"MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
	"NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD "
	"SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
	"TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

static bool is_country(const char code[2])
{
	for (const char *known = countries;; known += 3) {
		if (memcmp(known, code, 2) == 0)
			return true;
		if (known[2] == '\0')
			return false;
	}
}

/* One of the options, or a country by its code. */
static bool take_region(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	struct text id = json_string(node);
	char code[2] = { id.size == 2 ? upper(id.bytes[0]) : '?',
		id.size == 2 ? upper(id.bytes[1]) : '?' };
	bool is_code = code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';

	if (is_code && memcmp(code, "UK", 2) == 0)
		memcpy(code, "GB", 2);
	struct text word = is_code ? (struct text){ code, 2 } : id;
	if (question_option(question, word) >= 0)
		return answers_take_option(reading, node, word, question, answer);
	if (!is_code || !is_country(code))
		return answers_fail(reading, node,
			_("\"%.*s\" is no region: expected an option, or a country by two letters (CH, SG)"),
			TEXT_ARGS(id));
	for (size_t i = 0; i < answer->word_count; i++)
		if (text_equal(answer->words[i], word))
			return answers_fail(reading, node, _("this answer is given twice"));
	if (answer->word_count == ANSWER_WORD_MAX)
		return answers_fail(reading, node, _("expected at most twelve countries"));
	answer->words[answer->word_count++] = arena_copy(reading->arena, word);
	answer->is_given = true;
	return true;
}

static bool take_regions(struct reading *reading, const struct json *list,
	const struct question *question, struct answer *answer)
{
	if (!json_is(list, JSON_ARRAY))
		return answers_fail(reading, list, _("expected a list such as [\"...\"]"));
	bool good = true;
	for (const struct json *one = json_first(list); one; one = json_next(one))
		good = take_region(reading, one, question, answer) && good;
	return good;
}

bool answers_read_regions(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	if (json_is(node, JSON_ARRAY))
		return take_regions(reading, node, question, answer);
	const struct json *maker = json_member(node, "maker");
	bool is_known = !maker || text_equal_string(json_string(maker), "yes") ||
		text_equal_string(json_string(maker), "no");
	if (!json_is(node, JSON_OBJECT) || !json_member(node, "in") || !is_known)
		return answers_fail(reading, maker && !is_known ? maker : node,
			_("expected {\"in\": [\"KR\"], \"maker\": \"yes\"} (or \"no\")"));
	answer->is_maker = maker && text_equal_string(json_string(maker), "yes");
	return answers_only_keys(reading, node, "in maker") &&
		take_regions(reading, json_member(node, "in"), question, answer);
}

/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "catalog/base/pattern.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern_needs.h"
#include "catalog/base/pattern_sieve.h"

#include <pcre2.h>
#include <stdlib.h>

enum {
	EXPRESSION_MAX = 1000,
	SUBJECT_MAX = 4096,
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 2000,
	HEAP_LIMIT_KIB = 20000,
	SIEVE_LIMIT = 20000000 /* over many lines at once */
};

struct pattern {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack; /* beside a sieve; else a search has 32 KiB of the machine's own */
	bool has_jit;
	pcre2_code *sieve; /* NULL: none */
	pcre2_match_context *sieve_context;
	bool sieve_is_exact, sieve_takes_lines;
	struct pattern_needs needs;
	bool folds_case;
};

/* What people get wrong, in their language; of the rest PCRE2 says it. */
static const char *reason_of(int number)
{
	switch (number) {
	case PCRE2_ERROR_END_BACKSLASH: return _("\\ at end of pattern");
	case PCRE2_ERROR_UNKNOWN_ESCAPE: return _("unrecognized character follows \\");
	case PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER: return _("numbers out of order in {} quantifier");
	case PCRE2_ERROR_QUANTIFIER_TOO_BIG: return _("number too big in {} quantifier");
	case PCRE2_ERROR_MISSING_SQUARE_BRACKET:
		return _("missing terminating ] for character class");
	case PCRE2_ERROR_CLASS_RANGE_ORDER: return _("range out of order in character class");
	case PCRE2_ERROR_QUANTIFIER_INVALID:
		return _("quantifier does not follow a repeatable item");
	case PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY:
		return _("unrecognized character after (? or (?-");
	case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS: return _("missing closing parenthesis");
	case PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE: return _("reference to non-existent subpattern");
	case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS: return _("unmatched closing parenthesis");
	case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH:
		return _("lookbehind assertion is not fixed length");
	case PCRE2_ERROR_UNKNOWN_POSIX_CLASS: return _("unknown POSIX class name");
	case PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY: return _("unknown property after \\P or \\p");
	default: return NULL;
	}
}

static enum result refuse(struct error *err, int number, size_t offset)
{
	unsigned char told[200] = "";
	const char *reason = reason_of(number);

	if (!reason)
		pcre2_get_error_message(number, told, sizeof(told));
	error_set(err, RESULT_USAGE, "%s", reason ? reason : (const char *)told);
	if (err)
		err->column = (int)offset + 1;
	return RESULT_USAGE;
}

static uint32_t options_of(bool fold_case)
{
	return PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (fold_case ? PCRE2_CASELESS : 0);
}

/* Searching from place to place pays when few bytes can begin a match: the others are skipped quickly. */
static bool has_few_beginnings(const pcre2_code *code)
{
	const uint8_t *bitmap = NULL;
	uint32_t kind = 0;
	int count = 0;

	pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
	for (int i = 0; bitmap && i < 256; i++)
		count += bitmap[i / 8] >> i % 8 & 1;
	return kind == 1 || (bitmap && count <= 8);
}

void pattern_add_sieve(struct pattern *pattern, struct text expression, bool fold_case)
{
	char bytes[EXPRESSION_MAX];
	struct sieve_text text = { .bytes = bytes };
	int number;
	size_t offset;

	if (!pattern->has_jit || !sieve_of(&text, expression))
		return; /* without JIT it would not be cheaper */
	pattern->sieve = pcre2_compile((PCRE2_SPTR)bytes, text.size, options_of(fold_case), &number,
		&offset, NULL);
	if (!pattern->sieve)
		return;
	pattern->sieve_context = pcre2_match_context_create(NULL);
	if (!pattern->sieve_context || pcre2_jit_compile(pattern->sieve, PCRE2_JIT_COMPLETE) != 0) {
		pcre2_code_free(pattern->sieve);
		pattern->sieve = NULL;
		return;
	}
	pattern->needs = needs_of_pattern(expression, fold_case);
	pattern->folds_case = fold_case;
	pattern->sieve_is_exact = text.is_exact;
	pattern->sieve_takes_lines = text.stays_in_line && has_few_beginnings(pattern->sieve);
	pcre2_set_match_limit(pattern->sieve_context,
		pattern->sieve_takes_lines ? SIEVE_LIMIT : MATCH_LIMIT);
	pattern->stack = pcre2_jit_stack_create(32 * 1024, 512 * 1024, NULL);
	if (pattern->stack) {
		pcre2_jit_stack_assign(pattern->context, NULL, pattern->stack);
		pcre2_jit_stack_assign(pattern->sieve_context, NULL, pattern->stack);
	}
}

enum result pattern_new(struct pattern **out, struct text expression, bool fold_case,
	struct error *err)
{
	int number;
	size_t offset;

	if (expression.size > EXPRESSION_MAX) {
		error_set(err, RESULT_USAGE, _("longer than %d bytes"), EXPRESSION_MAX);
		if (err)
			err->column = 1;
		return RESULT_USAGE;
	}
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)(expression.bytes ? expression.bytes : ""),
		expression.size, options_of(fold_case), &number, &offset, NULL);
	if (!code)
		return refuse(err, number, offset);
	struct pattern *pattern = memory_get_zeroed(1, sizeof(*pattern));
	pattern->code = code;
	pattern->match = pcre2_match_data_create_from_pattern(code, NULL);
	pattern->context = pcre2_match_context_create(NULL);
	if (!pattern->match || !pattern->context) {
		pattern_free(pattern);
		return error_set(err, RESULT_IO, "%s", _("Out of memory."));
	}
	pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
	pcre2_set_depth_limit(pattern->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(pattern->context, HEAP_LIMIT_KIB);
	pattern->has_jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
	*out = pattern;
	return RESULT_OK;
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_jit_stack_free(pattern->stack);
	pcre2_match_context_free(pattern->context);
	pcre2_match_data_free(pattern->match);
	pcre2_code_free(pattern->code);
	pcre2_code_free(pattern->sieve);
	pcre2_match_context_free(pattern->sieve_context);
	free(pattern);
}

enum pattern_match pattern_find(const struct pattern *pattern, struct text subject, size_t *from,
	size_t *size)
{
	PCRE2_SPTR bytes = (PCRE2_SPTR)(subject.bytes ? subject.bytes : "");
	size_t length = subject.size;

	if (length > SUBJECT_MAX)
		length = SUBJECT_MAX;
	while (length < subject.size && length > 0 && (bytes[length] & 0xc0) == 0x80)
		length--; /* not inside a character */
	int count = pcre2_match(pattern->code, bytes, length, 0, PCRE2_NO_UTF_CHECK, pattern->match,
		pattern->context);
	if (count == PCRE2_ERROR_JIT_STACKLIMIT)
		count = pcre2_match(pattern->code, bytes, length, 0,
			PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, pattern->match, pattern->context);
	if (count == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO;
	if (count < 0)
		return PATTERN_TOO_COSTLY;
	size_t *ends = pcre2_get_ovector_pointer(pattern->match);
	if (from)
		*from = ends[0] < ends[1] ? ends[0] : ends[1];
	if (size)
		*size = ends[1] > ends[0] ? ends[1] - ends[0] : 0;
	return PATTERN_YES;
}

enum pattern_sieve pattern_sieve(const struct pattern *pattern, bool *is_exact)
{
	*is_exact = pattern->sieve && pattern->sieve_is_exact;
	if (!pattern->sieve)
		return PATTERN_NO_SIEVE;
	return pattern->sieve_takes_lines ? PATTERN_SIEVE_LINES : PATTERN_SIEVE_ROWS;
}

size_t pattern_needs(const struct pattern *pattern, struct text words[PATTERN_NEEDS_MAX],
	bool *folds_case)
{
	const struct pattern_needs *needs = &pattern->needs;

	*folds_case = pattern->folds_case;
	for (size_t i = 0; i < needs->count; i++) {
		words[i] = (struct text){ needs->words[i].bytes, needs->words[i].size };
		if (words[i].size < NEED_SIZE_MIN)
			return 0;
	}
	return needs->count;
}

enum pattern_match pattern_sift(const struct pattern *pattern, struct text subject, size_t from,
	size_t *place)
{
	int count = pcre2_jit_match(pattern->sieve,
		(PCRE2_SPTR)(subject.bytes ? subject.bytes : ""), subject.size, from,
		PCRE2_NO_UTF_CHECK, pattern->match, pattern->sieve_context);

	if (count == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO;
	if (count < 0)
		return PATTERN_TOO_COSTLY;
	if (place)
		*place = pcre2_get_ovector_pointer(pattern->match)[0];
	return PATTERN_YES;
}

/* SPDX-License-Identifier: MIT */
#include "tests/unit.h"

#include "catalog/base/arena.h"
#include "catalog/base/strbuf.h"
#include "catalog/base/text_sort.h"

static struct arena arena;

static void cleans(const char *raw, const char *expected)
{
	assert_text(text_clean(&arena, text_of(raw), NULL), expected);
}

static void hostile_text_becomes_visible(void **state)
{
	(void)state;
	cleans("plain", "plain");
	cleans("  ends go\t", "ends go");
	cleans("a\tb\r\nc", "a b c");
	cleans("x\033[31my", "x^[[31my");
	cleans("x\177y", "x^?y");
	cleans("a\xc2\x9b"
	       "31m",
		"a<U+009B>31m");
	cleans("a\xe2\x80\xae"
	       "b",
		"a<U+202E>b");
	cleans("a\xe2\x80\x8b"
	       "b",
		"a<U+200B>b");
	cleans("\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd");
	cleans("\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd");                 /* overlong */
	cleans("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); /* surrogate */
	cleans("\xf0\x9f\x91", "\xef\xbf\xbd"); /* cut short: one bad part */
}

static void text_is_composed(void **state)
{
	(void)state;
	cleans("\xe1\x84\x82\xe1\x85\xa1", "나");
	cleans("Ze\xcc\x81ro", "Zéro");
	cleans("👩\xe2\x80\x8d🌾", "👩\xe2\x80\x8d🌾"); /* a joiner stays where it joins */
	struct text zalgo = text_clean(&arena,
		text_of("a\xcc\x96\xcc\x97\xcc\x98\xcc\x99\xcc\x9a\xcc\x9c\xcc\x9d"), NULL);
	assert_true(zalgo.size <= 1 + 4 * 2);
}

static void width_counts_cells(void **state)
{
	(void)state;
	assert_int_equal(text_width(text_of("abc")), 3);
	assert_int_equal(text_width(text_of("한국어")), 6);
	assert_int_equal(text_width(text_of("\xe1\x84\x82\xe1\x85\xa1")), 2); /* NFD counts once */
	assert_int_equal(text_width(text_of("é")), 1);
	assert_int_equal(text_width(text_of("全角")), 4);
	assert_true(text_equal_string(text_tail(text_of("abc한국어"), 4), "국어"));
	assert_true(text_equal_string(text_tail(text_of("abc한국어"), 5), "국어"));
	assert_true(text_equal_string(text_tail(text_of("abc한국어"), 7), "c한국어"));
	assert_true(text_equal_string(text_tail(text_of("abc"), 9), "abc"));
	assert_true(text_equal_string(text_tail(text_of("abc"), 0), ""));
}

static void cutting_keeps_clusters_whole(void **state)
{
	(void)state;
	assert_text(text_cut(&arena, text_of("한국어"), 6, false), "한국어");
	assert_text(text_cut(&arena, text_of("한국어"), 5, false), "한국…");
	assert_text(text_cut(&arena, text_of("한국어"), 4, false), "한…");
	assert_text(text_cut_name(&arena, text_of("Claude 3.7 Sonnet"), 17, false),
		"Claude 3.7 Sonnet");
	assert_text(text_cut_name(&arena, text_of("Claude Mythos 5.1"), 16, false),
		"Claude Mytho…5.1");
	assert_text(text_cut_name(&arena, text_of("Kimi K3.1 Pro High"), 17, true),
		"Kimi K3.1 Pr~High");
	assert_text(text_cut_name(&arena, text_of("Claude Haiku 4.5"), 14, false),
		"Claude Hai…4.5");
	assert_text(text_cut_name(&arena, text_of("Claude 3.7 Sonnet"), 16, false),
		"Claude 3.7 Sonn…"); /* a long word is no version */
	assert_text(text_cut_name(&arena, text_of("Claude 4.5"), 9, false), "Claude 4…");
	static const char *const layouts[][2] = { { "헷", "gpt" }, { "ㅣㅣ믐", "llama" },
		{ "치명ㄷ", "claude" }, { "ㅂㅈ두", "qwen" }, { "fkak", "라마" },
		{ "zmffhem", "클로드" }, { "FKAK", "라마" }, { "rkqtdl", "값이" },
		{ "rkqtl", "갑시" }, { "ehoTek", "됐다" }, { "gpt5", "" }, { "헷5", "" },
		{ "xzz", "" } };
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		assert_text(text_other_layout(&arena, text_of(layouts[i][0])), layouts[i][1]);
	struct text dated = text_of("Claude 3.5 Sonnet (Oct 2024)");
	assert_text(text_cut_before(&arena, dated, text_of("(Oct 2024)"), 16, false),
		"Claude…(Oct 20…");
	assert_text(text_cut_before(&arena, dated, text_of("Sonnet (Oct 2024)"), 16, true),
		"Claude~Sonnet ~");
	assert_text(text_cut(&arena, text_of("abcdef"), 4, true), "abc~");
	for (int cells = 0; cells < 12; cells++)
		assert_true(text_width(text_cut(&arena, text_of("a한b👩\xe2\x80\x8d🌾c"), cells,
				    false)) <= cells);
}

static void wrapping_breaks_at_blanks(void **state)
{
	struct text text = text_of("one two three (four) overlongword");
	size_t at = 0;

	(void)state;
	assert_text(text_wrap(text, &at, 8), "one two");
	assert_text(text_wrap(text, &at, 8), "three");
	assert_text(text_wrap(text, &at, 8), "(four)");
	assert_text(text_wrap(text, &at, 8), "overlong");
	assert_text(text_wrap(text, &at, 8), "word");
	assert_int_equal(text_wrap(text, &at, 8).size, 0);
	text = text_of("well-compatible, --x 가나다라-마바사");
	at = 0;
	assert_text(text_wrap(text, &at, 11), "well-"); /* a long word, at its hyphen */
	assert_text(text_wrap(text, &at, 11), "compatible,");
	assert_text(text_wrap(text, &at, 11), "--x");
	assert_text(text_wrap(text, &at, 11), "가나다라-");
	assert_text(text_wrap(text, &at, 11), "마바사");
}

static void folding_and_initials(void **state)
{
	(void)state;
	assert_text(text_fold(&arena, text_of("GPT-4o")), "gpt-4o");
	assert_text(text_fold(&arena, text_of("ＡＢＣ한")), "abc한");
	assert_text(text_initials(&arena, text_of("라마 3")), "ㄹㅁ 3");
	assert_int_equal(text_distance(text_of("contxet"), text_of("context"), 3), 1);
	assert_int_equal(text_distance(text_of("abc"), text_of("xyzzy"), 2), 3);
}

static void clusters_walk_both_ways(void **state)
{
	struct text text = text_of("ab 한👩\xe2\x80\x8d🌾é");
	size_t ends[16], count = 0;

	(void)state;
	for (size_t at = 0; at < text.size;) {
		int width;
		text_next_cluster(text, &at, &width);
		ends[count++] = at;
	}
	assert_int_equal(count, 6);
	for (size_t i = count; i-- > 1;)
		assert_int_equal(text_previous_cluster(text, ends[i]), ends[i - 1]);
	assert_int_equal(text_previous_cluster(text, ends[0]), 0);
}

static void strbuf_splices(void **state)
{
	struct strbuf buf;

	(void)state;
	strbuf_init(&buf);
	strbuf_add_string(&buf, "hello world");
	strbuf_splice(&buf, 6, 5, TEXT("there, you"));
	assert_text(strbuf_text(&buf), "hello there, you");
	strbuf_splice(&buf, 0, 6, TEXT_NONE);
	assert_text(strbuf_text(&buf), "there, you");
	strbuf_splice(&buf, 99, 5, TEXT("!"));
	assert_text(strbuf_text(&buf), "there, you!");
	strbuf_done(&buf);
}

static void arenas_reset(void **state)
{
	(void)state;
	struct arena own;
	arena_init(&own);
	char *first = arena_get(&own, 100);
	memset(first, 'x', 100);
	arena_get(&own, 100000);
	arena_reset(&own);
	char *again = arena_get(&own, 100);
	for (int i = 0; i < 100; i++)
		assert_int_equal(again[i], 0);
	arena_done(&own);
}

/* --- sorting: against comparing, over texts that share long beginnings, ends and cases --- */

enum { SORTED = 30000 }; /* thousands of them begin with the same eight bytes */
static struct text texts[SORTED];
static bool folds;

static int compare_items(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;
	int order = folds
		? text_compare(text_fold(&arena, texts[one]), text_fold(&arena, texts[two]))
		: text_compare(texts[one], texts[two]);
	return order != 0 ? order : (one > two) - (one < two);
}

static void sorting_is_comparing(void **state)
{
	static const char *const parts[] = { "", "a", "A", "ab", "Llama-3", "llama-3",
		"meta-llama/", "meta-llama/Llama-3.1-", "instruct-instruct-", "8B", "\xed\x95\x9c",
		"z" };
	static uint32_t expected[SORTED], items[SORTED], starts[SORTED], ranks[SORTED];
	uint32_t random = 7;
	struct strbuf all;

	(void)state;
	strbuf_init(&all);
	for (uint32_t i = 0; i < SORTED; i++) {
		const char *words[5];
		for (int j = 0; j < 5; j++) {
			random = random * 1664525 + 1013904223;
			words[j] = parts[(random >> 16) % (sizeof(parts) / sizeof(parts[0]))];
		}
		texts[i] = arena_format(&arena, "%s%s%s%s%s", words[0], words[1], words[2],
			words[3], words[4]);
		starts[i] = (uint32_t)all.size;
		strbuf_add(&all, texts[i]);
		strbuf_add_char(&all, '\t');
	}
	for (int fold = 0; fold < 2; fold++) {
		const struct text_run run = { all.bytes, all.size, starts, '\t', fold };
		folds = fold;
		for (uint32_t i = 0; i < SORTED; i++)
			items[i] = expected[i] = i;
		qsort(expected, SORTED, sizeof(*expected), compare_items);
		text_sort(&run, items, SORTED, ranks);
		assert_memory_equal(items, expected, sizeof(items));
		for (uint32_t i = 1; i < SORTED; i++) {
			int order = folds ? text_compare(text_fold(&arena, texts[items[i - 1]]),
						    text_fold(&arena, texts[items[i]]))
					  : text_compare(texts[items[i - 1]], texts[items[i]]);
			assert_int_equal(ranks[items[i]] - ranks[items[i - 1]], order != 0);
		}
		assert_int_equal(ranks[items[0]], 0);
		text_sort(&run, items, 0, NULL);
	}
	strbuf_done(&all);
}

static void a_buffer_over_room_moves_when_that_does_not_suffice(void **state)
{
	char room[8];
	struct strbuf buf;

	(void)state;
	strbuf_init_over(&buf, room, sizeof(room));
	assert_text(strbuf_text(&buf), "");
	strbuf_add_string(&buf, "seven c");
	assert_ptr_equal(buf.bytes, room);
	strbuf_add_string(&buf, "haracters and more than eight");
	assert_ptr_not_equal(buf.bytes, room);
	assert_text(strbuf_text(&buf), "seven characters and more than eight");
	strbuf_done(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_text_becomes_visible),
		cmocka_unit_test(text_is_composed),
		cmocka_unit_test(width_counts_cells),
		cmocka_unit_test(cutting_keeps_clusters_whole),
		cmocka_unit_test(wrapping_breaks_at_blanks),
		cmocka_unit_test(folding_and_initials),
		cmocka_unit_test(clusters_walk_both_ways),
		cmocka_unit_test(strbuf_splices),
		cmocka_unit_test(sorting_is_comparing),
		cmocka_unit_test(arenas_reset),
		cmocka_unit_test(a_buffer_over_room_moves_when_that_does_not_suffice),
	};

	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

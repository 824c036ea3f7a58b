/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list_nothing.h"

#include "tui/views/browse_list.h"

#include "catalog/base/message.h"

enum { WAYS_MAX = 8 };

/* Ways out of nothing: the clauses without which something is left, the best first. */
static size_t ways_out(struct explorer *explorer, size_t ways[WAYS_MAX], uint32_t counts[WAYS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < explorer->query.clause_count; i++) {
		uint32_t without = query_run_without(explorer->run, i);
		if (without == 0)
			continue;
		size_t at = count < WAYS_MAX ? count++ : WAYS_MAX - 1;
		for (; at > 0 && counts[at - 1] < without; at--) {
			counts[at] = counts[at - 1];
			ways[at] = ways[at - 1];
		}
		counts[at] = without;
		ways[at] = i;
	}
	return count;
}

bool list_has_way_out(struct explorer *explorer)
{
	size_t ways[WAYS_MAX];
	uint32_t counts[WAYS_MAX];

	return explorer_count(explorer) == 0 && ways_out(explorer, ways, counts) > 0;
}

/* Nothing matches: which filter to take out, and how many would be left; Enter takes it out. */
int browse_list_nothing_draw(size_t way, struct explorer *explorer, struct canvas *canvas,
	struct rect area, bool is_focused)
{
	size_t ways[WAYS_MAX];
	uint32_t counts[WAYS_MAX];
	size_t count = ways_out(explorer, ways, counts);
	int y = area.y + (area.height < 8 ? 1 : 2), room = area.y + area.height - 3 - y;
	size_t at = way < count ? way : count - 1,
	       first = room > 0 && at >= (size_t)room ? at - (size_t)room + 1 : 0;

	if (store_count(explorer->store) == 0) {
		canvas_text_cut(canvas, area.x + BROWSE_GUTTER, y++, area.width - BROWSE_GUTTER,
			ROLE_STRONG, text_of(_("This catalog holds no models.")));
		canvas_text_cut(canvas, area.x + BROWSE_GUTTER, y++, area.width - BROWSE_GUTTER,
			ROLE_DIM, text_of(_("q, then: llmatlas --catalog built-in")));
		return y;
	}
	canvas_text_cut(canvas, area.x + BROWSE_GUTTER, y++, area.width - BROWSE_GUTTER,
		ROLE_STRONG, text_of(_("No model matches.")));
	for (size_t i = count > 0 ? first : 0; i < count && y < area.y + area.height - 2;
		i++, y++) {
		const struct clause *clause = &explorer->query.clauses[ways[i]];
		struct text text = text_slice(explorer->query.text, clause->span.from,
			clause->span.size);
		canvas_format(canvas, area.x + BROWSE_GUTTER, y, area.width - BROWSE_GUTTER,
			ROLE_TEXT, _("Without %.*s there would be %u."), TEXT_ARGS(text),
			counts[i]);
		if (i == at)
			canvas_select_row(canvas, (struct rect){ area.x, y, area.width, 1 },
				is_focused);
	}
	canvas_text_cut(canvas, area.x + BROWSE_GUTTER, y++, area.width - BROWSE_GUTTER, ROLE_DIM,
		text_of(count > 0 ? _("Enter takes it out · u undoes · z clears all")
				  : _("u undoes · Backspace takes the last out · z all")));
	return y;
}

/* Keys while nothing matches: the ways out are the rows. */
bool browse_list_nothing_act(size_t *way, struct explorer *explorer, enum action action)
{
	size_t ways[WAYS_MAX];
	uint32_t counts[WAYS_MAX];
	size_t count = explorer_count(explorer) > 0 ? 0 : ways_out(explorer, ways, counts);

	if (count == 0)
		return false;
	if (*way >= count)
		*way = count - 1;
	switch (action) {
	case ACTION_UP: *way -= *way > 0; return true;
	case ACTION_DOWN: *way += *way + 1 < count; return true;
	case ACTION_OPEN:
		explorer_remove_clause(explorer, ways[*way]);
		*way = 0;
		return true;
	default: return false;
	}
}

/* SPDX-License-Identifier: MIT */
/* The head of a pane: its name, and what a closed one filters by. */
#include "tui/views/browse_facets.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/facet_words.h"

#include <string.h>

static void head_text(const struct field *field, char out[64])
{
	const char *brief = field->id == FIELD_MEMORY ? _("fits on") : field_brief(field);
	size_t at = 0;

	for (; at < 63 && brief[at]; at++) /* ASCII shouts; Hangul has no capitals and is bold */
		out[at] = (char)(brief[at] >= 'a' && brief[at] <= 'z' ? brief[at] - 32 : brief[at]);
	out[at] = '\0';
}

/* ">=": what stands before the values of a clause, when it is more than the colon. */
static struct text comparison_of(const struct explorer *explorer, const struct clause *clause)
{
	size_t from = clause->values.from;

	while (from > 0 && strchr("<>=", explorer->query.text.bytes[from - 1]))
		from--;
	return text_slice(explorer->query.text, from, clause->values.from - from);
}

static void draw_clause(const struct explorer *explorer, struct canvas *canvas, struct rect rect,
	const struct field *field, const struct clause *clause)
{
	struct strbuf values;

	strbuf_init(&values);
	if (clause->is_negated)
		strbuf_add_string(&values, canvas_sign(canvas, SIGN_EXCLUDED));
	strbuf_add(&values, comparison_of(explorer, clause));
	facet_clause_words(&values, field,
		text_slice(explorer->query.text, clause->values.from, clause->values.size));
	canvas_text_right(canvas, rect.x, rect.y, rect.width,
		clause->is_negated ? ROLE_EXCLUDED : ROLE_CHOSEN, strbuf_text(&values));
	strbuf_done(&values);
}

void browse_facets_head_draw(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, struct facet_line line, bool is_open)
{
	const struct field *field = pane->fields[line.facet];
	char head[64];
	const char *right = "";

	head_text(field, head);
	int used = canvas_text_cut(canvas, row.x, row.y, row.width - 1, ROLE_HEADING,
		text_of(head));
	if (!is_open || field->kind == KIND_NUMBER) { /* a typed number is in no line below */
		for (size_t i = 0; i < explorer->query.clause_count; i++) {
			const struct clause *clause = &explorer->query.clauses[i];
			if (clause->kind == CLAUSE_FIELD && clause->field == field->id) {
				draw_clause(explorer, canvas,
					(struct rect){ row.x + used + 1, row.y,
						row.width - used - 2, 1 },
					field, clause);
				return;
			}
		}
	}
	if (!is_open)
		right = _("any");
	else if (field->threshold_count > 0)
		right = field->is_at_most ? _("at most") : _("at least");
	canvas_text_right(canvas, row.x + used + 1, row.y, row.width - used - 2, ROLE_DIM,
		text_of(right));
}

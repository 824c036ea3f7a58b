/* SPDX-License-Identifier: MIT */
/* marks.h - the shortlist: marked models with letters and notes, kept by id across catalogs. Layer: state.
 * File: one line per mark, "id TAB note", read and written under a lock and merged with what another running copy wrote. */
#ifndef STATE_MARKS_H
#define STATE_MARKS_H
#include "catalog/base/error.h"
#include <stdbool.h>
#include <stdint.h>

struct mark {
	char *id, *note;
	bool is_here; /* the catalog at hand has it; else it waits for one that does */
};
struct marks {
	struct mark *items;
	size_t count, capacity;
}; /* in order of marking: A, B, C ... */

void marks_init(struct marks *marks);
void marks_done(struct marks *marks);
void marks_copy(struct marks *to, const struct marks *from); /* over what is there */
bool marks_are_same(const struct marks *a, const struct marks *b);
int marks_find(const struct marks *marks, struct text id); /* index or -1 */
bool marks_toggle(struct marks *marks, struct text id);    /* true: now marked */
void marks_move(struct marks *marks, size_t from, size_t to);
void marks_note(struct marks *marks, size_t index, struct text note);
void marks_letter(size_t index, char out[4]); /* A..Z, AA.. */
enum result marks_load(struct marks *marks, const char *path,
	struct error *err); /* missing file: empty */
/* added, removed relative to what was loaded are merged into the file. */
enum result marks_save(struct marks *marks, const struct marks *loaded, const char *path,
	struct error *err);
#endif

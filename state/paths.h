/* SPDX-License-Identifier: MIT */
/* paths.h - where the person's files are (XDG base directory specification). Layer: state.
 * The environment is read by cli/ and handed in; nothing here looks it up. */
#ifndef STATE_PATHS_H
#define STATE_PATHS_H
#include "catalog/base/arena.h"

struct paths_environment {
	const char *home, *config_home, *state_home, *data_home, *cache_home;
}; /* NULL: not set */
struct paths {
	const char *config, *state, *data, *cache;
}; /* folders of llmatlas, no slash at the end; NULL: none can be had */
struct paths paths_of(const struct paths_environment *environment, struct arena *arena);
/* folder/name, or NULL when folder is NULL. */
const char *paths_file(const char *folder, const char *name, struct arena *arena);
#endif

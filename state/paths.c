/* SPDX-License-Identifier: MIT */
#include "state/paths.h"

/* An XDG variable counts only when it holds an absolute path. */
static const char *folder(const char *set, const char *home, const char *below_home,
	struct arena *arena)
{
	if (set && set[0] == '/')
		return arena_format(arena, "%s/llmatlas", set).bytes;
	if (home && home[0] == '/')
		return arena_format(arena, "%s/%s/llmatlas", home, below_home).bytes;
	return NULL;
}

struct paths paths_of(const struct paths_environment *environment, struct arena *arena)
{
	return (struct paths){
		.config = folder(environment->config_home, environment->home, ".config", arena),
		.state = folder(environment->state_home, environment->home, ".local/state", arena),
		.data = folder(environment->data_home, environment->home, ".local/share", arena),
		.cache = folder(environment->cache_home, environment->home, ".cache", arena),
	};
}

const char *paths_file(const char *base, const char *name, struct arena *arena)
{
	return base ? arena_format(arena, "%s/%s", base, name).bytes : NULL;
}

/* SPDX-License-Identifier: MIT */
/* invent.h - a made-up hub of models: names, makers and facts in the proportions of the public hubs. Layer: bench.
 * Model i of a seed is always the same, on every machine and for every number of models. Few makers have most models, few families most
 * children; one name in ninety is not ASCII; one value in ten or so is unknown; one model in twelve has offers with prices. */
#ifndef BENCH_INVENT_H
#define BENCH_INVENT_H
#include "catalog/store/builder.h"

struct hub;

struct hub *hub_new(uint64_t seed, size_t models);
void hub_free(struct hub *hub);
/* Sources, families and providers, before the models. */
void hub_add_entities(struct hub *hub, struct builder *builder);
/* The draft and all it points to live in the arena. */
struct draft hub_model(struct hub *hub, uint64_t index, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* json_shape.h - objects that are written like the one before, in one go. Layer: base; private to json_tokens.c. */
#ifndef CATALOG_BASE_JSON_SHAPE_H
#define CATALOG_BASE_JSON_SHAPE_H
#include "catalog/base/json_tokens.h"

/* True if the text is such an object: its tokens are those of a lenient read. False: nothing is known of it, and there are no tokens. */
bool json_shape_read(struct json_tokens *tokens);
/* What was read the long way; the next one may be written like it. */
void json_shape_learn(struct json_tokens *tokens);
#endif

/* SPDX-License-Identifier: MIT */
/* identity.h - the two keys under which names of models meet. Layer: sources.
 * The model key drops case, vendor and region prefix, service suffixes (":free") and punctuation and keeps dates, latest,
 * preview, size, quantisation: offers fold only on equal model keys or a listed alias. The family key drops those too and only
 * finds a family. A wrong merge is worse than a duplicate. Steps: docs/facts.md. */
#ifndef CATALOG_SOURCES_IDENTITY_H
#define CATALOG_SOURCES_IDENTITY_H
#include "catalog/base/strbuf.h"
#include "catalog/base/text.h"

void identity_model_key(struct strbuf *key, struct text id); /* replaces the content of key */
void identity_family_key(struct strbuf *key, struct text id);
#endif

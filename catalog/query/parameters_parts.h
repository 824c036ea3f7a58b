/* SPDX-License-Identifier: MIT */
/* parameters_parts.h - the rows of the parameters of with:; shared by parameters*.c. Layer: query; private. */
#ifndef CATALOG_QUERY_PARAMETERS_PARTS_H
#define CATALOG_QUERY_PARAMETERS_PARTS_H
#include "catalog/query/parameters.h"

#include <stddef.h>

enum parameter_form { FORM_NUMBER, FORM_SHARE, FORM_FACTOR, FORM_BITS, FORM_DATE };
enum parameter_concern { CONCERNS_COST = 1, CONCERNS_MEMORY = 2, CONCERNS_NEITHER = 0 };

struct parameter_row {
	const char *name;
	enum parameter_form form;
	enum unit unit;
	enum parameter_concern concern; /* what changes with it */
	size_t offset;
	double least, most;
	const char *help;    /* N_() */
	const char *expects; /* N_(): behind "expected:" */
};
/* Rows end before PARAMETER_LENS. */
const struct parameter_row *parameter_row(enum parameter parameter);
double parameter_get(const struct parameters *parameters, enum parameter parameter);
#endif

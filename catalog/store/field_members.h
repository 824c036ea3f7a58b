/* SPDX-License-Identifier: MIT */
/* field_members.h - the fixed vocabularies of choice and set fields. Layer: store; private to field_table.c. */
#ifndef CATALOG_STORE_FIELD_MEMBERS_H
#define CATALOG_STORE_FIELD_MEMBERS_H
#include "catalog/store/field.h"

struct member_list {
	const struct member *items;
	uint8_t count;
};

extern const struct member members_status[4], members_architecture[7], members_input[5],
	members_output[5], members_data[22], members_public[3], members_alignment[13],
	members_license[3], members_commercial[3], members_can[8], members_availability[3],
	members_run[3], members_data_terms[3];
/* What tags in use are called; there may be others. */
extern const struct member words_conditions[17], words_good_at[20], words_region[21], words_api[3];
#endif

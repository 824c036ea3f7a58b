/* SPDX-License-Identifier: MIT */
#include "catalog/store/draft.h"

bool claim_stands_instead(const struct claim *own, const struct claim *of_family)
{
	bool is_silent = value_is_undisclosed(field_get((enum field_id)own->field), &own->value);

	if (own->origin != ORIGIN_BUILTIN_MODEL)
		return false;
	if (of_family->basis == BASIS_REPORTED && (is_silent || is_family_matter(of_family->field)))
		return false;
	return own->field == of_family->field ||
		(!is_silent && own->field == FIELD_LICENSE_NAME &&
			is_license_term(of_family->field));
}

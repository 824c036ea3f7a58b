/* SPDX-License-Identifier: MIT */
#include "tui/views/cost_workload.h"

#include "catalog/base/message.h"
#include "catalog/query/parameters.h"

/* The workload that stands now among the known ones; -1: another. */
static int now_among(const struct explorer *explorer)
{
	size_t count = workload_count() + explorer->workloads.count;

	for (size_t i = 0; i < count; i++) {
		struct parameters tried = explorer->query.parameters;
		const char *list = i < workload_count()
			? workload_get(i)->list
			: explorer->workloads.items[i - workload_count()].list;
		if (parameters_read(&tried, text_of(list), NULL) == RESULT_OK &&
			parameters_equal(&tried, &explorer->query.parameters))
			return (int)i;
	}
	return -1;
}

static const char *title_of(const struct explorer *explorer, int workload)
{
	return workload < (int)workload_count()
		? _(workload_get((size_t)workload)->title)
		: explorer->workloads.items[workload - (int)workload_count()].name;
}

const char *cost_workload_title(const struct explorer *explorer)
{
	int workload = now_among(explorer);

	return workload >= 0 ? title_of(explorer, workload) : NULL;
}

void cost_workload_walk(struct explorer *explorer, int step)
{
	int count = (int)(workload_count() + explorer->workloads.count), now = now_among(explorer);
	int next = now < 0 ? (step > 0 ? 0 : count - 1) : (now + step + count) % count;
	bool is_own = next >= (int)workload_count();
	const struct saved_workload *saved = is_own
		? &explorer->workloads.items[next - (int)workload_count()]
		: NULL;
	struct parameters parameters = explorer->query.parameters;
	struct error why = { 0 };

	if (parameters_read(&parameters,
		    text_of(saved ? saved->list : workload_get((size_t)next)->list),
		    &why) != RESULT_OK) {
		explorer_complain(explorer, "%s: %s", saved ? saved->name : "", why.message);
		return;
	}
	explorer_set_parameters(explorer, &parameters);
	explorer_say(explorer, _("Workload: %s"), title_of(explorer, next));
}

void cost_workload_forget(struct explorer *explorer)
{
	int now = now_among(explorer);

	if (now < (int)workload_count()) {
		explorer_complain(explorer, "%s",
			_("Only workloads that you kept under a name can be taken out."));
		return;
	}
	struct text name = text_of(explorer->workloads.items[now - (int)workload_count()].name);
	explorer_say(explorer, _("Workload forgotten: %.*s"), TEXT_ARGS(name));
	explorer_keep_workload(explorer, name, TEXT_NONE);
}

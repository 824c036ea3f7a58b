#!/bin/sh
# facts_schema.sh - the facts fit catalog/facts/schema.json, as an editor would check them, and the schema is not blind.
# Needs Python with jsonschema; without it the test is skipped.
set -u

cd "${top_srcdir:-.}" || exit 1
python3 -c 'import jsonschema' 2>/dev/null || {
	echo 'skipped: no Python with jsonschema'
	exit 77
}
# shellcheck disable=SC2086
python3 - $FACTS <<'END'
import copy, json, sys
import jsonschema

schema = json.load(open("catalog/facts/schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
failed = False

for name in sys.argv[1:]:
    for mistake in list(validator.iter_errors(json.load(open(name))))[:3]:
        print(f"{name}: {'/'.join(map(str, mistake.path))}: {mistake.message[:200]}")
        failed = True

example = open("docs/facts.md").read().split("## Your own files")[1].split("\n\n")[2]
for mistake in validator.iter_errors(json.loads(example)):
    print(f"docs/facts.md, your own files: {mistake.message[:200]}")
    failed = True

good = json.load(open("catalog/facts/models/meta.json"))
good["models"] = [next(m for m in good["models"] if isinstance(m.get("facts", {}).get("context"), dict))]
def spoilt(change):
    bad = copy.deepcopy(good)
    change(bad, bad["models"][0])
    return bad
def number(**facts):
    return lambda f, m: m["facts"].update({key: {"value": value, "basis": "disclosed", "source": "x"} for key, value in facts.items()})
def offer(**keys):
    return lambda f, m: m.update(offers=[{"provider": "x", "source": "x", **keys}])
mistakes = {
    "a window of 128 tokens": number(context=128),
    "half a layer": number(layers=8.5),
    "a model of 1970": number(released="1970"),
    "a model of 2199": number(released="2199-01-01"),
    "a dear offer": offer(price_out=100000),
    "an offer that takes nothing": offer(context_served=0),
    "a tier above nothing": offer(tiers=[{"above": 0}]),
    "an unknown key": lambda f, m: m.update(colour="red"),
    "an unknown field": lambda f, m: m["facts"].update(kontext=m["facts"]["context"]),
    "an unknown member": lambda f, m: m["facts"].update(
        license={"value": "open-wieght", "basis": "disclosed", "source": "x"}),
    "a number as text": lambda f, m: m["facts"]["context"].update(value="128k"),
    "no source": lambda f, m: m["facts"]["context"].pop("source"),
    "an inference from nothing": lambda f, m: m["facts"].update(
        context={"value": 1, "basis": "inferred", "source": "x"}),
    "an id with a blank": lambda f, m: m.update(id="meta/llama 4"),
}
if not validator.is_valid(good):
    print("the model that is spoilt is not sound before")
    failed = True
for name, change in mistakes.items():
    if validator.is_valid(spoilt(change)):
        print(f"the schema lets pass: {name}")
        failed = True
sys.exit(failed)
END

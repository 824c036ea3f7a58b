# SPDX-License-Identifier: MIT
"""exports.py - compares what the readers of exports.sh made of one table: every format has the same cells, and csv, tsv, json and ndjson the
same values. usage: exports.py FOLDER SOURCES. A file that is not there belongs to a reader that is not there."""
import base64
import csv
import hashlib
import html
import html.parser
import json
import os
import re
import sys

FOLDER, SOURCES = sys.argv[1:3]
csv.field_size_limit(10_000_000)
failures = 0


def complain(sentence):
    global failures
    failures += 1
    print(sentence)


def read(name):
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


class Tables(html.parser.HTMLParser):
    """Rows of cells of the first table; scripts, styles and handlers that must not be there."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows, self.depth, self.cell, self.bad, self.links, self.done = [], 0, None, [], [], False

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "img", "link", "base", "form"):
            self.bad.append(tag)
        for key, value in attributes:
            if key.startswith("on"):
                self.bad.append(key)
            if key in ("href", "src"):
                self.links.append(value or "")
        if tag == "table" and not self.done:
            self.depth += 1
        elif self.depth and tag == "tr":
            self.rows.append([])
        elif self.depth and tag in ("td", "th"):
            self.cell = ""

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag == "table" and self.depth:
            self.depth -= 1
            self.done = self.depth == 0
        elif self.depth and tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def plain(text):
    """As people read it: no width, one blank; wikis have their own opinion of quotes and dashes."""
    text = text.replace("\u200c", "").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip()


def cells(text):
    parser = Tables()
    parser.feed(text)
    rows = [[plain(cell) for cell in row] for row in parser.rows]
    return [row for row in rows if any(row)], parser


def without_blanks(rows):
    """A section spans its line: readers differ in how many empty cells stand behind it."""
    return [[cell for cell in row if cell] if len([c for c in row if c]) == 1 else row for row in rows]


def compare(name, reader, rows, expected):
    rows, expected = without_blanks(rows), without_blanks(expected)
    if rows == expected:
        return
    for number, (got, want) in enumerate(zip(rows, expected)):
        for column, (a, b) in enumerate(zip(got, want)):
            if a != b:
                return complain(f"{name}, {reader}, line {number}, cell {column}:\n  {a!r}\n  expected {b!r}")
        if len(got) != len(want):
            return complain(f"{name}, {reader}, line {number}: {len(got)} cells, expected {len(want)}\n  {got}\n  {want}")
    complain(f"{name}, {reader}: {len(rows)} lines, expected {len(expected)}")


# --- HTML, and the formats that become HTML ----------------------------------------------------------------

def check_html(name):
    text = read(name + ".html")
    expected, parser = cells(text)
    if parser.bad:
        complain(f"{name}.html holds {parser.bad}")
    if f'<html lang="{"ko" if name == "korean" else "en"}">' not in text:
        complain(f"{name}.html does not say its language")
    for link in parser.links:
        if not re.match(r"(https?://[!-~]+|#source-[0-9]+)$", link):
            complain(f"{name}.html links to {link!r}")
    style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    if f"style-src 'sha256-{digest}'" not in text:
        complain(f"{name}.html: the policy does not allow its own style; it should name sha256-{digest}")
    if re.search(r"url\(|@import|src=", style):
        complain(f"{name}.html: the style refers to something outside")
    heads = re.findall(r"<th\b[^>]*>", text)
    if not heads or any("scope=" not in head for head in heads):
        complain(f"{name}.html: a head without scope")
    for target in re.findall(r'href="#(source-[0-9]+)"', text):
        if f'id="{target}"' not in text:
            complain(f"{name}.html: [{target}] leads nowhere")
    return expected


def check_lines(name, expected):
    for reader in ("md", "org", "wiki", "jira", "adoc", "dom"):
        text = read(f"{name}.{reader}.html")
        if text is None:
            continue
        rows, parser = cells(text)
        if reader != "dom" and "script" in parser.bad:
            complain(f"{name}: a script came through {reader}")
        if reader == "dom" and "<script" in text:
            complain(f"{name}: a script in the page that Chromium shows")
        if reader == "jira":  # pandoc's reader leaves references by number as they are
            rows = [[html.unescape(cell) for cell in row] for row in rows]
        compare(name, reader, rows, expected)


# --- Values ------------------------------------------------------------------------------------------------

SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def unguard(cell):
    """The way back that llmatlas-json(5) describes."""
    return re.sub(r"(^|;)('+)(?=[" + re.escape(SIGNS) + "])", lambda m: m.group(1) + m.group(2)[1:], cell)


def is_formula(cell):
    return bool(re.match("[" + re.escape(SIGNS) + "]", cell)) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", cell)


def as_key(value):
    """A JSON value as csv writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def check_values(name):
    document = json.loads(read(name + ".json"))
    rows = list(csv.DictReader(read(name + ".csv").splitlines(keepends=True)))
    raw = list(csv.DictReader(read(name + ".raw.csv").splitlines(keepends=True)))
    tabs = [line.split("\t") for line in read(name + ".tsv").splitlines()]
    lines = [json.loads(line) for line in read(name + ".ndjson").splitlines()]
    if not len(document["rows"]) == len(rows) == len(raw) == len(lines) == len(tabs) - 1:
        return complain(f"{name}: the formats disagree about the number of rows")
    for number, row in enumerate(document["rows"]):
        for key, cell in row["cells"].items():
            want, line = as_key(cell["value"]), lines[number]
            if line[key] != cell["value"]:
                complain(f"{name}.ndjson, row {number}, {key}: {line[key]!r}, json has {cell['value']!r}")
            if raw[number][key] != want:
                complain(f"{name}.raw.csv, row {number}, {key}: {raw[number][key]!r}, json has {want!r}")
            if unguard(rows[number][key]) != want:
                complain(f"{name}.csv, row {number}, {key}: {rows[number][key]!r} does not lead back to {want!r}")
            if unguard(tabs[number + 1][tabs[0].index(key)]) != want:
                complain(f"{name}.tsv, row {number}, {key}: does not lead back to {want!r}")
            for part in rows[number][key].split(";"):
                if is_formula(part):
                    complain(f"{name}.csv, row {number}, {key}: {part!r} would run as a formula")
        if "id" in row and not row["id"] == rows[number]["id"] == lines[number]["id"]:
            complain(f"{name}, row {number}: the formats disagree about its id")
    kit = read(name + ".csv.json")
    if kit is not None:
        for number, row in enumerate(json.loads(kit)):
            for key, value in row.items():
                if (value or "") != rows[number][key]:
                    complain(f"{name}, csvkit, row {number}, {key}: {value!r}, Python's csv has {rows[number][key]!r}")
    return document


def check_schema(name, document):
    try:
        import jsonschema
    except ImportError:
        return
    with open(os.path.join(SOURCES, "docs/export.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
        complain(f"{name}.json is not what docs/export.schema.json says: {error.message} at {list(error.path)}")


# --- Text and files in whole -------------------------------------------------------------------------------

def check_bytes(name):
    for ending in ("md", "csv", "tsv", "json", "ndjson", "html", "tex", "org", "wiki", "jira", "adoc", "txt"):
        text = read(f"{name}.{ending}")
        bad = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]", text)
        if bad:
            complain(f"{name}.{ending}: the character U+{ord(bad.group()):04X} in what others will read")
        if not text.endswith("\n"):
            complain(f"{name}.{ending} does not end its last line")
    source = read(name + ".tex")
    for command in re.findall(r"\\([A-Za-z]+)", source.split("\\begingroup", 1)[1]):
        if command in ("input", "include", "write", "openin", "openout", "href", "url", "def", "catcode", "csname"):
            complain(f"{name}.tex: \\{command} came through")


OWN = ("fields", "developers", "keys", "themes", "settings", "sources", "source")
for table in ("list", "compare", "turned", "show", "korean", "hostile", "versus") + OWN:
    check_lines(table, check_html(table))
    values = check_values(table)
    if values is not None:
        check_schema(table, values)
    check_bytes(table)
for name in sorted(os.listdir(FOLDER)):
    if name.startswith("kind."):
        check_schema(name[:-len(".json")], json.loads(read(name)))
sys.exit(failures > 0)

import assert from "node:assert/strict";
import { test } from "node:test";
import { Fragments } from "../../src/atlas/fragment";
import { addressOf, citationOf } from "../../src/atlas/saving/citation";
import { csvOf } from "../../src/atlas/saving/csv";
import { dayOf, gexfOf, xml } from "../../src/atlas/saving/gexf";
import { fileName, shownIn, titleOf } from "../../src/atlas/saving/saver";
import { Selector } from "../../src/atlas/selection";
import { openingState, rangeOf } from "../../src/atlas/state";
import { active, knows, TODAY } from "./small";
import { factsOf } from "./told";

const told = knows(
  ["leipzig DE", "krakow PL", "kyiv UA"],
  [
    { ...active("leipzig krakow", 1973), sources: ["Archive"] },
    active("leipzig krakow kyiv", null),
    {
      members: "krakow kyiv",
      phases: [
        { standing: "active", start: 1993 },
        { standing: "ended", start: 2022 },
      ],
    },
  ],
);
const label = ['Leip"zig', "<Kraków> & Co, \u202e\0", "Київ"];
const knowledge = { ...told, cities: { ...told.cities, label } };
const facts = factsOf(knowledge);
const selector = new Selector(knowledge);
const range = rangeOf(selector.lifetimes, TODAY);
const opening = openingState(range);
const selection = selector.select(opening);

test("a table of values has a row for each shown partnership, quoted where need be", () => {
  const lines = csvOf(facts, selection).split("\r\n");
  assert.equal(lines.length, 5);
  assert.equal(lines[0]?.split(",").length, 9);
  assert.equal(
    lines[1],
    'krakow--leipzig,"Leip""zig; <Kraków> & Co, \u202e\0",DE; PL,twin-town,active,certain,1973,,https://example.org/Archive',
  );
  assert.ok(lines[3]?.endsWith("ended,certain,1993,2022,"));
});

test("a table has only what is shown", () => {
  const few = selector.select({ ...opening, from: 2024, to: 2024, undated: false });
  assert.equal(csvOf(facts, few).split("\r\n").length, 3);
});

test("a network has a node for each shown city and an edge for each line, with its days", () => {
  const written = gexfOf(facts, selection, knowledge.cities.map);
  assert.equal(written.match(/<node /g)?.length, 3);
  assert.equal(written.match(/<edge /g)?.length, 5);
  assert.ok(written.includes('source="krakow" target="kyiv" start="1993-01-01" end="2022-12-31"'));
  assert.ok(written.includes('source="leipzig" target="krakow" start="1973-01-01">'));
  assert.ok(!written.includes("<Kraków>"));
});

test("what XML forbids is not written", () => {
  assert.equal(xml("a\0b\ud800c\u{1f600}"), "a\ufffdb\ufffdc\u{1f600}");
  assert.equal(xml("<\"&'\n"), "&#60;&#34;&#38;&#39;&#10;");
  assert.equal(dayOf(8360101), "0836-01-01");
});

test("the title and the name of a file say what is shown", () => {
  assert.equal(titleOf({ ...opening, from: 1980, to: 1980 }, facts), "Small");
  assert.equal(titleOf({ ...opening, city: 0 }, facts), 'Leip"zig');
  assert.equal(fileName({ ...opening, city: 0 }, facts), "atlas-leipzig-1973-2026");
  const network = { ...opening, layout: "network", partnership: 0 } as const;
  assert.equal(fileName(network, facts), "atlas-network-krakow--leipzig-1973-2026");
});

test("a citation does not tell where a file lies on this machine", () => {
  const at = (href: string) => addressOf(new URL(href) as unknown as Location);
  assert.equal(at("file:///home/me/my%20atlas.html#city=kyiv&from=1980"), "#city=kyiv&from=1980");
  assert.equal(at("file:///home/me/my%20atlas.html"), "");
  assert.equal(at("https://example.org/a.html#x=1"), "https://example.org/a.html#x=1");
});

test("a citation names the dataset once, and an address only where there is one", () => {
  const day = new Date(2026, 10, 27);
  const shown = shownIn({ ...opening, from: 1980, to: 1980 }, facts);
  const cited = citationOf("Small. 1.", shown, "", facts.wording, day);
  assert.equal(cited, "cited Small. 1. 1980 November 27, 2026");
  const kyiv = shownIn({ ...opening, city: 2, from: 1980, to: 1980 }, facts);
  assert.equal(
    citationOf("Small. 1.", kyiv, "https://example.org/#city=kyiv", facts.wording, day),
    "cited Small. 1. Київ, 1980, https://example.org/#city=kyiv November 27, 2026",
  );
});

test("a story can be told as fragments: each is a whole state", () => {
  const fragments = new Fragments(knowledge, range);
  const steps = ["city=leipzig", "city=leipzig&other=kyiv", "from=1980&to=1980&layout=network"];
  assert.deepEqual(
    steps.map((step) => fragments.write(fragments.read(step).state)),
    ["city=leipzig", "city=leipzig&other=kyiv", "layout=network&from=1980&to=1980"],
  );
});

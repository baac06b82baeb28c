import assert from "node:assert/strict";
import { test } from "node:test";
import { partnershipsByCity, partnersOfCountry } from "../../src/atlas/panel/country";
import { contradiction } from "../../src/atlas/panel/evidence";
import { reportText } from "../../src/atlas/panel/report";
import { type Column, cellsOf, sorted } from "../../src/atlas/rows";
import { Selector } from "../../src/atlas/selection";
import { openingState, rangeOf } from "../../src/atlas/state";
import { Wording } from "../../src/atlas/wording";
import { active, knows, TODAY } from "./small";
import { factsOf } from "./told";

const knowledge = knows(
  ["leipzig DE", "krakow PL", "kyiv UA", "halle DE"],
  [
    { ...active("leipzig krakow", 1973), sources: ["Archive", "Website"], kind: "cooperation" },
    active("leipzig kyiv", [19600101, 19691231]),
    active("leipzig halle", null),
    {
      members: "krakow kyiv",
      phases: [
        { standing: "active", start: [0, 19931231] },
        { standing: "ended", start: 2022 },
      ],
    },
  ],
);
const facts = factsOf(knowledge);
const selector = new Selector(knowledge);
const selection = selector.select(openingState(rangeOf(selector.lifetimes, TODAY)));

test("a period is told by what is known of it", () => {
  assert.equal(facts.period(0), "since 1973");
  assert.equal(facts.period(1), "began 19600101 to 19691231");
  assert.equal(facts.period(2), "no_date");
  assert.equal(facts.period(3), "from_to 0 to 19931231 2022");
});

test("partnerships are listed by date, an open one by its latest day, undated ones last", () => {
  assert.deepEqual(facts.byDate([2, 3, 0, 1]), [1, 0, 3, 2]);
});

test("a row has all cells, members by name", () => {
  const { cities, countries, sources, since } = cellsOf(facts, selection, 0);
  assert.deepEqual(
    [cities, countries, sources, since],
    ["krakow – leipzig", "PL, DE", "2", "1973"],
  );
});

test("rows are sorted by each column, and what is not known stays last", () => {
  const by = (column: Column, descending = false) =>
    sorted(facts, selection, { column, descending });
  assert.deepEqual(by("since"), [1, 0, 3, 2]);
  assert.deepEqual(by("since", true), [3, 0, 1, 2]);
  assert.deepEqual(by("until", true)[0], 3);
  assert.deepEqual(by("sources", true)[0], 0);
  assert.deepEqual(by("cities"), [2, 3, 0, 1]);
  assert.deepEqual(by("kind")[0], 0);
});

test("a partnership of several cities counts once, however many lines it has", () => {
  const several = knows(["a DE", "b PL", "c UA"], [active("a b c", 1990), active("a b", null)]);
  const all = new Selector(several).select(openingState({ first: 1990, last: 2026 }));
  assert.deepEqual([...all.degree], [3, 3, 2]);
  assert.equal(factsOf(several).shownOf(all, 0), 2);
});

test("cities are in the order of their partnerships, not of their lines", () => {
  const several = knows(
    ["a DE", "b PL", "c UA", "d DE"],
    [active("a b c", 1990), active("a d", 1990), active("d b", 1990), active("d c", 1991)],
  );
  const all = new Selector(several).select(openingState({ first: 1990, last: 2026 }));
  const ordered = partnershipsByCity(factsOf(several), all, null);
  assert.deepEqual(ordered, [
    [3, 3],
    [0, 2],
    [1, 2],
    [2, 2],
  ]);
  assert.deepEqual(partnershipsByCity(factsOf(several), all, 0)[0], [3, 3]);
});

test("a country has its partners by their number, itself too", () => {
  assert.deepEqual(partnersOfCountry(facts, selection, 0), [
    [0, 1],
    [1, 1],
    [2, 1],
  ]);
});

test("sources that differ are told in one sentence, with what is used and why", () => {
  const { evidence } = knowledge;
  const rivals = factsOf({
    ...knowledge,
    evidence: {
      ...evidence,
      start: Int32Array.from([0, 1]),
      mark: Uint8Array.from([1, 2]),
      reason: ["news over other", ""],
    },
    days: { ...knowledge.days, label: ["1973", "1974"] },
  });
  assert.equal(
    contradiction(rivals, rivals.evidence(0)),
    "differ claim \u2068Archive\u2069 1973; claim \u2068Website\u2069 1974 used_because 1973 news over other",
  );
  assert.equal(contradiction(facts, facts.evidence(0)), "");
});

test("a report names the partnership, its address and its sources", () => {
  const text = reportText(facts, 0, "https://example.org/id/krakow--leipzig");
  for (const part of [
    "krakow – leipzig (since 1973)",
    "https://example.org/id/",
    "https://example.org/Archive",
  ])
    assert.ok(text.includes(part), part);
});

test("phrases agree with their number in each language", () => {
  const forms = {
    one: "{number} miasto",
    few: "{number} miasta",
    many: "{number} miast",
    other: "?",
  };
  const wording = new Wording("pl", { hello: "{one} i {two}" }, { cities: forms });
  assert.deepEqual(
    [1, 3, 12, 10000].map((n) => wording.count("cities", n).replace(/\s/g, " ")),
    ["1 miasto", "3 miasta", "12 miast", "10 000 miast"],
  );
  assert.equal(wording.say("hello", { one: "$& {two}" }), "$& {two} i {two}");
  assert.throws(() => wording.say("missing"), /no words for missing/);
});

test("a sentence that ends with a value has one full stop", () => {
  const wording = new Wording("uk", { used: "Прийнято: {date}.", kept: "{what}." }, {});
  assert.equal(wording.say("used", { date: "8 вересня 1973 р." }), "Прийнято: 8 вересня 1973 р.");
  assert.equal(wording.say("used", { date: "1973" }), "Прийнято: 1973.");
  assert.equal(wording.say("kept"), "{what}.");
});

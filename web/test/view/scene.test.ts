import assert from "node:assert/strict";
import { test } from "node:test";
import { sceneOf } from "../../src/view/scene";
import { pageData } from "./page-data";

test("a node has its texts, its names and its account", () => {
  const krakow = sceneOf(pageData()).nodes[1];
  assert.equal(krakow?.id, "city/krakow");
  assert.equal(krakow?.label, "Kraków");
  assert.equal(krakow?.page, "krakow.html");
  assert.deepEqual(krakow?.names, ["krakau", "krakow"]);
  assert.deepEqual(krakow?.account(), []);
});

test("a relation joins two nodes and has the account of its subject", () => {
  const [relation] = sceneOf(pageData()).relations;
  const [entry] = relation?.account() ?? [];
  assert.deepEqual([entry?.section, entry?.property], ["Partnership", "Start"]);
  assert.deepEqual([relation?.from, relation?.to], [0, 1]);
  assert.deepEqual(
    entry?.statements.map(({ value, mark, source }) => [value, mark, source]),
    [
      ["1973", "preferred", "The city"],
      ["1973", "preferred", "An archive"],
      ["1974", "rival", "A newspaper"],
    ],
  );
});

test("a mark that nobody knows is an error that names it", () => {
  const data = pageData();
  data.texts = data.texts.map((text) => (text === "rival" ? "odd" : text));
  const [relation] = sceneOf(data).relations;
  assert.throws(() => relation?.account(), /marked "odd"; known are preferred, normal/);
});

test("a relation is a partnership if its line tells how one stands", () => {
  const data = pageData();
  assert.equal(sceneOf(data).relations[0]?.isPartnership, true);
  data.lines = ["line-2"];
  assert.equal(sceneOf(data).relations[0]?.isPartnership, false);
});

test("a column that is too short is an error", () => {
  const data = pageData();
  data.relations.to = [];
  assert.throws(() => sceneOf(data), RangeError);
});

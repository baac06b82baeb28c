import assert from "node:assert/strict";
import { test } from "node:test";
import { along, commonPartners, neighbourhood, shortestWay, triangle } from "../../src/atlas/paths";
import { active, knows } from "./small";

const CITIES = ["a DE", "b PL", "c UA", "d FR", "e FR", "alone DE"];
const knowledge = knows(CITIES, [
  active("a b", 1970),
  active("b c", 1980),
  active("c d", 1990),
  active("a e", 1990),
  active("c e", 1990),
]);
const all = new Uint8Array(knowledge.lines.count).fill(1);
const without = (line: number) => all.map((shown, n) => (n === line ? 0 : shown));

test("the shortest way has the fewest lines", () => {
  assert.deepEqual(shortestWay(knowledge, all, 0, 3), [0, 1, 2, 3]);
  assert.deepEqual(shortestWay(knowledge, all, 0, 0), [0]);
});

test("all lines between two cities of a way stand out, not only the first", () => {
  const twice = knows(CITIES, [active("a b c", null), active("a b", 1970), active("b d", 1980)]);
  const { cities, lines } = along(twice, new Uint8Array(twice.lines.count).fill(1), [0, 1, 3]);
  assert.deepEqual([...cities], [0, 1, 3]);
  assert.deepEqual([...lines].sort(), [0, 3, 4]);
});

test("a way leads through what is shown only", () => {
  assert.deepEqual(shortestWay(knowledge, without(1), 0, 3), [0, 4, 2, 3]);
  assert.equal(shortestWay(knowledge, without(2), 0, 3), null);
  assert.equal(shortestWay(knowledge, all, 0, 5), null);
});

test("common partners are partners of both", () => {
  assert.deepEqual(commonPartners(knowledge, all, 0, 2), [1, 4]);
  assert.deepEqual(commonPartners(knowledge, without(0), 0, 2), [4]);
  assert.deepEqual([...triangle(knowledge, all, [0, 2], [1, 4]).lines].sort(), [0, 1, 3, 4]);
});

test("a neighbourhood grows with its steps, and has the lines by which it is reached", () => {
  assert.deepEqual([...neighbourhood(knowledge, all, 0, 1).cities], [0, 1, 4]);
  const wide = neighbourhood(knowledge, all, 0, 2);
  assert.deepEqual([...wide.cities].sort(), [0, 1, 2, 4]);
  assert.deepEqual([...wide.lines].sort(), [0, 1, 3, 4]);
  assert.deepEqual([...neighbourhood(knowledge, all, 5, 2).cities], [5]);
});

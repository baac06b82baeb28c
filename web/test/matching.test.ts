import assert from "node:assert/strict";
import { test } from "node:test";
import { matching } from "../src/matching";
import { sceneOf } from "../src/view/scene";
import { pageData } from "./view/page-data";

const { nodes } = sceneOf(pageData());

test("a node is found by a name that is not its label", () => {
  assert.deepEqual(matching("krakau", nodes, "en"), [1]);
  assert.deepEqual(matching("lipsk", nodes, "en"), [0]);
});

test("a part in the middle of a name is enough", () => {
  assert.deepEqual(matching("psk", nodes, "en"), [0]);
});

test("names that begin with the text come first, then the order of the alphabet", () => {
  assert.deepEqual(matching("k", nodes, "en"), [1, 0]);
  assert.deepEqual(matching("ip", nodes, "en"), [0]);
  assert.deepEqual(matching("i", [...nodes].reverse(), "en"), [1]);
});

test("a whole name comes before a longer one that begins with it", () => {
  const longer = nodes.map((node) => ({ ...node, names: ["krakauer tag"] })).slice(0, 1);
  const krakow = nodes.slice(1, 2);
  assert.deepEqual(matching("krakau", [...longer, ...krakow], "en"), [1, 0]);
});

test("nothing finds nothing", () => {
  assert.deepEqual(matching("", nodes, "en"), []);
  assert.deepEqual(matching("lyon", nodes, "en"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenBy, fragmentOf } from "../../src/view/address";
import { sceneOf } from "../../src/view/scene";
import { pageData } from "./page-data";

function scene() {
  const data = pageData();
  data.texts = data.texts.map((text) =>
    text.includes("/") ? `https://w3id.org/twingraph/id/${text}` : text,
  );
  return sceneOf(data);
}

test("the address names what is chosen as the graph does", () => {
  assert.equal(fragmentOf({ what: "node", number: 1 }, scene()), "city/krakow");
  assert.equal(fragmentOf({ what: "relation", number: 0 }, scene()), "partnership/krakow--leipzig");
});

test("an address chooses what it names", () => {
  assert.deepEqual(chosenBy("#city/krakow", scene()), { what: "node", number: 1 });
  assert.deepEqual(chosenBy("#partnership/krakow--leipzig", scene()), {
    what: "relation",
    number: 0,
  });
});

test("an address that names nothing here chooses nothing", () => {
  for (const fragment of ["", "#", "#tables", "#city/nowhere", "#%E0%A4%A", "#city/"])
    assert.equal(chosenBy(fragment, scene()), undefined);
});

test("what has an address of another kind is escaped", () => {
  const data = pageData();
  data.texts = data.texts.map((text) => (text === "city/leipzig" ? '</script>"#' : text));
  const chosen = { what: "node", number: 0 } as const;
  const fragment = fragmentOf(chosen, sceneOf(data));
  assert.match(fragment, /^[\w%.-]+$/);
  assert.deepEqual(chosenBy(fragment, sceneOf(data)), chosen);
});

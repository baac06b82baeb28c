import assert from "node:assert/strict";
import { test } from "node:test";
import { foldingBy } from "../src/fold";
import examples from "./folding.json";

const fold = foldingBy(examples.letters);

for (const [name, folded] of Object.entries(examples.names)) {
  test(`${name} is folded as twingraph folds it`, () => {
    assert.equal(fold(name), folded);
    assert.equal(fold(name.normalize("NFD")), folded);
  });
}

test("blanks and signs at the ends are no letters", () => {
  assert.equal(fold("  (Oder) – "), "oder");
  assert.equal(fold("…"), "");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { counted } from "../src/plurals";

const polish = { one: "{} wynik", few: "{} wyniki", many: "{} wyników", other: "{} wyniku" };

test("a number and its word agree", () => {
  assert.equal(counted({ one: "{} match", other: "{} matches" }, 1, "en"), "1 match");
  assert.equal(counted({ one: "{} match", other: "{} matches" }, 12, "en"), "12 matches");
  const said = [1, 2, 5, 12, 22].map((number) => counted(polish, number, "pl"));
  assert.deepEqual(said, ["1 wynik", "2 wyniki", "5 wyników", "12 wyników", "22 wyniki"]);
});

test("a phrase without the form of a number has the general one", () => {
  assert.equal(counted({ other: "{} Treffer" }, 1, "de"), "1 Treffer");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { matches, type Term, used } from "../../src/editor/terms";

const TERMS: Term[] = [
  ["tg:MembershipProspect", "Aussicht auf Mitgliedschaft", "class"],
  ["tg:member", "Mitglied", "property"],
  ["skos:broader", "allgemeiner", "property"],
];

test("a name completes in its own case first", () => {
  assert.deepEqual(
    matches(TERMS, "tg:mem").map(([name]) => name),
    ["tg:member", "tg:MembershipProspect"],
  );
});

test("a word of the label completes to the term", () => {
  assert.deepEqual(matches(TERMS, "allg"), [TERMS[2]]);
});

test("variables, texts and an empty place complete to no term", () => {
  for (const typed of ["", "?member", '"tg:member', "<tg:member", "tg:a:b"]) {
    assert.deepEqual(matches(TERMS, typed), []);
  }
});

test("prefixes are those of names, not of texts, each once", () => {
  const tokens = [
    { string: "tg:member", type: "string-2" },
    { string: "tg:kind", type: "error" },
    { string: '"geo:"', type: "string" },
    { string: "?tg", type: "atom" },
  ];
  assert.deepEqual(used(tokens), ["tg"]);
});

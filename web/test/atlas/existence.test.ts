import assert from "node:assert/strict";
import { test } from "node:test";
import { existence, spanOf, standingIn } from "../../src/atlas/existence";
import { lifetimesOf } from "../../src/atlas/lifetimes";
import { LINE_STANDINGS } from "../../src/atlas/model";
import { knows, TODAY, type Told, type ToldPhase } from "./small";

/** Return how a partnership with these phases existed and stood in a span, in two words. */
function told(phases: readonly ToldPhase[], from: number, to = from): string {
  const knowledge = knows(["a DE", "b PL"], [{ members: "a b", phases }]);
  const span = spanOf(from, to);
  const how = existence(lifetimesOf(knowledge)[0] ?? [], span, TODAY);
  return `${how} ${LINE_STANDINGS[standingIn(knowledge, 0, how, span)]}`;
}

const since = (start: Told): ToldPhase => ({ standing: "active", start });
const ended = (start: Told): ToldPhase => ({ standing: "ended", start });

test("it exists certainly from the year in which it began", () => {
  assert.equal(told([since(1973)], 1972), "not hidden");
  assert.equal(told([since(1973)], 1973), "certain active");
  assert.equal(told([since(1973)], 1960, 1973), "certain active");
  assert.equal(told([since(1973)], 2026), "certain active");
});

test("within an imprecise beginning it exists possibly, and after it certainly", () => {
  const decade = since([19700101, 19791231]);
  assert.equal(told([decade], 1969), "not hidden");
  assert.equal(told([decade], 1970), "possible active");
  assert.equal(told([decade], 1978), "possible active");
  assert.equal(told([decade], 1979), "certain active");
});

test("an open beginning is possible at any time before", () => {
  assert.equal(told([since([0, 19791231])], 836), "possible active");
  assert.equal(told([since([19700101, 99999999])], 2026), "possible active");
});

test("in a span that includes its ending it is ended, and later it is not shown", () => {
  const phases = [since(1973), ended(2022)];
  assert.equal(told(phases, 2021), "certain active");
  assert.equal(told(phases, 2022), "certain ended");
  assert.equal(told(phases, 1900, 2026), "certain ended");
  assert.equal(told(phases, 2023), "not hidden");
  assert.equal(told(phases, 2026), "not hidden");
});

test("after the earliest day of an imprecise ending it exists possibly", () => {
  const phases = [since(1973), ended([20200101, 20221231])];
  assert.equal(told(phases, 2020), "certain active");
  assert.equal(told(phases, 2021), "possible active");
  assert.equal(told(phases, 2022), "possible ended");
  assert.equal(told(phases, 2023), "not hidden");
});

test("an ending without a date may have come at any time until today", () => {
  const phases = [since(1973), ended(null)];
  assert.equal(told(phases, 1980), "possible active");
  assert.equal(told(phases, 2026), "possible ended");
});

test("the end of a phase ends it without a phase that says so", () => {
  const phases = [{ standing: "active", start: 1973, end: 1990 }];
  assert.equal(told(phases, 1990), "certain active");
  assert.equal(told(phases, 1991), "not hidden");
});

test("a suspended partnership still exists, and is suspended from then on", () => {
  const phases = [since(1973), { standing: "suspended", start: 2022 }];
  assert.equal(told(phases, 2021), "certain active");
  assert.equal(told(phases, 2022), "certain suspended");
  assert.equal(told(phases, 2026), "certain suspended");
});

test("a standing without a date is that of today", () => {
  const phases = [since(1973), { standing: "suspended", start: null }];
  assert.equal(told(phases, 2021), "certain active");
  assert.equal(told(phases, 2026), "certain suspended");
});

test("without any beginning it is undated in every span until it has ended", () => {
  assert.equal(told([since(null)], 1950), "undated undated");
  assert.equal(told([since(null)], 2026), "undated undated");
  assert.equal(told([since(null), ended(2022)], 1950), "undated undated");
  assert.equal(told([since(null), ended(2022)], 1950, 2026), "undated ended");
  assert.equal(told([since(null), ended(2022)], 2023), "not hidden");
});

test("before the first date that is known, of a later phase, it is undated", () => {
  const phases = [since(null), { standing: "dormant", start: [19890101, 20131122] as const }];
  assert.equal(told(phases, 1980), "undated undated");
  assert.equal(told(phases, 2000), "undated undated");
  assert.equal(told(phases, 2013), "certain dormant");
  assert.equal(told(phases, 2026), "certain dormant");
});

test("it may have ended and begun again", () => {
  const phases = [since(1960), ended(1968), since(1990)];
  assert.equal(told(phases, 1965), "certain active");
  assert.equal(told(phases, 1975), "not hidden");
  assert.equal(told(phases, 1995), "certain active");
});

test("what begins after today is planned, in spans that reach today", () => {
  assert.equal(told([since(2028)], 2026), "planned planned");
  assert.equal(told([since(2028)], 2025), "not hidden");
});

test("a partnership of which no phase is known is undated", () => {
  assert.equal(told([], 1980), "undated undated");
  assert.equal(told([], 2026), "undated undated");
});

test("what nobody says the status of is unknown", () => {
  assert.equal(told([{ standing: "unknown", start: 1990 }], 2026), "certain unknown");
});

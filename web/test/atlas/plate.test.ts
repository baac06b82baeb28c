import assert from "node:assert/strict";
import { test } from "node:test";
import { type Caption, plateOf, wrapped } from "../../src/atlas/picture/plate";

const measure = (text: string, size: number) => text.length * size * 0.5;
const CAPTION: Caption = {
  title: "Partnerships of European cities",
  span: "1973 to 1989",
  legend: [
    { look: "active", label: "active" },
    { look: "ended", label: "ended" },
    { look: "derived", label: "derived" },
  ],
  citation: "twingraph, 26 November 2026, CC BY 4.0",
};

test("title, span, legend and citation stand below each other, each within the plate", () => {
  const { lines, samples, height } = plateOf(CAPTION, 900, measure);
  assert.deepEqual(
    lines.map(({ text }) => text),
    [CAPTION.title, CAPTION.span, CAPTION.citation],
  );
  const [title, span, citation] = lines.map(({ y }) => y) as [number, number, number];
  for (const { y } of samples) assert.ok(title < span && span < y && y < citation);
  assert.ok(citation < height);
});

test("on a narrow plate texts are broken and the legend has several rows, none beyond the edge", () => {
  const { lines, samples } = plateOf(CAPTION, 220, measure);
  assert.ok(lines.length > 3);
  for (const { text, size } of lines) assert.ok(measure(text, size) <= 220);
  assert.ok(new Set(samples.map(({ y }) => y)).size > 1);
  for (const { x, label } of samples) assert.ok(x + 42 + measure(label, 14) <= 220);
});

test("a plate without a legend has no room for one", () => {
  const without = plateOf({ ...CAPTION, legend: [] }, 900, measure);
  assert.ok(without.height < plateOf(CAPTION, 900, measure).height);
});

test("texts are broken at their spaces, and a word that is too long keeps a line of its own", () => {
  const width = (part: string) => part.length;
  assert.deepEqual(wrapped("one two  three", 8, width), ["one two", "three"]);
  assert.deepEqual(wrapped("a verylongword b", 5, width), ["a", "verylongword", "b"]);
  assert.deepEqual(wrapped("  ", 5, width), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOfLabel, Labels, shortened, type Wanted } from "../../src/atlas/picture/labels";
import { overlap } from "../../src/boxes";

const measure = (text: string, size: number) => Array.from(text).length * size * 0.5;
const SCREEN = { width: 600, height: 400 };

function wanted(text: string, x: number, y: number): Wanted {
  return { text, at: { x, y }, gap: 4, size: 12, bold: false };
}

test("a label stands right of its dot, else left, above, below", () => {
  const labels = new Labels(SCREEN, measure);
  assert.ok(labels.add(wanted("Leipzig", 300, 200)));
  assert.ok(labels.add(wanted("Halle", 290, 200)));
  const [first, second] = labels.placed;
  assert.ok(first && first.x > 300);
  assert.ok(second && second.x + second.width < 290);
});

test("no two labels overlap, however many cities there are", () => {
  const labels = new Labels(SCREEN, measure);
  for (let n = 0; n < 2000; n++)
    labels.add(wanted("City".repeat(1 + (n % 5)), (n * 7919) % 600, (n * 104729) % 400));
  assert.ok(labels.placed.length > 30);
  const boxes = labels.placed.map(boxOfLabel);
  for (const [n, box] of boxes.entries())
    for (const other of boxes.slice(n + 1)) assert.ok(!overlap(box, other));
});

test("no label leaves the screen or covers the dot of another", () => {
  const labels = new Labels(SCREEN, measure);
  assert.ok(labels.add(wanted("Kyiv", 596 - 4, 200)));
  assert.ok(labels.add(wanted("Lviv", 300, 100)));
  assert.ok(labels.add(wanted("Bila Tserkva", 290, 100)) || labels.placed.length === 2);
  for (const placed of labels.placed) {
    const { left, right, top, bottom } = boxOfLabel(placed);
    assert.ok(left >= 0 && top >= 0 && right <= SCREEN.width && bottom <= SCREEN.height);
  }
});

test("where there is no room, there is no label", () => {
  const labels = new Labels({ width: 40, height: 12 }, measure);
  assert.equal(labels.add(wanted("Leipzig", 20, 6)), false);
  assert.deepEqual(labels.placed, []);
});

test("a name of 10,000 letters is cut, and little of it is measured", () => {
  let longest = 0;
  const width = (text: string) => {
    longest = Math.max(longest, text.length);
    return text.length * 7;
  };
  const text = shortened("x".repeat(10_000), 190, width);
  assert.match(text, /^x+…$/);
  assert.ok(width(text) <= 190);
  assert.ok(longest < 200);
});

test("a name is cut between letters as people see them", () => {
  const flag = "🇺🇦";
  const text = shortened(flag.repeat(19), 190, (part) => part.length * 4);
  assert.equal(text.slice(0, -1).length % flag.length, 0);
  assert.ok(text.endsWith("…"));
});

test("a name that fits is left alone", () => {
  assert.equal(
    shortened("Łódź", 190, () => 30),
    "Łódź",
  );
  assert.equal(
    shortened("", 190, () => 0),
    "",
  );
});

test("a label leaves the more important dots in sight", () => {
  const labels = new Labels(SCREEN, measure);
  labels.spare({ x: 320, y: 200 }, 3, 1);
  labels.spare({ x: 280, y: 200 }, 3, 0.1);
  labels.spare({ x: 300, y: 185 }, 3, 0.1);
  labels.spare({ x: 300, y: 215 }, 3, 0.1);
  assert.ok(labels.add(wanted("Frankfurt", 300, 200)));
  const [placed] = labels.placed;
  assert.ok(placed);
  const { left, right, top, bottom } = boxOfLabel(placed);
  assert.ok(right < 317 || left > 323 || bottom < 197 || top > 203);
});

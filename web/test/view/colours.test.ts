import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeColours, groupColours } from "../../src/view/colours";

const names = ["standing-active", "standing-ended"];
const named = (name: string) => `#${name}`;
const edge = { id: 3, from: 0, to: 1, line: 1 };

test("an edge has the colour of its line, veiled where there are thousands", () => {
  const own = "#--standing-ended";
  const solid = { color: own, hover: own, highlight: own };
  assert.deepEqual(edgeColours([edge], names, false, named), [{ id: 3, color: solid }]);
  assert.equal(edgeColours([edge], names, true, named)[0]?.color.color, `${own}59`);
});

test("a colour that the system forces stays as it is", () => {
  const forced = edgeColours([edge], names, true, () => "CanvasText");
  assert.equal(forced[0]?.color.color, "CanvasText");
});

test("a line without a colour is an error", () => {
  assert.throws(() => edgeColours([{ ...edge, line: 2 }], names, false, named), RangeError);
});

test("each group is coloured once", () => {
  const node = {
    id: 0,
    group: "city",
    shape: "",
    label: "",
    x: 0,
    y: 0,
    size: 1,
    font: { size: 1 },
  };
  const colours = groupColours([node, { ...node, id: 1 }], named);
  assert.deepEqual(Object.keys(colours), ["city"]);
  assert.equal(colours.city?.color.background, "#--kind-city");
});

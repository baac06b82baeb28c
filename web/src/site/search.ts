// The search of an index: leads to the page of what somebody takes.

import { byId, within } from "../dom";
import { at } from "../lists";
import { SearchBox } from "../searchbox";
import type { SearchData } from "./data";

document.documentElement.dataset.script = "true";
const data: SearchData = JSON.parse(byId("content").textContent ?? "");
const { label, kind, page, names } = data.things;
const things = label.map((name, n) => ({ label: name, kind: at(kind, n), names: at(names, n) }));

new SearchBox(within(document, ".search"), data, things, (number) => {
  location.href = at(page, number);
});

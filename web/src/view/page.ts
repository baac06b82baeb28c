// The script of a page: draws the network, fills the panel, and finds nodes by name.

import { byId, within } from "../dom";
import { SearchBox } from "../searchbox";
import { type Choice, choiceOf } from "./choice";
import type { PageData } from "./data";
import { Panel } from "./panel";
import { Picture } from "./picture";
import { sceneOf } from "./scene";

const root = document.documentElement;
root.dataset.script = "true";
const page: PageData = JSON.parse(byId("content").textContent ?? "");
const scene = sceneOf(page);
const panel = new Panel(scene, page.words);
const picture = new Picture(page, scene);
const back = byId("back");

function choose(choice: Choice): void {
  panel.fill(choice);
  picture.select(choice);
  for (const row of document.querySelectorAll("[aria-current]"))
    row.removeAttribute("aria-current");
  const { what, number } = choice;
  for (const row of document.querySelectorAll(`tbody [data-${what}="${number}"]`)) {
    row.setAttribute("aria-current", "true");
  }
}

// A choice in a table leads to the panel, and Back leads to where one was.
let origin: HTMLElement | undefined;
document.addEventListener("click", ({ target }) => {
  const selector = "[data-node], [data-relation]";
  const button = target instanceof Element ? target.closest<HTMLElement>(selector) : null;
  const choice = button && choiceOf(button.dataset);
  if (!choice) return;
  if (button.closest("tbody")) origin = button;
  back.hidden = !origin;
  choose(choice);
  picture.goTo(choice);
  byId("panel-title").focus();
});
back.addEventListener("click", () => origin?.focus());

picture.whenChosen(choose, () => {
  back.hidden = true;
});

new SearchBox(within(document, ".search"), page, scene.nodes, (number) => {
  back.hidden = true;
  choose({ what: "node", number });
  picture.goTo({ what: "node", number });
});

if (page.centre !== null) choose({ what: "node", number: page.centre });
picture.whenDrawn(() => {
  performance.mark("ready");
  root.dataset.ready = "true";
});

// The script of a page: draws the network, fills the panel, and finds nodes by name.

import { byId, within } from "../dom";
import { keepViewInLanguages } from "../languages";
import { SearchBox } from "../searchbox";
import { chosenBy, fragmentOf } from "./address";
import { type Choice, choiceOf } from "./choice";
import type { PageData } from "./data";
import { Panel } from "./panel";
import { Picture } from "./picture";
import { offerSaving } from "./saving";
import { sceneOf } from "./scene";

const root = document.documentElement;
root.dataset.script = "true";
const page: PageData = JSON.parse(byId("content").textContent ?? "");
const scene = sceneOf(page);
const panel = new Panel(scene, page.words);
const picture = new Picture(page, scene);
const back = byId("back");
// What is shown before anybody chooses.
const first = page.centre === null ? undefined : ({ what: "node", number: page.centre } as const);
const narrow = matchMedia("(max-width: 59.99rem)"); // The panel is below the picture.

/** Show a choice, and make it a step from which Back leads to what was shown before. */
function choose(choice: Choice): void {
  show(choice);
  const address = `#${fragmentOf(choice, scene)}`;
  if (address !== location.hash) history.pushState(null, "", address);
}

function show(choice: Choice | undefined): void {
  panel.fill(choice);
  picture.select(choice);
  for (const row of document.querySelectorAll("[aria-current]"))
    row.removeAttribute("aria-current");
  if (!choice) return;
  const { what, number } = choice;
  for (const row of document.querySelectorAll(`tbody [data-${what}="${number}"]`)) {
    row.setAttribute("aria-current", "true");
  }
}

/** Bring the panel into sight where it is below the picture. */
function showPanel(): void {
  if (narrow.matches) byId("panel").scrollIntoView();
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

picture.whenChosen((choice) => {
  origin = narrow.matches ? byId("picture") : undefined;
  back.hidden = !origin;
  choose(choice);
  showPanel();
});

new SearchBox(within(document, ".search"), page, scene.nodes, (number) => {
  const choice = { what: "node", number } as const;
  back.hidden = true;
  choose(choice);
  picture.goTo(choice);
  showPanel();
});

/** Show what the address chooses; one that names what is not here changes nothing. */
function follow(): void {
  const choice = chosenBy(location.hash, scene);
  if (!choice && location.hash) return;
  show(choice ?? first);
  if (choice) picture.goTo(choice);
}

show(first);
follow();
addEventListener("popstate", follow);
offerSaving(scene, picture, page.words);
keepViewInLanguages();
picture.whenDrawn(() => {
  performance.mark("ready");
  root.dataset.ready = "true";
});

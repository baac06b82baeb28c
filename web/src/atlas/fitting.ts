// What of the page follows the screen and the data once, and no state.

import { byId, within } from "../dom";
import { at } from "../lists";
import type { Knowledge } from "./knowledge";
import { LINE_STANDINGS } from "./model";
import type { Selector } from "./selection";

// Where the screen is narrow, as the style sheet has it.
const narrow = matchMedia("screen and (max-width: 52rem)");

/** Leave the stage as much of the screen as what stands above it does not take. */
export function keepStageInSight(): void {
  const stage = within(document, ".stage");
  new ResizeObserver(() => {
    const above = stage.getBoundingClientRect().top + scrollY;
    document.documentElement.style.setProperty("--above", `${above}px`);
  }).observe(document.body);
}

/** Bring the picture into sight, where what is told lies over the lower part of the screen. */
export function showPictureOnPhones(): void {
  const isElsewhere = byId("table").contains(document.activeElement);
  if (narrow.matches && !isElsewhere) byId("picture").scrollIntoView({ block: "start" });
}

/** Fold parts up where the screen is narrow, and open them elsewhere. */
export function foldOnPhones(...ids: readonly string[]): void {
  const fold = () => {
    for (const id of ids) (byId(id) as HTMLDetailsElement).open = !narrow.matches;
  };
  narrow.addEventListener("change", fold);
  fold();
}

/** Leave out of the legend what no partnership is at any time. */
export function leaveLegendTo(
  { lines, partnerships, phases }: Knowledge,
  { lifetimes }: Selector,
): void {
  const used = new Set<string>();
  for (const standings of [partnerships.standing, phases.standing])
    for (const standing of new Set(standings)) used.add(at(LINE_STANDINGS, standing));
  if (lines.derived.includes(1)) used.add("derived");
  if (lifetimes.some((each) => each.some(({ begin }) => !begin))) used.add("undated");
  byId("legend").hidden = !used.size;
  for (const entry of document.querySelectorAll<HTMLElement>("#legend [data-standing]"))
    entry.hidden = !used.has(entry.dataset.standing ?? "");
}

// Saves what the page shows in files, and copies the address of what is chosen.

import { byId } from "../dom";
import { at } from "../lists";
import type { Words } from "./data";
import type { Picture } from "./picture";
import type { Scene } from "./scene";

const HEADER = "from,to,kind,since,status,address";
const KEPT = 60_000; // Milliseconds after which no browser still reads what it saves.

/** Let the buttons of the page save and copy. */
export function offerSaving(scene: Scene, picture: Picture, words: Words): void {
  const say = (text: string) => {
    byId("said").textContent = text;
  };
  byId("save-table").addEventListener("click", () => {
    save(new Blob([csvOf(scene)], { type: "text/csv;charset=utf-8" }), "csv");
  });
  byId("save-picture").addEventListener("click", async () => save(await picture.png(), "png"));
  byId("copy-link").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say(words.copied);
    } catch {
      say(location.href); // The browser does not let pages copy: it can be copied by hand.
    }
  });
}

/** Return the relations as CSV: a header and a row each, lines end as RFC 4180 says. */
export function csvOf({ nodes, relations }: Scene): string {
  const rows = relations.map(({ from, to, kind, start, status, subject }) => [
    at(nodes, from).label,
    at(nodes, to).label,
    kind,
    start,
    status,
    subject,
  ]);
  return [HEADER, ...rows.map((row) => row.map(quoted).join(",")), ""].join("\r\n");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function save(content: Blob, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = `${nameOf(location.pathname)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** Return the name of the page's file without its ending. */
function nameOf(path: string): string {
  const file = decodeURIComponent(path.split("/").pop() ?? "");
  return file.replace(/\.html?$/, "") || "twingraph";
}

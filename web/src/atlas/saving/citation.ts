// How to cite what is shown: the dataset, its release, the view and the day.

import type { Wording } from "../wording";

/** Return the address of the view; of a file on this machine only its name, which is not private. */
export function addressOf({ protocol, pathname, href, hash }: Location): string {
  if (protocol !== "file:") return href;
  return `${decodeURIComponent(pathname.split("/").pop() ?? "")}${hash}`;
}

/**
 * Return the citation of a view.
 *
 * @param citation How to cite the dataset.
 * @param title What the view shows, such as "Leipzig, 1960–1989".
 */
export function citationOf(
  citation: string,
  title: string,
  address: string,
  wording: Wording,
  day: Date,
): string {
  const date = new Intl.DateTimeFormat(wording.language, { dateStyle: "long" }).format(day);
  return wording.say("cited", { citation, title, address, date });
}

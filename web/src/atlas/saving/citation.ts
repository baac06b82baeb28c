// How to cite what is shown: the dataset, its release, the view and the day.

import type { Wording } from "../wording";

/** Return the address of the view; of a file, which others do not have, only what is chosen in it. */
export function addressOf({ protocol, href, hash }: Location): string {
  return protocol === "file:" ? decodeURIComponent(hash) : href;
}

/**
 * Return the citation of a view.
 *
 * @param citation How to cite the dataset.
 * @param shown What the view shows, such as "Leipzig, 1960–1989".
 * @param address Where the view is; "" if nobody else finds it there.
 */
export function citationOf(
  citation: string,
  shown: string,
  address: string,
  wording: Wording,
  day: Date,
): string {
  const date = new Intl.DateTimeFormat(wording.language, { dateStyle: "long" }).format(day);
  const view = [shown, address].filter(Boolean).join(", ");
  return wording.say("cited", { citation, view, date });
}

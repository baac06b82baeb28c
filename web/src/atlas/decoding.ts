// Reads the data that stand in the page, deflated and as base64.

import { filledBy } from "../lists";
import type { AtlasData } from "./data";

/** Return the data of a page, from raw deflate in base64. */
export async function decoded(base64: string): Promise<AtlasData> {
  const letters = atob(base64.trim());
  const bytes = filledBy(new Uint8Array(letters.length), (place) => letters.charCodeAt(place));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

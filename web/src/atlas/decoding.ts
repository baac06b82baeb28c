// Reads the data that stand in the page, deflated and as base64.

import type { AtlasData } from "./data";

/** Return the data of a page, from raw deflate in base64. */
export async function decoded(base64: string): Promise<AtlasData> {
  const bytes = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

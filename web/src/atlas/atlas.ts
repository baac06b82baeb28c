// The script of the atlas: reads the data, and lets everything on the page follow one state.

import { byId } from "../dom";
import { App } from "./app";
import { decoded } from "./decoding";

const root = document.documentElement;
root.dataset.script = "true";

/** Say on the page what failed; it must not seem to be still loading. */
function fail(error: unknown): void {
  byId("notice").textContent = `${byId("notice").dataset.failed} ${String(error)}`;
  throw error;
}

decoded(byId("data").textContent ?? "")
  .then((data) => {
    byId("data").remove(); // The text is no longer needed, and is large.
    const app = new App(data);
    app.whenReady(() => {
      performance.mark("ready");
      root.dataset.ready = "true";
    });
  })
  .catch(fail);

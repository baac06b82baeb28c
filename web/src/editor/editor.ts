// The editor of queries: colours, checks and completes what is typed, and sends the form as it is.

import { Yasqe } from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";
import { byId, within } from "../dom";
import { matches, type Term, used } from "./terms";

interface Content {
  prefixes: Record<string, string>;
  terms: Term[];
}

const content: Content = JSON.parse(byId("content").textContent ?? "");
const form = within(document, "#editor") as HTMLFormElement;
const plain = within(form, "textarea") as HTMLTextAreaElement;

// Nothing but the terms of the page: what comes with the package asks other hosts.
// The address of the page has the query already, so links to share it are not needed either.
Object.assign(Yasqe.defaults, {
  autocompleters: ["variables", "terms"],
  createShareableLink: null,
  consumeShareLink: null,
  tabSize: 2,
  indentUnit: 2,
  extraKeys: {
    "Ctrl-Enter": () => form.requestSubmit(),
    "Cmd-Enter": () => form.requestSubmit(),
    "Ctrl-Space": (each: Yasqe) => each.autocomplete(),
    // Whoever works with the keyboard alone must be able to leave.
    Tab: false,
    "Shift-Tab": false,
  },
});
Yasqe.registerAutocompleter({
  name: "terms",
  bulk: false,
  autoShow: true,
  persistenceId: null,
  isValidCompletionPosition: (editor) => matches(content.terms, typed(editor)).length > 0,
  get: (editor) => matches(content.terms, typed(editor)).map((term) => term[0]),
  postprocessHints: (_, hints) =>
    hints.map((hint) => ({ ...hint, displayText: described(hint.text) })),
});

const editor = new Yasqe(within(form, ".place"), {
  persistenceId: null,
  showQueryButton: false,
  resizeable: false,
});
editor.setSize(null, null);
editor.setValue(plain.value);
editor.clearHistory();
editor.on("change", () => {
  declare(editor);
  plain.value = editor.getValue();
});
declare(editor);
const field = editor.getInputField();
field.setAttribute("aria-label", within(form, "label").textContent ?? "");
field.setAttribute("aria-describedby", "keys");
byId("keys").hidden = false;
document.documentElement.dataset.script = "true";

/** Declare the prefixes of the project that a query uses, so that it also runs elsewhere. */
function declare(each: Yasqe): void {
  const declared = each.getPrefixesFromQuery();
  const lines = Array.from({ length: each.lineCount() }, (_, n) => each.getLineTokens(n));
  const wanted = used(lines.flat()).filter((prefix) => !(prefix in declared));
  for (const prefix of wanted) {
    const address = content.prefixes[prefix];
    if (address) each.addPrefixes({ [prefix]: address });
  }
}

function typed(each: Yasqe): string {
  const token: unknown = each.getCompleteToken();
  return (token as { string: string }).string;
}

function described(name: string): string {
  const term = content.terms.find((each) => each[0] === name);
  return term ? `${name}  ${term[1]}` : name;
}

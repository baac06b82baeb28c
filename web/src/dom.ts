// Elements of the page. All text is set as text, never as markup.

/** Return the element with an id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element #${id}`);
  return element;
}

/** Return an element within another. */
export function within(element: ParentNode | null, selector: string): HTMLElement {
  const found = element?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the page has no element ${selector}`);
  return found;
}

/** Let Escape within a folded part close it; the focus goes to its heading. */
export function closeOnEscape(part: HTMLDetailsElement): void {
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !part.open) return;
    event.preventDefault();
    part.open = false;
    within(part, "summary").focus();
  });
}

/** Make an element. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

// The links to the same page in other languages.

/** Let the links to other languages lead to what is shown now, which stands in the fragment. */
export function keepViewInLanguages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#languages a"))
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
}

/** Light what belongs together: words light their claims in the margin, claims light their words. */
export function light(node: HTMLElement): { destroy(): void } {
  let lit: Element[] = [];
  let last: Element | null = null;
  const clear = () => {
    for (const one of lit) one.classList.remove("lit");
    lit = [];
  };
  const over = (event: Event) => {
    const found = (event.target as Element).closest<HTMLElement>("[data-claims]");
    if (found === last) return;
    last = found;
    clear();
    const row = found?.closest("[data-row]");
    if (!found || !row) return;
    for (const claim of (found.dataset.claims ?? "").split(" "))
      lit.push(...row.querySelectorAll(`[data-claims~="${CSS.escape(claim)}"]`));
    for (const one of lit) one.classList.add("lit");
  };
  const leave = () => {
    last = null;
    clear();
  };
  node.addEventListener("mouseover", over);
  node.addEventListener("focusin", over);
  node.addEventListener("mouseleave", leave);
  return {
    destroy() {
      node.removeEventListener("mouseover", over);
      node.removeEventListener("focusin", over);
      node.removeEventListener("mouseleave", leave);
    },
  };
}

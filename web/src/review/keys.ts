/** Take keys within a form: Escape closes it, Ctrl+Enter sends it. */
export function formKeys(node: HTMLElement, given: { close: () => void; send?: () => void }): { destroy(): void } {
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") given.close();
    else if (event.key === "Enter" && event.ctrlKey && given.send) given.send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  node.addEventListener("keydown", press);
  return { destroy: () => node.removeEventListener("keydown", press) };
}

/** Keys that work everywhere: none of them while one types, none with Ctrl, Alt or Meta. */
import { go, to } from "./place.svelte";
import { SCREENS } from "./screens";

/** Tell whether a key belongs to what is being typed into. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return !!target && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

/** Do something at a click, and nothing more at the second click of a double click: that one would meet what came next. */
export function once(work: () => unknown): (event: MouseEvent) => void {
  return (event) => {
    if (event.detail < 2) void work();
  };
}

/** Follow `g` and a letter to a screen, `/` to the search box, `?` to the list of keys. */
export function watchKeys(search: () => void, help: () => void): () => void {
  let leading = false;
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
    if (leading) {
      leading = false;
      const screen = SCREENS.find((one) => one.key === event.key);
      if (screen) {
        event.preventDefault();
        go(to(screen.path));
      }
    } else if (event.key === "g") {
      leading = true;
      setTimeout(() => (leading = false), 1500);
    } else if (event.key === "/") {
      event.preventDefault();
      search();
    } else if (event.key === "?") {
      event.preventDefault();
      help();
    }
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}

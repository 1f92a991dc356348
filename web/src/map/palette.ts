/** Read the colours of the page's theme for what is drawn outside of style sheets. */
import type { Palette } from "./view";

/** Return the colours as the page has them now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const take = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: take("ground"),
    panel: take("panel"),
    text: take("text"),
    quiet: take("quiet"),
    line: take("line"),
    focus: take("focus"),
    friendly: take("friendly"),
    hostile: take("hostile"),
    neutral: take("neutral"),
    warn: take("warn"),
    state: take("chosen"),
    font: take("font"),
  };
}

/** Bring words into view and hold them there while rows above are drawn and grow; whoever scrolls is let go. */
const HOLD_MS = 1500;
const STEADY = 12;
const FREED = ["wheel", "touchstart", "pointerdown", "keydown"] as const;
let stop: (() => void) | null = null;

/** Jump to what `find` gives; it is asked each frame, as rows may be drawn anew. */
export function jumpTo(find: () => Element | null): void {
  stop?.();
  let frame = 0;
  let steady = 0;
  const until = performance.now() + HOLD_MS;
  const end = () => {
    cancelAnimationFrame(frame);
    for (const name of FREED) window.removeEventListener(name, end);
    if (stop === end) stop = null;
  };
  const look = () => {
    const found = find();
    if (found && !isShown(found)) {
      found.scrollIntoView({ block: "center" });
      steady = 0;
    } else steady += found ? 1 : 0;
    if (steady < STEADY || performance.now() < until) frame = requestAnimationFrame(look);
    else end();
  };
  stop = end;
  for (const name of FREED) window.addEventListener(name, end, { passive: true });
  look();
}

function isShown(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.top >= 70 && box.bottom <= innerHeight - 40;
}

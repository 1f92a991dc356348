/** Turn pointer, wheel and touch into what is done to the map; nothing here knows what is drawn. */
import type { Place, Thing } from "./view";

export interface Handlers {
  hit(x: number, y: number): Thing | null;
  hover(thing: Thing | null, at: Place): void;
  choose(thing: Thing | null): void;
  expand(thing: Thing): void;
  /** Move the window by pixels. */
  pan(dx: number, dy: number): void;
  /** Zoom so that the point stays where it is. */
  zoomAt(factor: number, x: number, y: number): void;
  /** Drag an actor to a point; `done` when it is let go. */
  drag(id: string, x: number, y: number, done: boolean): void;
}

const SLIP = 4;

/** Watch a box; returns what ends it. */
export function watch(box: HTMLElement, to: Handlers): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, Place>();
  let start: Place | null = null;
  let held: Thing | null = null;
  let moved = false;

  const point = (event: MouseEvent): Place => {
    const rim = box.getBoundingClientRect();
    return { x: event.clientX - rim.left, y: event.clientY - rim.top };
  };

  const pinch = (id: number, at: Place) => {
    const before = [...fingers.values()];
    fingers.set(id, at);
    const after = [...fingers.values()];
    const [a, b, c, d] = [before[0], before[1], after[0], after[1]];
    if (!a || !b || !c || !d) return;
    to.pan((c.x + d.x - a.x - b.x) / 2, (c.y + d.y - a.y - b.y) / 2);
    const [far, was] = [Math.hypot(c.x - d.x, c.y - d.y), Math.hypot(a.x - b.x, a.y - b.y)];
    if (was > 0) to.zoomAt(far / was, (c.x + d.x) / 2, (c.y + d.y) / 2);
  };

  const down = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    const at = point(event);
    fingers.set(event.pointerId, at);
    box.setPointerCapture(event.pointerId);
    moved = fingers.size > 1;
    start = at;
    held = to.hit(at.x, at.y);
  };

  const move = (event: PointerEvent) => {
    const at = point(event);
    const was = fingers.get(event.pointerId);
    if (!was) {
      to.hover(to.hit(at.x, at.y), at);
      return;
    }
    if (fingers.size > 1) {
      moved = true;
      pinch(event.pointerId, at);
      return;
    }
    if (!moved && start && Math.hypot(at.x - start.x, at.y - start.y) < SLIP) return;
    if (!moved && start) to.hover(null, at);
    const from = moved ? was : (start ?? was);
    moved = true;
    fingers.set(event.pointerId, at);
    if (held?.kind === "actor") to.drag(held.id, at.x, at.y, false);
    else to.pan(at.x - from.x, at.y - from.y);
  };

  const up = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    const at = point(event);
    if (event.type === "pointerup" && !moved) to.choose(held);
    else if (moved && held?.kind === "actor" && !fingers.size) to.drag(held.id, at.x, at.y, true);
    if (fingers.size) held = null;
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const at = point(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    to.zoomAt(Math.exp(Math.max(-240, Math.min(240, -event.deltaY * lines)) * 0.0018), at.x, at.y);
  };

  const twice = (event: MouseEvent) => {
    const at = point(event);
    const thing = to.hit(at.x, at.y);
    if (thing) to.expand(thing);
  };

  box.addEventListener("pointerdown", down, { signal });
  box.addEventListener("pointermove", move, { signal });
  box.addEventListener("pointerup", up, { signal });
  box.addEventListener("pointercancel", up, { signal });
  box.addEventListener("pointerleave", (event) => to.hover(null, point(event)), { signal });
  box.addEventListener("dblclick", twice, { signal });
  box.addEventListener("wheel", wheel, { signal, passive: false });
  return () => stop.abort();
}

/** Set the margin's groups beside the sentences that they belong to, each below the one before. */
export function align(row: HTMLElement): void {
  const groups = [...row.querySelectorAll<HTMLElement>("[data-group]")];
  if (!groups.length) return;
  const top = row.getBoundingClientRect().top;
  const wanted = groups.map((group) => {
    const mark = row.querySelector(`[data-at="${group.dataset.group}"]`);
    return { at: mark ? mark.getBoundingClientRect().top - top : 0, height: group.offsetHeight };
  });
  let end = 0;
  groups.forEach((group, index) => {
    const { at, height } = wanted[index] as { at: number; height: number };
    const gap = Math.max(0, Math.round(at - end));
    group.style.marginTop = `${gap}px`;
    end += gap + height;
  });
}

/** Call back once when an element comes near the window; one observer for a whole document. */
export class Nearness {
  #waiting = new Map<Element, () => void>();
  #observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries)
        if (entry.isIntersecting) {
          this.#waiting.get(entry.target)?.();
          this.forget(entry.target);
        }
    },
    { rootMargin: "900px 0px" },
  );

  watch(element: Element, call: () => void): void {
    this.#waiting.set(element, call);
    this.#observer.observe(element);
  }

  forget(element: Element): void {
    this.#waiting.delete(element);
    this.#observer.unobserve(element);
  }

  /** Draw everything at once, as before printing. */
  all(): void {
    for (const [element, call] of [...this.#waiting]) {
      call();
      this.forget(element);
    }
  }

  end(): void {
    this.#observer.disconnect();
    this.#waiting.clear();
  }
}

/** Cut a text at code points: the API counts these, while strings here count UTF-16 units. */
export class CodeText {
  /** Places of letters that take two units, as code points, in order; almost always empty. */
  readonly #wide: number[] = [];

  constructor(readonly text: string) {
    let wide = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= 0xd800 && unit < 0xdc00) {
        this.#wide.push(at - wide);
        wide++;
        at++;
      }
    }
  }

  /** Return the words between two code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.#unit(start), this.#unit(end));
  }

  #unit(point: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] as number) < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }
}

/** Short messages: what was done, what failed; read out by screen readers. */
class Told {
  words = $state("");
  failed = $state(false);
  #timer = 0;

  say(words: string, failed = false): void {
    this.words = words;
    this.failed = failed;
    clearTimeout(this.#timer);
    if (!failed) this.#timer = window.setTimeout(() => (this.words = ""), 6000);
  }

  clear(): void {
    this.words = "";
  }
}

export const told = new Told();

/** Put words on the clipboard and say so. */
export async function copy(words: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    told.say(`${what} copied.`);
  } catch {
    told.say(`${what} could not be copied; the browser does not allow it. Mark and copy by hand: ${words}`, true);
  }
}

/** Keep the painted scene as a bitmap that is moved with the window at once, and painted anew a portion a frame. */
import { paint, sketch } from "./paint";
import type { Camera, Scene, Size } from "./scene";
import type { Palette } from "./view";

/** How much is painted beyond each rim, so that there is something to see while the window moves. */
const BEYOND = 0.25;

/** What a frame can spare for painting, and how many things a portion may have. */
const START = 150;
const SPARE_MS = 9;
const [LEAST, MOST] = [40, 2000];
/** A map with more ties than this is sketched while it moves. */
const SKETCHED_FROM = 800;

interface Sheet {
  readonly canvas: HTMLCanvasElement;
  camera: Camera;
  size: Size;
  /** Whether it only stands in for the map. */
  rough: boolean;
}

export class Layer {
  #front: Sheet | null = null;
  #back: HTMLCanvasElement = document.createElement("canvas");
  #job: Generator<number> | null = null;
  #made: Omit<Sheet, "canvas"> | null = null;
  #stale = true;
  #portion = START;
  #probe = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");

  /** Let everything be painted anew; what is there stays for the few frames until then. */
  forget(): void {
    this.touch();
    this.#job = null;
  }

  /** Let everything be painted anew once what is being painted is done, so that there is always something new to see. */
  touch(): void {
    this.#stale = true;
  }

  /**
   * Paint one portion, of about the milliseconds that a frame can spare, where the bitmap is not what the window shows;
   * true when it is.
   * While the window moves, a bitmap that covers it at about its scale is good enough.
   */
  work(scene: Scene, camera: Camera, size: Size, palette: Palette, ratio: number, moving: boolean): boolean {
    // what is painted for a window that has moved on, or roughly for one that stands by now, is not worth its end
    if (this.#job && !moving && this.#made && (this.#made.rough || !same(this.#made.camera, camera))) this.#job = null;
    if (!this.#job) {
      if (!this.#stale && this.#front && sameSize(this.#front.size, size)) {
        if (same(this.#front.camera, camera) && !this.#front.rough) return true;
        if (moving && this.#covers(camera, size)) return false;
      }
      this.#begin(scene, camera, size, palette, ratio, moving && scene.links.length > SKETCHED_FROM);
    }
    const started = performance.now();
    let done = 0;
    while (this.#job && done < this.#portion) {
      const next = this.#job.next();
      if (next.done) this.#swap();
      else done += next.value + 1;
    }
    if (this.#job) this.#raster();
    const taken = Math.max(0.5, performance.now() - started);
    if (done >= this.#portion) this.#portion = Math.max(LEAST, Math.min(MOST, (this.#portion * SPARE_MS) / taken));
    return this.#job === null && !!this.#front && !this.#front.rough && same(this.#front.camera, camera);
  }

  #covers(camera: Camera, size: Size): boolean {
    const sheet = this.#front;
    if (!sheet) return false;
    const scale = camera.k / sheet.camera.k;
    if (scale < 0.5 || scale > 2.2) return false;
    const roomX = size.width * (scale * (0.5 + BEYOND) - 0.5);
    const roomY = size.height * (scale * (0.5 + BEYOND) - 0.5);
    // from afar all of the map may be on the bitmap though it does not fill the window
    const slack = scale < 1 ? size.width * (1 - scale) : 0;
    return (
      Math.abs(sheet.camera.x - camera.x) * camera.k <= roomX + slack && Math.abs(sheet.camera.y - camera.y) * camera.k <= roomY + slack
    );
  }

  /** Let what was painted be rastered now: else all of it waits until the bitmap is shown, and holds up that frame. */
  #raster(): void {
    this.#probe?.drawImage(this.#back, 0, 0, 1, 1, 0, 0, 1, 1);
  }

  #begin(scene: Scene, camera: Camera, size: Size, palette: Palette, ratio: number, rough: boolean): void {
    const wide = { width: Math.ceil(size.width * (1 + 2 * BEYOND)), height: Math.ceil(size.height * (1 + 2 * BEYOND)) };
    const [width, height] = [Math.ceil(wide.width * ratio), Math.ceil(wide.height * ratio)];
    if (this.#back.width !== width) this.#back.width = width;
    if (this.#back.height !== height) this.#back.height = height;
    const pen = this.#back.getContext("2d");
    if (!pen) return;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#made = { camera: { ...camera }, size, rough };
    this.#stale = false;
    // lines, which come first, cost most
    this.#portion = Math.min(this.#portion, START);
    this.#job = (rough ? sketch : paint)(pen, scene, this.#made.camera, wide, palette);
  }

  #swap(): void {
    this.#job = null;
    if (!this.#made) return;
    const spare = this.#front?.canvas ?? document.createElement("canvas");
    this.#front = { canvas: this.#back, ...this.#made };
    this.#back = spare;
  }

  /** Draw the bitmap where it belongs under the window as it is now. */
  show(pen: CanvasRenderingContext2D, camera: Camera, size: Size): void {
    const sheet = this.#front;
    if (!sheet) return;
    const scale = camera.k / sheet.camera.k;
    const width = Math.ceil(sheet.size.width * (1 + 2 * BEYOND)) * scale;
    const height = Math.ceil(sheet.size.height * (1 + 2 * BEYOND)) * scale;
    const x = (sheet.camera.x - camera.x) * camera.k + size.width / 2 - width / 2;
    const y = (sheet.camera.y - camera.y) * camera.k + size.height / 2 - height / 2;
    pen.imageSmoothingEnabled = scale !== 1;
    pen.drawImage(sheet.canvas, x, y, width, height);
  }
}

const same = (a: Camera, b: Camera): boolean => a.x === b.x && a.y === b.y && a.k === b.k;
const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

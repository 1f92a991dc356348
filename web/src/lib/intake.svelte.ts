/** Read files that were handed over, one after another; goes on, and is still told of, while one looks at other screens. */
import type { Job, Unreadable } from "../api/records";
import { get, upload } from "./api";
import { asFailure } from "./question.svelte";
import { session } from "./session.svelte";
import { count } from "./wording";

const ENDED = new Set(["done", "failed", "cancelled"]);
const EVERY_MS = 600;
/** How often the server is asked once more when it does not answer: reading goes on there. */
const TRIES = 10;

export interface Sent {
  readonly name: string;
  readonly file: File;
  job: Job | null;
  /** What went wrong before it could be read; empty for nothing. */
  problem: string;
}

class Intake {
  sent = $state<Sent[]>([]);
  busy = $state(false);
  /** Changes whenever something new was read. */
  turn = $state(0);
  waiting = $derived(this.sent.filter((one) => !isOver(one)).length);

  /** Take files; they are read after those that wait already. */
  async take(files: Iterable<File>): Promise<void> {
    for (const file of files) this.sent.push({ name: file.webkitRelativePath || file.name, file, job: null, problem: "" });
    if (this.busy) return;
    this.busy = true;
    window.addEventListener("beforeunload", warn);
    let row: Sent | undefined;
    while ((row = this.sent.find((one) => !isOver(one)))) await this.#read(row);
    window.removeEventListener("beforeunload", warn);
    this.busy = false;
  }

  /** Send a file once more. */
  retry(row: Sent): void {
    this.sent = this.sent.filter((one) => one !== row);
    void this.take([row.file]);
  }

  /** Take the rows of what is over off the list. */
  clear(): void {
    this.sent = this.sent.filter((one) => !isOver(one));
  }

  async #read(row: Sent): Promise<void> {
    try {
      row.job = await upload<Job>(row.file);
      for (let tries = 0; !ENDED.has(row.job.state); ) {
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        try {
          row.job = await get<Job>(`/jobs/${encodeURIComponent(row.job.id)}`);
          tries = 0;
        } catch (error) {
          if ((tries += 1) > TRIES || asFailure(error).problem.status) throw error;
        }
      }
      this.turn += 1;
      await session.count();
    } catch (error) {
      const { detail, remedy } = asFailure(error).problem;
      row.problem = `${detail} ${remedy}`;
    }
  }
}

/** Tell whether nothing more will happen with a file. */
export const isOver = (row: Sent): boolean => row.problem !== "" || (row.job !== null && ENDED.has(row.job.state));

/** Return the files inside a file that could not be read, each with reason and remedy; one line each. */
export function badOf(row: Sent): string[] {
  const report = row.job?.report;
  return report ? [...report.unreadable, ...report.failed].map((one) => `${placeOf(one)}${one.reason}. ${one.remedy}`) : [];
}

/** Say how far a file is, or what became of it. */
export function standingOf(row: Sent): string {
  const { job } = row;
  if (row.problem) return row.problem;
  if (!job) return "waits to be sent";
  if (job.problem) return job.problem;
  const report = job.report;
  if (job.state === "done" && report) {
    const bad = badOf(row).length;
    const lost = bad ? `${count(bad, "file")} could not be read` : "";
    if (!report.read) return lost || (report.known ? "was read before; nothing new" : "holds nothing to read");
    const found = `read: ${count(report.read, "document")}, ${count(report.claims, "claim")}, ${count(report.actors, "actor")} in ${report.seconds.toFixed(1)} s`;
    return lost ? `${found}; ${lost}` : found;
  }
  const at = job.progress;
  return at ? `${job.state}: ${at.done} of ${at.total}, ${count(at.words, "word")}` : job.state;
}

const placeOf = (one: Unreadable): string => (one.origin.member ? `${one.origin.member}: ` : "");

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

export const intake = new Intake();

/** Return the files of what was dropped, those in folders too. */
export async function filesOf(dropped: DataTransfer): Promise<File[]> {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((one) => one !== null);
  if (!entries.length) return [...dropped.files];
  const found: File[] = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (entry.isFile) {
    found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    if (!some.length) return;
    for (const one of some) if (!one.name.startsWith(".")) await walk(one, found);
  }
}

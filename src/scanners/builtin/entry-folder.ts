/** A folder of entries by name, without a notion of what they hold. Those that nobody has read for a month are taken away. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const day = 24 * 60 * 60 * 1000;

export class EntryFolder {
  readonly #folder: string;
  readonly #now: number;
  #isTidy = false;

  constructor(folder: string, now: Date) {
    this.#folder = folder;
    this.#now = now.getTime();
  }

  read(name: string): string | undefined {
    const path = this.#pathOf(name);
    try {
      const text = readFileSync(path, 'utf8');
      this.#touch(path);
      return text;
    } catch {
      return undefined;
    }
  }

  /** What went wrong, where something did. */
  write(name: string, text: string): string | undefined {
    const path = this.#pathOf(name);
    // Under another name first: a run that reads meanwhile sees a whole entry or none.
    const unfinished = `${path}.${process.pid}`;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(unfinished, text, { mode: 0o600 });
      renameSync(unfinished, path);
      this.#tidy();
      return undefined;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, name.slice(0, 2), name);
  }

  /** Once a day is enough to tell that it is still read. */
  #touch(path: string): void {
    const now = this.#now;
    if (now - statSync(path).mtimeMs > day) utimesSync(path, now / 1000, now / 1000);
  }

  /** Only files that are named as entries are. */
  #tidy(): void {
    if (this.#isTidy) return;
    this.#isTidy = true;
    const oldest = this.#now - 30 * day;
    for (const path of readdirSync(this.#folder, { recursive: true, encoding: 'utf8' })) {
      if (!/^[\da-f]{2}[/\\][\da-f]{64}(?:\.\d+)?$/.test(path)) continue;
      const whole = join(this.#folder, path);
      if ((statSync(whole, { throwIfNoEntry: false })?.mtimeMs ?? oldest) < oldest) rmSync(whole, { force: true });
    }
  }
}

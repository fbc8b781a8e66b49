/** Counts what the built-in scanner looked at, so that nothing is silently left out. */
import type { Notice } from '../../source/file-tree.ts';
import type { Coverage } from '../scanner.ts';
import type { ReadUnit } from './group.ts';

export class Tally {
  applications = 0;
  readonly #files = new Set<string>();
  readonly #worst = new Map<string, Notice['level']>();
  /** Files of which a notice says something. */
  readonly #told = new Set<string>();

  addUnit(unit: ReadUnit): void {
    for (const path of unit.files) this.#files.add(path);
    const [only] = unit.root.files.length === 1 ? unit.root.files : [];
    for (const { level, path = only } of unit.notices) {
      if (path !== undefined) this.#told.add(path);
      if (path !== undefined && level !== 'info' && this.#worst.get(path) !== 'error') this.#worst.set(path, level);
    }
  }

  paths(): readonly string[] {
    return [...this.#files].sort();
  }

  /** Nothing is silently left out: a file that nobody took says so. */
  unreached(recognised: readonly string[]): readonly Notice[] {
    const missing = recognised.filter((path) => !this.#files.has(path) && !this.#told.has(path));
    return missing.map((path) => ({ level: 'warning', path, message: 'not scanned: no application that was read uses it' }));
  }

  coverage(recognised: readonly string[]): Coverage {
    const templates = { read: 0, partly: 0, unread: 0 };
    for (const path of recognised) {
      const worst = this.#worst.get(path);
      if (worst === 'error' || !this.#files.has(path)) templates.unread++;
      else if (worst === 'warning') templates.partly++;
      else templates.read++;
    }
    return { applications: this.applications, files: this.#files.size, templates };
  }
}

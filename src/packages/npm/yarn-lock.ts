/** Reads yarn.lock, of Yarn 1 and of later ones: entries that begin at the margin, and indented lines below them. */
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import { linesOf, longestLine } from '../formats/lines.ts';
import type { Lock, LockedPackage, Requirement } from '../lock.ts';

interface Entry {
  readonly keys: readonly string[];
  version: { readonly text: string; readonly at: Span } | undefined;
  resolution: string | undefined;
  readonly requires: Requirement[];
}

/** Packages are known by what is asked for: `lodash@^4.17.0`. */
export function readYarnLock(file: SourceFile): Lock {
  const packages = new Map<string, LockedPackage>();
  const reader = new YarnReader(file);
  const entries = reader.read();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (!entry.version || name === undefined) continue;
    const { text, at } = entry.version;
    const locked: LockedPackage = { name, version: text, at, dev: undefined, requires: () => entry.requires };
    for (const key of entry.keys) packages.set(key, locked);
  }
  const { badLine } = reader;
  return {
    file,
    packages,
    notices:
      badLine === undefined
        ? []
        : [{ level: 'error', path: file.path, line: badLine, message: 'its packages are read in part at most: Unexpected text' }],
  };
}

/** The registry's name, for `alias@npm:real@^1` too; undefined for what comes from elsewhere. */
function nameOf({ keys, resolution }: Entry): string | undefined {
  const [key = ''] = keys;
  if (resolution !== undefined) {
    const found = /^(@?[^@]+)@npm:/.exec(resolution)?.[1];
    return found !== undefined && !resolution.includes('@workspace:') ? found : undefined;
  }
  const [, name, range = ''] = /^(@?[^@]+)@(.*)$/.exec(key) ?? [];
  const renamed = /^npm:(@?[^@]+)@/.exec(range)?.[1];
  return /^(?:git|https?:|file:|link:|[\w-]+\/)/.test(range) ? undefined : (renamed ?? name);
}

class YarnReader {
  badLine: number | undefined;
  readonly #file: SourceFile;
  #entry: Entry | undefined;
  #block: string | undefined;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  read(): readonly Entry[] {
    const entries: Entry[] = [];
    for (const { text, start, number } of linesOf(this.#file)) {
      const line = text.trimEnd();
      if (line === '' || line.trimStart().startsWith('#')) continue;
      if (line.length > longestLine) this.badLine ??= number;
      else if (line.startsWith(' ')) this.#detail(line, start, number);
      else if (line.endsWith(':')) entries.push(this.#begin(line));
      else this.badLine ??= number;
    }
    return entries;
  }

  #begin(line: string): Entry {
    const keys = line
      .slice(0, -1)
      .split(/"?,\s*"?/)
      .map((key) => key.replace(/^"|"$/g, '').trim());
    this.#entry = { keys, version: undefined, resolution: undefined, requires: [] };
    this.#block = undefined;
    return this.#entry;
  }

  #detail(line: string, start: number, number: number): void {
    const indent = line.length - line.trimStart().length;
    const match = /^\s+"?(@?[^\s":]+)"?:?(?:\s+"?([^"]*)"?)?$/.exec(line);
    if (!match || !this.#entry) {
      this.badLine ??= number;
      return;
    }
    const [, key = '', value = ''] = match;
    if (indent === 2) {
      this.#block = value === '' ? key : undefined;
      if (key === 'version') {
        const from = start + line.lastIndexOf(value);
        this.#entry.version = { text: value, at: span(this.#file, from, from + value.length) };
      }
      if (key === 'resolution') this.#entry.resolution = value;
    } else if (this.#block === 'dependencies' || this.#block === 'optionalDependencies') {
      this.#entry.requires.push({ key: `${key}@${value}`, range: value.replace(/^npm:/, '') });
    }
  }
}

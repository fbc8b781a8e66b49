/** A folder with files of a test's own, and programs that stand for tools that misbehave. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Where `node scripts/tools.ts` puts what the tests drive. */
export const toolsFolder = resolve(import.meta.dirname, '../../.tools');

export class Repository {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.put(path, text);
  }

  put(path: string, text: string): string {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  }

  /** A program in JavaScript, to be found on a PATH that holds its folder. */
  program(path: string, code: string): string {
    const target = this.put(path, `#!${process.execPath}\n${code}`);
    chmodSync(target, 0o755);
    return dirname(target);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs the bundle as it is committed, from a folder of its own with nothing installed beside it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A scratch folder with the bundle in `product/` and a repository in `app/`. */
export class Scratch {
  readonly base = mkdtempSync(join(tmpdir(), 'bundle-'));
  readonly app = join(this.base, 'app');

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    mkdirSync(this.app, { recursive: true });
    cpSync(join(project, 'dist'), join(this.base, 'product/dist'), { recursive: true });
    cpSync(join(project, 'package.json'), join(this.base, 'product/package.json'));
    for (const [path, content] of Object.entries(files)) this.put(path, content);
  }

  put(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.app, path)), { recursive: true });
    writeFileSync(join(this.app, path), content);
  }

  /** Runs the command line in the repository's folder. */
  run(...args: readonly string[]): Run {
    return this.runWith(process.execPath, ...args);
  }

  runWith(node: string, ...args: readonly string[]): Run {
    return this.#run(node, {}, args);
  }

  /** The same on a machine with other variables. */
  runIn(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Run {
    return this.#run(process.execPath, environment, args);
  }

  #run(node: string, environment: Readonly<Record<string, string>>, args: readonly string[]): Run {
    const run = spawnSync(node, [join(this.base, 'product/dist/cli.js'), ...args], {
      cwd: this.app,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: this.base, ...environment },
      maxBuffer: 256 * 1024 * 1024,
    });
    if (run.error) throw run.error;
    return { exitCode: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

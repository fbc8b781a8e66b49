/** A real git repository in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class ScratchRepository {
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
  readonly folder: string;

  constructor(name = 'work') {
    this.folder = join(this.base, name);
    mkdirSync(this.folder, { recursive: true });
    this.git('init', '-q', '-b', 'main');
  }

  git(...args: readonly string[]): string {
    return gitIn(this.folder, ...args);
  }

  /** `undefined` deletes. */
  write(files: Readonly<Record<string, string | Uint8Array | undefined>>): this {
    for (const [path, content] of Object.entries(files)) {
      const target = join(this.folder, path);
      if (content === undefined) rmSync(target);
      else {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
    }
    return this;
  }

  /** The id of a new commit of everything that is there. */
  commit(files: Readonly<Record<string, string | Uint8Array | undefined>> = {}, message = 'a commit'): string {
    this.write(files);
    this.git('add', '--all', '--force');
    this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** A clone of it beside it, as actions/checkout leaves one. */
  clone(name: string, ...options: readonly string[]): string {
    const target = join(this.base, name);
    gitIn(this.base, 'clone', '-q', ...options, `file://${this.folder}`, target);
    return target;
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

export function gitIn(folder: string, ...args: readonly string[]): string {
  const settings = [
    'user.name=t',
    'user.email=t@localhost',
    'commit.gpgsign=false',
    'uploadpack.allowAnySHA1InWant=true',
    'protocol.file.allow=always',
  ];
  const all = settings.flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...all, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

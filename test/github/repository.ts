/** A real bare git repository: the double keeps its commits and diffs there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileDiff, Hunk, HunkLine } from '../../src/source/diff.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  HOME: '/nonexistent',
  GIT_AUTHOR_NAME: 'someone',
  GIT_AUTHOR_EMAIL: 'someone@localhost',
  GIT_COMMITTER_NAME: 'someone',
  GIT_COMMITTER_EMAIL: 'someone@localhost',
};

export class Repository {
  readonly #base = mkdtempSync(join(tmpdir(), 'github-'));
  readonly root = this.#base;
  #seconds = 1_760_000_000;
  readonly #diffs = new Map<string, readonly FileDiff[]>();

  /** An empty one, or what another one holds. */
  constructor(like?: Repository) {
    if (like) {
      cpSync(like.folder, this.folder, { recursive: true });
      this.#seconds = like.#seconds;
      return;
    }
    execFileSync('git', ['init', '--quiet', '--bare', '--template=', '-b', 'main', this.folder], { env });
    this.git('config', 'http.receivepack', 'true');
  }

  get folder(): string {
    return join(this.#base, 'repository.git');
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', ['-c', 'core.quotePath=false', ...args], { cwd: this.folder, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  }

  gitWith(input: string | Uint8Array, extra: Readonly<Record<string, string>>, ...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.folder, env: { ...env, ...extra }, input, encoding: 'utf8', maxBuffer: 1 << 28, stdio: 'pipe' });
  }

  /** A commit of exactly these files. */
  commit(files: Files, parents: readonly string[] = [], message = 'a change'): string {
    const scratch = `refs/scratch/${this.#seconds}`;
    const parts: Uint8Array[] = [];
    const put = (text: string | Uint8Array): void => void parts.push(typeof text === 'string' ? Buffer.from(text) : text);
    put(`commit ${scratch}\ncommitter someone <someone@localhost> ${this.#seconds++} +0000\ndata ${Buffer.byteLength(message)}\n${message}\n`);
    parents.forEach((parent, index) => put(`${index === 0 ? 'from' : 'merge'} ${parent}\n`));
    put('deleteall\n');
    for (const [path, content] of Object.entries(files)) {
      const bytes = Buffer.from(content);
      put(`M 100644 inline ${quoted(path)}\ndata ${bytes.length}\n`);
      put(bytes);
      put('\n');
    }
    this.gitWith(Buffer.concat(parts), {}, 'fast-import', '--quiet', '--force');
    const sha = this.resolve(scratch);
    if (sha === undefined) throw new Error('no commit was made');
    this.git('update-ref', '-d', scratch);
    return sha;
  }

  setRef(ref: string, sha: string): void {
    this.git('update-ref', ref, sha);
  }

  resolve(name: string): string | undefined {
    const run = spawnSync('git', ['rev-parse', '--verify', '--quiet', `${name}^{object}`], { cwd: this.folder, env, encoding: 'utf8' });
    return run.status === 0 ? run.stdout.trim() : undefined;
  }

  paths(commit: string): readonly string[] {
    return this.git('ls-tree', '-r', '-z', '--name-only', commit)
      .split('\0')
      .filter((path) => path !== '');
  }

  read(commit: string, path: string): string | undefined {
    const run = spawnSync('git', ['show', `${commit}:${path}`], { cwd: this.folder, env, maxBuffer: 1 << 28 });
    return run.status === 0 ? run.stdout.toString('utf8') : undefined;
  }

  files(commit: string): Record<string, string> {
    return Object.fromEntries(this.paths(commit).map((path) => [path, this.read(commit, path) ?? '']));
  }

  mergeBase(a: string, b: string): string {
    return this.git('merge-base', a, b).trim();
  }

  /** As GitHub shows a pull request: from where the branches parted, with three lines around each change. */
  diff(base: string, head: string): readonly FileDiff[] {
    const key = `${this.resolve(base)} ${head}`;
    const known = this.#diffs.get(key) ?? this.#diff([this.mergeBase(base, head), head]);
    this.#diffs.set(key, known);
    return known;
  }

  #diff(range: readonly string[]): readonly FileDiff[] {
    const names = this.git('diff', '-M', '--name-status', '-z', ...range).split('\0');
    const sections = this.git('diff', '-M', '-U3', '--no-color', '--no-ext-diff', '--diff-algorithm=myers', ...range)
      .split(/^(?=diff --git )/m)
      .filter((text) => text !== '');
    const files: FileDiff[] = [];
    for (let index = 0; index + 1 < names.length;) {
      const letter = names[index++]?.charAt(0) ?? '';
      const first = names[index++] ?? '';
      const renamed = letter === 'R';
      const path = renamed ? (names[index++] ?? '') : first;
      const section = sections[files.length] ?? '';
      const status = ({ A: 'added', D: 'removed', R: 'renamed' } as const)[letter] ?? 'modified';
      files.push({ path, ...(renamed ? { oldPath: first } : {}), status, binary: /^Binary files /m.test(section), hunks: hunksOf(section) });
    }
    return files;
  }

  /** Where lines of one commit's file are in another's; undefined for lines that were changed or taken away. */
  movedLines(path: string, from: string, to: string): (line: number) => number | undefined {
    const blobs = [`${from}:${path}`, `${to}:${path}`];
    if ([from, to].some((commit) => this.read(commit, path) === undefined)) return () => undefined;
    const hunks = hunksOf(this.git('diff', '-U0', '--no-color', ...blobs));
    return (line) => {
      let shift = 0;
      for (const { oldStart, oldLines, newLines } of hunks) {
        if (oldLines > 0 && line >= oldStart && line < oldStart + oldLines) return undefined;
        if (line > (oldLines === 0 ? oldStart : oldStart + oldLines - 1)) shift += newLines - oldLines;
      }
      return line + shift;
    };
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function hunksOf(section: string): readonly Hunk[] {
  const hunks: (Hunk & { lines: HunkLine[] })[] = [];
  for (const text of section.split('\n')) {
    const [, oldStart, oldLines = '1', newStart, newLines = '1'] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text) ?? [];
    if (oldStart !== undefined) {
      hunks.push({ oldStart: Number(oldStart), oldLines: Number(oldLines), newStart: Number(newStart), newLines: Number(newLines), lines: [] });
      continue;
    }
    const kind = ({ '+': 'added', '-': 'removed', ' ': 'context' } as const)[text.charAt(0)];
    if (kind) hunks.at(-1)?.lines.push({ kind, text: text.slice(1) });
  }
  return hunks;
}

/** The repository that a folder belongs to, and its commits. */
import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runGit, type GitOptions, type GitResult } from './program.ts';

export interface Repository {
  /** The top of its work tree. */
  readonly root: string;
  /** The opened folder, relative to the top, with `/` between names; empty for the top itself. */
  readonly prefix: string;
  git(args: readonly string[], options?: GitOptions): GitResult;
}

/** Undefined where the folder belongs to no work tree, or there is no git. */
export function openRepository(folder: string): Repository | undefined {
  const here = realpathSync(folder);
  const found = runGit(here, ['rev-parse', '--show-toplevel']);
  // Git refuses a folder of another owner unless it is named, and the name has to be that of the top.
  const top = found.ok ? text(found) : namedTop(here);
  if (top === undefined || top === '') return undefined;
  const root = realpathSync(top);
  return {
    root,
    prefix: relative(root, here).split(sep).join('/'),
    git: (args, options) => runGit(root, args, options),
  };
}

/** The nearest folder above that git takes for a work tree once it is told to trust it. */
function namedTop(folder: string): string | undefined {
  for (let current = join(folder, '..'), last = folder; current !== last; last = current, current = join(current, '..')) {
    const found = runGit(current, ['rev-parse', '--show-toplevel']);
    if (found.ok) return text(found);
  }
  return undefined;
}

/** The id of the commit that a name stands for; undefined where it stands for none that is here. */
export function commitOf(repository: Repository, name: string): string | undefined {
  if (name === '' || name.startsWith('-') || name.includes('\0')) return undefined;
  const found = repository.git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  return found.ok ? text(found) : undefined;
}

export function isShallow(repository: Repository): boolean {
  const answer = repository.git(['rev-parse', '--is-shallow-repository']);
  return answer.ok && text(answer) === 'true';
}

/** The best common ancestor; undefined where there is none, or where it is not here. */
export function mergeBase(repository: Repository, a: string, b: string): string | undefined {
  const found = repository.git(['merge-base', a, b]);
  return found.ok ? text(found).split('\n')[0] : undefined;
}

function text({ stdout }: { readonly stdout: Buffer }): string {
  return stdout.toString('utf8').replace(/\n$/, '');
}

/** Fetches what a shallow clone lacks, with whatever access the clone was made with. Nothing is checked out. */
import { commitOf, isShallow, mergeBase, type Repository } from './repository.ts';

/** So much more history at each step; the last step asks for all of it. */
const steps = ['--depth=50', '--depth=500', '--depth=5000', '--unshallow'] as const;
const timeout = 180_000;

/** Makes commits available by their ids. Returns those that could not be had. */
export function fetchCommits(repository: Repository, commits: readonly string[]): readonly string[] {
  const missing = commits.filter((commit) => commitOf(repository, commit) === undefined);
  for (const commit of missing) fetch(repository, [...(isShallow(repository) ? ['--depth=1'] : []), 'origin', commit]);
  return missing.filter((commit) => commitOf(repository, commit) === undefined);
}

/** The merge base of two commits that are here, deepening a shallow clone until it shows. */
export function findMergeBase(repository: Repository, base: string, head: string): string | undefined {
  const found = mergeBase(repository, base, head);
  if (found !== undefined) return found;
  for (const step of steps) {
    if (!isShallow(repository)) break;
    const refs = step === '--unshallow' ? [] : [base, head];
    if (!fetch(repository, [step, 'origin', ...refs])) continue;
    const deeper = mergeBase(repository, base, head);
    if (deeper !== undefined) return deeper;
  }
  return mergeBase(repository, base, head);
}

function fetch(repository: Repository, args: readonly string[]): boolean {
  return repository.git(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', ...args], { timeout }).ok;
}

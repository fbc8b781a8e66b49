/** From the event to what is scanned, what it is held against, and where the policy comes from. */
import { ConfigurationError } from '../config/errors.ts';
import { changedFiles, changesBetween, renamesOf } from '../git/changes.ts';
import type { ComparisonRequest } from '../git/comparison.ts';
import { fetchCommits, findMergeBase } from '../git/deepen.ts';
import { commitOf, isShallow, openRepository, type Repository } from '../git/repository.ts';
import { headFiles, revision } from '../git/revisions.ts';
import type { EventContext, EventName } from '../github/event.ts';
import type { FileDiff } from '../source/diff.ts';
import type { Notice } from '../source/file-tree.ts';

export interface Plan {
  /** Undefined for a full scan by the repository's own policy. */
  readonly comparison?: ComparisonRequest | undefined;
  /** Merge base to head, paths relative to the repository, with the lines of the wanted files at least. */
  diff(wanted: ReadonlySet<string>): readonly FileDiff[];
  /** The opened folder within the repository; empty where it is the top or there is none. */
  readonly prefix: string;
  readonly notices: readonly Notice[];
}

/** `name` is the event's where nothing else of it can be read. @throws ConfigurationError where the event must not scan what is checked out. */
export function planRun(event: EventContext | undefined, folder: string, name: EventName = event?.name ?? 'workflow_dispatch'): Plan {
  const repository = openRepository(folder);
  if (!event && isOfAuthor(name)) return planWithoutBase('the event cannot be read', repository);
  if (event?.name === 'pull_request_target') return planTarget(event, repository);
  if (event?.name === 'pull_request' || event?.name === 'merge_group') {
    return repository
      ? planComparison(event, event.baseSha, repository)
      : planWithoutBase('this folder is no git repository: use actions/checkout with `fetch-depth: 0`', undefined);
  }
  if (event?.name === 'push') return planPush(event, repository);
  return fullScan(repository, []);
}

/**
 * For the run that follows one on a fork, with the repository's own rights: the head is fetched as objects of git and read as data. It is
 * never checked out. A sentence where it cannot be had.
 */
export function planForkHead(event: EventContext, folder: string): Plan | string {
  const repository = openRepository(folder);
  if (!repository) return 'this folder is no git repository: use actions/checkout';
  const plan = planComparison(event, event.baseSha, repository, true);
  return plan.comparison?.headFiles ? plan : `the commit ${short(event.headSha)} cannot be fetched`;
}

/** For the command line: the work tree held against the merge base with `ref`. @throws ConfigurationError */
export function planAgainst(ref: string, folder: string): Plan {
  const repository = openRepository(folder);
  if (!repository) throw new ConfigurationError(`--base: ${folder} belongs to no git repository`);
  const [base, head] = [commitOf(repository, ref), commitOf(repository, 'HEAD')];
  if (base === undefined) throw new ConfigurationError(`--base: git knows no commit "${ref}" here; fetch it first`);
  if (head === undefined) throw new ConfigurationError('--base: the repository has no commit yet');
  return compare(repository, { head, base, fork: findMergeBase(repository, base, head), policy: 'base', notices: [] });
}

/** The head of a pull request is its author's: what may be read from it is in `planComparison`, what it may decide is nothing. */
function planComparison(event: EventContext, base: string | undefined, repository: Repository, asData = false): Plan {
  const missing = fetchCommits(repository, [event.headSha, ...(base === undefined ? [] : [base])]);
  const hasBase = base !== undefined && !missing.includes(base);
  const head = missing.includes(event.headSha) ? undefined : event.headSha;
  const fork = hasBase && head !== undefined ? findMergeBase(repository, base, head) : undefined;
  const notices: Notice[] = [];
  if (fork === undefined) notices.push(everythingIsNew(whyNoBase(repository, event, hasBase, head !== undefined)));
  return compare(repository, { head, base: hasBase ? base : undefined, fork, policy: 'base', asData, notices });
}

function whyNoBase(repository: Repository, event: EventContext, hasBase: boolean, hasHead: boolean): string {
  const shallow = isShallow(repository) ? '; the clone is shallow: set `fetch-depth: 0` at actions/checkout' : '';
  const target = event.pull === undefined ? 'the base' : `the base branch ${event.pull.baseRef}`;
  if (!hasHead) return `the commit ${short(event.headSha)} is not in this clone and cannot be fetched${shallow}`;
  if (!hasBase)
    return `${target}${event.baseSha === undefined ? '' : ` (${short(event.baseSha)})`} is not in this clone and cannot be fetched${shallow}`;
  return `there is no common ancestor with ${target}${shallow}`;
}

/** With the repository's own rights only what is already in it is scanned. */
function planTarget(event: EventContext, repository: Repository | undefined): Plan {
  const checkedOut = repository && commitOf(repository, 'HEAD');
  const base = event.baseSha;
  const isOfBase = repository && checkedOut !== undefined && base !== undefined && (checkedOut === base || isAncestor(repository, checkedOut, base));
  if (!isOfBase) {
    throw new ConfigurationError(
      'under pull_request_target the base branch is scanned and nothing else, and what is checked out is not of it: such a run holds the ' +
        "repository's secrets. Run on pull_request, and post the review of forks from a workflow_run workflow (see examples/workflows)",
    );
  }
  const message = 'pull_request_target scans the base branch and tells nothing about the pull request: run on pull_request to gate it';
  return fullScan(repository, [{ level: 'info', about: 'comparison', message }]);
}

function isAncestor(repository: Repository, commit: string, of: string): boolean {
  return fetchCommits(repository, [of]).length === 0 && repository.git(['merge-base', '--is-ancestor', commit, of]).ok;
}

/** What is pushed is merged: its own policy counts. */
function planPush(event: EventContext, repository: Repository | undefined): Plan {
  if (!repository) return fullScan(undefined, []);
  const before = event.baseSha ?? branchPoint(event, repository);
  if (before === undefined) return fullScan(repository, [everythingIsNew('the push makes a branch, and what was there before is not known')]);
  const missing = fetchCommits(repository, [before, event.headSha]);
  if (missing.length > 0) return fullScan(repository, [everythingIsNew(`the commit before the push (${short(before)}) cannot be fetched`)]);
  return compare(repository, { head: event.headSha, base: before, fork: before, policy: 'own', notices: [] });
}

function branchPoint({ defaultBranch, headSha }: EventContext, repository: Repository): string | undefined {
  const known = commitOf(repository, `refs/remotes/origin/${defaultBranch}`);
  return known === undefined || known === headSha ? undefined : findMergeBase(repository, known, headSha);
}

interface Sides {
  readonly head: string | undefined;
  readonly base: string | undefined;
  /** The merge base of the two: what was there when the branch began. */
  readonly fork: string | undefined;
  readonly policy: 'own' | 'base';
  /** Nothing of the folder is read, only objects of git. */
  readonly asData?: boolean | undefined;
  readonly notices: readonly Notice[];
}

function compare(repository: Repository, { head, base, fork, policy, asData, notices }: Sides): Plan {
  const worktree = commitOf(repository, 'HEAD');
  const scanned = head ?? worktree ?? '';
  const against = fork === undefined ? undefined : revision(repository, fork, { commit: scanned === worktree ? undefined : scanned });
  const from = base === undefined ? undefined : revision(repository, base);
  const changes = fork === undefined || head === undefined ? undefined : changedFiles(repository, fork, head);
  const more: Notice[] = fork !== undefined && !against ? [everythingIsNew(`the files of ${short(fork)} are not in this clone`)] : [];
  return {
    comparison: {
      head: scanned,
      headFiles: head === undefined ? undefined : headFiles(repository, head, asData),
      base: against,
      policy: policy === 'own' ? 'own' : { from, fork: against ?? from, head: scanned === worktree ? undefined : revision(repository, scanned) },
      renames: within(repository, renamesOf(changes ?? [])),
      notices: [...notices, ...more],
    },
    diff: (wanted) => (fork === undefined || head === undefined ? [] : (changesBetween(repository, fork, head, wanted) ?? [])),
    prefix: repository.prefix,
    notices: [],
  };
}

function within({ prefix }: Repository, renames: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (prefix === '') return renames;
  const inside = (path: string): string | undefined => (path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : undefined);
  return new Map(
    [...renames].flatMap(([to, from]) => {
      const [newPath, oldPath] = [inside(to), inside(from)];
      return newPath === undefined || oldPath === undefined ? [] : [[newPath, oldPath] as const];
    }),
  );
}

/** Events whose files somebody wrote who may not decide what counts. */
function isOfAuthor(name: EventName): boolean {
  return name === 'pull_request' || name === 'pull_request_target' || name === 'merge_group';
}

function planWithoutBase(why: string, repository: Repository | undefined): Plan {
  const policy = { from: undefined, fork: undefined, head: undefined };
  const comparison: ComparisonRequest = { head: '', policy, renames: new Map(), notices: [everythingIsNew(why)] };
  return { comparison, diff: () => [], prefix: repository?.prefix ?? '', notices: [] };
}

function fullScan(repository: Repository | undefined, notices: readonly Notice[]): Plan {
  return { diff: () => [], prefix: repository?.prefix ?? '', notices };
}

function everythingIsNew(why: string): Notice {
  return { level: 'info', about: 'comparison', message: `everything counts as new: ${why}` };
}

function short(commit: string): string {
  return commit.slice(0, 10);
}

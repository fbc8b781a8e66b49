/**
 * Tries fixes before anybody sees them: applied in memory, parsed and scanned again. A fix is kept when its finding is
 * gone and nothing else appeared, but for the milder rules that the fix names.
 *
 * Fixes of one application are tried together first, because most applications pass. Where the whole does not verify, the fixes that what
 * is left over speaks of are tried apart from the others; where it tells nothing, halves are, down to single fixes. A single fix that
 * fails gives way to its next alternative.
 */
import type { Unit } from '../../dialects/dialect.ts';
import type { Fix } from '../../rules/rule.ts';
import { orderEdits, withOrdered, type Edit } from '../../source/edit.ts';
import type { FileTree } from '../../source/file-tree.ts';
import { identityOf, type Defect } from './check.ts';

/** A fix with the edits it came to. */
export interface Attempt {
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/** Scans the units of one application again over changed files; undefined when something can be read no more. */
export type Rescan = (units: readonly Unit[], files: FileTree, changed: ReadonlySet<string>) => readonly Defect[] | undefined;

/** So many times one application is read again at most; beyond it the fixes left over are dropped. */
const maxTrials = 48;

/** `defects` are those whose fixes are tried, `all` are those that `rescan` would find as well. */
export function verifyFixes(
  units: readonly Unit[],
  defects: readonly Defect[],
  all: readonly Defect[],
  files: FileTree,
  rescan: Rescan,
): ReadonlyMap<Defect, Attempt> {
  const verified = new Map<Defect, Attempt>();
  const before = count(all);
  let trials = maxTrials;

  /** What is found after `batch` and should not be; undefined when nothing can be said. */
  const leftOver = (batch: readonly Candidate[]): readonly Identity[] | undefined => {
    const edits = orderEdits(batch.flatMap(({ attempt }) => attempt.edits));
    if (!edits || trials-- <= 0) return undefined;
    const after = rescan(units, withOrdered(files, edits), new Set(edits.map(({ at }) => at.file.path)));
    return after && unexpected(before, count(after), batch);
  };
  const settle = (batch: readonly Candidate[]): void => {
    if (batch.length === 0 || trials <= 0) return;
    const left = leftOver(batch);
    if (left?.length === 0) {
      for (const { defect, attempt } of batch) verified.set(defect, attempt);
    } else if (batch.length > 1) {
      for (const part of split(batch, left ?? [])) settle(part);
    } else {
      settle(batch.flatMap(({ defect, later }) => candidate(defect, later)));
    }
  };
  settle(defects.flatMap((defect) => candidate(defect, attempts(defect))));
  return verified;
}

interface Candidate {
  readonly defect: Defect;
  readonly attempt: Attempt;
  /** What is tried when this one fails; spelling a fix out takes time. */
  readonly later: Iterator<Attempt, void>;
}

function candidate(defect: Defect, later: Iterator<Attempt, void>): readonly Candidate[] {
  const { value: attempt } = later.next();
  return attempt ? [{ defect, attempt, later }] : [];
}

/** The fixes of a defect that come to edits. */
function* attempts(defect: Defect): Generator<Attempt, void> {
  for (const fix of fixesOf(defect)) {
    const edits = fix.changes.map((change) => change.edits());
    if (edits.some((some) => some === undefined || some.length === 0)) continue;
    const ordered = orderEdits(edits.flatMap((some) => some ?? []));
    if (ordered && ordered.length > 0) yield { fix, edits: ordered };
  }
}

/** Those that seem to be at fault and the others, the others first; halves, where that does not part them. */
function split(batch: readonly Candidate[], left: readonly Identity[]): readonly (readonly Candidate[])[] {
  const faulty = batch.filter((one) => left.some((identity) => concerns(one, identity)));
  if (faulty.length > 0 && faulty.length < batch.length) return [batch.filter((one) => !faulty.includes(one)), faulty];
  const half = batch.length >> 1;
  return [batch.slice(0, half), batch.slice(half)];
}

/** Is a finding about what a fix is for, about something around or within that, or about something that the fix writes? */
function concerns({ defect: { problem, others }, attempt }: Candidate, { subject }: Identity): boolean {
  if ([problem, ...others].some(({ subject: { key } }) => key === subject || key.startsWith(`${subject}/`) || subject.startsWith(`${key}/`)))
    return true;
  const name = /[\w-]+$/.exec(subject)?.[0];
  return name !== undefined && attempt.edits.some(({ text }) => text.includes(name));
}

/** Where one text decides for all, changing it is enough; what is only told together is changed one by one, or not at all. */
function fixesOf({ problem, others }: Defect): readonly Fix[] {
  const fixes = problem.fixes ?? [];
  if (problem.together === undefined || others.length === 0) return fixes;
  return fixes.flatMap((fix, index) => {
    const all = [fix, ...others.flatMap((other) => other.fixes?.[index] ?? [])];
    if (all.length <= others.length) return [];
    const worst = all.find(({ risk }) => risk === 'review') ?? fix;
    return [{ ...worst, title: `${fix.title}, for each of the ${all.length}`, changes: all.flatMap(({ changes }) => changes) }];
  });
}

/** A rule and the subject that it reports. */
interface Identity {
  readonly rule: string;
  readonly subject: string;
}

/** How often each rule reports each subject, by what tells them apart. */
type Counts = Map<string, Identity & { times: number }>;

function count(defects: readonly Defect[]): Counts {
  const counts: Counts = new Map();
  for (const { rule, problem, others } of defects) {
    for (const one of [problem, ...others]) {
      const identity = identityOf(rule, one);
      counts.set(identity, { rule: rule.id, subject: one.subject.key, times: (counts.get(identity)?.times ?? 0) + 1 });
    }
  }
  return counts;
}

/** What is there after `batch` of what it should have mended, and what was not there before, but for what a fix says it leaves. */
function unexpected(before: Counts, after: Counts, batch: readonly Candidate[]): readonly Identity[] {
  const mended = count(batch.map(({ defect }) => defect));
  const left = new Set(batch.flatMap(({ attempt }) => attempt.fix.leaves ?? []));
  return [...after].flatMap(([identity, found]) => {
    const allowed = (before.get(identity)?.times ?? 0) - (mended.get(identity)?.times ?? 0);
    const isLeft = left.has(found.rule) && !mended.has(identity);
    return found.times > allowed && !isLeft ? [found] : [];
  });
}

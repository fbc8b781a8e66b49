/**
 * Tries fixes before anybody sees them: applied in memory, parsed and scanned again. A fix is kept when its finding is
 * gone and nothing else appeared.
 *
 * Fixes of one application are tried together first, because most applications pass; where the whole does not verify,
 * halves are tried, down to single fixes, and for a single fix that fails its next alternative.
 */
import type { Unit } from '../../dialects/dialect.ts';
import type { Fix, Rule } from '../../rules/rule.ts';
import { orderEdits, withEdits, type Edit } from '../../source/edit.ts';
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

  const holds = (batch: readonly Candidate[]): boolean => {
    const edits = orderEdits(batch.flatMap(({ attempts: [first] }) => first?.edits ?? []));
    const changed = edits && withEdits(files, edits);
    if (!changed || trials-- <= 0) return false;
    const after = rescan(units, changed, new Set(edits.map(({ at }) => at.file.path)));
    return after !== undefined && onlyFixed(before, count(after), batch);
  };
  const settle = (batch: readonly Candidate[]): void => {
    if (batch.length === 0 || trials <= 0) return;
    if (holds(batch)) {
      for (const { defect, attempts } of batch) if (attempts[0]) verified.set(defect, attempts[0]);
      return;
    }
    if (batch.length > 1) {
      const half = batch.length >> 1;
      settle(batch.slice(0, half));
      settle(batch.slice(half));
      return;
    }
    const [single] = batch;
    if (single && single.attempts.length > 1) settle([{ defect: single.defect, attempts: single.attempts.slice(1) }]);
  };
  settle(defects.flatMap((defect) => candidate(defect)));
  return verified;
}

interface Candidate {
  readonly defect: Defect;
  /** Never empty. */
  readonly attempts: readonly Attempt[];
}

function candidate(defect: Defect): readonly Candidate[] {
  const attempts = fixesOf(defect).flatMap((fix) => {
    const edits = fix.changes.map((change) => change.edits());
    if (edits.some((some) => some === undefined || some.length === 0)) return [];
    const ordered = orderEdits(edits.flatMap((some) => some ?? []));
    return ordered && ordered.length > 0 ? [{ fix, edits: ordered }] : [];
  });
  return attempts.length > 0 ? [{ defect, attempts }] : [];
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

/** How often each rule reports each subject. */
function count(defects: readonly Defect[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, problem, others } of defects) {
    for (const one of [problem, ...others]) add(counts, rule, one, 1);
  }
  return counts;
}

function add(counts: Map<string, number>, rule: Pick<Rule, 'id'>, problem: Defect['problem'], by: number): void {
  const key = identityOf(rule, problem);
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Is everything in `batch` gone, and nothing there that was not there before, but for what a fix says it leaves? */
function onlyFixed(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, batch: readonly Candidate[]): boolean {
  const expected = new Map(before);
  for (const { defect, attempts } of batch) {
    const milder = attempts[0]?.fix.leaves;
    for (const one of [defect.problem, ...defect.others]) {
      add(expected, defect.rule, one, -1);
      if (milder !== undefined) add(expected, { id: milder }, one, 1);
    }
  }
  for (const [key, number] of after) if (number > (expected.get(key) ?? 0)) return false;
  return true;
}

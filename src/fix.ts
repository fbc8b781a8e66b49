/** Applies the fixes of findings, in memory, until nothing more can be fixed; what comes out has been scanned again as a whole. */
import { dialects } from './dialects/index.ts';
import type { Finding, FixEdit, Place } from './finding/finding.ts';
import { orderEdits, withEdits, type Edit } from './source/edit.ts';
import type { FileTree } from './source/file-tree.ts';
import type { SourceFile } from './source/file.ts';

export interface FixRequest {
  readonly files: FileTree;
  /** Scans a tree; called again after each round. */
  scan(files: FileTree): Promise<readonly Finding[]>;
  /** Which of the findings are to be fixed. */
  wanted(finding: Finding): boolean;
}

export interface FixOutcome {
  /** The changed files, old and new, in order of path. */
  readonly changed: readonly { readonly before: SourceFile; readonly after: SourceFile }[];
  readonly fixed: readonly Finding[];
  /** Wanted and with a fix, but their fixes did not hold together with the others. */
  readonly left: readonly Finding[];
}

/** Fixes can make room for others (two that touch one line): so many rounds at most. */
const maxRounds = 5;

export async function applyFixes({ files, scan, wanted }: FixRequest): Promise<FixOutcome> {
  const fixed: Finding[] = [];
  let tree = files;
  let findings = await scan(files);
  let left: readonly Finding[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const candidates = findings.filter((finding) => finding.fix && wanted(finding));
    left = candidates;
    if (candidates.length === 0) break;
    const step = await largestThatHolds(tree, findings, candidates, scan);
    if (!step) break;
    fixed.push(...step.applied);
    ({ tree, findings } = step);
  }
  return { changed: changes(files, tree, fixed), fixed, left };
}

interface Step {
  readonly tree: FileTree;
  readonly findings: readonly Finding[];
  readonly applied: readonly Finding[];
}

/** All of them; where that does not hold, the first half, and so on down to one; undefined when not even one holds. */
async function largestThatHolds(
  tree: FileTree,
  findings: readonly Finding[],
  candidates: readonly Finding[],
  scan: FixRequest['scan'],
): Promise<Step | undefined> {
  const queue: (readonly Finding[])[] = [apart(tree, candidates)];
  for (let trials = 0; trials < 24; trials++) {
    const batch = queue.shift();
    if (!batch) return undefined;
    const changed = changedBy(tree, batch);
    if (changed) {
      const after = await scan(changed);
      if (holds(findings, after, batch)) return { tree: changed, findings: after, applied: batch };
    }
    if (batch.length > 1) queue.unshift(batch.slice(0, batch.length >> 1), batch.slice(batch.length >> 1));
  }
  return undefined;
}

/** The tree with all of their edits, and with the layout that they would have together. */
function changedBy(tree: FileTree, batch: readonly Finding[]): FileTree | undefined {
  const changed = withEdits(tree, editsOf(tree, batch));
  if (!changed || batch.length === 1) return changed;
  const files = [...new Set(pathsOf(batch))].flatMap((path) => changed.read(path) ?? []);
  const layout = files.flatMap((file) => dialects.flatMap((dialect) => (dialect.tidy && dialect.wants(file.path) ? dialect.tidy(file) : [])));
  return layout.length > 0 ? withEdits(changed, layout) : changed;
}

function pathsOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ fix }) => fix?.edits.map(({ place }: { place: Place }) => place.path) ?? []);
}

/** The findings, in order, whose edits do not collide with those of an earlier one. */
function apart(tree: FileTree, candidates: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  let edits: readonly Edit[] = [];
  for (const finding of candidates) {
    const more = orderEdits([...edits, ...editsOf(tree, [finding])]);
    if (!more) continue;
    edits = more;
    kept.push(finding);
  }
  return kept;
}

function editsOf(tree: FileTree, findings: readonly Finding[]): readonly Edit[] {
  return findings.flatMap(({ fix }) => (fix?.edits ?? []).flatMap((edit) => toEdit(tree, edit)));
}

function toEdit(tree: FileTree, { place, text }: FixEdit): readonly Edit[] {
  const file = tree.read(place.path);
  if (!file) return [];
  const offset = (line: number, column: number): number => (file.lineStarts[line - 1] ?? file.text.length) + column - 1;
  return [{ at: { file, start: offset(place.startLine, place.startColumn), end: offset(place.endLine, place.endColumn) }, text }];
}

/** Is every finding of `batch` gone, and no subject reported more often by any rule, but for what a fix says it leaves? */
function holds(before: readonly Finding[], after: readonly Finding[], batch: readonly Finding[]): boolean {
  const [known, mended] = [count(before), count(batch)];
  const left = new Set(batch.flatMap(({ fix }) => fix?.leaves ?? []));
  const isLeft = (finding: Finding): boolean => left.has(finding.ruleId) && !mended.has(identity(finding));
  const found = count(after.filter((finding) => !isLeft(finding)));
  return [...found].every(([key, number]) => number <= (known.get(key) ?? 0) - (mended.get(key) ?? 0));
}

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(identity(finding), (counts.get(identity(finding)) ?? 0) + 1);
  return counts;
}

function identity({ ruleId, subject }: Finding): string {
  return `${ruleId}\0${subject.root}\0${subject.address}`;
}

function changes(before: FileTree, after: FileTree, fixed: readonly Finding[]): FixOutcome['changed'] {
  return [...new Set(pathsOf(fixed))].sort().flatMap((path) => {
    const [old, fresh] = [before.read(path), after.read(path)];
    return old && fresh && old.text !== fresh.text ? [{ before: old, after: fresh }] : [];
  });
}

/** Suppressions in a resource's own metadata, for templates that can hold no comments: `Metadata: { faasgate: { ignore: [...] } }`. */
import type { Finding, Place } from '../finding/finding.ts';
import type { SourceFile } from '../source/file.ts';
import type { Span } from '../source/span.ts';
import { child, type DocumentNode, type MappingNode } from '../syntax/document.ts';
import { readDocument } from '../syntax/read-document.ts';
import { isRuleSelector, problemOf, type SuppressionProblem, type WrittenSuppression } from './suppression.ts';

/** Metadata speaks of the resource that holds it, and of what is defined inside of that; metadata of a whole template speaks of nothing. */
export function readMetadata(file: SourceFile): { readonly written: WrittenSuppression[]; readonly problems: SuppressionProblem[] } {
  const written: WrittenSuppression[] = [];
  const problems: SuppressionProblem[] = [];
  if (!mayHoldMetadata(file)) return { written, problems };
  for (const { owner, entry } of entriesOf(readDocument(file).roots)) {
    const line = file.positionAt(entry.at.start).line;
    const parsed = parse(entry);
    if (typeof parsed === 'string') problems.push({ message: parsed, path: file.path, line });
    else written.push({ kind: 'inline', ...parsed, path: file.path, line, covers: coverage(owner.at, entry.at) });
  }
  return { written, problems };
}

function mayHoldMetadata({ path, text }: SourceFile): boolean {
  return /\.(?:json|ya?ml|template)$/i.test(path) && text.includes('Metadata') && /faasgate["']?\s*:/.test(text);
}

interface Entry {
  readonly owner: MappingNode;
  readonly entry: DocumentNode;
}

/** The readers bound depth and number of nodes. */
function entriesOf(roots: readonly DocumentNode[]): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (node: DocumentNode, depth: number): void => {
    if (node.kind === 'sequence') for (const item of node.items) visit(item, depth + 1);
    if (node.kind !== 'mapping') return;
    for (const { value } of node.pairs) visit(value, depth + 1);
    const ignore = child(child(child(node, 'Metadata'), 'faasgate'), 'ignore');
    if (!ignore || depth === 0) return;
    for (const entry of ignore.kind === 'sequence' ? ignore.items : [ignore]) found.push({ owner: node, entry });
  };
  for (const root of roots) visit(root, 0);
  return found;
}

function parse(entry: DocumentNode): { readonly rules: readonly string[]; readonly reason: string; readonly until?: string } | string {
  const rule = child(entry, 'rule');
  const rules = (rule?.kind === 'sequence' ? rule.items : rule ? [rule] : []).map(textOf);
  if (rules.length === 0 || !rules.every((name) => name !== undefined && isRuleSelector(name))) {
    return 'this suppression names no rule and is not applied: write { "rule": "…", "reason": "…", "until": "YYYY-MM-DD" }';
  }
  const [reason, until] = [textOf(child(entry, 'reason')), textOf(child(entry, 'until'))];
  const problem = problemOf(reason, until);
  if (problem !== undefined || reason === undefined) return problem ?? '';
  return { rules: rules.filter((name) => name !== undefined), reason: reason.trim(), ...(until === undefined ? {} : { until }) };
}

function textOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined;
}

function coverage(owner: Span, entry: Span): (finding: Finding) => boolean {
  const [whole, own] = [placeOf(owner), placeOf(entry)];
  return ({ place, subject }) => holds(subject.body, own) || holds(whole, subject.body) || holds(whole, place);
}

function placeOf({ file, start, end }: Span): Place {
  const [from, to] = [file.positionAt(start), file.positionAt(end)];
  return { path: file.path, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function holds(outer: Place, inner: Place): boolean {
  const starts = outer.startLine < inner.startLine || (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const ends = outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return outer.path === inner.path && starts && ends;
}

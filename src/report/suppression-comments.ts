/** Suppressions in comments: `# faasgate:ignore triggers/public-invocation reason="a public webhook" until=2027-03-01`. */
import type { Finding } from '../finding/finding.ts';
import type { SourceFile } from '../source/file.ts';
import { isRuleSelector, problemOf, suppressionForm, type SuppressionProblem, type WrittenSuppression } from './suppression.ts';

const marker = 'faasgate:ignore';

/** What stands directly before the marker; a lone star continues a block comment. */
const commentOpener = /(?:#|\/\/|\/\*|(?:^|[\r\n])[ \t]*\*)[ \t]*$/;

/** Lines of comment that may stand between a suppression and what it speaks of. */
const reach = 50;

/**
 * A comment behind text speaks of its own line. A comment on a line of its own speaks of the next line that is no comment. When that line is
 * the head of a resource, or the comment stands directly below the head, it speaks of the whole resource.
 */
export function readComments(file: SourceFile): { readonly written: WrittenSuppression[]; readonly problems: SuppressionProblem[] } {
  const written: WrittenSuppression[] = [];
  const problems: SuppressionProblem[] = [];
  const { path, text } = file;
  let from = 0;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, from)) {
    from = at + marker.length;
    if (!commentOpener.test(text.slice(Math.max(0, at - 80), at))) continue;
    const { line, column } = file.positionAt(at);
    from = file.lineStarts[line] ?? text.length;
    const parsed = parse(file.line(line).slice(column - 1 + marker.length));
    if (typeof parsed === 'string') problems.push({ message: parsed, path, line });
    else written.push({ kind: 'inline', ...parsed, path, line, covers: coverage(file, line, column - 1) });
  }
  return { written, problems };
}

function parse(text: string): { readonly rules: readonly string[]; readonly reason: string; readonly until?: string } | string {
  const list = /^\s+[^\s,"'=]+(?:\s*,\s*[^\s,"'=]+)*(?=\s|$)/.exec(text)?.[0];
  const rules = list?.split(',').map((rule) => rule.trim()) ?? [];
  const wrong = rules.find((rule) => !isRuleSelector(rule));
  if (list === undefined || wrong !== undefined) return `this suppression names no rule and is not applied: write ${suppressionForm}`;
  const options = new Map<string, string>();
  let rest = text.slice(list.length);
  for (let option = nextOption(rest); option; option = nextOption(rest)) {
    options.set(option.name, option.value);
    rest = rest.slice(option.length);
  }
  for (const name of options.keys()) {
    if (name !== 'reason' && name !== 'until') return `this suppression is not applied: "${name}" is none of its options (reason, until)`;
  }
  if (/^\s*\w+\s*=/.test(rest)) return `this suppression is not applied: ${/\w+/.exec(rest)?.[0] ?? ''} wants its value in quotes`;
  const [reason, until] = [options.get('reason'), options.get('until')];
  const problem = problemOf(reason, until);
  if (problem !== undefined || reason === undefined) return problem ?? '';
  return { rules, reason: reason.trim(), ...(until === undefined ? {} : { until }) };
}

/** Quotes may be left out around a date only. */
function nextOption(text: string): { readonly name: string; readonly value: string; readonly length: number } | undefined {
  const match = /^\s*(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\d[\w-]*))/.exec(text);
  if (!match) return undefined;
  const [whole, name = '', double, single, bare] = match;
  return { name, value: double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '', length: whole.length };
}

function coverage(file: SourceFile, line: number, column: number): (finding: Finding) => boolean {
  const { path } = file;
  const before = file.line(line).slice(0, column);
  if (!/^\s*(?:#+|\/\/+|\/\*+|\*)\s*$/.test(before)) return ({ place, subject }) => speaksOf(path, line, place, subject.body);
  const next = nearestText(file, line, 1);
  const previous = nearestText(file, line, -1);
  return ({ place, subject }) => speaksOf(path, next, place, subject.body) || (subject.body.path === path && subject.body.startLine === previous);
}

function speaksOf(path: string, line: number, place: Finding['place'], body: Finding['place']): boolean {
  return (place.path === path && place.startLine === line) || (body.path === path && body.startLine === line);
}

/** The nearest line in that direction that is neither empty nor wholly a comment; 0 when there is none. */
function nearestText(file: SourceFile, from: number, step: 1 | -1): number {
  const last = Math.min(file.lineCount, from + reach);
  for (let line = from + step; line >= Math.max(1, from - reach) && line <= last; line += step) {
    const text = file.line(line).trimStart();
    if (text !== '' && !/^(?:#|\/\/|\/\*|\*\/|\*\s)/.test(text)) return line;
  }
  return 0;
}

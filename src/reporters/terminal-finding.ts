/** One finding as a terminal shows it: what is wrong, where, and what to do. */
import type picocolors from 'picocolors';
import type { Finding } from '../finding/finding.ts';
import type { Severity } from '../finding/severity.ts';
import { isSuppressed } from '../report/gate.ts';
import type { Result } from '../report/report.ts';
import { codeFrame } from './code-frame.ts';
import type { OutputContext } from './context.ts';
import { changedLines } from './fix-lines.ts';
import { displayWidth, plainLine, plainSource, shorten } from './plain-text.ts';
import { relatedPlaces, withPlaces } from './related.ts';

export type Colors = ReturnType<typeof picocolors.createColors>;

export interface FindingStyle {
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
  /** What to do, in words, where no fix says it. */
  readonly advice: string;
}

const severityColumn = 10;
const indent = 2;

/** Lines of a fix that are shown. */
const mostFixLines = 12;

export function findingLines(result: Result, context: OutputContext, style: FindingStyle): readonly string[] {
  const { finding } = result;
  const source = context.source(finding.place.path);
  const gutter = Math.max(3, String(finding.place.endLine).length);
  const row = new Rows(gutter, style.colors);
  const width = Math.max(20, style.width - row.margin);
  const frame = source && codeFrame(source, finding.place, width);
  for (const line of frame?.lines ?? []) {
    row.add(String(line.number), line.text);
    if (line.mark) row.add('', ' '.repeat(line.mark.start) + colorOf(style.colors, finding.severity)('~'.repeat(line.mark.width)));
  }
  if (!frame) row.add('', `line ${finding.place.startLine}`);
  else if (frame.more > 0) row.add('', style.colors.dim(`… ${frame.more} more ${frame.more === 1 ? 'line' : 'lines'}`));
  for (const text of explanations(result, context)) for (const part of wrap(text, width)) row.add('', part);
  fixRows(finding, context, style, row, width);
  return [...headline(result, context, style), ...row.lines];
}

export function colorOf(colors: Colors, severity: Severity): (text: string) => string {
  if (severity === 'critical' || severity === 'high') return colors.red;
  return severity === 'medium' ? colors.yellow : colors.cyan;
}

/** Breaks between words; a word that is too long stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Lines with a gutter; a label stands only once, before the first line of what it is about. */
class Rows {
  readonly lines: string[] = [];
  /** Columns before the text. */
  readonly margin: number;
  readonly #gutter: number;
  readonly #colors: Colors;

  constructor(gutter: number, colors: Colors) {
    this.#gutter = gutter;
    this.#colors = colors;
    this.margin = 2 * indent + gutter + 3;
  }

  add(label: string, text: string): void {
    const left = ' '.repeat(2 * indent) + label.padStart(this.#gutter);
    this.lines.push(`${this.#colors.dim(`${left} │`)} ${text}`.trimEnd());
  }
}

function headline(result: Result, context: OutputContext, { colors, width }: FindingStyle): readonly string[] {
  const { finding } = result;
  const message = plainLine(context.redact(finding.message));
  const known = result.state === 'existing' ? '  known' : '';
  const also = foreignIds(finding);
  const name = plainLine(finding.ruleId) + (also.length > 0 ? `   also ${also.join(', ')}` : '') + known;
  const word = colors.bold(colorOf(colors, finding.severity)(finding.severity.padEnd(severityColumn)));
  const room = width - indent - severityColumn;
  const rest = room - displayWidth(message) - displayWidth(name);
  const left = ' '.repeat(indent);
  if (rest >= 2) return [`${left}${word}${colors.bold(message)}${' '.repeat(rest)}${colors.dim(name)}`];
  const below = ' '.repeat(indent + severityColumn);
  const [first = '', ...more] = wrap(message, room);
  return [`${left}${word}${colors.bold(first)}`, ...more.map((line) => `${below}${colors.bold(line)}`), `${below}${colors.dim(name)}`];
}

function foreignIds({ detectedBy, ruleId }: Finding): readonly string[] {
  return [
    ...new Set(
      detectedBy
        .filter((other) => `${other.tool}/${other.ruleId}` !== ruleId)
        .map((other) => other.ruleId)
        .filter((id) => id !== ruleId),
    ),
  ].map(plainLine);
}

/** Whose it is where the message does not say so, and the other places that matter. */
function explanations(result: Result, context: OutputContext): readonly string[] {
  const { finding, suppression } = result;
  const { subject, message, place } = finding;
  const texts: string[] = [];
  const isTold = [subject.label, subject.address].some((name) => message.includes(name)) || subject.address === place.path;
  // Findings stand under the path of their file: a handler of the same file needs its name alone.
  const head = `${place.path}#`;
  if (!isTold) texts.push(`in ${subject.address.startsWith(head) ? subject.address.slice(head.length) : subject.address}`);
  if (subject.construct !== undefined) texts.push(`construct ${subject.construct}`);
  const related = relatedPlaces(finding);
  for (const { text, places } of related.slice(0, 4)) {
    const all = places.slice(0, 4).map((one) => (one.path === place.path ? `line ${one.startLine}` : `${one.path}:${one.startLine}`));
    texts.push(withPlaces(text, places.length > all.length ? [...all, `${places.length - all.length} more places`] : all));
  }
  if (related.length > 4) texts.push(`… and ${related.length - 4} more places`);
  if (isSuppressed(result) && suppression)
    texts.push(`suppressed: ${suppression.reason}${suppression.until === undefined ? '' : ` (until ${suppression.until})`}`);
  return texts.map((text) => plainLine(context.redact(text)));
}

function fixRows(finding: Finding, context: OutputContext, { colors, advice }: FindingStyle, rows: Rows, width: number): void {
  const fix = context.showableFix(finding.fix);
  let label = 'fix';
  const add = (text: string): void => {
    rows.add(label, text);
    label = '';
  };
  if (!fix) {
    label = 'do';
    if (advice !== '') for (const line of wrap(plainLine(advice), width)) add(line);
    return;
  }
  const changes = changedLines(fix, context);
  let left = mostFixLines;
  for (const change of changes) {
    if (change.path !== finding.place.path) add(colors.dim(`in ${plainLine(change.path)}:${change.line}`));
    for (const line of change.removed.slice(0, left)) add(colors.red(fixLine('-', line, width)));
    left -= Math.min(left, change.removed.length);
    for (const line of change.added.slice(0, left)) add(colors.green(fixLine('+', line, width)));
    left -= Math.min(left, change.added.length);
  }
  const total = changes.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
  if (total > mostFixLines) add(colors.dim(`… ${total - mostFixLines} more lines`));
  if (total === 0) add(plainLine(context.redact(fix.title)));
  if (fix.risk === 'review') for (const line of wrap(`review: ${plainLine(context.redact(fix.check ?? fix.title))}`, width)) add(line);
}

function fixLine(sign: '-' | '+', text: string, width: number): string {
  return shorten(`${sign} ${plainSource(text)}`, width);
}

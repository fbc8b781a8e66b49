/** What outputs may show of the scanned files: everything but secrets. */
import { redacted, redactor, secretFinder, type SecretFinder, type TextRange } from '../finding/redaction.ts';
import type { Place, VerifiedFix } from '../finding/finding.ts';
import type { Report } from '../report/report.ts';
import type { SourceFile } from '../source/file.ts';

export interface OutputContext {
  /** A text without the secrets in it. */
  redact(text: string): string;
  /** A file as it may be shown; undefined where it cannot be read. */
  source(path: string): ShownSource | undefined;
  /** The fix as it may be shown: undefined when it would write out a secret. */
  showableFix(fix: VerifiedFix | undefined): VerifiedFix | undefined;
}

/** `secrets` are the scan's; the places of findings that hold a secret are kept back too, known text or not. */
export function outputContext(
  report: Pick<Report, 'results'>,
  read: (path: string) => SourceFile | undefined,
  secrets: readonly string[],
): OutputContext {
  const find = secretFinder(secrets);
  const places = new Map<string, Place[]>();
  for (const { finding } of report.results) {
    if (!finding.secret) continue;
    const list = places.get(finding.place.path);
    if (list) list.push(finding.place);
    else places.set(finding.place.path, [finding.place]);
  }
  const sources = new Map<string, ShownSource | undefined>();
  return {
    redact: redactor(secrets),
    source: (path) => {
      if (!sources.has(path)) {
        const file = read(path);
        sources.set(path, file && new ShownSource(file, find, places.get(path) ?? []));
      }
      return sources.get(path);
    },
    showableFix: (fix) => (fix?.edits.some(({ text }) => find(text).length > 0) ? undefined : fix),
  };
}

/** A file of which any part can be shown, wherever it is cut: its secrets were found in the whole. */
export class ShownSource {
  readonly file: SourceFile;
  readonly #hidden: readonly TextRange[];

  constructor(file: SourceFile, find: SecretFinder, places: readonly Place[]) {
    this.file = file;
    const ranges = places.map((place) => rangeOf(file, place)).filter(({ start, end }) => end > start);
    this.#hidden = joined([...find(file.text), ...ranges]);
  }

  /** The text between two offsets with secrets replaced; a secret that only reaches in is replaced too. */
  slice(start: number, end: number): string {
    let result = '';
    let from = start;
    for (let i = this.#firstBehind(start); i < this.#hidden.length; i++) {
      const range = this.#hidden[i];
      if (!range || range.start >= end) break;
      result += this.file.text.slice(from, Math.max(from, range.start)) + redacted;
      from = Math.min(end, range.end);
    }
    return result + this.file.text.slice(from, end);
  }

  /** The offsets of a line without its ending; lines count from 1. */
  lineRange(line: number): TextRange {
    const { lineStarts, text } = this.file;
    const start = lineStarts[line - 1] ?? text.length;
    let end = lineStarts[line] ?? text.length;
    while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return { start, end };
  }

  #firstBehind(offset: number): number {
    let [low, high] = [0, this.#hidden.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hidden[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The offsets of a place, inside the file whatever the place says. */
export function rangeOf(file: SourceFile, { startLine, startColumn, endLine, endColumn }: Place): TextRange {
  const offset = (line: number, column: number): number => Math.min((file.lineStarts[line - 1] ?? file.text.length) + column - 1, file.text.length);
  const start = Math.max(0, offset(startLine, startColumn));
  return { start, end: Math.max(start, offset(endLine, endColumn)) };
}

function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

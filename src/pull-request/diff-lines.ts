/** Which lines of a pull request a comment can stand on, so that GitHub rejects none. */
import type { FileDiff, Hunk } from '../source/diff.ts';
import type { OutputContext } from '../reporters/context.ts';

/** Lines of the new version that GitHub shows in one piece; a comment on several lines stays within one. */
export interface Segment {
  readonly start: number;
  /** The last line. */
  readonly end: number;
  /** Those that the pull request wrote. */
  readonly added: ReadonlySet<number>;
  /** Lines of the new version beside which lines were taken away. */
  readonly besideRemoved: ReadonlySet<number>;
  /** What was written and what was taken away, each with the line of the new version at which it is told. */
  readonly changes: readonly { readonly line: number; readonly text: string }[];
}

/** GitHub shows so many lines around a change; beyond them it takes no comment. */
const shownAround = 3;

export class DiffLines {
  readonly #diff = new Map<string, FileDiff>();
  readonly #context: OutputContext;
  readonly #segments = new Map<string, readonly Segment[]>();

  constructor(diff: readonly FileDiff[], context: OutputContext) {
    for (const file of diff) this.#diff.set(file.path, file);
    this.#context = context;
  }

  /** Of all files of the pull request, in its order; without those that it takes away. */
  get paths(): readonly string[] {
    return [...this.#diff.values()].filter(({ status }) => status !== 'removed').map(({ path }) => path);
  }

  segments(path: string): readonly Segment[] {
    const known = this.#segments.get(path);
    if (known) return known;
    const file = this.#diff.get(path);
    const usable = file && !file.binary && file.status !== 'removed' && this.#isOfScannedText(file);
    const segments = usable ? file.hunks.flatMap(segmentsOf) : [];
    this.#segments.set(path, segments);
    return segments;
  }

  /** The piece that holds all of the lines. */
  segmentAt(path: string, start: number, end = start): Segment | undefined {
    return this.segments(path).find((segment) => segment.start <= start && end <= segment.end);
  }

  /** A diff of another commit than the scanned one would put comments on wrong lines: then none is put. */
  #isOfScannedText({ path, hunks }: FileDiff): boolean {
    const file = this.#context.source(path)?.file;
    if (!file) return false;
    return hunks.every(({ newStart, lines }) => {
      const right = lines.filter(({ kind }) => kind !== 'removed');
      return right.every(({ text }, index) => text.replace(/^\ufeff|\r$/g, '') === file.line(newStart + index));
    });
  }
}

function segmentsOf({ lines, newStart }: Hunk): readonly Segment[] {
  const near = nearChanges(lines);
  const segments: SegmentInMaking[] = [];
  let line = newStart;
  let open: SegmentInMaking | undefined;
  let removed: string[] = [];
  const tell = (at: number): void => void open?.changes.push(...removed.splice(0).map((text) => ({ line: at, text })));
  lines.forEach(({ kind, text }, index) => {
    if (kind === 'removed') {
      removed.push(text);
      return;
    }
    if (!near[index]) {
      tell(open?.end ?? line);
      open = undefined;
    } else {
      // What takes the place of a line tells of it, or else the line before.
      if (kind !== 'added') tell(open?.end ?? line);
      if (!open) segments.push((open = { start: line, end: line, added: new Set(), besideRemoved: new Set(), changes: [] }));
      open.end = line;
      tell(line);
      if (kind === 'added') {
        open.added.add(line);
        open.changes.push({ line, text });
      }
      if (lines[index - 1]?.kind === 'removed' || lines[index + 1]?.kind === 'removed') open.besideRemoved.add(line);
    }
    line++;
  });
  tell(open?.end ?? line);
  return segments;
}

interface SegmentInMaking {
  start: number;
  end: number;
  readonly added: Set<number>;
  readonly besideRemoved: Set<number>;
  readonly changes: { line: number; text: string }[];
}

function nearChanges(lines: Hunk['lines']): readonly boolean[] {
  const near = lines.map(() => false);
  lines.forEach(({ kind }, index) => {
    if (kind === 'context') return;
    for (let i = Math.max(0, index - shownAround); i <= Math.min(lines.length - 1, index + shownAround); i++) near[i] = true;
  });
  return near;
}

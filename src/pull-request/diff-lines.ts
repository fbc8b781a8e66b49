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
  const segments: { start: number; end: number; added: Set<number>; besideRemoved: Set<number> }[] = [];
  let line = newStart;
  let open = false;
  lines.forEach(({ kind }, index) => {
    if (!near[index]) open = false;
    else if (kind !== 'removed') {
      let last = open ? segments.at(-1) : undefined;
      if (!last) segments.push((last = { start: line, end: line, added: new Set(), besideRemoved: new Set() }));
      last.end = line;
      open = true;
      if (kind === 'added') last.added.add(line);
      if (lines[index - 1]?.kind === 'removed' || lines[index + 1]?.kind === 'removed') last.besideRemoved.add(line);
    }
    if (kind !== 'removed') line++;
  });
  return segments;
}

function nearChanges(lines: Hunk['lines']): readonly boolean[] {
  const near = lines.map(() => false);
  lines.forEach(({ kind }, index) => {
    if (kind === 'context') return;
    for (let i = Math.max(0, index - shownAround); i <= Math.min(lines.length - 1, index + shownAround); i++) near[i] = true;
  });
  return near;
}

/** Where the comment on a finding stands, and the suggestion that fits there. */
import type { Finding, Place } from '../finding/finding.ts';
import type { OutputContext } from '../reporters/context.ts';
import type { DiffLines } from './diff-lines.ts';
import { suggestionFor, type Lines, type Suggestion } from './suggestion.ts';

export interface Anchor extends Lines {
  /** The comment stands on the finding itself, not on what made it. */
  readonly exact: boolean;
  readonly suggestion?: Suggestion | undefined;
}

/** Longer places are marked by their first line. */
const longestPlace = 10;
/** A suggestion that repeats more lines than this between finding and fix is hard to read. */
const longestReach = 30;

/** Undefined where nothing of it is on the diff. */
export function anchorOf(finding: Finding, diff: DiffLines, context: OutputContext): Anchor | undefined {
  const suggestion = suggestionFor(finding, diff, context);
  const own = onPlace(finding.place, diff);
  if (own) {
    const reaching =
      suggestion && suggestion.reach({ path: own.path, startLine: finding.place.startLine, line: finding.place.startLine }, longestReach);
    return reaching ? { ...reaching.lines, exact: true, suggestion: reaching } : { ...own, exact: true };
  }
  if (suggestion) return { ...suggestion.lines, exact: false, suggestion };
  const other = beside(finding, diff);
  return other && { ...other, exact: false };
}

/** For a comment that stands already: the suggestion counts only where it replaces exactly its lines. */
export function suggestionAt(finding: Finding, at: Lines, diff: DiffLines, context: OutputContext): Suggestion | undefined {
  const suggestion = suggestionFor(finding, diff, context);
  if (!suggestion || suggestion.lines.path !== at.path) return undefined;
  const candidates = [
    suggestion,
    suggestion.reach({ path: at.path, startLine: finding.place.startLine, line: finding.place.startLine }, longestReach),
  ];
  return candidates.find((one) => one?.lines.startLine === at.startLine && one.lines.line === at.line);
}

function onPlace(place: Place, diff: DiffLines): Lines | undefined {
  const { path, startLine } = place;
  const lastLine = lastLineOf(place);
  if (lastLine - startLine < longestPlace && diff.segmentAt(path, startLine, lastLine)) return { path, startLine, line: lastLine };
  return diff.segmentAt(path, startLine) && { path, startLine, line: startLine };
}

/**
 * A finding can be new though its own line is not: something it needs was taken away, or what it leads to was changed. Then the comment
 * stands on the change.
 */
function beside({ place, related, flow = [], subject }: Finding, diff: DiffLines): Lines | undefined {
  const changedIn = (region: Place): Lines | undefined => {
    const last = lastLineOf(region);
    for (const segment of diff.segments(region.path)) {
      const inside = (line: number): boolean => line >= region.startLine && line <= last;
      const line = [...segment.added].find(inside) ?? [...segment.besideRemoved].find(inside);
      if (line !== undefined) return { path: region.path, startLine: line, line };
    }
    return undefined;
  };
  const others = [...related, ...flow].map((other) => other.place);
  return (
    changedIn(place) ??
    first(others, changedIn) ??
    changedIn(subject.body) ??
    first(others, (other) => onPlace(other, diff)) ??
    nearestChange(place, diff)
  );
}

/** What else the pull request changes in the file, the nearest of it. */
function nearestChange({ path, startLine }: Place, diff: DiffLines): Lines | undefined {
  const lines = diff.segments(path).flatMap(({ added, besideRemoved }) => [...added, ...besideRemoved]);
  if (lines.length === 0) return undefined;
  const line = lines.reduce((best, one) => (Math.abs(one - startLine) < Math.abs(best - startLine) ? one : best));
  return { path, startLine: line, line };
}

function first<From, To>(items: readonly From[], find: (item: From) => To | undefined): To | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A place that ends at the beginning of a line does not take part in it. */
function lastLineOf({ startLine, endLine, endColumn }: Place): number {
  return endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
}

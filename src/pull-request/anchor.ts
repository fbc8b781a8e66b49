/** Where the comment on a finding stands. */
import type { Finding, Place } from '../finding/finding.ts';
import type { OutputContext } from '../reporters/context.ts';
import type { DiffLines } from './diff-lines.ts';
import { suggestionFor, type Lines } from './suggestion.ts';

/** Longer places are marked by their first line. */
const longestPlace = 10;

/**
 * Where the finding is and its fix goes, if both can be seen at once. Else where the fix goes, as long as that is in what has the
 * defect: there it is one click. Undefined where nothing of it is on the diff. `isCaused`: it was looked for at the merge base and was
 * not there, so that a change of the pull request has made it, wherever it is itself.
 */
export function anchorOf(finding: Finding, diff: DiffLines, context: OutputContext, isCaused: boolean): Lines | undefined {
  const suggestion = suggestionFor([finding.fix], diff, context);
  const own = onPlace(finding.place, diff);
  if (own) {
    const reaching = suggestion?.reach({ ...own, line: own.startLine });
    if (reaching) return reaching.lines;
    return suggestion && isWithin(suggestion.lines, finding.subject.body) ? suggestion.lines : own;
  }
  return isCaused ? (suggestion?.lines ?? causeOf(finding, diff)) : undefined;
}

/** Does a comment on these lines stand on the finding itself? */
export function isAt({ place }: Finding, { path, startLine, line }: Lines): boolean {
  return place.path === path && place.startLine >= startLine && place.startLine <= line;
}

function isWithin({ path, startLine, line }: Lines, body: Place): boolean {
  return path === body.path && startLine >= body.startLine && line <= lastLineOf(body);
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
function causeOf(finding: Finding, diff: DiffLines): Lines | undefined {
  const { place, related, flow = [], subject } = finding;
  const others = [...related, ...flow].map((other) => other.place);
  return (
    changeWithin(place, diff) ??
    first(others, (other) => changeWithin(other, diff)) ??
    changeWithin(subject.body, diff) ??
    naming(finding, diff) ??
    first(others, (other) => onPlace(other, diff)) ??
    nearestChange(place, diff) ??
    onlyChange(finding, diff)
  );
}

/** What was written there, or else a line beside what was taken away. */
function changeWithin(region: Place, diff: DiffLines): Lines | undefined {
  const last = lastLineOf(region);
  const inside = (line: number): boolean => line >= region.startLine && line <= last;
  for (const segment of diff.segments(region.path)) {
    const line = [...segment.added].find(inside) ?? [...segment.besideRemoved].find(inside);
    if (line !== undefined) return { path: region.path, startLine: line, line };
  }
  return undefined;
}

/** A changed line of the same root that speaks of the resource: the setting that was made for it in another block is gone, for one. */
function naming(finding: Finding, diff: DiffLines): Lines | undefined {
  const names = namesOf(finding);
  if (!names) return undefined;
  const { path, startLine } = finding.place;
  const own = changesOf(path, diff).filter(({ text }) => names.test(text));
  if (own.length > 0) return nearest(own, path, startLine);
  return first(othersOfRoot(finding, diff), (other) =>
    nearest(
      changesOf(other, diff)
        .filter(({ text }) => names.test(text))
        .slice(0, 1),
      other,
      1,
    ),
  );
}

/** `module.shop.aws_lambda_function.checkout["eu"]` is `aws_lambda_function.checkout` where it is written. */
function namesOf({ subject: { address, label } }: Finding): RegExp | undefined {
  const written = address.replace(/\[[^\]]*\]/g, '').replace(/^(?:module\.[\w-]+\.)+/, '');
  const names = [written, label].filter((name) => name.length > 2).map((name) => name.replace(/[^\w\s-]/g, '\\$&'));
  return names.length === 0 ? undefined : new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`);
}

/** What else the pull request changes in the file, the nearest of it. */
function nearestChange({ path, startLine }: Place, diff: DiffLines): Lines | undefined {
  return nearest(changesOf(path, diff), path, startLine);
}

/** The one other file of the root that was changed, and is written in the same language: the reason is in there. */
function onlyChange(finding: Finding, diff: DiffLines): Lines | undefined {
  const [only, ...more] = othersOfRoot(finding, diff).filter((path) => extensionOf(path) === extensionOf(finding.place.path));
  return only === undefined || more.length > 0 ? undefined : nearestChange({ ...finding.place, path: only, startLine: 1 }, diff);
}

/** Changed files of the finding's root, where that is a folder. */
function othersOfRoot({ place, subject }: Finding, diff: DiffLines): readonly string[] {
  const folder = subject.root.replace(/(?:^|\/)\.$/, '');
  const isInside = (path: string): boolean => (folder === '' ? subject.root !== '' : path.startsWith(`${folder}/`));
  return diff.paths.filter((path) => path !== place.path && isInside(path));
}

function changesOf(path: string, diff: DiffLines): readonly { readonly line: number; readonly text: string }[] {
  return diff.segments(path).flatMap(({ changes }) => changes);
}

function nearest(changes: readonly { readonly line: number }[], path: string, to: number): Lines | undefined {
  const [start, ...rest] = changes.map(({ line }) => line);
  if (start === undefined) return undefined;
  const line = rest.reduce((best, one) => (Math.abs(one - to) < Math.abs(best - to) ? one : best), start);
  return { path, startLine: line, line };
}

function extensionOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? '';
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

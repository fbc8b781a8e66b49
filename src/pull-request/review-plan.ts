/** What is to be written so that the pull request's threads say what is so now, and no more. */
import type { NewReviewComment, Thread } from '../github/github.ts';
import { isAtLeast, type Severity } from '../finding/severity.ts';
import { isSuppressed, scannersOf } from '../report/gate.ts';
import type { Report, Result } from '../report/report.ts';
import { summarise } from '../report/summary.ts';
import type { OutputContext } from '../reporters/context.ts';
import type { FileDiff } from '../source/diff.ts';
import { anchorOf, isAt } from './anchor.ts';
import { closedText, commentText, groupText, type CommentContext, type Told } from './comment-text.ts';
import { DiffLines } from './diff-lines.ts';
import { jointSuggestion } from './joint-suggestion.ts';
import { keyOf, mostKeys, readMarker, writeMarker, type Marker, type Scope } from './marker.ts';
import { isSame, type Lines } from './suggestion.ts';
import { whyGone } from './whereabouts.ts';

export interface PlannedComment extends NewReviewComment {
  readonly results: readonly Result[];
}

export interface ReviewPlan {
  readonly create: readonly PlannedComment[];
  readonly edits: readonly ThreadEdit[];
  readonly told: ReviewCounts;
}

export interface ThreadEdit {
  readonly thread: Thread;
  readonly body: string;
  readonly then: 'show' | 'resolved' | 'outdated' | 'nothing';
}

/** Of the new findings. */
export interface ReviewCounts {
  readonly fresh: number;
  /** In comments of their own, old ones and those to be made. */
  readonly commented: number;
  /** Listed in the comment on another one of their rule. */
  readonly grouped: number;
  /** Beyond the limit of comments. */
  readonly cut: readonly Result[];
  /** Not on any line that the pull request shows. */
  readonly elsewhere: readonly Result[];
  /** Milder than what is commented. */
  readonly mild: readonly Result[];
}

export interface ReviewRequest {
  readonly report: Report;
  readonly context: OutputContext;
  readonly diff: readonly FileDiff[];
  readonly headSha: string;
  readonly scope: Scope;
  readonly id: string;
  readonly maxComments: number;
  readonly commentSeverity: Severity;
  readonly threads: readonly Thread[];
}

/** More of one rule than this come as one comment. */
const mostAlike = 5;

export function planReview(request: ReviewRequest): ReviewPlan {
  const planner = new Planner(request);
  planner.keepThreads();
  planner.addComments();
  return planner.plan();
}

interface Unit {
  readonly kind: 'comment' | 'group';
  readonly anchor: Lines;
  readonly results: Result[];
}

class Planner {
  readonly #request: ReviewRequest;
  readonly #where: CommentContext;
  readonly #lines: DiffLines;
  readonly #fresh: readonly Result[];
  readonly #byKey: ReadonlyMap<string, Result>;
  readonly #claimed = new Set<Result>();
  /** Outdated threads whose findings are to be said anew, with those findings. */
  readonly #moved: { readonly thread: Thread; readonly marker: Marker; readonly results: readonly Result[] }[] = [];
  readonly #edits: ThreadEdit[] = [];
  readonly #create: PlannedComment[] = [];
  #open = 0;
  #grouped = 0;
  readonly #cut: Result[] = [];
  readonly #elsewhere: Result[] = [];
  readonly #mild: Result[] = [];

  constructor(request: ReviewRequest) {
    this.#request = request;
    this.#where = request;
    this.#lines = new DiffLines(request.diff, request.context);
    this.#fresh = freshResults(request.report);
    this.#byKey = new Map(this.#fresh.map((result) => [keyOf(result.fingerprints.semantic), result]));
  }

  plan(): ReviewPlan {
    const fresh = this.#fresh.length;
    const told = { fresh, grouped: this.#grouped, cut: this.#cut, elsewhere: this.#elsewhere, mild: this.#mild };
    const commented = fresh - this.#grouped - this.#cut.length - this.#elsewhere.length - this.#mild.length;
    return { create: this.#create, edits: this.#edits, told: { ...told, commented } };
  }

  keepThreads(): void {
    const own = this.#request.threads.flatMap((thread) => {
      const marker = thread.comment.isOurs ? readMarker(thread.comment.body, this.#request.scope) : undefined;
      const ours = marker?.id === this.#request.id && (marker.kind === 'comment' || marker.kind === 'group');
      return marker && ours ? [{ thread, marker }] : [];
    });
    // What stands where it should is kept before what could be brought back; groups that stand for a whole rule take what is left.
    const rank = ({ thread, marker }: (typeof own)[number]): number =>
      (marker.rule === undefined ? 0 : 2) + (marker.state === 'closed' || thread.isOutdated ? 1 : 0);
    const ordered = own.toSorted((a, b) => rank(a) - rank(b));
    for (const { thread, marker } of ordered) this.#keep(thread, marker);
  }

  #keep(thread: Thread, marker: Marker): void {
    const live = this.#liveResults(marker);
    if (live.length === 0) {
      if (marker.state === 'open') this.#close(thread, marker);
      return;
    }
    if (thread.isOutdated && !thread.hasReplies) {
      if (marker.state === 'open') this.#moved.push({ thread, marker, results: live });
      return;
    }
    for (const result of live) this.#claimed.add(result);
    this.#open++;
    this.#update(thread, marker, live);
  }

  #liveResults({ keys, rule }: Marker): readonly Result[] {
    const named = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
    const live = this.#fresh.filter((result) => named.has(result) || (rule !== undefined && result.finding.ruleId === rule));
    return live.filter((result) => !this.#claimed.has(result));
  }

  /** The thread stays; its text follows what is so now. */
  #update(thread: Thread, marker: Marker, live: readonly Result[]): void {
    const { line, path } = thread;
    const at = line === undefined ? undefined : { path, startLine: thread.startLine ?? line, line };
    const kind = marker.kind === 'group' ? 'group' : 'comment';
    const body = this.#bodyOf(kind, at ? this.#toldStill(kind, live, at) : live.map((result) => ({ result, exact: false })));
    if (marker.kind === 'group') this.#grouped += live.length - 1;
    if (sameText(body, thread.comment.body)) return;
    this.#edits.push({ thread, body, then: thread.comment.isMinimised ? 'show' : 'nothing' });
  }

  /** What a comment that stands already tells: the same as a new one, where that would stand on the same lines. */
  #toldStill(kind: Unit['kind'], live: readonly Result[], at: Lines): readonly Told[] {
    const anchor = live[0] && this.#anchorOf(live[0]);
    const anew = anchor && this.#toldAt(kind, live, anchor, 'grows');
    return anew && isSame(anew.at, at) ? anew.told : this.#toldAt(kind, live, at, 'stays').told;
  }

  #anchorOf(result: Result): Lines | undefined {
    const { context, report } = this.#request;
    return anchorOf(result.finding, this.#lines, context, isCaused(result, report));
  }

  /** What is told on these lines, and the lines: those of the suggestion, unless the comment stands already and stays where it is. */
  #toldAt(
    kind: Unit['kind'],
    results: readonly Result[],
    at: Lines,
    place: 'stays' | 'grows',
  ): { readonly told: readonly Told[]; readonly at: Lines } {
    // A group speaks of many places: only what it says of its first can be applied here.
    const healed = kind === 'group' ? results.slice(0, 1) : results;
    const fixes = healed.map(({ finding }) => finding.fix);
    const joint = jointSuggestion(fixes, at, place, this.#lines, this.#request.context);
    const lines = joint?.suggestion.lines ?? at;
    const told = results.map((result, index): Told => {
      const suggestion = joint && index === joint.members[0] ? joint.suggestion : joint?.members.includes(index) ? 'above' : undefined;
      return { result, exact: isAt(result.finding, lines), suggestion };
    });
    return { told, at: lines };
  }

  #close(thread: Thread, marker: Marker): void {
    const elsewhere = marker.keys.some((key) => this.#byKey.has(key));
    const why = elsewhere ? 'Said in another comment' : whyGone(marker, thread.path, this.#request);
    if (why === undefined) {
      this.#open++;
      return;
    }
    const body = this.#closed(thread, marker, why);
    this.#edits.push({ thread, body, then: thread.hasReplies ? 'nothing' : 'resolved' });
  }

  #closed(thread: Thread, marker: Marker, why: string): string {
    const { scope } = this.#request;
    const said = thread.comment.body.replace(/^[^\n]*\n/, '');
    return `${writeMarker({ ...marker, state: 'closed' }, scope)}\n${closedText(said, why)}`;
  }

  /** One comment for a line, one for a rule that is everywhere, the worst first. */
  addComments(): void {
    const { report, commentSeverity } = this.#request;
    const blocking = new Set(report.verdict.blocking.map((index) => report.results[index]));
    const placed: { readonly result: Result; readonly anchor: Lines }[] = [];
    for (const result of this.#fresh) {
      if (this.#claimed.has(result)) continue;
      if (!isAtLeast(result.finding.severity, commentSeverity) && !blocking.has(result)) {
        this.#mild.push(result);
        continue;
      }
      const anchor = this.#anchorOf(result);
      if (anchor) placed.push({ result, anchor });
      else this.#elsewhere.push(result);
    }
    const room = Math.max(0, this.#request.maxComments - this.#open);
    const units = unitsOf(placed);
    for (const { anchor, kind, results } of units.slice(0, room)) {
      if (kind === 'group') this.#grouped += results.length - 1;
      const { told, at } = this.#toldAt(kind, results, anchor, 'grows');
      const { path, startLine, line } = at;
      this.#create.push({ path, startLine, line, body: this.#bodyOf(kind, told), results });
    }
    for (const { results } of units.slice(room)) this.#cut.push(...results);
    const said = new Set(units.slice(0, room).flatMap(({ results }) => results));
    for (const { thread, marker, results } of this.#moved)
      this.#leave(
        thread,
        marker,
        results.every((result) => said.has(result)),
      );
  }

  /** A thread on a line that is no more: its finding is said again where it is now, or stays said here. */
  #leave(thread: Thread, marker: Marker, saidAgain: boolean): void {
    if (!saidAgain) return;
    this.#edits.push({ thread, body: this.#closed(thread, marker, 'Moved: see the newer comment'), then: 'outdated' });
  }

  #bodyOf(kind: Unit['kind'], told: readonly Told[]): string {
    const [first, ...others] = told;
    if (!first) return '';
    const results = told.map(({ result }) => result);
    const grouped = kind === 'group' && others.length > 0;
    const keys = results.slice(0, mostKeys).map(({ fingerprints }) => keyOf(fingerprints.semantic));
    const marker: Marker = {
      kind,
      id: this.#request.id,
      state: 'open',
      keys,
      scanners: [...new Set(results.flatMap(scannersOf))].sort(),
      ...(results.length > mostKeys ? { rule: first.result.finding.ruleId } : {}),
    };
    const rest = others.map(({ result }) => result);
    const text = grouped ? groupText(first, rest, this.#where) : commentText(told, this.#where);
    return `${writeMarker(marker, this.#request.scope)}\n${text}`;
  }
}

/** Was it looked for at the merge base as well, so that a change must have made it? */
function isCaused(result: Result, { comparison, scanners }: Report): boolean {
  const compared = new Set(scanners.map(({ id }) => id).filter((id) => !comparison?.notCompared.includes(id)));
  return scannersOf(result).some((id) => compared.has(id));
}

/** What a comment is due: shown, not suppressed, and not at the base. */
function freshResults(report: Report): readonly Result[] {
  return summarise(report).shown.filter((result) => result.state === 'new' && !isSuppressed(result));
}

function unitsOf(placed: readonly { readonly result: Result; readonly anchor: Lines }[]): readonly Unit[] {
  const alike = new Map<string, number>();
  for (const { result } of placed) alike.set(result.finding.ruleId, (alike.get(result.finding.ruleId) ?? 0) + 1);
  const units = new Map<string, Unit>();
  for (const { result, anchor } of placed) {
    const { ruleId } = result.finding;
    const isGroup = (alike.get(ruleId) ?? 0) > mostAlike;
    const key = isGroup ? ruleId : `${anchor.path}\0${anchor.line}`;
    const unit = units.get(key);
    if (unit) unit.results.push(result);
    else units.set(key, { kind: isGroup ? 'group' : 'comment', anchor, results: [result] });
  }
  return [...units.values()];
}

/** GitHub may give back other line endings than it was sent. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(a) === plain(b);
}

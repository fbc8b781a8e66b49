/** Holds the results of a run against those of an earlier commit: what is new, what is gone, which suppressions nobody has accepted yet. */
import type { Notice } from '../source/file-tree.ts';
import { isSuppressed, scannersOf } from './gate.ts';
import { compareText } from './merge.ts';
import type { Comparison, Report, Result, ScannerStatus } from './report.ts';

export interface Earlier {
  /** Commit ids. */
  readonly head: string;
  readonly base: string;
  /** The base scanned and assembled like the head. Undefined where there is none to compare with. */
  readonly report?: Pick<Report, 'results' | 'scanners' | 'notices'> | undefined;
  /** Paths at the base by paths at the head. */
  readonly renames: ReadonlyMap<string, string>;
  /** Suppressions in the files count as the base has them; more of them are asked for. */
  readonly strict: boolean;
  /** Who has approved what is asked for. */
  readonly approvedBy?: string | undefined;
  /** Is there a file at the head that was not scanned? What was found in it is not fixed. */
  unseen(path: string): boolean;
}

export interface Compared {
  readonly results: readonly Result[];
  readonly comparison: Comparison | undefined;
  readonly notices: readonly Notice[];
}

/** `scanners` and `notices` are the head's. */
export function compareWith(results: readonly Result[], earlier: Earlier, scanners: readonly ScannerStatus[], notices: readonly Notice[]): Compared {
  const pool = new Pool(earlier.report?.results ?? [], earlier.renames);
  const kept = pool.take(results.filter(isSuppressed), isSuppressed);
  const judged = results.map((result) => (kept.has(result) ? result : asked(result, earlier)));
  const open = judged.filter((result) => !kept.has(result));
  const known = pool.take(open, (result) => !isSuppressed(result));
  const marked = judged.map((result): Result => (kept.has(result) || known.has(result) ? { ...result, state: 'existing' } : result));
  const told = judged.filter(({ suppression }) => suppression?.status === 'requested');
  if (!earlier.report) return { results: marked, comparison: undefined, notices: requestNotices(told) };
  const gone = pool.left().filter((result) => !isSuppressed(result));
  const isLost = lostness(scanners, notices, earlier, earlier.report);
  return {
    results: marked,
    comparison: {
      head: earlier.head,
      base: earlier.base,
      fixed: gone.filter((result) => !isLost(result)),
      notCompared: notCompared(scanners, earlier.report.scanners),
    },
    notices: [...requestNotices(told), ...lostNotice(gone.filter(isLost)), ...gapNotices(notCompared(scanners, earlier.report.scanners))],
  };
}

/** A suppression in the files that the base does not have for this finding waits for somebody; the configuration's were sorted out before. */
function asked(result: Result, { strict, approvedBy }: Earlier): Result {
  const { suppression } = result;
  if (!suppression || suppression.status === 'expired') return result;
  const isAsked = suppression.status === 'requested' || (strict && suppression.kind !== 'config' && suppression.kind !== 'baseline');
  if (!isAsked) return result;
  return { ...result, suppression: { ...suppression, ...(approvedBy === undefined ? { status: 'requested' } : { status: 'accepted', approvedBy }) } };
}

/** The earlier results, each of which is taken for one later result at most. */
class Pool {
  readonly #renames: ReadonlyMap<string, string>;
  readonly #all: readonly Result[];
  readonly #free: Set<Result>;
  readonly #byName = new Map<string, Result[]>();

  constructor(results: readonly Result[], renames: ReadonlyMap<string, string>) {
    this.#renames = renames;
    this.#all = results;
    this.#free = new Set(results);
    for (const result of results) {
      for (const name of namesOf(result, result.finding.place.path)) {
        const list = this.#byName.get(name);
        if (list) list.push(result);
        else this.#byName.set(name, [result]);
      }
    }
  }

  /** Those of `wanted` that find their like: the same text of the same file first, then the same file, then any. */
  take(wanted: readonly Result[], eligible: (result: Result) => boolean): ReadonlySet<Result> {
    const found = new Set<Result>();
    for (const step of [0, 1, 2]) {
      for (const result of wanted) {
        if (found.has(result)) continue;
        const { path } = result.finding.place;
        const like = this.#byName
          .get(namesOf(result, this.#renames.get(path) ?? path)[step] ?? '')
          ?.find((one) => this.#free.has(one) && eligible(one));
        if (!like) continue;
        this.#free.delete(like);
        found.add(result);
      }
    }
    return found;
  }

  left(): readonly Result[] {
    return this.#all.filter((result) => this.#free.has(result));
  }
}

/** From the narrowest to the widest. The semantic fingerprint counts its likes behind a colon. */
function namesOf({ fingerprints }: Result, path: string): readonly [string, string, string] {
  const [key = ''] = fingerprints.semantic.split(':');
  return [`${key}\0${path}\0${fingerprints.primaryLocationLineHash}`, `${key}\0${path}`, key];
}

function notCompared(head: readonly ScannerStatus[], base: readonly ScannerStatus[]): readonly string[] {
  const looked = (list: readonly ScannerStatus[], id: string): boolean =>
    list.some((one) => one.id === id && (one.status === 'ok' || one.status === 'not-applicable'));
  return head.filter(({ id, status }) => status === 'ok' && !looked(base, id)).map(({ id }) => id);
}

/** What is no longer found because nobody looked is not fixed. */
function lostness(
  scanners: readonly ScannerStatus[],
  notices: readonly Notice[],
  { unseen }: Earlier,
  base: Pick<Report, 'notices'>,
): (result: Result) => boolean {
  const silent = new Set(scanners.filter(({ status }) => status === 'failed' || status === 'skipped').map(({ id }) => id));
  const before = new Set(base.notices.filter(({ level }) => level !== 'info').map(({ path }) => path));
  const unread = new Set(notices.filter(({ level, path }) => level !== 'info' && !before.has(path)).map(({ path }) => path));
  return (result) => {
    const { path } = result.finding.place;
    return scannersOf(result).some((id) => silent.has(id)) || unread.has(path) || unread.has(result.finding.subject.root) || unseen(path);
  };
}

function lostNotice(lost: readonly Result[]): readonly Notice[] {
  if (lost.length === 0) return [];
  const [what, them] = lost.length === 1 ? ['1 finding', 'it'] : [`${lost.length} findings`, 'them'];
  return [
    { level: 'info', about: 'comparison', message: `${what} of the base could not be looked for again, so that ${them} being gone means nothing` },
  ];
}

function gapNotices(scanners: readonly string[]): readonly Notice[] {
  return scanners.map((id) => ({ level: 'info', about: 'comparison', message: `${id} did not scan the base: everything it finds counts as new` }));
}

/** One notice for each place where a suppression is written. */
function requestNotices(results: readonly Result[]): readonly Notice[] {
  const places = new Map<string, { readonly rules: Set<string>; readonly suppression: NonNullable<Result['suppression']> }>();
  for (const { finding, suppression } of results) {
    if (!suppression) continue;
    const key = `${suppression.kind}\0${suppression.path ?? ''}\0${suppression.line ?? ''}\0${suppression.reason}`;
    const place = places.get(key) ?? { rules: new Set(), suppression };
    place.rules.add(finding.ruleId);
    places.set(key, place);
  }
  return [...places.values()].map(({ rules, suppression: { path, line } }) => ({
    level: 'info',
    about: 'comparison',
    message: `the suppression of ${[...rules].sort(compareText).join(', ')} is requested by this change: it counts once it is approved (label faasgate/approve) or merged`,
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
  }));
}

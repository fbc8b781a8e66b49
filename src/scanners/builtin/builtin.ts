/** Our own analyser, as one scanner among equals: dialects read, rules judge, fixes are tried. */
import { prepareInline } from '../../dialects/code/inline.ts';
import type { Finding } from '../../finding/finding.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { noCoverage, type KnownAnswer, type ScanRequest, type ScanResult, type Scanner } from '../scanner.ts';
import type { GroupCache } from './cache.ts';
import { scanGroup, type GroupOptions, type GroupResult } from './group.ts';
import { Tally } from './tally.ts';
import { findRoots, groupRoots, type Found } from './units.ts';

export interface BuiltinOptions extends Omit<GroupOptions, 'withoutFixes'> {
  /** Milliseconds since some moment; the clock is passed in. */
  readonly clock: () => number;
  /** Keeps what groups came to from run to run. */
  readonly cache?: GroupCache | undefined;
}

export function builtinScanner(options: BuiltinOptions): Scanner {
  return {
    id: 'builtin',
    scan: async (files, request = {}) => {
      const scan = new Scan(files, options, request);
      // Grammars take long to load: with a cache most runs need none.
      if (!scan.isKept) await scan.prepare();
      return scan.result();
    },
  };
}

/** Without what must be made ready first: files that need a grammar are told to be unread. */
export function scanBuiltin(files: FileTree, options: BuiltinOptions, request: ScanRequest = {}): ScanResult {
  return new Scan(files, options, request).result();
}

class Scan {
  readonly #options: BuiltinOptions & GroupOptions;
  readonly #started: number;
  readonly #notices: Notice[] = [];
  readonly #found: Found;
  readonly #groups: readonly Group[];

  constructor(files: FileTree, options: BuiltinOptions, { withoutFixes = false }: ScanRequest) {
    this.#started = options.clock();
    this.#options = { ...options, withoutFixes };
    this.#found = findRoots(files, options.dialects, this.#notices);
    this.#groups = groupRoots(this.#found.roots).map((roots) => {
      const kept = options.cache?.find(roots, this.#found.files, this.#options);
      if (kept) this.#release(kept);
      return { roots, kept };
    });
  }

  /** Is everything known that is to be found? */
  get isKept(): boolean {
    return this.#groups.every(({ kept }) => kept !== undefined);
  }

  /** Must have happened before files are scanned that need a grammar. */
  async prepare(): Promise<void> {
    const { recognised, files } = this.#found;
    for (const dialect of this.#options.dialects) await dialect.prepare?.(files.paths.filter((path) => dialect.wants(path)));
    await prepareInline(recognised, files);
  }

  result(): ScanResult {
    const { clock, cache } = this.#options;
    const { roots, recognised, programs } = this.#found;
    const findings: Finding[] = [];
    const answers: KnownAnswer[] = [];
    const secrets = new Set<string>();
    const tally = new Tally();
    for (const group of this.#groups) {
      const result = group.kept ?? this.#scan(group);
      tally.applications += result.applications;
      for (const unit of result.units) tally.addUnit(unit);
      for (const finding of result.findings) findings.push(finding);
      answers.push(...result.answers);
      for (const text of result.secrets) secrets.add(text);
      this.#notices.push(...result.notices, ...result.units.flatMap(({ notices }) => notices));
    }
    return {
      scanner: 'builtin',
      status: roots.length === 0 ? 'not-applicable' : 'ok',
      ...(roots.length === 0 ? { why: 'no serverless files were found' } : {}),
      findings,
      ...(answers.length > 0 && { answers }),
      notices: onceEach([...this.#notices, ...(cache?.notices ?? []), ...tally.unreached(recognised)]),
      coverage: roots.length === 0 ? noCoverage : tally.coverage(recognised.filter((path) => !programs.has(path))),
      paths: tally.paths(),
      secrets: [...secrets],
      milliseconds: clock() - this.#started,
    };
  }

  #scan({ roots }: Group): GroupResult {
    const { cache } = this.#options;
    const { files } = this.#found;
    const result = cache ? cache.keep(roots, files, this.#options) : scanGroup(roots, files, this.#options);
    this.#release(result);
    return result;
  }

  #release({ units }: GroupResult): void {
    for (const { files } of units) this.#found.release(files);
  }
}

interface Group {
  readonly roots: Found['roots'];
  /** What it came to when it was looked at before. */
  readonly kept: GroupResult | undefined;
}

function onceEach(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()];
}

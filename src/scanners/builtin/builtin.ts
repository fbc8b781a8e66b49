/** Our own analyser, as one scanner among equals: dialects read, rules judge, fixes are tried. */
import { prepareInline } from '../../dialects/code/inline.ts';
import type { Dialect, Unit } from '../../dialects/dialect.ts';
import type { Answer } from '../../answers/answer.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { noCoverage, type Coverage, type KnownAnswer, type ScanRequest, type ScanResult, type Scanner } from '../scanner.ts';
import { answeringDefects, toAnswer } from './answer.ts';
import { joinUnits, makeApplication } from './applications.ts';
import { checkApplication, type Defect } from './check.ts';
import { toFinding } from './to-finding.ts';
import { findRoots, groupRoots, readUnit, withoutParts } from './units.ts';
import { verifyFixes, type Attempt, type Rescan } from './verify.ts';

export interface BuiltinOptions {
  readonly dialects: readonly Dialect[];
  readonly rules: readonly Rule[];
  /** What is worked out beside the rules, because other scanners run as well. */
  readonly answers?: readonly Answer[] | undefined;
  /** ISO date: runtimes go out of support by the calendar. */
  readonly today: string;
  /** Milliseconds since some moment; the clock is passed in. */
  readonly clock: () => number;
}

export function builtinScanner(options: BuiltinOptions): Scanner {
  return {
    id: 'builtin',
    scan: async (files, request) => {
      await prepareDialects(files, options.dialects);
      return scanBuiltin(files, options, request);
    },
  };
}

/** Must have happened before files are scanned that need a grammar. */
export async function prepareDialects(files: FileTree, dialects: readonly Dialect[]): Promise<void> {
  for (const dialect of dialects) await dialect.prepare?.(files.paths.filter((path) => dialect.wants(path)));
  await prepareInline(files);
}

export function scanBuiltin(files: FileTree, options: BuiltinOptions, { withoutFixes = false }: ScanRequest = {}): ScanResult {
  const started = options.clock();
  const notices: Notice[] = [];
  const findings: Finding[] = [];
  const answers: KnownAnswer[] = [];
  const secrets = new Set<string>();
  const tally = new Tally();
  const found = findRoots(files, options.dialects, notices);
  const { roots, recognised, programs } = found;
  for (const group of groupRoots(roots)) {
    const units = group.map((root) => readUnit(root, found.files, options.dialects));
    for (const unit of units) tally.addUnit(unit);
    for (const members of joinUnits(withoutParts(units))) {
      if (members.some(isOfApplication)) tally.applications++;
      const scanned = scanApplication(members, found.files, { ...options, withoutFixes }, notices);
      for (const { finding, secret } of scanned.found) {
        findings.push(finding);
        for (const text of secret) secrets.add(text);
      }
      answers.push(...scanned.answers);
    }
    for (const unit of units) {
      notices.push(...unit.notices);
      found.release(unit.files);
    }
  }
  return {
    scanner: 'builtin',
    status: roots.length === 0 ? 'not-applicable' : 'ok',
    ...(roots.length === 0 ? { why: 'no serverless files were found' } : {}),
    findings,
    ...(answers.length > 0 && { answers }),
    notices: onceEach([...notices, ...tally.unreached(recognised)]),
    coverage: roots.length === 0 ? noCoverage : tally.coverage(recognised.filter((path) => !programs.has(path))),
    paths: tally.paths(),
    secrets: [...secrets],
    milliseconds: options.clock() - started,
  };
}

/** Does a unit tell of an application, or fail to? Else it only says where one is told of. */
function isOfApplication({ files, nouns, notices }: Unit): boolean {
  return files.length > 0 && (notices.length > 0 || Object.values(nouns).some((list) => list.length > 0));
}

interface Scanned {
  readonly finding: Finding;
  readonly secret: readonly string[];
}

function scanApplication(
  units: readonly Unit[],
  files: FileTree,
  options: BuiltinOptions & { readonly withoutFixes: boolean },
  notices: Notice[],
): { readonly found: readonly Scanned[]; readonly answers: readonly KnownAnswer[] } {
  const context = { today: options.today };
  const application = makeApplication(units);
  const defects = checkApplication(application, options.rules, context, notices);
  const rescanWith =
    (rules: readonly Rule[]): Rescan =>
    (members, changed, paths) => {
      const read = members.map((unit) => (unit.files.some((path) => paths.has(path)) ? readUnit(unit.root, changed, options.dialects) : unit));
      const after = read.some((unit, index) => losesMore(unit, members[index]))
        ? undefined
        : checkApplication(makeApplication(read), rules, context, []);
      for (const path of paths) changed.read(path)?.forget();
      return after;
    };
  const verify = (tried: readonly Defect[], all: readonly Defect[], rules: readonly Rule[]): ReadonlyMap<Defect, Attempt> =>
    options.withoutFixes ? new Map() : verifyFixes(units, tried, all, files, rescanWith(rules));
  const fixes = verify(defects, defects, options.rules);
  const answering = answeringDefects(application, options.answers ?? [], context, notices);
  const answered = answering.map(({ defect }) => defect);
  const remedies = verify(answered, [...defects, ...answered], [...options.rules, ...new Set(answering.map(({ rule }) => rule))]);
  return {
    found: defects.map((defect) => ({
      finding: toFinding(defect, fixes.get(defect), units),
      secret: [defect.problem, ...defect.others].flatMap(({ secret }) => (secret === undefined ? [] : [secret])),
    })),
    answers: answering.map(({ defect, to }) => toAnswer(toFinding(defect, remedies.get(defect), units), to)),
  };
}

/** Did an edit make something unreadable that was readable before? Then it is no fix, whatever the rules say. */
function losesMore(after: Unit, before: Unit | undefined): boolean {
  const errors = (unit: Unit | undefined): number => unit?.notices.filter(({ level }) => level !== 'info').length ?? 0;
  return errors(after) > errors(before);
}

/** Counts what was looked at. */
class Tally {
  applications = 0;
  readonly #files = new Set<string>();
  readonly #worst = new Map<string, Notice['level']>();
  /** Files of which a notice says something. */
  readonly #told = new Set<string>();

  addUnit(unit: Unit): void {
    for (const path of unit.files) this.#files.add(path);
    const [only] = unit.root.files.length === 1 ? unit.root.files : [];
    for (const { level, path = only } of unit.notices) {
      if (path !== undefined) this.#told.add(path);
      if (path !== undefined && level !== 'info' && this.#worst.get(path) !== 'error') this.#worst.set(path, level);
    }
  }

  paths(): readonly string[] {
    return [...this.#files].sort();
  }

  /** Nothing is silently left out: a file that nobody took says so. */
  unreached(recognised: readonly string[]): readonly Notice[] {
    const missing = recognised.filter((path) => !this.#files.has(path) && !this.#told.has(path));
    return missing.map((path) => ({ level: 'warning', path, message: 'not scanned: no application that was read uses it' }));
  }

  coverage(recognised: readonly string[]): Coverage {
    const templates = { read: 0, partly: 0, unread: 0 };
    for (const path of recognised) {
      const worst = this.#worst.get(path);
      if (worst === 'error' || !this.#files.has(path)) templates.unread++;
      else if (worst === 'warning') templates.partly++;
      else templates.read++;
    }
    return { applications: this.applications, files: this.#files.size, templates };
  }
}

function onceEach(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()];
}

/** One group of roots that may belong together, from its files to what is wrong with its applications. */
import type { Answer } from '../../answers/answer.ts';
import type { Dialect, Root, Unit } from '../../dialects/dialect.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { KnownAnswer } from '../scanner.ts';
import { answeringDefects, toAnswer } from './answer.ts';
import { joinUnits, makeApplication } from './applications.ts';
import { checkApplication, type Defect } from './check.ts';
import { toFinding } from './to-finding.ts';
import { readUnit, withoutParts } from './units.ts';
import { verifyFixes, type Attempt, type Rescan } from './verify.ts';

export interface GroupOptions {
  readonly dialects: readonly Dialect[];
  readonly rules: readonly Rule[];
  /** What is worked out beside the rules, because other scanners run as well. */
  readonly answers?: readonly Answer[] | undefined;
  /** ISO date: runtimes go out of support by the calendar. */
  readonly today: string;
  readonly withoutFixes: boolean;
}

/** Plain data: it can be written down and read again. */
export interface GroupResult {
  readonly applications: number;
  readonly units: readonly ReadUnit[];
  readonly findings: readonly Finding[];
  readonly answers: readonly KnownAnswer[];
  /** Texts that must appear in no output. */
  readonly secrets: readonly string[];
  /** Those of the rules; each unit has its own. */
  readonly notices: readonly Notice[];
}

/** What is counted of a unit. */
export interface ReadUnit {
  readonly root: Root;
  readonly files: readonly string[];
  readonly notices: readonly Notice[];
}

export function scanGroup(group: readonly Root[], files: FileTree, options: GroupOptions): GroupResult {
  const units = group.map((root) => readUnit(root, files, options.dialects));
  const findings: Finding[] = [];
  const answers: KnownAnswer[] = [];
  const secrets = new Set<string>();
  const notices: Notice[] = [];
  let applications = 0;
  for (const members of joinUnits(withoutParts(units))) {
    if (members.some(isOfApplication)) applications++;
    const scanned = scanApplication(members, files, options, notices);
    for (const { finding, secret } of scanned.found) {
      findings.push(finding);
      for (const text of secret) secrets.add(text);
    }
    answers.push(...scanned.answers);
  }
  return {
    applications,
    units: units.map((unit) => ({ root: unit.root, files: unit.files, notices: unit.notices })),
    findings,
    answers,
    secrets: [...secrets],
    notices,
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
  options: GroupOptions,
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

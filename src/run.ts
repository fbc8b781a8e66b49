/** One run: open the folder, run the scanners, assemble what they found, decide. Nothing is written here. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { ConfigurationError } from './config/errors.ts';
import { findConfig, loadConfig } from './config/load.ts';
import type { Config, Overrides } from './config/schema.ts';
import { dialects } from './dialects/index.ts';
import type { Finding } from './finding/finding.ts';
import { assembleReport } from './report/assemble.ts';
import { readBaseline, type Baseline } from './report/baseline.ts';
import { isSuppressed } from './report/gate.ts';
import type { Report } from './report/report.ts';
import { reportedRule } from './report/rules.ts';
import { rules as allRules } from './rules/index.ts';
import { outputContext, type OutputContext } from './reporters/context.ts';
import type { Rule } from './rules/rule.ts';
import { builtinScanner } from './scanners/builtin/builtin.ts';
import { noCoverage, type ScanResult, type Scanner } from './scanners/scanner.ts';
import { openFolder, type FolderTree } from './source/folder.ts';
import { sarifFileScanner } from './scanners/sarif-file/sarif-file.ts';
import { version } from './version.ts';

export interface RunRequest {
  /** A folder, or one file of it. */
  readonly path: string;
  /** A path of its own, not relative to the folder. */
  readonly config?: string | undefined;
  readonly overrides: Overrides;
  readonly category: string;
  readonly now: Date;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

/** A folder that is opened, with its configuration and the scanners that will run. */
export interface Workspace {
  readonly files: FolderTree;
  readonly config: Config;
  /** The configuration file, if there is one. */
  readonly configPath: string | undefined;
  readonly baseline: Baseline | undefined;
  readonly rules: readonly Rule[];
  readonly scanners: readonly Scanner[];
}

export interface RunOutcome {
  readonly report: Report;
  /** What outputs may show of the files. */
  readonly context: OutputContext;
}

/** @throws ConfigurationError */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const workspace = openWorkspace(request);
  const results = await Promise.all(workspace.scanners.map((scanner) => scan(scanner, workspace.files)));
  const report = assemble(results, workspace, request);
  return {
    report,
    context: outputContext(
      report,
      (path) => workspace.files.read(path),
      results.flatMap(({ secrets }) => secrets),
    ),
  };
}

/** Tells the findings that somebody has accepted, as the whole run would. @throws ConfigurationError */
export async function suppressedFindings(workspace: Workspace, request: RunRequest): Promise<(finding: Finding) => boolean> {
  const report = assemble(await Promise.all(workspace.scanners.map((scanner) => scan(scanner, workspace.files))), workspace, request);
  const keyOf = ({ ruleId, subject, evidence }: Finding): string => [ruleId, subject.root, subject.address, evidence].join('\0');
  const accepted = new Set(report.results.filter(isSuppressed).map(({ finding }) => keyOf(finding)));
  return (finding) => accepted.has(keyOf(finding));
}

function assemble(results: readonly ScanResult[], { files, config, configPath, rules, baseline }: Workspace, request: RunRequest): Report {
  const byId = new Map(rules.map((rule) => [rule.id, reportedRule(rule, version)]));
  return assembleReport(results, {
    version,
    startedAt: request.now.toISOString(),
    category: request.category,
    read: (path) => files.read(path),
    suppressionPaths: results.flatMap(({ paths }) => paths),
    rule: (id) => byId.get(id),
    formerly: new Map(rules.flatMap(({ id, formerly = [] }) => formerly.map((old) => [old, id] as const))),
    isRequired: () => true,
    suppressions: config.suppressions,
    ruleSettings: config.rules,
    configPath,
    baseline,
    baselinePath: config.baseline,
    notices: files.notices,
    gate: { failSeverity: config['fail-severity'], reportSeverity: config['report-severity'] },
  });
}

/** @throws ConfigurationError */
export function openWorkspace(request: RunRequest): Workspace {
  const { folder, only } = target(request.path);
  const settings = openFolder(request.config === undefined ? folder : existingFolder(dirname(request.config)), { maxFiles: 0 });
  const configPath = findConfig(settings, request.config === undefined ? undefined : basename(request.config));
  const config = loadConfig(settings, configPath, request.overrides);
  const opened = openFolder(folder, { exclude: config.exclude, maxFileBytes: config['max-file-size'] * 1024 * 1024 });
  const files = only === undefined ? opened : { ...opened, paths: opened.paths.filter((path) => path === only) };
  const rules = configuredRules(config);
  const today = request.now.toISOString().slice(0, 10);
  const scanners = [builtinScanner({ dialects, rules, today, clock: request.clock })];
  return {
    files,
    config,
    configPath,
    baseline: findBaseline(request, opened, config),
    rules,
    scanners: [...scanners, ...importedResults(request, folder, config)],
  };
}

/** One that the command line names is a path of its own; one that the configuration names is relative to the folder. */
function findBaseline({ overrides }: RunRequest, files: FolderTree, { baseline: path }: Config): Baseline | undefined {
  if (path === undefined) return undefined;
  const named = overrides.baseline !== undefined;
  const file = named ? openFolder(existingFolder(dirname(path)), { maxFiles: 0 }).read(basename(path)) : files.read(path);
  if (!file) throw new ConfigurationError(`baseline: there is no file ${path}`);
  return readBaseline(path, file.text);
}

/** @throws ConfigurationError */
function existingFolder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new ConfigurationError(`${path}: no such folder`);
  return path;
}

/** A file stands for its folder with nothing else in it; what it includes is still read. */
function target(path: string): { folder: string; only?: string } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ConfigurationError(`${path}: no such file or folder`);
  return stats.isDirectory() ? { folder: path } : { folder: dirname(path), only: basename(path) };
}

/** @throws ConfigurationError for a rule that does not exist. */
function configuredRules(config: Config): readonly Rule[] {
  // Ids of other tools begin with the tool's name.
  const isForeign = (id: string): boolean => id.includes('/') && !ruleFamilies.has(id.slice(0, id.indexOf('/')));
  const unknown = Object.keys(config.rules).find((id) => !allRules.some((rule) => rule.id === id) && !isForeign(id));
  if (unknown !== undefined) throw new ConfigurationError(`rules: there is no rule "${unknown}"; see: faasgate rules`);
  return allRules.flatMap((rule) => {
    const wanted = config.rules[rule.id];
    if (wanted === 'off') return [];
    return wanted === undefined ? [rule] : [{ ...rule, severity: wanted }];
  });
}

/** Files that the command line names are paths of their own; those of the configuration stay in the folder. @throws ConfigurationError */
function importedResults({ overrides, clock }: RunRequest, folder: string, { 'sarif-inputs': names }: Config): readonly Scanner[] {
  if (names.length === 0) return [];
  const inputs = names.map((name) => ({ name, path: overrides['sarif-inputs'] ? resolve(name) : pathInFolder(folder, name) }));
  return [sarifFileScanner({ inputs, folder: resolve(folder), families: ruleFamilies, clock })];
}

const ruleFamilies: ReadonlySet<string> = new Set([...allRules.map(({ id }) => id.slice(0, id.indexOf('/'))), 'dependencies', 'faasgate']);

/** @throws ConfigurationError where it leads out, by its names or by a link. */
function pathInFolder(folder: string, name: string): string {
  const path = resolve(folder, name);
  const root = realpathSync(folder);
  const real = existsSync(path) ? realpathSync(path) : path;
  if (!real.startsWith(`${root}${sep}`) && !real.startsWith(`${resolve(folder)}${sep}`)) {
    throw new ConfigurationError(`sarif-inputs: ${name} is not in the scanned folder`);
  }
  return path;
}

/** A scanner that throws has failed; it never stops the others, and it is never clean. */
async function scan(scanner: Scanner, files: FolderTree): Promise<ScanResult> {
  try {
    return await scanner.scan(files);
  } catch (error) {
    return {
      scanner: scanner.id,
      status: 'failed',
      why: error instanceof Error ? (error.message.split('\n')[0] ?? 'an error of its own') : 'an error of its own',
      findings: [],
      notices: [],
      coverage: noCoverage,
      paths: [],
      secrets: [],
      milliseconds: 0,
    };
  }
}

/** A folder that is opened for a run: its files, what counts in it, and the scanners that will look at it. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { answers } from './answers/index.ts';
import { ConfigurationError } from './config/errors.ts';
import type { Config, Overrides } from './config/schema.ts';
import { dialects } from './dialects/index.ts';
import type { ComparisonRequest } from './git/comparison.ts';
import { readPolicy, type Policy } from './policy.ts';
import { reportedRule } from './report/rules.ts';
import { describedRules } from './rules/descriptions.ts';
import { rules as allRules } from './rules/index.ts';
import type { Rule } from './rules/rule.ts';
import { cachePlaces } from './scanners/builtin/cache-places.ts';
import { groupCache, type GroupCache } from './scanners/builtin/cache.ts';
import { chooseScanners } from './scanners/choose.ts';
import { osvPlaces } from './scanners/osv/environment.ts';
import { functionsByFolder } from './scanners/osv/functions.ts';
import { osvScanner } from './scanners/osv/osv.ts';
import { sarifFileScanner } from './scanners/sarif-file/sarif-file.ts';
import type { Scanner } from './scanners/scanner.ts';
import { openFolder } from './source/folder.ts';
import { narrowed, type FolderOptions, type FolderTree } from './source/listing.ts';
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
  /** What is scanned is the head of the branch that everything goes to. */
  readonly isDefaultBranch?: boolean | undefined;
  /** Tells people what takes long: one sentence, without full stop. */
  readonly progress?: ((sentence: string) => void) | undefined;
  /** Another commit that this run is held against. */
  readonly comparison?: ComparisonRequest | undefined;
  /** Where the folder is in its repository: outputs tell paths of the repository. */
  readonly prefix?: string | undefined;
  /** A folder in which results are kept from run to run. */
  readonly cache?: string | undefined;
  /** Who has approved the suppressions that a pull request adds; asked only when there are some. */
  readonly approvedBy?: (() => Promise<string | undefined>) | undefined;
}

export interface Workspace extends Policy {
  readonly files: FolderTree;
  /** Only one file may be meant. */
  readonly isWanted: (path: string) => boolean;
  /** How it was opened. */
  readonly options: FolderOptions;
  readonly rules: readonly Rule[];
  readonly scanners: readonly Scanner[];
}

/** @throws ConfigurationError */
export function openWorkspace(request: RunRequest): Workspace {
  const { folder, only } = target(request.path);
  const { comparison } = request;
  const policy = readPolicy({ ...request, folder, severityOf: (id) => allRules.find((rule) => rule.id === id)?.severity });
  const { config } = policy;
  const options = { exclude: config.exclude, maxFileBytes: config['max-file-size'] * 1024 * 1024 };
  const opened = openFolder(folder, options);
  const whole = comparison?.headFiles?.open(opened, options) ?? opened;
  const isWanted = (path: string): boolean => only === undefined || path === only;
  const rules = configuredRules(config);
  return {
    ...policy,
    files: narrowed(whole, isWanted),
    isWanted,
    options,
    rules,
    scanners: [...scannersOf(request, folder, config, rules), ...importedResults(request, folder, config)],
    notices: [...policy.notices, ...(comparison?.notices ?? [])],
  };
}

function scannersOf(request: RunRequest, folder: string, config: Config, rules: readonly Rule[]): readonly Scanner[] {
  const { policy } = request.comparison ?? {};
  const trusted = policy === undefined || policy === 'own' ? undefined : policy.from;
  return chooseScanners({
    scanners: config.scanners,
    builtin: { dialects, rules, answers, today: request.now.toISOString().slice(0, 10), clock: request.clock, cache: cacheFor(request, folder) },
    timeout: config['scanner-timeout'] * 1000,
    monitor: config['snyk-monitor'] && request.isDefaultBranch === true,
    basePolicy: trusted?.read('.snyk')?.text,
    scanned: folder,
    environment: process.env,
    hasImports: config['sarif-inputs'].length > 0,
    osv: () => openOsv(config, request),
  });
}

/** @throws ConfigurationError for a folder in what is scanned: what comes with a repository is not to be believed. */
function cacheFor({ cache, now }: RunRequest, folder: string): GroupCache | undefined {
  if (cache === undefined) return undefined;
  const [kept, scanned] = [resolve(cache), resolve(folder)];
  if (kept === scanned || kept.startsWith(`${scanned}${sep}`)) throw new ConfigurationError(`--cache: ${cache} is in the scanned folder`);
  const places = cachePlaces(kept, process.env);
  if (!places) throw new ConfigurationError('--cache: no key can be made for it in your home folder; set FAASGATE_CACHE_KEY');
  return groupCache({ ...places, now });
}

function openOsv(config: Config, { clock }: RunRequest): Scanner {
  return osvScanner({
    ...osvPlaces(process.env),
    clock,
    wait: (milliseconds) => new Promise((done) => void setTimeout(done, milliseconds)),
    severities: config.rules,
    rules: describedRules.map((rule) => reportedRule(rule, version)),
    functionsOf: functionsByFolder(dialects),
    isCasual: config.scanners === 'auto',
  });
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
  const unknown = Object.keys(config.rules).find((id) => ![...allRules, ...describedRules].some((rule) => rule.id === id) && !isForeign(id));
  if (unknown !== undefined) throw new ConfigurationError(`rules: there is no rule "${unknown}"; see: faasgate rules`);
  return allRules.flatMap((rule) => {
    const wanted = config.rules[rule.id];
    if (wanted === 'off') return [];
    return wanted === undefined ? [rule] : [{ ...rule, severity: wanted }];
  });
}

const ruleFamilies: ReadonlySet<string> = new Set([...allRules.map(({ id }) => id.slice(0, id.indexOf('/'))), 'dependencies', 'faasgate']);

/** Files that the command line names are paths of their own; those of the configuration stay in the folder. @throws ConfigurationError */
function importedResults({ overrides, clock }: RunRequest, folder: string, { 'sarif-inputs': names }: Config): readonly Scanner[] {
  if (names.length === 0) return [];
  const inputs = names.map((name) => ({ name, path: overrides['sarif-inputs'] ? resolve(name) : pathInFolder(folder, name) }));
  return [sarifFileScanner({ inputs, folder: resolve(folder), families: ruleFamilies, clock })];
}

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

/** What counts in this run: configuration and baseline, from the scanned files or from the commit that they are held against. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { ConfigurationError } from './config/errors.ts';
import { findConfig, loadConfig } from './config/load.ts';
import { effectivePolicy } from './config/policy.ts';
import type { Config, Overrides } from './config/schema.ts';
import type { Severity } from './finding/severity.ts';
import type { BasePolicySource, ComparisonRequest } from './git/comparison.ts';
import type { Revision } from './git/revisions.ts';
import { intersectBaselines, readBaseline, type Baseline } from './report/baseline.ts';
import type { ConfiguredSuppression } from './report/suppress.ts';
import { decode, type SourceFile } from './source/file.ts';
import type { FileTree, Notice } from './source/file-tree.ts';
import { openFolder } from './source/folder.ts';

export interface Policy {
  readonly config: Config;
  /** The configuration file, if there is one. */
  readonly configPath: string | undefined;
  /** Those of the configuration, and those that a pull request asks for. */
  readonly suppressions: readonly ConfiguredSuppression[];
  readonly baseline: Baseline | undefined;
  readonly notices: readonly Notice[];
}

export interface PolicyRequest {
  readonly folder: string;
  /** A path of its own, not relative to the folder. */
  readonly config?: string | undefined;
  readonly overrides: Overrides;
  readonly comparison?: ComparisonRequest | undefined;
  severityOf(rule: string): Severity | undefined;
}

/** @throws ConfigurationError */
export function readPolicy(request: PolicyRequest): Policy {
  const source = request.comparison?.policy ?? 'own';
  return source === 'own' ? ownPolicy(request) : basePolicy(request, source);
}

function ownPolicy(request: PolicyRequest): Policy {
  const { config, path } = ownConfig(request);
  const text = config.baseline === undefined ? undefined : baselineText(request, config.baseline);
  const baseline = config.baseline === undefined ? undefined : readBaseline(config.baseline, existing(text, config.baseline));
  return { config, configPath: path, suppressions: config.suppressions, baseline, notices: [] };
}

/** The base says what counts. Where it cannot be read, the defaults do, which are strict and accept nothing. */
function basePolicy(request: PolicyRequest, source: BasePolicySource): Policy {
  const { from, fork } = source;
  const notices: Notice[] = [];
  const head = source.head ? configOf(source.head, request) : ownConfig(request);
  const base = configAt(from, request, notices);
  const fallback = fork === undefined || fork.commit === from?.commit ? base : configAt(fork, request, []);
  const { config, requested, loosened } = effectivePolicy({ base, head: head.config, fork: fallback, severityOf: request.severityOf });
  const at = head.path === undefined ? {} : { path: head.path };
  notices.push(...loosened.map((message): Notice => ({ level: 'info', about: 'comparison', message, ...at })));
  if (!from)
    notices.push({
      level: 'info',
      about: 'comparison',
      message: 'the base cannot be read: the default policy counts, and no suppression or baseline does',
    });
  const suppressions = [...config.suppressions, ...requested.map((one) => ({ ...one, requested: true }))];
  return { config, configPath: head.path, suppressions, baseline: baselineAt(config.baseline, source, request, notices), notices };
}

function ownConfig({ folder, config: path, overrides }: PolicyRequest): FoundConfig {
  const settings = openFolder(path === undefined ? folder : existingFolder(dirname(path)), { maxFiles: 0 });
  const found = findConfig(settings, path === undefined ? undefined : basename(path));
  return { config: loadConfig(settings, found, overrides), path: found };
}

interface FoundConfig {
  readonly config: Config;
  readonly path: string | undefined;
}

/** @throws ConfigurationError */
function configOf(at: Revision | undefined, request: PolicyRequest): FoundConfig {
  const named = request.config === undefined ? undefined : inFolder(request.folder, request.config);
  // A file outside of the repository was put there by the workflow: no pull request changes it.
  if (named !== undefined && at?.isOutside(named) === true) return ownConfig(request);
  const files = at ? asTree(at) : nothing;
  const path = named === undefined ? findConfig(files, undefined) : files.has(named) ? named : undefined;
  return { config: loadConfig(files, path, request.overrides), path };
}

function configAt(at: Revision | undefined, request: PolicyRequest, notices: Notice[]): Config {
  try {
    return configOf(at, request).config;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    notices.push({
      level: 'info',
      about: 'comparison',
      message: `the base's configuration cannot be used, the defaults count (${error.message.split('\n')[0] ?? ''})`,
    });
    return loadConfig(nothing, undefined, request.overrides);
  }
}

/** A pull request can take entries out of the baseline and add none. */
function baselineAt(
  path: string | undefined,
  { from, fork, head: scanned }: BasePolicySource,
  request: PolicyRequest,
  notices: Notice[],
): Baseline | undefined {
  if (path === undefined) return undefined;
  const named = request.overrides.baseline === undefined ? path : inFolder(request.folder, path);
  if (from?.isOutside(named)) return readBaseline(path, existing(baselineText(request, path), path));
  const text = from?.read(named)?.text;
  if (text === undefined) {
    notices.push({
      level: 'info',
      about: 'comparison',
      path: named,
      message: 'the base has no such baseline: nothing is known until this is merged',
    });
    return undefined;
  }
  const base = readBaseline(path, text);
  const head = scanned ? scanned.read(named)?.text : baselineText(request, path);
  if (head === undefined || head === (fork ?? from)?.read(named)?.text) return base;
  const { baseline, added } = intersectBaselines(base, readBaseline(path, head));
  if (added > 0) {
    notices.push({
      level: 'info',
      about: 'comparison',
      path: named,
      message: `${added} of the findings that are added to the baseline here do not count until this is merged`,
    });
  }
  return baseline;
}

/** One that the command line names is a path of its own; one that the configuration names is relative to the folder. */
function baselineText({ folder, overrides }: PolicyRequest, path: string): string | undefined {
  if (overrides.baseline === undefined) return openFolder(folder, { maxFiles: 0 }).read(path)?.text;
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return decode(path, readFileSync(path)).text;
}

function existing(text: string | undefined, path: string): string {
  if (text === undefined) throw new ConfigurationError(`baseline: there is no file ${path}`);
  return text;
}

/** @throws ConfigurationError */
function existingFolder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new ConfigurationError(`${path}: no such folder`);
  return path;
}

function inFolder(folder: string, path: string): string {
  return relative(resolve(folder), resolve(path)).split(sep).join('/');
}

const nothing: FileTree = { paths: [], has: () => false, read: () => undefined };

function asTree(at: Revision): FileTree {
  const read = (path: string): SourceFile | undefined => at.read(path);
  return { paths: [], has: (path) => read(path) !== undefined, read };
}

/** Known vulnerabilities of the packages that a repository ships, from OSV: the service, or a folder of its files. */
import type { Finding } from '../../finding/finding.ts';
import type { ReportedRule } from '../../finding/reported-rule.ts';
import type { Severity } from '../../finding/severity.ts';
import type { Package, Project } from '../../packages/package.ts';
import { findProjects, type FoundProjects } from '../../packages/projects.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import { noCoverage, type FileStatus, type Scanner, type ScanRequest, type ScanResult } from '../scanner.ts';
import type { Advisory } from './advisory.ts';
import { keyOf } from './affected.ts';
import { advisoryCache } from './cache.ts';
import { osvDatabase } from './database.ts';
import { unlockedPackageFinding, vulnerablePackageFinding } from './findings.ts';
import { importsOf, moduleName } from './imports.ts';
import { remediesFor, remedyProject } from './remedy.ts';
import { osvService } from './service.ts';
import { SourceError, UnreachableError, type AdvisorySource } from './source.ts';
import { vulnerabilitiesOf } from './vulnerability.ts';

export interface OsvOptions {
  /** The service, without a path: `https://api.osv.dev`. */
  readonly url: string;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** OSV's files in a folder: nothing is asked of the service then. */
  readonly databaseFolder?: string | undefined;
  /** Where advisories are kept from run to run. */
  readonly cacheFolder?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Nobody asked for it by name: without a network it is left out, and has not failed. */
  readonly isCasual?: boolean | undefined;
  /** The functions whose code is in a folder, by label. */
  readonly functionsOf?: ((folder: string, files: FileTree) => readonly string[]) | undefined;
  /** Another severity for a rule, or `off`. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** What outputs should know of the rules it speaks of. */
  readonly rules?: readonly ReportedRule[] | undefined;
}

export const publicService = 'https://api.osv.dev';

export function osvScanner(options: OsvOptions): Scanner {
  const { url, wait, databaseFolder, cacheFolder, fetch: send = fetch } = options;
  const source =
    databaseFolder === undefined
      ? osvService({ url, wait, fetch: send, cache: advisoryCache(cacheFolder), isCasual: options.isCasual })
      : osvDatabase(databaseFolder);
  return { id: 'osv', scan: (files, request) => scan(files, request, source, options) };
}

async function scan(files: FileTree, request: ScanRequest | undefined, source: AdvisorySource, options: OsvOptions): Promise<ScanResult> {
  const started = options.clock();
  const found = findProjects(files);
  const base = { scanner: 'osv', secrets: [], rules: options.rules ?? [], coverage: coverageOf(found) };
  const end = (): number => options.clock() - started;
  if (found.projects.length === 0 && found.unread.length === 0) {
    return {
      ...base,
      status: 'not-applicable',
      why: 'no manifest or lock file of packages was found',
      findings: [],
      notices: [],
      paths: [],
      milliseconds: end(),
    };
  }
  const notices = [...found.notices, ...found.unread.map(unreadNotice)];
  const paths = found.projects.flatMap(({ files: read, lock }) => read.filter((path) => path !== lock));
  const unlocked = unlockedFindings(found.projects, files, options);
  try {
    const vulnerable = await vulnerableFindings(found.projects, files, request, source, options);
    const findings = [...vulnerable, ...unlocked].flatMap((finding) => withSeverity(finding, options));
    return { ...base, status: 'ok', findings, files: statusesOf(found, notices, findings), notices, paths, milliseconds: end() };
  } catch (error) {
    const why = error instanceof SourceError ? error.message : "an error of faasgate's own; please report it";
    if (error instanceof UnreachableError && options.isCasual === true)
      return { ...base, status: 'skipped', why, findings: unlocked, notices, paths, milliseconds: end() };
    const failed = found.projects.map(({ lock, manifest }): FileStatus => ({ path: lock ?? manifest ?? '', status: 'failed', why }));
    return { ...base, status: 'failed', why, findings: unlocked, files: failed, notices, paths, milliseconds: end() };
  }
}

function coverageOf({ projects, unread }: FoundProjects): ScanResult['coverage'] {
  return { ...noCoverage, files: new Set([...projects.flatMap(({ files }) => files), ...unread]).size };
}

function unreadNotice(path: string): Notice {
  return { level: 'error', path, message: 'its packages are not checked: it could not be opened' };
}

async function vulnerableFindings(
  projects: readonly Project[],
  files: FileTree,
  request: ScanRequest | undefined,
  source: AdvisorySource,
  options: OsvOptions,
): Promise<readonly Finding[]> {
  if (options.severities?.['dependencies/vulnerable-package'] === 'off') return [];
  const shipped = projects.map((project) => ({ project, packages: project.packages.filter(({ dev }) => !dev) }));
  const asked = new Map(shipped.flatMap(({ packages }) => packages).map((used) => [keyOf(used), used]));
  if (asked.size === 0) return [];
  const whom = options.databaseFolder ?? (URL.canParse(options.url) ? new URL(options.url).host : options.url);
  request?.progress?.(`asking ${whom} about ${asked.size} packages, by name and version`);
  const found = await source.affecting([...asked.values()].map(({ ecosystem, name, version }) => ({ ecosystem, name, version })));
  const affected = [...found.keys()].flatMap((key) => asked.get(key) ?? []);
  const versions = await remediesFor(
    affected.map(({ ecosystem, name, version }) => ({ ecosystem, name, version })),
    found,
    source,
  );
  return shipped.flatMap(({ project, packages }) => {
    const vulnerable = packages.filter((used) => found.has(keyOf(used)));
    return vulnerable.length === 0 ? [] : projectFindings(project, vulnerable, projects, versions, found, files, options);
  });
}

function projectFindings(
  project: Project,
  vulnerable: readonly Package[],
  projects: readonly Project[],
  versions: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, readonly Advisory[]>,
  files: FileTree,
  options: OsvOptions,
): readonly Finding[] {
  const remedies = remedyProject(project, vulnerable, versions, found, files);
  const imports = importsOf(project, projects, files);
  const functions = options.functionsOf?.(project.folder, files) ?? [];
  return copiesOf(vulnerable).flatMap(({ used, copies }) => {
    const imported = imports.get(moduleName(used.ecosystem, used.name));
    const explained = { used, copies, project, remedy: remedies.get(used), functions, imported };
    return vulnerabilitiesOf(used, found.get(keyOf(used)) ?? []).map((vulnerability) => vulnerablePackageFinding(explained, vulnerability));
  });
}

/** One version may be installed in several folders: the one that the manifest asks for speaks, else the first. */
function copiesOf(vulnerable: readonly Package[]): readonly { readonly used: Package; readonly copies: readonly Package[] }[] {
  const groups = new Map<string, Package[]>();
  for (const one of vulnerable) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const used = group.find(({ declaration }) => declaration) ?? group[0];
    return used ? [{ used, copies: group.filter((one) => one !== used) }] : [];
  });
}

function unlockedFindings(projects: readonly Project[], files: FileTree, { functionsOf }: OsvOptions): readonly Finding[] {
  if (!functionsOf) return [];
  return projects.flatMap((project) => {
    const mayBe = project.lock === undefined && project.declarations.some(({ exact, dev }) => !exact && !dev);
    return mayBe ? (unlockedPackageFinding(project, functionsOf(project.folder, files)) ?? []) : [];
  });
}

function withSeverity(finding: Finding, { severities = {} }: OsvOptions): readonly Finding[] {
  const wanted = severities[finding.ruleId];
  if (wanted === 'off') return [];
  return wanted === undefined ? [finding] : [{ ...finding, severity: wanted }];
}

function statusesOf({ projects, unread }: FoundProjects, notices: readonly Notice[], findings: readonly Finding[]): readonly FileStatus[] {
  const roots = new Set(findings.map(({ subject }) => subject.root));
  const broken = new Map(notices.flatMap(({ level, path, message }) => (level === 'error' && path !== undefined ? [[path, message] as const] : [])));
  const read = projects.map(({ lock, manifest, files }): FileStatus => {
    const path = lock ?? manifest ?? files[0] ?? '';
    const why = files.map((one) => broken.get(one)).find((message) => message !== undefined);
    if (why !== undefined) return { path, status: 'failed', why };
    return { path, status: [manifest, lock].some((one) => one !== undefined && roots.has(one)) ? 'findings' : 'ok' };
  });
  return [...read, ...unread.map((path): FileStatus => ({ path, status: 'failed', why: 'it could not be opened' }))];
}

/** Snyk as a scanner: run once for each manifest over copies of what it reads, believed by its JSON only. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../../finding/finding.ts';
import { folderOf, joinPath, nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import { runProgram, withScratch, type ProgramResult, type Scratch } from '../process.ts';
import { emptyResult, type FileStatus, type ScanRequest, type ScanResult, type Scanner } from '../scanner.ts';
import { findProgram, trustedPath, type ToolPlaces } from '../tools.ts';
import { rules, toFindings, tool } from './findings.ts';
import { findSnyk, installSnyk, type Snyk } from './install.ts';
import { findManifests, probedBy, toolOf, type Manifest } from './manifests.ts';
import { readOutput } from './output.ts';

export interface SnykOptions {
  readonly places: ToolPlaces;
  /** `SNYK_TOKEN`, `SNYK_API` and the organisation come from here. */
  readonly environment: NodeJS.ProcessEnv;
  readonly mayInstall: boolean;
  readonly clock: () => number;
  /** Of all manifests together, in milliseconds. */
  readonly timeout: number;
  /** The code is the owners' own: its build files may run, and what its `.snyk` ignores is ignored. */
  readonly trusted: boolean;
  /** The `.snyk` of the commit that is compared with: holds where the code is not trusted. */
  readonly basePolicy?: string | undefined;
  /** Also leaves each manifest with Snyk's service as a project to watch. */
  readonly monitor: boolean;
}

export function snykScanner(options: SnykOptions): Scanner {
  return { id: tool, scan: (files, request) => scan(files, request ?? {}, options) };
}

async function scan(files: FileTree, request: ScanRequest, options: SnykOptions): Promise<ScanResult> {
  const started = options.clock();
  const ended = (result: Partial<ScanResult> & Pick<ScanResult, 'status'>): ScanResult => ({
    ...emptyResult(tool),
    ...result,
    milliseconds: options.clock() - started,
  });
  const { manifests, unread } = findManifests(files, request.changed);
  if (manifests.length === 0 && unread.length === 0) {
    return ended({ status: 'not-applicable', why: request.changed ? 'no manifest of packages was changed' : 'no manifest of packages is here' });
  }
  const token = tokenIn(options.environment);
  if (token === undefined) return ended({ status: 'skipped', why: 'no SNYK_TOKEN' });
  const found = findSnyk(options.places);
  if (!found && !options.mayInstall) return ended({ status: 'skipped', why: 'not installed' });
  const snyk = found ?? (await installSnyk(options.places, request.progress ?? (() => undefined)));
  if ('why' in snyk) return ended({ status: 'failed', why: `it could not be installed: ${snyk.why}` });
  request.progress?.(`Snyk asks about ${manifests.length} ${manifests.length === 1 ? 'manifest' : 'manifests'}`);
  const outcomes = await each(manifests, (manifest) => testManifest(manifest, snyk, files, started, options));
  const statuses: FileStatus[] = [
    ...unread.map(({ path, why }) => ({ path, status: 'skipped' as const, why })),
    ...outcomes.map(({ status }) => status),
  ];
  const failed = statuses.filter(({ status }) => status === 'failed');
  return ended({
    status: failed.length > 0 ? 'failed' : 'ok',
    ...(failed[0] === undefined ? {} : { why: failure(failed[0], failed.length, manifests.length) }),
    ...(snyk.version === undefined ? {} : { version: snyk.version }),
    findings: outcomes.flatMap(({ findings }) => findings),
    rules,
    files: statuses.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notices: [...statuses.flatMap(noticeOf), ...engineNotice(snyk)],
    secrets: [token],
  });
}

interface Outcome {
  readonly status: FileStatus;
  readonly findings: readonly Finding[];
}

async function testManifest(manifest: Manifest, snyk: Snyk, files: FileTree, started: number, options: SnykOptions): Promise<Outcome> {
  const ended = (status: FileStatus['status'], why?: string): Outcome => ({
    status: { path: manifest.path, status, ...(why === undefined ? {} : { why }) },
    findings: [],
  });
  const obstacle = obstacleTo(manifest, snyk, options);
  if (obstacle !== undefined) return ended('skipped', obstacle);
  const timeout = options.timeout - (options.clock() - started);
  if (timeout <= 0) return ended('failed', 'the time was up before it was its turn');
  return withScratch(tool, async (scratch) => {
    const folder = join(scratch.base, 'files');
    copy(manifest.files, files, folder);
    const policy = policyFor(files, manifest, scratch, options);
    const run = await runProgram(request('test', snyk, manifest, folder, scratch, timeout, policy, options));
    const read = understand(run);
    if ('why' in read && isPythonMissing(manifest, read.why)) return ended('skipped', lacksPython);
    if ('why' in read) return read.notApplicable ? ended('not-applicable', read.why) : ended('failed', withoutPaths(read.why, scratch));
    const findings = toFindings(read.projects, manifest, files);
    const watched = options.monitor ? await runProgram(request('monitor', snyk, manifest, folder, scratch, timeout, policy, options)) : undefined;
    if (watched && !(watched.kind === 'ended' && watched.exitCode === 0)) return { ...ended('failed', 'snyk monitor did not take it'), findings };
    return { ...ended(findings.length > 0 ? 'findings' : 'ok'), findings };
  });
}

const lacksPython = "the npm package of Snyk lacks what reads it; Snyk's own binary can";

function readsPython(kind: Manifest['kind']): boolean {
  return kind === 'pip' || kind === 'pipenv';
}

/** So a `snyk` on the PATH says it that is the npm package without the binary: nobody can tell by looking at it. */
function isPythonMissing({ kind }: Manifest, why: string): boolean {
  return readsPython(kind) && why.includes('Failed to write temp files');
}

/** What keeps Snyk from this manifest, told before it is tried. */
function obstacleTo({ kind }: Manifest, { isJavaScript }: Snyk, { trusted, places }: SnykOptions): string | undefined {
  const probed = probedBy(kind);
  if (probed !== undefined && findProgram(probed, places) === undefined) return `it takes ${probed}, which is not installed`;
  const builder = toolOf(kind);
  if (builder === undefined) return undefined;
  if (isJavaScript && readsPython(kind)) return lacksPython;
  if (!trusted) return `it takes ${builder}, which may run code of the project: not for changes of others`;
  if (findProgram(builder, places) === undefined) return `it takes ${builder}, which is not installed`;
  return undefined;
}

function copy(paths: readonly string[], files: FileTree, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const path of paths) {
    const file = joinPath(path) === path ? files.read(path) : undefined;
    if (!file) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), file.text);
  }
}

/** A change must not bring the rule along by which it is ignored. */
function policyFor(files: FileTree, { path }: Manifest, scratch: Scratch, { trusted, basePolicy }: SnykOptions): readonly string[] {
  const beside = folderOf(path) === '' ? '.snyk' : `${folderOf(path)}/.snyk`;
  const own = [beside, '.snyk'].find((candidate) => files.has(candidate));
  const text = trusted && own !== undefined ? files.read(own)?.text : basePolicy;
  if (text === undefined) return ['--ignore-policy'];
  const folder = join(scratch.base, 'policy');
  mkdirSync(folder);
  writeFileSync(join(folder, '.snyk'), text);
  return [`--policy-path=${join(folder, '.snyk')}`];
}

function request(
  command: 'test' | 'monitor',
  { program, args }: Snyk,
  { target }: Manifest,
  folder: string,
  scratch: Scratch,
  timeout: number,
  policy: readonly string[],
  { environment, places }: SnykOptions,
): Parameters<typeof runProgram>[0] {
  const project = join(folder, folderOf(target));
  return {
    program,
    args: [...args, command, `--file=${nameOf(target)}`, '--json', ...policy, ...repositoryOf(environment)],
    folder: project,
    scratch,
    environment: { ...snykEnvironment(environment), PATH: trustedPath(places) },
    timeout,
  };
}

/** The copies lie in no repository: Snyk names its projects by this one. */
function repositoryOf({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name }: NodeJS.ProcessEnv): readonly string[] {
  return server && name ? [`--remote-repo-url=${server}/${name}`] : [];
}

/** Without `SNYK_CI` a missing token is a stack trace; without the other it calls two more services. */
function snykEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const own = ['SNYK_TOKEN', 'SNYK_OAUTH_TOKEN', 'SNYK_API', 'SNYK_CFG_ORG', 'SNYK_HTTP_PROTOCOL_UPGRADE'].flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(own), SNYK_CI: '1', CI: '1', SNYK_DISABLE_ANALYTICS: '1', NO_UPDATE_NOTIFIER: '1' };
}

function tokenIn({ SNYK_TOKEN: token, SNYK_OAUTH_TOKEN: other }: NodeJS.ProcessEnv): string | undefined {
  return token?.trim() || other?.trim() || undefined;
}

type Understood =
  | { readonly projects: Extract<ReturnType<typeof readOutput>, { projects: unknown }>['projects'] }
  | { readonly why: string; readonly notApplicable?: boolean };

/** Exit codes tell what kind of failure it is, and never that there is none. */
function understand(run: ProgramResult): Understood {
  if (run.kind === 'stopped') return { why: run.why };
  if (run.exitCode === 77) return { why: 'Snyk does not take the token' };
  if (run.exitCode === 3) return { why: 'Snyk reads nothing of this kind', notApplicable: true };
  const read = readOutput(run.stdout);
  if ('why' in read) return read;
  return run.exitCode > 1 ? { why: `Snyk ended with ${run.exitCode}` } : read;
}

/** Where the copies lay says nothing to anyone. */
function withoutPaths(why: string, { base }: Scratch): string {
  return why.replaceAll(join(base, 'files'), '').replaceAll(base, '');
}

function failure({ path, why }: FileStatus, failed: number, all: number): string {
  const reason = `${path}: ${why ?? 'no reason was given'}`;
  return failed === 1 && all === 1 ? reason : `${failed} of ${all} manifests could not be tested, first ${reason}`;
}

function noticeOf({ path, status, why }: FileStatus): readonly Notice[] {
  if (status === 'failed') return [{ level: 'error', path, message: `not tested by Snyk: ${why ?? 'no reason was given'}` }];
  if (status === 'skipped') return [{ level: 'info', path, message: `not tested by Snyk: ${why ?? 'no reason was given'}` }];
  return [];
}

function engineNotice({ isJavaScript }: Snyk): readonly Notice[] {
  return isJavaScript ? [{ level: 'info', message: "Snyk ran as its npm package, which reads fewer manifests than Snyk's own binary" }] : [];
}

const atOnce = 2;

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const queue = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results.set(next[0], await work(next[1]));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return items.flatMap((_, index) => results.get(index) ?? []);
}

/** Finds Snyk's command line, and installs the pinned one where it is asked for: its engine in JavaScript, from a lock file of ours. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, withScratch } from '../process.ts';
import { findProgram, type ToolPlaces } from '../tools.ts';

export const snykVersion = '1.1307.4';

/** How Snyk is started. */
export interface Snyk {
  readonly program: string;
  /** Come before all others. */
  readonly args: readonly string[];
  readonly version: string | undefined;
  readonly from: 'PATH' | 'tools';
  /** The npm package without the binary that its own installation would fetch: it cannot read everything. */
  readonly isJavaScript: boolean;
}

const installTimeout = 10 * 60_000;
const complete = 'complete';

export function findSnyk(places: ToolPlaces): Snyk | undefined {
  const program = findProgram('snyk', places);
  if (program !== undefined) return { program, args: [], version: undefined, from: 'PATH', isJavaScript: false };
  return inTools(places);
}

/** `why` ends the sentence "it could not be installed: …". */
export async function installSnyk(places: ToolPlaces, progress: (sentence: string) => void): Promise<Snyk | { readonly why: string }> {
  const npm = npmBeside(places);
  if (npm === undefined) return { why: 'npm is not here' };
  const target = folderIn(places);
  const building = `${target}.${process.pid}`;
  progress(`installing Snyk ${snykVersion}, once`);
  try {
    rmSync(building, { recursive: true, force: true });
    mkdirSync(building, { recursive: true });
    const { default: lock } = await import('../../platform/snyk/lock.json', { with: { type: 'json' } });
    const { name, version, dependencies } = lock.packages[''];
    writeFileSync(join(building, 'package.json'), JSON.stringify({ name, version, private: true, dependencies }));
    writeFileSync(join(building, 'package-lock.json'), JSON.stringify(lock));
    const { HOME = '', USERPROFILE = HOME } = process.env;
    const result = await withScratch('install', (scratch) =>
      runProgram({
        ...npm,
        args: [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'],
        folder: building,
        scratch,
        environment: { HOME, USERPROFILE, ...npmSettings() },
        timeout: installTimeout,
      }),
    );
    if (result.kind === 'stopped') return { why: result.why };
    if (result.exitCode !== 0)
      return { why: /npm (?:error|ERR!) (?:code )?(.{1,200})/.exec(result.stderr)?.[1] ?? `npm ended with ${result.exitCode}` };
    writeFileSync(join(building, complete), `${snykVersion}\n`);
    rmSync(target, { recursive: true, force: true });
    renameSync(building, target);
  } catch (error) {
    // Another run may have been faster.
    const there = inTools(places);
    if (there) return there;
    return { why: `${places.folder} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})` };
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return inTools(places) ?? { why: 'what was installed is not whole' };
}

function folderIn({ folder }: ToolPlaces): string {
  return join(folder, `snyk-${snykVersion}`);
}

function inTools(places: ToolPlaces): Snyk | undefined {
  const folder = folderIn(places);
  const script = join(folder, 'node_modules', 'snyk', 'dist', 'cli', 'index.js');
  if (!existsSync(script) || !existsSync(join(folder, complete))) return undefined;
  if (readFileSync(join(folder, complete), 'utf8').trim() !== snykVersion) return undefined;
  return { program: process.execPath, args: [script], version: snykVersion, from: 'tools', isJavaScript: true };
}

/** On Windows npm is a script for a shell, which nothing here is run by: its program is started instead. */
function npmBeside(places: ToolPlaces): { readonly program: string; readonly args: readonly string[] } | undefined {
  const npm = findProgram('npm', places);
  if (npm !== undefined) return { program: npm, args: [] };
  const script = join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return existsSync(script) ? { program: process.execPath, args: [script] } : undefined;
}

/** The registry of a company, and how to reach it. */
function npmSettings(): Record<string, string> {
  const settings = Object.entries(process.env).filter(
    ([name, value]) => /^npm_config_(registry|cafile|proxy|https_proxy|userconfig)$/i.test(name) && value !== undefined,
  );
  return Object.fromEntries(settings) as Record<string, string>;
}

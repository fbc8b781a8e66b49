/** Finds Snyk's command line, and installs the pinned one where it is asked for: its engine in JavaScript, from a lock file of ours. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepTool, keptFolder, type KeptTool } from '../kept-tool.ts';
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

export function findSnyk(places: ToolPlaces): Snyk | undefined {
  const program = findProgram('snyk', places);
  if (program !== undefined) return { program, args: [], version: undefined, from: 'PATH', isJavaScript: false };
  return inTools(places);
}

/** `why` ends the sentence "it could not be installed: …". */
export async function installSnyk(places: ToolPlaces, progress: (sentence: string) => void): Promise<Snyk | { readonly why: string }> {
  const npm = npmBeside(places);
  if (npm === undefined) return { why: 'npm is not here' };
  progress(`installing Snyk ${snykVersion}, once`);
  const why = await keepTool(kept, places, (folder) => install(folder, npm));
  if (why !== undefined) return { why };
  return inTools(places) ?? { why: 'what was installed is not whole' };
}

const kept: KeptTool = { name: 'snyk', version: snykVersion };

async function install(folder: string, npm: Npm): Promise<string | undefined> {
  const { default: lock } = await import('../../platform/snyk/lock.json', { with: { type: 'json' } });
  const { name, version, dependencies } = lock.packages[''];
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, private: true, dependencies }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const { HOME = '', USERPROFILE = HOME } = process.env;
  const result = await withScratch('install', (scratch) =>
    runProgram({
      ...npm,
      args: [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'],
      folder,
      scratch,
      environment: { HOME, USERPROFILE, ...npmSettings() },
      timeout: installTimeout,
    }),
  );
  if (result.kind === 'stopped') return result.why;
  if (result.exitCode === 0) return undefined;
  return /npm (?:error|ERR!) (?:code )?(.{1,200})/.exec(result.stderr)?.[1] ?? `npm ended with ${result.exitCode}`;
}

function inTools(places: ToolPlaces): Snyk | undefined {
  const folder = keptFolder(kept, places);
  if (folder === undefined) return undefined;
  const script = join(folder, 'node_modules', 'snyk', 'dist', 'cli', 'index.js');
  if (!existsSync(script)) return undefined;
  return { program: process.execPath, args: [script], version: snykVersion, from: 'tools', isJavaScript: true };
}

interface Npm {
  readonly program: string;
  readonly args: readonly string[];
}

/** On Windows npm is a script for a shell, which nothing here is run by: its program is started instead. */
function npmBeside(places: ToolPlaces): Npm | undefined {
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

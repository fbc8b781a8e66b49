/** Finds the pinned Checkov, and installs it where it is asked for: from packages whose hashes are known beforehand. */
import { existsSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepTool, keptFolder, type KeptTool } from '../kept-tool.ts';
import { runProgram, withScratch, type Scratch } from '../process.ts';
import { findProgram, isProgram, type ToolPlaces } from '../tools.ts';

export const checkovVersion = '3.3.30';

/** How Checkov is started. */
export interface Checkov {
  readonly program: string;
  /** Come before all others. */
  readonly args: readonly string[];
  readonly version: string;
  readonly from: 'PATH' | 'tools';
}

/** What there is on this machine: the pinned version, or else what stands in its place. */
export type FoundCheckov = { readonly checkov: Checkov } | { readonly otherVersion?: string | undefined };

const installTimeout = 15 * 60_000;
const versionTimeout = 60_000;

export async function findCheckov(places: ToolPlaces): Promise<FoundCheckov> {
  const installed = inTools(places);
  if (installed) return { checkov: installed };
  const program = findProgram('checkov', places);
  if (program === undefined) return {};
  const version = versionBeside(program) ?? (await askVersion(program));
  return version === checkovVersion ? { checkov: { program, args: [], version, from: 'PATH' } } : { otherVersion: version };
}

/** Takes a minute at most. `why` ends the sentence "it could not be installed: …". */
export async function installCheckov(places: ToolPlaces, progress: (sentence: string) => void): Promise<Checkov | { readonly why: string }> {
  const { default: requirements } = await import('../../platform/checkov/requirements.json', { with: { type: 'json' } });
  const why = await keepTool(kept, places, (folder) =>
    withScratch('install', (scratch) => install(folder, requirements.join('\n'), places, scratch, progress)),
  );
  if (why !== undefined) return { why };
  return inTools(places) ?? { why: 'what was installed does not run here' };
}

const kept: KeptTool = { name: 'checkov', version: checkovVersion };

function pythonIn(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

/** `-I` keeps the variables and folders of whoever starts it out of Python's search for modules. */
function inTools(places: ToolPlaces): Checkov | undefined {
  const folder = keptFolder(kept, places);
  if (folder === undefined) return undefined;
  const python = pythonIn(folder);
  return isProgram(python) ? { program: python, args: ['-I', '-m', 'checkov.main'], version: checkovVersion, from: 'tools' } : undefined;
}

async function install(
  folder: string,
  requirements: string,
  places: ToolPlaces,
  scratch: Scratch,
  progress: (sentence: string) => void,
): Promise<string | undefined> {
  const list = join(scratch.base, 'requirements.txt');
  writeFileSync(list, requirements);
  const uv = findProgram('uv', places);
  let failed: string | undefined;
  if (uv !== undefined) {
    progress(`installing Checkov ${checkovVersion} with uv, once`);
    failed = await runSteps(stepsOfUv(uv, folder, list), scratch);
    if (failed === undefined) return undefined;
    progress(`uv could not: ${failed}`);
    rmSync(folder, { recursive: true, force: true });
  }
  const steps = await stepsOfPip(folder, list, places, scratch);
  if (!Array.isArray(steps)) return failed ?? steps;
  progress(`installing Checkov ${checkovVersion} with pip, once`);
  return runSteps(steps, scratch);
}

/** The reason of the first step that failed. */
async function runSteps(steps: readonly Step[], scratch: Scratch): Promise<string | undefined> {
  for (const { program, args } of steps) {
    const result = await runProgram({ program, args, scratch, environment: installerEnvironment(), timeout: installTimeout });
    if (result.kind === 'stopped') return result.why;
    if (result.exitCode !== 0) return lastLine(result.stderr) || `the installer ended with ${result.exitCode}`;
  }
  return undefined;
}

interface Step {
  readonly program: string;
  readonly args: readonly string[];
}

/** Wheels only: nothing of the packages runs while they are installed. */
function stepsOfUv(uv: string, folder: string, list: string): Step[] {
  return [
    { program: uv, args: ['venv', '--quiet', '--no-config', '--python', '>=3.10', folder] },
    {
      program: uv,
      args: [
        'pip',
        'install',
        '--quiet',
        '--no-config',
        '--python',
        pythonIn(folder),
        '--require-hashes',
        '--only-binary',
        ':all:',
        '--compile-bytecode',
        '-r',
        list,
      ],
    },
  ];
}

/** Who would install it here; a sentence where nobody could. */
export async function installerHere(places: ToolPlaces): Promise<{ readonly program: string } | { readonly why: string }> {
  const uv = findProgram('uv', places);
  if (uv !== undefined) return { program: uv };
  const python = await withScratch('python', (scratch) => usablePython(places, scratch));
  return 'why' in python ? python : { program: `${python.program} with pip` };
}

async function usablePython(places: ToolPlaces, scratch: Scratch): Promise<{ readonly program: string } | { readonly why: string }> {
  const python = findProgram('python3', places) ?? findProgram('python', places);
  if (python === undefined) return { why: 'there is neither uv nor Python here' };
  const probe = await runProgram({
    program: python,
    args: ['-I', '-c', 'import sys, venv, ensurepip; print(sys.version_info >= (3, 10))'],
    scratch,
    environment: installerEnvironment(),
    timeout: versionTimeout,
  });
  if (probe.kind === 'stopped') return { why: probe.why };
  if (probe.exitCode !== 0) return { why: 'the Python here has no venv' };
  return probe.stdout.trim() === 'True' ? { program: python } : { why: 'the Python here is older than 3.10' };
}

async function stepsOfPip(folder: string, list: string, places: ToolPlaces, scratch: Scratch): Promise<Step[] | string> {
  const python = await usablePython(places, scratch);
  if ('why' in python) return python.why;
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-input',
    '--disable-pip-version-check',
    '--require-hashes',
    '--only-binary',
    ':all:',
    '-r',
    list,
  ];
  return [
    { program: python.program, args: ['-I', '-m', 'venv', folder] },
    { program: pythonIn(folder), args: pip },
  ];
}

/** Installers may use the settings of their user: an index of a company, a cache. The hashes vouch for what comes. */
function installerEnvironment(): Record<string, string> {
  const { HOME, USERPROFILE, XDG_CACHE_HOME } = process.env;
  const settings = Object.entries(process.env).filter(([name, value]) => /^(PIP|UV)_/.test(name) && value !== undefined);
  return {
    // uv trusts only certificates of its own unless told so, and a company's proxy has another; the second is its older name.
    UV_SYSTEM_CERTS: 'true',
    UV_NATIVE_TLS: 'true',
    ...(Object.fromEntries(settings) as Record<string, string>),
    ...(HOME === undefined ? {} : { HOME, XDG_CONFIG_HOME: join(HOME, '.config'), XDG_CACHE_HOME: XDG_CACHE_HOME ?? join(HOME, '.cache') }),
    ...(USERPROFILE === undefined ? {} : { USERPROFILE }),
  };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
}

/** The version that the files of the installation beside a program tell; asking Checkov itself takes seconds. */
function versionBeside(program: string): string | undefined {
  try {
    const library = join(dirname(dirname(realpathSync(program))), 'lib');
    for (const python of readdirSync(library)) {
      const packages = join(library, python, 'site-packages');
      if (!python.startsWith('python') || !existsSync(packages)) continue;
      const found = readdirSync(packages).flatMap((name) => /^checkov-(\d[\w.]*)\.dist-info$/.exec(name)?.[1] ?? []);
      if (found[0] !== undefined) return found[0];
    }
  } catch {
    // It is installed in another way.
  }
  return undefined;
}

async function askVersion(program: string): Promise<string | undefined> {
  const result = await withScratch('version', (scratch) => runProgram({ program, args: ['--version'], scratch, timeout: versionTimeout }));
  return result.kind === 'ended' ? /^\d+\.\d+\.\d+$/m.exec(result.stdout)?.[0] : undefined;
}

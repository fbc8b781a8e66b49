/** Where foreign tools are found: on the PATH, and in the folder that keeps what was installed before. */
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path';

/** Where to look for tools, and what of it must not be trusted. */
export interface ToolPlaces {
  /** As in the environment. */
  readonly path: string;
  /** Holds one folder per tool and version. */
  readonly folder: string;
  /** The folder that is scanned: what lies in it is no tool of ours, whatever the PATH says. */
  readonly scanned?: string | undefined;
}

/** The runner's tool cache in an action, else the user's cache. */
export function toolPlaces(environment: NodeJS.ProcessEnv, scanned?: string): ToolPlaces {
  const { PATH = '', FAASGATE_TOOLS: own, RUNNER_TOOL_CACHE: runner, XDG_CACHE_HOME: cache } = environment;
  const folder = own ?? (runner ? join(runner, 'faasgate') : join(cache ?? join(homedir(), '.cache'), 'faasgate'));
  return { path: PATH, folder, scanned };
}

/**
 * The program of that name that the PATH leads to first.
 * Relative entries and the scanned folder do not count: a repository could put its own there.
 */
export function findProgram(name: string, places: ToolPlaces): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  for (const folder of trustedFolders(places)) {
    for (const candidate of names) {
      const program = join(folder, candidate);
      if (isProgram(program)) return program;
    }
  }
  return undefined;
}

/** The PATH for a tool that starts others: what it would find must be what we would. */
export function trustedPath(places: ToolPlaces): string {
  return trustedFolders(places).join(delimiter);
}

function trustedFolders({ path, scanned }: ToolPlaces): readonly string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder) && !isWithin(folder, scanned));
}

function isWithin(folder: string, scanned: string | undefined): boolean {
  if (scanned === undefined) return false;
  const base = resolve(scanned);
  return resolve(folder) === base || resolve(folder).startsWith(base.endsWith(sep) ? base : base + sep);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

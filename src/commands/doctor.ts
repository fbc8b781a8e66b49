/** `faasgate doctor`: what is installed, which token is there, what would run. */
import { diagnose, type Diagnosis } from '../doctor.ts';
import { openWorkspace } from '../workspace.ts';
import { version } from '../version.ts';
import { overridesFrom, type WordedOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

export interface DoctorOptions extends Pick<WordedOptions, 'scanners'> {
  readonly config?: string;
}

/** 0 where all that was asked for can run. @throws ConfigurationError */
export async function doctor(path: string, options: DoctorOptions, terminal: Terminal): Promise<number> {
  const request = { path, config: options.config, overrides: overridesFrom(options), category: 'doctor', now: terminal.now, clock: terminal.clock };
  const { config, configPath } = openWorkspace(request);
  const scanners = await diagnose(config, path);
  terminal.print(`${report(scanners, configPath).join('\n')}\n`);
  return scanners.some(cannotRun) ? 3 : 0;
}

function cannotRun({ isWanted, isOptional, state }: Diagnosis): boolean {
  return isWanted && !isOptional && state === 'missing';
}

function report(scanners: readonly Diagnosis[], configPath: string | undefined): readonly string[] {
  const runs = scanners.filter(({ isWanted, state }) => isWanted && state !== 'missing').map(({ id }) => id);
  const missing = scanners.filter(cannotRun).map(({ id }) => id);
  return [
    `faasgate ${version} · Node.js ${process.versions.node} · ${configPath ?? 'no configuration file'}`,
    '',
    ...scanners.map((scanner) => `${scanner.id.padEnd(8)}  ${word(scanner).padEnd(15)}  ${scanner.detail}`),
    '',
    `would run: ${runs.join(', ') || 'nothing'}`,
    ...(missing.length === 0 ? [] : [`asked for, and cannot run: ${missing.join(', ')}`]),
  ];
}

function word({ state, isWanted }: Diagnosis): string {
  if (!isWanted) return 'not asked for';
  return { ready: 'ready', installs: 'to be installed', missing: 'not there' }[state];
}

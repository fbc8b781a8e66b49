/** Where the cache is, who may write what is believed of it, and which program it belongs to. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { CacheOptions } from './cache.ts';

/**
 * - `FAASGATE_CACHE_KEY`: what entries are signed with, for machines that come and go and share a folder. It is a secret: whoever knows
 *   it can write entries that say that nothing is wrong. Without it a key is made for this user, outside of the cache.
 *
 * Undefined where there is no key and none can be made.
 */
export function cachePlaces(folder: string, environment: NodeJS.ProcessEnv): Omit<CacheOptions, 'now'> | undefined {
  const key = environment['FAASGATE_CACHE_KEY'] || ownKey(environment);
  return key === undefined ? undefined : { folder, key, program: programHash() };
}

function ownKey({ XDG_STATE_HOME: state, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string | undefined {
  const folder = join(state || local || join(homedir(), '.local', 'state'), 'faasgate');
  const path = join(folder, 'cache-key');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Only the first run writes; of two that begin at once one does.
    writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch {
    // It is there already, or nothing can be written: reading tells.
  }
  try {
    const key = readFileSync(path, 'utf8');
    return key.length >= 64 ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Of the program's own files and of what runs it: another build may find other things, whatever its version says. */
function programHash(): string {
  const hash = createHash('sha256').update(process.version);
  const folder = programFolder(import.meta.dirname);
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.(?:[jt]s|json|br)$/.test(path)) hash.update(`\0${path}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}

/** The bundle's folder, whichever of its parts this is, or the folder of the sources. */
function programFolder(here: string): string {
  if (basename(here) === 'chunks') return dirname(here);
  return basename(here) === 'builtin' ? dirname(dirname(here)) : here;
}

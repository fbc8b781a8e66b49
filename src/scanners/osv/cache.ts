/** Keeps advisories by id and date of change: in memory, and in a folder where one is given. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AdvisoryCache {
  get(id: string, modified: string): unknown;
  set(id: string, modified: string, advisory: unknown): void;
}

export function advisoryCache(folder: string | undefined): AdvisoryCache {
  const memory = new Map<string, unknown>();
  const fileOf = (id: string): string | undefined => (folder !== undefined && /^[\w-]{1,100}$/.test(id) ? join(folder, `${id}.json`) : undefined);
  return {
    get: (id, modified) => memory.get(`${id} ${modified}`) ?? fromFile(fileOf(id), modified),
    set: (id, modified, advisory) => {
      memory.set(`${id} ${modified}`, advisory);
      toFile(folder, fileOf(id), { modified, advisory });
    },
  };
}

/** A file that is missing, broken or of another date is as good as none. */
function fromFile(path: string | undefined, modified: string): unknown {
  if (path === undefined || modified === '') return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { modified?: unknown; advisory?: unknown };
    return kept.modified === modified ? kept.advisory : undefined;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time only. */
function toFile(folder: string | undefined, path: string | undefined, content: unknown): void {
  if (folder === undefined || path === undefined) return;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  } catch {
    return;
  }
}

/** Tools that were installed once and are kept: each version in a folder of its own, which is there whole or not at all. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolPlaces } from './tools.ts';

export interface KeptTool {
  readonly name: string;
  readonly version: string;
}

/** Written last: says of what the folder holds all. */
const complete = 'complete';

/** The folder that holds the tool; undefined where it was not installed, or not to its end. */
export function keptFolder(tool: KeptTool, places: ToolPlaces): string | undefined {
  const folder = folderOf(tool, places);
  const mark = join(folder, complete);
  return existsSync(mark) && readFileSync(mark, 'utf8').trim() === tool.version ? folder : undefined;
}

/**
 * Has the tool put into a new folder of its own, beside whoever else does the same at this time. `install` gives the reason why it could not;
 * so does this, as the end of "it could not be installed: …".
 */
export async function keepTool(
  tool: KeptTool,
  places: ToolPlaces,
  install: (folder: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const target = folderOf(tool, places);
  const building = `${target}.${process.pid}`;
  try {
    mkdirSync(places.folder, { recursive: true });
    rmSync(building, { recursive: true, force: true });
    const why = await install(building);
    if (why !== undefined) return why;
    writeFileSync(join(building, complete), `${tool.version}\n`);
    rmSync(target, { recursive: true, force: true });
    renameSync(building, target);
  } catch (error) {
    // Another run may have been faster.
    if (keptFolder(tool, places) !== undefined) return undefined;
    return `${places.folder} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})`;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return undefined;
}

function folderOf({ name, version }: KeptTool, { folder }: ToolPlaces): string {
  return join(folder, `${name}-${version}`);
}

/** Puts tables of readers together: some resources are several things at once. */
import type { ResourceReader } from './reading.ts';

export type ReaderTable = ReadonlyMap<string, readonly ResourceReader[]>;

export function gathered(tables: readonly Readonly<Record<string, ResourceReader>>[]): ReaderTable {
  const readers = new Map<string, ResourceReader[]>();
  for (const table of tables) {
    for (const [type, reader] of Object.entries(table)) readers.set(type, [...(readers.get(type) ?? []), reader]);
  }
  return readers;
}

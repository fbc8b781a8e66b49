/** Limits on requests: how many a second, and how many at once beyond that. */
import type { Edit } from '../source/edit.ts';
import type { Slot, Value } from '../model/value.ts';
import { insertAt, type Path } from './setting.ts';
import { writeAll } from './several.ts';
import { at, type Mapping, type Plain } from './tree.ts';

/** The names that one place has for the two. */
export interface LimitNames {
  readonly rate: string;
  readonly burst: string;
}

/** A burst of two seconds: HTTP APIs turn every request away where a rate is written without one. */
export function limits(rate: number, names: LimitNames): { readonly [name: string]: Plain } {
  return { [names.rate]: rate, [names.burst]: rate * 2 };
}

/** Writes both limits into the block at `path`, which is made where it is missing. */
export function writeLimits(owner: Mapping, path: Path, names: LimitNames, rate: number): readonly Edit[] | undefined {
  const block = path.length === 0 ? owner : at(owner, ...path.map((step) => (typeof step === 'string' ? step : step.block)));
  const single = block?.kind === 'sequence' && block.items.length === 1 ? block.items[0] : block;
  if (single?.kind === 'mapping') return writeAll(single, limits(rate, names));
  return single ? undefined : insertAt(owner, path, limits(rate, names));
}

/** A limit whose slot writes both settings. */
export function withLimits(limit: Value<number>, write: Slot<number>): Value<number> {
  return { ...limit, slot: write };
}

/** Lays what updates say over the nouns that another provider's readers made: setting by setting, and only what stands in an update. */
import type { NounLists } from '../../../model/application.ts';
import type { Noun } from '../../../model/noun.ts';
import { contains, type Span } from '../../../source/span.ts';

type Fields = Readonly<Record<string, unknown>>;
type IsWritten = (place: Span) => boolean;

/** `updates` are the places of the blocks that change something. */
export function overlay(nouns: NounLists, changes: NounLists, updates: readonly Span[]): void {
  const isWritten: IsWritten = (place) => updates.some((update) => contains(update, place));
  for (const [kind, list] of Object.entries(nouns) as readonly (readonly [keyof NounLists, Noun[]])[]) {
    for (const change of changes[kind] as readonly Noun[]) {
      const index = list.findIndex(({ key }) => key === change.key);
      const before = list[index];
      if (before) list[index] = laidOver(asFields(before), asFields(change), isWritten) as unknown as Noun;
      else if (isWritten(change.at) || says(change, isWritten)) list.push(change);
    }
  }
}

function laidOver(base: Fields, over: Fields, isWritten: IsWritten): Fields {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (value === undefined || isPlace(name, value) || !says(value, isWritten)) continue;
    const before = base[name];
    if (Array.isArray(value)) result[name] = listOver(Array.isArray(before) ? before : [], value, isWritten);
    else result[name] = isObject(value) && isObject(before) && !isSetting(value) ? laidOver(before, value, isWritten) : value;
  }
  return result;
}

/** Entries that have a name are put beside those of other names; any other list is replaced. */
function listOver(base: readonly unknown[], over: readonly unknown[], isWritten: IsWritten): readonly unknown[] {
  const written = over.filter((item) => says(item, isWritten));
  const names = new Set(written.map(nameOf));
  return names.has(undefined) ? written : [...base.filter((item) => !names.has(nameOf(item))), ...written];
}

function nameOf(item: unknown): string | undefined {
  return isObject(item) && typeof item['name'] === 'string' ? item['name'] : undefined;
}

/** Does any setting in it come from an update? */
function says(value: unknown, isWritten: IsWritten): boolean {
  if (Array.isArray(value)) return value.some((item) => says(item, isWritten));
  if (!isObject(value)) return false;
  if (isSetting(value)) return value.state !== 'absent' && [value.at, ...value.via].some(isWritten);
  return Object.entries(value).some(([name, inner]) => !isPlace(name, inner) && says(inner, isWritten));
}

interface Setting {
  readonly state: string;
  readonly at: Span;
  readonly via: readonly Span[];
}

function isSetting(value: Fields): value is Fields & Setting {
  return typeof value['state'] === 'string' && 'at' in value && 'via' in value;
}

function isPlace(name: string, value: unknown): boolean {
  return name === 'at' || name === 'body' || (isObject(value) && 'file' in value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asFields(noun: Noun): Fields {
  return noun as unknown as Fields;
}

/** Reads protective settings off a resource, by the table of how its dialect spells them. */
import type { Noun } from '../model/noun.ts';
import type { Protection } from '../model/safeguards.ts';
import type { ProtectionSpelling } from '../platform/protections.ts';
import { setting, type Path, type Spelling } from './setting.ts';
import type { Mapping } from './tree.ts';

/** `steps` spells the path as the dialect does: which steps are blocks. */
export function protectionsOf(
  noun: Noun,
  properties: Mapping,
  spellings: readonly ProtectionSpelling[],
  steps: (...names: readonly string[]) => Path,
): readonly Protection[] {
  return spellings.map(({ protection, path, on }) =>
    protectionOf(noun, protection, setting(properties, steps(...path.split('.')), switchedBy(on), { head: noun.at })),
  );
}

/** One that is not spelt as a setting of the resource itself. */
export function protectionOf(noun: Noun, protection: Protection['protection'], on: Protection['on']): Protection {
  return { ...noun, key: `${noun.key}/${protection}`, kind: 'protection', protection, on };
}

/** A switch, the word that turns it on, or the least number that will do. */
function switchedBy(on: ProtectionSpelling['on']): Spelling<boolean> {
  return {
    decode: (written) => (typeof on === 'number' ? Number(written) >= on : String(written).toLowerCase() === String(on).toLowerCase()),
    encode: (value) => (value ? on : undefined),
  };
}

/** The OpenAPI definition of a SAM API, inline or in a file of the repository. */
import type { Mapping, Tree } from '../../../evaluation/tree.ts';
import type { Reading } from '../template.ts';

/** Undefined where there is none; `unreadable` where it lies outside of the repository or cannot be worked out. */
export function definitionTree(properties: Mapping, reading: Reading): Tree | 'unreadable' | undefined {
  const body = properties.entries.get('DefinitionBody')?.value;
  if (body) return body.kind === 'mapping' && (body.entries.size > 0 || body.partial !== true) ? body : 'unreadable';
  const uri = properties.entries.get('DefinitionUri')?.value;
  return uri && (reading.include(uri) ?? 'unreadable');
}

/** The origins that browsers may call a SAM API from. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import { absent, known, type Value } from '../../../model/value.ts';
import { unquoted } from '../../openapi/routes.ts';
import type { SamApi } from './apis.ts';

export function corsOrigins({ kind, resource, definition }: SamApi): readonly Value<string>[] {
  const { properties } = resource;
  if (kind === 'rest') {
    const cors = properties.entries.get('Cors');
    return cors ? restOrigins(cors.value) : [];
  }
  const cors = properties.entries.get('CorsConfiguration');
  if (cors) return httpOrigins(cors.value);
  return definition === undefined || definition === 'unreadable'
    ? []
    : items(at(definition.cors, 'allowOrigins')).map((origin) => asValue(origin, text));
}

/** `Cors: "'*'"`, or a mapping; one that names no origin allows all of them. */
function restOrigins(cors: Tree): readonly Value<string>[] {
  if (cors.kind !== 'mapping') return [unquoted(asValue(cors, text))];
  const origin = at(cors, 'AllowOrigin');
  if (origin) return [unquoted(asValue(origin, text))];
  return cors.partial === true ? [] : [absent(cors.at, '*')];
}

/** `CorsConfiguration: true` allows every origin. */
function httpOrigins(cors: Tree): readonly Value<string>[] {
  if (cors.kind === 'mapping') return items(at(cors, 'AllowOrigins')).map((origin) => asValue(origin, text));
  const written = scalarText(cors)?.toLowerCase();
  if (written === 'true') return [known('*', cors.at, undefined, cors.via)];
  return written === 'false' ? [] : [asValue(cors, text)];
}

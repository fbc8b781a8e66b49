/** The origins that browsers may call a SAM API from, and what they may send along. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { absent, known } from '../../../model/value.ts';
import { blockFor, corsOf, originsIn, quotedOrigin } from '../aws/origins.ts';
import type { Reading } from '../template.ts';
import type { SamApi } from './apis.ts';

type Browsers = Pick<Endpoint, 'origins' | 'cors'>;

export function corsOfApi({ kind, resource, definition }: SamApi, reading: Reading): Browsers {
  const { properties } = resource;
  if (kind === 'rest') {
    const cors = properties.entries.get('Cors');
    return cors ? restCors(cors.value, reading) : { origins: [] };
  }
  const cors = properties.entries.get('CorsConfiguration');
  if (cors) return httpCors(cors.value, reading);
  if (definition === undefined || definition === 'unreadable') return { origins: [] };
  const names = { credentials: 'allowCredentials', headers: 'allowHeaders' };
  return { origins: originsIn(at(definition.cors, 'allowOrigins'), reading), cors: corsOf(definition.cors, names) };
}

/** `Cors: "'*'"`, or a mapping; one that names no origin allows all of them. */
function restCors(cors: Tree, reading: Reading): Browsers {
  if (cors.kind !== 'mapping') return { origins: [quotedOrigin(cors, reading)] };
  const origin = at(cors, 'AllowOrigin');
  if (origin) return { origins: [quotedOrigin(origin, reading)], cors: corsOf(cors) };
  if (cors.partial === true) return { origins: [] };
  return { origins: [absent(cors.at, '*', (to) => cors.editor?.put?.('AllowOrigin', `'${to}'`))], cors: corsOf(cors) };
}

/** `CorsConfiguration: true` allows every origin. */
function httpCors(cors: Tree, reading: Reading): Browsers {
  if (cors.kind === 'mapping') return { origins: originsIn(at(cors, 'AllowOrigins'), reading), cors: corsOf(cors) };
  const written = scalarText(cors)?.toLowerCase();
  if (written === 'true')
    return { origins: [known('*', cors.at, (to) => blockFor(to, (origin) => ({ AllowOrigins: [origin] }), cors, reading), cors.via)] };
  return { origins: written === 'false' ? [] : [asValue(cors, text)] };
}

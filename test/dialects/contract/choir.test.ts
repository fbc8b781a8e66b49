/** What stands before and behind an API is read alike from every dialect: limits, firewalls, browsers, authorizers, networks. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import type { Application } from '../../../src/model/application.ts';
import { effective, isOneOf, type Value } from '../../../src/model/value.ts';
import { makeApplication } from '../../../src/scanners/builtin/applications.ts';
import { openFolder } from '../../../src/source/folder.ts';

const choir = join(import.meta.dirname, 'choir');
const spellings = readdirSync(choir);

function read(spelling: string): Application {
  const files = openFolder(join(choir, spelling));
  const units = dialects.flatMap((dialect) => {
    const recognised = files.paths.filter((path) => {
      const file = dialect.wants(path) ? files.read(path) : undefined;
      return file !== undefined && dialect.recognises(file);
    });
    return dialect.roots(recognised, files).map((root) => dialect.read(root, files));
  });
  return makeApplication(units);
}

const texts = (values: readonly Value<string>[]) => values.map((value) => effective(value)).join(' | ');

function sentences(application: Application): readonly string[] {
  const stage = application.stages.find(({ apiKind }) => apiKind === 'rest');
  const guarded = application.webFilters.map(({ protects }) => application.find(protects.to));
  return [
    ...application.stages.map(({ throttle }) => `stage lets ${effective(throttle)} a second through`),
    ...application.webFilters.map(({ limitsRate }, index) => {
      const place = guarded[index];
      const isApi = place !== undefined && (place.key === stage?.key || place.key === stage?.api.to);
      return `filter before ${isApi ? 'the API' : 'nothing known'} counts requests: ${limitsRate}`;
    }),
    ...application.endpoints.map(
      ({ apiKind, validated, origins, cors }) =>
        `${apiKind} route: checked ${validated ? `${validated.state} ${isOneOf(validated, true)}` : 'never'}; ` +
        `origins ${texts(origins) || 'none'}; cookies ${cors ? effective(cors.credentials) : 'unsaid'}`,
    ),
    ...application.authorizers.map(
      ({ identitySources, cacheSeconds }) => `authorizer keeps answers by ${texts(identitySources)} for ${effective(cacheSeconds)} s`,
    ),
    ...application.openings.map(
      ({ source, protocol, fromPort, toPort, users }) =>
        `${users.join(' ')} group takes ${effective(protocol)} ${effective(fromPort)}-${effective(toPort)} from ${effective(source)}`,
    ),
    ...application.guests.map(({ allowed }) => `guests are let in: ${effective(allowed)}`),
    ...application.signInClients.map(({ writable }) => `people write ${texts(writable)}`),
  ].sort();
}

describe.each(spellings)('the choir application in %s', (spelling) => {
  it('reads as every other spelling does', () => {
    expect(sentences(read(spelling))).toEqual([
      'authorizer keeps answers by method.request.header.X-Singer | context.identity.sourceIp for 60 s',
      'filter before the API counts requests: yes',
      'function group takes tcp 443-443 from 10.0.0.0/8',
      'function-url route: checked never; origins https://choir.example.org; cookies true',
      'guests are let in: true',
      'people write email | custom:voice',
      'rest route: checked known no; origins none; cookies unsaid',
      'stage lets 20 a second through',
    ]);
  });
});

/** What the settings of AppSync's APIs come to, under whatever keys a dialect writes them. */
import type { Authentication, Endpoint } from '../model/endpoint.ts';
import { absent, known, mapValue, type Value } from '../model/value.ts';
import type { Edit } from '../source/edit.ts';
import type { Span } from '../source/span.ts';
import { choice, flag, setting, text, type Path } from './setting.ts';
import { at, type Mapping } from './tree.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const graphQlAuthentication = choice<Authentication>({
  AWS_IAM: 'iam',
  API_KEY: 'key',
  AMAZON_COGNITO_USER_POOLS: 'cognito',
  OPENID_CONNECT: 'jwt',
  AWS_LAMBDA: 'custom',
});

export const graphQlVisibility = choice({ GLOBAL: 'internet', PRIVATE: 'private' });

export const fieldLog = choice({ NONE: 'off', ERROR: 'on', ALL: 'on', INFO: 'on', DEBUG: 'on' });

type OnlyEndpoint = Pick<Endpoint, 'kind' | 'apiKind' | 'method' | 'path' | 'keyRequired' | 'target' | 'purpose' | 'origins' | 'restricted'>;

/** The one endpoint that such an API has. */
export function onlyEndpoint(path: '/graphql' | '/event', head: Span, reach: Value<'internet' | 'private'>): OnlyEndpoint {
  return {
    kind: 'endpoint',
    apiKind: 'graphql',
    method: known('POST', head),
    path: known(path, head),
    keyRequired: absent<boolean>(head, false),
    target: { value: absent(head) },
    purpose: 'route',
    origins: [],
    restricted: reach.state === 'unknown' ? 'unknown' : reach.value === 'private' ? 'yes' : 'no',
  };
}

/** Where a dialect writes what is logged. */
export interface GraphQlLogKeys {
  readonly settings: string;
  readonly level: Path;
  readonly withoutContent: Path;
}

/** Headers, arguments and results are logged with every field where nobody leaves them out. */
export function graphQlDataTrace(properties: Mapping, { level, withoutContent }: GraphQlLogKeys, head: Span): Value<boolean> {
  const written = setting(properties, level, text, { head });
  const excluded = setting(properties, withoutContent, flag, { head, default: true });
  if (written.state !== 'known' || written.value !== 'ALL' || excluded.state !== 'known') return absent<boolean>(head, false);
  return mapValue(
    excluded,
    (on) => !on,
    (to) => !to,
  );
}

export function graphQlLog(
  properties: Mapping,
  { settings, level }: GraphQlLogKeys,
  head: Span,
  turnOn?: () => readonly Edit[] | undefined,
): Value<'on' | 'off'> {
  const written = setting<'on' | 'off'>(properties, level, fieldLog, { head });
  if (written.state !== 'absent') return { ...written, slot: undefined };
  return at(properties, settings)
    ? known<'on' | 'off'>('on', head)
    : absent<'on' | 'off'>(head, 'off', (to) => (to === 'on' ? turnOn?.() : undefined));
}

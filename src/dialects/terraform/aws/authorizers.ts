/** The authorizers of APIs, and how a route asks for one. */
import { choice, setting } from '../../../evaluation/setting.ts';
import { at, Expression, scalarText } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import type { Slot, Value } from '../../../model/value.ts';
import type { Reading, TerraformResource } from '../reading.ts';
import { writeAll } from '../writing/several.ts';

/** `authorization` and `authorization_type`, as REST, HTTP and WebSocket APIs spell it. */
const words = { NONE: 'none', AWS_IAM: 'iam', COGNITO_USER_POOLS: 'cognito', JWT: 'jwt', CUSTOM: 'custom' } as const;
const authorizationType = choice(words);

const kinds: ReadonlyMap<string, Authentication> = new Map([
  ['TOKEN', 'custom'],
  ['REQUEST', 'custom'],
  ['COGNITO_USER_POOLS', 'cognito'],
  ['JWT', 'jwt'],
]);

export interface ApiFamily {
  readonly authorizer: string;
  /** Names the API in routes and authorizers. */
  readonly api: string;
  /** What a route says of who may call. */
  readonly authorization: string;
  /** What an authorizer says of its kind, and the kind it is when it says nothing. */
  readonly kind: string;
  readonly unwrittenKind?: string;
}

export const restFamily: ApiFamily = {
  authorizer: 'aws_api_gateway_authorizer',
  api: 'rest_api_id',
  authorization: 'authorization',
  kind: 'type',
  unwrittenKind: 'TOKEN',
};
export const httpFamily: ApiFamily = {
  authorizer: 'aws_apigatewayv2_authorizer',
  api: 'api_id',
  authorization: 'authorization_type',
  kind: 'authorizer_type',
};

/** The authorizers of an API by what they ask for. */
function authorizersOf(
  api: TerraformResource | undefined,
  family: ApiFamily,
  reading: Reading,
): ReadonlyMap<Authentication, readonly TerraformResource[]> {
  const found = new Map<Authentication, TerraformResource[]>();
  for (const authorizer of api ? reading.belonging(api, family.authorizer, family.api) : []) {
    const kind = kinds.get(scalarText(at(authorizer.properties, family.kind)) ?? family.unwrittenKind ?? '');
    if (kind) found.set(kind, [...(found.get(kind) ?? []), authorizer]);
  }
  return found;
}

/** What a route asks of its caller; the slot takes 'iam', and what the API has one authorizer for. */
export function routeAuthentication(
  route: TerraformResource,
  api: TerraformResource | undefined,
  family: ApiFamily,
  reading: Reading,
): Value<Authentication> {
  const { properties } = route;
  const written = setting<Authentication>(properties, [family.authorization], authorizationType, { head: route.at, default: 'none' });
  const slot: Slot<Authentication> = (to) => {
    if (to === 'iam' || to === 'none') return written.slot?.(to);
    if (to === 'key' || to === 'mutual-tls') return undefined;
    const [authorizer, ...others] = authorizersOf(api, family, reading).get(to) ?? [];
    const type = authorizationType.encode(to);
    if (!authorizer || others.length > 0 || authorizer.module !== route.module || authorizer.key !== undefined || type === undefined)
      return undefined;
    return writeAll(properties, { [family.authorization]: type, authorizer_id: new Expression(`${authorizer.type}.${authorizer.name}.id`) });
  };
  return { ...written, slot };
}

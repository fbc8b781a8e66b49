/** The authorizers of APIs, and how a route asks for one. */
import { choice, setting } from '../../../evaluation/setting.ts';
import { at, scalarText, type Mapping, type Plain } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import type { NounKey } from '../../../model/noun.ts';
import type { Slot, Value } from '../../../model/value.ts';
import type { Edit } from '../../../source/edit.ts';
import type { Span } from '../../../source/span.ts';
import type { Reading } from '../template.ts';

/** `AuthorizationType`, as REST, HTTP and WebSocket APIs spell it. */
const words = { NONE: 'none', AWS_IAM: 'iam', COGNITO_USER_POOLS: 'cognito', JWT: 'jwt', CUSTOM: 'custom' } as const;
const authorizationType = choice(words);

const kinds: Readonly<Record<string, Authentication>> = { TOKEN: 'custom', REQUEST: 'custom', COGNITO_USER_POOLS: 'cognito', JWT: 'jwt' };

const restAuthorizer = 'AWS::ApiGateway::Authorizer';

/** The logical ids of an API's authorizers, by what they ask for. */
function authorizersOf(api: NounKey | undefined, reading: Reading): ReadonlyMap<Authentication, readonly string[]> {
  const found = new Map<Authentication, string[]>();
  if (api === undefined) return found;
  for (const { id, type, properties } of [...reading.ofType(restAuthorizer), ...reading.ofType('AWS::ApiGatewayV2::Authorizer')]) {
    const isRest = type === restAuthorizer;
    if (reading.link(at(properties, isRest ? 'RestApiId' : 'ApiId'), properties).to !== api) continue;
    const kind = kinds[scalarText(at(properties, isRest ? 'Type' : 'AuthorizerType')) ?? ''];
    if (kind) found.set(kind, [...(found.get(kind) ?? []), id]);
  }
  return found;
}

/** What a route asks of its caller; the slot takes 'iam', and what the API has one authorizer for. */
export function routeAuthentication(properties: Mapping, head: Span, api: NounKey | undefined, reading: Reading): Value<Authentication> {
  const written = setting<Authentication>(properties, ['AuthorizationType'], authorizationType, { head, default: 'none' });
  const slot: Slot<Authentication> = (to) => {
    const type = written.slot?.(to);
    if (to === 'iam' || type === undefined) return to === 'iam' ? type : undefined;
    const [authorizer, ...others] = authorizersOf(api, reading).get(to) ?? [];
    if (authorizer === undefined || others.length > 0) return undefined;
    const chosen = writeAuthorizer(properties, { Ref: authorizer });
    return chosen && [...type, ...chosen];
  };
  return { ...written, slot };
}

function writeAuthorizer(properties: Mapping, to: Plain): readonly Edit[] | undefined {
  const written = properties.entries.get('AuthorizerId')?.value;
  return written ? written.editor?.replace(to) : properties.editor?.put?.('AuthorizerId', to);
}

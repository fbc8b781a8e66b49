/** What API Gateway makes of the security requirements of an OpenAPI definition. */
import type { Edit } from '../../source/edit.ts';
import type { Span } from '../../source/span.ts';
import { asValue, choice, insertAt } from '../../evaluation/setting.ts';
import { at, entries, items, scalarText, type Mapping, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import { absent, known, unknown, type Slot, type Value } from '../../model/value.ts';

/** `key`: an API key that the gateway asks for. `ignored`: a scheme that the gateway has no authorizer for. */
export type SchemeKind = Authentication | 'ignored' | 'unknown';

export interface SecuritySchemes {
  /** By the name that requirements call them. */
  readonly kinds: ReadonlyMap<string, SchemeKind>;
  /** Some schemes could not be read. */
  readonly partial: boolean;
  /** A requirement for all operations stands at the root, and it is not known whether the gateway heeds it. */
  readonly rootRequirement: boolean;
}

const authTypeExtension = 'x-amazon-apigateway-authtype';
const authorizerExtension = 'x-amazon-apigateway-authorizer';
const authExtension = 'x-amazon-apigateway-auth';

export function readSchemes(tree: Tree, kind: 'rest' | 'http', declared: ReadonlyMap<string, SchemeKind>): SecuritySchemes {
  const written = at(tree, 'securityDefinitions') ?? at(tree, 'components', 'securitySchemes');
  const kinds = new Map([...entries(written).map(([name, { value }]) => [name, schemeKind(value)] as const), ...declared]);
  const partial =
    tree.kind !== 'mapping' || tree.partial === true || (written !== undefined && (written.kind !== 'mapping' || written.partial === true));
  // "API Gateway doesn't use root level security defined in the OpenAPI specification": said of REST APIs only
  // (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
  const rootRequirement = kind === 'http' && items(at(tree, 'security')).length > 0;
  return { kinds, partial, rootRequirement };
}

const authorizerKinds: Readonly<Record<string, Authentication>> = {
  token: 'custom',
  request: 'custom',
  cognito_user_pools: 'cognito',
  jwt: 'jwt',
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function schemeKind(scheme: Tree): SchemeKind {
  if (scheme.kind !== 'mapping') return 'unknown';
  if (scalarText(scheme.entries.get(authTypeExtension)?.value)?.toLowerCase() === 'awssigv4') return 'iam';
  const authorizer = scheme.entries.get(authorizerExtension)?.value;
  if (authorizer) return authorizerKinds[scalarText(at(authorizer, 'type'))?.toLowerCase() ?? ''] ?? 'unknown';
  if (scheme.entries.has(authTypeExtension) || scheme.partial === true) return 'unknown';
  if (scalarText(scheme.entries.get('type')?.value) !== 'apiKey') return 'ignored';
  return scalarText(scheme.entries.get('name')?.value)?.toLowerCase() === 'x-api-key' ? 'key' : 'ignored';
}

/** The schemes that an operation asks for, in the order written; undefined when they cannot be read. */
function requirements(operation: Mapping): readonly { readonly name: string; readonly at: Tree }[] | undefined {
  const written = operation.entries.get('security')?.value;
  if (!written) return [];
  if (written.kind !== 'sequence' || written.partial === true) return undefined;
  if (written.items.some((item) => item.kind !== 'mapping' || item.partial === true)) return undefined;
  return written.items.flatMap((item) => entries(item).map(([name]) => ({ name, at: item })));
}

/** The names of the schemes that an operation asks for, as far as they can be read. */
export function requiredSchemes(operation: Mapping): readonly string[] {
  return (requirements(operation) ?? []).map(({ name }) => name);
}

const authTypes = choice<Authentication>({ NONE: 'none', AWS_IAM: 'iam' });

/** What a caller must prove to one operation. */
export function routeAuthentication(operation: Mapping, head: Span, schemes: SecuritySchemes): Value<Authentication> {
  const extension = at(operation, authExtension, 'type');
  if (extension) return asValue(extension, authTypes);
  const slot: Slot<Authentication> = (to) => requireScheme(operation, to, schemes);
  const required = requirements(operation);
  if (!required) return unknown('its security requirements cannot be read', head, undefined, slot);
  const whole = operation.entries.get('security');
  for (const { name, at: place } of required) {
    const kind = schemes.kinds.get(name) ?? (schemes.partial ? 'unknown' : 'ignored');
    if (kind === 'key') continue;
    if (kind === 'unknown' || kind === 'ignored')
      return unknown(`it is not known what API Gateway makes of the security scheme ${name}`, place.at, undefined, slot);
    return known<Authentication>(kind, place.at, slot, place.via);
  }
  if (whole) return known<Authentication>('none', whole.value.at, slot, whole.value.via);
  if (schemes.rootRequirement)
    return unknown('it is not known whether the gateway heeds the requirement at the root of the definition', head, undefined, slot);
  return absent<Authentication>(head, 'none', slot);
}

/** Does the gateway ask for an API key? */
export function routeKey(operation: Mapping, head: Span, schemes: SecuritySchemes): Value<boolean> {
  const required = requirements(operation);
  if (!required) return unknown('its security requirements cannot be read', head);
  const key = required.find(({ name }) => schemes.kinds.get(name) === 'key');
  return key ? known(true, key.at.at, undefined, key.at.via) : absent(head, false);
}

/** Asks for the one scheme of this kind that the definition declares; IAM can be asked for without one. */
function requireScheme(operation: Mapping, to: Authentication, schemes: SecuritySchemes): readonly Edit[] | undefined {
  const names = [...schemes.kinds].filter(([, kind]) => kind === to).map(([name]) => name);
  const name = names[0];
  if (name === undefined && to === 'iam') return insertAt(operation, [authExtension, 'type'], 'AWS_IAM');
  if (name === undefined || names.length > 1) return undefined;
  const requirement: Plain = { [name]: [] };
  const written = operation.entries.get('security')?.value;
  if (!written) return operation.editor?.put?.('security', [requirement]);
  const empty = items(written).every((item) => entries(item).length === 0);
  return empty ? written.editor?.replace([requirement]) : written.editor?.append?.(requirement);
}

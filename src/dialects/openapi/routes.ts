/** Reads the routes out of an OpenAPI or Swagger definition with API Gateway's extensions. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, entries, scalarText, type Entry, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { Authentication, Cors, Endpoint } from '../../model/endpoint.ts';
import { absent, known, mapValue, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';
import { operationValidation } from './validation.ts';
import { readSchemes, requiredSchemes, routeAuthentication, routeKey, type SchemeKind, type SecuritySchemes } from './security.ts';

export interface OpenApiRoute {
  /** Upper case; `ANY` for all. */
  readonly method: string;
  readonly path: string;
  /** The place of the method's key. */
  readonly at: Span;
  readonly operation: Mapping;
  readonly authentication: Value<Authentication>;
  readonly keyRequired: Value<boolean>;
  /** Undefined where the gateway cannot check requests: HTTP APIs. */
  readonly validated: Value<boolean> | undefined;
  /** The names of the security schemes that it asks for. */
  readonly requires: readonly string[];
  /** What the integration calls: the ARN of a function inside an invocation URI, a URL; undefined where nothing is written. */
  readonly target: Tree | undefined;
  readonly purpose: Endpoint['purpose'];
  /** The origins that the gateway itself answers with; empty where the function behind it decides. */
  readonly origins: readonly Value<string>[];
}

export interface OpenApiDefinition {
  readonly routes: readonly OpenApiRoute[];
  /** Some routes are written where they cannot be read. */
  readonly partial: boolean;
  readonly schemes: SecuritySchemes;
  /** The resource policy that stands in the definition (REST APIs). */
  readonly policy: Tree | undefined;
  /** The CORS settings that stand in the definition (HTTP APIs): `allowOrigins` … */
  readonly cors: Tree | undefined;
}

const methods: Readonly<Record<string, string>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  'x-amazon-apigateway-any-method': 'ANY',
};

/**
 * `kind` decides what a security requirement at the root of the definition is worth; `declared` are security schemes that
 * stand elsewhere, by name.
 */
export function openApiRoutes(tree: Tree, kind: 'rest' | 'http', declared: ReadonlyMap<string, SchemeKind> = new Map()): OpenApiDefinition {
  const schemes = readSchemes(tree, kind, declared);
  const paths = at(tree, 'paths');
  const routes: OpenApiRoute[] = [];
  let partial = tree.kind !== 'mapping' || tree.partial === true || (paths !== undefined && isPartial(paths));
  for (const [path, { value }] of entries(paths)) {
    if (path.startsWith('x-')) continue;
    const item = dereference(value, tree);
    partial ||= isPartial(item);
    for (const [name, entry] of entries(item)) {
      const method = methods[name.toLowerCase()];
      if (method === undefined) continue;
      const operation = dereference(entry.value, tree);
      if (operation.kind === 'mapping')
        routes.push({
          ...readRoute(path, method, entry, operation, tree, schemes),
          validated: kind === 'rest' ? operationValidation(operation, entry.key, tree) : undefined,
        });
      else partial = true;
    }
  }
  return { routes, partial, schemes, policy: at(tree, 'x-amazon-apigateway-policy'), cors: at(tree, 'x-amazon-apigateway-cors') };
}

function isPartial(node: Tree): boolean {
  return node.kind !== 'mapping' || node.partial === true;
}

function readRoute(
  path: string,
  method: string,
  entry: Entry,
  operation: Mapping,
  root: Tree,
  schemes: SecuritySchemes,
): Omit<OpenApiRoute, 'validated'> {
  const written = operation.entries.get('x-amazon-apigateway-integration')?.value;
  const integration = written && dereference(written, root);
  const mock = scalarText(at(integration, 'type'))?.toLowerCase() === 'mock';
  return {
    method,
    path,
    at: entry.key,
    operation,
    authentication: routeAuthentication(operation, entry.key, schemes),
    keyRequired: routeKey(operation, entry.key, schemes),
    requires: requiredSchemes(operation),
    target: at(integration, 'uri') ?? subtypeTarget(integration),
    purpose: method === 'OPTIONS' ? 'preflight' : mock ? 'mock' : 'route',
    origins: readOrigins(integration),
  };
}

/** Request parameters of first-class integrations of HTTP APIs that name what is called. */
const calledParameters = ['QueueUrl', 'StateMachineArn', 'EventBusName', 'StreamName'];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html */
function subtypeTarget(integration: Tree | undefined): Tree | undefined {
  const parameters = at(integration, 'requestParameters');
  return calledParameters.map((name) => at(parameters, name)).find((value) => value !== undefined);
}

const allowOrigin = 'method.response.header.access-control-allow-origin';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-responses.html */
function readOrigins(integration: Tree | undefined): readonly Value<string>[] {
  return entries(at(integration, 'responses')).flatMap(([, response]) =>
    entries(at(response.value, 'responseParameters')).flatMap(([name, { value }]) =>
      name.toLowerCase() === allowOrigin ? [unquoted(asValue(value, text))] : [],
    ),
  );
}

/** What else the responses tell browsers; undefined where they tell nothing. */
export function responseCors(parameters: readonly Tree[]): Cors | undefined {
  const named = (name: string) =>
    parameters
      .flatMap((mapping) => entries(mapping))
      .find(([key]) => key.toLowerCase() === `method.response.header.access-control-allow-${name}`)?.[1].value;
  const [credentials, headers] = [named('credentials'), named('headers')];
  if (!credentials && !headers) return undefined;
  const list = headers && unquoted(asValue(headers, text));
  return {
    credentials: credentials ? mapValue(unquoted(asValue(credentials, text)), (written) => written === 'true') : absent(headers!.at, false),
    headers: list?.state === 'known' ? list.value.split(/\s*,\s*/).map((header) => known(header, list.at)) : [],
  };
}

/** Fixed texts stand in single quotes in mappings of parameters: `"'*'"`. */
export function unquoted(value: Value<string>): Value<string> {
  return mapValue(
    value,
    (written) => (/^'.*'$/s.test(written) ? written.slice(1, -1) : written),
    (plain) => `'${plain}'`,
  );
}

/** What a `$ref` within the definition stands for; the node itself where it is none or leads nowhere. */
function dereference(node: Tree, root: Tree): Tree {
  const reference = scalarText(at(node, '$ref'));
  if (!reference?.startsWith('#/')) return node;
  const steps = reference
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return at(root, ...steps) ?? node;
}

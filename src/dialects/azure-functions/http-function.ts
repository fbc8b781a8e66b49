/** One HTTP function of a project, whatever language it is written in. */
import type { Authentication, Endpoint } from '../../model/endpoint.ts';
import type { NounKey } from '../../model/noun.ts';
import { absent, known, type Value } from '../../model/value.ts';
import type { Span } from '../../source/span.ts';

export interface HttpFunction {
  readonly name: string;
  readonly level: Value<Authentication>;
  readonly route?: Value<string> | undefined;
  /** As they are written, in any case; none where every method is answered. */
  readonly methods?: readonly string[] | undefined;
  readonly at: Span;
  readonly body: Span;
}

/** What an `authLevel` asks of callers: https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#http-auth */
export function levelOf(word: string): Authentication | undefined {
  return { anonymous: 'none', function: 'key', admin: 'key', system: 'key', user: 'jwt' }[word.toLowerCase()] as Authentication | undefined;
}

/** Projects whose callers something in front asks: `unknown` for the API of a static web app, where its own configuration decides. */
export function endpointOf(
  { name, level, route, methods = [], at, body }: HttpFunction,
  unit: string,
  restricted: Endpoint['restricted'],
  path: string,
): Endpoint {
  const key: NounKey = `${unit}#${path}/${name}`;
  return {
    key,
    address: `${path}/${name}`,
    type: 'HttpTrigger',
    provider: 'azure',
    label: name,
    name: known(name, at),
    at,
    body,
    kind: 'endpoint',
    api: { value: absent(at) },
    apiKind: 'function-url',
    method: known(methods.length === 1 ? methods[0]!.toUpperCase() : 'ANY', at),
    path: route && route.state !== 'absent' ? route : known(name, at),
    authentication: level,
    keyRequired: absent<boolean>(at, false),
    target: { value: absent(at) },
    purpose: 'route',
    origins: [],
    restricted,
  };
}

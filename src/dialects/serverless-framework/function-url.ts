/** `url:` of a function: an address of its own, without a gateway before it. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, scalarText, type Plain, type Tree } from '../../evaluation/tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import { absent, known, mapValue, unknown, type Value } from '../../model/value.ts';
import { routeNoun, type ApiBlock } from './api.ts';
import { isNothing, withAuthorizer, withoutAuthorizer, type AuthorizerSpelling } from './authentication.ts';
import type { ServiceEvent } from './events.ts';
import { functionUrlId } from './naming.ts';
import { browsersOf, httpCors } from './origins.ts';
import { definitionAt } from './place.ts';
import type { FunctionBlock, Service } from './service.ts';

const spell: AuthorizerSpelling = (to) => (to === 'iam' ? 'aws_iam' : undefined);

export function readFunctionUrls(service: Service): void {
  for (const block of service.functions) {
    const entry = block.settings.entries.get('url');
    if (!entry || isNothing(entry.value)) continue;
    readFunctionUrl(block, entry.key, entry.value, service);
  }
}

function readFunctionUrl(block: FunctionBlock, key: ServiceEvent['at'], value: Tree, service: Service): void {
  const body = definitionAt(key, value);
  const event: ServiceEvent = {
    kind: 'url',
    value,
    at: value.kind === 'mapping' ? key : body,
    body,
    index: 0,
    owner: { ...block, kind: 'function' },
  };
  const id = functionUrlId(block.name);
  const type = 'AWS::Lambda::Url';
  service.make(id, type, event.at);
  const link = { value: known(block.name, block.at), to: block.key };
  const api: ApiBlock = { kind: 'function-url', id, type, link, own: true, at: event.at, name: absent(event.at) };
  const authentication = overridden(id, service) ?? authenticationOf(event);
  const method = known('ANY', event.at);
  const path = known('/', event.at);
  const browsers = browsersOf(at(value, 'cors'), httpCors);
  const route = routeNoun(event, api, service, { id, type, method, path, authentication, purpose: 'route', ...browsers, restricted: 'no' });
  service.nouns.endpoints.push({ ...route, label: block.name });
}

function authenticationOf({ value, at: head }: ServiceEvent): Value<Authentication> {
  if (value?.kind === 'opaque') return unknown(value.why, head);
  const authorizer = at(value, 'authorizer');
  if (value?.kind === 'mapping' && value.partial && !authorizer) return unknown('part of its settings cannot be read', head);
  if (authorizer && !isNothing(authorizer)) return withAuthorizer(authorizer, meaningOf(authorizer), spell);
  const put = (written: Plain) => {
    if (value?.kind === 'mapping') return authorizer ? authorizer.editor?.replace(written) : value.editor?.put?.('authorizer', written);
    return value?.editor?.replace({ authorizer: written });
  };
  return withoutAuthorizer(head, put, spell);
}

/** Anything but `aws_iam` leaves the address open. */
function meaningOf(authorizer: Tree): Authentication | undefined {
  const word = scalarText(authorizer)?.toLowerCase();
  return word === undefined ? undefined : word === 'aws_iam' ? 'iam' : 'none';
}

function overridden(id: string, service: Service): Value<Authentication> | undefined {
  const type = at(service.extension(id), 'AuthType');
  return type && mapValue(asValue(type, text), (written) => ({ NONE: 'none', AWS_IAM: 'iam' })[written] as Authentication | undefined);
}

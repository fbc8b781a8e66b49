/** `alb` events: rules of a load balancer that somebody else runs. */
import { asValue, text } from '../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../evaluation/tree.ts';
import type { Authentication } from '../../model/endpoint.ts';
import { absent, known, unknown, type Value } from '../../model/value.ts';
import { routeNoun, type ApiBlock } from './api.ts';
import { isNothing } from './authentication.ts';
import type { ServiceEvent } from './events.ts';
import { normalizedName } from './naming.ts';
import type { Service } from './service.ts';

export function readLoadBalancerRules(events: readonly ServiceEvent[], service: Service): void {
  for (const event of events) {
    const { value } = event;
    if (event.kind !== 'alb' || value?.kind !== 'mapping') continue;
    const listener = at(value, 'listenerArn');
    const link = service.template.link(listener, value);
    const id = `${normalizedName(event.owner.name)}AlbListenerRule${scalarText(at(value, 'priority')) ?? event.index}`;
    const type = 'AWS::ElasticLoadBalancingV2::ListenerRule';
    const api: ApiBlock = { kind: 'load-balancer', id, type, link, own: false, at: event.at, name: absent(event.at) };
    const method = firstOf(at(value, 'conditions', 'method'), event, 'ANY');
    const path = firstOf(at(value, 'conditions', 'path'), event, '/*');
    const authentication = authenticationOf(at(value, 'authorizer'), event, service);
    // Whether the balancer faces the internet is decided where it is made.
    const route = { id, type, method, path, authentication, purpose: 'route', origins: [], restricted: 'unknown' } as const;
    service.nouns.endpoints.push(routeNoun(event, api, service, route));
  }
}

function firstOf(condition: Tree | undefined, event: ServiceEvent, all: string): Value<string> {
  const [first] = items(condition);
  return first ? asValue(first, text) : absent(event.at, all);
}

/** https://www.serverless.com/framework/docs/providers/aws/events/alb#add-cognitocustom-idp-provider-authentication */
function authenticationOf(authorizer: Tree | undefined, event: ServiceEvent, service: Service): Value<Authentication> {
  if (!authorizer || isNothing(authorizer)) return absent<Authentication>(event.at, 'none');
  const [first] = items(authorizer);
  const name = scalarText(first);
  const type = name === undefined ? undefined : scalarText(at(service.provider.settings, 'alb', 'authorizers', name, 'type'));
  if (!first || type === undefined) return unknown('its authorizer is declared where it cannot be read', event.at);
  return known(type === 'cognito' ? 'cognito' : 'jwt', first.at, undefined, first.via);
}

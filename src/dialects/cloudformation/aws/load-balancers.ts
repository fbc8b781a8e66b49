/** Reads the ways through a load balancer to a function. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, unknown, type Answer, type Value } from '../../../model/value.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';

const listenerType = 'AWS::ElasticLoadBalancingV2::Listener';

/** A listener answers whatever no rule of it takes. */
export const readWay: ResourceReader = (resource, reading) => addWay(resource, resource, at(resource.properties, 'DefaultActions'), reading);

const readRule: ResourceReader = (resource, reading) => {
  const listener = reading.behind(reading.link(at(resource.properties, 'ListenerArn'), resource.properties));
  if (listener?.type === listenerType) addWay(resource, listener, at(resource.properties, 'Actions'), reading);
};

function addWay(resource: TemplateResource, listener: TemplateResource, actions: Tree | undefined, reading: Reading): void {
  const target = functionBehind(actions, resource, reading);
  if (!target) return;
  const balancer = reading.link(at(listener.properties, 'LoadBalancerArn'), listener.properties);
  const path = items(at(resource.properties, 'Conditions'))
    .filter((condition) => scalarText(at(condition, 'Field')) === 'path-pattern')
    .flatMap((condition) => items(at(condition, 'PathPatternConfig', 'Values') ?? at(condition, 'Values')))[0];
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'way', resource.at, resource.body),
    name: nounOf(resource, reading).name,
    kind: 'endpoint',
    api: balancer,
    apiKind: 'load-balancer',
    method: known('ANY', resource.at),
    path: path ? asValue(path, text) : known('/*', resource.at),
    authentication: authenticationOf(actions, resource),
    keyRequired: absent<boolean>(resource.at, false),
    target,
    purpose: 'route',
    origins: [],
    restricted: restrictionOf(reading.behind(balancer), reading),
  });
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html */
function authenticationOf(actions: Tree | undefined, resource: TemplateResource): Value<Authentication> {
  if (isPartial(actions)) return unknown('part of its actions cannot be read', resource.at);
  const types = items(actions).map((action) => scalarText(at(action, 'Type')));
  if (types.includes('authenticate-cognito')) return known<Authentication>('cognito', resource.at);
  if (types.includes('authenticate-oidc') || types.includes('jwt-validation')) return known<Authentication>('jwt', resource.at);
  return absent<Authentication>(resource.at, 'none');
}

function functionBehind(actions: Tree | undefined, resource: TemplateResource, reading: Reading): Link | undefined {
  for (const action of items(actions)) {
    const groups = [at(action, 'TargetGroupArn'), ...items(at(action, 'ForwardConfig', 'TargetGroups')).map((group) => at(group, 'TargetGroupArn'))];
    for (const written of groups) {
      const group = written && reading.behind(reading.link(written, resource.properties));
      if (!group || scalarText(at(group.properties, 'TargetType')) !== 'lambda') continue;
      return reading.link(at(items(at(group.properties, 'Targets'))[0], 'Id'), group.properties);
    }
  }
  return undefined;
}

/** A balancer faces the internet unless it says otherwise, and lets in whom its security groups let in. */
function restrictionOf(balancer: TemplateResource | undefined, reading: Reading): Answer {
  const scheme = at(balancer?.properties, 'Scheme');
  if (!balancer || scheme?.kind === 'opaque') return 'unknown';
  if (scalarText(scheme) === 'internal') return 'yes';
  const groups = items(at(balancer.properties, 'SecurityGroups')).map((group) => reading.behind(reading.link(group, balancer.properties)));
  const isOpen = groups.some((group) =>
    items(at(group?.properties, 'SecurityGroupIngress')).some((rule) => scalarText(at(rule, 'CidrIp')) === '0.0.0.0/0'),
  );
  return isOpen ? 'no' : 'unknown';
}

export const loadBalancerReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::ElasticLoadBalancingV2::ListenerRule': readRule,
};

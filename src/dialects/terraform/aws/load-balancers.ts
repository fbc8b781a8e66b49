/** Reads the ways through a load balancer to a function. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, known, unknown, type Answer, type Value } from '../../../model/value.ts';
import { partOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** A listener answers whatever no rule of it takes. */
const readListener: ResourceReader = (resource, reading) => addWay(resource, resource, at(resource.properties, 'default_action'), reading);

const readRule: ResourceReader = (resource, reading) => {
  const listener = reading.target(at(resource.properties, 'listener_arn'), 'aws_lb_listener', 'aws_alb_listener');
  if (listener) addWay(resource, listener, at(resource.properties, 'action'), reading);
};

function addWay(resource: TerraformResource, listener: TerraformResource, actions: Tree | undefined, reading: Reading): void {
  const target = functionBehind(actions, reading);
  if (!target) return;
  const written = at(listener.properties, 'load_balancer_arn');
  const path = items(at(resource.properties, 'condition')).flatMap((condition) => items(at(condition, 'path_pattern', 'values')))[0];
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'way'),
    kind: 'endpoint',
    api: reading.link(written, listener.properties, 'aws_lb', 'aws_alb'),
    apiKind: 'load-balancer',
    method: known('ANY', resource.at),
    path: path ? asValue(path, text) : known('/*', resource.at),
    authentication: authenticationOf(actions, resource),
    keyRequired: absent<boolean>(resource.at, false),
    target,
    purpose: 'route',
    origins: [],
    restricted: restrictionOf(reading.target(written, 'aws_lb', 'aws_alb'), reading),
  });
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html */
function authenticationOf(actions: Tree | undefined, resource: TerraformResource): Value<Authentication> {
  if (isPartial(actions)) return unknown('part of its actions cannot be read', resource.at);
  const types = items(actions).map((action) => scalarText(at(action, 'type')));
  if (types.includes('authenticate-cognito')) return known<Authentication>('cognito', resource.at);
  if (types.includes('authenticate-oidc') || types.includes('jwt-validation')) return known<Authentication>('jwt', resource.at);
  return absent<Authentication>(resource.at, 'none');
}

function functionBehind(actions: Tree | undefined, reading: Reading): Link | undefined {
  for (const action of items(actions)) {
    const groups = [at(action, 'target_group_arn'), ...items(at(action, 'forward', 'target_group')).map((group) => at(group, 'arn'))];
    for (const written of groups) {
      const group = reading.target(written, 'aws_lb_target_group', 'aws_alb_target_group');
      if (!group || scalarText(at(group.properties, 'target_type')) !== 'lambda') continue;
      const [attached] = reading.belonging(group, 'aws_lb_target_group_attachment', 'target_group_arn');
      return reading.link(at(attached?.properties, 'target_id'), attached?.properties ?? group.properties, 'aws_lambda_function');
    }
  }
  return undefined;
}

/** A balancer faces the internet unless it says otherwise, and lets in whom its security groups let in. */
function restrictionOf(balancer: TerraformResource | undefined, reading: Reading): Answer {
  const internal = at(balancer?.properties, 'internal');
  if (!balancer || internal?.kind === 'opaque') return 'unknown';
  if (scalarText(internal) === 'true') return 'yes';
  const groups = items(at(balancer.properties, 'security_groups')).map((group) => reading.target(group, 'aws_security_group'));
  const isOpen = groups.some((group) =>
    items(at(group?.properties, 'ingress')).some((rule) => items(at(rule, 'cidr_blocks')).some((source) => scalarText(source) === '0.0.0.0/0')),
  );
  return isOpen ? 'no' : 'unknown';
}

export const loadBalancerReaders: Readonly<Record<string, ResourceReader>> = {
  aws_alb_listener: readListener,
  aws_alb_listener_rule: readRule,
  aws_lb_listener: readListener,
  aws_lb_listener_rule: readRule,
};

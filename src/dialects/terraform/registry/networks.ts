/** What the modules for load balancers, distributions and security groups of terraform-aws-modules make: https://registry.terraform.io/namespaces/terraform-aws-modules (read in November 2026). */
import { scalar, sequence } from '../../../evaluation/computed.ts';
import { at, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import { given, isOn, objectsIn, part, partFor, record, referring, type Expander, type RegistryCall } from './part.ts';

/** Listeners are a map; what one does by default is an object of it. */
export const expandBalancer: Expander = (call) => {
  if (isOn(call, 'create', true) === false) return [];
  const listeners = (objectsIn(call, 'listeners') ?? []).map(([key, listener]) =>
    partFor(call, 'aws_lb_listener', key, {
      load_balancer_arn: referring(call, 'aws_lb', 'arn'),
      port: at(listener, 'port') ?? given(call, 'default_port'),
      protocol: at(listener, 'protocol') ?? given(call, 'default_protocol'),
      ssl_policy: at(listener, 'ssl_policy'),
      certificate_arn: at(listener, 'certificate_arn'),
      default_action: actionOf(listener, call),
    }),
  );
  return [part(call, 'aws_lb', { internal: 'internal', load_balancer_type: 'load_balancer_type', security_groups: 'security_groups' }), ...listeners];
};

function actionOf(listener: Mapping, call: RegistryCall): Tree {
  const redirect = at(listener, 'redirect');
  const type = redirect ? 'redirect' : at(listener, 'fixed_response') ? 'fixed-response' : 'forward';
  return record({ type: scalar(type, listener.at), redirect }, call);
}

export const expandDistribution: Expander = (call) => {
  if (isOn(call, 'create_distribution', true) === false) return [];
  const origins = (objectsIn(call, 'origin') ?? []).map(([, origin]) => origin);
  return [
    part(
      call,
      'aws_cloudfront_distribution',
      {
        aliases: 'aliases',
        default_cache_behavior: 'default_cache_behavior',
        ordered_cache_behavior: 'ordered_cache_behavior',
        viewer_certificate: 'viewer_certificate',
        web_acl_id: 'web_acl_id',
      },
      { origin: sequence(origins, call.block.head) },
    ),
  ];
};

/** Rules that say their ports; those that only name a service are the module's to spell out. */
export const expandSecurityGroup: Expander = (call) => {
  if (isOn(call, 'create', true) === false || isOn(call, 'create_sg', true) === false) return [];
  const rules = (objectsIn(call, 'ingress_with_cidr_blocks') ?? []).map(([, rule]) => rule);
  const ingress = rules.flatMap((rule) => {
    const sources = at(rule, 'cidr_blocks');
    if (!sources || at(rule, 'rule')) return [];
    const list = sources.kind === 'scalar' ? sequence(addressesIn(sources.value, sources), sources.at) : sources;
    const [from_port, to_port, protocol] = [at(rule, 'from_port'), at(rule, 'to_port'), at(rule, 'protocol')];
    return [record({ from_port, to_port, protocol, cidr_blocks: list }, call)];
  });
  return [part(call, 'aws_security_group', { name: 'name', vpc_id: 'vpc_id' }, { ingress: sequence(ingress, call.block.head) })];
};

/** Several in one text, with commas; a lone one can be changed. */
function addressesIn(text: unknown, written: Tree): readonly Tree[] {
  const parts = String(text).split(',');
  return parts.length === 1 ? [written] : parts.map((address) => scalar(address.trim(), written.at));
}

/** Reads what security groups let in, and what stands behind them. */
import { asValue, number, setting, text } from '../../../evaluation/setting.ts';
import { renameEntry } from '../../../evaluation/renaming.ts';
import { at, Expression, items, scalarText, type Mapping, type Tree } from '../../../evaluation/tree.ts';
import type { GroupUser } from '../../../model/network.ts';
import { absent, type Slot } from '../../../model/value.ts';
import { nounOf, ownLink, partOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** Where resources name their groups. */
const holders: readonly (readonly [type: string, user: GroupUser, ...path: readonly string[]])[] = [
  ['aws_lambda_function', 'function', 'vpc_config', 'security_group_ids'],
  ['aws_dax_cluster', 'store', 'security_group_ids'],
  ['aws_db_instance', 'store', 'vpc_security_group_ids'],
  ['aws_db_proxy', 'store', 'vpc_security_group_ids'],
  ['aws_docdb_cluster', 'store', 'vpc_security_group_ids'],
  ['aws_efs_mount_target', 'store', 'security_groups'],
  ['aws_elasticache_cluster', 'store', 'security_group_ids'],
  ['aws_elasticache_replication_group', 'store', 'security_group_ids'],
  ['aws_elasticache_serverless_cache', 'store', 'security_group_ids'],
  ['aws_elasticsearch_domain', 'store', 'vpc_options', 'security_group_ids'],
  ['aws_memorydb_cluster', 'store', 'security_group_ids'],
  ['aws_mq_broker', 'store', 'security_groups'],
  ['aws_msk_cluster', 'store', 'broker_node_group_info', 'security_groups'],
  ['aws_neptune_cluster', 'store', 'vpc_security_group_ids'],
  ['aws_opensearch_domain', 'store', 'vpc_options', 'security_group_ids'],
  ['aws_rds_cluster', 'store', 'vpc_security_group_ids'],
  ['aws_redshift_cluster', 'store', 'vpc_security_group_ids'],
  ['aws_redshiftserverless_workgroup', 'store', 'security_group_ids'],
  ['aws_alb', 'load-balancer', 'security_groups'],
  ['aws_elb', 'load-balancer', 'security_groups'],
  ['aws_lb', 'load-balancer', 'security_groups'],
  ['aws_instance', 'other', 'vpc_security_group_ids'],
  ['aws_launch_template', 'other', 'vpc_security_group_ids'],
  ['aws_ecs_service', 'other', 'network_configuration', 'security_groups'],
  ['aws_vpc_endpoint', 'other', 'security_group_ids'],
];

type Users = ReadonlyMap<TerraformResource, readonly GroupUser[]>;
const usersOf = new WeakMap<Reading, Users>();

function groupUsers(reading: Reading): Users {
  const before = usersOf.get(reading);
  if (before) return before;
  const found = new Map<TerraformResource, GroupUser[]>();
  for (const [type, user, ...path] of holders) {
    for (const { properties } of reading.ofType(type)) {
      for (const item of items(at(properties, ...path))) {
        const group = reading.target(item, 'aws_security_group', 'aws_default_security_group');
        if (group) found.set(group, [...(found.get(group) ?? []), user]);
      }
    }
  }
  usersOf.set(reading, found);
  return found;
}

/** Addresses stand in lists, for the older kinds of rules, and how each kind names a group instead. */
interface RuleKind {
  readonly sources: readonly string[];
  readonly protocol: string;
  readonly group: string;
  readonly isList: boolean;
}

const inline: RuleKind = { sources: ['cidr_blocks', 'ipv6_cidr_blocks'], protocol: 'protocol', group: 'security_groups', isList: true };
const older: RuleKind = { ...inline, group: 'source_security_group_id', isList: false };
const newer: RuleKind = { sources: ['cidr_ipv4', 'cidr_ipv6'], protocol: 'ip_protocol', group: 'referenced_security_group_id', isList: false };

const readGroup: ResourceReader = (resource, reading) => {
  for (const [index, rule] of items(at(resource.properties, 'ingress')).entries()) {
    if (rule.kind === 'mapping') addOpenings(resource, resource, rule, inline, reading, `ingress/${index}`);
  }
};

const readRule: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const isOlder = resource.type === 'aws_security_group_rule';
  if (isOlder && scalarText(at(properties, 'type')) !== 'ingress') return;
  const group = reading.target(at(properties, 'security_group_id'), 'aws_security_group', 'aws_default_security_group');
  addOpenings(resource, group, properties, isOlder ? older : newer, reading);
};

function addOpenings(
  resource: TerraformResource,
  group: TerraformResource | undefined,
  rule: Mapping,
  kind: RuleKind,
  reading: Reading,
  part = '',
): void {
  const head = { head: part === '' ? resource.at : rule.at };
  for (const name of kind.sources) {
    const list = at(rule, name);
    for (const [index, source] of items(list).entries()) {
      if (!list || (source.kind === 'scalar' && source.value === null)) continue;
      const address = [part, name, String(index)].filter((step) => step !== '').join('/');
      reading.nouns.openings.push({
        ...(part === ''
          ? { ...nounOf(resource, reading), key: reading.key(`${resource.address}/${address}`) }
          : partOf(resource, reading, address, source.at, rule.at)),
        kind: 'opening',
        group: group ? ownLink(group, reading) : { value: absent(resource.at) },
        users: (group && groupUsers(reading).get(group)) ?? [],
        source: asValue(source, text),
        protocol: setting(rule, [kind.protocol], text, head),
        fromPort: setting(rule, ['from_port'], number, head),
        toPort: setting(rule, ['to_port'], number, head),
        narrow: narrowing({ rule, name, list, source, kind, group, resource, part }, reading),
      });
    }
  }
}

interface Narrowed {
  readonly rule: Mapping;
  readonly name: string;
  readonly list: Tree;
  readonly source: Tree;
  readonly kind: RuleKind;
  readonly group: TerraformResource | undefined;
  readonly resource: TerraformResource;
  readonly part: string;
}

function narrowing({ rule, name, list, source, kind, group, resource, part }: Narrowed, reading: Reading): Slot<'functions' | 'network' | 'nobody'> {
  return (to) => {
    if (source.via.length > 0 || list.via.length > 0) return undefined;
    if (to === 'nobody') return part === '' ? undefined : rule.editor?.remove?.();
    if (to === 'functions') {
      const other = functionGroup(group, resource, reading);
      return other && items(list).length === 1 ? renameEntry(rule, name, kind.group, kind.isList ? [other] : other) : undefined;
    }
    const network = reading.target(at(group?.properties, 'vpc_id'), 'aws_vpc');
    if (!network || network.module !== resource.module || network.key !== undefined || scalarText(source)?.includes(':')) return undefined;
    return source.editor?.replace(new Expression(`${network.type}.${network.name}.cidr_block`));
  };
}

/** The one group of the functions, where it is another one of the same module. */
function functionGroup(own: TerraformResource | undefined, owner: TerraformResource, reading: Reading): Expression | undefined {
  const groups = [...groupUsers(reading)].filter(([, users]) => users.every((user) => user === 'function')).map(([group]) => group);
  const [group] = groups;
  if (groups.length !== 1 || !group || group === own || group.module !== owner.module || group.key !== undefined) return undefined;
  return new Expression(`${group.type}.${group.name}.id`);
}

export const securityGroupReaders: Readonly<Record<string, ResourceReader>> = {
  aws_default_security_group: readGroup,
  aws_security_group: readGroup,
  aws_security_group_rule: readRule,
  aws_vpc_security_group_ingress_rule: readRule,
};

/** Reads what security groups let in, and what stands behind them. */
import { asValue, number, setting, text } from '../../../evaluation/setting.ts';
import { renameEntry } from '../../../evaluation/renaming.ts';
import { at, items, type Mapping, type Plain, type Tree } from '../../../evaluation/tree.ts';
import type { GroupUser, Opening } from '../../../model/network.ts';
import { known, type Slot } from '../../../model/value.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { ownLink } from './triggers.ts';

/** Where resources name their groups. */
const holders: readonly (readonly [type: string, user: GroupUser, ...path: readonly string[]])[] = [
  ['AWS::Lambda::Function', 'function', 'VpcConfig', 'SecurityGroupIds'],
  ['AWS::Serverless::Function', 'function', 'VpcConfig', 'SecurityGroupIds'],
  ['AWS::AmazonMQ::Broker', 'store', 'SecurityGroups'],
  ['AWS::DAX::Cluster', 'store', 'SecurityGroupIds'],
  ['AWS::DocDB::DBCluster', 'store', 'VpcSecurityGroupIds'],
  ['AWS::EFS::MountTarget', 'store', 'SecurityGroups'],
  ['AWS::ElastiCache::CacheCluster', 'store', 'VpcSecurityGroupIds'],
  ['AWS::ElastiCache::ReplicationGroup', 'store', 'SecurityGroupIds'],
  ['AWS::ElastiCache::ServerlessCache', 'store', 'SecurityGroupIds'],
  ['AWS::Elasticsearch::Domain', 'store', 'VPCOptions', 'SecurityGroupIds'],
  ['AWS::MSK::Cluster', 'store', 'BrokerNodeGroupInfo', 'SecurityGroups'],
  ['AWS::MemoryDB::Cluster', 'store', 'SecurityGroupIds'],
  ['AWS::Neptune::DBCluster', 'store', 'VpcSecurityGroupIds'],
  ['AWS::OpenSearchService::Domain', 'store', 'VPCOptions', 'SecurityGroupIds'],
  ['AWS::RDS::DBCluster', 'store', 'VpcSecurityGroupIds'],
  ['AWS::RDS::DBInstance', 'store', 'VPCSecurityGroups'],
  ['AWS::RDS::DBProxy', 'store', 'VpcSecurityGroupIds'],
  ['AWS::Redshift::Cluster', 'store', 'VpcSecurityGroupIds'],
  ['AWS::RedshiftServerless::Workgroup', 'store', 'SecurityGroupIds'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'load-balancer', 'SecurityGroups'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'load-balancer', 'SecurityGroups'],
  ['AWS::EC2::Instance', 'other', 'SecurityGroupIds'],
  ['AWS::EC2::Instance', 'other', 'SecurityGroups'],
  ['AWS::EC2::VPCEndpoint', 'other', 'SecurityGroupIds'],
  ['AWS::AutoScaling::LaunchConfiguration', 'other', 'SecurityGroups'],
  ['AWS::ECS::Service', 'other', 'NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups'],
];

type Users = ReadonlyMap<string, readonly GroupUser[]>;
const usersOf = new WeakMap<Reading, Users>();

/** By the key of the group. */
function groupUsers(reading: Reading): Users {
  const before = usersOf.get(reading);
  if (before) return before;
  const found = new Map<string, GroupUser[]>();
  for (const [type, user, ...path] of holders) {
    for (const { properties } of reading.ofType(type)) {
      for (const group of items(at(properties, ...path))) {
        const { to } = reading.link(group, properties);
        if (to !== undefined) found.set(to, [...(found.get(to) ?? []), user]);
      }
    }
  }
  const [any] = reading.resources.values();
  for (const group of any ? (reading.shared.functionGroups ?? []) : []) {
    const { to } = reading.link(group, any!.properties);
    if (to !== undefined) found.set(to, [...(found.get(to) ?? []), 'function']);
  }
  usersOf.set(reading, found);
  return found;
}

const readGroup: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const { key } = nounOf(resource, reading);
  for (const [index, rule] of items(at(properties, 'SecurityGroupIngress')).entries()) {
    if (rule.kind !== 'mapping') continue;
    addOpenings(resource, reading, {
      rule,
      group: ownLink(resource, reading),
      key,
      vpc: at(properties, 'VpcId'),
      part: `SecurityGroupIngress/${index}`,
    });
  }
};

const readIngress: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  const group = reading.link(at(properties, 'GroupId') ?? at(properties, 'GroupName'), properties);
  const vpc = at(reading.behind(group)?.properties, 'VpcId');
  addOpenings(resource, reading, { rule: properties, group, key: group.to, vpc });
};

interface Rule {
  readonly rule: Mapping;
  readonly group: Opening['group'];
  readonly key: string | undefined;
  readonly vpc: Tree | undefined;
  readonly part?: string | undefined;
}

function addOpenings(resource: TemplateResource, reading: Reading, { rule, group, key, vpc, part }: Rule): void {
  for (const name of ['CidrIp', 'CidrIpv6']) {
    const source = at(rule, name);
    if (!source) continue;
    const head = { head: part === undefined ? resource.at : rule.at };
    const noun = part === undefined ? nounOf(resource, reading) : partOf(resource, reading, `${part}/${name}`, source.at, rule.at);
    reading.nouns.openings.push({
      ...noun,
      kind: 'opening',
      group,
      users: (key === undefined ? undefined : groupUsers(reading).get(key)) ?? [],
      source: asValue(source, text),
      protocol: setting(rule, ['IpProtocol'], text, head),
      fromPort: setting(rule, ['FromPort'], number, head),
      toPort: setting(rule, ['ToPort'], number, head),
      narrow: narrowing({ rule, source, name, key, vpc, isEntry: part !== undefined }, reading),
    });
  }
}

interface Narrowed {
  readonly rule: Mapping;
  readonly source: Tree;
  readonly name: string;
  readonly key: string | undefined;
  readonly vpc: Tree | undefined;
  readonly isEntry: boolean;
}

function narrowing({ rule, source, name, key, vpc, isEntry }: Narrowed, reading: Reading): Slot<'functions' | 'network' | 'nobody'> {
  return (to) => {
    if (source.via.length > 0) return undefined;
    if (to === 'nobody') return isEntry ? rule.editor?.remove?.() : undefined;
    if (to === 'functions') {
      const group = functionGroup(key, reading);
      return group === undefined ? undefined : renameEntry(rule, name, 'SourceSecurityGroupId', group);
    }
    const network = vpc && reading.behind(reading.link(vpc, rule));
    return network?.type === 'AWS::EC2::VPC' && name === 'CidrIp' ? source.editor?.replace({ 'Fn::GetAtt': [network.id, 'CidrBlock'] }) : undefined;
  };
}

/** The one group of the template's functions, where it is another one. */
function functionGroup(own: string | undefined, reading: Reading): Plain | undefined {
  const groups = [...groupUsers(reading)].filter(([, users]) => users.every((user) => user === 'function'));
  const [key] = groups[0] ?? [];
  if (groups.length !== 1 || key === undefined || key === own) return undefined;
  const group = reading.behind({ value: known('', { file: reading.file, start: 0, end: 0 }), to: key });
  return group?.type === 'AWS::EC2::SecurityGroup' ? { 'Fn::GetAtt': [group.id, 'GroupId'] } : undefined;
}

export const securityGroupReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::EC2::SecurityGroup': readGroup,
  'AWS::EC2::SecurityGroupIngress': readIngress,
};

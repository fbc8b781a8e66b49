/** Reads what network security groups let in, and what stands behind them. */
import { firewallOpenings, firewallRule, type FirewallGroup, type RuleWords } from '../../../evaluation/azure-firewall.ts';
import { asValue, text } from '../../../evaluation/setting.ts';
import { at, items, scalarText, type Tree } from '../../../evaluation/tree.ts';
import type { GroupUser } from '../../../model/network.ts';
import { absent, referencesOf, textOf } from '../../../model/value.ts';
import { nounOf, ownLink, partOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';

/** https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules (2026-11) */
const words: RuleWords = {
  access: 'access',
  direction: 'direction',
  priority: 'priority',
  protocol: 'protocol',
  source: 'sourceAddressPrefix',
  sources: 'sourceAddressPrefixes',
  port: 'destinationPortRange',
  ports: 'destinationPortRanges',
};

const groupType = 'microsoft.network/networksecuritygroups';

/** Where resources name the subnet that they are in. */
const holders: readonly (readonly [type: string, user: GroupUser, ...path: readonly string[]])[] = [
  ['microsoft.web/sites', 'function', 'virtualNetworkSubnetId'],
  ['microsoft.sql/managedinstances', 'store', 'subnetId'],
  ['microsoft.dbformysql/flexibleservers', 'store', 'network', 'delegatedSubnetResourceId'],
  ['microsoft.dbforpostgresql/flexibleservers', 'store', 'network', 'delegatedSubnetResourceId'],
  ['microsoft.cache/redis', 'store', 'subnetId'],
  ['microsoft.network/applicationgateways', 'load-balancer', 'gatewayIPConfigurations', 'properties', 'subnet', 'id'],
  ['microsoft.network/networkinterfaces', 'other', 'ipConfigurations', 'properties', 'subnet', 'id'],
  ['microsoft.app/managedenvironments', 'other', 'vnetConfiguration', 'infrastructureSubnetId'],
];

function usersOf(group: AzureResource, reading: Reading): readonly GroupUser[] {
  const isGroup = (tree: Tree | undefined): boolean => reading.target(tree) === group;
  const interfaces = reading
    .ofType('microsoft.network/networkinterfaces')
    .filter(({ properties }) => isGroup(at(properties, 'networkSecurityGroup', 'id')));
  const subnets = [
    ...reading.ofType('microsoft.network/virtualnetworks/subnets').map((own) => ({ own, properties: own.properties as Tree, name: own.name })),
    ...reading
      .ofType('microsoft.network/virtualnetworks')
      .flatMap((own) =>
        items(at(own.properties, 'subnets')).map((subnet) => ({ own, properties: at(subnet, 'properties'), name: at(subnet, 'name') })),
      ),
  ].filter(({ properties }) => isGroup(at(properties, 'networkSecurityGroup', 'id')));
  const isInside = (tree: Tree | undefined): boolean =>
    subnets.some(({ own, name }) => tree !== undefined && (isSubnet(own) ? reading.target(tree) === own : isNamed(tree, name, own, reading)));
  const inside = holders.flatMap(([type, user, ...path]) =>
    reading.ofType(type).flatMap(({ properties }) => (isInside(at(properties, ...path)) ? [user] : [])),
  );
  return [...inside, ...interfaces.map((): GroupUser => 'other')];
}

function isSubnet({ type }: AzureResource): boolean {
  return type.endsWith('/subnets');
}

/** Subnets inside of their network are no resources: their ids end in their names, or the network is asked for them. */
function isNamed(id: Tree, name: Tree | undefined, network: AzureResource, reading: Reading): boolean {
  const value = asValue(id, text);
  const last = textOf(value, '…')?.split('/').at(-1);
  if (name && last === scalarText(name) && last !== undefined) return true;
  const index = referencesOf(value).some(({ address, attribute = '' }) => address === network.address && attribute.includes('subnets'));
  return index && items(at(network.properties, 'subnets')).length === 1 && reading.target(id) === network;
}

/** Each rule asks for its group: a thousand rules are gone through once. */
const groups = new WeakMap<AzureResource, FirewallGroup>();

function groupOf(group: AzureResource, reading: Reading): FirewallGroup {
  const found = groups.get(group) ?? behind(group, reading);
  groups.set(group, found);
  return found;
}

function behind(group: AzureResource, reading: Reading): FirewallGroup {
  const own = items(at(group.properties, 'securityRules')).flatMap((rule) => firewallRule(at(rule, 'properties') ?? rule, words, rule.at) ?? []);
  const others = reading.inside(group, 'securityrules').flatMap((rule) => firewallRule(rule.properties, words, rule.at) ?? []);
  return { link: ownLink(group, reading), users: usersOf(group, reading), rules: [...own, ...others] };
}

const readGroup: ResourceReader = (resource, reading) => {
  if (resource.existing) return;
  const group = groupOf(resource, reading);
  for (const [index, written] of items(at(resource.properties, 'securityRules')).entries()) {
    const inner = at(written, 'properties');
    const rule = inner && firewallRule(inner, words, written.at);
    const noun = { ...partOf(resource, reading, `securityRules/${index}`, written.at), body: written.at };
    if (rule) reading.nouns.openings.push(...firewallOpenings(noun, rule, group));
  }
};

const readRule: ResourceReader = (resource, reading) => {
  const rule = resource.existing ? undefined : firewallRule(resource.properties, words, resource.at);
  const group = resource.parent ? groupOf(resource.parent, reading) : { link: { value: absent<string>(resource.at) }, users: [], rules: [] };
  if (rule) reading.nouns.openings.push(...firewallOpenings(nounOf(resource, reading), rule, group));
};

export const securityGroupReaders: Readonly<Record<string, ResourceReader>> = {
  [groupType]: readGroup,
  [`${groupType}/securityrules`]: readRule,
};

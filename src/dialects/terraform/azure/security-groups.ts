/** Reads what network security groups let in, and what stands behind them. */
import { firewallOpenings, firewallRule, type FirewallGroup, type FirewallRule, type RuleWords } from '../../../evaluation/azure-firewall.ts';
import { at, items } from '../../../evaluation/tree.ts';
import type { GroupUser } from '../../../model/network.ts';
import { nounOf, ownLink, partOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

const words: RuleWords = {
  access: 'access',
  direction: 'direction',
  priority: 'priority',
  protocol: 'protocol',
  source: 'source_address_prefix',
  sources: 'source_address_prefixes',
  port: 'destination_port_range',
  ports: 'destination_port_ranges',
};

const groupType = 'azurerm_network_security_group';

/** Where resources name the subnet that they are in. */
const holders: readonly (readonly [type: string, user: GroupUser, ...path: readonly string[]])[] = [
  ...['linux', 'windows'].map((system) => [`azurerm_${system}_function_app`, 'function', 'virtual_network_subnet_id'] as const),
  ['azurerm_function_app_flex_consumption', 'function', 'virtual_network_subnet_id'],
  ['azurerm_mssql_managed_instance', 'store', 'subnet_id'],
  ['azurerm_mysql_flexible_server', 'store', 'delegated_subnet_id'],
  ['azurerm_postgresql_flexible_server', 'store', 'delegated_subnet_id'],
  ['azurerm_redis_cache', 'store', 'subnet_id'],
  ['azurerm_application_gateway', 'load-balancer', 'gateway_ip_configuration', 'subnet_id'],
  ['azurerm_network_interface', 'other', 'ip_configuration', 'subnet_id'],
  ['azurerm_container_app_environment', 'other', 'infrastructure_subnet_id'],
  ['azurerm_kubernetes_cluster', 'other', 'default_node_pool', 'vnet_subnet_id'],
];

function usersOf(group: TerraformResource, reading: Reading): readonly GroupUser[] {
  const subnets = reading
    .belonging(group, 'azurerm_subnet_network_security_group_association', 'network_security_group_id')
    .map((one) => reading.target(at(one.properties, 'subnet_id')));
  const inside = holders.flatMap(([type, user, ...path]) =>
    reading.ofType(type).flatMap(({ properties }): GroupUser[] => {
      const subnet = reading.target(at(properties, ...path));
      return subnet && subnets.includes(subnet) ? [user] : [];
    }),
  );
  const interfaces = reading.belonging(group, 'azurerm_network_interface_security_group_association', 'network_security_group_id');
  return [...inside, ...interfaces.map((): GroupUser => 'other')];
}

/** Those of the group itself, and those that name it. */
function rulesOf(group: TerraformResource, reading: Reading): readonly FirewallRule[] {
  const own = items(at(group.properties, 'security_rule')).flatMap((rule) => firewallRule(rule, words, rule.at) ?? []);
  const others = reading
    .belonging(group, 'azurerm_network_security_rule', 'network_security_group_name')
    .flatMap((rule) => firewallRule(rule.properties, words, rule.at) ?? []);
  return [...own, ...others];
}

/** Each rule asks for its group: a thousand rules are gone through once. */
const groups = new WeakMap<TerraformResource, FirewallGroup>();

function groupOf(group: TerraformResource, reading: Reading): FirewallGroup {
  const found = groups.get(group) ?? behind(group, reading);
  groups.set(group, found);
  return found;
}

function behind(group: TerraformResource, reading: Reading): FirewallGroup {
  return { link: ownLink(group, reading), users: usersOf(group, reading), rules: rulesOf(group, reading) };
}

const readGroup: ResourceReader = (resource, reading) => {
  const group = groupOf(resource, reading);
  for (const [index, written] of items(at(resource.properties, 'security_rule')).entries()) {
    const rule = firewallRule(written, words, written.at);
    const noun = partOf(resource, reading, `security_rule/${index}`, written.at, written.at);
    if (rule) reading.nouns.openings.push(...firewallOpenings(noun, rule, group));
  }
};

const readRule: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  const rule = firewallRule(properties, words, head);
  const name = at(properties, 'network_security_group_name');
  const group = reading.target(name, groupType);
  const whole = group ? groupOf(group, reading) : { link: reading.link(name, properties), users: [], rules: [] };
  if (rule) reading.nouns.openings.push(...firewallOpenings(nounOf(resource, reading), rule, whole));
};

export const securityGroupReaders: Readonly<Record<string, ResourceReader>> = {
  [groupType]: readGroup,
  azurerm_network_security_rule: readRule,
};

/** Reads what a web ACL stands in front of. */
import { at, isPartial, items, type Tree } from '../../../evaluation/tree.ts';
import type { Answer } from '../../../model/value.ts';
import { nounOf, ownLink, partOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

const readAssociation: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.webFilters.push({
    ...nounOf(resource, reading),
    kind: 'web-filter',
    protects: reading.link(at(properties, 'resource_arn'), properties),
    limitsRate: limitsRate(at(properties, 'web_acl_arn') ?? at(properties, 'web_acl_id'), reading),
  });
};

/** The web ACL that a resource names itself: a distribution. */
export function readOwnFilter(resource: TerraformResource, acl: Tree | undefined, reading: Reading): void {
  if (!acl || (acl.kind === 'scalar' && (acl.value === null || acl.value === ''))) return;
  reading.nouns.webFilters.push({
    ...partOf(resource, reading, 'web_acl_id'),
    kind: 'web-filter',
    protects: ownLink(resource, reading),
    limitsRate: limitsRate(acl, reading),
  });
}

function limitsRate(acl: Tree | undefined, reading: Reading): Answer {
  const found = reading.target(acl, 'aws_wafv2_web_acl');
  if (!found) return 'unknown';
  const rules = at(found.properties, 'rule');
  const statements = items(rules).map((rule) => at(rule, 'statement'));
  if (statements.some((statement) => at(statement, 'rate_based_statement') !== undefined)) return 'yes';
  // A group of rules of one's own may count as well; the managed ones do not.
  return isPartial(rules) || statements.some((statement) => at(statement, 'rule_group_reference_statement') !== undefined) ? 'unknown' : 'no';
}

export const webFilterReaders: Readonly<Record<string, ResourceReader>> = {
  aws_wafv2_web_acl_association: readAssociation,
  aws_wafregional_web_acl_association: readAssociation,
};

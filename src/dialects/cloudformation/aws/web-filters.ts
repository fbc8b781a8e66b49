/** Reads what a web ACL stands in front of. */
import { at, isPartial, items, type Tree } from '../../../evaluation/tree.ts';
import type { Link } from '../../../model/noun.ts';
import type { Answer } from '../../../model/value.ts';
import { nounOf, partOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';
import { ownLink } from './triggers.ts';

const readAssociation: ResourceReader = (resource, reading) => {
  const { properties } = resource;
  reading.nouns.webFilters.push({
    ...nounOf(resource, reading),
    kind: 'web-filter',
    protects: reading.link(at(properties, 'ResourceArn'), properties),
    limitsRate: limitsRate(at(properties, 'WebACLArn') ?? at(properties, 'WebACLId'), resource, reading),
  });
};

/** The web ACL that a resource names itself: a distribution. */
export function readOwnFilter(resource: TemplateResource, acl: Tree | undefined, reading: Reading): void {
  if (!acl || (acl.kind === 'scalar' && (acl.value === null || acl.value === ''))) return;
  reading.nouns.webFilters.push({
    ...partOf(resource, reading, 'WebACL', acl.via[0] ?? acl.at),
    kind: 'web-filter',
    protects: ownLink(resource, reading),
    limitsRate: limitsRate(acl, resource, reading),
  });
}

function limitsRate(acl: Tree | undefined, { properties }: TemplateResource, reading: Reading): Answer {
  const link: Link = reading.link(acl, properties);
  const found = reading.behind(link);
  if (found?.type !== 'AWS::WAFv2::WebACL') return 'unknown';
  const rules = at(found.properties, 'Rules');
  const groups = items(rules).map((rule) => at(rule, 'Statement'));
  if (groups.some((statement) => at(statement, 'RateBasedStatement') !== undefined)) return 'yes';
  // A group of rules of one's own may count as well; the managed ones do not.
  return isPartial(rules) || groups.some((statement) => at(statement, 'RuleGroupReferenceStatement') !== undefined) ? 'unknown' : 'no';
}

export const webFilterReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::WAFv2::WebACLAssociation': readAssociation,
  'AWS::WAFRegional::WebACLAssociation': readAssociation,
};

/** What a policy of its own is: the rights of an identity, the trust of a role, or the grant of a resource. */
import type { Grant, Identity, Statement } from '../../model/access.ts';
import type { NounLists } from '../../model/application.ts';
import type { Noun } from '../../model/noun.ts';
import { absent, textOf, unknown, type Value } from '../../model/value.ts';
import type { FoundPolicy } from './policy-file.ts';
import type { PolicyDocument } from './policy-document.ts';
import { grantTarget } from './grant-target.ts';

/** Adds the noun that `policy` is. `path` is the file's: it tells what the text cannot. */
export function addPolicy(nouns: NounLists, policy: FoundPolicy, document: PolicyDocument, noun: NounBase, path: string): void {
  const { statements, partial } = document;
  const elsewhere = unknown<string>('it is attached to something that is not in this file', noun.at);
  const identity = { ...noun, kind: 'identity', managedPolicies: [], boundary: elsewhere } as const;
  if (policy.isTrust || isTrust(statements)) {
    nouns.identities.push({
      ...identity,
      identityKind: 'role',
      type: 'trust policy',
      trust: statements,
      trustPartial: partial,
      statements: [],
      statementsPartial: true,
    });
  } else if (statements.some(namesPrincipals)) {
    // What goes through a VPC endpoint still needs the rights of who calls: its policy opens nothing.
    if (!/vpc-?e(?:ndpoint)?s?(?![a-z])|endpoint-?polic/i.test(path)) nouns.grants.push(asGrant(noun, document));
  } else {
    const held = isCeiling(path) ? statements.filter(denies) : statements;
    nouns.identities.push({
      ...identity,
      identityKind: 'policy',
      type: 'identity policy',
      trust: [],
      trustPartial: true,
      statements: held,
      statementsPartial: partial,
    } satisfies Identity);
  }
}

export type NounBase = Pick<Noun, 'key' | 'address' | 'provider' | 'label' | 'name' | 'at' | 'body'>;

function asGrant(noun: NounBase, { statements, partial }: PolicyDocument): Grant {
  const resourceKind = grantTarget(statements);
  const resources = statements.flatMap((statement) => statement.resources.items);
  const on: Value<string> = resources.find((item) => textOf(item) !== '*') ?? absent(noun.at);
  const type = resourceKind === 'unknown' ? 'resource policy' : `${resourceKind} policy`;
  return { ...noun, kind: 'grant', type, on: { value: on }, resourceKind, statements, statementsPartial: partial };
}

function namesPrincipals(statement: Statement): boolean {
  return statement.principals.length > 0 || statement.notPrincipals.length > 0 || statement.principalsPartial;
}

/** Only trust policies name who may call STS and no resource. */
function isTrust(statements: readonly Statement[]): boolean {
  if (!statements.every((statement) => namesPrincipals(statement) && statement.resources.items.length + statement.notResources.items.length === 0))
    return false;
  return statements.some(({ actions }) => actions.items.some((item) => /^sts:/i.test(textOf(item) ?? '')));
}

/**
 * Service control policies and boundaries limit what others grant; an `Allow` in them gives nobody anything.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function isCeiling(path: string): boolean {
  return /(?:^|[-_/.])(?:scps?|rcps?|guard-?rails?)(?:[-_/.]|$)|service-?control|permissions?-?boundar|(?:^|[-_/.])boundar(?:y|ies)(?:[-_/.]|$)/i.test(
    path,
  );
}

function denies({ effect }: Statement): boolean {
  return effect.state === 'known' && effect.value === 'deny';
}

/** Reads managed identities, those of resources and those on their own, and whom else they trust. */
import { text } from '../../../evaluation/setting.ts';
import { at, entries, type Tree } from '../../../evaluation/tree.ts';
import type { Identity } from '../../../model/access.ts';
import type { Link } from '../../../model/noun.ts';
import { absent, unknown } from '../../../model/value.ts';
import { textAt } from '../../../source/span.ts';
import { nounOf, partOf, settingOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';

/** User-assigned identities are keys of an object; the app's own is a part of it. */
export function identityOf(resource: AzureResource, reading: Reading): Link {
  const block = at(resource.definition, 'identity');
  if (!block) return { value: absent(resource.at) };
  const assigned = at(block, 'userAssignedIdentities');
  const [first] = entries(assigned);
  const listed = assigned?.kind === 'sequence' ? assigned.items[0] : undefined;
  const target = reading.target(listed ?? (first && { kind: 'scalar', value: first[0], at: first[1].key, via: [] }));
  if (target) return { value: absent(resource.at), to: reading.key(target.address) };
  if (assigned) {
    const named = namedIdentity(assigned, reading);
    return { value: unknown('its identity is named by an expression', assigned.at), ...(named && { to: reading.key(named.address) }) };
  }
  const own = partOf(resource, reading, 'identity', block.at);
  reading.nouns.identities.push(managedIdentity(own));
  return { value: absent(resource.at), to: own.key };
}

/** Keys that are computed are looked through for what they name: `'${identity.id}'`, `(azapi_resource.identity.id)`, `"[resourceId('…', 'id-orders')]"`. */
function namedIdentity(assigned: Tree, reading: Reading): AzureResource | undefined {
  const written = textAt(assigned.at);
  return reading.ofType('microsoft.managedidentity/userassignedidentities').find((identity) => {
    const own = identity.name ? textAt(identity.name.via[0] ?? identity.name.at).replace(/^["'[]+|["'\]]+$/g, '') : '';
    const symbols = [`${identity.label}.id}`, `.${identity.label}.id)`];
    return symbols.some((use) => written.includes(use)) || (own !== '' && [`'${own}'`, `/${own}'`, ` ${own})`].some((use) => written.includes(use)));
  });
}

function managedIdentity(noun: ReturnType<typeof nounOf>): Identity {
  return {
    ...noun,
    kind: 'identity',
    identityKind: 'managed-identity',
    trust: [],
    trustPartial: false,
    statements: [],
    statementsPartial: false,
    managedPolicies: [],
    boundary: absent(noun.at),
  };
}

const readIdentity: ResourceReader = (resource, reading) => {
  if (!resource.existing) reading.nouns.identities.push(managedIdentity(nounOf(resource, reading)));
};

/** One of both says whose tokens are taken: https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials, 2026-11. */
const readFederatedCredential: ResourceReader = (resource, reading) => {
  const claims = settingOf(resource, ['claimsMatchingExpression', 'value'], text);
  const isFlexible = claims.state !== 'absent';
  reading.nouns.federations.push({
    ...nounOf(resource, reading),
    kind: 'federation',
    issuer: settingOf(resource, ['issuer'], text),
    admission: isFlexible ? claims : settingOf(resource, ['subject'], text),
    admissionKind: isFlexible ? 'claims' : 'subject',
  });
};

export const identityReaders: Readonly<Record<string, ResourceReader>> = {
  'microsoft.managedidentity/userassignedidentities': readIdentity,
  'microsoft.managedidentity/userassignedidentities/federatedidentitycredentials': readFederatedCredential,
};

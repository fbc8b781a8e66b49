/** Reads managed identities, those of resources and those on their own, and whom else they trust. */
import { text } from '../../../evaluation/setting.ts';
import { at, items } from '../../../evaluation/tree.ts';
import type { Identity } from '../../../model/access.ts';
import type { Link } from '../../../model/noun.ts';
import { absent } from '../../../model/value.ts';
import { nounOf, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** A user-assigned identity where one is named, else the app's own. */
export function identityOf(resource: TerraformResource, reading: Reading): Link {
  const { properties, at: head } = resource;
  const block = at(properties, 'identity');
  const [assigned] = items(at(block, 'identity_ids'));
  if (assigned) return reading.link(assigned, properties, 'azurerm_user_assigned_identity');
  if (!block) return { value: absent(head) };
  const own = partOf(resource, reading, 'identity', block.at);
  reading.nouns.identities.push(managedIdentity(own));
  return { value: absent(head), to: own.key };
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

const readIdentity: ResourceReader = (resource, reading) => void reading.nouns.identities.push(managedIdentity(nounOf(resource, reading)));

/** https://learn.microsoft.com/azure/active-directory/workload-identities/workload-identity-federation */
const readFederatedCredential: ResourceReader = (resource, reading) => {
  reading.nouns.federations.push({
    ...nounOf(resource, reading),
    kind: 'federation',
    issuer: settingOf(resource, ['issuer'], text),
    admission: settingOf(resource, ['subject'], text),
    admissionKind: 'subject',
  });
};

/** https://registry.terraform.io/providers/hashicorp/azuread/latest/docs/resources/application_flexible_federated_identity_credential, 2026-11. */
const readFlexibleCredential: ResourceReader = (resource, reading) => {
  reading.nouns.federations.push({
    ...nounOf(resource, reading),
    kind: 'federation',
    issuer: settingOf(resource, ['issuer'], text),
    admission: settingOf(resource, ['claims_matching_expression'], text),
    admissionKind: 'claims',
  });
};

export const identityReaders: Readonly<Record<string, ResourceReader>> = {
  azurerm_user_assigned_identity: readIdentity,
  azurerm_federated_identity_credential: readFederatedCredential,
  azuread_application_federated_identity_credential: readFederatedCredential,
  azuread_application_flexible_federated_identity_credential: readFlexibleCredential,
};

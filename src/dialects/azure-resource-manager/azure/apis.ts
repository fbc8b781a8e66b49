/** Reads API Management: which API asks its callers for what, by its own settings and by its policies. */
import { flag, text } from '../../../evaluation/setting.ts';
import { at } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent, known, textOf, unknown, type Slot, type Value } from '../../../model/value.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { AzureResource, Reading, ResourceReader } from '../template.ts';

/** https://learn.microsoft.com/azure/api-management/api-management-policies#authentication-and-authorization */
const asksForToken = /<(?:validate-jwt|validate-azure-ad-token|validate-client-certificate|check-header)\b/;

const readApi: ResourceReader = (resource, reading) => {
  const { at: head } = resource;
  if (resource.existing) return;
  reading.nouns.apis.push({ ...nounOf(resource, reading), kind: 'api', apiKind: 'http', reach: known('internet', head), routesPartial: true });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'operations'),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'http',
    method: known('ANY', head),
    path: settingOf(resource, ['path'], text),
    authentication: authenticationOf(resource, reading),
    keyRequired: settingOf(resource, ['subscriptionRequired'], flag, true),
    target: { value: settingOf(resource, ['serviceUrl'], text) },
    purpose: 'route',
    origins: [],
    restricted: 'no',
  });
};

function authenticationOf(resource: AzureResource, reading: Reading): Value<Authentication> {
  const policies = [...reading.inside(resource, 'policies'), ...(resource.parent ? reading.inside(resource.parent, 'policies') : [])];
  for (const policy of policies) {
    const written = textOf(settingOf(policy, ['value'], text), ' ');
    if (written === undefined || /link/i.test(textOf(settingOf(policy, ['format'], text)) ?? ''))
      return unknown('its policy is kept elsewhere', policy.at);
    if (asksForToken.test(written)) return known<Authentication>('jwt', policy.at);
  }
  const declared = at(resource.properties, 'authenticationSettings');
  if (declared && policies.length === 0) return unknown('a policy that is written elsewhere may check the tokens', declared.at);
  const key = settingOf(resource, ['subscriptionRequired'], flag, true);
  return key.state === 'known' ? known<Authentication>('none', key.at, askForKey(key), key.via) : absent<Authentication>(resource.at, 'none');
}

/** The key of a subscription is what the service asks for by itself; tokens are checked by policies. */
function askForKey(required: Value<boolean>): Slot<Authentication> {
  return (to) => (to === 'key' ? required.slot?.(true) : undefined);
}

export const apiReaders: Readonly<Record<string, ResourceReader>> = { 'microsoft.apimanagement/service/apis': readApi };

/** Reads API Management: which API asks its callers for what, by its own settings and by its policies. */
import { flag, text } from '../../../evaluation/setting.ts';
import { at } from '../../../evaluation/tree.ts';
import type { Authentication } from '../../../model/endpoint.ts';
import { absent, effective, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { nounOf, ownLink, partOf, settingOf } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

/** https://learn.microsoft.com/azure/api-management/api-management-policies#authentication-and-authorization */
const asksForToken = /<(?:validate-jwt|validate-azure-ad-token|validate-client-certificate|check-header|authentication-basic)\b/;

const readApi: ResourceReader = (resource, reading) => {
  const { properties, at: head } = resource;
  reading.nouns.apis.push({
    ...nounOf(resource, reading),
    kind: 'api',
    apiKind: 'http',
    reach: known('internet', head),
    routesPartial: at(properties, 'import') !== undefined,
  });
  reading.nouns.endpoints.push({
    ...partOf(resource, reading, 'operations'),
    kind: 'endpoint',
    api: ownLink(resource, reading),
    apiKind: 'http',
    method: known('ANY', head),
    path: settingOf(resource, ['path'], text),
    authentication: authenticationOf(resource, reading),
    keyRequired: settingOf(resource, ['subscription_required'], flag, true),
    target: { value: settingOf(resource, ['service_url'], text) },
    purpose: 'route',
    origins: [],
    restricted: 'no',
  });
};

/** A policy of the API itself; one of the whole service may ask as well, and is often written elsewhere. */
function authenticationOf(resource: TerraformResource, reading: Reading): Value<Authentication> {
  const { properties, at: head } = resource;
  const oauth = at(properties, 'oauth2_authorization') ?? at(properties, 'openid_authentication');
  const policies = reading.belonging(resource, 'azurerm_api_management_api_policy', 'api_name');
  const service = reading.target(at(properties, 'api_management_name'), 'azurerm_api_management');
  const global = service ? reading.belonging(service, 'azurerm_api_management_policy', 'api_management_id') : [];
  for (const policy of [...policies, ...global]) {
    const xml = settingOf(policy, ['xml_content'], text);
    if (xml.state === 'unknown') return unknown(xml.why, xml.at);
    if (asksForToken.test(effective(xml) ?? '')) return known<Authentication>('jwt', xml.at);
    if (at(policy.properties, 'xml_link')) return unknown('its policy is kept elsewhere', policy.at);
  }
  const key = settingOf(resource, ['subscription_required'], flag, true);
  const place = key.state === 'absent' ? head : key.at;
  // Declaring OAuth 2.0 shows it in the portal's console; only a policy checks the token.
  if (oauth && policies.length === 0) return unknown('a policy that is written elsewhere may check the tokens', place);
  return key.state === 'known' ? known<Authentication>('none', place, askForKey(key), key.via) : absent<Authentication>(place, 'none');
}

/** The key of a subscription is what the service asks for by itself; tokens are checked by policies. */
function askForKey(required: Value<boolean>): Slot<Authentication> {
  return (to) => (to === 'key' ? required.slot?.(true) : undefined);
}

export const apiReaders: Readonly<Record<string, ResourceReader>> = { azurerm_api_management_api: readApi };

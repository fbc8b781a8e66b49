/** Functions that ask for nothing, behind an app that turns strangers away first: whoever writes the template decides. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import rule from '../../src/rules/triggers/public-invocation.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';

const code = (folder: string): Readonly<Record<string, string>> => ({
  [`${folder}/host.json`]: '{ "version": "2.0" }',
  [`${folder}/api/function.json`]: '{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "anonymous" }] }',
});

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return scanBuiltin(memoryTree(files), { dialects, rules: [rule], today: '2026-11-22', clock: () => 0 }).findings.map(({ place }) => place.path);
}

const bicep = (required: string): string => `
param required bool
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  kind: 'functionapp,linux'
  properties: { httpsOnly: true }
  resource auth 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: { requireAuthentication: ${required} }
    }
  }
}
`;

const terraform = (auth: string): string => `
resource "azurerm_linux_function_app" "orders" {
  name       = "fn-orders"
  https_only = true
  site_config {}
  ${auth}
}
`;

test('a template beside the code asks for the sign-in, or does not, or leaves it to the deployment', () => {
  expect(found({ ...code('src'), 'infra/main.bicep': bicep('true') })).toEqual([]);
  expect(found({ ...code('src'), 'infra/main.bicep': bicep('false') })).toEqual(['src/api/function.json']);
  expect(found({ ...code('src'), 'infra/main.bicep': bicep('required') })).toEqual([]);
});

test.each([
  [
    'auth_settings_v2 {\n    auth_enabled           = true\n    require_authentication = true\n    unauthenticated_action = "Return401"\n    login {}\n  }',
    [],
  ],
  ['auth_settings_v2 {\n    auth_enabled = true\n    unauthenticated_action = "AllowAnonymous"\n    login {}\n  }', ['src/api/function.json']],
  ['auth_settings {\n    enabled                       = true\n    unauthenticated_client_action = "RedirectToLoginPage"\n  }', []],
  ['auth_settings {\n    enabled = true\n  }', ['src/api/function.json']],
  ['', ['src/api/function.json']],
])('Terraform: %s', (auth, paths) => {
  expect(found({ ...code('src'), 'infra/main.tf': terraform(auth) })).toEqual(paths);
});

test('an update of azapi asks for it as well', () => {
  const update = `
resource "azapi_update_resource" "auth" {
  type      = "Microsoft.Web/sites/config@2024-04-01"
  name      = "authsettingsV2"
  parent_id = azurerm_linux_function_app.orders.id
  body = {
    properties = {
      platform         = { enabled = true }
      globalValidation = { requireAuthentication = true }
    }
  }
}
`;
  expect(found({ ...code('src'), 'infra/main.tf': terraform('') + update })).toEqual([]);
});

test('only the template that is nearest speaks for a project', () => {
  const one = { ...code('orders/src'), 'orders/infra/main.bicep': bicep('true') };
  expect(found({ ...one, ...code('scans/src'), 'scans/infra/main.bicep': bicep('false') })).toEqual(['scans/src/api/function.json']);
  expect(found({ ...one, ...code('scans/src') })).toEqual(['scans/src/api/function.json']);
});

test('an app that the internet does not reach turns strangers away', () => {
  const closed = (more: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  kind: 'functionapp,linux'
  properties: { httpsOnly: true${more} }
}
`;
  const restrictions = `
resource web 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'web'
  properties: { ipSecurityRestrictions: [ { ipAddress: '203.0.113.0/24', action: 'Allow' } ] }
}
`;
  expect(found({ ...code('src'), 'infra/main.bicep': closed(", publicNetworkAccess: 'Disabled'") })).toEqual([]);
  expect(found({ ...code('src'), 'infra/main.bicep': closed('') + restrictions })).toEqual([]);
  expect(found({ ...code('src'), 'infra/main.bicep': closed(", publicNetworkAccess: 'Enabled'") })).toEqual(['src/api/function.json']);
});

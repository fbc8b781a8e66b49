/** What azapi says in the words of templates: on its own, inside of and over what azurerm declares. */
import { expect, test } from 'vitest';
import { effective } from '../../../src/model/value.ts';
import { textAt } from '../../../src/source/span.ts';
import { read, written } from './read.ts';

const app = `
resource "azurerm_linux_function_app" "api" {
  name       = "fn-api"
  https_only = true
  app_settings = {
    MODE  = "fast"
    LEVEL = "low"
  }
  site_config {
    minimum_tls_version = "1.2"
    application_stack {
      python_version = "3.12"
    }
  }
}
`;

test('an update changes what it says of another provider’s resource, and nothing else', () => {
  const configuration = read(`${app}
resource "azapi_update_resource" "api" {
  type        = "Microsoft.Web/sites@2024-04-01"
  resource_id = azurerm_linux_function_app.api.id
  body = {
    properties = {
      httpsOnly = false
      siteConfig = {
        appSettings = [{ name = "LEVEL", value = "high" }]
      }
    }
  }
}
`);
  const { functions, listeners } = configuration.unit.nouns;
  expect(
    functions.map(({ label, runtime, environment }) => [
      label,
      effective(runtime),
      environment.map(({ name, value }) => `${name}=${effective(value)}`),
    ]),
  ).toEqual([['api', 'python|3.12', ['MODE=fast', 'LEVEL=high']]]);
  const [{ transport }] = listeners as [(typeof listeners)[0]];
  expect([effective(transport.plaintext), textAt(transport.plaintext.at), effective(transport.oldestTls)]).toEqual(['allowed', 'false', '1.2']);
  expect(written(configuration, transport.plaintext.slot, 'redirected')!['main.tf']).toContain('httpsOnly = true');
});

test('a configuration of its own is a part of the app that it names', () => {
  const { listeners } = read(`${app}
resource "azapi_update_resource" "web" {
  type        = "Microsoft.Web/sites/config@2024-04-01"
  resource_id = "\${azurerm_linux_function_app.api.id}/config/web"
  body        = jsonencode({ properties = { minTlsVersion = "1.0" } })
}
`).unit.nouns;
  expect(listeners.map(({ transport }) => [effective(transport.plaintext), effective(transport.oldestTls)])).toEqual([['redirected', '1.0']]);
});

test('what is inside of a resource of azurerm belongs to it', () => {
  const { stores } = read(`
resource "azurerm_mssql_server" "sql" {
  name = "sql"
}
resource "azapi_resource" "everybody" {
  type      = "Microsoft.Sql/servers/firewallRules@2023-08-01"
  name      = "everybody"
  parent_id = azurerm_mssql_server.sql.id
  body = { properties = { startIpAddress = "0.0.0.0", endIpAddress = "255.255.255.255" } }
}
resource "azurerm_storage_account" "data" {
  name                            = "stdata"
  allow_nested_items_to_be_public = false
}
resource "azapi_resource" "uploads" {
  type      = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01"
  name      = "uploads"
  parent_id = "\${azurerm_storage_account.data.id}/blobServices/default"
  body      = { properties = { publicAccess = "Container" } }
}
`).unit.nouns;
  expect(
    stores.map(({ label, publiclyAccessible, publicPrevented }) => [
      label,
      publiclyAccessible && effective(publiclyAccessible),
      publicPrevented?.state,
    ]),
  ).toEqual([
    ['sql', true, undefined],
    ['data', undefined, 'known'],
    // The account has the last word, in words of another provider.
    ['uploads', undefined, 'unknown'],
  ]);
});

test('bodies that cannot be read, updates of nothing and types that nobody knows leave the rest alone', () => {
  const { stores, functions } = read(`
variable "body" {}
resource "azapi_resource" "given" {
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  name      = "stgiven"
  parent_id = "/subscriptions/0/resourceGroups/rg"
  body      = var.body
}
resource "azapi_update_resource" "itself" {
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = azapi_update_resource.itself.id
  body        = { properties = { allowBlobPublicAccess = true } }
}
resource "azapi_resource" "odd" {
  type = "Microsoft.Odd"
  body = "no document"
}
resource "azapi_resource" "untyped" {
  type = var.type
  body = { properties = {} }
}
`).unit.nouns;
  expect(stores.map(({ label, publicPrevented }) => [label, publicPrevented?.state])).toEqual([
    ['given', 'unknown'],
    ['itself', 'known'],
  ]);
  expect(functions).toEqual([]);
});

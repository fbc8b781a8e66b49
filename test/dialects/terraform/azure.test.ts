/** What resources of Azure mean where they say nothing: it depends on the version of the provider. */
import { expect, test } from 'vitest';
import { effective } from '../../../src/model/value.ts';
import { read } from './read.ts';

const account = `
resource "azurerm_storage_account" "scans" {
  name = "stscans"
}
resource "azurerm_storage_container" "scans" {
  name                  = "scans"
  storage_account_id    = azurerm_storage_account.scans.id
  container_access_type = "blob"
}
`;

const asking = (version: string): string =>
  `terraform {\n  required_providers {\n    azurerm = {\n      source  = "hashicorp/azurerm"\n      version = "${version}"\n    }\n  }\n}\n`;

/** Is the account closed, and its container? */
function closed(texts: Readonly<Record<string, string>>): readonly (boolean | undefined)[] {
  return read(texts).unit.nouns.stores.map(({ publicPrevented }) => publicPrevented && effective(publicPrevented));
}

test.each([
  ['~> 2.99', true],
  ['~> 3.0', false],
  ['~> 4', true],
  ['>= 3.0, < 5.0', false],
  ['4.81.0', false],
  ['>= 4.0', true],
  ['~> 5.1', true],
])('%s: accounts that say nothing are closed: %s', (version, isClosed) => {
  expect(closed({ 'main.tf': asking(version) + account })).toEqual([isClosed, isClosed]);
});

test('a lock file tells which of the versions that may be taken is taken', () => {
  const lock = `provider "registry.terraform.io/hashicorp/azurerm" {\n  version     = "4.12.0"\n  constraints = ">= 4.0.0"\n}\n`;
  expect(closed({ 'main.tf': asking('>= 4.0') + account, '.terraform.lock.hcl': lock })).toEqual([false, false]);
});

test('the version of the provider’s own block counts, and so do those of modules', () => {
  expect(closed({ 'main.tf': `provider "azurerm" {\n  version = "=3.44.0"\n}\n${account}` })).toEqual([false, false]);
  expect(closed({ 'main.tf': `module "store" {\n  source = "./store"\n}\n`, 'store/main.tf': asking('< 5.0') + account })).toEqual([false, false]);
});

test('where no version is asked for, a container that is made public is not taken for closed', () => {
  expect(closed({ 'main.tf': account })).toEqual([true, undefined]);
});

test('caches take no older TLS than the platform does, and apps answer HTTP unless they are told not to', () => {
  const { stores, listeners } = read(`
resource "azurerm_redis_cache" "cache" {
  name = "cache"
}
resource "azurerm_function_app_flex_consumption" "orders" {
  name = "orders"
}
`).unit.nouns;
  expect(effective(stores[0]!.transport!.oldestTls)).toBe('1.2');
  expect(effective(listeners[0]!.transport.plaintext)).toBe('allowed');
});

/** How Azure resources are named in Terraform. */
import type { NamingFacts } from '../reading.ts';

export const azureNaming: NamingFacts = {
  nameAttribute: () => 'name',
  policyAttribute: () => 'id',
  aliases: new Map(),
};

/** Types that other configurations refer to by name. */
export const namedAzureTypes: ReadonlySet<string> = new Set([
  'azurerm_eventhub_namespace',
  'azurerm_key_vault',
  'azurerm_linux_function_app',
  'azurerm_servicebus_namespace',
  'azurerm_storage_account',
  'azurerm_user_assigned_identity',
  'azurerm_windows_function_app',
]);

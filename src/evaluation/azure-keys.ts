/** Keys of stores among the settings of Azure's apps, which could let the app in by its identity instead. */

/** Attributes in Terraform, and the functions of templates that list keys. */
const keys =
  /^(?:default_)?(?:primary|secondary)_(?:\w+_)?(?:key|connection_string)$|^connection_strings?$|^list(?:keys|connectionstrings|adminkeys)\b/i;

/** Services that take identities: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status (2026-11) */
const takers =
  /^(?:azurerm_(?:storage_account|cosmosdb_account|redis_cache|search_service|eventgrid_(?:topic|domain)|app_configuration|servicebus_\w+|eventhub\w*)|microsoft\.(?:storage\/storageaccounts|documentdb\/databaseaccounts|cache\/redis|search\/searchservices|eventgrid\/(?:topics|domains)|appconfiguration\/configurationstores|(?:servicebus|eventhub)\/namespaces(?:\/\w+)*))$/i;

/**
 * What the host keeps its own state and its files in. A key is what every tool puts there, and the share of files of Consumption and
 * Premium plans takes nothing else: https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity (2026-11)
 */
const ofHost = /^(?:AzureWebJobs(?:Storage|Dashboard)|WEBSITE_CONTENTAZUREFILECONNECTIONSTRING|DEPLOYMENT_STORAGE_CONNECTION_STRING)$/i;

export function isStoreKey(setting: string, type: string, attribute: string | undefined): boolean {
  return attribute !== undefined && keys.test(attribute) && takers.test(type) && !ofHost.test(setting);
}

/**
 * What common modules of the public registry (Azure Verified Modules) deploy, and where their parameters go.
 * From the `param` lines and the resource of each `main.bicep`: https://github.com/Azure/bicep-registry-modules/tree/main/avm/res (2026-11)
 */
export interface RegistryModule {
  readonly type: string;
  /** What the module sets where its caller says nothing, by the names of its parameters. */
  readonly defaults?: Readonly<Record<string, string | boolean>>;
  /** Parameters that go elsewhere than below `properties` under their own name. */
  readonly places?: Readonly<Record<string, readonly string[]>>;
  /** Lists whose items become resources inside of it: the rest of their type. */
  readonly children?: Readonly<Record<string, string>>;
  /** Parameters that hold the whole of one configuration: its name. */
  readonly configurations?: Readonly<Record<string, string>>;
}

const customerKey: readonly string[] = ['properties', 'encryption', 'keyVaultProperties'];
const ingress = (name: string): readonly string[] => ['properties', 'configuration', 'ingress', name];

export const registryModules: Readonly<Record<string, RegistryModule>> = {
  'avm/res/web/site': {
    type: 'Microsoft.Web/sites',
    defaults: { httpsOnly: true },
    places: { kind: ['kind'] },
    configurations: {
      appSettingsKeyValuePairs: 'appsettings',
      authSettingV2Configuration: 'authsettingsV2',
      webConfiguration: 'web',
    },
    children: { configs: 'config' },
  },
  'avm/res/storage/storage-account': {
    type: 'Microsoft.Storage/storageAccounts',
    defaults: { allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
    places: { kind: ['kind'], customerManagedKey: customerKey },
    children: { 'blobServices.containers': 'blobServices/containers' },
  },
  'avm/res/key-vault/vault': {
    type: 'Microsoft.KeyVault/vaults',
    defaults: { enablePurgeProtection: true, enableRbacAuthorization: true },
    children: { secrets: 'secrets', keys: 'keys' },
  },
  'avm/res/document-db/database-account': {
    type: 'Microsoft.DocumentDB/databaseAccounts',
    places: { minimumTlsVersion: ['properties', 'minimalTlsVersion'], customerManagedKey: ['properties', 'keyVaultKeyUri'] },
  },
  'avm/res/service-bus/namespace': {
    type: 'Microsoft.ServiceBus/namespaces',
    defaults: { minimumTlsVersion: '1.2' },
    places: { customerManagedKey: customerKey },
  },
  'avm/res/event-hub/namespace': {
    type: 'Microsoft.EventHub/namespaces',
    defaults: { minimumTlsVersion: '1.2' },
    places: { customerManagedKey: customerKey },
  },
  'avm/res/event-grid/topic': { type: 'Microsoft.EventGrid/topics', places: { kind: ['kind'] } },
  'avm/res/container-registry/registry': { type: 'Microsoft.ContainerRegistry/registries', places: { customerManagedKey: customerKey } },
  'avm/res/cache/redis': { type: 'Microsoft.Cache/redis', defaults: { enableNonSslPort: false, minimumTlsVersion: '1.2' } },
  'avm/res/search/search-service': { type: 'Microsoft.Search/searchServices' },
  'avm/res/sql/server': {
    type: 'Microsoft.Sql/servers',
    defaults: { minimalTlsVersion: '1.2' },
    children: { firewallRules: 'firewallRules', databases: 'databases' },
  },
  'avm/res/db-for-postgre-sql/flexible-server': {
    type: 'Microsoft.DBforPostgreSQL/flexibleServers',
    children: { firewallRules: 'firewallRules', configurations: 'configurations' },
  },
  'avm/res/db-for-my-sql/flexible-server': {
    type: 'Microsoft.DBforMySQL/flexibleServers',
    children: { firewallRules: 'firewallRules', configurations: 'configurations' },
  },
  'avm/res/app/container-app': {
    type: 'Microsoft.App/containerApps',
    places: {
      ingressExternal: ingress('external'),
      ingressAllowInsecure: ingress('allowInsecure'),
      ingressTargetPort: ingress('targetPort'),
      ipSecurityRestrictions: ingress('ipSecurityRestrictions'),
      corsPolicy: ingress('corsPolicy'),
      clientCertificateMode: ingress('clientCertificateMode'),
      secrets: ['properties', 'configuration', 'secrets'],
      containers: ['properties', 'template', 'containers'],
      scaleSettings: ['properties', 'template', 'scale'],
    },
    // Ingress that is left out is open to the internet, and answers in clear: https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/app/container-app
    defaults: { ingressExternal: true, ingressAllowInsecure: true },
  },
  'avm/res/managed-identity/user-assigned-identity': {
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    children: { federatedIdentityCredentials: 'federatedIdentityCredentials' },
  },
  'avm/res/api-management/service': { type: 'Microsoft.ApiManagement/service' },
  'avm/res/insights/component': { type: 'Microsoft.Insights/components' },
  'avm/res/operational-insights/workspace': { type: 'Microsoft.OperationalInsights/workspaces' },
  'avm/res/web/serverfarm': { type: 'Microsoft.Web/serverfarms' },
  'avm/res/web/static-site': { type: 'Microsoft.Web/staticSites' },
  'avm/res/app/managed-environment': { type: 'Microsoft.App/managedEnvironments' },
  'avm/res/network/virtual-network': { type: 'Microsoft.Network/virtualNetworks' },
  'avm/res/network/private-endpoint': { type: 'Microsoft.Network/privateEndpoints' },
  'avm/res/network/private-dns-zone': { type: 'Microsoft.Network/privateDnsZones' },
  'avm/res/resources/resource-group': { type: 'Microsoft.Resources/resourceGroups' },
};

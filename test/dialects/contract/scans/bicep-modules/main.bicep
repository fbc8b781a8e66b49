import { names, levelOf } from 'shared.bicep'

param location string = resourceGroup().location

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.1' = {
  name: 'identity'
  params: {
    name: names.identity
  }
}

module account 'br/public:avm/res/storage/storage-account:0.14.3' = {
  name: 'account'
  params: {
    name: 'stscans'
    allowBlobPublicAccess: false
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
    diagnosticSettings: [
      {
        name: 'records'
        workspaceResourceId: 'workspace'
      }
    ]
    roleAssignments: [
      {
        principalId: identity.outputs.principalId
        roleDefinitionIdOrName: 'Storage Blob Data Owner'
      }
    ]
  }
}

module app 'br/public:avm/res/web/site:0.6.0' = {
  name: 'app'
  params: {
    name: 'fn-scans'
    kind: 'functionapp,linux'
    httpsOnly: false
    managedIdentities: {
      userAssignedResourceIds: [identity.outputs.resourceId]
    }
    siteConfig: {
      linuxFxVersion: 'Python|3.12'
      minTlsVersion: '1.1'
      cors: {
        allowedOrigins: ['https://scans.example.org']
      }
    }
    appSettingsKeyValuePairs: {
      RETENTION: 'short'
    }
  }
}

module web 'modules/web.bicep' = {
  name: 'web'
  params: {
    location: location
    identityId: identity.outputs.resourceId
    level: levelOf(3)
  }
}

resource operator 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid('operator')
  properties: {
    roleName: 'Scans operator'
    permissions: [
      {
        actions: ['Microsoft.Storage/*']
      }
    ]
    assignableScopes: [resourceGroup().id]
  }
}

resource gateway 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: 'apim-scans'
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: gateway
  name: 'scans'
  properties: {
    path: 'scans'
    subscriptionRequired: false
  }
}

param location string = resourceGroup().location

var settings = {
  retention: 'short'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-scans'
  location: location
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stscans'
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: false
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-scans'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    httpsOnly: false
    siteConfig: {
      linuxFxVersion: 'Python|3.12'
      minTlsVersion: '1.1'
      appSettings: [
        {
          name: 'RETENTION'
          value: settings.retention
        }
      ]
      cors: {
        allowedOrigins: ['https://scans.example.org']
      }
    }
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, identity.id)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource web 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'ca-scans'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    configuration: {
      ingress: {
        external: true
        allowInsecure: true
        targetPort: 8080
      }
    }
    template: {
      containers: [
        {
          name: 'web'
          image: 'scans.azurecr.io/web:1.4.2'
          env: [
            {
              name: 'LEVEL'
              value: 'high'
            }
          ]
        }
      ]
    }
  }
}

resource records 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'records'
  scope: account
  properties: {
    workspaceId: 'workspace'
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
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

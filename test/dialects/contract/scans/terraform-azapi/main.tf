terraform {
  required_providers {
    azapi = {
      source  = "Azure/azapi"
      version = "~> 2.5"
    }
  }
}

locals {
  settings = {
    retention = "short"
  }
}

data "azurerm_resource_group" "scans" {
  name = "rg-scans"
}

resource "azapi_resource" "identity" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31"
  name      = "id-scans"
  parent_id = data.azurerm_resource_group.scans.id
  location  = "westeurope"
}

resource "azapi_resource" "account" {
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  name      = "stscans"
  parent_id = data.azurerm_resource_group.scans.id
  location  = "westeurope"
  body = jsonencode({
    kind = "StorageV2"
    sku = {
      name = "Standard_LRS"
    }
    properties = {
      allowBlobPublicAccess    = true
      supportsHttpsTrafficOnly = true
      minimumTlsVersion        = "TLS1_2"
    }
  })
}

resource "azapi_update_resource" "account" {
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = azapi_resource.account.id
  body = {
    properties = {
      allowBlobPublicAccess = false
    }
  }
}

resource "azapi_resource" "app" {
  type      = "Microsoft.Web/sites@2024-04-01"
  name      = "fn-scans"
  parent_id = data.azurerm_resource_group.scans.id
  location  = "westeurope"

  identity {
    type         = "UserAssigned"
    identity_ids = [azapi_resource.identity.id]
  }

  body = {
    kind = "functionapp,linux"
    properties = {
      httpsOnly = false
      siteConfig = {
        linuxFxVersion = "Python|3.12"
        minTlsVersion  = "1.1"
        appSettings = [
          {
            name  = "RETENTION"
            value = local.settings.retention
          }
        ]
        cors = {
          allowedOrigins = ["https://scans.example.org"]
        }
      }
    }
  }
}

resource "azurerm_role_assignment" "assignment" {
  scope                = azapi_resource.account.id
  role_definition_name = "Storage Blob Data Owner"
  principal_id         = azapi_resource.identity.output.properties.principalId
}

resource "azapi_resource" "web" {
  type      = "Microsoft.App/containerApps@2024-03-01"
  name      = "ca-scans"
  parent_id = data.azurerm_resource_group.scans.id
  location  = "westeurope"

  identity {
    type         = "UserAssigned"
    identity_ids = [azapi_resource.identity.id]
  }

  body = {
    properties = {
      configuration = {
        ingress = {
          external      = true
          allowInsecure = true
          targetPort    = 8080
        }
      }
      template = {
        containers = [
          {
            name  = "web"
            image = "scans.azurecr.io/web:1.4.2"
            env = [
              {
                name  = "LEVEL"
                value = "high"
              }
            ]
          }
        ]
      }
    }
  }
}

resource "azapi_resource" "records" {
  type      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  name      = "records"
  parent_id = azapi_resource.account.id
  body = {
    properties = {
      workspaceId = "workspace"
      logs = [
        {
          categoryGroup = "allLogs"
          enabled       = true
        }
      ]
    }
  }
}

resource "azapi_resource" "operator" {
  type      = "Microsoft.Authorization/roleDefinitions@2022-04-01"
  name      = "11111111-2222-3333-4444-555555555555"
  parent_id = data.azurerm_resource_group.scans.id
  body = {
    properties = {
      roleName = "Scans operator"
      permissions = [
        {
          actions = ["Microsoft.Storage/*"]
        }
      ]
      assignableScopes = [data.azurerm_resource_group.scans.id]
    }
  }
}

data "azapi_resource" "gateway" {
  type      = "Microsoft.ApiManagement/service@2024-05-01"
  name      = "apim-scans"
  parent_id = data.azurerm_resource_group.scans.id
}

resource "azapi_resource" "api" {
  type      = "Microsoft.ApiManagement/service/apis@2024-05-01"
  name      = "scans"
  parent_id = data.azapi_resource.gateway.id
  body = {
    properties = {
      path                 = "scans"
      subscriptionRequired = false
    }
  }
}

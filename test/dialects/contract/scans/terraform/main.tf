locals {
  settings = {
    retention = "short"
  }
}

resource "azurerm_user_assigned_identity" "identity" {
  name                = "id-scans"
  resource_group_name = "rg-scans"
  location            = "westeurope"
}

resource "azurerm_storage_account" "account" {
  name                            = "stscans"
  resource_group_name             = "rg-scans"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = false
  https_traffic_only_enabled      = true
  min_tls_version                 = "TLS1_2"
}

resource "azurerm_linux_function_app" "app" {
  name                = "fn-scans"
  resource_group_name = "rg-scans"
  location            = "westeurope"
  service_plan_id     = "plan"
  https_only          = false

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.identity.id]
  }

  app_settings = {
    RETENTION = local.settings.retention
  }

  site_config {
    minimum_tls_version = "1.1"

    application_stack {
      python_version = "3.12"
    }

    cors {
      allowed_origins = ["https://scans.example.org"]
    }
  }
}

resource "azurerm_role_assignment" "assignment" {
  scope                = azurerm_storage_account.account.id
  role_definition_name = "Storage Blob Data Owner"
  principal_id         = azurerm_user_assigned_identity.identity.principal_id
}

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

resource "azurerm_container_app" "web" {
  name                         = "ca-scans"
  resource_group_name          = "rg-scans"
  container_app_environment_id = "environment"
  revision_mode                = "Single"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.identity.id]
  }

  ingress {
    external_enabled           = true
    allow_insecure_connections = true
    target_port                = 8080
    traffic_weight {
      percentage      = 100
      latest_revision = true
    }
  }

  template {
    container {
      name   = "web"
      image  = "scans.azurecr.io/web:1.4.2"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name  = "LEVEL"
        value = "high"
      }
    }
  }
}

resource "azurerm_monitor_diagnostic_setting" "records" {
  name                       = "records"
  target_resource_id         = azurerm_storage_account.account.id
  log_analytics_workspace_id = "workspace"
  enabled_log {
    category_group = "allLogs"
  }
}

resource "azurerm_role_definition" "operator" {
  name  = "Scans operator"
  scope = "/subscriptions/00000000-0000-0000-0000-000000000000"
  permissions {
    actions = ["Microsoft.Storage/*"]
  }
}

resource "azurerm_api_management_api" "api" {
  name                  = "scans"
  resource_group_name   = "rg-scans"
  api_management_name   = "apim-scans"
  revision              = "1"
  path                  = "scans"
  subscription_required = false
}

/** Examples of audit/unmonitored-account. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a recorder that is off and records chosen types',
      file: 'config.tf',
      text: `
resource "aws_config_configuration_recorder" "main" {
  name     = "default"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported  = false
    resource_types = «["AWS::EC2::Instance", "AWS::Lambda::Function"]»
  }
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.main.name
  is_enabled = «false»
}
`,
      fixed: `
resource "aws_config_configuration_recorder" "main" {
  name     = "default"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.main.name
  is_enabled = true
}
`,
      severity: 'medium',
    },
    {
      name: 'rules that do not look at functions',
      file: 'config.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «BucketRule»:
    Type: AWS::Config::ConfigRule
    Properties:
      Source:
        Owner: AWS
        SourceIdentifier: S3_BUCKET_PUBLIC_READ_PROHIBITED
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  BucketRule:
    Type: AWS::Config::ConfigRule
    Properties:
      Source:
        Owner: AWS
        SourceIdentifier: S3_BUCKET_PUBLIC_READ_PROHIBITED
  LambdaFunctionPublicAccessProhibited:
    Type: AWS::Config::ConfigRule
    Properties:
      Source:
        Owner: AWS
        SourceIdentifier: LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED
`,
      severity: 'low',
    },
    {
      name: 'a recorder of chosen types in a template',
      file: 'config.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Recorder:
    Type: AWS::Config::ConfigurationRecorder
    Properties:
      RoleARN: arn:aws:iam::111122223333:role/config
      RecordingGroup:
        AllSupported: false
        ResourceTypes: «[AWS::S3::Bucket]»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Recorder:
    Type: AWS::Config::ConfigurationRecorder
    Properties:
      RoleARN: arn:aws:iam::111122223333:role/config
      RecordingGroup:
        AllSupported: true
        IncludeGlobalResourceTypes: true
`,
      severity: 'medium',
    },
    {
      name: 'a baseline in which nothing looks for what is public',
      file: 'baseline.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Recorder»:
    Type: AWS::Config::ConfigurationRecorder
    Properties:
      RoleARN: arn:aws:iam::111122223333:role/config
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-trail
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
`,
      fixed: null,
      severity: 'note',
    },
    {
      name: 'a detector that is turned off',
      file: 'main.tf',
      text: `
resource "aws_guardduty_detector" "main" {
  enable = «false»
}
`,
      fixed: `
resource "aws_guardduty_detector" "main" {
  enable = true
}
`,
      severity: 'medium',
    },
    {
      name: 'a plan of Defender that is free',
      file: 'defender.tf',
      text: `
resource "azurerm_security_center_subscription_pricing" "vaults" {
  tier          = «"Free"»
  resource_type = "KeyVaults"
}
`,
      fixed: `
resource "azurerm_security_center_subscription_pricing" "vaults" {
  tier          = "Standard"
  resource_type = "KeyVaults"
}
`,
    },
    {
      name: 'a plan of Defender in a template',
      file: 'defender.bicep',
      text: `
targetScope = 'subscription'

resource storage 'Microsoft.Security/pricings@2024-01-01' = {
  name: 'StorageAccounts'
  properties: {
    pricingTier: «'Free'»
  }
}
`,
      fixed: `
targetScope = 'subscription'

resource storage 'Microsoft.Security/pricings@2024-01-01' = {
  name: 'StorageAccounts'
  properties: {
    pricingTier: 'Standard'
  }
}
`,
    },
    {
      name: 'an organization of Google Cloud without Security Command Center',
      file: 'org.tf',
      severity: 'note',
      text: `
«resource "google_org_policy_policy" "keys"» {
  name   = "organizations/123456789/policies/iam.disableServiceAccountKeyCreation"
  parent = "organizations/123456789"
  spec {
    rules {
      enforce = "TRUE"
    }
  }
}

resource "google_logging_organization_sink" "records" {
  name        = "records"
  org_id      = "123456789"
  destination = "storage.googleapis.com/records"
}
`,
      fixed: null,
    },
    {
      name: 'a scan that nobody starts, and a detector that is off',
      file: 'scc.tf',
      text: `
resource "google_scc_management_organization_security_health_analytics_custom_module" "open" {
  organization     = "123456789"
  enablement_state = «"DISABLED"»
}

«resource "google_security_scanner_scan_config" "shop"» {
  display_name  = "shop"
  starting_urls = ["https://shop.example.com"]
}
`,
      fixed: `
resource "google_scc_management_organization_security_health_analytics_custom_module" "open" {
  organization     = "123456789"
  enablement_state = "ENABLED"
}

resource "google_security_scanner_scan_config" "shop" {
  display_name  = "shop"
  starting_urls = ["https://shop.example.com"]

  schedule {
    interval_duration_days = 7
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'the rule is among the others',
      file: 'config.tf',
      text: `
resource "aws_config_config_rule" "buckets" {
  name = "buckets"

  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_PUBLIC_READ_PROHIBITED"
  }
}

resource "aws_config_config_rule" "functions" {
  name = "functions"

  source {
    owner             = "AWS"
    source_identifier = "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'Security Hub brings rules of its own',
      file: 'baseline.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Hub:
    Type: AWS::SecurityHub::Hub
  BucketRule:
    Type: AWS::Config::ConfigRule
    Properties:
      Source:
        Owner: AWS
        SourceIdentifier: S3_BUCKET_PUBLIC_READ_PROHIBITED
`,
      kind: 'near-miss',
    },
    {
      name: 'which rules there are is handed in',
      file: 'config.tf',
      text: `
variable "rule" {
  type = string
}

resource "aws_config_config_rule" "chosen" {
  name = "chosen"

  source {
    owner             = "AWS"
    source_identifier = var.rule
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'plans that are paid for',
      file: 'defender.bicep',
      text: `
targetScope = 'subscription'

resource plans 'Microsoft.Security/pricings@2024-01-01' = [for plan in ['StorageAccounts', 'KeyVaults']: {
  name: plan
  properties: {
    pricingTier: 'Standard'
  }
}]
`,
      kind: 'fixed',
    },
    {
      name: 'the tier is handed in',
      file: 'defender.tf',
      text: `
variable "tier" {
  type = string
}

resource "azurerm_security_center_subscription_pricing" "vaults" {
  tier          = var.tier
  resource_type = "KeyVaults"
}
`,
      kind: 'unknown',
    },
    {
      name: 'an organization whose findings somebody is told of',
      kind: 'near-miss',
      file: 'org.tf',
      text: `
resource "google_org_policy_policy" "keys" {
  name   = "organizations/123456789/policies/iam.disableServiceAccountKeyCreation"
  parent = "organizations/123456789"
  spec {
    rules {
      enforce = "TRUE"
    }
  }
}

resource "google_logging_organization_sink" "records" {
  name        = "records"
  org_id      = "123456789"
  destination = "storage.googleapis.com/records"
}

resource "google_scc_v2_organization_notification_config" "all" {
  config_id    = "all"
  organization = "123456789"
  pubsub_topic = "projects/acme/topics/findings"
  streaming_config {
    filter = "state = \\"ACTIVE\\""
  }
}
`,
    },
    {
      name: 'services of Google Cloud that are handed in',
      kind: 'unknown',
      file: 'org.tf',
      text: `
variable "service" {
  type = string
}

resource "google_project_service" "more" {
  service = var.service
}

resource "google_org_policy_policy" "keys" {
  name   = "organizations/123456789/policies/iam.disableServiceAccountKeyCreation"
  parent = "organizations/123456789"
  spec {
    rules {
      enforce = "TRUE"
    }
  }
}

resource "google_logging_organization_sink" "records" {
  name        = "records"
  org_id      = "123456789"
  destination = "storage.googleapis.com/records"
}
`,
    },
  ],
} satisfies Cases;

/** Examples of audit/weak-trail. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a trail that is stopped, regional and unvalidated',
      file: 'trail.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-trail
      IsLogging: «false»
      IsMultiRegionTrail: «false»
      EnableLogFileValidation: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-trail
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
`,
      severity: 'medium',
    },
    {
      name: 'a trail beside functions whose calls it does not record',
      file: 'main.tf',
      text: `
«resource "aws_cloudtrail" "main"» {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  is_multi_region_trail      = true
  enable_log_file_validation = true
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  filename      = "pay.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      fixed: `
resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  is_multi_region_trail      = true
  enable_log_file_validation = true

  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  filename      = "pay.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      severity: 'low',
    },
    {
      name: 'a trail of one region by default',
      file: 'main.tf',
      text: `
«resource "aws_cloudtrail" "main"» {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = true
}
`,
      fixed: `
resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  enable_log_file_validation = true
  is_multi_region_trail      = true
}
`,
    },
    {
      name: 'a trail without the calls of global services',
      file: 'trail.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-trail
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
      IncludeGlobalServiceEvents: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-trail
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
      IncludeGlobalServiceEvents: true
`,
      severity: 'medium',
    },
    {
      name: 'a trail of data alone',
      file: 'main.tf',
      text: `
resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  is_multi_region_trail      = true
  enable_log_file_validation = true

  event_selector {
    include_management_events = «false»

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
`,
      fixed: `
resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  is_multi_region_trail      = true
  enable_log_file_validation = true

  event_selector {
    include_management_events = true

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
`,
    },
    {
      name: 'members that the records of Google Cloud leave out',
      file: 'audit.tf',
      text: `
resource "google_project_iam_audit_config" "all" {
  project = "acme-prod"
  service = "allServices"

  audit_log_config {
    log_type = "DATA_READ"
    exempted_members = [
      «"user:auditor@example.org"»,
    ]
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
`,
      fixed: `
resource "google_project_iam_audit_config" "all" {
  project = "acme-prod"
  service = "allServices"

  audit_log_config {
    log_type = "DATA_READ"
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
`,
    },
    {
      name: 'a script stops the trail',
      file: 'deploy.sh',
      text: `
«aws cloudtrail stop-logging --name account»
`,
      fixed: null,
    },
    {
      name: 'records of all services that leave out who changes data',
      file: 'audit.tf',
      text: `
«resource "google_project_iam_audit_config" "all"» {
  project = "acme-prod"
  service = "allServices"

  audit_log_config {
    log_type = "ADMIN_READ"
  }

  audit_log_config {
    log_type = "DATA_READ"
  }
}
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'a script makes a trail and leaves it at that',
      file: 'audit.sh',
      text: `#!/bin/bash
«««aws cloudtrail create-trail --name MyLambdaTrail --s3-bucket-name logs-bucket»»»
`,
      fixed: `#!/bin/bash
aws cloudtrail create-trail --name MyLambdaTrail --s3-bucket-name logs-bucket --is-multi-region-trail --enable-log-file-validation
aws cloudtrail start-logging --name MyLambdaTrail
`,
    },
    {
      name: 'a whole policy that exempts somebody, beside one in JSON',
      file: 'audit.tf',
      text: `
data "google_iam_policy" "all" {
  binding {
    role    = "roles/viewer"
    members = ["group:staff@example.com"]
  }

  audit_config {
    service = "storage.googleapis.com"

    audit_log_configs {
      log_type         = "DATA_READ"
      exempted_members = [«"user:kim@example.com"»]
    }
  }
}

resource "google_project_iam_policy" "all" {
  project     = "acme-prod"
  policy_data = data.google_iam_policy.all.policy_data
}

resource "google_organization_iam_policy" "json" {
  org_id = "123456789"
  policy_data = jsonencode({
    bindings     = []
    auditConfigs = [{ service = "allServices", auditLogConfigs = [{ logType = "DATA_READ" }, { logType = "DATA_WRITE", exemptedMembers = [«"user:kim@example.com"»] }] }]
  })
}
`,
      fixed: `
data "google_iam_policy" "all" {
  binding {
    role    = "roles/viewer"
    members = ["group:staff@example.com"]
  }

  audit_config {
    service = "storage.googleapis.com"

    audit_log_configs {
      log_type = "DATA_READ"
    }
  }
}

resource "google_project_iam_policy" "all" {
  project     = "acme-prod"
  policy_data = data.google_iam_policy.all.policy_data
}

resource "google_organization_iam_policy" "json" {
  org_id = "123456789"
  policy_data = jsonencode({
    bindings     = []
    auditConfigs = [{ service = "allServices", auditLogConfigs = [{ logType = "DATA_READ" }, { logType = "DATA_WRITE" }] }]
  })
}
`,
      severity: 'medium',
    },
    {
      name: 'sinks of the records of an organization that take nothing, or leave them out',
      file: 'sinks.tf',
      text: `
resource "google_logging_organization_sink" "all" {
  name             = "all"
  org_id           = "123456789"
  destination      = "storage.googleapis.com/records"
  include_children = true
  disabled         = «true»
}

resource "google_logging_organization_sink" "some" {
  name        = "some"
  org_id      = "123456789"
  destination = "storage.googleapis.com/records"
  exclusions {
    name   = "noise"
    filter = «"logName:cloudaudit.googleapis.com"»
  }
}
`,
      fixed: `
resource "google_logging_organization_sink" "all" {
  name             = "all"
  org_id           = "123456789"
  destination      = "storage.googleapis.com/records"
  include_children = true
  disabled         = false
}

resource "google_logging_organization_sink" "some" {
  name        = "some"
  org_id      = "123456789"
  destination = "storage.googleapis.com/records"
}
`,
    },
    {
      name: 'the trail of an organization with management events alone',
      file: 'main.tf',
      text: `
resource "aws_cloudtrail" "org" {
  name                       = "org"
  s3_bucket_name             = "acme-trail"
  is_organization_trail      = true
  is_multi_region_trail      = true
  enable_log_file_validation = true

  «advanced_event_selector {
    name = "management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }»
}
`,
      fixed: null,
      severity: 'note',
    },
    {
      name: 'chosen events leave the calls of functions out',
      file: 'trail.json',
      text: `
{
  "Resources": {
    "Trail": {
      "Type": "AWS::CloudTrail::Trail",
      "Properties": {
        "S3BucketName": "acme-trail",
        "IsLogging": true,
        "IsMultiRegionTrail": true,
        "EnableLogFileValidation": true,
        "AdvancedEventSelectors": [
          «{ "Name": "management", "FieldSelectors": [{ "Field": "eventCategory", "Equals": ["Management"] }] }»
        ]
      }
    }
  }
}
`,
      fixed: `
{
  "Resources": {
    "Trail": {
      "Type": "AWS::CloudTrail::Trail",
      "Properties": {
        "S3BucketName": "acme-trail",
        "IsLogging": true,
        "IsMultiRegionTrail": true,
        "EnableLogFileValidation": true,
        "AdvancedEventSelectors": [
          { "Name": "management", "FieldSelectors": [{ "Field": "eventCategory", "Equals": ["Management"] }] },
          {
            "Name": "Invocations of functions",
            "FieldSelectors": [
              {
                "Field": "eventCategory",
                "Equals": ["Data"]
              },
              {
                "Field": "resources.type",
                "Equals": ["AWS::Lambda::Function"]
              }
            ]
          }
        ]
      }
    }
  }
}
`,
      severity: 'note',
    },
  ],
  safe: [
    {
      name: 'a whole trail',
      file: 'trail.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-trail
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
`,
      kind: 'fixed',
    },
    {
      name: 'a trail that records invocations through an advanced selector',
      file: 'main.tf',
      text: `
resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  is_multi_region_trail      = true
  enable_log_file_validation = true

  advanced_event_selector {
    name = "Invocations"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::Lambda::Function"]
    }
  }
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  filename      = "pay.zip"
  handler       = "app.handler"
  runtime       = "python3.13"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'whether it covers all regions is handed in',
      file: 'main.tf',
      text: `
variable "all_regions" {
  type = bool
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-trail"
  is_multi_region_trail      = var.all_regions
  enable_log_file_validation = true
}
`,
      kind: 'unknown',
    },
    {
      name: 'everybody is recorded',
      file: 'audit.tf',
      text: `
resource "google_project_iam_audit_config" "all" {
  project = "acme-prod"
  service = "allServices"

  audit_log_config {
    log_type = "DATA_READ"
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'an empty list',
      file: 'audit.tf',
      text: `
resource "google_project_iam_audit_config" "all" {
  project = "acme-prod"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type         = "DATA_READ"
    exempted_members = []
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'whoever is left out is handed in',
      file: 'audit.tf',
      text: `
variable "exempted" {
  type = list(string)
}

resource "google_project_iam_audit_config" "all" {
  project = "acme-prod"
  service = "allServices"

  audit_log_config {
    log_type         = "DATA_READ"
    exempted_members = var.exempted
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'a script makes a trail for all regions, and starts it',
      kind: 'fixed',
      file: 'audit.sh',
      text: `#!/bin/bash
TRAIL=account
aws cloudtrail create-trail --name "$TRAIL" --s3-bucket-name logs-bucket --is-multi-region-trail --enable-log-file-validation
aws cloudtrail start-logging --name "$TRAIL"
`,
    },
    {
      name: 'what starts the trail is named when the script runs',
      kind: 'unknown',
      file: 'audit.sh',
      text: `#!/bin/bash
aws cloudtrail create-trail --name account --s3-bucket-name logs-bucket --is-multi-region-trail --enable-log-file-validation
aws cloudtrail start-logging --name "$1"
`,
    },
    {
      name: 'a sink for other logs that is off, and one that leaves out what somebody has thought about',
      kind: 'near-miss',
      file: 'sinks.tf',
      text: `
resource "google_logging_project_sink" "builds" {
  name        = "builds"
  destination = "storage.googleapis.com/builds"
  filter      = "resource.type = build"
  disabled    = true
}

resource "google_logging_folder_sink" "records" {
  name        = "records"
  folder      = "folders/1"
  destination = "storage.googleapis.com/records"
  filter      = "logName:\\"cloudaudit.googleapis.com\\""

  exclusions {
    name   = "probes"
    filter = "logName:\\"cloudaudit.googleapis.com%2Fdata_access\\" AND protoPayload.methodName=\\"storage.objects.get\\""
  }
}
`,
    },
  ],
} satisfies Cases;

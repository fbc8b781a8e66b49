/** Examples of storage/provider-key-only. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a table whose name says what it holds',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «PatientRecords»:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
`,
      fixed: null,
    },
    {
      name: 'a bucket whose tag classifies it',
      file: 'main.tf',
      text: `
«resource "aws_s3_bucket" "exports"» {
  bucket = "acme-exports"

  tags = {
    DataClassification = "Confidential"
  }
}
`,
      fixed: null,
    },
    {
      name: 'a topic whose label says that its data is sensitive',
      file: 'topic.tf',
      text: `
«resource "google_pubsub_topic" "cards"» {
  name = "cards"

  labels = {
    data = "pci"
  }
}
`,
      fixed: null,
    },
    {
      name: 'an account of Azure with a tag',
      file: 'storage.bicep',
      text: `
«resource files 'Microsoft.Storage/storageAccounts@2023-05-01'» = {
  name: 'stfiles'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  tags: {
    dataClassification: 'confidential'
  }
  properties: {}
}
`,
      fixed: null,
    },
    {
      name: 'events of Google Cloud whose service may use a key already',
      file: 'pubsub.tf',
      text: `
resource "google_kms_crypto_key_iam_member" "pubsub" {
  crypto_key_id = var.kms_key_id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:service-\${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

«resource "google_pubsub_topic" "payments"» {
  name = "payments"
  labels = {
    classification = "pci"
  }
}
`,
      fixed: `
resource "google_kms_crypto_key_iam_member" "pubsub" {
  crypto_key_id = var.kms_key_id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:service-\${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_topic" "payments" {
  name         = "payments"
  kms_key_name = var.kms_key_id
  labels = {
    classification = "pci"
  }
}
`,
    },
    {
      name: 'a bucket of Google Cloud beside the only key',
      file: 'bucket.tf',
      text: `
resource "google_kms_crypto_key" "papers" {
  name            = "papers"
  key_ring        = "projects/acme/locations/eu/keyRings/papers"
  rotation_period = "7776000s"
}

«resource "google_storage_bucket" "patient_records"» {
  name     = "acme-patient-records"
  location = "EU"
}
`,
      fixed: `
resource "google_kms_crypto_key" "papers" {
  name            = "papers"
  key_ring        = "projects/acme/locations/eu/keyRings/papers"
  rotation_period = "7776000s"
}

resource "google_storage_bucket" "patient_records" {
  name     = "acme-patient-records"
  location = "EU"

  encryption {
    default_kms_key_name = google_kms_crypto_key.papers.id
  }
}
`,
    },
  ],
  safe: [
    {
      name: 'a bucket of web pages, and a queue that only passes on',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  PaymentPageAssets:
    Type: AWS::S3::Bucket
    Properties:
      Tags:
        - Key: DataClassification
          Value: public
  Payments:
    Type: AWS::SQS::Queue
`,
      kind: 'near-miss',
    },
    {
      name: 'the table has a key of its own',
      file: 'main.tf',
      text: `
resource "aws_kms_key" "patients" {
  enable_key_rotation = true
}

resource "aws_dynamodb_table" "patients" {
  name         = "patients"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.patients.arn
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'the key comes from elsewhere',
      file: 'main.tf',
      text: `
variable "key" {
  type = string
}

resource "aws_efs_file_system" "patients" {
  creation_token = "patients"
  encrypted      = var.key != ""
  kms_key_id     = var.key
}
`,
      kind: 'unknown',
    },
    {
      name: 'a topic with a key',
      file: 'topic.tf',
      text: `
resource "google_pubsub_topic" "cards" {
  name         = "cards"
  kms_key_name = "projects/acme/locations/eu/keyRings/a/cryptoKeys/cards"

  labels = {
    data = "pci"
  }
}
`,
      kind: 'fixed',
    },
    {
      name: 'a label of another meaning',
      file: 'topic.tf',
      text: `
resource "google_pubsub_topic" "prices" {
  name = "prices"

  labels = {
    data = "true"
    tier = "high"
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the key is handed in',
      file: 'topic.tf',
      text: `
variable "key" {
  type    = string
}

resource "google_pubsub_topic" "cards" {
  name         = "cards"
  kms_key_name = var.key

  labels = {
    data = "pci"
  }
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;

/** Examples of storage/public-store. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a policy for everybody, and the guards that would stop it are off',
      file: 'catalogue.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Catalogue": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "PublicAccessBlockConfiguration": {
          "BlockPublicAcls": true,
          "IgnorePublicAcls": true,
          "BlockPublicPolicy": false,
          "RestrictPublicBuckets": false
        }
      }
    },
    "CataloguePolicy": {
      "Type": "AWS::S3::BucketPolicy",
      "Properties": {
        "Bucket": { "Ref": "Catalogue" },
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": { "AWS": [«"*"»] },
              "Action": ["s3:GetObject"],
              "Resource": { "Fn::Sub": "\${Catalogue.Arn}/*" }
            }
          ]
        }
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Catalogue": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "PublicAccessBlockConfiguration": {
          "BlockPublicAcls": true,
          "IgnorePublicAcls": true,
          "BlockPublicPolicy": true,
          "RestrictPublicBuckets": true
        }
      }
    },
    "CataloguePolicy": {
      "Type": "AWS::S3::BucketPolicy",
      "Properties": {
        "Bucket": { "Ref": "Catalogue" },
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": { "AWS": [{"Ref": "AWS::AccountId"}] },
              "Action": ["s3:GetObject"],
              "Resource": { "Fn::Sub": "\${Catalogue.Arn}/*" }
            }
          ]
        }
      }
    }
  }
}
`,
      severity: 'critical',
    },
    {
      name: 'a policy for everybody on a bucket that says nothing of guards',
      file: 'site.tf',
      text: `
resource "aws_s3_bucket" "photos" {
  bucket = "property-photos"
}

resource "aws_s3_bucket_policy" "photos" {
  bucket = aws_s3_bucket.photos.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Read"
        Effect    = "Allow"
        Principal = { AWS = «"*"» }
        Action    = ["s3:GetObject", "s3:ListBucket"]
        Resource  = [aws_s3_bucket.photos.arn, "\${aws_s3_bucket.photos.arn}/*"]
      },
    ]
  })
}
`,
      fixed: `
resource "aws_s3_bucket" "photos" {
  bucket = "property-photos"
}

resource "aws_s3_bucket_policy" "photos" {
  bucket = aws_s3_bucket.photos.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Read"
        Effect    = "Allow"
        Principal = { AWS = data.aws_caller_identity.current.account_id }
        Action    = ["s3:GetObject", "s3:ListBucket"]
        Resource  = [aws_s3_bucket.photos.arn, "\${aws_s3_bucket.photos.arn}/*"]
      },
    ]
  })
}

data "aws_caller_identity" "current" {}
`,
      severity: 'high',
    },
    {
      name: 'an access list for everybody',
      file: 'serverless.yml',
      text: `
service: photos
provider:
  name: aws
  runtime: nodejs24.x
functions:
  sign:
    handler: sign.handler
resources:
  Resources:
    Photos:
      Type: AWS::S3::Bucket
      Properties:
        AccessControl: «PublicRead»
        OwnershipControls:
          Rules:
            - ObjectOwnership: BucketOwnerPreferred
        PublicAccessBlockConfiguration:
          BlockPublicAcls: false
          IgnorePublicAcls: false
          BlockPublicPolicy: true
          RestrictPublicBuckets: true
`,
      fixed: `
service: photos
provider:
  name: aws
  runtime: nodejs24.x
functions:
  sign:
    handler: sign.handler
resources:
  Resources:
    Photos:
      Type: AWS::S3::Bucket
      Properties:
        AccessControl: Private
        OwnershipControls:
          Rules:
            - ObjectOwnership: BucketOwnerPreferred
        PublicAccessBlockConfiguration:
          BlockPublicAcls: true
          IgnorePublicAcls: true
          BlockPublicPolicy: true
          RestrictPublicBuckets: true
`,
      severity: 'critical',
    },
    {
      name: 'an access list for everybody on a bucket that says nothing of guards',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: «PublicReadWrite»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: Private
`,
      severity: 'high',
    },
    {
      name: 'the guards are off, and nothing is public yet',
      file: 'main.tf',
      text: `
resource "aws_s3_bucket" "exports" {
  bucket = "ledger-exports"
}

resource "aws_s3_bucket_public_access_block" "exports" {
  bucket                  = aws_s3_bucket.exports.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = «false»
  restrict_public_buckets = false
}
`,
      fixed: `
resource "aws_s3_bucket" "exports" {
  bucket = "ledger-exports"
}

resource "aws_s3_bucket_public_access_block" "exports" {
  bucket                  = aws_s3_bucket.exports.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}
`,
      severity: 'medium',
    },
    {
      name: 'a policy in a file of its own lets everybody in',
      file: 'bucket-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Readers",
      "Effect": "Allow",
      "Principal": «"*"»,
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::lease-contracts", "arn:aws:s3:::lease-contracts/*"]
    }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Readers",
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::lease-contracts", "arn:aws:s3:::lease-contracts/*"],
      "Condition": {
        "StringEquals": {
          "aws:PrincipalAccount": "\${aws:ResourceAccount}"
        }
      }
    }
  ]
}
`,
      severity: 'high',
    },
    {
      name: 'a database with a public address',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '20'
      StorageEncrypted: true
      ManageMasterUserPassword: true
      MasterUsername: ledger
      PubliclyAccessible: «true»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '20'
      StorageEncrypted: true
      ManageMasterUserPassword: true
      MasterUsername: ledger
      PubliclyAccessible: false
`,
      severity: 'high',
    },
    {
      name: 'a warehouse of its own with a public address',
      file: 'main.tf',
      text: `
resource "aws_redshiftserverless_workgroup" "sales" {
  namespace_name      = "sales"
  workgroup_name      = "sales"
  publicly_accessible = «true»
}
`,
      fixed: `
resource "aws_redshiftserverless_workgroup" "sales" {
  namespace_name      = "sales"
  workgroup_name      = "sales"
  publicly_accessible = false
}
`,
    },
    {
      name: 'a collection that everybody can reach',
      file: 'search.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Network:
    Type: AWS::OpenSearchServerless::SecurityPolicy
    Properties:
      Name: products
      Type: network
      Policy: «'[{"Rules":[{"ResourceType":"collection","Resource":["collection/products"]}],"AllowFromPublic":true}]'»
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'an access point without guards',
      file: 'points.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Point:
    Type: AWS::S3::AccessPoint
    Properties:
      Bucket: acme-reports
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: «false»
        IgnorePublicAcls: true
        RestrictPublicBuckets: false
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Point:
    Type: AWS::S3::AccessPoint
    Properties:
      Bucket: acme-reports
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        IgnorePublicAcls: true
        BlockPublicPolicy: true
        RestrictPublicBuckets: true
`,
      severity: 'medium',
    },
    {
      name: 'the guards of a whole account',
      file: 'main.tf',
      text: `
resource "aws_s3_account_public_access_block" "account" {
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = «false»
  restrict_public_buckets = true
}
`,
      fixed: `
resource "aws_s3_account_public_access_block" "account" {
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}
`,
      severity: 'medium',
    },
    {
      name: 'a copy of a database that is shared with everybody',
      file: 'main.tf',
      text: `
resource "aws_db_snapshot" "orders" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-2026"
  shared_accounts        = [«"all"»]
}
`,
      fixed: `
resource "aws_db_snapshot" "orders" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-2026"
  shared_accounts        = []
}
`,
      severity: 'critical',
    },
    {
      name: 'an access list with an entry for everybody',
      file: 'main.tf',
      text: `
resource "aws_s3_bucket" "reports" {
  bucket = "acme-reports"
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.reports.id
  block_public_acls       = false
  ignore_public_acls      = false
  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_acl" "reports" {
  bucket = aws_s3_bucket.reports.id

  access_control_policy {
    grant {
      permission = "READ"

      grantee {
        type = "Group"
        uri  = «"http://acs.amazonaws.com/groups/global/AllUsers"»
      }
    }

    owner {
      id = "abc123"
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a bucket of Google Cloud that everybody can read',
      file: 'bucket.tf',
      text: `
resource "google_storage_bucket" "scans" {
  name     = "acme-scans"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "scans" {
  bucket = google_storage_bucket.scans.name
  role   = "roles/storage.objectViewer"
  member = «"allUsers"»
}
`,
      fixed: `
resource "google_storage_bucket" "scans" {
  name     = "acme-scans"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "scans" {
  bucket = google_storage_bucket.scans.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.scans_caller.member
}

resource "google_service_account" "scans_caller" {
  account_id = "scans-caller"
}
`,
      severity: 'critical',
    },
    {
      name: 'a container of Azure that shows its blobs to everybody',
      file: 'storage.bicep',
      text: `
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stscans'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: «true»
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource scans 'containers' = {
      name: 'scans'
      properties: {
        publicAccess: «'Blob'»
      }
    }
  }
}
`,
      fixed: `
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stscans'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: false
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource scans 'containers' = {
      name: 'scans'
      properties: {
        publicAccess: 'None'
      }
    }
  }
}
`,
    },
    {
      name: 'commands that open stores to everybody',
      file: 'publish.sh',
      severity: 'high',
      text: `
aws s3 cp site s3://shop-site --recursive --acl «public-read»
az storage container create --name pictures --account-name shop --public-access «blob»
`,
      fixed: `
aws s3 cp site s3://shop-site --recursive --acl private
az storage container create --name pictures --account-name shop --public-access off
`,
    },
    {
      name: 'lists and networks for everybody',
      file: 'publish.sh',
      severity: 'critical',
      text: `
gsutil acl set «public-read» gs://shop-site/index.html
`,
      fixed: `
gsutil acl set private gs://shop-site/index.html
`,
    },
    {
      name: 'everybody may knock at the database',
      file: 'network.sh',
      severity: 'high',
      text: `
gcloud sql instances create shop --authorized-networks=«0.0.0.0/0»
az sql server firewall-rule create --server shop --name all --start-ip-address 0.0.0.0 --end-ip-address «255.255.255.255»
`,
      fixed: null,
    },
    {
      name: 'a command takes the guards of a bucket away',
      file: 'publish.sh',
      severity: 'medium',
      text: `
«aws s3api delete-public-access-block --bucket shop-site»
`,
      fixed: null,
    },
    {
      name: 'a script opens a bucket',
      file: 'deploy.sh',
      text: `
aws s3api put-bucket-acl --bucket invoices --acl «public-read»
`,
      fixed: `
aws s3api put-bucket-acl --bucket invoices --acl private
`,
    },
    {
      name: 'a bucket of Deployment Manager',
      file: 'deployment.yaml',
      text: `
resources:
  - name: invoices
    type: storage.v1.bucket
    properties:
      location: EU
    accessControl:
      gcpIamPolicy:
        bindings:
          - role: roles/storage.objectViewer
            members:
              - «allUsers»
              - user:ada@example.org
`,
      fixed: `
resources:
  - name: invoices
    type: storage.v1.bucket
    properties:
      location: EU
    accessControl:
      gcpIamPolicy:
        bindings:
          - role: roles/storage.objectViewer
            members:
              - user:ada@example.org
`,
    },
    {
      name: 'a role of its own that lets everybody read a bucket',
      file: 'bucket.tf',
      text: `
resource "google_storage_bucket" "papers" {
  name     = "acme-papers"
  location = "EU"
}

resource "google_project_iam_custom_role" "reader" {
  role_id     = "paperReader"
  title       = "Reads papers"
  permissions = ["storage.objects.get"]
}

resource "google_storage_bucket_iam_binding" "readers" {
  bucket  = google_storage_bucket.papers.name
  role    = "projects/acme/roles/\${google_project_iam_custom_role.reader.role_id}"
  members = [«"allUsers"», "group:staff@example.org"]
}
`,
      fixed: `
resource "google_storage_bucket" "papers" {
  name     = "acme-papers"
  location = "EU"
}

resource "google_project_iam_custom_role" "reader" {
  role_id     = "paperReader"
  title       = "Reads papers"
  permissions = ["storage.objects.get"]
}

resource "google_storage_bucket_iam_binding" "readers" {
  bucket  = google_storage_bucket.papers.name
  role    = "projects/acme/roles/\${google_project_iam_custom_role.reader.role_id}"
  members = ["group:staff@example.org"]
}
`,
    },
    {
      name: 'a runbook that is shared with all accounts',
      file: 'runbook.tf',
      text: `
resource "aws_ssm_document" "restart" {
  name            = "restart-orders"
  document_type   = "Command"
  document_format = "YAML"
  content         = file("restart.yaml")

  permissions = {
    type        = "Share"
    account_ids = «"All"»
  }
}
`,
      fixed: null,
    },
    {
      name: 'rules of Firestore that let everybody in',
      file: 'firestore.rules',
      severity: 'critical',
      text: `
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read, write: if «true»;
    }
  }
}
`,
      fixed: `
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read, write: if false;
    }
  }
}
`,
    },
    {
      name: 'the test mode of Firestore, behind a function, and a bucket that nothing is asked for',
      file: 'app/firestore.rules',
      severity: 'critical',
      files: {
        'app/storage.rules': `
service firebase.storage {
  match /b/{bucket}/o {
    match /{allPaths=**} {
      «allow read, write»;
    }
  }
}
`,
      },
      text: `
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    function isOpen() {
      return request.time < timestamp.date(2027, 3, 1); // for now
    }
    match /{document=**} {
      allow read, write: if «isOpen() || request.auth.token.admin == true»;
    }
  }
}
`,
      fixed: {
        'app/firestore.rules': `
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    function isOpen() {
      return request.time < timestamp.date(2027, 3, 1); // for now
    }
    match /{document=**} {
      allow read, write: if false;
    }
  }
}
`,
        'app/storage.rules': `
service firebase.storage {
  match /b/{bucket}/o {
    match /{allPaths=**} {
      allow read, write: if false;
    }
  }
}
`,
      },
    },
    {
      name: 'orders that everybody may change',
      file: 'firestore.rules',
      severity: 'high',
      text: `
service cloud.firestore {
  match /databases/{db}/documents {
    match /orders/{id} {
      allow get: if request.auth != null && request.auth.uid == resource.data.owner;
      allow update, delete: if «(true)»;
    }
  }
}
`,
      fixed: `
service cloud.firestore {
  match /databases/{db}/documents {
    match /orders/{id} {
      allow get: if request.auth != null && request.auth.uid == resource.data.owner;
      allow update, delete: if request.auth != null;
    }
  }
}
`,
    },
    {
      name: 'whoever signs up may change everything',
      file: 'firestore.rules',
      severity: 'low',
      text: `
service cloud.firestore {
  match /databases/{db}/documents {
    match /{document=**} {
      allow read, write: if «signedIn()»;
    }
    function signedIn() {
      let user = request.auth;
      return request.auth.uid != null;
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'a Realtime Database that everybody may read and change',
      file: 'database.rules.json',
      severity: 'critical',
      text: `
{
  "rules": {
    // for the demo
    ".read": "auth != null",
    ".write": «true»
  }
}
`,
      fixed: `
{
  "rules": {
    // for the demo
    ".read": "auth != null",
    ".write": false
  }
}
`,
    },
    {
      name: 'rules that Terraform releases',
      file: 'main.tf',
      severity: 'critical',
      text: `
resource "google_firebaserules_ruleset" "firestore" {
  source {
    files {
      name    = "firestore.rules"
      content = <<EOT
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read: if «true»;
      allow write: if request.auth.uid == "admin";
    }
  }
}
EOT
    }
  }
}
`,
      fixed: `
resource "google_firebaserules_ruleset" "firestore" {
  source {
    files {
      name    = "firestore.rules"
      content = <<EOT
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read: if false;
      allow write: if request.auth.uid == "admin";
    }
  }
}
EOT
    }
  }
}
`,
    },
    {
      name: 'pictures that anybody may put, as long as they are small',
      file: 'storage.rules',
      severity: 'high',
      text: `rules_version = '2';
service firebase.storage {
  match /b/{bucket}/o {
    match /avatars/{uid}/{file} {
      allow write: if «request.resource.size < 5 * 1024 * 1024 && request.resource.contentType.matches('image/.*')»;
    }
  }
}
`,
      fixed: `rules_version = '2';
service firebase.storage {
  match /b/{bucket}/o {
    match /avatars/{uid}/{file} {
      allow write: if request.auth != null && request.resource.size < 5 * 1024 * 1024 && request.resource.contentType.matches('image/.*');
    }
  }
}
`,
    },
    {
      name: 'the orders of each user in the Realtime Database',
      file: 'database.rules.json',
      severity: 'medium',
      text: `{
  "rules": {
    "orders": {
      "$uid": {
        ".read": «true»,
        ".write": "auth.uid === $uid"
      }
    }
  }
}
`,
      fixed: `{
  "rules": {
    "orders": {
      "$uid": {
        ".read": "auth != null",
        ".write": "auth.uid === $uid"
      }
    }
  }
}
`,
    },
    {
      name: 'a rule for a server that is there already',
      file: 'sql.bicep',
      text: `resource server 'Microsoft.Sql/servers@2023-08-01-preview' existing = {
  name: 'sql-tickets'
}

resource everyone 'Microsoft.Sql/servers/firewallRules@2023-08-01-preview' = {
  parent: server
  name: 'office'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: «'255.255.255.255'»
  }
}
`,
      fixed: null,
    },
    {
      name: 'a policy of a bucket in a file of its own',
      file: 'bucket-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Readers",
      "Effect": "Allow",
      "Principal": «"*"»,
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::acme-leases", "arn:aws:s3:::acme-leases/*"]
    }
  ]
}
`,
      fixed: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Readers",
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::acme-leases", "arn:aws:s3:::acme-leases/*"],
      "Condition": {
        "StringEquals": {
          "aws:PrincipalAccount": "\${aws:ResourceAccount}"
        }
      }
    }
  ]
}
`,
    },
    {
      name: 'the bucket of a module with its guards off and a public list',
      file: 'main.tf',
      text: `
module "statements" {
  source                   = "terraform-aws-modules/s3-bucket/aws"
  version                  = "4.6.0"
  bucket                   = "acme-statements"
  acl                      = «"public-read"»
  control_object_ownership = true
  object_ownership         = "ObjectWriter"
  block_public_acls        = false
  ignore_public_acls       = false
}
`,
      fixed: `
module "statements" {
  source                   = "terraform-aws-modules/s3-bucket/aws"
  version                  = "4.6.0"
  bucket                   = "acme-statements"
  acl                      = "private"
  control_object_ownership = true
  object_ownership         = "ObjectWriter"
  block_public_acls        = true
  ignore_public_acls       = true
}
`,
      severity: 'critical',
    },
  ],
  safe: [
    {
      name: 'a parameter decides over the guards',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Block:
    Type: String
Resources:
  Exports:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: !Ref Block
        IgnorePublicAcls: !Ref Block
        BlockPublicPolicy: !Ref Block
        RestrictPublicBuckets: !Ref Block
`,
    },
    {
      name: 'everybody is denied to come without TLS',
      kind: 'near-miss',
      file: 'bucket-policy.json',
      text: `
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TlsOnly",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": ["arn:aws:s3:::lease-contracts", "arn:aws:s3:::lease-contracts/*"],
      "Condition": { "Bool": { "aws:SecureTransport": "false" } }
    }
  ]
}
`,
    },
    {
      name: 'everybody, but only from inside the network',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_s3_bucket" "packages" {
  bucket = "packages"
}

resource "aws_s3_bucket_policy" "packages" {
  bucket = aws_s3_bucket.packages.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "\${aws_s3_bucket.packages.arn}/*"
      Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0f81a6d3e95b7c214" } }
    }]
  })
}
`,
    },
    {
      name: 'a distribution alone may read',
      kind: 'fixed',
      file: 'site.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        IgnorePublicAcls: true
        BlockPublicPolicy: true
        RestrictPublicBuckets: true
  SitePolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: cloudfront.amazonaws.com }
            Action: s3:GetObject
            Resource: !Sub '\${Site.Arn}/*'
            Condition:
              StringEquals:
                aws:SourceArn: !Sub arn:aws:cloudfront::\${AWS::AccountId}:distribution/E2EXAMPLE
`,
    },
    {
      name: 'dashboards alone are public, and a copy is shared with one account',
      file: 'main.tf',
      text: `
resource "aws_opensearchserverless_security_policy" "products" {
  name = "products"
  type = "network"
  policy = jsonencode([{
    Rules           = [{ ResourceType = "dashboard", Resource = ["collection/products"] }]
    AllowFromPublic = true
  }])
}

resource "aws_db_snapshot" "orders" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-2026"
  shared_accounts        = ["111122223333"]
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the account keeps its containers closed',
      file: 'storage.tf',
      text: `
resource "azurerm_storage_account" "scans" {
  name                            = "stscans"
  resource_group_name             = "rg-scans"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_storage_container" "scans" {
  name                  = "scans"
  storage_account_id    = azurerm_storage_account.scans.id
  container_access_type = "blob"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the bucket prevents it',
      file: 'bucket.tf',
      text: `
resource "google_storage_bucket" "scans" {
  name                     = "acme-scans"
  location                 = "EU"
  public_access_prevention = "enforced"
}

resource "google_storage_bucket_iam_member" "scans" {
  bucket = google_storage_bucket.scans.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the member is handed in',
      file: 'bucket.tf',
      text: `
variable "reader" {
  type = string
}

resource "google_storage_bucket_iam_member" "scans" {
  bucket = "acme-scans"
  role   = "roles/storage.objectViewer"
  member = var.reader
}
`,
      kind: 'unknown',
    },
    {
      name: 'a role of its own that shows everybody nothing but what a bucket is called',
      kind: 'near-miss',
      file: 'bucket.tf',
      text: `
resource "google_storage_bucket" "papers" {
  name     = "acme-papers"
  location = "EU"
}

resource "google_project_iam_custom_role" "looker" {
  role_id     = "bucketLooker"
  title       = "Looks at buckets"
  permissions = ["storage.buckets.get"]
}

resource "google_storage_bucket_iam_member" "lookers" {
  bucket = google_storage_bucket.papers.name
  role   = google_project_iam_custom_role.looker.id
  member = "allUsers"
}
`,
    },
    {
      name: 'the organization prevents what the binding asks for',
      kind: 'near-miss',
      file: 'bucket.tf',
      text: `
resource "google_org_policy_policy" "public" {
  name   = "projects/acme/policies/storage.publicAccessPrevention"
  parent = "projects/acme"

  spec {
    rules {
      enforce = "TRUE"
    }
  }
}

resource "google_storage_bucket" "papers" {
  name     = "acme-papers"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "readers" {
  bucket = google_storage_bucket.papers.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
`,
    },
    {
      name: 'a runbook that is shared with one account',
      file: 'runbook.tf',
      kind: 'near-miss',
      text: `
resource "aws_ssm_document" "restart" {
  name            = "restart-orders"
  document_type   = "Command"
  document_format = "YAML"
  content         = file("restart.yaml")

  permissions = {
    type        = "Share"
    account_ids = "444455556666"
  }
}
`,
    },
    {
      name: 'a catalog for everybody, and things of people for their owners',
      kind: 'near-miss',
      file: 'firestore.rules',
      text: `
rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    function isOwner(id) {
      return request.auth != null && request.auth.uid == id;
    }
    /* nobody else: allow write: if true; */
    match /products/{id} {
      allow read: if true;
      allow write: if request.auth.token.admin == true;
    }
    match /users/{id} {
      allow read, update: if isOwner(id);
      allow create: if request.auth != null
        && request.resource.data.keys().hasOnly(['name']);
      match /notes/{note} {
        allow read, write: if isOwner(id)
      }
    }
    match /{document=**} {
      allow read, write: if false;
    }
  }
}
`,
    },
    {
      name: 'the test mode of long ago lets nobody in',
      kind: 'near-miss',
      file: 'firestore.rules',
      text: `
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read, write: if request.time < timestamp.date(2021, 5, 1);
    }
  }
}
`,
    },
    {
      name: 'a document says who may come in',
      kind: 'unknown',
      file: 'firestore.rules',
      text: `
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read, write: if get(/databases/$(database)/documents/settings/gate).data.open == true;
    }
  }
}
`,
    },
    {
      name: 'small pictures of whoever is signed in',
      kind: 'near-miss',
      file: 'storage.rules',
      text: `rules_version = '2';
service firebase.storage {
  match /b/{bucket}/o {
    match /avatars/{uid}/{file} {
      allow write: if request.auth.uid == uid && request.resource.size < 5 * 1024 * 1024;
    }
  }
}
`,
    },
    {
      name: 'what is asked of what is there already',
      kind: 'unknown',
      file: 'firestore.rules',
      text: `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /rooms/{room} {
      allow update: if request.resource.data.key == resource.data.key;
    }
  }
}
`,
    },
    {
      name: 'an address for a server that is there already',
      kind: 'near-miss',
      file: 'sql.bicep',
      text: `resource server 'Microsoft.Sql/servers@2023-08-01-preview' existing = {
  name: 'sql-tickets'
}

resource office 'Microsoft.Sql/servers/firewallRules@2023-08-01-preview' = {
  parent: server
  name: 'office'
  properties: {
    startIpAddress: '203.0.113.8'
    endIpAddress: '203.0.113.8'
  }
}
`,
    },
  ],
} satisfies Cases;

/** Examples of storage/unencrypted-store. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a file system with encryption turned off',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Attachments:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: «false»
      BackupPolicy: { Status: ENABLED }
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Attachments:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: true
      BackupPolicy: { Status: ENABLED }
`,
      severity: 'high',
    },
    {
      name: 'a mapping turns encryption off',
      file: 'docdb.json',
      text: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Parameters": {
    "Tier": { "Type": "String", "Default": "standard" }
  },
  "Mappings": {
    "Tiers": {
      "standard": { "encrypted": «false» },
      "regulated": { "encrypted": true }
    }
  },
  "Resources": {
    "Documents": {
      "Type": "AWS::DocDB::DBCluster",
      "Properties": {
        "ManageMasterUserPassword": true,
        "MasterUsername": "tenants",
        "StorageEncrypted": { "Fn::FindInMap": ["Tiers", { "Ref": "Tier" }, "encrypted"] }
      }
    }
  }
}
`,
      fixed: `
{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Parameters": {
    "Tier": { "Type": "String", "Default": "standard" }
  },
  "Mappings": {
    "Tiers": {
      "standard": { "encrypted": true },
      "regulated": { "encrypted": true }
    }
  },
  "Resources": {
    "Documents": {
      "Type": "AWS::DocDB::DBCluster",
      "Properties": {
        "ManageMasterUserPassword": true,
        "MasterUsername": "tenants",
        "StorageEncrypted": { "Fn::FindInMap": ["Tiers", { "Ref": "Tier" }, "encrypted"] }
      }
    }
  }
}
`,
      severity: 'high',
    },
    {
      name: 'nothing turns the encryption of a database on',
      file: 'main.tf',
      text: `
«resource "aws_db_instance" "ledger"» {
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "ledger"
  manage_master_user_password = true
}
`,
      fixed: `
resource "aws_db_instance" "ledger" {
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "ledger"
  manage_master_user_password = true
  storage_encrypted           = true
}
`,
      severity: 'high',
    },
    {
      name: 'the encryption of a queue is turned off',
      file: 'serverless.yml',
      text: `
service: claims
provider:
  name: aws
  runtime: python3.13
functions:
  intake:
    handler: intake.handler
resources:
  Resources:
    Claims:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 360
        SqsManagedSseEnabled: «false»
`,
      fixed: `
service: claims
provider:
  name: aws
  runtime: python3.13
functions:
  intake:
    handler: intake.handler
resources:
  Resources:
    Claims:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 360
        SqsManagedSseEnabled: true
`,
      severity: 'medium',
    },
    {
      name: 'nothing turns the encryption of a topic on',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Orders»:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: Orders
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: Orders
      KmsMasterKeyId: alias/aws/sns
`,
      severity: 'low',
    },
    {
      name: 'the cache of a stage',
      file: 'stage.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      CacheClusterEnabled: true
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          CachingEnabled: true
          CacheDataEncrypted: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      CacheClusterEnabled: true
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          CachingEnabled: true
          CacheDataEncrypted: true
`,
    },
    {
      name: 'the cache of a stage in Terraform',
      file: 'main.tf',
      text: `
«resource "aws_api_gateway_method_settings" "all"» {
  rest_api_id = "abc123"
  stage_name  = "prod"
  method_path = "*/*"

  settings {
    caching_enabled = true
  }
}
`,
      fixed: `
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "abc123"
  stage_name  = "prod"
  method_path = "*/*"

  settings {
    caching_enabled      = true
    cache_data_encrypted = true
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'a disk that says that it is not encrypted',
      file: 'main.tf',
      text: `
resource "aws_instance" "worker" {
  ami           = "ami-12345678"
  instance_type = "t4g.small"

  root_block_device {
    encrypted = «false»
  }
}
`,
      fixed: `
resource "aws_instance" "worker" {
  ami           = "ami-12345678"
  instance_type = "t4g.small"

  root_block_device {
    encrypted = true
  }
}
`,
    },
    {
      name: 'the disks of machines that a template launches',
      file: 'workers.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Workers:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: ami-12345678
        BlockDeviceMappings:
          - DeviceName: /dev/xvda
            Ebs:
              VolumeSize: 20
              Encrypted: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Workers:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: ami-12345678
        BlockDeviceMappings:
          - DeviceName: /dev/xvda
            Ebs:
              VolumeSize: 20
              Encrypted: true
`,
    },
    {
      name: 'artifacts that a build leaves in clear',
      file: 'build.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: arn:aws:iam::111122223333:role/build
      Source:
        Type: NO_SOURCE
      Artifacts:
        Type: S3
        Location: acme-artifacts
        EncryptionDisabled: «true»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: arn:aws:iam::111122223333:role/build
      Source:
        Type: NO_SOURCE
      Artifacts:
        Type: S3
        Location: acme-artifacts
        EncryptionDisabled: false
`,
    },
    {
      name: 'the cache of a GraphQL API',
      file: 'main.tf',
      text: `
resource "aws_appsync_api_cache" "orders" {
  api_id                     = "abc123"
  api_caching_behavior       = "FULL_REQUEST_CACHING"
  type                       = "SMALL"
  ttl                        = 60
  at_rest_encryption_enabled = «false»
}
`,
      fixed: `
resource "aws_appsync_api_cache" "orders" {
  api_id                     = "abc123"
  api_caching_behavior       = "FULL_REQUEST_CACHING"
  type                       = "SMALL"
  ttl                        = 60
  at_rest_encryption_enabled = true
}
`,
    },
    {
      name: 'an Aurora cluster that turns encryption off, which only older ones obey',
      file: 'aurora.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ManageMasterUserPassword: true
      MasterUsername: app
      StorageEncrypted: «false»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ManageMasterUserPassword: true
      MasterUsername: app
      StorageEncrypted: true
`,
      severity: 'medium',
    },
    {
      name: 'a script makes a database without encryption',
      file: 'deploy.sh',
      text: `
aws rds create-db-instance --db-instance-identifier orders --engine postgres --db-instance-class db.t4g.small «--no-storage-encrypted»
`,
      fixed: `
aws rds create-db-instance --db-instance-identifier orders --engine postgres --db-instance-class db.t4g.small --storage-encrypted
`,
    },
    {
      name: 'a file system and a database that modules of the registry make',
      file: 'main.tf',
      text: `
module "models" {
  source    = "terraform-aws-modules/efs/aws"
  version   = "1.6.5"
  name      = "models"
  encrypted = «false»
}

module "shop" {
  source            = "terraform-aws-modules/rds/aws"
  version           = "6.10.0"
  identifier        = "shop"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = «false»
}

module "cache" {
  source                     = "terraform-aws-modules/elasticache/aws"
  version                    = "1.6.0"
  replication_group_id       = "sessions"
  at_rest_encryption_enabled = «false»
}
`,
      fixed: `
module "models" {
  source    = "terraform-aws-modules/efs/aws"
  version   = "1.6.5"
  name      = "models"
  encrypted = true
}

module "shop" {
  source            = "terraform-aws-modules/rds/aws"
  version           = "6.10.0"
  identifier        = "shop"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = true
}

module "cache" {
  source                     = "terraform-aws-modules/elasticache/aws"
  version                    = "1.6.0"
  replication_group_id       = "sessions"
  at_rest_encryption_enabled = true
}
`,
    },
    {
      name: 'a parameter whose values are texts decides',
      file: 'warehouse.yaml',
      text: `
Parameters:
  Encrypted:
    Type: String
    Default: «'false'»
    AllowedValues: ['true', 'false']
Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: facts
      NodeType: ra3.large
      MasterUsername: admin
      ManageMasterPassword: true
      Encrypted: !Ref Encrypted
      PubliclyAccessible: false
`,
      fixed: `
Parameters:
  Encrypted:
    Type: String
    Default: 'true'
    AllowedValues: ['true', 'false']
Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: facts
      NodeType: ra3.large
      MasterUsername: admin
      ManageMasterPassword: true
      Encrypted: !Ref Encrypted
      PubliclyAccessible: false
`,
    },
  ],
  safe: [
    {
      name: 'a variable decides, and its value is not known',
      kind: 'unknown',
      file: 'main.tf',
      text: `
variable "encrypted" {
  type = bool
}

resource "aws_efs_file_system" "attachments" {
  encrypted = var.encrypted
}
`,
    },
    {
      name: 'stores that are always encrypted',
      kind: 'near-miss',
      file: 'template.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  Jobs:
    Type: AWS::SQS::Queue
  Notes:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`,
    },
    {
      name: 'a key of its own',
      kind: 'fixed',
      file: 'main.tf',
      text: `
resource "aws_kms_key" "orders" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = aws_kms_key.orders.arn
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}
`,
    },
    {
      name: 'a disk that says nothing is as the account wants it, and a stage without a cache',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      BlockDeviceMappings:
        - DeviceName: /dev/xvda
          Ebs:
            VolumeSize: 20
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      StageName: prod
      MethodSettings:
        - HttpMethod: '*'
          ResourcePath: /*
          CachingEnabled: false
`,
      kind: 'near-miss',
    },
    {
      name: 'modules of the registry encrypt unless they are told otherwise',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
module "models" {
  source  = "terraform-aws-modules/efs/aws"
  version = "1.6.5"
  name    = "models"
}

module "events" {
  source  = "terraform-aws-modules/rds-aurora/aws"
  version = "9.10.0"
  name    = "events"
  engine  = "aurora-postgresql"
}

module "copies" {
  source            = "terraform-aws-modules/rds/aws"
  version           = "6.10.0"
  identifier        = "copies"
  storage_encrypted = var.encrypted
}

variable "encrypted" {
  type = bool
}
`,
    },
  ],
} satisfies Cases;

/** Examples of networks that let the whole internet in. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'the database of a function is open to the world',
      file: 'template.yaml',
      severity: 'medium',
      text: `
Resources:
  Readers:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: functions
      VpcId: vpc-0a1b2c3d
  Books:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: database
      VpcId: vpc-0a1b2c3d
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: «0.0.0.0/0»
  Database:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      VpcSecurityGroupIds: [!GetAtt Books.GroupId]
  Read:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: read.zip }
      Handler: read.handler
      Role: arn:aws:iam::111122223333:role/read
      Runtime: python3.13
      VpcConfig:
        SecurityGroupIds: [!GetAtt Readers.GroupId]
        SubnetIds: [subnet-0a1b2c3d]
`,
      fixed: `
Resources:
  Readers:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: functions
      VpcId: vpc-0a1b2c3d
  Books:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: database
      VpcId: vpc-0a1b2c3d
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          SourceSecurityGroupId: !GetAtt Readers.GroupId
  Database:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      VpcSecurityGroupIds: [!GetAtt Books.GroupId]
  Read:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: read.zip }
      Handler: read.handler
      Role: arn:aws:iam::111122223333:role/read
      Runtime: python3.13
      VpcConfig:
        SecurityGroupIds: [!GetAtt Readers.GroupId]
        SubnetIds: [subnet-0a1b2c3d]
`,
    },
    {
      name: 'a cache in a network of its own',
      file: 'main.tf',
      severity: 'medium',
      text: `
resource "aws_vpc" "shop" {
  cidr_block = "10.4.0.0/16"
}

resource "aws_security_group" "cache" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_vpc_security_group_ingress_rule" "cache" {
  security_group_id = aws_security_group.cache.id
  cidr_ipv4         = «"0.0.0.0/0"»
  ip_protocol       = "-1"
}

resource "aws_elasticache_replication_group" "carts" {
  replication_group_id = "carts"
  description          = "carts"
  security_group_ids   = [aws_security_group.cache.id]
}
`,
      fixed: `
resource "aws_vpc" "shop" {
  cidr_block = "10.4.0.0/16"
}

resource "aws_security_group" "cache" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_vpc_security_group_ingress_rule" "cache" {
  security_group_id = aws_security_group.cache.id
  cidr_ipv4         = aws_vpc.shop.cidr_block
  ip_protocol       = "-1"
}

resource "aws_elasticache_replication_group" "carts" {
  replication_group_id = "carts"
  description          = "carts"
  security_group_ids   = [aws_security_group.cache.id]
}
`,
    },
    {
      name: 'a group of functions, which take no connections',
      file: 'main.tf',
      severity: 'low',
      text: `
resource "aws_security_group" "functions" {
  name = "functions"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [«"0.0.0.0/0"»]
  }

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "read" {
  function_name = "read"
  role          = "arn:aws:iam::111122223333:role/read"

  vpc_config {
    security_group_ids = [aws_security_group.functions.id]
    subnet_ids         = ["subnet-0a1b2c3d"]
  }
}
`,
      fixed: `
resource "aws_security_group" "functions" {
  name = "functions"

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "read" {
  function_name = "read"
  role          = "arn:aws:iam::111122223333:role/read"

  vpc_config {
    security_group_ids = [aws_security_group.functions.id]
    subnet_ids         = ["subnet-0a1b2c3d"]
  }
}
`,
    },
    {
      name: 'the group of a service’s functions',
      file: 'serverless.yml',
      severity: 'low',
      text: `
service: books
provider:
  name: aws
  runtime: nodejs22.x
  vpc:
    securityGroupIds: [!Ref Functions]
    subnetIds: [subnet-0a1b2c3d]
functions:
  read:
    handler: read.handler
resources:
  Resources:
    Functions:
      Type: AWS::EC2::SecurityGroup
      Properties:
        GroupDescription: functions
        SecurityGroupIngress:
          - IpProtocol: tcp
            FromPort: 443
            ToPort: 443
            CidrIp: «0.0.0.0/0»
          - IpProtocol: tcp
            FromPort: 443
            ToPort: 443
            CidrIp: 10.0.0.0/8
`,
      fixed: `
service: books
provider:
  name: aws
  runtime: nodejs22.x
  vpc:
    securityGroupIds: [!Ref Functions]
    subnetIds: [subnet-0a1b2c3d]
functions:
  read:
    handler: read.handler
resources:
  Resources:
    Functions:
      Type: AWS::EC2::SecurityGroup
      Properties:
        GroupDescription: functions
        SecurityGroupIngress:
          - IpProtocol: tcp
            FromPort: 443
            ToPort: 443
            CidrIp: 10.0.0.0/8
`,
    },
    {
      name: 'remote administration beside a function',
      file: 'template.yaml',
      severity: 'low',
      text: `
Resources:
  Bastion:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bastion
  Shell:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Bastion.GroupId
      IpProtocol: tcp
      FromPort: 20
      ToPort: 25
      CidrIpv6: «::/0»
  Read:
    Type: AWS::Lambda::Function
    Properties:
      Code: { S3Bucket: artifacts, S3Key: read.zip }
      Handler: read.handler
      Role: arn:aws:iam::111122223333:role/read
      Runtime: python3.13
`,
      fixed: null,
    },
    {
      name: 'the ingress of a function that only events wake',
      file: 'functions.tf',
      text: `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "archive" {
  name     = "archive"
  location = "europe-west1"

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
  }

  service_config {
    ingress_settings = «"ALLOW_ALL"»
  }
}
`,
      fixed: `
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "archive" {
  name     = "archive"
  location = "europe-west1"

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
  }

  service_config {
    ingress_settings = "ALLOW_INTERNAL_ONLY"
  }
}
`,
      severity: 'medium',
    },
    {
      name: 'the ingress of a service behind a load balancer',
      file: 'service.tf',
      text: `
resource "google_cloud_run_v2_service" "quotes" {
  name     = "quotes"
  location = "europe-west1"
  ingress  = «"INGRESS_TRAFFIC_ALL"»

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/quotes/app:1"
    }
  }
}
`,
      fixed: `
resource "google_cloud_run_v2_service" "quotes" {
  name     = "quotes"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/quotes/app:1"
    }
  }
}
`,
      severity: 'low',
    },
    {
      name: 'a firewall rule of Google Cloud for remote shells',
      file: 'network.tf',
      text: `
resource "google_compute_network" "vpc" {
  name                    = "orders"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "eu" {
  name          = "eu"
  ip_cidr_range = "10.10.0.0/20"
  network       = google_compute_network.vpc.id
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.vpc.id
  source_ranges = [«"0.0.0.0/0"»]

  allow {
    protocol = "tcp"
    ports    = ["22", "8443"]
  }
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"
}
`,
      fixed: `
resource "google_compute_network" "vpc" {
  name                    = "orders"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "eu" {
  name          = "eu"
  ip_cidr_range = "10.10.0.0/20"
  network       = google_compute_network.vpc.id
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.vpc.id
  source_ranges = [google_compute_subnetwork.eu.ip_cidr_range]

  allow {
    protocol = "tcp"
    ports    = ["22", "8443"]
  }
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"
}
`,
      severity: 'low',
    },
    {
      name: 'a security group of Azure in front of a database',
      file: 'network.tf',
      text: `
resource "azurerm_network_security_group" "data" {
  name                = "nsg-data"
  resource_group_name = "rg-orders"
  location            = "westeurope"

  security_rule {
    name                       = "postgres"
    priority                   = 110
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    source_address_prefix      = «"*"»
    destination_port_range     = "5432"
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet_network_security_group_association" "data" {
  subnet_id                 = azurerm_subnet.data.id
  network_security_group_id = azurerm_network_security_group.data.id
}

resource "azurerm_subnet" "data" {
  name                 = "data"
  resource_group_name  = "rg-orders"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.0.2.0/24"]
}

resource "azurerm_postgresql_flexible_server" "orders" {
  name                = "psql-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  delegated_subnet_id = azurerm_subnet.data.id
}
`,
      fixed: `
resource "azurerm_network_security_group" "data" {
  name                = "nsg-data"
  resource_group_name = "rg-orders"
  location            = "westeurope"

  security_rule {
    name                       = "postgres"
    priority                   = 110
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    source_address_prefix      = "VirtualNetwork"
    destination_port_range     = "5432"
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet_network_security_group_association" "data" {
  subnet_id                 = azurerm_subnet.data.id
  network_security_group_id = azurerm_network_security_group.data.id
}

resource "azurerm_subnet" "data" {
  name                 = "data"
  resource_group_name  = "rg-orders"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.0.2.0/24"]
}

resource "azurerm_postgresql_flexible_server" "orders" {
  name                = "psql-orders"
  resource_group_name = "rg-orders"
  location            = "westeurope"
  delegated_subnet_id = azurerm_subnet.data.id
}
`,
      severity: 'medium',
    },
    {
      name: 'remote desktops of whatever is put behind a security group',
      file: 'network.bicep',
      text: `
resource group 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-jump'
  location: resourceGroup().location
  properties: {
    securityRules: [
      {
        name: 'remote'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourcePortRange: '*'
          sourceAddressPrefix: «'Internet'»
          destinationPortRanges: ['3380-3390']
          destinationAddressPrefix: '*'
        }
      }
    ]
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      ipSecurityRestrictions: [
        {
          ipAddress: '203.0.113.0/24'
          action: 'Allow'
        }
      ]
    }
  }
}
`,
      fixed: `
resource group 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-jump'
  location: resourceGroup().location
  properties: {
    securityRules: [
      {
        name: 'remote'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourcePortRange: '*'
          sourceAddressPrefix: 'VirtualNetwork'
          destinationPortRanges: ['3380-3390']
          destinationAddressPrefix: '*'
        }
      }
    ]
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'fn-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      ipSecurityRestrictions: [
        {
          ipAddress: '203.0.113.0/24'
          action: 'Allow'
        }
      ]
    }
  }
}
`,
      severity: 'low',
    },
    {
      name: 'the group of a module lets everybody at a database',
      file: 'main.tf',
      text: `
module "database" {
  source  = "terraform-aws-modules/security-group/aws"
  version = "5.3.0"
  name    = "database"
  vpc_id  = "vpc-0a1b2c3d"

  ingress_with_cidr_blocks = [
    {
      from_port   = 5432
      to_port     = 5432
      protocol    = "tcp"
      cidr_blocks = «"0.0.0.0/0"»
    },
  ]
}

module "orders" {
  source                 = "terraform-aws-modules/rds/aws"
  version                = "6.10.0"
  identifier             = "orders"
  engine                 = "postgres"
  vpc_security_group_ids = [module.database.security_group_id]
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'a security group that refuses it before, one for what goes out, one for an address, one that nobody knows',
      kind: 'near-miss',
      file: 'network.tf',
      text: `
resource "azurerm_network_security_group" "data" {
  name                = "nsg-data"
  resource_group_name = "rg-orders"
  location            = "westeurope"

  security_rule {
    name                       = "late"
    priority                   = 300
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    source_address_prefix      = "*"
    destination_port_range     = "22"
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "refuse"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    source_address_prefix      = "Internet"
    destination_port_range     = "*"
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "out"
    priority                   = 100
    direction                  = "Outbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    source_address_prefix      = "*"
    destination_port_range     = "5432"
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_security_rule" "pages" {
  name                        = "pages"
  network_security_group_name = azurerm_network_security_group.data.name
  resource_group_name         = "rg-orders"
  priority                    = 110
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "*"
  source_port_range           = "*"
  source_address_prefix       = "*"
  destination_port_range      = "443"
  destination_address_prefix  = "*"
}

resource "azurerm_network_security_rule" "office" {
  name                        = "office"
  network_security_group_name = azurerm_network_security_group.data.name
  resource_group_name         = "rg-orders"
  priority                    = 120
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefixes     = ["203.0.113.0/24", var.branch]
  destination_port_ranges     = ["22", "3389"]
  destination_address_prefix  = "*"
}

resource "azurerm_linux_function_app" "orders" {
  name                          = "fn-orders"
  resource_group_name           = "rg-orders"
  location                      = "westeurope"
  service_plan_id               = "plan"
  https_only                    = true
  public_network_access_enabled = false
  site_config {}
}
`,
    },
    {
      name: 'a load balancer takes HTTPS from everybody, and everything may leave',
      kind: 'near-miss',
      file: 'main.tf',
      text: `
resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "web" {
  security_groups = [aws_security_group.web.id]
}

resource "aws_lambda_function" "read" {
  function_name = "read"
  role          = "arn:aws:iam::111122223333:role/read"
}

resource "aws_security_group_rule" "out" {
  type              = "egress"
  security_group_id = aws_security_group.web.id
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}
`,
    },
    {
      name: 'who may connect is handed in',
      kind: 'unknown',
      file: 'template.yaml',
      text: `
Parameters:
  Network:
    Type: String
Resources:
  Books:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: database
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: !Ref Network }
  Database:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      VpcSecurityGroupIds: [!GetAtt Books.GroupId]
`,
    },
    {
      name: 'the network around it may connect',
      kind: 'fixed',
      file: 'template.yaml',
      text: `
Resources:
  Books:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: database
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/8 }
  Database:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      VpcSecurityGroupIds: [!GetAtt Books.GroupId]
`,
    },
    {
      name: 'a service that is there for everybody',
      file: 'service.tf',
      text: `
resource "google_cloud_run_v2_service" "shop" {
  name     = "shop"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL"

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/shop/app:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "shop" {
  name     = google_cloud_run_v2_service.shop.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = "allUsers"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the ingress is handed in',
      file: 'service.tf',
      text: `
variable "ingress" {
  type = string
}

resource "google_cloud_run_v2_service" "quotes" {
  name     = "quotes"
  location = "europe-west1"
  ingress  = var.ingress

  template {
    containers {
      image = "europe-docker.pkg.dev/acme/quotes/app:1"
    }
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'firewall rules of Google Cloud for what goes out, for one address, and that refuse',
      kind: 'near-miss',
      file: 'network.tf',
      text: `
resource "google_compute_firewall" "out" {
  name               = "out"
  network            = "orders"
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_compute_firewall" "office" {
  name          = "office"
  network       = "orders"
  source_ranges = ["203.0.113.7/32"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_compute_firewall" "nobody" {
  name          = "nobody"
  network       = "orders"
  source_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"
}
`,
    },
  ],
} satisfies Cases;

/** Examples of secrets/secret-in-script. */
import type { Cases } from '../rule.ts';

/** Put together here, so that no file holds anything that looks like a key. */
const keyText = [
  '-----BEGIN RSA',
  'PRIVATE KEY-----\nMIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0bu3aozN3tihPmljnnudb9G3HECdnH\n-----END RSA',
  'PRIVATE KEY-----',
].join(' ');

export default {
  vulnerable: [
    {
      name: 'a password that a script assigns, and a key in a header',
      file: 'scripts/seed.sh',
      text: `
#!/bin/sh
DB_PASSWORD=«'Amber7Otter_Lane'»
PGPASSWORD="$DB_PASSWORD" psql -h db.internal -f seed.sql
curl -H "Authorization: Bearer «Quiet9HarborStone4Meadow»" https://api.acme.io/orders
`,
      fixed: `
#!/bin/sh
DB_PASSWORD="\${DB_PASSWORD:?set DB_PASSWORD}"
PGPASSWORD="$DB_PASSWORD" psql -h db.internal -f seed.sql
curl -H "Authorization: Bearer \${AUTH_TOKEN:?set AUTH_TOKEN}" https://api.acme.io/orders
`,
    },
    {
      name: 'a parameter of a stack on the command line of a makefile',
      file: 'Makefile',
      text: `
deploy:
\t@sam deploy --stack-name orders \\
\t\t--parameter-overrides Stage=prod DbPassword=«Amber7Otter_Lane»
`,
      fixed: `
deploy:
\t@sam deploy --stack-name orders \\
\t\t--parameter-overrides Stage=prod DbPassword="$$\{DB_PASSWORD:?set DB_PASSWORD}"
`,
    },
    {
      name: 'a file of the environment that is kept with the code',
      file: '.env',
      text: `
STAGE=prod
DB_PASSWORD=«Amber7Otter_Lane»
`,
      fixed: `
STAGE=prod
DB_PASSWORD=
`,
    },
    {
      name: 'a secret of a workflow',
      file: '.github/workflows/deploy.yml',
      text: `
on: push
env:
  DB_PASSWORD: «Amber7Otter_Lane»
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - run: ./deploy.sh
`,
      fixed: `
on: push
env:
  DB_PASSWORD: \${{ secrets.DB_PASSWORD }}
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - run: ./deploy.sh
`,
    },
    {
      name: 'a script inside a workflow, told where it stands',
      file: '.github/workflows/seed.yml',
      text: `
on: push
jobs:
  seed:
    runs-on: ubuntu-24.04
    steps:
      - run: |
          set -e
          mysql -u app --password=«Amber7Otter_Lane» shop < seed.sql
`,
      fixed: `
on: push
jobs:
  seed:
    runs-on: ubuntu-24.04
    steps:
      - run: |
          set -e
          mysql -u app --password="\${PASSWORD:?set PASSWORD}" shop < seed.sql
`,
    },
    {
      name: 'a password that an image is built with',
      file: 'Dockerfile',
      text: `
FROM public.ecr.aws/lambda/nodejs:22
ENV STAGE=prod \\
    DB_PASSWORD=«Amber7Otter_Lane»
`,
      fixed: `
FROM public.ecr.aws/lambda/nodejs:22
ENV STAGE=prod \\
    DB_PASSWORD=""
`,
    },
    {
      name: 'a pipeline of GitLab',
      file: '.gitlab-ci.yml',
      text: `
variables:
  DEPLOY_PASSWORD: «Amber7Otter_Lane»
deploy:
  script:
    - ./deploy.sh
`,
      fixed: `
variables:
  DEPLOY_PASSWORD: $DEPLOY_PASSWORD
deploy:
  script:
    - ./deploy.sh
`,
    },
    {
      name: 'a provisioner with a password behind the option',
      file: 'database.tf',
      text: `
resource "aws_db_instance" "shop" {
  identifier = "shop"
}

resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = «"mysql -h \${aws_db_instance.shop.address} -u seed -p'Amber7Otter_Lane' shop < seed.sql"»
  }
}
`,
      fixed: `
resource "aws_db_instance" "shop" {
  identifier = "shop"
}

resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "mysql -h \${aws_db_instance.shop.address} -u seed -p$(aws secretsmanager get-secret-value --secret-id seed/password --query SecretString --output text) shop < seed.sql"
  }
}
`,
    },
    {
      name: 'a machine that logs in when it starts',
      file: 'worker.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: «|
          #!/bin/bash
          export PGPASSWORD=Quiet9Harbor_Stone
          psql -h db.internal -U app -f /opt/seed.sql»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      UserData:
        Fn::Base64: |
          #!/bin/bash
          export PGPASSWORD=$(aws secretsmanager get-secret-value --secret-id worker/pgpassword --query SecretString --output text)
          psql -h db.internal -U app -f /opt/seed.sql
`,
    },
    {
      name: 'a build that logs in to a registry',
      file: 'build.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        Type: NO_SOURCE
        BuildSpec: «|
          version: 0.2
          phases:
            pre_build:
              commands:
                - docker login -u builder -p Copper4Meadow_Fox registry.acme.io»
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        Type: NO_SOURCE
        BuildSpec: |
          version: 0.2
          phases:
            pre_build:
              commands:
                - docker login -u builder -p $(aws secretsmanager get-secret-value --secret-id build/password --query SecretString --output text) registry.acme.io
`,
    },
    {
      name: 'what is put into a vault is written beside the command',
      file: 'deploy.sh',
      text: `
az keyvault secret set --vault-name shop --name db --value «'Tr0ub4dor9xLane93'»
aws ssm put-parameter --name /shop/db --type SecureString --value «Tr0ub4dor9xLane93»
gcloud secrets create db --data-file=- <<< «'Tr0ub4dor9xLane93'»
echo -n «"Tr0ub4dor9xLane93"» | gcloud secrets versions add db --data-file=-
echo «Amber7Otter_Lane» | docker login --username shop --password-stdin registry.acme.io
aws configure set aws_secret_access_key «kX9fQ2mVt7RbN4cLpZ8sWd3HyJ6uGa1EeTiOoPxq»
`,
      fixed: `
az keyvault secret set --vault-name shop --name db --value "\${SECRET_VALUE:?set SECRET_VALUE}"
aws ssm put-parameter --name /shop/db --type SecureString --value "\${SECRET_VALUE:?set SECRET_VALUE}"
gcloud secrets create db --data-file=- <<< "\${SECRET_VALUE:?set SECRET_VALUE}"
echo -n "\${SECRET_VALUE:?set SECRET_VALUE}" | gcloud secrets versions add db --data-file=-
echo "\${PASSWORD:?set PASSWORD}" | docker login --username shop --password-stdin registry.acme.io
aws configure set aws_secret_access_key "\${AWS_SECRET_ACCESS_KEY:?set AWS_SECRET_ACCESS_KEY}"
`,
    },
    {
      name: 'PowerShell: a secure string out of a clear one, options and tables of cmdlets',
      file: 'deploy.ps1',
      text: `
$secure = ConvertTo-SecureString "«Amber7Otter_Lane»" -AsPlainText -Force
Connect-Vault -ClientSecret '«Quiet9HarborStone4Meadow»' -Tenant shop
Update-AzFunctionAppSetting -Name shop -ResourceGroupName shop -AppSetting @{
  Stage = 'prod'
  "DbPassword" = "«Amber7Otter_Lane»"
}
`,
      fixed: null,
    },
    {
      name: 'the private key of a machine lies in the repository',
      file: 'infra/.ssh/deploy.pem',
      text: `«${keyText}»
`,
      fixed: null,
    },
    {
      name: 'a password with a dash, exported in quotes',
      file: 'deploy.sh',
      text: `#!/bin/bash
export DATABASE_PASSWORD=«'Tmb7-quarry-Olive88'»
./migrate
`,
      fixed: `#!/bin/bash
export DATABASE_PASSWORD="\${DATABASE_PASSWORD:?set DATABASE_PASSWORD}"
./migrate
`,
    },
    {
      name: 'a variable that is handed to two programs is told by its own name',
      file: 'scripts/setup.sh',
      text: `
#!/bin/sh
db_root_password=«PassWord4-root»
mysql -u root -p"$db_root_password" -e "CREATE DATABASE shop;"
`,
      fixed: `
#!/bin/sh
db_root_password="\${DB_ROOT_PASSWORD:?set DB_ROOT_PASSWORD}"
mysql -u root -p"$db_root_password" -e "CREATE DATABASE shop;"
`,
    },
    {
      name: 'between single quotes no command is run',
      file: 'hook.tf',
      text: `
resource "aws_sns_topic" "orders" {}

resource "terraform_data" "hook" {
  provisioner "local-exec" {
    command = «"curl -H 'Authorization: Bearer m4Qz7Lr2Xk9Tw5Vb8Nc3' https://hooks.harbour-books.com/setup"»
  }
}
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'what comes from elsewhere on its way into a vault',
      kind: 'near-miss',
      file: 'deploy.sh',
      text: `
az keyvault secret set --vault-name shop --name db --value "$DB_PASSWORD"
gcloud secrets create db --data-file=- <<< "$(openssl rand -hex 16)"
printf '%s' "$DB_PASSWORD" | gcloud secrets versions add db --data-file=-
aws ssm put-parameter --name /shop/stage --type String --value production-europe
`,
    },
    {
      name: 'PowerShell asks for it, or the text is no secret',
      kind: 'near-miss',
      file: 'deploy.ps1',
      text: `
$secure = Read-Host "Password for the database" -AsSecureString
Get-AzKeyVaultSecret -VaultName "shop" -Name "DbPassword"
New-Thing -Tags @{ Owner = "harbour team"; KeyName = "shop-signing-key" }
# ConvertTo-SecureString "Amber7Otter_Lane" -AsPlainText -Force
`,
    },
    {
      name: 'variables, substitutions, placeholders, and names of secrets in a vault',
      file: 'scripts/deploy.sh',
      text: `
DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id shop/db --query SecretString --output text)
API_KEY="\${API_KEY:?set API_KEY}"
TOKEN=<your-token>
DB_SECRET_ID=shop/prod/db-password
curl -u "ci:$TOKEN" -H "Authorization: Bearer $API_KEY" https://api.acme.io
az functionapp config appsettings set -n shop -g rg --settings "Db=@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/db/)"
`,
      kind: 'near-miss',
    },
    {
      name: 'the sample of a file of the environment',
      file: '.env',
      text: `
STAGE=prod
`,
      files: { '.env.example': 'DB_PASSWORD=Amber7Otter_Lane' },
      kind: 'near-miss',
    },
    {
      name: 'the password comes from a variable of the machine, or is asked for',
      file: 'database.tf',
      text: `
resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "mysql -u root -p shop < seed.sql && PGPASSWORD=$DB_PASSWORD psql -f seed.sql && docker run -p 8080:80 web"
  }
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the password is handed in',
      file: 'database.tf',
      text: `
variable "password" {
  type      = string
  sensitive = true
}

resource "terraform_data" "seed" {
  provisioner "local-exec" {
    command = "mysql -u root -p\${var.password} shop < seed.sql"
  }
}
`,
      kind: 'unknown',
    },
    {
      name: 'a key that a passphrase protects, and the certificate beside it',
      file: 'infra/deploy.sh',
      text: `
ssh -i deploy.pem ec2-user@"$HOST" uptime
`,
      files: {
        'infra/deploy.pem': `${keyText.replaceAll('RSA PRIVATE', 'ENCRYPTED PRIVATE')}\n`,
        'infra/ca.pem': `${keyText.replaceAll('RSA PRIVATE KEY', 'CERTIFICATE')}\n`,
        'infra/localhost.key': `${keyText}\n`,
      },
      kind: 'near-miss',
    },
    {
      name: 'names of secrets that a worker is to be given',
      kind: 'near-miss',
      file: 'deploy.sh',
      text: `#!/usr/bin/env bash
gcloud beta run worker-pools deploy export --image "$IMAGE" --region europe-west4 --set-secrets "SFTP_PASSWORD=sftp-password:3"
`,
    },
  ],
} satisfies Cases;

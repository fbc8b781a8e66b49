/** Examples of secrets/secret-in-script. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
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
      fixed: null,
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
      fixed: null,
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
      fixed: null,
    },
  ],
  safe: [
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
  ],
} satisfies Cases;

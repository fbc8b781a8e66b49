/** Examples of hardening/mutable-image. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a registry whose tags can be moved',
      file: 'registry.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  «Images»:
    Type: AWS::ECR::Repository
`,
      fixed: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE
`,
      severity: 'low',
    },
    {
      name: 'a registry that says so',
      file: 'main.tf',
      text: `
resource "aws_ecr_repository" "images" {
  name                 = "images"
  image_tag_mutability = «"MUTABLE"»
}
`,
      fixed: `
resource "aws_ecr_repository" "images" {
  name                 = "images"
  image_tag_mutability = "IMMUTABLE"
}
`,
    },
    {
      name: 'a function that runs the latest image',
      file: 'stack.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Role: arn:aws:iam::111122223333:role/score
      Code:
        ImageUri: «111122223333.dkr.ecr.eu-west-1.amazonaws.com/score:latest»
`,
      fixed: null,
      severity: 'low',
    },
    {
      name: 'a service of Cloud Run in Terraform',
      file: 'service.tf',
      text: `
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    containers {
      image = «"europe-docker.pkg.dev/acme/orders/app:latest"»
    }
  }
}
`,
      fixed: null,
    },
    {
      name: 'an image that the provider lists for functions',
      file: 'serverless.yml',
      text: `
service: ocr
provider:
  name: aws
  ecr:
    images:
      base: { uri: «'111122223333.dkr.ecr.eu-west-1.amazonaws.com/ocr:latest'» }
functions:
  ocr:
    image: { name: base }
`,
      fixed: null,
    },
  ],
  safe: [
    {
      name: 'tags stay where they are',
      file: 'registry.yaml',
      text: `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE
`,
      kind: 'fixed',
    },
    {
      name: 'a tag that says which image it is',
      file: 'main.tf',
      text: `
resource "aws_lambda_function" "score" {
  function_name = "score"
  role          = "arn:aws:iam::111122223333:role/score"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/score:latest-2026.11.3"
}

resource "aws_ecr_repository" "score" {
  name                 = "score"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"
}
`,
      kind: 'near-miss',
    },
    {
      name: 'the image is handed in',
      file: 'main.tf',
      text: `
variable "image" {
  type = string
}

resource "aws_lambda_function" "score" {
  function_name = "score"
  role          = "arn:aws:iam::111122223333:role/score"
  package_type  = "Image"
  image_uri     = var.image
}
`,
      kind: 'unknown',
    },
  ],
} satisfies Cases;

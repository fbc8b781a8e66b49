/** Settings that look like secrets and are none, in every place that holds settings: templates, scripts, workflows, programs. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { rules } from '../../src/rules/index.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

const secretRules = rules.filter(({ id }) => /^secrets\/(?:secret-|visible-)/.test(id));

/** Each name with a value that is plain to see. */
const settings: Readonly<Record<string, string>> = {
  COMMIT_SHA: '9fceb02d0ae598e95dc970b74767f19372d61af8',
  GIT_TOKEN_SHA: '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
  IMAGE_DIGEST: 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ARTIFACT_MD5: 'd41d8cd98f00b204e9800998ecf8427e',
  SHA512: 'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
  INTEGRITY: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
  TENANT_ID: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  CLIENT_ID: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  SUBSCRIPTION_KEY_ID: '550e8400-e29b-41d4-a716-446655440000',
  SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-db-AbCdEf',
  DB_PASSWORD_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db/password-x1Y2z3',
  KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  KMS_KEY_ALIAS: 'alias/orders',
  SECRET_NAME: 'prod/orders/database',
  SECRET_ID: 'orders-db-credentials',
  PASSWORD_SECRET_NAME: 'orders/db-password',
  PASSWORD_PARAMETER: '/orders/prod/db-password',
  DB_SECRET_VERSION: 'projects/orders/secrets/db-password/versions/latest',
  KEY_VAULT_URI: 'https://orders-kv.vault.azure.net/secrets/db-password',
  VAULT_ADDR: 'https://vault.example.com:8200',
  TOKEN_URL: 'https://auth.example.com/oauth2/token',
  TOKEN_ENDPOINT: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  JWKS_URI: 'https://auth.example.com/.well-known/jwks.json',
  TOKEN_ISSUER: 'https://securetoken.google.com/orders',
  TOKEN_TTL: '3600',
  TOKEN_EXPIRY_SECONDS: '900',
  PASSWORD_MIN_LENGTH: '12',
  MAX_TOKENS: '4096',
  MAX_PASSWORD_AGE: '90',
  PASSWORD_POLICY: 'strict',
  USE_SECRETS_MANAGER: 'true',
  ROTATE_KEYS: 'false',
  API_KEY_HEADER: 'x-api-key',
  TOKEN_HEADER: 'Authorization',
  AUTH_TYPE: 'Bearer',
  KEY_ALGORITHM: 'RS256',
  PUBLIC_KEY_PATH: '/opt/keys/public.pem',
  PRIVATE_KEY_FILE: '/run/secrets/signing.pem',
  TABLE_KEY: 'customerId',
  PARTITION_KEY: 'pk',
  SORT_KEY: 'createdAt',
  CACHE_KEY_PREFIX: 'orders:v2:',
  OBJECT_KEY: 'incoming/2026/11/report.csv',
  STATE_KEY: 'orders/terraform.tfstate',
  SECRETS_EXTENSION_HTTP_PORT: '2773',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_51H8examplePublishableKeyOnly',
  RECAPTCHA_SITE_KEY: '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI',
  COGNITO_CLIENT: '3n4b5urk1ft4fl3mg5e62d9ado',
  USER_POOL: 'eu-west-1_Ab12Cd34E',
  LAYER: 'arn:aws:lambda:eu-west-1:015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension:18',
  LOGO: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  PASSWORD_LABEL: 'Enter your password',
  RESET_PASSWORD_PATH: '/auth/reset-password',
  PASSWORD_RESET_TEMPLATE: 'password-reset-v2',
  LOCAL_DATABASE_URL: 'postgres://orders:orders@localhost:5432/orders',
  VERSION: '2.31.0-beta.4+build.20241122',
  FEATURE_TOKEN: 'disabled',
  EXAMPLE_AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  EXAMPLE_AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  DEMO_TOKEN: '<your-token-here>',
  DEMO_API_KEY: 'REPLACE_ME',
  DEMO_CLIENT_SECRET: 'changeme',
};

/** The same settings as each place spells them. */
function placesOf(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lines = (write: (name: string, value: string) => string): string =>
    Object.entries(all)
      .map(([name, value]) => write(name, value))
      .join('\n');
  const yaml = (indent: string): string => lines((name, value) => `${indent}${name}: ${JSON.stringify(value)}`);
  return {
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      Environment:
        Variables:
${yaml('          ')}
`,
    'main.tf': `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  environment {
    variables = {
${lines((name, value) => `      ${name} = ${JSON.stringify(value)}`)}
    }
  }
}
`,
    'serverless.yml': `service: orders
provider:
  name: aws
  runtime: nodejs22.x
  environment:
${yaml('    ')}
functions:
  orders:
    handler: src/app.handler
`,
    'local.settings.json': JSON.stringify({ IsEncrypted: false, Values: all }, undefined, 2),
    'deploy.sh': `#!/bin/bash
set -euo pipefail
${lines((name, value) => `export ${name}='${value}'`)}
aws lambda update-function-configuration --function-name orders --environment "Variables={TABLE_KEY=customerId}"
`,
    '.env': `${lines((name, value) => `${name}=${value}`)}\n`,
    '.github/workflows/deploy.yml': `on: push
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
${yaml('      ')}
    steps:
      - run: ./deploy.sh
`,
    Dockerfile: `FROM public.ecr.aws/lambda/python:3.13\n${lines((name, value) => `ENV ${name}=${JSON.stringify(value)}`)}\n`,
    'settings.py': `${lines((name, value) => `${name} = ${JSON.stringify(value)}`)}\n`,
    'settings.ts': `${lines((name, value) => `export const ${name} = ${JSON.stringify(value)};`)}\n`,
    'settings.go': `package settings\n\nconst (\n${lines((name, value) => `\t${name} = ${JSON.stringify(value)}`)}\n)\n`,
    'Settings.java': `class Settings {\n${lines((name, value) => `    static final String ${name} = ${JSON.stringify(value)};`)}\n}\n`,
    'Settings.cs': `class Settings\n{\n${lines((name, value) => `    const string ${name} = ${JSON.stringify(value)};`)}\n}\n`,
  };
}

function found(path: string, text: string): readonly string[] {
  const { findings, status } = scanBuiltin(memoryTree({ [path]: text }), { dialects, rules: secretRules, today: '2026-11-22', clock: () => 0 });
  expect(status).toBe('ok');
  return findings.map(({ place }) => text.split('\n')[place.startLine - 1]?.trim() ?? '');
}

test('there are more than fifty', () => {
  expect(Object.keys(settings).length).toBeGreaterThanOrEqual(50);
});

test.each(Object.entries(placesOf(settings)))('settings in %s stay unreported', (path, text) => {
  expect(found(path, text)).toEqual([]);
});

test.each(Object.entries(placesOf({ ...settings, DATABASE_PASSWORD: 'Tmb7-quarry-Olive88' })))(
  'a password among them in %s is reported',
  (path, text) => {
    expect(found(path, text)).toEqual([expect.stringContaining('DATABASE_PASSWORD')]);
  },
);

/** What slots write into configurations: it looks as `terraform fmt` would leave it, and reads as what was asked for. */
import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../src/model/value.ts';
import type { Nouns } from '../../../src/model/application.ts';
import { read, said, written, type Configuration } from './read.ts';

/** The text of `main.tf` once `slot` has written `to`. */
function after<T>(text: string, slot: (nouns: Nouns) => Slot<T> | undefined, to: T): string | undefined {
  const configuration = read(text);
  return written(configuration, slot(configuration.unit.nouns), to)?.['main.tf'];
}

const tracing = (nouns: Nouns) => nouns.functions[0]!.tracing.slot;
const encryption = (nouns: Nouns) => nouns.stores[0]!.encryption.slot;

describe('an argument that is there', () => {
  it('gets another value', () => {
    expect(after('resource "aws_db_instance" "d" {\n  storage_encrypted = false # for now\n}\n', encryption, 'provider')).toBe(
      'resource "aws_db_instance" "d" {\n  storage_encrypted = true # for now\n}\n',
    );
  });

  it.each([
    ['a local value', 'locals {\n  on = false\n}\nresource "aws_db_instance" "d" {\n  storage_encrypted = local.on\n}\n', 'on = true'],
    [
      'a map of one',
      'locals {\n  db = { on = false }\n}\nresource "aws_db_instance" "d" {\n  storage_encrypted = local.db["on"]\n}\n',
      '{ on = true }',
    ],
    [
      'the default of a variable',
      'variable "on" {\n  default = false\n}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.on\n}\n',
      'default = true',
    ],
    [
      'a text around a reference',
      'locals {\n  on = false\n}\nresource "aws_db_instance" "d" {\n  storage_encrypted = "${local.on}"\n}\n',
      'on = true',
    ],
    [
      'a condition: the whole of it',
      'variable "x" {\n  default = "a"\n}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.x == "b" ? true : false\n}\n',
      'storage_encrypted = true',
    ],
    ['something unknown: the use', 'variable "x" {}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.x\n}\n', 'storage_encrypted = true'],
  ])('that came from %s is changed at its origin', (_, text, expected) => {
    const result = after(text, encryption, 'provider');
    expect(result).toContain(expected);
    expect(said(read(result!).unit.nouns.stores[0]!.encryption)).toBe('provider');
  });

  it('that came through a module is changed where the module is called', () => {
    const files = {
      'main.tf': 'module "db" {\n  source    = "./db"\n  encrypted = false\n}\n',
      'db/main.tf': 'variable "encrypted" {\n  default = true\n}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.encrypted\n}\n',
    };
    const configuration = read(files);
    expect(written(configuration, encryption(configuration.unit.nouns), 'provider')).toEqual({
      ...files,
      'main.tf': 'module "db" {\n  source    = "./db"\n  encrypted = true\n}\n',
    });
  });
});

describe('an argument that is missing', () => {
  const put = (text: string) => after(text, encryption, 'provider');

  it.each([
    [
      'is aligned with its neighbours',
      'resource "aws_db_instance" "d" {\n  identifier                   = "orders"\n  performance_insights_enabled = true\n}\n',
      'resource "aws_db_instance" "d" {\n  identifier                   = "orders"\n  performance_insights_enabled = true\n  storage_encrypted            = true\n}\n',
    ],
    [
      'moves its neighbours when it is longer than they are',
      'resource "aws_db_instance" "d" {\n  engine     = "mysql"\n  identifier = "orders"\n}\n',
      'resource "aws_db_instance" "d" {\n  engine            = "mysql"\n  identifier        = "orders"\n  storage_encrypted = true\n}\n',
    ],
    [
      'leaves groups apart alone',
      'resource "aws_db_instance" "d" {\n  engine = "mysql"\n\n  port = 1\n}\n',
      'resource "aws_db_instance" "d" {\n  engine = "mysql"\n\n  port              = 1\n  storage_encrypted = true\n}\n',
    ],
    [
      'leaves files alone that are not aligned',
      'resource "aws_db_instance" "d" {\n  engine = "mysql"\n  identifier = "orders"\n}\n',
      'resource "aws_db_instance" "d" {\n  engine = "mysql"\n  identifier = "orders"\n  storage_encrypted = true\n}\n',
    ],
    [
      'goes before nested blocks and behind comments',
      'resource "aws_db_instance" "d" {\n  engine = "mysql" # a comment\n\n  timeouts {\n    create = "1h"\n  }\n}\n',
      'resource "aws_db_instance" "d" {\n  engine            = "mysql" # a comment\n  storage_encrypted = true\n\n  timeouts {\n    create = "1h"\n  }\n}\n',
    ],
    [
      'goes before tags',
      'resource "aws_db_instance" "d" {\n  engine = "mysql"\n\n  tags = {\n    a = 1\n  }\n}\n',
      'resource "aws_db_instance" "d" {\n  engine            = "mysql"\n  storage_encrypted = true\n\n  tags = {\n    a = 1\n  }\n}\n',
    ],
    ['fills an empty block', 'resource "aws_db_instance" "d" {}\n', 'resource "aws_db_instance" "d" {\n  storage_encrypted = true\n}\n'],
    [
      'fills an empty block on two lines',
      'resource "aws_db_instance" "d" {\n}\n',
      'resource "aws_db_instance" "d" {\n  storage_encrypted = true\n}\n',
    ],
    [
      'unfolds a block on one line',
      'resource "aws_db_instance" "d" { engine = "mysql" }\n',
      'resource "aws_db_instance" "d" {\n  engine            = "mysql"\n  storage_encrypted = true\n}\n',
    ],
    [
      'keeps the line endings of the file',
      'resource "aws_db_instance" "d" {\r\n  engine = "mysql"\r\n}\r\n',
      'resource "aws_db_instance" "d" {\r\n  engine            = "mysql"\r\n  storage_encrypted = true\r\n}\r\n',
    ],
    [
      'keeps the indentation of the file',
      'resource "aws_db_instance" "d" {\n    engine = "mysql"\n}\n',
      'resource "aws_db_instance" "d" {\n    engine            = "mysql"\n    storage_encrypted = true\n}\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(put(text)).toBe(expected);
  });

  it('comes with the block that it stands in', () => {
    expect(after('resource "aws_lambda_function" "f" {\n  runtime = "python3.13"\n}\n', tracing, 'active')).toBe(
      'resource "aws_lambda_function" "f" {\n  runtime = "python3.13"\n\n  tracing_config {\n    mode = "Active"\n  }\n}\n',
    );
    expect(after('resource "aws_lambda_function" "f" {\n  tracing_config {}\n}\n', tracing, 'active')).toBe(
      'resource "aws_lambda_function" "f" {\n  tracing_config {\n    mode = "Active"\n  }\n}\n',
    );
  });

  it('comes in pairs that are aligned together', () => {
    const text = `resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "users" {
  api_id          = aws_apigatewayv2_api.a.id
  authorizer_type = "JWT"
}

resource "aws_apigatewayv2_route" "r" {
  api_id    = aws_apigatewayv2_api.a.id
  route_key = "GET /"
}
`;
    expect(after(text, (nouns) => nouns.endpoints[0]!.authentication.slot, 'jwt')).toContain(`  api_id             = aws_apigatewayv2_api.a.id
  route_key          = "GET /"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
}
`);
    expect(read(text).unit.nouns.endpoints[0]!.authentication.slot?.('cognito')).toBeUndefined();
  });
});

describe('lists', () => {
  const policy = (actions: string) =>
    `resource "aws_iam_role" "r" {\n  inline_policy {\n    policy = jsonencode({\n      Statement = [{\n        Effect   = "Allow"\n        Action   = ${actions}\n        Resource = "*"\n      }]\n    })\n  }\n}\n`;
  const actions = (nouns: Nouns) => nouns.identities[0]!.statements[0]!.actions.slot;

  it.each([
    ['a text becomes another', '"s3:*"', ['s3:Get*'], '"s3:Get*"'],
    ['a text becomes a list', '"s3:*"', ['s3:Get*', 's3:Put*'], '["s3:Get*", "s3:Put*"]'],
    ['items are replaced one by one', '["s3:*", "sqs:*"]', ['s3:Get*', 'sqs:*'], '["s3:Get*", "sqs:*"]'],
    ['a list on one line stays there', '["s3:*"]', ['s3:Get*', 's3:Put*'], '["s3:Get*", "s3:Put*"]'],
    [
      'a list over lines stays so',
      '[\n          "s3:*",\n        ]',
      ['s3:Get*', 's3:Put*'],
      '[\n          "s3:Get*",\n          "s3:Put*",\n        ]',
    ],
  ])('%s', (_, before, to, expected) => {
    expect(after(policy(before), actions, to)).toBe(policy(expected));
  });
});

describe('resources that are added', () => {
  it('stand at the end of the file, for the bucket that asks', () => {
    expect(after('resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n', (nouns) => nouns.stores[0]!.guards?.all.slot, true))
      .toBe(`resource "aws_s3_bucket" "b" {
  bucket = "b"
}

resource "aws_s3_bucket_public_access_block" "b" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}
`);
  });

  it.each([
    ['for_each', 'for_each = toset(["x", "y"])', '  for_each                = aws_s3_bucket.b\n  bucket                  = each.value.id\n'],
    ['count', 'count = 2', '  count                   = length(aws_s3_bucket.b)\n  bucket                  = aws_s3_bucket.b[count.index].id\n'],
  ])('are as many as there are of it, by %s', (_, repeated, expected) => {
    const result = after(`resource "aws_s3_bucket" "b" {\n  ${repeated}\n}\n`, (nouns) => nouns.stores[0]!.guards?.all.slot, true);
    expect(result).toContain(expected);
    expect(read(result!).unit.nouns.stores.map(({ guards }) => said(guards!.all))).toEqual(['true', 'true']);
  });

  it('come with what refers to them: a log group with the setting that names it', () => {
    const text = 'resource "aws_apigatewayv2_stage" "live" {\n  api_id = "a"\n  name   = "live"\n}\n';
    const result = after(text, (nouns) => nouns.stages[0]!.accessLog.slot, 'on');
    expect(result).toContain(
      '  access_log_settings {\n    destination_arn = aws_cloudwatch_log_group.live_access.arn\n    format = jsonencode({\n      requestId      = "$context.requestId"\n',
    );
    expect(result).toMatch(
      /\n\nresource "aws_cloudwatch_log_group" "live_access" \{\n {2}name {14}= "\/aws\/apigateway\/live-access"\n {2}retention_in_days = 90\n\}\n$/,
    );
    const { nouns } = read(result!).unit;
    expect([said(nouns.stages[0]!.accessLog), nouns.logGroups.length]).toEqual(['on', 1]);
  });

  it('do not take a name that is taken', () => {
    const text = 'resource "aws_apigatewayv2_stage" "live" {}\nresource "aws_cloudwatch_log_group" "live_access" {}\n';
    expect(after(text, (nouns) => nouns.stages[0]!.accessLog.slot, 'on')).toBeUndefined();
  });
});

describe('defaults of variables', () => {
  const secret = (text: string) => after(text, (nouns) => nouns.parameters[0]!.default.slot, '');

  it.each([
    [
      'make place for hiding the variable',
      'variable "p" {\n  type    = string\n  default = "x"\n}\n',
      'variable "p" {\n  type      = string\n  sensitive = true\n}\n',
    ],
    [
      'go where it is hidden already',
      'variable "p" {\n  type      = string\n  default   = "x"\n  sensitive = true\n}\n',
      'variable "p" {\n  type      = string\n  sensitive = true\n}\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(secret(text)).toBe(expected);
  });

  it('go, too, when the use is to be emptied', () => {
    const text = 'variable "p" {\n  default = "x"\n}\nresource "aws_lambda_function" "f" {\n  environment {\n    variables = { P = var.p }\n  }\n}\n';
    expect(after(text, (nouns) => nouns.functions[0]!.environment[0]!.value.slot, '')).toContain('variable "p" {\n  sensitive = true\n}\n');
    expect(after(text, (nouns) => nouns.functions[0]!.environment[0]!.value.slot, 'y')).toContain('default = "y"');
  });

  it('are hidden', () => {
    expect(after('variable "p" {\n  type = string\n}\n', (nouns) => nouns.parameters[0]!.hidden.slot, true)).toBe(
      'variable "p" {\n  type      = string\n  sensitive = true\n}\n',
    );
    expect(after('output "o" {\n  value = "x"\n}\n', (nouns) => nouns.outputs[0]!.hidden.slot, true)).toBe(
      'output "o" {\n  value     = "x"\n  sensitive = true\n}\n',
    );
  });
});

describe('configurations in JSON', () => {
  const text = `{
  "resource": {
    "aws_db_instance": {
      "d": {
        "storage_encrypted": false
      }
    },
    "aws_s3_bucket": {
      "b": {
        "bucket": "\${var.name}"
      }
    },
    "aws_lambda_function": {
      "f": {
        "runtime": "python3.13"
      }
    }
  }
}
`;
  const apply = <T>(slot: (nouns: Nouns) => Slot<T> | undefined, to: T): [Configuration, string | undefined] => {
    const configuration = read({ 'main.tf.json': text });
    const result = written(configuration, slot(configuration.unit.nouns), to)?.['main.tf.json'];
    return [read({ 'main.tf.json': result ?? '' }), result];
  };

  it('are written as JSON', () => {
    expect(apply(encryption, 'provider')[1]).toContain('"storage_encrypted": true');
    expect(apply(tracing, 'active')[1]).toContain('"runtime": "python3.13",\n        "tracing_config": {\n          "mode": "Active"\n        }');
  });

  it('get further resources beside those of their type', () => {
    const [again, result] = apply((nouns) => nouns.stores.find(({ storeKind }) => storeKind === 'bucket')!.guards?.all.slot, true);
    expect(result).toContain('"aws_s3_bucket_public_access_block": {\n      "b": {\n        "bucket": "${aws_s3_bucket.b.id}",');
    expect(again.unit.nouns.stores.map(({ guards }) => guards && said(guards.all))).toEqual([undefined, 'true']);
  });
});

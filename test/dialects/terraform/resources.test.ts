/** Resources of AWS as nouns of the model: what is written, what the platform does when nothing is, and what belongs together. */
import { describe, expect, it } from 'vitest';
import type { Nouns } from '../../../src/model/application.ts';
import type { Value } from '../../../src/model/value.ts';
import { read, said } from './read.ts';

function nounsOf(text: string): Nouns {
  return read(text).unit.nouns;
}

/** State and value in one word: `provider`, `provider by default`, `unknown`. */
function word(value: Value<unknown> | undefined): string {
  if (!value) return 'none';
  if (value.state === 'unknown') return 'unknown';
  return `${String(value.value)}${value.state === 'absent' ? ' by default' : ''}`;
}

describe('functions', () => {
  it('are read with everything that belongs to them', () => {
    const { functions, endpoints } = read({
      'main.tf': `
resource "aws_lambda_function" "f" {
  function_name                  = "orders"
  role                           = aws_iam_role.f.arn
  filename                       = data.archive_file.f.output_path
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 5
  kms_key_arn                    = aws_kms_key.k.arn
  layers                         = [aws_lambda_layer_version.l.arn]
  environment {
    variables = merge({ A = "1" }, { TABLE = aws_dynamodb_table.t.name })
  }
  tracing_config {
    mode = "Active"
  }
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.g.name
  }
}
data "archive_file" "f" {
  type        = "zip"
  source_dir  = "\${path.module}/src"
  output_path = "\${path.module}/f.zip"
}
resource "aws_iam_role" "f" {
  name = "f"
}
resource "aws_kms_key" "k" {}
resource "aws_dynamodb_table" "t" {}
resource "aws_lambda_layer_version" "l" {}
resource "aws_cloudwatch_log_group" "g" {}
resource "aws_lambda_function_event_invoke_config" "c" {
  function_name = aws_lambda_function.f.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.dead.arn
    }
  }
}
resource "aws_sqs_queue" "dead" {}
resource "aws_lambda_alias" "live" {
  name          = "live"
  function_name = aws_lambda_function.f.function_name
}
resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_alias.live.function_name
  authorization_type = "NONE"
}
`,
      'src/index.mjs': 'export const handler = () => {};\n',
    }).unit.nouns;
    const [f] = functions;
    expect(f).toMatchObject({ codeRoot: 'src', identity: { to: '.#aws_iam_role.f' }, logGroup: { to: '.#aws_cloudwatch_log_group.g' } });
    expect([word(f!.packaging), word(f!.tracing), word(f!.reservedConcurrency), said(f!.failureTarget), said(f!.environmentKey)]).toEqual([
      'zip by default',
      'Active'.toLowerCase(),
      '5',
      '{aws_sqs_queue.dead.arn}',
      '{aws_kms_key.k.arn}',
    ]);
    expect(f!.environment.map(({ name, value }) => [name, said(value)])).toEqual([
      ['A', '1'],
      ['TABLE', '{aws_dynamodb_table.t.name}'],
    ]);
    expect(endpoints.map(({ apiKind, authentication, target }) => [apiKind, word(authentication), target.to])).toEqual([
      ['function-url', 'none', '.#aws_lambda_function.f'],
    ]);
  });

  it('lend permissions whose arguments are conditions', () => {
    const [grant] = nounsOf(`
resource "aws_lambda_permission" "p" {
  action         = "lambda:InvokeFunction"
  function_name  = "orders"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.b.arn
  source_account = null
}
resource "aws_lambda_function" "f" {
  function_name = "orders"
}
resource "aws_s3_bucket" "b" {}
`).grants;
    expect(grant).toMatchObject({ resourceKind: 'function', on: { to: '.#aws_lambda_function.f' } });
    const [statement] = grant!.statements;
    expect(statement!.principals.map(({ type, value }) => [type, said(value)])).toEqual([['service', 's3.amazonaws.com']]);
    expect(statement!.conditions.map(({ operator, key, values }) => [operator, key, ...values.map(said)])).toEqual([
      ['ArnLike', 'aws:sourcearn', '{aws_s3_bucket.b.arn}'],
    ]);
  });

  it.each([
    ['"*"', 'any'],
    ['"111111111111"', 'aws'],
    ['"events.amazonaws.com"', 'service'],
    ['"events.${data.aws_partition.p.dns_suffix}"', 'unknown'],
    ['var.account', 'unknown'],
  ])('lend permissions to %s', (principal, type) => {
    const { grants } = nounsOf(
      `variable "account" {}\ndata "aws_partition" "p" {}\nresource "aws_lambda_permission" "p" {\n  function_name = "f"\n  principal = ${principal}\n}\n`,
    );
    expect(grants[0]!.statements[0]!.principals.map((one) => one.type)).toEqual([type]);
  });
});

describe('identities', () => {
  it('hold what is written into them and attached to them', () => {
    const allow = (action: string) => `jsonencode({ Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }] })`;
    const { identities } = nounsOf(`
resource "aws_iam_role" "r" {
  name                = "r"
  assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
  inline_policy {
    name   = "a"
    policy = ${allow('a:A')}
  }
}
resource "aws_iam_role_policy" "b" {
  role   = aws_iam_role.r.name
  policy = ${allow('b:B')}
}
resource "aws_iam_policy" "c" {
  policy = ${allow('c:C')}
}
resource "aws_iam_policy" "d" {
  policy = ${allow('d:D')}
}
resource "aws_iam_policy" "loose" {
  policy = ${allow('e:E')}
}
resource "aws_iam_role_policy_attachment" "c" {
  role       = "r"
  policy_arn = aws_iam_policy.c.arn
}
resource "aws_iam_policy_attachment" "d" {
  name       = "d"
  roles      = [aws_iam_role.r.name]
  policy_arn = aws_iam_policy.d.arn
}
data "aws_iam_policy" "admin" {
  name = "AdministratorAccess"
}
resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.r.name
  policy_arn = data.aws_iam_policy.admin.arn
}
resource "aws_iam_role_policy_attachment" "elsewhere" {
  role       = "somebody-else"
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}
`);
    expect(
      identities.map(({ address, identityKind, statements, managedPolicies, statementsPartial }) => [
        address,
        identityKind,
        statements.flatMap(({ actions }) => actions.items.map(said)),
        managedPolicies.map(said),
        statementsPartial,
      ]),
    ).toEqual([
      [
        'aws_iam_role.r',
        'role',
        ['a:A', 'b:B', 'c:C', 'd:D'],
        ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/AdministratorAccess'],
        false,
      ],
      ['aws_iam_policy.loose', 'policy', ['e:E'], [], false],
      ['aws_iam_role_policy_attachment.elsewhere', 'policy', [], ['arn:aws:iam::aws:policy/PowerUserAccess'], false],
    ]);
    expect(identities[0]!.trust[0]!.principals.map(({ type, value }) => [type, said(value)])).toEqual([['service', 'lambda.amazonaws.com']]);
  });

  it('may be users and groups', () => {
    const { identities } = nounsOf(`
resource "aws_iam_user" "u" {
  name = "u"
}
resource "aws_iam_user_policy" "p" {
  user   = aws_iam_user.u.name
  policy = jsonencode({ Statement = { Effect = "Allow", Action = "*", Resource = "*" } })
}
resource "aws_iam_group" "g" {
  name = "g"
}
resource "aws_iam_group_policy_attachment" "a" {
  group      = aws_iam_group.g.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`);
    expect(identities.map(({ identityKind, statements, managedPolicies }) => [identityKind, statements.length, managedPolicies.length])).toEqual([
      ['user', 1, 0],
      ['group', 0, 1],
    ]);
  });
});

describe('encryption at rest', () => {
  it.each([
    ['aws_s3_bucket', '', 'provider by default'],
    ['aws_sqs_queue', '', 'provider by default'],
    ['aws_sqs_queue', 'sqs_managed_sse_enabled = false', 'none'],
    ['aws_sqs_queue', 'kms_master_key_id = "alias/aws/sqs"', 'provider'],
    ['aws_sqs_queue', 'kms_master_key_id = aws_kms_key.k.id', 'customer'],
    ['aws_sns_topic', '', 'none by default'],
    ['aws_sns_topic', 'kms_master_key_id = "alias/aws/sns"', 'provider'],
    ['aws_sns_topic', 'kms_master_key_id = var.key', 'unknown'],
    ['aws_dynamodb_table', '', 'provider by default'],
    ['aws_dynamodb_table', 'server_side_encryption {\n enabled = true\n kms_key_arn = aws_kms_key.k.arn\n}', 'customer'],
    ['aws_db_instance', '', 'none by default'],
    ['aws_db_instance', 'storage_encrypted = true', 'provider'],
    ['aws_db_instance', 'storage_encrypted = true\n kms_key_id = aws_kms_key.k.arn', 'customer'],
    ['aws_db_instance', 'snapshot_identifier = "s"', 'unknown'],
    ['aws_db_instance', 'engine = "aurora-mysql"', 'provider by default'],
    ['aws_rds_cluster', 'engine = "aurora-postgresql"', 'provider by default'],
    ['aws_rds_cluster', 'engine = "postgres"', 'none by default'],
    ['aws_rds_cluster', 'storage_encrypted = false', 'none'],
    ['aws_docdb_cluster', '', 'none by default'],
    ['aws_neptune_cluster', 'storage_encrypted = true', 'provider'],
    ['aws_redshift_cluster', 'encrypted = false', 'none'],
    ['aws_elasticache_replication_group', '', 'none by default'],
    ['aws_elasticache_replication_group', 'engine = "valkey"', 'provider by default'],
    ['aws_elasticache_cluster', 'engine = "redis"', 'none by default'],
    ['aws_elasticache_cluster', 'engine = "memcached"', 'unknown'],
    ['aws_memorydb_cluster', '', 'provider by default'],
    ['aws_dax_cluster', 'server_side_encryption {\n enabled = true\n}', 'provider'],
    ['aws_efs_file_system', '', 'none by default'],
    ['aws_efs_file_system', 'encrypted = true', 'provider'],
    ['aws_opensearch_domain', '', 'none by default'],
    ['aws_opensearch_domain', 'encrypt_at_rest {\n enabled = true\n}', 'provider'],
    ['aws_kinesis_stream', '', 'none by default'],
    ['aws_kinesis_stream', 'encryption_type = "KMS"\n kms_key_id = "alias/aws/kinesis"', 'provider'],
    ['aws_kinesis_firehose_delivery_stream', '', 'none by default'],
    ['aws_kinesis_firehose_delivery_stream', 'server_side_encryption {\n enabled = true\n}', 'provider'],
    ['aws_ebs_volume', '', 'none by default'],
    ['aws_msk_cluster', '', 'provider by default'],
    ['aws_mq_broker', '', 'provider by default'],
    ['aws_ecr_repository', 'encryption_configuration {\n encryption_type = "KMS"\n kms_key = aws_kms_key.k.arn\n}', 'customer'],
    ['aws_cloudwatch_event_bus', '', 'provider by default'],
  ])('of %s with %j is %s', (type, body, expected) => {
    const { stores } = nounsOf(`variable "key" {}\nresource "aws_kms_key" "k" {}\nresource "${type}" "x" {\n  ${body}\n}\n`);
    expect(stores.map((store) => word(store.encryption))).toEqual([expected]);
  });

  it.each([
    ['aws_kinesis_stream', 'encryption_type = "KMS"'],
    ['aws_kinesis_firehose_delivery_stream', 'server_side_encryption {'],
    ['aws_sns_topic', 'kms_master_key_id = "alias/aws/sns"'],
    ['aws_efs_file_system', 'encrypted = true'],
    ['aws_opensearch_domain', 'encrypt_at_rest {'],
    ['aws_dax_cluster', 'server_side_encryption {'],
  ])('of %s can be turned on', (type, expected) => {
    const { nouns } = read(`resource "${type}" "x" {\n}\n`).unit;
    expect(
      nouns.stores[0]!.encryption.slot?.('provider')
        ?.map(({ text }) => text)
        .join(''),
    ).toContain(expected.split(' ')[0]);
  });
});

describe('buckets', () => {
  it('have settings in resources of their own', () => {
    const { stores, grants } = nounsOf(`
resource "aws_s3_bucket" "b" {
  bucket = "orders"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.k.arn
    }
  }
}
resource "aws_kms_key" "k" {}
resource "aws_s3_bucket_acl" "b" {
  bucket = "orders"
  acl    = "public-read"
}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket            = aws_s3_bucket.b.bucket
  block_public_acls = false
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Statement = { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" } })
}
`);
    const [store] = stores;
    expect([
      word(store!.encryption),
      word(store!.acl),
      word(store!.guards?.blockAcls),
      word(store!.guards?.blockPolicies),
      word(store!.guards?.all),
    ]).toEqual(['customer', 'public-read', 'false', 'false by default', 'false']);
    expect(grants.map(({ on, resourceKind }) => [on.to, resourceKind])).toEqual([['.#aws_s3_bucket.b', 'bucket']]);
  });

  it('are guarded where nothing is written', () => {
    const [store] = nounsOf('resource "aws_s3_bucket" "b" {}\n').stores;
    expect([word(store!.guards?.all), word(store!.acl)]).toEqual(['true by default', 'private by default']);
  });

  it('are guarded by what guards the whole account', () => {
    const [store] = nounsOf(
      'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket_public_access_block" "b" {\n  bucket = aws_s3_bucket.b.id\n  block_public_acls = false\n}\nresource "aws_s3_account_public_access_block" "a" {\n  block_public_acls = true\n  block_public_policy = true\n  ignore_public_acls = true\n  restrict_public_buckets = true\n}\n',
    ).stores;
    expect(word(store!.guards?.all)).toBe('true');
  });

  it('may still hold their settings themselves', () => {
    const [store] = nounsOf(
      'resource "aws_s3_bucket" "b" {\n  acl = "public-read-write"\n  server_side_encryption_configuration {\n    rule {\n      apply_server_side_encryption_by_default {\n        sse_algorithm = "AES256"\n      }\n    }\n  }\n}\n',
    ).stores;
    expect([word(store!.encryption), word(store!.acl)]).toEqual(['provider', 'public-read-write']);
  });
});

describe('transport', () => {
  it.each([
    ['aws_elasticache_replication_group', '', 'allowed by default'],
    ['aws_elasticache_replication_group', 'transit_encryption_enabled = true', 'refused'],
    ['aws_elasticache_replication_group', 'transit_encryption_enabled = true\n transit_encryption_mode = "preferred"', 'allowed'],
    ['aws_opensearch_domain', '', 'allowed by default'],
    ['aws_opensearch_domain', 'domain_endpoint_options {\n enforce_https = false\n}', 'allowed'],
    ['aws_msk_cluster', '', 'refused by default'],
    ['aws_msk_cluster', 'encryption_info {\n encryption_in_transit {\n client_broker = "PLAINTEXT"\n}\n}', 'allowed'],
    ['aws_memorydb_cluster', 'tls_enabled = false', 'allowed'],
    ['aws_dax_cluster', 'cluster_endpoint_encryption_type = "TLS"', 'refused'],
    ['aws_db_proxy', '', 'allowed by default'],
    ['aws_db_instance', '', 'none'],
  ])('to %s with %j is %s', (type, body, expected) => {
    expect(word(nounsOf(`resource "${type}" "x" {\n  ${body}\n}\n`).stores[0]!.transport?.plaintext)).toBe(expected);
  });

  it('to a database is what its parameters say', () => {
    const { stores } = nounsOf(`
resource "aws_db_instance" "d" {
  parameter_group_name = aws_db_parameter_group.g.name
}
resource "aws_db_parameter_group" "g" {
  parameter {
    name  = "max_connections"
    value = "10"
  }
  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }
}
`);
    expect(word(stores[0]!.transport?.plaintext)).toBe('allowed');
  });

  it.each([
    [
      'aws_cloudfront_distribution',
      'default_cache_behavior {\n viewer_protocol_policy = "allow-all"\n}\nviewer_certificate {\n acm_certificate_arn = "a"\n minimum_protocol_version = "TLSv1_2016"\n}',
      [['allowed', '1.0']],
    ],
    [
      'aws_cloudfront_distribution',
      'default_cache_behavior {\n viewer_protocol_policy = "redirect-to-https"\n}\nordered_cache_behavior {\n viewer_protocol_policy = "allow-all"\n}\nviewer_certificate {\n cloudfront_default_certificate = true\n}',
      [
        ['redirected', 'undefined by default'],
        ['allowed', 'undefined by default'],
      ],
    ],
    ['aws_lb_listener', 'protocol = "HTTPS"\n ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"', [['refused by default', '1.2']]],
    ['aws_lb_listener', 'protocol = "HTTP"\n default_action {\n type = "forward"\n}', [['allowed', 'undefined by default']]],
    [
      'aws_lb_listener',
      'protocol = "HTTP"\n default_action {\n type = "redirect"\n redirect {\n protocol = "HTTPS"\n}\n}',
      [['redirected', 'undefined by default']],
    ],
    ['aws_lb_listener', 'protocol = "TCP"', []],
    ['aws_api_gateway_domain_name', 'security_policy = "TLS_1_0"', [['refused by default', '1.0']]],
    ['aws_apigatewayv2_domain_name', 'domain_name_configuration {\n security_policy = "TLS_1_2"\n}', [['refused by default', '1.2']]],
  ])('to %s with %j', (type, body, expected) => {
    const { listeners } = nounsOf(`resource "${type}" "x" {\n  ${body}\n}\n`);
    expect(listeners.map(({ transport }) => [word(transport.plaintext), word(transport.oldestTls)])).toEqual(expected);
  });
});

describe('APIs', () => {
  it('by REST have methods with their path, integration, authorizer, stage and settings', () => {
    const { apis, endpoints, stages } = nounsOf(`
resource "aws_api_gateway_rest_api" "a" {
  name = "orders"
}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  parent_id   = aws_api_gateway_rest_api.a.root_resource_id
  path_part   = "orders"
}
resource "aws_api_gateway_resource" "one" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_resource.one.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_method" "options" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_resource.one.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}
resource "aws_api_gateway_method" "root" {
  rest_api_id      = aws_api_gateway_rest_api.a.id
  resource_id      = aws_api_gateway_rest_api.a.root_resource_id
  http_method      = "any"
  authorization    = "CUSTOM"
  authorizer_id    = aws_api_gateway_authorizer.z.id
  api_key_required = true
}
resource "aws_api_gateway_method" "mock" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "mock" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = aws_api_gateway_method.mock.http_method
  type        = "MOCK"
}
resource "aws_api_gateway_authorizer" "z" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  name        = "z"
}
resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.a.id
  resource_id             = aws_api_gateway_method.get.resource_id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${aws_lambda_function.f.arn}/invocations"
}
resource "aws_api_gateway_integration_response" "get" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  resource_id = aws_api_gateway_resource.one.id
  http_method = "GET"
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'*'"
  }
}
resource "aws_lambda_function" "f" {}
resource "aws_api_gateway_stage" "live" {
  rest_api_id          = aws_api_gateway_rest_api.a.id
  stage_name           = "live"
  xray_tracing_enabled = true
}
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    data_trace_enabled     = true
    throttling_rate_limit  = 10
  }
}
`);
    expect(apis.map(({ apiKind, reach }) => [apiKind, word(reach)])).toEqual([['rest', 'internet by default']]);
    expect(
      endpoints.map((e) => [
        said(e.method),
        said(e.path),
        word(e.authentication),
        e.purpose,
        word(e.keyRequired),
        e.target.to,
        e.origins.map(said),
        e.restricted,
      ]),
    ).toEqual([
      ['GET', '/orders/{id}', 'none', 'route', 'false by default', '.#aws_lambda_function.f', ['*'], 'no'],
      ['OPTIONS', '/orders/{id}', 'none', 'preflight', 'false by default', undefined, [], 'no'],
      ['ANY', '/', 'custom', 'route', 'true', undefined, [], 'no'],
      ['GET', '/orders', 'none', 'mock', 'false by default', undefined, [], 'no'],
    ]);
    expect(stages.map((s) => [said(s.name), s.api.to, word(s.accessLog), word(s.tracing), word(s.throttle), word(s.dataTrace)])).toEqual([
      ['live', '.#aws_api_gateway_rest_api.a', 'off by default', 'active', '10', 'true'],
    ]);
  });

  it('may be private, or keep callers out by their policy', () => {
    const restricted = (text: string) =>
      nounsOf(`${text}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
`).endpoints[0]!.restricted;
    const policy = (condition: string) =>
      `resource "aws_api_gateway_rest_api_policy" "p" {\n  rest_api_id = aws_api_gateway_rest_api.a.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "*"${condition} }] })\n}\n`;
    expect(restricted('resource "aws_api_gateway_rest_api" "a" {\n  endpoint_configuration {\n    types = ["PRIVATE"]\n  }\n}\n')).toBe('yes');
    expect(
      restricted(`resource "aws_api_gateway_rest_api" "a" {}\n${policy(', Condition = { IpAddress = { "aws:SourceIp" = "10.0.0.0/8" } }')}`),
    ).toBe('yes');
    expect(restricted(`resource "aws_api_gateway_rest_api" "a" {}\n${policy('')}`)).toBe('no');
  });

  it('may be defined by OpenAPI, in the file or beside it', () => {
    const definition = '{ "paths": { "/orders": { "post": { "x-amazon-apigateway-integration": { "type": "aws_proxy", "uri": "${uri}" } } } } }';
    const { nouns } = read({
      'main.tf':
        'resource "aws_api_gateway_rest_api" "a" {\n  body = templatefile("api.json", { uri = aws_lambda_function.f.invoke_arn })\n}\nresource "aws_lambda_function" "f" {}\n',
      'api.json': definition,
    }).unit;
    expect(nouns.endpoints.map((e) => [said(e.method), said(e.path), word(e.authentication), e.target.to, e.at.file.path])).toEqual([
      ['POST', '/orders', 'none by default', '.#aws_lambda_function.f', 'api.json'],
    ]);
    const remote = read('variable "b" {}\nresource "aws_apigatewayv2_api" "a" {\n  body = var.b\n}\n').unit.nouns;
    expect(remote.apis[0]!.routesPartial).toBe(true);
  });

  it('by WebSocket ask once, at $connect', () => {
    const { endpoints } = nounsOf(`
resource "aws_apigatewayv2_api" "a" {
  protocol_type = "WEBSOCKET"
}
resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.a.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}
resource "aws_apigatewayv2_route" "send" {
  api_id    = aws_apigatewayv2_api.a.id
  route_key = "send"
}
`);
    expect(endpoints.map((e) => [e.apiKind, said(e.path), word(e.authentication)])).toEqual([
      ['websocket', '$connect', 'iam'],
      ['websocket', 'send', 'unknown'],
    ]);
  });

  it('by HTTP may be one route for everything', () => {
    const { endpoints, stages } = nounsOf(
      'resource "aws_apigatewayv2_api" "a" {\n  protocol_type = "HTTP"\n  target = aws_lambda_function.f.arn\n}\nresource "aws_lambda_function" "f" {}\n',
    );
    expect(endpoints.map((e) => [said(e.method), said(e.path), word(e.authentication), e.target.to])).toEqual([
      ['ANY', '$default', 'none by default', '.#aws_lambda_function.f'],
    ]);
    expect(stages).toHaveLength(1);
  });

  it('by GraphQL', () => {
    const { endpoints, stages } = nounsOf('resource "aws_appsync_graphql_api" "g" {\n  authentication_type = "API_KEY"\n  xray_enabled = true\n}\n');
    expect([endpoints.map((e) => [e.apiKind, word(e.authentication)]), stages.map((s) => [word(s.accessLog), word(s.tracing)])]).toEqual([
      [['graphql', 'key']],
      [['off by default', 'active']],
    ]);
  });
});

describe('triggers', () => {
  it.each([
    [
      'resource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = aws_kinesis_stream.s.arn\n  function_name = aws_lambda_function.f.arn\n}\nresource "aws_kinesis_stream" "s" {}\n',
      'stream',
      '.#aws_kinesis_stream.s',
    ],
    [
      'resource "aws_s3_bucket_notification" "n" {\n  bucket = aws_s3_bucket.b.id\n  lambda_function {\n    lambda_function_arn = aws_lambda_function.f.arn\n    events = ["s3:ObjectCreated:*"]\n  }\n}\nresource "aws_s3_bucket" "b" {}\n',
      'bucket',
      '.#aws_s3_bucket.b',
    ],
    [
      'resource "aws_cloudwatch_event_target" "t" {\n  rule = aws_cloudwatch_event_rule.r.name\n  arn = aws_lambda_function.f.arn\n}\nresource "aws_cloudwatch_event_rule" "r" {\n  schedule_expression = "rate(1 day)"\n}\n',
      'schedule',
      '.#aws_cloudwatch_event_rule.r',
    ],
    [
      'resource "aws_cloudwatch_event_target" "t" {\n  rule = aws_cloudwatch_event_rule.r.name\n  event_bus_name = aws_cloudwatch_event_bus.b.name\n  arn = aws_lambda_function.f.arn\n}\nresource "aws_cloudwatch_event_rule" "r" {\n  event_pattern = "{}"\n}\nresource "aws_cloudwatch_event_bus" "b" {\n  name = "b"\n}\n',
      'event-bus',
      '.#aws_cloudwatch_event_bus.b',
    ],
    ['resource "aws_scheduler_schedule" "s" {\n  target {\n    arn = aws_lambda_function.f.arn\n  }\n}\n', 'schedule', '.#aws_scheduler_schedule.s'],
    [
      'resource "aws_sns_topic_subscription" "s" {\n  topic_arn = aws_sns_topic.t.arn\n  protocol = "lambda"\n  endpoint = aws_lambda_function.f.arn\n}\nresource "aws_sns_topic" "t" {}\n',
      'topic',
      '.#aws_sns_topic.t',
    ],
    [
      'resource "aws_cloudwatch_log_subscription_filter" "l" {\n  log_group_name = aws_cloudwatch_log_group.g.name\n  destination_arn = aws_lambda_function.f.arn\n}\nresource "aws_cloudwatch_log_group" "g" {}\n',
      'log',
      '.#aws_cloudwatch_log_group.g',
    ],
    [
      'resource "aws_cognito_user_pool" "p" {\n  lambda_config {\n    pre_sign_up = aws_lambda_function.f.arn\n  }\n}\n',
      'identity-pool',
      '.#aws_cognito_user_pool.p',
    ],
    ['resource "aws_iot_topic_rule" "i" {\n  lambda {\n    function_arn = aws_lambda_function.f.arn\n  }\n}\n', 'iot', '.#aws_iot_topic_rule.i'],
    [
      'resource "aws_pipes_pipe" "p" {\n  source = aws_sqs_queue.q.arn\n  target = aws_lambda_function.f.arn\n}\nresource "aws_sqs_queue" "q" {}\n',
      'queue',
      '.#aws_sqs_queue.q',
    ],
    [
      'resource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = "arn:aws:dynamodb:eu-west-1:111111111111:table/orders/stream/x"\n  function_name = aws_lambda_function.f.arn\n}\n',
      'table',
      'offer:x',
    ],
  ])('%s', (text, kind, source) => {
    const { triggers } = nounsOf(`resource "aws_lambda_function" "f" {}\n${text}`);
    expect(triggers.map((trigger) => [trigger.triggerKind, trigger.source.to, trigger.target.to])).toEqual([
      [kind, source, '.#aws_lambda_function.f'],
    ]);
  });
});

describe('secrets, keys and operations', () => {
  it('are read', () => {
    const nouns = nounsOf(`
resource "aws_secretsmanager_secret" "s" {
  name = "s"
}
resource "aws_secretsmanager_secret_version" "s" {
  secret_id     = aws_secretsmanager_secret.s.id
  secret_string = "plain"
}
resource "aws_secretsmanager_secret_rotation" "s" {
  secret_id = aws_secretsmanager_secret.s.id
}
resource "aws_ssm_parameter" "p" {
  name  = "p"
  type  = "SecureString"
  value = random_password.r.result
}
resource "random_password" "r" {
  length = 20
}
resource "aws_kms_key" "k" {
  enable_key_rotation = true
  policy              = jsonencode({ Statement = { Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" } })
}
resource "aws_cloudwatch_log_group" "g" {
  retention_in_days = 0
}
resource "aws_sfn_state_machine" "m" {
  role_arn = aws_iam_role.r.arn
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "x:*"
  }
}
resource "aws_iam_role" "r" {}
resource "aws_cloudwatch_metric_alarm" "a" {
  metric_name   = "Errors"
  namespace     = "AWS/Lambda"
  dimensions    = { FunctionName = aws_lambda_function.f.function_name }
  alarm_actions = [aws_sns_topic.t.arn]
}
resource "aws_lambda_function" "f" {}
resource "aws_sns_topic" "t" {}
resource "aws_cloudtrail" "t" {
  enable_logging = false
  event_selector {
    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda"]
    }
  }
}
`);
    expect(nouns.secrets.map((s) => [s.secretKind, said(s.content), word(s.generated), word(s.rotation), word(s.encryption)])).toEqual([
      ['vault', 'plain', 'false by default', 'true', 'provider by default'],
      ['parameter', '{random_password.r.result}', 'true', 'false by default', 'provider'],
    ]);
    expect(nouns.keys.map((k) => [word(k.rotation), word(k.symmetric)])).toEqual([['true', 'true by default']]);
    expect(nouns.grants.map(({ resourceKind, on }) => [resourceKind, on.to])).toEqual([['key', '.#aws_kms_key.k']]);
    expect(nouns.logGroups.map((g) => [word(g.retentionDays), word(g.encryption)])).toEqual([['undefined by default', 'provider by default']]);
    expect(nouns.orchestrations.map((o) => [word(o.logLevel), word(o.logsData), word(o.tracing), o.identity.to])).toEqual([
      ['all', 'true', 'pass-through by default', '.#aws_iam_role.r'],
    ]);
    expect(nouns.alarms.map((a) => [word(a.metric), a.dimensions[0]!.value.to, a.actions.map(said), word(a.actionsEnabled)])).toEqual([
      ['Errors', '.#aws_lambda_function.f', ['{aws_sns_topic.t.arn}'], 'true by default'],
    ]);
    expect(nouns.trails.map((t) => [word(t.logging), word(t.allRegions), word(t.validated), word(t.functionData)])).toEqual([
      ['false', 'false by default', 'false by default', 'true'],
    ]);
  });

  it('of other resources let others in by their policies', () => {
    const policy = 'jsonencode({ Statement = { Effect = "Allow", Principal = "*", Action = "*", Resource = "*" } })';
    const { grants } = nounsOf(`
resource "aws_sns_topic" "t" {
  policy = ${policy}
}
resource "aws_sns_topic_policy" "t" {
  arn    = aws_sns_topic.t.arn
  policy = ${policy}
}
resource "aws_cloudwatch_event_bus" "b" {
  name = "b"
}
resource "aws_cloudwatch_event_bus_policy" "b" {
  event_bus_name = "b"
  policy         = ${policy}
}
resource "aws_cloudwatch_event_permission" "b" {
  event_bus_name = aws_cloudwatch_event_bus.b.name
  principal      = "*"
  statement_id   = "x"
  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = "o-1"
  }
}
resource "aws_ecr_repository" "e" {
  name = "e"
}
resource "aws_ecr_repository_policy" "e" {
  repository = aws_ecr_repository.e.name
  policy     = ${policy}
}
`);
    expect(
      grants.map(({ resourceKind, on, statements }) => [
        resourceKind,
        on.to,
        statements[0]!.principals[0]!.type,
        statements[0]!.conditions.map(({ key }) => key),
      ]),
    ).toEqual([
      ['topic', '.#aws_sns_topic.t', 'any', []],
      ['topic', '.#aws_sns_topic.t', 'any', []],
      ['event-bus', '.#aws_cloudwatch_event_bus.b', 'any', []],
      ['event-bus', '.#aws_cloudwatch_event_bus.b', 'any', ['aws:principalorgid']],
      ['registry', '.#aws_ecr_repository.e', 'any', []],
    ]);
  });
});

describe('texts', () => {
  it('are offered with the name they stand under and where they go', () => {
    const { texts } = read({
      'main.tf': `
variable "token" { default = "default-token" }
resource "aws_lambda_function" "f" {
  description = "a description"
  environment {
    variables = { TOKEN = "in-environment", URL = "postgres://user:pass@\${aws_db_instance.d.address}/x" }
  }
  tags = { team = "orders" }
}
resource "aws_db_instance" "d" {
  password = "in-property"
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{ environment = [{ name = "KEY", value = "in-container" }] }])
}
resource "aws_codebuild_project" "b" {
  environment {
    environment_variable {
      name  = "PLAIN"
      value = "in-build"
    }
    environment_variable {
      name  = "STORED"
      value = "name-of-secret"
      type  = "SECRETS_MANAGER"
    }
  }
}
resource "aws_instance" "i" {
  user_data = "export X=in-user-data"
}
provider "mysql" {
  password = "in-provider"
}
output "o" { value = "in-output" }
`,
      'terraform.tfvars': 'token = "in-values"\n',
    }).unit.nouns;
    expect(texts.map(({ role, name, value }) => [role, name, said(value)])).toEqual([
      ['tag', 'team', 'orders'],
      ['environment', 'TOKEN', 'in-environment'],
      ['environment', 'URL', 'postgres://user:pass@{aws_db_instance.d.address}/x'],
      ['property', 'password', 'in-property'],
      ['container', 'KEY', 'in-container'],
      ['build', 'PLAIN', 'in-build'],
      ['user-data', 'user_data', 'export X=in-user-data'],
      ['property', 'password', 'in-provider'],
      ['parameter', 'token', 'default-token'],
      ['parameter', 'token', 'in-values'],
      ['output', 'o', 'in-output'],
    ]);
  });
});

describe('names', () => {
  it('are offered to and asked of other units', () => {
    const { unit } = read(
      'resource "aws_sqs_queue" "q" {\n  name = "orders"\n}\nresource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:111111111111:orders"\n  function_name = "elsewhere"\n}\n',
    );
    expect([...unit.offers]).toEqual([['orders', '.#aws_sqs_queue.q']]);
    expect([...unit.needs]).toEqual(['elsewhere']);
    expect(unit.nouns.triggers[0]!.source.to).toBe('.#aws_sqs_queue.q');
  });
});

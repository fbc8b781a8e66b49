/** Policies in every form that Terraform has for them: read alike, each element at its place, and written back in its form. */
import { describe, expect, it } from 'vitest';
import type { Grant, Statement } from '../../../src/model/access.ts';
import { textAt } from '../../../src/source/span.ts';
import { read, said, way, written, type Configuration } from './read.ts';

const head = `resource "aws_sqs_queue" "in" {
  name = "orders"
}

resource "aws_sns_topic" "news" {
  name = "news"
}

`;

/** The same statement in four forms. */
const forms: Readonly<Record<string, string>> = {
  jsonencode: `${head}resource "aws_sqs_queue_policy" "in" {
  queue_url = aws_sqs_queue.in.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.in.arn
      },
    ]
  })
}
`,
  heredoc: `${head}resource "aws_sqs_queue_policy" "in" {
  queue_url = aws_sqs_queue.in.id
  policy    = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": { "Service": "sns.amazonaws.com" },
          "Action": "sqs:SendMessage",
          "Resource": "\${aws_sqs_queue.in.arn}"
        }
      ]
    }
  EOT
}
`,
  aws_iam_policy_document: `${head}resource "aws_sqs_queue_policy" "in" {
  queue_url = aws_sqs_queue.in.id
  policy    = data.aws_iam_policy_document.in.json
}

data "aws_iam_policy_document" "in" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.in.arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
  }
}
`,
  'a quoted text': `${head}resource "aws_sqs_queue_policy" "in" {
  queue_url = aws_sqs_queue.in.id
  policy    = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"sns.amazonaws.com\\"},\\"Action\\":\\"sqs:SendMessage\\",\\"Resource\\":\\"\${aws_sqs_queue.in.arn}\\"}]}"
}
`,
};

function grantOf(configuration: Configuration): Grant {
  expect(configuration.unit.nouns.grants).toHaveLength(1);
  return configuration.unit.nouns.grants[0]!;
}

function statementOf(configuration: Configuration): Statement {
  return grantOf(configuration).statements[0]!;
}

describe.each(Object.entries(forms))('a policy by %s', (form, text) => {
  const configuration = read(text);
  const grant = grantOf(configuration);
  const statement = grant.statements[0]!;

  it('reads alike', () => {
    expect(grant.on.to).toBe('.#aws_sqs_queue.in');
    expect([grant.resourceKind, grant.statementsPartial, grant.statements.length]).toEqual(['queue', false, 1]);
    expect(said(statement.effect)).toBe('allow');
    expect(statement.actions.items.map(said)).toEqual(['sqs:SendMessage']);
    expect(statement.resources.items.map(said)).toEqual(['{aws_sqs_queue.in.arn}']);
    expect(statement.principals.map(({ type, value }) => [type, said(value)])).toEqual([['service', 'sns.amazonaws.com']]);
    expect([statement.conditions, statement.conditionsPartial, statement.principalsPartial]).toEqual([[], false, false]);
  });

  it('has its action at its place', () => {
    const [action] = statement.actions.items;
    expect(textAt(action!.at)).toBe(form === 'a quoted text' ? String.raw`\"sqs:SendMessage\"` : '"sqs:SendMessage"');
  });
});

describe('what is written into a policy', () => {
  const condition = { operator: 'ArnEquals', key: 'aws:SourceArn', values: [{ address: 'aws_sns_topic.news', suffix: '' }] } as const;

  it.each([
    [
      'jsonencode',
      `        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.news.arn
          }
        }
      },`,
    ],
    [
      'heredoc',
      `          "Resource": "\${aws_sqs_queue.in.arn}",
          "Condition": {
            "ArnEquals": {
              "aws:SourceArn": "\${aws_sns_topic.news.arn}"
            }
          }
        }`,
    ],
    [
      'aws_iam_policy_document',
      `
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.news.arn]
    }
  }`,
    ],
  ])('by %s is a condition', (form, expected) => {
    const configuration = read(forms[form]!);
    const after = written(configuration, statementOf(configuration).addCondition, condition);
    expect(after?.['main.tf']).toContain(expected);
    const again = statementOf(read(after!));
    expect(again.conditions.map(({ operator, key, values }) => [operator, key, ...values.map(said)])).toEqual([
      ['ArnEquals', 'aws:sourcearn', '{aws_sns_topic.news.arn}'],
    ]);
  });

  it('as a quoted text is left alone', () => {
    const configuration = read(forms['a quoted text']!);
    expect(statementOf(configuration).addCondition?.(condition)).toBeUndefined();
  });

  it.each(['jsonencode', 'heredoc', 'aws_iam_policy_document'])('by %s are other resources', (form) => {
    const configuration = read(forms[form]!);
    const after = written(configuration, statementOf(configuration).resources.slot, [
      { address: 'aws_sns_topic.news', suffix: '/*' },
      'arn:aws:s3:::x',
    ]);
    expect(after).toBeDefined();
    expect(statementOf(read(after!)).resources.items.map(said)).toEqual(['{aws_sns_topic.news.arn}/*', 'arn:aws:s3:::x']);
  });

  it('with the number of the account adds the data source that gives it', () => {
    const configuration = read(forms['aws_iam_policy_document']!);
    const after = written(configuration, statementOf(configuration).addCondition, {
      operator: 'StringEquals',
      key: 'aws:SourceAccount',
      values: ['{account}'],
    });
    expect(after?.['main.tf']).toContain('values   = [data.aws_caller_identity.current.account_id]');
    expect(after?.['main.tf']).toMatch(/\n\ndata "aws_caller_identity" "current" \{\}\n$/);
  });
});

describe('aws_iam_policy_document', () => {
  const documents = (text: string): readonly Statement[] =>
    read(`resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.p.json\n}\n${text}`).unit.nouns.identities[0]!.statements;

  it('takes statements over from other documents, and lets others override them', () => {
    const statements = documents(`
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
  statement {
    sid       = "Write"
    actions   = ["s3:PutObject"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "over" {
  statement {
    sid       = "Write"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "p" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
  }
}
`);
    expect(statements.map(({ effect, actions, sid }) => [sid, said(effect), ...actions.items.map(said)])).toEqual([
      ['Read', 'allow', 's3:GetObject'],
      [undefined, 'allow', 'sqs:SendMessage'],
      ['Write', 'deny', 's3:*'],
    ]);
  });

  it('makes statements by dynamic blocks, joins principals and conditions, and knows the variables of policies', () => {
    const [first, second] = documents(`
locals { buckets = { a = "arn:aws:s3:::a", b = "arn:aws:s3:::b" } }
data "aws_iam_policy_document" "p" {
  dynamic "statement" {
    for_each = local.buckets
    content {
      actions   = ["s3:GetObject"]
      resources = ["\${statement.value}/&{aws:username}/*"]
      principals {
        type        = "AWS"
        identifiers = ["111111111111"]
      }
      principals {
        type        = "AWS"
        identifiers = ["*"]
      }
      not_principals {
        type        = "Service"
        identifiers = ["x.amazonaws.com"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = ["1"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = ["o-1"]
      }
    }
  }
}
`);
    expect(first!.resources.items.map(said)).toEqual(['arn:aws:s3:::a/${aws:username}/*']);
    expect(second!.resources.items.map(said)).toEqual(['arn:aws:s3:::b/${aws:username}/*']);
    expect(first!.principals.map(({ type, value }) => [type, said(value)])).toEqual([
      ['aws', '111111111111'],
      ['any', '*'],
    ]);
    expect(first!.notPrincipals.map(({ type }) => type)).toEqual(['service']);
    expect(first!.conditions.map(({ operator, key, values }) => [operator, key, ...values.map(said)])).toEqual([
      ['StringEquals', 'aws:sourceaccount', '1'],
      ['StringEquals', 'aws:principalorgid', 'o-1'],
    ]);
  });

  it('is partial where part of it is not known', () => {
    const policy = (text: string) =>
      read(`resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.p.json\n}\n${text}`).unit.nouns.identities[0]!;
    expect(policy('variable "x" {}\ndata "aws_iam_policy_document" "p" {\n  source_policy_documents = [var.x]\n}\n').statementsPartial).toBe(true);
    expect(
      policy(
        'variable "x" {}\ndata "aws_iam_policy_document" "p" {\n  dynamic "statement" {\n    for_each = var.x\n    content {\n      actions = ["*"]\n    }\n  }\n}\n',
      ).statementsPartial,
    ).toBe(true);
  });

  it('writes the effect that nobody has written', () => {
    const configuration = read(
      'resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.p.json\n}\ndata "aws_iam_policy_document" "p" {\n  statement {\n    actions   = ["*"]\n    resources = ["*"]\n  }\n}\n',
    );
    const [statement] = configuration.unit.nouns.identities[0]!.statements;
    expect(written(configuration, statement!.effect.slot, 'deny')?.['main.tf']).toContain('    resources = ["*"]\n    effect    = "Deny"\n');
  });
});

describe('policies in files', () => {
  const role = (policy: string): string =>
    `resource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = ${policy}\n}\nresource "aws_iam_role" "r" {\n  name = "r"\n}\n`;
  const json = '{\n  "Statement": [\n    { "Effect": "Allow", "Action": "s3:*", "Resource": "*" }\n  ]\n}\n';

  it('are read and changed where they stand', () => {
    const configuration = read({ 'main.tf': role('file("${path.module}/policy.json")'), 'policy.json': json });
    const [statement] = configuration.unit.nouns.identities[0]!.statements;
    expect(way(statement!.actions.items[0]!)).toEqual(['file("${path.module}/policy.json")', '"s3:*"']);
    expect(configuration.unit.files).toContain('policy.json');
    expect(written(configuration, statement!.actions.slot, ['s3:GetObject'])?.['policy.json']).toContain('"Action": "s3:GetObject"');
    expect(statement!.resources.slot?.([{ address: 'aws_iam_role.r', suffix: '' }])).toBeUndefined();
  });

  it('may be templates, in JSON or in YAML', () => {
    const actions = (files: Readonly<Record<string, string>>): readonly string[] => {
      const [name] = Object.keys(files);
      const { nouns } = read({ ...files, 'main.tf': role(`templatefile("${name}", { list = ["s3:Get*", "s3:Put*"], bucket = "b" })`) }).unit;
      return nouns.identities[0]!.statements.flatMap(({ actions: { items }, resources }) => [...items, ...resources.items].map(said));
    };
    const list =
      '{"Statement": [%{ for a in list }{"Effect": "Allow", "Action": "${a}", "Resource": "arn:aws:s3:::${bucket}/*"},%{ endfor }{"Effect": "Deny", "Action": ${jsonencode(list)}, "Resource": "*"}]}';
    expect(actions({ 'p.tpl': list })).toEqual(['s3:Get*', 'arn:aws:s3:::b/*', 's3:Put*', 'arn:aws:s3:::b/*', 's3:Get*', 's3:Put*', '*']);
    expect(actions({ 'p.yaml': 'Statement:\n  - Effect: Allow\n    Action: ${list[0]}\n    Resource: arn:aws:s3:::${bucket}/*\n' })).toEqual([
      's3:Get*',
      'arn:aws:s3:::b/*',
    ]);
  });
});

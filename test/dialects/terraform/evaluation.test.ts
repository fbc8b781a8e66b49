/** What expressions of Terraform come to, with the way that a value took. */
import { describe, expect, it } from 'vitest';
import { output, read, said, way } from './read.ts';

describe('values', () => {
  it.each([
    ['a text', '"orders"', 'orders'],
    ['a number', '1.5', '1.5'],
    ['a local value', 'local.name', 'orders'],
    ['a member of a local value', 'local.map.a.b', 'deep'],
    ['an index', 'local.list[1]', 'two'],
    ['an old index', 'local.list.1', 'two'],
    ['a variable with a default', 'var.stage', 'dev'],
    ['a template', '"${local.name}-${var.stage}"', 'orders-dev'],
    ['a template with directives', '"%{ for x in local.list }${x};%{ endfor }%{ if var.stage == "dev" }d%{ endif }"', 'one;two;d'],
    ['a condition that is known', 'var.stage == "prod" ? "big" : "small"', 'small'],
    ['arithmetic', '2 + 3 * 4', '14'],
    ['format', 'format("%s-%02d", local.name, 7)', 'orders-07'],
    ['join over a for', 'join(",", [for k, v in local.map : "${k}=${v.b}"])', 'a=deep,c=flat'],
    ['a for with a condition', 'join(",", [for k, v in local.map : k if v.b != "deep"])', 'c'],
    ['a map by for', '{ for x in local.list : x => upper(x) }["two"]', 'TWO'],
    ['a splat', 'join(",", local.objects[*].id)', '1,2'],
    ['merge', 'merge(local.map.a, { b = "new" }).b', 'new'],
    ['lookup', 'lookup(local.map, "x", { b = "none" }).b', 'none'],
    ['element', 'element(local.list, 3)', 'two'],
    ['coalesce', 'coalesce(null, "", local.name)', 'orders'],
    ['try', 'try(local.map.x.y, "missing")', 'missing'],
    ['can', 'can(local.map.x) ? "yes" : "no"', 'no'],
    ['split', 'split("/", "a/b")[1]', 'b'],
    ['replace', 'replace("a.b", ".", "-")', 'a-b'],
    ['flatten', 'join(",", flatten([["a"], [["b"], "c"]]))', 'a,b,c'],
    ['toset', 'join(",", toset(["a", "b", "a"]))', 'a,b'],
    ['zipmap', 'zipmap(["a", "b"], [1, 2])["b"]', '2'],
    ['range', 'join(",", range(1, 7, 2))', '1,3,5'],
    ['jsondecode', 'jsondecode("{\\"a\\": [\\"x\\"]}").a[0]', 'x'],
    ['base64', 'base64decode(base64encode("x"))', 'x'],
    ['a path', '"${path.module}/code"', './code'],
  ])('%s', (_, expression, expected) => {
    const value = output(`
variable "stage" { default = "dev" }
locals {
  name    = "orders"
  list    = ["one", "two"]
  objects = [{ id = 1 }, { id = 2 }]
  map     = { a = { b = "deep" }, c = { b = "flat" } }
}
output "it" { value = ${expression} }
`);
    expect([value.state, said(value)]).toEqual(['known', expected]);
  });

  it.each([
    ['a variable without default', 'var.none', '{var.none}'],
    ['an attribute of a resource', 'aws_sqs_queue.in.arn', '{aws_sqs_queue.in.arn}'],
    ['a name that the resource itself is known by', 'aws_sqs_queue.in.name', '{aws_sqs_queue.in.name}'],
    ['an attribute in a text', '"${aws_sqs_queue.in.arn}/*"', '{aws_sqs_queue.in.arn}/*'],
    ['joined parts', 'join("/", [aws_sqs_queue.in.arn, "x"])', '{aws_sqs_queue.in.arn}/x'],
    ['format with a reference', 'format("%s-x", aws_sqs_queue.in.id)', '{aws_sqs_queue.in.id}-x'],
    ['lower of a part', 'lower("ABC-${var.none}")', 'abc-{var.none}'],
    ['the account', '"arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"', 'arn:aws:iam::{}:root'],
    ['a condition that is not known', 'var.none == "x" ? "a" : "b"', '{}'],
    ['a regular expression', 'regex("a+", "aaa")', '{}'],
    ['a file that is not there', 'file("nothing.txt")', '{}'],
    ['a file outside of the repository', 'file("../../etc/passwd")', '{}'],
    ['a workspace', 'terraform.workspace', '{}'],
    ['an output of a module that is fetched', 'module.remote.name', '{module.remote.name}'],
  ])('%s is known in part', (_, expression, expected) => {
    const value = output(`
variable "none" {}
data "aws_caller_identity" "me" {}
module "remote" { source = "terraform-aws-modules/lambda/aws" }
resource "aws_sqs_queue" "in" { name = "orders" }
output "it" { value = ${expression} }
`);
    expect([value.state, said(value)]).toEqual(['unknown', expected]);
  });

  it('knows both branches of a condition that come to the same', () => {
    expect(said(output('variable "x" {}\noutput "it" { value = var.x ? "same" : "same" }\n'))).toBe('same');
  });

  it('knows that the attribute of a resource is not null', () => {
    expect(said(output('resource "aws_kms_key" "k" {}\noutput "it" { value = aws_kms_key.k.arn != null ? "customer" : "provider" }\n'))).toBe(
      'customer',
    );
  });

  it('takes an argument of a resource for what is written there', () => {
    expect(
      said(output('resource "aws_lambda_function" "f" { runtime = "python3.13" }\noutput "it" { value = aws_lambda_function.f.runtime }\n')),
    ).toBe('python3.13');
  });

  it('shows the way from the use to the literal', () => {
    const value = output('variable "name" { default = "orders" }\nlocals { all = { name = var.name } }\noutput "it" { value = local.all.name }\n');
    expect(way(value)).toEqual(['local.all.name', 'var.name', '"orders"']);
  });

  it('places what is put together where it is put together', () => {
    const value = output('locals { a = "x" }\noutput "it" { value = "${local.a}-y" }\n');
    expect(way(value)).toEqual(['"${local.a}-y"']);
  });
});

describe('files', () => {
  it('hold settings that resources are made of', () => {
    const { nouns } = read({
      'main.tf': `
locals {
  queues = yamldecode(file("\${path.module}/queues.yaml"))
  topics = { for path in fileset(path.module, "topics/*.json") : path => jsondecode(file(path)) }
}
resource "aws_sqs_queue" "q" {
  for_each                = local.queues
  name                    = each.key
  sqs_managed_sse_enabled = each.value.encrypted
}
resource "aws_sns_topic" "t" {
  for_each = local.topics
  name     = each.value.name
}
`,
      'queues.yaml': 'orders:\n  encrypted: false\ninvoices:\n  encrypted: true\n',
      'topics/a.json': '{ "name": "news" }',
      'topics/b.txt': 'no',
    }).unit;
    expect(nouns.stores.map(({ name, encryption }) => [said(name), said(encryption), encryption.at.file.path])).toEqual([
      ['orders', 'none', 'queues.yaml'],
      ['invoices', 'provider', 'queues.yaml'],
      ['news', 'none', 'main.tf'],
    ]);
  });

  it('of other folders are found from the folder of the root', () => {
    const { unit } = read({
      'live/main.tf': 'module "m" {\n  source = "../modules/m"\n}\n',
      'modules/m/main.tf':
        'output "x" { value = file("${path.module}/a.txt") }\nresource "aws_sqs_queue" "q" {\n  name = trimspace(file("${path.module}/a.txt"))\n}\n',
      'modules/m/a.txt': 'orders\n',
    });
    expect(said(unit.nouns.stores[0]!.name)).toBe('orders');
    expect(unit.files).toContain('modules/m/a.txt');
  });
});

describe('circles and depth', () => {
  it.each([
    ['locals', 'locals {\n  a = local.b\n  b = "${local.a}"\n}\noutput "it" { value = local.a }\n'],
    [
      'a resource that counts itself',
      'resource "aws_sqs_queue" "q" { count = length(aws_sqs_queue.q) }\noutput "it" { value = aws_sqs_queue.q[0].arn }\n',
    ],
    ['resources', 'resource "x" "a" { v = x.b.v }\nresource "x" "b" { v = x.a.v }\noutput "it" { value = x.a.v }\n'],
    [
      'texts that double',
      `locals {\n  a0 = "xxxxxxxxxx"\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = "\${local.a${i}}\${local.a${i}}"`).join('\n')}\n}\noutput "it" { value = local.a60 }\n`,
    ],
    [
      'lists that double',
      `locals {\n  a0 = ["x"]\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = concat(local.a${i}, local.a${i})`).join('\n')}\n}\noutput "it" { value = jsonencode(local.a60) }\n`,
    ],
    [
      'trees that double',
      `locals {\n  a0 = ["x"]\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = [local.a${i}, local.a${i}]`).join('\n')}\n}\nresource "y" "z" { v = local.a60 }\noutput "it" { value = jsonencode(local.a60) }\n`,
    ],
    [
      'loops in loops',
      `locals { a = range(1000) }\noutput "it" { value = jsonencode([for a in local.a : [for b in local.a : [for c in local.a : c]]]) }\n`,
    ],
    [
      'a chain of a thousand locals',
      `locals {\n  a0 = "x"\n${Array.from({ length: 1000 }, (_, i) => `  a${i + 1} = local.a${i}`).join('\n')}\n}\noutput "it" { value = local.a1000 }\n`,
    ],
    ['a sum of a hundred thousand', `output "it" { value = 1${' + 1'.repeat(100_000)} }\n`],
  ])('%s end', (_, text) => {
    const started = process.cpuUsage();
    expect(output(text)).toBeDefined();
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(6000);
  });

  it('tells that a configuration asks for too much', () => {
    const { unit } = read(
      'locals { a = range(1000) }\noutput "it" { value = join(",", [for a in local.a : join(",", [for b in local.a : join(",", [for c in local.a : c])])]) }\n',
    );
    expect(unit.notices.map(({ level, message }) => [level, message])).toEqual([
      ['warning', 'not wholly read: the configuration asks for too much work'],
    ]);
  });
});

describe('variables', () => {
  const main = 'variable "size" { default = "small" }\nvariable "stage" {}\noutput "it" { value = "${var.size}-${var.stage}" }\n';

  it.each([
    ['terraform.tfvars', { 'terraform.tfvars': 'stage = "live"\n' }, 'small-live'],
    [
      'a file that is read by itself, over it',
      { 'terraform.tfvars': 'stage = "live"\n', 'a.auto.tfvars': 'stage = "test"\nsize = "big"\n' },
      'big-test',
    ],
    ['JSON', { 'terraform.tfvars.json': '{ "stage": "json" }\n' }, 'small-json'],
    ['the only file that is named at deployment', { 'prod.tfvars': 'stage = "prod"\n' }, 'small-prod'],
    ['files that agree', { 'a.tfvars': 'stage = "x"\n', 'b.tfvars': 'stage = "x"\n' }, 'small-x'],
    ['files that do not', { 'a.tfvars': 'stage = "x"\n', 'b.tfvars': 'stage = "y"\n' }, 'small-{var.stage}'],
    ['files of another folder', { 'other/terraform.tfvars': 'stage = "x"\n' }, 'small-{var.stage}'],
  ])('are given in %s', (_, files, expected) => {
    expect(said(output({ 'main.tf': main, ...files }))).toBe(expected);
  });

  it('take the defaults of optional attributes from their type', () => {
    const text = `
variable "queues" {
  type    = map(object({ days = optional(number, 4), name = string, key = optional(string) }))
  default = { in = { name = "orders" } }
}
output "it" { value = "\${var.queues["in"].name} \${var.queues.in.days} \${var.queues.in.key == null ? "none" : "some"}" }
`;
    expect(said(output(text))).toBe('orders 4 none');
  });

  it('are parameters, each once, and hidden where they say so', () => {
    const { nouns } = read('variable "a" { default = "x" }\nvariable "b" { sensitive = true }\n').unit;
    expect(nouns.parameters.map((parameter) => [parameter.label, parameter.default.state, said(parameter.hidden)])).toEqual([
      ['a', 'known', 'false'],
      ['b', 'absent', 'true'],
    ]);
  });
});

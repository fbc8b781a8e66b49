/** Deploy roots, local modules, and resources that are there several times. */
import { describe, expect, it } from 'vitest';
import { read, said, way } from './read.ts';

const queue = `
variable "name" {}
variable "encrypted" { default = true }
resource "aws_sqs_queue" "this" {
  name                    = var.name
  sqs_managed_sse_enabled = var.encrypted
}
output "arn" { value = aws_sqs_queue.this.arn }
`;

describe('roots', () => {
  const paths = (texts: Readonly<Record<string, string>>): readonly string[] => read(texts).units.map(({ root }) => root.path);
  const call = (source: string): string => `module "m" { source = "${source}" }\n`;
  const some = 'resource "aws_sqs_queue" "q" {}\n';

  it.each([
    ['the folder of the repository', { 'main.tf': some }, ['.']],
    ['every folder that nobody calls', { 'a/main.tf': some, 'b/main.tf': some }, ['a', 'b']],
    ['not a module that is called', { 'main.tf': call('./modules/q'), 'modules/q/main.tf': some }, ['.']],
    ['not a module that a sibling calls', { 'live/main.tf': call('../modules/q'), 'modules/q/main.tf': some }, ['live']],
    ['a module that nobody calls', { 'main.tf': some, 'modules/q/main.tf': some }, ['.', 'modules/q']],
    ['the example that calls the repository itself', { 'main.tf': some, 'examples/a/main.tf': call('../..') }, ['examples/a']],
    ['one folder of a circle', { 'a/main.tf': call('../b'), 'b/main.tf': call('../a') }, ['a']],
    ['a folder of JSON', { 'cdktf.out/stacks/x/cdk.tf.json': '{ "resource": {} }' }, ['cdktf.out/stacks/x']],
    ['no file that only ends like one', { 'model.tf': 'import tensorflow\n' }, []],
  ])('are %s', (_, texts, expected) => {
    expect(paths(texts)).toEqual(expected);
  });
});

describe('modules', () => {
  it('are read with what their caller gives them', () => {
    const { unit } = read({
      'main.tf': 'module "in" {\n  source    = "./queue"\n  name      = "orders"\n  encrypted = false\n}\n',
      'queue/main.tf': queue,
    });
    const [store] = unit.nouns.stores;
    expect([store!.address, said(store!.name), said(store!.encryption)]).toEqual(['module.in.aws_sqs_queue.this', 'orders', 'none']);
    expect(way(store!.encryption)).toEqual(['var.encrypted', 'false']);
    expect(store!.encryption.at.file.path).toBe('main.tf');
    expect(unit.files).toEqual(['main.tf', 'queue/main.tf']);
  });

  it('are there as often as they are called', () => {
    const { unit } = read({
      'main.tf': `
module "one" {
  source = "./queue"
  name   = "a"
}
module "many" {
  source   = "./queue"
  for_each = toset(["b", "c"])
  name     = each.key
}
module "two" {
  source = "./queue"
  count  = 2
  name   = "d\${count.index}"
}
module "none" {
  source = "./queue"
  count  = 0
  name   = "e"
}
`,
      'queue/main.tf': queue,
    });
    expect(unit.nouns.stores.map(({ address, name }) => [address, said(name)])).toEqual([
      ['module.one.aws_sqs_queue.this', 'a'],
      ['module.many["b"].aws_sqs_queue.this', 'b'],
      ['module.many["c"].aws_sqs_queue.this', 'c'],
      ['module.two[0].aws_sqs_queue.this', 'd0'],
      ['module.two[1].aws_sqs_queue.this', 'd1'],
    ]);
  });

  it('hand their outputs to whoever asks', () => {
    const { unit } = read({
      'main.tf': `
module "in" {
  source = "./queue"
  name   = "orders"
}
module "more" {
  source   = "./queue"
  for_each = toset(["a"])
  name     = each.key
}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = module.in.arn
  function_name    = "f"
}
resource "aws_lambda_event_source_mapping" "n" {
  event_source_arn = module.more["a"].arn
  function_name    = "f"
}
`,
      'queue/main.tf': queue,
    });
    expect(unit.nouns.triggers.map(({ triggerKind, source }) => [triggerKind, source.to])).toEqual([
      ['queue', '.#module.in.aws_sqs_queue.this'],
      ['queue', '.#module.more["a"].aws_sqs_queue.this'],
    ]);
  });

  it('that are fetched, lie elsewhere or call themselves are named with their line', () => {
    const { unit } = read({
      'a/main.tf':
        'module "r" {\n  source = "acme/sqs/aws"\n}\nmodule "o" {\n  source = "../../elsewhere"\n}\nmodule "e" {\n  source = "./empty"\n}\nmodule "b" {\n  source = "../b"\n}\n',
      'b/main.tf': 'module "b" {\n  source = "../b"\n}\n',
    });
    expect(unit.notices).toEqual([
      { level: 'info', message: 'not scanned: the module acme/sqs/aws (remote)', path: 'a/main.tf', line: 1 },
      { level: 'warning', message: 'not scanned: the module ../../elsewhere lies outside of the repository', path: 'a/main.tf', line: 4 },
      { level: 'warning', message: 'not scanned: the module ./empty holds no configuration', path: 'a/main.tf', line: 7 },
      { level: 'warning', message: 'not scanned: the module ../b calls itself', path: 'b/main.tf', line: 1 },
    ]);
  });

  it('that call each other in ever more ways end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `m${i}/main.tf`,
        `module "a" {\n  source = "../m${i + 1}"\n}\nmodule "b" {\n  source = "../m${i + 1}"\n}\nresource "aws_sqs_queue" "q" {}\n`,
      ]),
    );
    const started = process.cpuUsage();
    expect(read(files).unit.nouns.stores.length).toBeGreaterThan(30);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(6000);
  });

  it('may be replaced in part by override files', () => {
    const { unit } = read({
      'main.tf': 'resource "aws_sqs_queue" "q" {\n  name = "a"\n}\n',
      'main_override.tf': 'resource "aws_sqs_queue" "q" {\n  name = "b"\n}\n',
    });
    expect(unit.nouns.stores.map(({ name }) => said(name))).toEqual(['b']);
  });
});

describe('resources', () => {
  it('are there by for_each over a map, with their own settings', () => {
    const { nouns } = read(`
locals {
  functions = {
    new = { runtime = "python3.13" }
    old = { runtime = "python3.8" }
  }
}
resource "aws_lambda_function" "f" {
  for_each      = local.functions
  function_name = each.key
  runtime       = each.value.runtime
}
`).unit;
    expect(nouns.functions.map((fn) => [fn.address, fn.label, said(fn.name), said(fn.runtime)])).toEqual([
      ['aws_lambda_function.f["new"]', 'f["new"]', 'new', 'python3.13'],
      ['aws_lambda_function.f["old"]', 'f["old"]', 'old', 'python3.8'],
    ]);
    expect(way(nouns.functions[1]!.runtime)).toEqual(['each.value.runtime', 'local.functions', '"python3.8"']);
  });

  it.each([
    ['0', []],
    ['2', ['aws_sqs_queue.q[0]', 'aws_sqs_queue.q[1]']],
    ['var.on ? 1 : 0', ['aws_sqs_queue.q']],
    ['var.off ? 1 : 0', ['aws_sqs_queue.q']],
    ['local.off ? 1 : 0', ['aws_sqs_queue.q']],
    ['local.never ? 1 : 0', []],
    ['length(var.names)', ['aws_sqs_queue.q']],
    ['-1', []],
    ['100000', Array.from({ length: 500 }, (_, i) => `aws_sqs_queue.q[${i}]`)],
  ])('are there by count: %s', (count, expected) => {
    const variables = 'variable "on" {}\nvariable "off" { default = false }\nvariable "names" { default = [] }\n';
    const locals = 'locals {\n  off   = var.off && true\n  never = false\n}\n';
    const { nouns } = read(`${variables}${locals}resource "aws_sqs_queue" "q" { count = ${count} }\n`).unit;
    expect(nouns.stores.map(({ address }) => address)).toEqual(expected);
  });

  it.each([
    ['whoever deploys can turn them on', {}, ['module.m.aws_sqs_queue.q']],
    ['a file of values says that they are off', { 'terraform.tfvars': 'off = false\n' }, []],
  ])('are there in a module that a variable turns on: %s', (_, more, expected) => {
    const { nouns } = read({
      'main.tf': 'variable "off" { default = false }\nmodule "m" {\n  source = "./m"\n  wanted = var.off\n}\n',
      'm/main.tf':
        'variable "wanted" {}\nvariable "never" { default = false }\n' +
        'resource "aws_sqs_queue" "q" {\n  count = var.wanted ? 1 : 0\n  name  = var.wanted ? "wanted" : "not"\n}\n' +
        'resource "aws_sqs_queue" "never" { count = var.never ? 1 : 0 }\n',
      ...more,
    }).unit;
    expect(nouns.stores.map(({ address }) => address)).toEqual(expected);
    expect(nouns.stores.map(({ name }) => name.state)).toEqual(expected.map(() => 'unknown'));
  });

  it('stand for all of their instances where it is not known how many there are', () => {
    const { nouns } = read(`
variable "names" { type = set(string) }
resource "aws_sqs_queue" "q" {
  for_each = var.names
  name     = each.key
}
resource "aws_sqs_queue_policy" "p" {
  for_each  = var.names
  queue_url = aws_sqs_queue.q[each.key].id
  policy    = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }] })
}
`).unit;
    expect(nouns.stores.map(({ address }) => address)).toEqual(['aws_sqs_queue.q']);
    expect(nouns.grants.map(({ on }) => on.to)).toEqual(['.#aws_sqs_queue.q']);
  });

  it('take the blocks that dynamic ones make', () => {
    const { nouns } = read(`
locals { origins = ["https://a.example", "https://b.example"] }
variable "unknown" {}
resource "aws_lambda_function_url" "u" {
  function_name      = "f"
  authorization_type = "AWS_IAM"
  dynamic "cors" {
    for_each = [local.origins]
    iterator = it
    content {
      allow_origins = it.value
    }
  }
}
resource "aws_lambda_function" "f" {
  dynamic "tracing_config" {
    for_each = var.unknown
    content {
      mode = "Active"
    }
  }
}
`).unit;
    expect(nouns.endpoints[0]!.origins.map(said)).toEqual(['https://a.example', 'https://b.example']);
    expect(nouns.functions[0]!.tracing.state).toBe('unknown');
  });
});

describe('labels', () => {
  it.each([
    ['the second label where it says something', 'resource "aws_sqs_queue" "orders" {}', 'orders'],
    ['the whole address where it says nothing', 'resource "aws_sqs_queue" "this" {}', 'aws_sqs_queue.this'],
  ])('are %s', (_, text, label) => {
    expect(read({ 'main.tf': text }).units[0]?.nouns.stores.map((store) => store.label)).toEqual([label]);
  });
});

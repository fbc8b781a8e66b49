/** Broken and hostile configurations: never a throw, always a sentence, and the rest is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const orders = join(import.meta.dirname, '../contract/orders');

/** The contract application in both of its spellings. */
const samples = ['terraform', 'terraform-json'].map((spelling) => {
  const folder = join(orders, spelling);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:tf|json|tftpl|tfvars)$/.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
});

describe('a broken file', () => {
  it('is named with its line, and the others are read', () => {
    const { unit } = read({
      'a.tf': 'resource "aws_sqs_queue" "a" {\n  name = "a"\n}\n',
      'b.tf': 'resource "aws_sqs_queue" "b" {\n  name = "b\n}\n\nresource "aws_sqs_queue" "c" {\n  name = "c"\n}\n',
      'c.tf.json': '{ "resource": { "aws_sqs_queue": { "d": { "name": "d" } }',
    });
    expect(unit.nouns.stores.map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd']);
    expect(unit.notices.map(({ level, path, line }) => [level, path, line])).toEqual([
      ['warning', 'b.tf', 2],
      ['warning', 'c.tf.json', 1],
      ['warning', 'c.tf.json', 1],
    ]);
  });

  it('that declares something twice keeps the first', () => {
    const { unit } = read('resource "aws_sqs_queue" "a" {\n  name = "first"\n}\nresource "aws_sqs_queue" "a" {\n  name = "second"\n}\n');
    expect(unit.nouns.stores).toHaveLength(1);
    expect(unit.notices).toEqual([{ level: 'warning', message: 'not read: aws_sqs_queue.a is declared twice', path: 'main.tf', line: 4 }]);
  });
});

describe('never a throw', () => {
  it('for files that are cut off anywhere', () => {
    for (const files of samples) {
      for (const [path, text] of Object.entries(files)) {
        for (let end = 0; end < text.length; end += Math.max(1, Math.floor(text.length / 25))) {
          for (const { notices } of read({ ...files, [path]: text.slice(0, end) }).units) expect(Array.isArray(notices)).toBe(true);
        }
      }
    }
  });

  it('for files with pieces in the wrong place', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      '${',
      '%{',
      '%{ if x }',
      '<<EOT\n',
      '<<-A\n',
      '\n',
      '\\',
      '#',
      '/*',
      '=',
      '...',
      '*',
      '\u{1F680}',
      '\u0000',
      '\ue0000\ue001',
      ' for ',
      ' ? ',
      '::',
    ];
    const cases = samples.flatMap((files) => Object.keys(files).map((path) => ({ files, path })));
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(fc.tuple(fc.constantFrom(...pieces), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 5 }),
        ({ files, path }, changes) => {
          let text = files[path]!;
          for (const [piece, where] of changes) {
            const at = Math.floor(where * text.length);
            text = text.slice(0, at) + piece + text.slice(at);
          }
          const { units } = read({ ...files, [path]: text });
          for (const { nouns } of units)
            for (const { encryption, name } of nouns.stores) {
              encryption.slot?.('provider');
              name.slot?.('x');
            }
        },
      ),
      { seed: 20261122, numRuns: 300, endOnFailure: true },
    );
  });

  it.each([
    [
      'names of JavaScript',
      'resource "constructor" "__proto__" {\n  toString = "x"\n}\nlocals {\n  __proto__ = { constructor = 1 }\n}\noutput "it" { value = local.__proto__.constructor }\ndata "hasOwnProperty" "valueOf" {}\noutput "x" { value = data.hasOwnProperty.valueOf.id }\noutput "y" { value = toString(1) }\n',
    ],
    [
      'paths that lead elsewhere',
      'locals {\n  a = file("/etc/passwd")\n  b = file("../../../etc/passwd")\n  c = templatefile("\\u0000", {})\n  d = fileexists("C:\\\\x")\n}\noutput "it" { value = "${local.a}${local.b}${local.c}${local.d}" }\n',
    ],
    ['a template that reads itself', 'output "it" { value = templatefile("main.tf", {}) }\n'],
    [
      'a bucket that is its own policy',
      'resource "aws_s3_bucket" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = aws_s3_bucket.b.policy\n}\nresource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket_policy.b.id\n  policy = data.aws_iam_policy_document.d.json\n}\ndata "aws_iam_policy_document" "d" {\n  source_policy_documents = [data.aws_iam_policy_document.d.json]\n}\n',
    ],
    [
      'an alias of itself',
      'resource "aws_lambda_alias" "a" {\n  function_name = aws_lambda_alias.a.arn\n}\nresource "aws_lambda_permission" "p" {\n  function_name = aws_lambda_alias.a.arn\n}\n',
    ],
    [
      'resources of API Gateway in a circle',
      'resource "aws_api_gateway_resource" "a" {\n  parent_id = aws_api_gateway_resource.b.id\n  path_part = "a"\n}\nresource "aws_api_gateway_resource" "b" {\n  parent_id = aws_api_gateway_resource.a.id\n  path_part = "b"\n}\nresource "aws_api_gateway_method" "m" {\n  resource_id = aws_api_gateway_resource.a.id\n}\n',
    ],
  ])('for %s', (_, text) => {
    expect(read(text).units).toHaveLength(1);
  });

  it('for thousands of resources, within a moment', () => {
    const text = Array.from(
      { length: 3000 },
      (_, i) =>
        `resource "aws_s3_bucket" "b${i}" {\n  bucket = "b${i}"\n}\nresource "aws_s3_bucket_public_access_block" "b${i}" {\n  bucket = aws_s3_bucket.b${i}.id\n}\n`,
    ).join('');
    const started = process.cpuUsage();
    expect(read(text).unit.nouns.stores).toHaveLength(3000);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  });
});

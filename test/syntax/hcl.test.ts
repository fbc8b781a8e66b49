/** The HCL parser: what it reads, where it places it, and what it makes of broken files. */
import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/source/file.ts';
import { textAt } from '../../src/source/span.ts';
import { parseHcl } from '../../src/syntax/hcl.ts';
import type { HclBody, HclExpression } from '../../src/syntax/hcl-tree.ts';

function parse(text: string) {
  return parseHcl(new SourceFile('main.tf', text));
}

/** The expression of the first attribute. */
function expression(text: string): HclExpression {
  const { body, problems } = parse(`value = ${text}\n`);
  expect(problems).toEqual([]);
  return body.attributes[0]!.value;
}

/** An expression in brackets by kind, with the names and values in it. */
function shape(node: HclExpression): string {
  switch (node.kind) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'template':
      return `template(${node.parts.map((part) => (part.kind === 'text' ? JSON.stringify(part.value) : part.kind === 'interpolation' ? shape(part.expression) : part.kind)).join(' ')})`;
    case 'object':
      return `{${node.items.map(({ key, value }) => `${shape(key)}: ${shape(value)}`).join(', ')}}`;
    case 'tuple':
      return `[${node.items.map(shape).join(', ')}]`;
    case 'name':
      return node.name;
    case 'member':
      return `${shape(node.source)}.${node.name}`;
    case 'index':
      return `${shape(node.source)}[${shape(node.key)}]`;
    case 'splat':
      return `${shape(node.source)}*(${shape(node.each)})`;
    case 'splat-item':
      return '·';
    case 'call':
      return `${node.name}(${node.arguments.map(shape).join(', ')}${node.spread ? '...' : ''})`;
    case 'conditional':
      return `(${shape(node.condition)} ? ${shape(node.then)} : ${shape(node.otherwise)})`;
    case 'for':
      return `for(${node.keyName ?? ''},${node.valueName} in ${shape(node.collection)}: ${node.key ? `${shape(node.key)}=>` : ''}${shape(node.value)}${node.grouped ? '...' : ''}${node.condition ? ` if ${shape(node.condition)}` : ''})`;
    case 'unary':
      return `${node.operator}${shape(node.operand)}`;
    case 'binary':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'parentheses':
      return shape(node.inner);
    default:
      return 'broken';
  }
}

describe('expressions', () => {
  it.each([
    ['12', '12'],
    ['1.5e3', '1500'],
    ['true', 'true'],
    ['null', 'null'],
    ['"plain"', '"plain"'],
    [String.raw`"a\n\"b\" \u00e9"`, String.raw`template("a" "\n" "\"" "b" "\"" " " "é")`],
    ['"x-${var.a}-y"', 'template("x-" var.a "-y")'],
    ['"$${kept} %%{kept}"', 'template("${" "kept} " "%{" "kept}")'],
    ['"${~ a ~} b"', 'template(a "b")'],
    ['"100% of $5"', '"100% of $5"'],
    ['aws_sqs_queue.in.arn', 'aws_sqs_queue.in.arn'],
    ['a-b', 'a-b'],
    ['list.0.name', 'list[0].name'],
    ['list[0].name', 'list[0].name'],
    ['map["k"]', 'map["k"]'],
    ['list[*].a[0]', 'list*(·.a[0])'],
    ['list.*.a[0]', 'list*(·.a)[0]'],
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['a || b && c == d', '(a || (b && (c == d)))'],
    ['!a && -b < 3', '(!a && (-b < 3))'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['(a\n  ? b\n  : c)', '(a ? b : c)'],
    ['f(a, b...)', 'f(a, b...)'],
    ['f(\n  a,\n  b,\n)', 'f(a, b)'],
    ['provider::aws::arn_parse(x)', 'provider::aws::arn_parse(x)'],
    ['[1, 2,\n 3]', '[1, 2, 3]'],
    ['[]', '[]'],
    ['{ a = 1, "b" : 2, (c) = 3 }', '{"a": 1, "b": 2, c: 3}'],
    ['{\n  a = 1 # one\n  b = 2\n}', '{"a": 1, "b": 2}'],
    ['{ for = 1 }', '{"for": 1}'],
    ['[for v in list : v.x if v.y]', 'for(,v in list: v.x if v.y)'],
    ['{ for k, v in map : k => v... }', 'for(k,v in map: k=>v...)'],
    ['"${jsonencode({ a = "}" })}"', 'template(jsonencode({"a": "}"}))'],
    ['"%{ if a }x%{ else }y%{ endif }"', 'template(if)'],
  ])('%s', (written, expected) => {
    expect(shape(expression(written))).toBe(expected);
  });

  it('reads a heredoc without the line break before its marker, and its indentation off', () => {
    expect(shape(expression('<<EOT\n  a ${b}\n c\nEOT'))).toBe(String.raw`template("  a " b "\n" " c\n")`);
    expect(shape(expression('<<-EOT\n    a ${b}\n\n      c\n    EOT'))).toBe(String.raw`template("a " b "\n" "\n" "  c\n")`);
  });
});

describe('places', () => {
  const text = `# 🚀 first
resource "aws_s3_bucket" "in" {
  bucket = "orders"   # name
  tags   = { "team" = "\${var.team}-x" }
  rule {
    policy = <<-EOT
      {"a": "\${local.b}"}
    EOT
  }
}
`;

  it.each([
    ['\n', text],
    ['\r\n', text.replaceAll('\n', '\r\n')],
  ])('are exact, whatever ends the lines (%j)', (eol, written) => {
    const { body, problems } = parse(written);
    expect(problems).toEqual([]);
    const [block] = body.blocks;
    expect(textAt(block!.head)).toBe('resource "aws_s3_bucket" "in"');
    expect(textAt(block!.at).startsWith('resource')).toBe(true);
    expect(textAt(block!.at).endsWith('}')).toBe(true);
    const [bucket, tags] = block!.body.attributes;
    expect([textAt(bucket!.at), textAt(bucket!.key), textAt(bucket!.value.at)]).toEqual(['bucket = "orders"', 'bucket', '"orders"']);
    const object = tags!.value;
    expect(object.kind === 'object' && object.items.map((item) => [textAt(item.at), textAt(item.key.at), textAt(item.value.at)])).toEqual([
      ['"team" = "${var.team}-x"', '"team"', '"${var.team}-x"'],
    ]);
    const template = object.kind === 'object' ? object.items[0]!.value : undefined;
    expect(template?.kind === 'template' && template.parts.map((part) => textAt(part.at))).toEqual(['${var.team}', '-x']);
    const heredoc = block!.body.blocks[0]!.body.attributes[0]!.value;
    expect(textAt(heredoc.at)).toBe(`<<-EOT${eol}      {"a": "\${local.b}"}${eol}    EOT`);
    expect(heredoc.kind === 'template' && heredoc.parts.map((part) => textAt(part.at))).toEqual(['{"a": "', '${local.b}', `"}${eol}`]);
  });
});

describe('broken files', () => {
  /** Names of attributes and blocks, to see what was still read. */
  function names(body: HclBody): unknown[] {
    return [...body.attributes.map(({ name }) => name), ...body.blocks.map((block) => [block.type, ...block.labels, ...names(block.body)])];
  }

  it.each([
    ['a value is missing', 'a =\nb = 2\n', ['a', 'b'], 1],
    ['a bracket is missing', 'a = [1, 2\nb = 2\n\nresource "x" "y" {\n  c = 1\n}\n', ['a', 'b', ['resource', 'x', 'y', 'c']], 1],
    ['a quote is missing', 'a = "x\nb = 2\n', ['a', 'b'], 1],
    [
      'a brace is missing',
      'resource "x" "y" {\n  a = 1\n\nresource "x" "z" {\n  b = 1\n}\n',
      [
        ['resource', 'x', 'y', 'a'],
        ['resource', 'x', 'z', 'b'],
      ],
      1,
    ],
    ['a brace too many', 'resource "x" "y" {\n}\n}\na = 1\n', ['a', ['resource', 'x', 'y']], 1],
    ['a heredoc that does not end', 'a = 1\nb = <<EOT\ntext\nc = 2\n', ['a', 'b'], 1],
    ['an interpolation that does not end', 'a = "${var.x"\nb = 2\n', ['a', 'b'], 1],
    ['a comma behind an attribute', 'x {\n  a = 1,\n  b = 2\n}\n', [['x', 'a', 'b']], 1],
    ['shell in a heredoc', 'a = <<EOT\n${VAR:-default}\nEOT\nb = 2\n', ['a', 'b'], 1],
    ['no HCL at all', '#!/bin/sh\necho "hello" | grep x\nexit 1\n', [], 2],
    ['a name that is set twice', 'x {\n  a = 1\n  a = 2\n}\n', [['x', 'a', 'a']], 1],
  ])('%s: the rest is read', (_, text, expected, problems) => {
    const parsed = parse(text);
    expect(names(parsed.body)).toEqual(expected);
    expect(parsed.problems).toHaveLength(problems);
    for (const problem of parsed.problems) expect(problem.message).not.toBe('');
  });

  it('says on which line it went wrong', () => {
    const { file, problems } = parse('a = 1\nb = 2 +\nc = 3\n');
    expect(problems.map(({ offset }) => file.positionAt(offset).line)).toEqual([3]);
  });

  it.each([
    ['brackets', `a = ${'['.repeat(100_000)}`],
    ['closed brackets', `a = ${'['.repeat(50_000)}${']'.repeat(50_000)}\nb = 2\n`],
    ['braces', 'a {'.repeat(50_000)],
    ['parentheses', `a = ${'('.repeat(100_000)}`],
    ['interpolations', `a = ${'"${'.repeat(50_000)}`],
    ['signs', `a = ${'!'.repeat(100_000)}b`],
    ['conditions', `a = ${'b ? '.repeat(50_000)}`],
    ['members', `a = b${'.c'.repeat(100_000)}`],
    ['sums', `a = 1${' + 1'.repeat(100_000)}`],
    ['directives', `a = <<EOT\n${'%{ if a }'.repeat(50_000)}\nEOT\n`],
    ['broken lines', 'a = [\n'.repeat(20_000)],
    ['open heredocs', 'a = <<EOT\n'.repeat(20_000)],
    ['open comments', '/* '.repeat(50_000)],
    ['quotes', 'a = "\n'.repeat(20_000)],
    ['templates', `a = "${'${x}'.repeat(50_000)}"`],
  ])('endless %s end within a moment', (_, text) => {
    const started = process.cpuUsage();
    parse(text);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});

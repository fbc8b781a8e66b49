/** The HCL parser reads the same blocks, attributes and expressions at the same places as tree-sitter's grammar does. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { SourceFile } from '../../src/source/file.ts';
import type { Span } from '../../src/source/span.ts';
import { parseHcl } from '../../src/syntax/hcl.ts';
import type { HclBody, HclExpression, TemplatePart } from '../../src/syntax/hcl-tree.ts';

const project = resolve(import.meta.dirname, '../..');
const folders = [
  join(project, 'test/dialects/contract'),
  join(project, 'examples'),
  ...(process.env['HCL_CORPUS'] ?? '').split(':').filter((path) => path !== ''),
];

const paths = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
  .filter((path) => path.endsWith('.tf') && !path.includes('node_modules'))
  .sort();

const samples: readonly string[] = [
  'a = { for k, v in var.m : k => { x = v.x, y = "${v.y}-%{ if v.z }1%{ else }2%{ endif }" } if v.on }\n',
  'b = [for s in toset(["a", "b"]) : upper(s)]\nc = var.list[*].id[0]\nd = var.list.*.id\n',
  'e = (a && !b || c != d) ? f(1, [2, 3]...) : -g["x"].y.0\n',
  'locals {\n  h = <<-EOT\n    one ${a}\n      two %{ for x in y }${x},%{ endfor }\n  EOT\n  i = "\\u00e9 \\"q\\" $${no} %%{no}"\n}\n',
  'x "y" z { # comment\n  /* another */ j = 1.5e-3 // third\n  k {}\n  l { m = null }\n}\n',
  'n = jsonencode({\n  "A:B" : [1, true,\n  ],\n  (local.k) = {},\n})\n',
  'o = 1 + 2 * 3 % 4 - 5 / 6 >= 7 == true\n',
];

function span({ start, end }: Span): string {
  return `${start}-${end}`;
}

/** Everything that our tree holds, one line each. */
function ours(file: SourceFile): readonly string[] {
  const facts: string[] = [];
  const parts = (list: readonly TemplatePart[]): void => {
    for (const part of list) {
      if (part.kind === 'interpolation') {
        facts.push(`interpolation ${span(part.at)}`);
        expression(part.expression);
      } else if (part.kind === 'if') {
        expression(part.condition);
        parts(part.then);
        parts(part.otherwise);
      } else if (part.kind === 'for') {
        expression(part.collection);
        parts(part.parts);
      }
    }
  };
  const fact = (name: string, node: HclExpression, ...inner: readonly (HclExpression | undefined)[]): void => {
    facts.push(`${name} ${span(node.at)}`);
    for (const child of inner) if (child) expression(child);
  };
  const expression = (node: HclExpression): void => {
    switch (node.kind) {
      case 'literal':
        if (typeof node.value !== 'string') facts.push(`literal ${span(node.at)}`);
        else if (file.text[node.at.start] === '"') facts.push(`text ${span(node.at)}`);
        break;
      case 'template':
        facts.push(`${node.style === 'heredoc' ? 'heredoc' : 'text'} ${span(node.at)}`);
        parts(node.parts);
        break;
      case 'object':
        fact('object', node);
        for (const item of node.items) {
          facts.push(`item ${span(item.at)}`);
          expression(item.key);
          expression(item.value);
        }
        break;
      case 'tuple':
        fact('tuple', node, ...node.items);
        break;
      case 'member':
        expression(node.source);
        break;
      case 'splat':
        expression(node.source);
        expression(node.each);
        break;
      case 'index':
        expression(node.source);
        if (file.text[node.at.end - 1] === ']') {
          facts.push(`index ${node.at.end}`);
          expression(node.key);
        }
        break;
      case 'call':
        fact('call', node, ...node.arguments);
        break;
      case 'conditional':
        fact('conditional', node, node.condition, node.then, node.otherwise);
        break;
      case 'for':
        fact('for', node, node.collection, node.key, node.value, node.condition);
        break;
      case 'unary':
        fact('unary', node, node.operand);
        break;
      case 'binary':
        fact('binary', node, node.left, node.right);
        break;
      case 'parentheses':
        expression(node.inner);
        break;
      default:
        break;
    }
  };
  const body = ({ attributes, blocks }: HclBody): void => {
    for (const attribute of attributes) {
      facts.push(`attribute ${attribute.name} ${span(attribute.at)} ${span(attribute.key)}`);
      expression(attribute.value);
    }
    for (const block of blocks) {
      facts.push(`block ${[block.type, ...block.labels].join(' ')} ${span(block.at)}`);
      body(block.body);
    }
  };
  body(parseHcl(file).body);
  return facts.sort();
}

const names: Readonly<Record<string, string>> = {
  bool_lit: 'literal',
  null_lit: 'literal',
  quoted_template: 'text',
  heredoc_template: 'heredoc',
  template_interpolation: 'interpolation',
  object: 'object',
  object_elem: 'item',
  tuple: 'tuple',
  function_call: 'call',
  conditional: 'conditional',
  for_expr: 'for',
  unary_operation: 'unary',
  binary_operation: 'binary',
};

/** The same of tree-sitter's tree. */
function theirs(root: Node): readonly string[] {
  const facts: string[] = [];
  const visit = (node: Node): void => {
    const place = `${node.startIndex}-${node.endIndex}`;
    const children = node.namedChildren.filter((child) => child !== null);
    if (node.type === 'attribute') {
      const [key] = children;
      facts.push(`attribute ${key!.text} ${place} ${key!.startIndex}-${key!.endIndex}`);
    } else if (node.type === 'block') {
      const labels = children
        .filter(({ type }) => type === 'identifier' || type === 'string_lit')
        .map(({ type, text }) => (type === 'identifier' ? text : text.slice(1, -1)));
      facts.push(`block ${labels.join(' ')} ${place}`);
    } else if (node.type === 'numeric_lit') {
      if (node.parent?.type !== 'legacy_index') facts.push(`literal ${place}`);
    } else if (node.type === 'string_lit') {
      if (node.parent?.type !== 'block') facts.push(`text ${place}`);
    } else if (node.type === 'new_index') facts.push(`index ${node.endIndex}`);
    else if (names[node.type]) facts.push(`${names[node.type]} ${place}`);
    children.forEach(visit);
  };
  visit(root);
  return facts.sort();
}

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(
  await Language.load(join(dirname(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json')), 'tree-sitter-terraform.wasm')),
);

test('there are files to compare', () => {
  expect(paths.length).toBeGreaterThan(3);
});

test.each([
  ...samples.map((text, index) => [`sample ${index + 1}`, text] as const),
  ...paths.map((path) => [path, readFileSync(path, 'utf8')] as const),
])('%s', (name, text) => {
  const tree = parser.parse(text)!;
  try {
    expect(tree.rootNode.hasError).toBe(false);
    expect(ours(new SourceFile(name, text))).toEqual(theirs(tree.rootNode));
  } finally {
    tree.delete();
  }
});

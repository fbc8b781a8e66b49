/** The same CloudFormation template as the other dialects that carry it write it: SAM, the CDK's output, the Serverless Framework. */
import type { DocumentNode } from '../../src/syntax/document.ts';
import { readDocument } from '../../src/syntax/read-document.ts';
import { memoryTree } from '../../src/source/memory.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Files of a repository, path to text; undefined where the template cannot be carried over. */
export type Transposed = Readonly<Record<string, string>> | undefined;

export type Transpositions = Readonly<Record<'sam' | 'cdk' | 'serverless', Transposed>>;

/** Sections that the Serverless Framework hands on from `resources`. */
const handedOn = new Set(['Resources', 'Outputs', 'Conditions', 'Mappings', 'Parameters']);

/** The short forms of intrinsic functions become mappings, so that all of it can be written as JSON. */
export function transpose(path: string, text: string): Transpositions {
  const file = memoryTree({ [path]: text }).read(path);
  const root = file && readDocument(file).root;
  const template = root && toJson(root);
  if (typeof template !== 'object' || template === null || Array.isArray(template)) return { sam: undefined, cdk: undefined, serverless: undefined };
  const sections = template as { readonly [key: string]: Json };
  const resources = Object.fromEntries(Object.entries(sections).filter(([name]) => handedOn.has(name)));
  return {
    sam: { 'template.yaml': print({ Transform: 'AWS::Serverless-2016-10-31', ...sections }) },
    cdk: { 'cdk.out/manifest.json': print(manifest), 'cdk.out/App.template.json': print(sections) },
    serverless: { 'serverless.json': print({ service: 'app', provider: { name: 'aws' }, resources }) },
  };
}

const manifest = {
  version: '36.0.0',
  artifacts: {
    App: {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties: { templateFile: 'App.template.json' },
    },
  },
};

/** JSON is YAML too. */
function print(content: Json): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function toJson(node: DocumentNode): Json {
  const { tag } = node;
  const plain = untagged(node);
  if (tag === undefined) return plain;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: plain };
  if (name !== 'GetAtt' || typeof plain !== 'string') return { [`Fn::${name}`]: plain };
  const dot = plain.indexOf('.');
  return { 'Fn::GetAtt': [plain.slice(0, dot), plain.slice(dot + 1)] };
}

function untagged(node: DocumentNode): Json {
  if (node.kind === 'scalar') return typeof node.value === 'number' && String(node.value) !== node.text ? node.text : node.value;
  if (node.kind === 'sequence') return node.items.map(toJson);
  return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, toJson(value)]));
}

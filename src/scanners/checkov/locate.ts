/** From what Checkov names to what our own trees know: the resource as our dialects call it, and the text that a check looked at. */
import type { Place } from '../../finding/finding.ts';
import { folderOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Span } from '../../source/span.ts';
import { child, type DocumentNode, type Pair } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { findBlock, valueInBlock } from './locate-block.ts';
import type { CheckovRecord } from './output.ts';

export interface Located {
  readonly address: string;
  readonly type: string;
  readonly label: string;
  readonly root: string;
  readonly body: Place;
  readonly place: Place;
}

/** `path` is relative to the scanned folder. */
export function locate(record: CheckovRecord, path: string, checkType: string, files: FileTree): Located {
  const file = files.read(path);
  const { address, type, label, name } = nameOfResource(record.resource, checkType, path);
  const whole = file ? lines(file, record.file_line_range) : undefined;
  const found = file && find(file, checkType, type, name, record.file_line_range[0]);
  const isData = found?.isData === true && !address.includes('.data.');
  const at = found?.value(stepsOf(record)) ?? found?.head ?? (whole && firstLine(whole));
  const body = found?.body ?? whole;
  return {
    address: isData ? asData(address, type) : address,
    type,
    label,
    root: checkType === 'terraform' ? rootOf(path) : path,
    body: body ? placeOf(body) : unknownPlace(path, record),
    place: at ? placeOf(at) : unknownPlace(path, record),
  };
}

interface Named {
  readonly address: string;
  readonly type: string;
  readonly label: string;
  /** As it stands in the file. */
  readonly name: string;
}

function nameOfResource(resource: string, checkType: string, path: string): Named {
  if (checkType === 'terraform') {
    const address = withoutInstances(resource);
    const [type = '', name = ''] = address.split('.').slice(-2);
    // Without the modules around it: what is said of it is the same wherever its module is called from.
    return { address, type, label: `${type}.${name}`, name };
  }
  const arm = /^([A-Za-z0-9]+\.[A-Za-z0-9.]*[A-Za-z0-9](?:\/[A-Za-z0-9]+)*)\.(.+)$/s.exec(resource);
  if ((checkType === 'arm' || checkType === 'bicep') && arm) return { address: arm[2]!, type: arm[1]!, label: arm[2]!, name: arm[2]! };
  const aws = /^([A-Za-z0-9]+(?:::[A-Za-z0-9@_-]+)+)\.(.+)$/s.exec(resource);
  if (aws) return { address: aws[2]!, type: aws[1]!, label: aws[2]!, name: aws[2]! };
  if (/(?:^|\/)serverless\.ya?ml$/i.test(path)) return { address: `functions.${resource}`, type: 'function', label: resource, name: resource };
  return { address: resource, type: '', label: resource, name: resource };
}

/** `module.m[0].aws_s3_bucket.b["x"]` → `module.m.aws_s3_bucket.b`. */
function withoutInstances(resource: string): string {
  return resource.replaceAll(/\[(?:"[^"]*"|[^\]]*)\]/g, '');
}

function asData(address: string, type: string): string {
  const start = address.lastIndexOf(`${type}.`);
  return start < 0 ? address : `${address.slice(0, start)}data.${address.slice(start)}`;
}

function rootOf(path: string): string {
  return folderOf(path) || '.';
}

/** A resource in our tree of its file. */
interface Found {
  readonly head: Span;
  readonly body: Span;
  readonly isData?: boolean;
  /** The deepest thing along the steps that is written; undefined where not even the first one is. */
  value(steps: Steps): Span | undefined;
}

export type Steps = readonly (string | number)[];

function find(file: SourceFile, checkType: string, type: string, name: string, line: number): Found | undefined {
  if (checkType === 'terraform') {
    const block = findBlock(file, type, name, line);
    return block && { head: block.head, body: block.at, isData: block.type === 'data', value: (steps) => valueInBlock(block, steps) };
  }
  if (checkType === 'bicep') return undefined;
  const { root } = readDocument(file);
  if (checkType === 'arm') return foundNode(armResource(root, type, name));
  if (type === 'function') return foundPair(pairIn(child(root, 'functions'), name));
  return foundPair(pairIn(child(root, 'Resources') ?? child(child(root, 'resources'), 'Resources'), name));
}

function pairIn(node: DocumentNode | undefined, name: string): Pair | undefined {
  return node?.kind === 'mapping' ? node.pairs.findLast(({ key }) => key.text === name) : undefined;
}

function foundPair(pair: Pair | undefined): Found | undefined {
  if (!pair) return undefined;
  const { key, value } = pair;
  return { head: key.at, body: { file: key.at.file, start: key.at.start, end: value.whole.end }, value: (steps) => valueIn(value, steps) };
}

function foundNode(node: DocumentNode | undefined): Found | undefined {
  const head = child(node, 'name') ?? child(node, 'type');
  return node && head && { head: head.at, body: node.at, value: (steps) => valueIn(node, steps) };
}

const deepest = 8;

function armResource(node: DocumentNode | undefined, type: string, name: string, depth = 0): DocumentNode | undefined {
  if (depth > deepest || node?.kind !== 'mapping') return undefined;
  const text = (key: string): string | undefined => {
    const value = child(node, key);
    return value?.kind === 'scalar' ? value.text : undefined;
  };
  if (text('type')?.toLowerCase() === type.toLowerCase() && text('name') === name) return node;
  const lists = [child(node, 'resources'), child(child(child(node, 'properties'), 'template'), 'resources')];
  for (const list of lists) {
    const nodes = list?.kind === 'sequence' ? list.items : list?.kind === 'mapping' ? list.pairs.map(({ value }) => value) : [];
    for (const inner of nodes) {
      const found = armResource(inner, type, name, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/** Names of sections that say nothing about a check. */
const sections: ReadonlySet<string> = new Set(['Properties', 'properties', 'Type', 'type', 'apiVersion']);

function valueIn(resource: DocumentNode, steps: Steps): Span | undefined {
  let node = resource;
  let found: Span | undefined;
  for (const step of withPolicy(resource, steps)) {
    const next = typeof step === 'number' ? (node.kind === 'sequence' ? node.items[step] : node) : child(node, step);
    if (!next || next.whole.start < resource.at.start || next.whole.end > resource.at.end) break;
    node = next;
    if (typeof step === 'number' || !sections.has(step)) found = next.whole;
  }
  return found;
}

/** Of a role's policies Checkov names only what stands in the document: plain where there is one policy. */
function withPolicy(resource: DocumentNode, steps: Steps): Steps {
  if (steps[0] !== 'Properties' || steps[1] !== 'PolicyDocument') return steps;
  const properties = child(resource, 'Properties');
  const policies = child(properties, 'Policies');
  if (child(properties, 'PolicyDocument') || policies?.kind !== 'sequence' || policies.items.length !== 1) return steps;
  return ['Properties', 'Policies', 0, ...steps.slice(1)];
}

/**
 * What the check looked at, most telling first. Checks over several resources list all conditions they tried and not what is wrong:
 * theirs are left alone.
 */
function stepsOf({ check_result: { evaluated_keys: keys } }: CheckovRecord): Steps {
  const paths = (keys ?? []).filter((key) => typeof key === 'string');
  if (paths.includes('resource_type') || paths.some((path) => /\[\?|\*/.test(path))) return [];
  const candidates = paths.map((path) => path.split('/').filter((step) => step !== '' && step !== 'self'));
  const [longest = []] = candidates.sort((a, b) => b.length - a.length);
  return longest.map((step) => {
    const index = /^\[?(\d+)\]?$/.exec(step)?.[1];
    return index === undefined ? step : Number(index);
  });
}

function lines(file: SourceFile, [first, last]: readonly [number, number]): Span | undefined {
  const start = file.lineStarts[Math.max(1, Math.trunc(first)) - 1];
  if (start === undefined) return undefined;
  const until = Math.min(Math.max(first, Math.trunc(last)), file.lineCount);
  const end = (file.lineStarts[until - 1] ?? start) + file.line(until).length;
  return { file, start, end: Math.max(start, end) };
}

/** Without what it is indented by. */
function firstLine({ file, start, end }: Span): Span {
  const { line } = file.positionAt(start);
  const text = file.line(line);
  const from = start + (text.length - text.trimStart().length);
  return { file, start: Math.min(from, end), end: Math.min(end, start + text.trimEnd().length) };
}

function placeOf({ file, start, end }: Span): Place {
  const [from, to] = [file.positionAt(start), file.positionAt(end)];
  return { path: file.path, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function unknownPlace(path: string, { file_line_range: [first] }: CheckovRecord): Place {
  const line = Math.max(1, Math.trunc(first));
  return { path, startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
}

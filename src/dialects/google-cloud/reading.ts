/** What readers of Google Cloud's files are given, and the nouns they make. */
import { asValue, text } from '../../evaluation/setting.ts';
import { entries, scalarText, type Mapping, type Tree } from '../../evaluation/tree.ts';
import type { NounLists } from '../../model/application.ts';
import type { ServerlessFunction, Variable } from '../../model/function.ts';
import { offerKey, type Link, type Noun, type NounKey } from '../../model/noun.ts';
import { absent, known, type Value } from '../../model/value.ts';
import { span, type Span } from '../../source/span.ts';
import { nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';

/** One file while it is read. */
export interface Reading {
  readonly path: string;
  readonly files: FileTree;
  readonly nouns: NounLists;
  readonly notices: Notice[];
  readonly offers: Map<string, NounKey>;
  readonly needs: Set<string>;
}

/** Reads one document of a file; false where it is none of its kind after all. */
export type Reader = (root: Mapping, reading: Reading) => void;

/** The common part of a noun; `head` is what names it, on one line. */
export function nounOf(reading: Reading, type: string, named: Tree | undefined, head: Span, body: Span): Noun {
  const name: Value<string> = named ? asValue(named, text) : absent<string>(head);
  const label = scalarText(named) ?? nameOf(reading.path).replace(/\.(?:ya?ml|json)$/i, '');
  const key = freeKey(reading, label);
  return { key, address: key.slice(reading.path.length + 1), type, provider: 'gcp', label, name, at: head, body };
}

/** A noun that is a part of another. */
export function partOf(whole: Noun, part: string, head: Span, body: Span = head): Noun {
  return { ...whole, key: `${whole.key}/${part}`, address: `${whole.address}/${part}`, name: absent(head), at: head, body };
}

function freeKey(reading: Reading, label: string): NounKey {
  const { functions, apis, stores, orchestrations } = reading.nouns;
  const taken = new Set([...functions, ...apis, ...stores, ...orchestrations].map(({ key }) => key));
  let key = `${reading.path}#${label}`;
  for (let count = 2; taken.has(key); count++) key = `${reading.path}#${label} (${count})`;
  return key;
}

/** The first line of a place. */
function firstLine(place: Span): Span {
  const end = place.file.text.indexOf('\n', place.start);
  return end < 0 || end >= place.end ? place : span(place.file, place.start, end);
}

/** A function with what it says of itself; everything else is left out. */
export function functionOf(
  noun: Noun,
  settings: Pick<ServerlessFunction, 'packaging'> & Partial<Omit<ServerlessFunction, keyof Noun | 'kind'>>,
): ServerlessFunction {
  const head = noun.at;
  return {
    kind: 'function',
    runtime: absent(head),
    handler: absent(head),
    environment: [],
    environmentPartial: false,
    environmentKey: absent(head),
    tracing: absent<'active' | 'pass-through'>(head),
    identity: { value: absent(head) },
    reservedConcurrency: absent(head),
    failureTarget: absent(head),
    layers: [],
    codeSigning: absent(head),
    ...settings,
    ...noun,
  };
}

/** Takes a function in: its texts are offered to whoever looks for secrets, its name to other files. */
export function addFunction(fn: ServerlessFunction, reading: Reading): void {
  reading.nouns.functions.push(fn);
  for (const { name, value } of fn.environment)
    reading.nouns.texts.push({ role: 'environment', name, value, owner: fn.key, ownerLabel: fn.label, ownerType: fn.type, at: value.at });
  if (fn.name.state === 'known' && !reading.offers.has(fn.name.value)) reading.offers.set(fn.name.value, fn.key);
}

/** The account that something runs as: `orders@project.iam.gserviceaccount.com` is made elsewhere under the name `orders`. */
export function accountLink(written: Tree | undefined, owner: Span, reading: Reading): Link {
  if (!written) return { value: absent(owner) };
  const value = asValue(written, text);
  const name = /^([a-z][\w-]+)@[\w-]+\.iam\.gserviceaccount\.com$/.exec(scalarText(written) ?? '')?.[1];
  if (name === undefined) return { value };
  reading.needs.add(name);
  return { value, to: offerKey(name) };
}

/** `NAME: value` below each other. */
export function variablesIn(tree: Tree | undefined): Pick<ServerlessFunction, 'environment' | 'environmentPartial'> {
  return {
    environment: entries(tree).map(([name, { key, value }]): Variable => ({ name, value: asValue(value, text), at: key })),
    environmentPartial: false,
  };
}

/** The place of a mapping's first key, which is its head. */
export function headOf(mapping: Mapping, key: string): Span {
  const entry = mapping.entries.get(key);
  return entry ? firstLine(span(entry.key.file, entry.key.start, Math.max(entry.key.end, entry.value.at.end))) : firstLine(mapping.at);
}

/** Everybody may call a function, because a setting of its own says so. */
export function addOpenInvocation(
  fn: Noun,
  setting: Tree,
  role: string,
  reading: Reading,
  close: () => ReturnType<NonNullable<Tree['editor']>['replace']>,
): void {
  reading.nouns.roleBindings.push({
    ...partOf(fn, 'everybody', fn.at, fn.body),
    kind: 'role-binding',
    role: known(role, setting.at),
    members: [{ type: 'any', value: known('allUsers', setting.at), remove: close, substitute: close }],
    membersPartial: false,
    scope: 'resource',
    on: { value: fn.name, to: fn.key },
    resourceKind: 'function',
    conditional: 'no',
  });
}

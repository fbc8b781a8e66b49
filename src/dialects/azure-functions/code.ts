/** Finds the HTTP functions that a project's own code declares: decorators, registrations, attributes, annotations. */
import type { Authentication } from '../../model/endpoint.ts';
import { absent, known, unknown, type Slot, type Value } from '../../model/value.ts';
import { insertText, replaceText } from '../../source/edit.ts';
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import { parseCode, type Grammar } from '../../syntax/grammars.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';
import { answeredOrigins } from './answers.ts';
import { levelOf, type HttpFunction } from './http-function.ts';

const grammars: readonly (readonly [ending: RegExp, grammar: Grammar, mark: RegExp])[] = [
  [/\.py$/, 'python', /azure\.functions/],
  [/\.(?:[cm]?js|jsx|[cm]?ts|tsx)$/, 'tsx', /@azure\/functions/],
  [/\.cs$/, 'csharp', /\bHttpTrigger\b/],
  [/\.java$/, 'java', /@HttpTrigger\b/],
];

/** The grammar of a file that may declare functions; undefined for one of another kind. */
export function grammarOf(path: string): Grammar | undefined {
  return grammars.find(([ending]) => ending.test(path))?.[1];
}

/** Does the file declare functions for Azure? By cheap looks. */
export function declaresFunctions({ path, text }: SourceFile): boolean {
  return grammars.some(([ending, , mark]) => ending.test(path) && mark.test(text));
}

/** What one file of a project says. */
export interface ProjectCode {
  readonly functions: readonly HttpFunction[];
  /** The origins that it answers browsers with. */
  readonly origins: readonly Value<string>[];
}

export function readCode(file: SourceFile): ProjectCode | undefined {
  const grammar = grammarOf(file.path);
  const root = grammar && parseCode(file, grammar);
  return root && { functions: readers[grammar]?.(root, file) ?? [], origins: answeredOrigins(root, file, grammar) };
}

type CodeReader = (root: Node, file: SourceFile) => readonly HttpFunction[];

const readers: Partial<Record<Grammar, CodeReader>> = { python: readPython, tsx: readScript, csharp: readCSharp, java: readJava };

function spanOf(node: Node, file: SourceFile): Span {
  return span(file, node.startIndex, node.endIndex);
}

/** The level that a member names (`AuthLevel.ANONYMOUS`), with a slot that writes another in the same style. */
function memberLevel(node: Node, file: SourceFile): Value<Authentication> {
  // Read now: the tree is gone when the slot is asked.
  const word = /(\w+)\W*$/.exec(node.text)?.[1] ?? '';
  const start = node.startIndex + node.text.lastIndexOf(word);
  const at = spanOf(node, file);
  const level = levelOf(word);
  if (level === undefined) return unknown('its level is not one of the known ones', at);
  const slot: Slot<Authentication> = (to) => {
    const name = to === 'none' ? 'anonymous' : 'function';
    const written = word === word.toUpperCase() ? name.toUpperCase() : /^[A-Z]/.test(word) ? name[0]!.toUpperCase() + name.slice(1) : name;
    return [replaceText(span(file, start, start + word.length), written)];
  };
  return known(level, at, slot);
}

/** https://learn.microsoft.com/azure/azure-functions/functions-reference-python: what a route leaves out, the app says; it says `function` by itself. */
function readPython(root: Node, file: SourceFile): readonly HttpFunction[] {
  const whole = root
    .descendantsOfType('call')
    .find((call) => /(?:^|\.)(?:FunctionApp|Blueprint)$/.test(call.childForFieldName('function')?.text ?? ''));
  const appLevel = whole && keyword(whole, 'http_auth_level');
  return root.descendantsOfType('decorated_definition').flatMap((definition): HttpFunction[] => {
    const calls = definition.namedChildren
      .filter((child) => child?.type === 'decorator')
      .flatMap((decorator) => decorator?.namedChildren.filter((child) => child?.type === 'call') ?? []);
    const call = calls.find((one) => one?.childForFieldName('function')?.text.endsWith('.route') === true);
    if (!call) return [];
    const own = keyword(call, 'auth_level') ?? appLevel;
    const name = definition.childForFieldName('definition')?.childForFieldName('name');
    const at = spanOf(name ?? call, file);
    const level = own ? memberLevel(own, file) : absent<Authentication>(at, 'key');
    const route = textOf(keyword(call, 'route') ?? undefined, file);
    return [{ name: name?.text ?? 'function', level, route, methods: words(keyword(call, 'methods')), at, body: spanOf(definition, file) }];
  });
}

function keyword(call: Node, name: string): Node | undefined {
  const given = call.childForFieldName('arguments')?.namedChildren ?? [];
  return (
    given.find((one) => one?.type === 'keyword_argument' && one.childForFieldName('name')?.text === name)?.childForFieldName('value') ?? undefined
  );
}

const methods = /^(?:http|get|post|put|patch|deleteRequest|delete)$/;

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger?pivots=programming-language-javascript: anonymous, where nothing is said. */
function readScript(root: Node, file: SourceFile): readonly HttpFunction[] {
  return root.descendantsOfType('call_expression').flatMap((call): HttpFunction[] => {
    const callee = call.childForFieldName('function');
    const [first, options] = call.childForFieldName('arguments')?.namedChildren ?? [];
    const isApp = callee?.type === 'member_expression' && /^(?:app|df\.app|\w*App)$/.test(callee.childForFieldName('object')?.text ?? '');
    if (
      !isApp ||
      !methods.test(callee.childForFieldName('property')?.text ?? '') ||
      !first ||
      !options ||
      !/^(?:string|template_string)$/.test(first.type)
    )
      return [];
    const at = spanOf(first, file);
    const route = textOf(option(options, 'route'), file);
    const verb = callee.childForFieldName('property')?.text ?? '';
    const answered = verb === 'http' ? words(option(options, 'methods')) : [verb.replace('Request', '')];
    return [{ name: first.text.slice(1, -1), level: scriptLevel(options, file, at), route, methods: answered, at, body: spanOf(call, file) }];
  });
}

function option(options: Node, name: string): Node | undefined {
  const pair = options.namedChildren.find((one) => one?.type === 'pair' && one.childForFieldName('key')?.text.replace(/['"]/g, '') === name);
  return pair?.childForFieldName('value') ?? undefined;
}

/** A text without expressions; undefined for anything else. */
function textOf(node: Node | undefined, file: SourceFile): Value<string> | undefined {
  const written = node && /^["'`]([^"'`${}\\]*(?:\{[^"'`$\\]*)?)["'`]$/.exec(node.text)?.[1];
  return node && written !== undefined ? known(written, spanOf(node, file)) : undefined;
}

/** The methods that a list names: `['GET', 'POST']`, `{HttpMethod.GET}`. */
function words(node: Node | undefined): readonly string[] {
  return [...(node?.text ?? '').matchAll(/\b(get|post|put|patch|delete|head|options|trace)\b/gi)].map(([word]) => word);
}

function scriptLevel(options: Node, file: SourceFile, head: Span): Value<Authentication> {
  if (options.type !== 'object') {
    const isHandler = /function|arrow/.test(options.type);
    return isHandler ? absent<Authentication>(head, 'none') : unknown('its options are put together elsewhere', head);
  }
  const pairs = options.namedChildren;
  const pair = pairs.find((one) => one?.type === 'pair' && one.childForFieldName('key')?.text.replace(/['"]/g, '') === 'authLevel');
  const value = pair?.childForFieldName('value');
  if (value) return value.type === 'string' ? memberLevel(value, file) : unknown('its level is put together elsewhere', spanOf(value, file));
  if (pairs.some((one) => one?.type === 'spread_element')) return unknown('its options are put together elsewhere', head);
  const [first] = pairs;
  const start = first?.startIndex;
  const slot: Slot<Authentication> | undefined = start === undefined ? undefined : (to) => addLevel(start, file, to);
  return absent<Authentication>(head, 'none', slot);
}

/** In front of the first option, on a line of its own where that one has one. */
function addLevel(start: number, file: SourceFile, to: Authentication) {
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const before = file.text.slice(line, start);
  const quote = file.text.includes('"') && !file.text.includes("'") ? '"' : "'";
  const written = `authLevel: ${quote}${to === 'none' ? 'anonymous' : 'function'}${quote},`;
  return [insertText(file, start, before.trim() === '' ? `${written}${file.lineEnding}${before}` : `${written} `)];
}

/** `[HttpTrigger(AuthorizationLevel.Anonymous, "post")]`; function, where nothing is said. */
function readCSharp(root: Node, file: SourceFile): readonly HttpFunction[] {
  return root.descendantsOfType('attribute').flatMap((attribute): HttpFunction[] => {
    if (!/(?:^|\.)HttpTrigger(?:Attribute)?$/.test(attribute.childForFieldName('name')?.text ?? '')) return [];
    const given = attribute.namedChildren.find((child) => child?.type === 'attribute_argument_list')?.namedChildren ?? [];
    const level = given.find((one) => /AuthorizationLevel\s*\.\s*\w+\s*$/.test(one?.text ?? ''));
    const method = around(attribute, 'method_declaration');
    const name = functionName(method) ?? method?.childForFieldName('name')?.text ?? 'function';
    const at = spanOf(attribute, file);
    const named = given.find((one) => /^Route\s*=/.test(one?.text ?? ''))?.namedChildren.at(-1);
    const answered = given.filter((one) => one?.text.startsWith('"')).flatMap((one) => words(one));
    return [
      {
        name,
        level: level ? memberLevel(level, file) : absent<Authentication>(at, 'key'),
        route: textOf(named, file),
        methods: answered,
        at,
        body: spanOf(method ?? attribute, file),
      },
    ];
  });
}

/** `[Function("Refund")]`, `[FunctionName(nameof(Refund))]` */
function functionName(method: Node | undefined): string | undefined {
  const text = method?.text.slice(0, 400) ?? '';
  const [, quoted, named] = /\[\s*Function(?:Name)?\s*\(\s*(?:"([^"]+)"|nameof\s*\(\s*([\w.]+)\s*\))/.exec(text) ?? [];
  return quoted ?? named?.split('.').at(-1);
}

/** `@HttpTrigger(name = "req", authLevel = AuthorizationLevel.ANONYMOUS)`; function, where nothing is said. */
function readJava(root: Node, file: SourceFile): readonly HttpFunction[] {
  return root.descendantsOfType('annotation').flatMap((annotation): HttpFunction[] => {
    if (annotation.childForFieldName('name')?.text !== 'HttpTrigger') return [];
    const pairs = annotation.childForFieldName('arguments')?.namedChildren ?? [];
    const level = pairs.find((pair) => pair?.childForFieldName('key')?.text === 'authLevel')?.childForFieldName('value');
    const method = around(annotation, 'method_declaration');
    const name =
      /@FunctionName\s*\(\s*"([^"]+)"/.exec(method?.text.slice(0, 400) ?? '')?.[1] ?? method?.childForFieldName('name')?.text ?? 'function';
    const at = spanOf(annotation, file);
    const part = (key: string): Node | undefined =>
      pairs.find((pair) => pair?.childForFieldName('key')?.text === key)?.childForFieldName('value') ?? undefined;
    return [
      {
        name,
        level: level ? memberLevel(level, file) : absent<Authentication>(at, 'key'),
        route: textOf(part('route'), file),
        methods: words(part('methods')),
        at,
        body: spanOf(method ?? annotation, file),
      },
    ];
  });
}

function around(node: Node, type: string): Node | undefined {
  let current: Node | null = node;
  while (current && current.type !== type) current = current.parent;
  return current ?? undefined;
}

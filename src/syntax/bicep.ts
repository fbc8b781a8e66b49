/** Reads Bicep files: parameters, variables, resources, modules, outputs, each with its place. */
import type { SourceFile } from '../source/file.ts';
import { span } from '../source/span.ts';
import { readLoop, readObject } from './bicep-collection.ts';
import { Cursor } from './bicep-cursor.ts';
import { readExpression } from './bicep-expression.ts';
import { plainText, tokens } from './bicep-lexer.ts';
import type {
  BicepDeclaration,
  BicepFile,
  BicepFunction,
  BicepImport,
  BicepModule,
  BicepParameter,
  BicepResource,
  Decorator,
  LoopExpression,
  ObjectExpression,
  TemplateExpression,
} from './template-expression.ts';

export function parseBicep(file: SourceFile): BicepFile {
  return file.once(parse);
}

type Writable = { -readonly [K in keyof BicepFile]: BicepFile[K] extends readonly (infer T)[] ? T[] : BicepFile[K] };

function parse(file: SourceFile): BicepFile {
  const cursor = new Cursor(file, tokens(file.text), readInnerResource);
  const found: Writable = {
    parameters: [],
    variables: [],
    resources: [],
    modules: [],
    outputs: [],
    functions: [],
    types: [],
    imports: [],
    using: undefined,
    given: [],
    problems: [],
  };
  let decorators: Decorator[] = [];
  for (;;) {
    cursor.skipNewlines();
    if (cursor.token.kind === 'end') {
      const [gap] = cursor.gaps;
      if (gap !== undefined) found.problems.push({ message: 'this is no expression of Bicep', offset: gap });
      found.problems.sort((a, b) => a.offset - b.offset);
      return found;
    }
    const before = cursor.token.start;
    if (cursor.take('@')) {
      const decorator = decoratorOf(readExpression(cursor));
      if (decorator) decorators.push(decorator);
      continue;
    }
    readStatement(cursor, decorators, found, file);
    decorators = [];
    if (cursor.token.start === before) cursor.advance();
  }
}

function decoratorOf(read: TemplateExpression): Decorator | undefined {
  return read.kind === 'call' ? { name: read.name, arguments: read.arguments } : undefined;
}

function readStatement(cursor: Cursor, decorators: readonly Decorator[], into: Writable, file: SourceFile): void {
  const { token } = cursor;
  const { start } = token;
  switch (token.kind === 'name' ? token.text : '') {
    case 'param':
      return readParameter(cursor, decorators, into, file);
    case 'var':
    case 'output': {
      const declared = readDeclaration(cursor, decorators, start);
      if (declared) (token.text === 'var' ? into.variables : into.outputs).push(declared);
      return;
    }
    case 'resource': {
      const resource = readInnerResource(cursor, start);
      if (resource) into.resources.push(resource);
      return;
    }
    case 'module': {
      const module = readModule(cursor, start);
      if (module) into.modules.push(module);
      return;
    }
    case 'func': {
      const declared = readFunction(cursor);
      if (declared) into.functions.push(declared);
      return;
    }
    case 'type': {
      cursor.advance();
      const name = cursor.advance().text;
      cursor.take('=');
      into.types.push({ name, type: readType(cursor).word, decorators });
      return;
    }
    case 'import': {
      const read = readImport(cursor);
      if (read) into.imports.push(read);
      return;
    }
    case 'using':
      cursor.advance();
      into.using = literalText(readExpression(cursor)) ?? into.using;
      return skipStatement(cursor);
    default:
      if (!harmless.has(token.text)) into.problems.push({ message: 'this is no statement of Bicep', offset: start });
      skipStatement(cursor);
  }
}

/** Statements that declare nothing of what is deployed. */
const harmless: ReadonlySet<string> = new Set(['targetScope', 'metadata', 'provider', 'extension', 'extensionConfig', 'assert', 'test', 'extends']);

/** To the end of the line outside of all brackets. */
function skipStatement(cursor: Cursor): void {
  let open = 0;
  while (cursor.token.kind !== 'end' && !(cursor.token.kind === 'newline' && open <= 0)) {
    if (cursor.is('{') || cursor.is('[') || cursor.is('(')) open++;
    else if (cursor.is('}') || cursor.is(']') || cursor.is(')')) open--;
    cursor.advance();
  }
}

/** In a file of parameters: `param name = value`; in a template: `param name type = default`. */
function readParameter(cursor: Cursor, decorators: readonly Decorator[], into: Writable, file: SourceFile): void {
  const { start } = cursor.advance();
  const name = cursor.advance();
  const head = span(file, name.start, name.end);
  if (cursor.take('=')) {
    into.given.push({ name: name.text, value: readExpression(cursor), decorators, head, at: cursor.from(start) });
    return;
  }
  const { word: type, nullable } = readType(cursor);
  const value = cursor.take('=') ? readValue(cursor) : undefined;
  const parameter: BicepParameter = { name: name.text, type, nullable, default: value, decorators, head, at: cursor.from(start) };
  into.parameters.push(parameter);
}

/** Types may be unions, objects and lists over many lines; only their first word and whether they take null tells anything. */
function readType(cursor: Cursor): { readonly word: string; readonly nullable: boolean } {
  if (cursor.beyondNewlines().text === '|') cursor.skipNewlines();
  const word = cursor.token.text;
  let open = 0;
  let nullable = false;
  while (cursor.token.kind !== 'end') {
    if (open === 0 && (cursor.is('=') || cursor.is('=>'))) break;
    if (open === 0 && cursor.token.kind === 'newline' && cursor.beyondNewlines().text !== '|') break;
    if (cursor.is('{') || cursor.is('[') || cursor.is('(') || cursor.is('<')) open++;
    else if (cursor.is('}') || cursor.is(']') || cursor.is(')') || cursor.is('>')) open--;
    else if (open === 0) nullable = cursor.is('?') || (nullable && cursor.token.kind === 'newline') || cursor.isName('null');
    cursor.advance();
  }
  return { word, nullable };
}

/** Behind an equals sign. */
function readValue(cursor: Cursor): TemplateExpression {
  cursor.skipNewlines();
  return readExpression(cursor);
}

function readDeclaration(cursor: Cursor, decorators: readonly Decorator[], start: number): BicepDeclaration | undefined {
  cursor.advance();
  const name = cursor.advance();
  const head = span(cursor.file, name.start, name.end);
  if (!cursor.is('=')) readType(cursor);
  if (!cursor.take('=')) return undefined;
  return { name: name.text, value: readValue(cursor), decorators, head, at: cursor.from(start) };
}

/** `func name(first string, second { id: string }) string => …` */
function readFunction(cursor: Cursor): BicepFunction | undefined {
  cursor.advance();
  const name = cursor.advance().text;
  const parameters: string[] = [];
  if (cursor.take('(')) {
    cursor.skipNewlines();
    while (!cursor.is(')') && cursor.token.kind !== 'end') {
      parameters.push(cursor.advance().text);
      skipPart(cursor);
    }
    cursor.take(')');
  }
  readType(cursor);
  if (!cursor.take('=>')) return undefined;
  return { name, parameters, body: readValue(cursor) };
}

/** To behind the comma that ends it, or to the closing bracket. */
function skipPart(cursor: Cursor): void {
  let open = 0;
  while (cursor.token.kind !== 'end' && !(open === 0 && (cursor.is(',') || cursor.is(')')))) {
    if (cursor.is('{') || cursor.is('[') || cursor.is('(')) open++;
    else if (cursor.is('}') || cursor.is(']') || cursor.is(')')) open--;
    cursor.advance();
  }
  cursor.take(',');
  cursor.skipNewlines();
}

/** Older files import what is now an extension: `import 'kubernetes@1.0.0'`. */
function readImport(cursor: Cursor): BicepImport | undefined {
  const { start } = cursor.advance();
  const names: { name: string; as: string }[] = [];
  let namespace: string | undefined;
  if (cursor.take('*')) {
    cursor.advance();
    namespace = cursor.advance().text;
  } else if (cursor.take('{')) {
    cursor.skipNewlines();
    while (!cursor.is('}') && cursor.token.kind !== 'end') {
      const token = cursor.advance();
      const name = token.kind === 'text' ? plainText(token) : token.text;
      const renamed = cursor.isName('as') && cursor.advance() ? cursor.advance().text : name;
      if (name !== undefined && renamed !== undefined) names.push({ name, as: renamed });
      while (cursor.is(',') || cursor.token.kind === 'newline') cursor.advance();
    }
    cursor.take('}');
  }
  cursor.skipNewlines();
  const path = cursor.isName('from') && cursor.advance() ? literalText(readExpression(cursor)) : undefined;
  skipStatement(cursor);
  return path === undefined ? undefined : { path, names, namespace, at: cursor.from(start) };
}

interface Body {
  readonly condition: TemplateExpression | undefined;
  readonly loop: LoopExpression | undefined;
  readonly body: ObjectExpression | undefined;
}

function readInnerResource(cursor: Cursor, start: number): BicepResource | undefined {
  cursor.advance();
  const symbol = cursor.advance();
  const type = cursor.token.kind === 'text' ? literalText(readExpression(cursor)) : undefined;
  if (symbol.kind !== 'name' || type === undefined) {
    skipStatement(cursor);
    return undefined;
  }
  const head = cursor.from(start);
  const existing = cursor.isName('existing');
  if (existing) cursor.advance();
  if (!cursor.take('=')) return undefined;
  return {
    symbol: symbol.text,
    type: type.replace(/@.*$/, ''),
    version: type.split('@')[1] ?? '',
    existing,
    ...readBody(cursor),
    head,
    at: cursor.from(start),
  };
}

function readModule(cursor: Cursor, start: number): BicepModule | undefined {
  cursor.advance();
  const symbol = cursor.advance();
  const path = cursor.token.kind === 'text' ? literalText(readExpression(cursor)) : undefined;
  if (symbol.kind !== 'name' || path === undefined) {
    skipStatement(cursor);
    return undefined;
  }
  const head = cursor.from(start);
  if (!cursor.take('=')) return undefined;
  return { symbol: symbol.text, path, ...readBody(cursor), head, at: cursor.from(start) };
}

/** `{ … }`, `if (condition) { … }`, `[for item in list: { … }]` */
function readBody(cursor: Cursor): Body {
  cursor.skipNewlines();
  if (cursor.is('[')) {
    const { start } = cursor.advance();
    cursor.skipNewlines();
    const loop = cursor.isName('for') ? readLoop(cursor, start, readExpression) : undefined;
    return { condition: loop?.condition, loop, body: loop?.body.kind === 'object' ? loop.body : undefined };
  }
  let condition: TemplateExpression | undefined;
  if (cursor.isName('if')) {
    cursor.advance();
    condition = readExpression(cursor);
    cursor.skipNewlines();
  }
  return { condition, loop: undefined, body: cursor.is('{') ? readObject(cursor, readExpression) : undefined };
}

function literalText(read: TemplateExpression): string | undefined {
  return read.kind === 'literal' && typeof read.value === 'string' ? read.value : undefined;
}

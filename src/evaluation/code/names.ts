/** What a name in a program stands for: modules behind imports, and what calls of them gave. */
import type { CodeFile, Expression } from '../../model/code.ts';

/** Names of things by what made them: `cursor` → `psycopg2.connect().cursor()`. */
export type Origins = ReadonlyMap<string, string>;

const longest = 200;

/**
 * The whole name of what an expression stands for: `boto3.client()`, `child_process.exec`, `?.execute` where nobody knows whose it is.
 * Modules of Node lose their prefix. Undefined for what has no name at all.
 */
export function fullName(expression: Expression, file: CodeFile, origins: Origins): string | undefined {
  const name = nameOf(expression, file, origins, 0);
  return name !== undefined && name.length <= longest ? name : undefined;
}

function nameOf(expression: Expression, file: CodeFile, origins: Origins, depth: number): string | undefined {
  if (depth > 12) return undefined;
  switch (expression.kind) {
    case 'name': {
      const origin = origins.get(expression.name);
      if (origin !== undefined) return origin;
      const imported = importsOf(file).get(expression.name);
      return imported ?? expression.name;
    }
    case 'member': {
      const source = nameOf(expression.source, file, origins, depth + 1) ?? '?';
      const own = origins.get(`${simple(expression.source)}.${expression.name}`);
      return own ?? `${source}.${expression.name}`;
    }
    case 'index': {
      const source = nameOf(expression.source, file, origins, depth + 1);
      const key = expression.key.kind === 'literal' ? String(expression.key.value) : '*';
      return source === undefined ? undefined : `${source}.${key}`;
    }
    case 'call': {
      const callee = nameOf(expression.callee, file, origins, depth + 1);
      // The same function in another form.
      const [inner] = expression.arguments;
      // `require('child_process').exec`: the module itself.
      if (callee === 'require' && inner?.value.kind === 'literal' && typeof inner.value.value === 'string') return moduleName(inner.value.value);
      if (inner && callee !== undefined && /(?:^|\.)promisify$/.test(callee)) return nameOf(inner.value, file, origins, depth + 1);
      return callee === undefined ? undefined : `${callee}()`;
    }
    default:
      return undefined;
  }
}

/** `self.db`, `this.client`: what a member of the object itself is kept under. */
function simple(expression: Expression): string {
  return expression.kind === 'name' ? expression.name : expression.kind === 'member' ? `${simple(expression.source)}.${expression.name}` : '?';
}

const resolved = new WeakMap<CodeFile, ReadonlyMap<string, string>>();

/** Local names to what they are imported from: `execSync` → `child_process.execSync`. */
function importsOf(file: CodeFile): ReadonlyMap<string, string> {
  let names = resolved.get(file);
  if (!names) {
    names = new Map(
      file.imports.map(({ name, module, member }) => {
        const from = moduleName(module);
        return [name, member === undefined || member === 'default' ? from : `${from}.${member}`];
      }),
    );
    resolved.set(file, names);
  }
  return names;
}

/** Modules of Node lose their prefix. */
function moduleName(module: string): string {
  return module.replace(/^node:/, '').replaceAll('/', '.');
}

/** The key under which a name, or a member of `self` or `this`, is remembered. */
export function keyOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'member') return undefined;
  const source = keyOf(expression.source);
  return source === undefined ? undefined : `${source}.${expression.name}`;
}

/** A name and its members as they are written; empty for anything else. */
export function nameText(expression: Expression): string {
  return expression.kind === 'name' ? expression.name : expression.kind === 'member' ? `${nameText(expression.source)}.${expression.name}` : '';
}

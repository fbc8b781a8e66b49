/** Calls that do too much with what they are given, turned into calls that do not. */
import type { Call, CodeFile, Expression, Flow } from '../../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt } from '../../../source/span.ts';
import { assignmentsTo, functionAround, importing } from './places.ts';

function isScript({ language }: CodeFile): boolean {
  return language === 'javascript' || language === 'typescript';
}

/** `eval(x)` reads a value: other calls read values and nothing else. */
export function asData({ sink: { call, file, whole } }: Flow): readonly Edit[] | undefined {
  const [first] = call.kind === 'call' ? call.arguments : [];
  if (call.kind !== 'call' || !first || !/^(?:builtins\.)?eval$/.test(whole)) return undefined;
  if (isScript(file)) return call.arguments.length === 1 ? [replaceText(call.callee.at, 'JSON.parse')] : undefined;
  const imports = file.language === 'python' ? importing(file, 'ast') : undefined;
  // What names stand for matters no more: values have none.
  return imports && [replaceText(call.at, `ast.literal_eval(${textAt(first.value.at)})`), ...imports];
}

/** Loaders that make data, and no objects of whatever class is asked for. */
export function safelyLoaded({ sink: { call, argument, file, whole } }: Flow): readonly Edit[] | undefined {
  if (call.kind !== 'call') return undefined;
  const method = whole.split('.').at(-1) ?? '';
  if (file.language === 'python') {
    const given = textAt(argument.at);
    if (whole.startsWith('yaml.') && call.callee.kind === 'member') {
      const safe = method.endsWith('_all') || method === 'load_all' ? 'safe_load_all' : 'safe_load';
      return [replaceText(call.at, `${textAt(call.callee.source.at)}.${safe}(${given})`)];
    }
    if (!/^(?:pickle|cPickle|dill|marshal|jsonpickle)\.(?:loads?|decode)$/.test(whole) || call.arguments.length !== 1) return undefined;
    const imports = importing(file, 'json');
    return imports && [replaceText(call.callee.at, `json.${method === 'load' ? 'load' : 'loads'}`), ...imports];
  }
  if (isScript(file)) {
    if (method === 'unserialize') return [replaceText(call.callee.at, 'JSON.parse')];
    return method === 'unsafeLoad' && call.callee.kind === 'member'
      ? [replaceText(span(file.file, call.callee.at.end - method.length, call.callee.at.end), 'load')]
      : undefined;
  }
  if (file.language === 'csharp') return withoutTypeNames(call);
  if (file.language !== 'java' || !/Yaml\(\)\.load(?:All)?$/.test(whole)) return undefined;
  const made = makerOf(call, file);
  const imports = [importing(file, 'org.yaml.snakeyaml', 'LoaderOptions'), importing(file, 'org.yaml.snakeyaml.constructor', 'SafeConstructor')];
  if (made?.arguments.length !== 0 || imports.includes(undefined)) return undefined;
  return [
    replaceText(made.at, `new ${textAt(made.callee.at)}(new SafeConstructor(new LoaderOptions()))`),
    ...imports.flatMap((edits) => edits ?? []),
  ];
}

/** The text says no more which types are made. */
function withoutTypeNames({ at }: Call): readonly Edit[] | undefined {
  const found = /(?<=\bTypeNameHandling\s*=\s*TypeNameHandling\.)(?:All|Auto|Objects|Arrays)\b/.exec(textAt(at));
  return found ? [replaceText(span(at.file, at.start + found.index, at.start + found.index + found[0].length), 'None')] : undefined;
}

/** What was made to be called: in the call itself, or under the name it is kept in. */
function makerOf({ callee }: Call, file: CodeFile): Call | undefined {
  if (callee.kind !== 'member') return undefined;
  if (callee.source.kind === 'call') return callee.source;
  if (callee.source.kind !== 'name') return undefined;
  const { name } = callee.source;
  const [only, ...more] = [...assignmentsTo(name, functionAround(file, callee.at)), ...assignmentsTo(name, file.body)];
  return only?.value.kind === 'call' && more.length === 0 ? only.value : undefined;
}

/** The parts of a query that callers send as they like become texts: an object in their place is a condition of its own. */
export function asText({ sink: { argument, file }, carriers }: Flow): readonly Edit[] | undefined {
  const wrap = isScript(file) ? 'String' : file.language === 'python' ? 'str' : undefined;
  if (wrap === undefined || argument.kind !== 'map') return undefined;
  const edits: Edit[] = [];
  const visit = (value: Expression): void => {
    if (value.kind === 'map') {
      for (const entry of value.entries) if (entry.name !== undefined) visit(entry.value);
    } else if (carriers.has(value) && /^(?:name|member|index|call|choice)$/.test(value.kind)) {
      const written = isShorthand(argument, value) ? `${textAt(value.at)}: ` : '';
      edits.push(replaceText(value.at, `${written}${wrap}(${textAt(value.at)})`));
    }
  };
  visit(argument);
  return edits.length > 0 ? edits : undefined;
}

/** `{ user }`, which is `{ user: user }`. */
function isShorthand(map: Expression, value: Expression): boolean {
  return (
    map.kind === 'map' && map.entries.some((entry) => (entry.value === value ? entry.key.start === value.at.start : isShorthand(entry.value, value)))
  );
}

/** What callers put into a path is a name in its folder, and nothing else. */
export function asFileName({ sink: { argument, file }, carriers }: Flow): readonly Edit[] | undefined {
  const wrapping = fileNames(file);
  const source = argument.kind === 'name' ? assignmentsTo(argument.name, functionAround(file, argument.at)) : undefined;
  if (!wrapping || (source && source.length !== 1)) return undefined;
  const path = source?.[0]?.value ?? argument;
  const names = piecesOf(path).filter((part) => carriers.has(part) && part.kind !== 'text');
  const imports = wrapping.imports();
  if (names.length === 0 || !imports) return undefined;
  return [...names.map(({ at }) => replaceText(at, wrapping.wrap(textAt(at)))), ...imports];
}

/** What a path is put together of: by a text, by `join(…)`, by `root / name`. */
function piecesOf(path: Expression): readonly Expression[] {
  const pieces =
    path.kind === 'text'
      ? path.parts.filter((part) => typeof part !== 'string')
      : path.kind === 'call' && /(?:join|resolve|Combine|Path|of|get|Join|File)$/.test(textAt(path.callee.at))
        ? path.arguments.map(({ value }) => value)
        : path.kind === 'operation' && path.operator === '/'
          ? path.operands
          : [];
  return pieces.flatMap((piece) => (piece.kind === 'text' || (piece.kind === 'operation' && piece.operator === '/') ? piecesOf(piece) : [piece]));
}

interface Wrapping {
  wrap(code: string): string;
  imports(): readonly Edit[] | undefined;
}

function fileNames(file: CodeFile): Wrapping | undefined {
  switch (file.language) {
    case 'python':
      return { wrap: (code) => `os.path.basename(${code})`, imports: () => importing(file, 'os') };
    case 'javascript':
    case 'typescript': {
      const path = file.imports.find(({ module, member }) => /^(?:node:)?path$/.test(module) && (member === undefined || member === 'default'));
      return { wrap: (code) => `${path?.name ?? 'path'}.basename(${code})`, imports: () => (path ? [] : requiring(file, 'path', 'node:path')) };
    }
    case 'go':
      return { wrap: (code) => `filepath.Base(${code})`, imports: () => importing(file, 'path/filepath') };
    case 'csharp':
      return { wrap: (code) => `Path.GetFileName(${code})`, imports: () => importing(file, 'System.IO') };
    case 'java':
      return { wrap: (code) => `Paths.get(${code}).getFileName().toString()`, imports: () => importing(file, 'java.nio.file', 'Paths') };
  }
}

/** Brings a module of Node, in the way that the file brings others. */
export function requiring({ file, imports, inlineIn }: CodeFile, name: string, module: string): readonly Edit[] | undefined {
  if (inlineIn !== undefined) return undefined;
  const first = /^import\s|^(?:const|let|var)\s+[^\n]*\brequire\(/m.exec(file.text);
  const usesRequire = /\brequire\(/.test(file.text) && !/^import\s/m.test(file.text);
  const end = /;\s*$/m.test(file.text) ? ';' : '';
  const written =
    usesRequire || (imports.length === 0 && /\b(?:module\.)?exports\b/.test(file.text))
      ? `const ${name} = require('${module}')${end}`
      : `import ${name} from '${module}'${end}`;
  return [insertText(file, first?.index ?? 0, `${written}${file.lineEnding}`)];
}

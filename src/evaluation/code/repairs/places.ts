/** Where a repair puts what it adds: beside a statement, among the imports. */
import type { CodeFile, CodeFunction, Expression, Statement } from '../../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import type { Span } from '../../../source/span.ts';
import { partsOf } from '../../../model/expression.ts';

/** The statements around a place, the innermost last. */
export function statementsAround(file: CodeFile, at: Span): readonly Statement[] {
  const found: Statement[] = [];
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.at.start > at.start || statement.at.end < at.end) continue;
      found.push(statement);
      for (const inner of innerOf(statement)) visit(inner);
      return;
    }
  };
  const fn = functionAround(file, at);
  visit(fn.statements);
  return found;
}

function innerOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'loop':
    case 'block':
      return [statement.body];
    case 'try':
      return [statement.body, ...statement.caught.map(({ body }) => body), statement.finally];
    default:
      return [];
  }
}

/** The innermost function that has the place in its body: those without a name are not among the file's, and are looked for in what calls them. */
export function functionAround(file: CodeFile, at: Span): CodeFunction {
  const around = file.functions.filter(({ body }) => body.start <= at.start && at.end <= body.end);
  const named = around.reduce<CodeFunction | undefined>((best, one) => (!best || lengthOf(one.body) < lengthOf(best.body) ? one : best), undefined);
  return lambdaAround((named ?? file.body).statements, at) ?? named ?? file.body;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

function lambdaAround(statements: readonly Statement[], at: Span): CodeFunction | undefined {
  let found: CodeFunction | undefined;
  const holds = (span: Span): boolean => span.start <= at.start && at.end <= span.end;
  const inStatements = (all: readonly Statement[]): void => {
    for (const one of all) {
      if (!holds(one.at) || one.kind === 'function') continue;
      for (const expression of expressionsOf(one)) inExpression(expression);
      for (const inner of innerOf(one)) inStatements(inner);
    }
  };
  const inExpression = (expression: Expression): void => {
    if (expression.kind === 'lambda' && holds(expression.at)) {
      found = expression.function;
      inStatements(expression.function.statements);
      return;
    }
    for (const part of partsOf(expression)) inExpression(part);
  };
  inStatements(statements);
  return found;
}

function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return [statement.value];
    case 'expression':
      return [statement.value];
    case 'return':
    case 'throw':
      return statement.value ? [statement.value] : [];
    case 'if':
      return [statement.condition];
    case 'loop':
      return statement.over ? [statement.over] : [];
    default:
      return [];
  }
}

/** What is assigned to a name in a function, in order, those in inner blocks included. */
export function assignmentsTo(name: string, fn: CodeFunction): readonly Extract<Statement, { kind: 'assign' }>[] {
  const found: Extract<Statement, { kind: 'assign' }>[] = [];
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'assign' && statement.targets.some(({ to }) => to.kind === 'name' && to.name === name)) found.push(statement);
      for (const inner of innerOf(statement)) visit(inner);
    }
  };
  visit(fn.statements);
  return found;
}

/** How often a name stands in a stretch of text. */
export function mentions(name: string, { file, start, end }: Span): number {
  return file.text.slice(start, end).match(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))?.length ?? 0;
}

/** The line's leading space, where the statement is the first on it and stands on its own. */
export function indentAt({ file: { text }, start }: Span): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const before = line.trimStart();
  const indent = line.slice(0, line.length - before.length);
  // A declaration's words may come first; what hangs on a condition has no room beside it.
  return /^(?:(?:await|using|final|const|let|var|private|public|static|readonly|return)\s+|[\w<>[\],.?]+\s+)*$/.test(before) &&
    !/^(?:if|else|for|foreach|while|try|catch|switch|case|do)\b/.test(before)
    ? indent
    : undefined;
}

/** Lines behind a statement. */
export function linesBehind(at: Span, lines: readonly string[]): Edit | undefined {
  const { text } = at.file;
  const indent = indentAt(at);
  const rest = /^[^\S\n]*[;)]*[^\S\n]*;?[^\S\n]*(?=\r?\n|$)/.exec(text.slice(at.end))?.[0];
  if (indent === undefined || rest === undefined) return undefined;
  return insertText(at.file, at.end + rest.length, lines.map((line) => `${at.file.lineEnding}${indent}${line}`).join(''));
}

/** Lines before a statement. */
export function linesBefore(at: Span, lines: readonly string[]): Edit | undefined {
  const indent = indentAt(at);
  if (indent === undefined) return undefined;
  const start = at.file.text.lastIndexOf('\n', at.start - 1) + 1;
  return insertText(at.file, start, lines.map((line) => `${indent}${line}${at.file.lineEnding}`).join(''));
}

/** Imports a module, or one thing of it, unless it is there; undefined where the program is no file of its own and has no room for it. */
export function importing(file: CodeFile, module: string, member?: string): readonly Edit[] | undefined {
  if (file.language === 'java' && file.imports.some((one) => one.module === module && one.name === '*')) return [];
  if (file.imports.some((one) => one.module === module && (member === undefined ? one.member === undefined : one.member === member))) return [];
  const { text, lineEnding } = file.file;
  switch (file.language) {
    case 'python': {
      const written = member === undefined ? `import ${module}` : `from ${module} import ${member}`;
      const first = firstImport(file, /^([^\S\n]*)(?:import|from)\s+(?!__future__)/m);
      if (first !== undefined) return [insertText(file.file, first.index, `${first.indent}${written}${lineEnding}`)];
      if (file.inlineIn !== undefined) {
        const start = text.lastIndexOf('\n', file.body.at.start - 1) + 1;
        return [insertText(file.file, start, `${text.slice(start, file.body.at.start)}${written}${lineEnding}`)];
      }
      const head = headOf(text);
      const isCode = /^(?:def|class|@|async)\b/.test(text.slice(head));
      return [insertText(file.file, head, `${written}${lineEnding}${isCode ? lineEnding.repeat(2) : ''}`)];
    }
    case 'java':
    case 'csharp': {
      const written = file.language === 'java' ? `import ${module}${member === undefined ? '' : `.${member}`};` : `using ${module};`;
      const first = firstImport(file, file.language === 'java' ? /^()import\s/m : /^\uFEFF?()using\s/m);
      const packaged = /^package [^\n]*\n/m.exec(text);
      if (first !== undefined) return [insertText(file.file, Math.max(first.index, startOf(text)), `${written}${lineEnding}`)];
      return [
        packaged
          ? insertText(file.file, packaged.index + packaged[0].length, `${lineEnding}${written}${lineEnding}`)
          : insertText(file.file, startOf(text), `${written}${lineEnding}${lineEnding}`),
      ];
    }
    case 'go': {
      // There it is another name for the package.
      const written = member === undefined ? `"${module}"` : `${member} "${module}"`;
      const block = /^import \(\r?\n/m.exec(text);
      if (block) return [insertText(file.file, goPlace(text, block.index + block[0].length, module), `\t${written}${lineEnding}`)];
      const single = /^import [^\n(]*\n/m.exec(text) ?? /^package [^\n]*\n/m.exec(text);
      return single
        ? [
            insertText(
              file.file,
              single.index + single[0].length,
              `${single[0].startsWith('package') ? lineEnding : ''}import ${written}${lineEnding}`,
            ),
          ]
        : undefined;
    }
    default:
      return undefined;
  }
}

function firstImport({ file: { text }, inlineIn, body }: CodeFile, pattern: RegExp): { index: number; indent: string } | undefined {
  const from = inlineIn === undefined ? 0 : text.lastIndexOf('\n', body.at.start - 1) + 1;
  const found = pattern.exec(text.slice(from, body.at.end));
  return found ? { index: from + found.index, indent: found[1] ?? '' } : undefined;
}

/** Behind the mark of the byte order. */
export function startOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

/** In its order among the standard library's. */
function goPlace(text: string, start: number, module: string): number {
  let at = start;
  for (const line of text.slice(start).split('\n')) {
    const path = /^\t"([^"]*)"/.exec(line)?.[1];
    if (path === undefined || path > module || path.includes('.')) return at;
    at += line.length + 1;
  }
  return at;
}

/** Behind what must come first in a file of Python. */
function headOf(text: string): number {
  const head = /^(?:#[^\n]*\n|\s*\n)*(?:("""|''')[\s\S]*?\1[^\n]*\n+)?(?:from __future__[^\n]*\n+)?/.exec(text);
  return head?.[0].length ?? 0;
}

/** Takes Go's import of a package out when `gone` uses of it were the last: it does not compile with one that is not used. */
export function withoutUnused(file: CodeFile, name: string, gone: number): readonly Edit[] {
  const { text } = file.file;
  const uses = text.match(new RegExp(`(?<![\\w.])${name}\\.`, 'g'))?.length ?? 0;
  const line = new RegExp(`^\\t"${name}"\\r?\\n|^import "${name}"\\r?\\n`, 'm').exec(text);
  if (file.language !== 'go' || uses > gone || !line) return [];
  return [replaceText({ file: file.file, start: line.index, end: line.index + line[0].length }, '')];
}

/** Texts that are read from the environment instead of standing in the program. */
import type { CodeFile, CodeText, Language } from '../../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt } from '../../../source/span.ts';
import { functionAround, importing, startOf } from './places.ts';

const reads: Readonly<Record<Language, (name: string) => string>> = {
  python: (name) => `os.environ["${name}"]`,
  javascript: (name) => `process.env.${name}`,
  typescript: (name) => `process.env.${name}!`,
  java: (name) => `System.getenv("${name}")`,
  go: (name) => `os.Getenv("${name}")`,
  csharp: (name) => `Environment.GetEnvironmentVariable("${name}")`,
};

export function environment(text: CodeText, file: CodeFile, variable: string): readonly Edit[] | undefined {
  const { at } = text.expression;
  if (text.expression.kind !== 'literal' || textAt(at).includes('\n')) return undefined;
  const read = reads[file.language](variable);
  if (file.isQuoted === true) return inQuotes(text, file, read);
  if (text.role === 'default') return withoutDefault(text, file);
  switch (file.language) {
    case 'go':
      return inGo(text, file, read);
    case 'csharp':
      return inCsharp(text, file, read);
    case 'python': {
      const imports = importing(file, 'os');
      return imports && [...imports, replaceText(at, read)];
    }
    default:
      return [replaceText(at, read)];
  }
}

/** In a text of JSON, quotes and ends of lines are written in its way. */
function inQuotes({ expression: { at } }: CodeText, file: CodeFile, read: string): readonly Edit[] {
  const escaped = (code: string): string => JSON.stringify(code).slice(1, -1);
  const needsImport = file.language === 'python' && !file.imports.some(({ name, module }) => name === 'os' && module === 'os');
  return [...(needsImport ? [insertText(file.file, file.body.at.start, escaped('import os\n'))] : []), replaceText(at, escaped(read))];
}

/** `os.environ.get("X", "…")`, `process.env.X || '…'`: what stands in for the variable goes, and the variable stays. */
function withoutDefault({ expression: { at } }: CodeText, { file, language }: CodeFile): readonly Edit[] | undefined {
  const before = file.text.slice(Math.max(0, at.start - 200), at.start);
  const behind = file.text.slice(at.end, at.end + 50);
  const operator = /\s*(?:\|\||\?\?|\bor\b)\s*$/.exec(before)?.[0];
  if (operator !== undefined && /^\s*(?:[;,)\]}\n]|$)/.test(behind)) {
    const isTyped = language === 'typescript' && /process\.env\.\w+$/.test(before.slice(0, before.length - operator.length));
    return [replaceText(span(file, at.start - operator.length, at.end), isTyped ? '!' : '')];
  }
  const [call, key] = /\bos\.(?:environ\.get|getenv)\(\s*("\w+"|'\w+')\s*,\s*$/.exec(before) ?? [];
  const closing = /^\s*,?\s*\)/.exec(behind)?.[0];
  if (call === undefined || key === undefined || closing === undefined || language !== 'python') return undefined;
  // It fails where the variable is missing, rather than go on with nothing.
  return [replaceText(span(file, at.start - call.length, at.end + closing.length), `os.environ[${key}]`)];
}

/** A constant of Go cannot be read at run time: it becomes a variable, behind the others where it stands among them. */
function inGo({ expression: { at }, name }: CodeText, file: CodeFile, read: string): readonly Edit[] | undefined {
  const { text, lineEnding } = file.file;
  const imports = importing(file, 'os');
  const start = text.lastIndexOf('\n', at.start - 1) + 1;
  const line = text.slice(start, at.start);
  if (!imports) return undefined;
  const own = /^(\s*)const(?=\s+\w+\s*(?:string)?\s*=\s*$)/.exec(line);
  if (own) {
    const word = start + (own[1]?.length ?? 0);
    return usesInConstants(name, text)
      ? undefined
      : [...imports, replaceText(span(file.file, word, word + 'const'.length), 'var'), replaceText(at, read)];
  }
  const group = /(?:^|\n)const\s*\((?:(?!\n\))[\s\S])*$/.exec(text.slice(0, at.start));
  if (!group) return /\bconst\b/.test(line) ? undefined : [...imports, replaceText(at, read)];
  const close = text.indexOf('\n)', at.end);
  const rest = /^[^\S\n]*\r?\n/.exec(text.slice(at.end))?.[0];
  if (close < 0 || rest === undefined || !/^\s*\w+\s*(?:string)?\s*=\s*$/.test(line) || usesInConstants(name, text)) return undefined;
  const end = close + 2;
  return [
    ...imports,
    replaceText(span(file.file, start, at.end + rest.length), ''),
    insertText(file.file, end, `${lineEnding}${lineEnding}var ${name} = ${read}`),
  ];
}

/** Other constants can be made of constants only. */
function usesInConstants(name: string, text: string): boolean {
  const constants = [...text.matchAll(/^const\s*\([\s\S]*?\n\)|^\s*const [^\n]*/gm)].map(([one]) => one).join('\n');
  return name === '' || new RegExp(`[=+(]\\s*${name}\\b`).test(constants);
}

/** A constant of C# is fixed when it is compiled: it becomes a field that is set when the program starts, or a variable. */
function inCsharp({ expression: { at }, name }: CodeText, file: CodeFile, read: string): readonly Edit[] | undefined {
  const { text, lineEnding } = file.file;
  const using = file.imports.some(({ module }) => module === 'System') ? [] : [insertText(file.file, startOf(text), `using System;${lineEnding}`)];
  const declaration = /[^;{}]*$/.exec(text.slice(0, at.start))?.[0] ?? '';
  const constant = /\bconst\s+/.exec(declaration);
  if (!constant) return [...using, replaceText(at, read)];
  // Labels, attributes and other constants take constants only.
  if (new RegExp(`\\bcase\\s+${name}\\b|\\[[^\\]\\n]*\\b${name}\\b|\\bconst\\b[^;=]*=[^;"]*\\b${name}\\b`).test(text)) return undefined;
  const start = at.start - declaration.length + constant.index;
  const isLocal = functionAround(file, at) !== file.body;
  return [...using, replaceText(span(file.file, start, start + constant[0].length), isLocal ? '' : 'static readonly '), replaceText(at, read)];
}

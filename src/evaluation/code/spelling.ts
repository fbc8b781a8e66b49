/** Small things in the words of each language: literals, and texts that are read from the environment. */
import type { CodeFile, CodeSpelling, CodeText, Language, Literal } from '../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../source/edit.ts';
import { textAt } from '../../source/span.ts';
import { importing } from './repairs/places.ts';
import { repair } from './repairs/repair.ts';

export const spelling: CodeSpelling = { literal, environment, repair };

function literal({ at }: Literal, { language, inlineIn }: CodeFile, to: boolean | number | string): readonly Edit[] | undefined {
  if (inlineIn !== undefined && typeof to === 'string') return undefined;
  if (typeof to === 'boolean') return [replaceText(at, language === 'python' ? (to ? 'True' : 'False') : String(to))];
  if (typeof to === 'number') return [replaceText(at, String(to))];
  const quote = /^['"`]/.exec(textAt(at))?.[0];
  if (quote === undefined || /['"`\\\n${}]/.test(to)) return undefined;
  return [replaceText(at, `${quote}${to}${quote}`)];
}

const reads: Readonly<Record<Language, (name: string) => string>> = {
  python: (name) => `os.environ["${name}"]`,
  javascript: (name) => `process.env.${name}`,
  typescript: (name) => `process.env.${name}!`,
  java: (name) => `System.getenv("${name}")`,
  go: (name) => `os.Getenv("${name}")`,
  csharp: (name) => `Environment.GetEnvironmentVariable("${name}")`,
};

function environment(text: CodeText, file: CodeFile, variable: string): readonly Edit[] | undefined {
  const { at } = text.expression;
  // Quotes of a template's text are escaped in it, and what its lines are moved in by is not ours to count.
  if (file.inlineIn !== undefined || text.expression.kind !== 'literal' || textAt(at).includes('\n')) return undefined;
  const extra = preparations(text, file);
  return extra && [...extra, replaceText(at, reads[file.language](variable))];
}

/** Imports, and words that say the value is fixed when it is compiled. */
function preparations({ expression }: CodeText, file: CodeFile): readonly Edit[] | undefined {
  const { text } = file.file;
  const { start } = expression.at;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  switch (file.language) {
    case 'python':
      return importing(file, 'os');
    case 'go': {
      const isConstant = /^\s*const\b/.test(line) || /\bconst\s*\([^)]*$/.test(text.slice(0, start));
      return isConstant || !file.imports.some(({ module }) => module === 'os') ? undefined : [];
    }
    case 'csharp': {
      const constant = /\bconst\b/.exec(line);
      const usesSystem = file.imports.some(({ module }) => module === 'System');
      const using = usesSystem ? [] : [insertText(file.file, 0, `using System;${file.file.lineEnding}`)];
      if (!constant) return using;
      const at = start - line.length + constant.index;
      const inMethod = !/\b(?:private|public|internal|protected)\b/.test(line);
      return inMethod ? undefined : [...using, replaceText({ file: file.file, start: at, end: at + constant[0].length }, 'static readonly')];
    }
    default:
      return [];
  }
}

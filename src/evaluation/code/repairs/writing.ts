/** Values in the words of each language: texts, and texts that are put together. */
import type { Language } from '../../../model/code.ts';
import type { Hole } from './template.ts';

/** A value: text as it is meant, and what is put into it. */
export type Value = readonly (string | Hole)[];

export function quoted(text: string, language: Language): string {
  const isSingle = language === 'javascript' || language === 'typescript';
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  if (isSingle && !text.includes("'")) return `'${escaped}'`;
  return `"${escaped.replaceAll('"', '\\"')}"`;
}

/** Undefined where it cannot be written without changing what is meant. */
export function composed(value: Value, language: Language): string | undefined {
  const [only] = value;
  if (value.length === 0) return quoted('', language);
  if (value.length === 1 && only !== undefined) return typeof only === 'string' ? quoted(only, language) : only.code;
  if (value.some((part) => typeof part === 'string' && /["'`\\\n{}$]/.test(part))) return undefined;
  const joined = (open: string, hole: (code: string) => string, close: string): string =>
    open + value.map((part) => (typeof part === 'string' ? part : hole(part.code))).join('') + close;
  const summed = (): string => value.map((part) => (typeof part === 'string' ? quoted(part, language) : summand(part.code))).join(' + ');
  switch (language) {
    case 'python': {
      const quote = value.some((part) => typeof part !== 'string' && part.code.includes('"')) ? "'" : '"';
      const isSimple = value.every((part) => typeof part === 'string' || !(part.code.includes(quote) || /[\\\n]/.test(part.code)));
      return isSimple
        ? joined(`f${quote}`, (code) => `{${code}}`, quote)
        : `${quoted(value.map((part) => (typeof part === 'string' ? part : '{}')).join(''), language)}.format(${value.flatMap((part) => (typeof part === 'string' ? [] : [part.code])).join(', ')})`;
    }
    case 'javascript':
    case 'typescript':
      return joined('`', (code) => `\${${code}}`, '`');
    case 'csharp':
      return value.some((part) => typeof part !== 'string' && /["{}:?]/.test(part.code)) ? summed() : joined('$"', (code) => `{${code}}`, '"');
    case 'java':
      return typeof only === 'string' || value.length === 0 ? summed() : `"" + ${summed()}`;
    case 'go': {
      if (!value.some((part) => typeof part !== 'string' && part.mark !== undefined)) return summed();
      const pattern = value.map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : (part.mark ?? '%v'))).join('');
      return `fmt.Sprintf(${[quoted(pattern, language), ...value.flatMap((part) => (typeof part === 'string' ? [] : [part.code]))].join(', ')})`;
    }
  }
}

/** What `+` would take apart stands in parentheses. */
function summand(code: string): string {
  return /^[\w.$]+(?:\([^()]*\)|\[[^[\]]*\])*(?:\.\w+(?:\([^()]*\))?)*$/.test(code) || /^\(.*\)$/s.test(code) ? code : `(${code})`;
}

/** What the text between quotes stands for; undefined where it holds more than plain signs. */
export function meant(raw: string, form: 'plain' | 'percent' | 'braces' | 'interpolated'): string | undefined {
  const text = form === 'percent' ? raw.replaceAll('%%', '%') : form === 'plain' ? raw : raw.replaceAll('{{', '{').replaceAll('}}', '}');
  return text.includes('\\') ? undefined : text;
}

/** A name for a value, after what it is taken from: `body["userId"]` → `userId`. */
export function nameFor({ expression }: Hole, taken: ReadonlySet<string>): string {
  const words = ownName(expression)
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '');
  const base = words === '' ? 'value' : words;
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}${count}`;
    if (!taken.has(name)) return name;
  }
}

function ownName(expression: Hole['expression']): string {
  switch (expression.kind) {
    case 'name':
    case 'member':
      return expression.name;
    case 'index':
      return expression.key.kind === 'literal' ? String(expression.key.value) : '';
    case 'call': {
      const [first] = expression.arguments;
      if (expression.callee.kind === 'member' && /^(?:get|Get|getOrDefault|pop)$/.test(expression.callee.name) && first?.value.kind === 'literal')
        return String(first.value.value);
      return expression.callee.kind === 'member' ? ownName(expression.callee.source) : '';
    }
    case 'choice':
      return expression.options[0] ? ownName(expression.options[0]) : '';
    default:
      return '';
  }
}

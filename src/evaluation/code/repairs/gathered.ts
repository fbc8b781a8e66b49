/** Queries that are put together in several steps: their values are gathered in a list beside them. */
import type { CodeFile, Expression, Flow, Statement } from '../../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt, type Span } from '../../../source/span.ts';
import { driverOf } from './drivers.ts';
import { assignmentsTo, functionAround, linesBehind, mentions } from './places.ts';
import { bind, type BoundValue } from './query.ts';
import { printTemplate, readTemplate } from './template.ts';
import { composed } from './writing.ts';

type Assignment = Extract<Statement, { kind: 'assign' }>;

interface Words {
  /** The list, with what is in it from the start. */
  made(name: string, first: string): string;
  more(name: string, values: readonly string[]): readonly string[];
  handed(name: string): string;
}

const words: Readonly<Partial<Record<CodeFile['language'], Words>>> = {
  python: {
    made: (name, first) => `${name} = [${first}]`,
    more: (name, values) => values.map((value) => `${name}.append(${value})`),
    handed: (name) => name,
  },
  javascript: { made: (name, first) => `const ${name} = [${first}];`, more: pushed, handed: (name) => name },
  typescript: { made: (name, first) => `const ${name}: unknown[] = [${first}];`, more: pushed, handed: (name) => name },
  go: {
    made: (name, first) => `${name} := []any{${first}}`,
    more: (name, values) => [`${name} = append(${name}, ${values.join(', ')})`],
    handed: (name) => `${name}...`,
  },
};

function pushed(name: string, values: readonly string[]): readonly string[] {
  return [`${name}.push(${values.join(', ')});`];
}

/** `sql = "…"`, then `sql += " AND a = '" + a + "'"` under conditions, then `execute(sql)`. */
export function gatheredValues({ sink, carriers }: Flow, files: readonly CodeFile[]): readonly Edit[] | undefined {
  const { argument, file, call } = sink;
  const spelt = words[file.language];
  const driver = driverOf(sink, files);
  if (!spelt || !driver || argument.kind !== 'name' || call.kind !== 'call' || call.arguments.at(-1)?.value !== argument) return undefined;
  const fn = functionAround(file, argument.at);
  const [first, ...more] = assignmentsTo(argument.name, fn);
  if (!first || more.length === 0 || !more.every((one) => added(one, argument.name)) || mentions(argument.name, fn.body) !== more.length + 2)
    return undefined;
  const list = ['values', 'parameters', 'bound'].find((name) => mentions(name, fn.body) === 0);
  if (list === undefined) return undefined;
  const taken: BoundValue[] = [];
  const edits: Edit[] = [];
  let start = '';
  for (const one of [first, ...more]) {
    const written = one === first ? one.value : added(one, argument.name);
    const template = written && readTemplate(written, file);
    if (!template) {
      // Where `%` is a mark, one that is meant is written twice.
      if (written?.kind === 'literal' && !(driver.percent === true && String(written.value).includes('%'))) continue;
      return undefined;
    }
    const bound = bind(template, driver, carriers, taken);
    if (!bound) {
      if (driver.percent === true && textAt(template.at).includes('%')) return undefined;
      continue;
    }
    // Marks that are numbered cannot tell how many stand before them when the program runs.
    if (driver.mark(1, '') !== driver.mark(2, '') && taken.length > 0 && one !== first) return undefined;
    const query = printTemplate(bound.template);
    const codes = bound.values.map(({ value }) => composed(value, file.language));
    if (query === undefined || codes.includes(undefined)) return undefined;
    const values = codes.filter((code) => code !== undefined);
    taken.push(...bound.values);
    edits.push(replaceText(template.at, query));
    if (one === first) start = values.join(', ');
    else {
      const beside = behind(one.at, spelt.more(list, values));
      if (!beside) return undefined;
      edits.push(...beside);
    }
  }
  const made = linesBehind(first.at, [spelt.made(list, start)]);
  return made && taken.length > 0 ? [...edits, made, insertText(file.file, argument.at.end, `, ${spelt.handed(list)}`)] : undefined;
}

/** What `+=` adds. */
function added({ value, declares }: Assignment, name: string): Expression | undefined {
  if (declares || value.kind !== 'text') return undefined;
  const [left, right] = value.parts;
  if (value.parts.length !== 2 || typeof left === 'string' || typeof right === 'string' || left?.kind !== 'name' || left.name !== name)
    return undefined;
  return right && /^\s*\+=\s*\(?$/.test(value.at.file.text.slice(left.at.end, right.at.start)) ? right : undefined;
}

/** Lines behind a statement; one that hangs on a condition without braces gets them. */
function behind(at: Span, lines: readonly string[]): readonly Edit[] | undefined {
  const edit = linesBehind(at, lines);
  if (edit) return [edit];
  const { file } = at;
  const line = file.text.slice(file.text.lastIndexOf('\n', at.start - 1) + 1, at.start);
  const indent = /^(\s*)(?:\} else )?if \(.*\) $/.exec(line)?.[1];
  const rest = /^;(?=[^\S\n]*\r?\n)/.exec(file.text.slice(at.end))?.[0];
  if (indent === undefined || rest === undefined || /\belse\b/.test(textAt(span(file, at.end, Math.min(at.end + 80, file.text.length)))))
    return undefined;
  const inner = `${file.lineEnding}${indent}${indent.includes('\t') ? '\t' : '  '}`;
  return [
    insertText(file, at.start, `{${inner}`),
    insertText(file, at.end + rest.length, `${lines.map((one) => inner + one).join('')}${file.lineEnding}${indent}}`),
  ];
}

/** Statements of JDBC that become prepared ones. */
import type { Call, CodeFile, Expression } from '../../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt, type Span } from '../../../source/span.ts';
import { marked } from './drivers.ts';
import { functionAround, importing, indentAt, linesBefore, linesBehind, mentions, statementsAround } from './places.ts';
import type { BoundValue } from './query.ts';
import type { Handing } from './sql.ts';

export function jdbcStatement(call: Call, method: string, argument: Expression, file: CodeFile): Handing | undefined {
  if (method === 'prepareStatement') return prepared(call, file);
  const { callee } = call;
  if (!/^execute(?:Query|Update|LargeUpdate)?$/.test(method) || call.arguments.length > 1) return undefined;
  if (callee.kind !== 'member' || callee.source.kind !== 'name') return undefined;
  return created(callee.source.name, callee.source, call, argument, file);
}

function setting(name: string, values: readonly BoundValue[], codes: readonly string[]): readonly string[] {
  return values.map(({ isText, value }, index) => {
    const [only] = value;
    // What is no text of itself is made one by what it is put together with.
    const setter =
      isText && (value.length > 1 || (only !== undefined && typeof only !== 'string' && isString(only.expression))) ? 'setString' : 'setObject';
    return `${name}.${setter}(${index + 1}, ${codes[index] ?? ''});`;
  });
}

/** Is it declared as a text, or taken from where only texts are? */
function isString(expression: Expression): boolean {
  if (expression.kind === 'name') return new RegExp(`\\bString\\s+${expression.name}\\b`).test(expression.at.file.text);
  return (
    expression.kind === 'call' &&
    /^get(?:PathParameters|QueryStringParameters|Headers|Parameter|Body)\b/.test(textAt(expression.callee.at).replace(/^.*?\.(?=get)/s, ''))
  );
}

/** `PreparedStatement ps = c.prepareStatement("…" + x);` */
function prepared(call: Call, file: CodeFile): Handing | undefined {
  const statement = statementsAround(file, call.at).at(-1);
  if (statement?.kind !== 'assign' || statement.value !== call) return undefined;
  const [target] = statement.targets;
  if (target?.to.kind !== 'name') return undefined;
  const { name } = target.to;
  const header = headerAround(file, call.at);
  return {
    driver: marked,
    hand(values, codes) {
      const lines = setting(name, values, codes);
      if (header) {
        // Whatever runs in the header runs before the values are set.
        if (mentions(name, span(file.file, statement.at.end, header.open)) > 0) return undefined;
        return [insertText(file.file, header.open + 1, lines.map((line) => `${file.file.lineEnding}${header.inner}${line}`).join(''))];
      }
      const edit = linesBehind(statement.at, lines);
      return edit && [edit];
    },
  };
}

/** `Statement s = c.createStatement();` and, later, `s.executeQuery("…" + x)`. */
function created(name: string, holder: Expression, call: Call, argument: Expression, file: CodeFile): Handing | undefined {
  const fn = functionAround(file, call.at);
  const { text, lineEnding } = file.file;
  const declared = new RegExp(`\\b(?:java\\.sql\\.)?(Statement|var)(\\s+${name}\\s*=\\s*)([\\w.()]+)\\.createStatement\\(\\)`).exec(
    text.slice(fn.body.start, fn.body.end),
  );
  const [whole, , between, connection] = declared ?? [];
  // One statement, one query: others would lose theirs.
  if (!declared || whole === undefined || between === undefined || connection === undefined || mentions(name, fn.body) > 2) return undefined;
  const start = fn.body.start + declared.index;
  const end = start + whole.length;
  const declaration = span(file.file, start, end);
  const execution = replaceText(span(file.file, holder.at.end, call.at.end), `${text.slice(holder.at.end, argument.at.start).trimEnd()})`);
  const imports = importing(file, 'java.sql', 'PreparedStatement') ?? [];
  const made = (query: string): string => `PreparedStatement${between}${connection}.prepareStatement(${query})`;
  const header = headerAround(file, declaration);
  const isInHeader = header !== undefined && call.at.end <= header.open;
  return {
    driver: marked,
    takesText: true,
    hand(values, codes, query) {
      const lines = setting(name, values, codes);
      const written = argument.kind === 'name' ? argument.name : query;
      if (isInHeader) return header && nested(header, declaration, made(written), call, lines, file);
      const statement = statementsAround(file, call.at).at(-1);
      if (!statement) return undefined;
      // In the header of a `try`, the variable with the query is not known yet.
      if (header && argument.kind === 'name' && mentions(argument.name, span(file.file, fn.body.start, start)) === 0) return undefined;
      if (
        header ||
        mentions(argument.kind === 'name' ? argument.name : '\u{1}', span(file.file, fn.body.start, start)) > 0 ||
        argument.kind !== 'name'
      ) {
        const edit = linesBefore(statement.at, lines);
        return edit && [replaceText(declaration, made(written)), execution, edit, ...imports];
      }
      const indent = indentAt(declaration);
      const line = text.lastIndexOf('\n', start - 1) + 1;
      const edit = linesBefore(statement.at, [`${made(written)};`, ...lines]);
      const rest = /^;[^\S\n]*\r?\n/.exec(text.slice(end))?.[0];
      return edit && rest !== undefined && indent?.length === start - line
        ? [replaceText(span(file.file, line, end + rest.length), ''), execution, edit, ...imports]
        : undefined;
    },
  };

  /** The results are opened in a `try` of their own, behind the values. */
  function nested(around: Header, first: Span, making: string, query: Call, lines: readonly string[], of: CodeFile): readonly Edit[] | undefined {
    const opened = statementsAround(of, query.at).findLast(({ kind }) => kind === 'assign');
    const after = text.slice(query.at.end, around.open);
    // Nothing else may be opened between them or behind it.
    if (!opened || !/^\s*;?\s*\)\s*$/.test(after) || !/^\s*;\s*$/.test(text.slice(first.end, opened.at.start))) return undefined;
    const result = `${text.slice(opened.at.start, holder.at.end)}${text.slice(holder.at.end, argument.at.start).trimEnd()})`;
    const body = text.slice(around.open + 1, around.close);
    const indented = body.replace(/\n(?=[^\S\n]*\S)/g, `\n${around.unit}`).trimEnd();
    const inner = [...lines, `try (${result}) {`].map((one) => `${lineEnding}${around.inner}${one}`).join('');
    const outer = /\n[^\S\n]*$/.exec(body)?.[0] ?? `${lineEnding}`;
    return [
      replaceText(span(of.file, first.start, around.close), `${making}) {${inner}${indented}${lineEnding}${around.inner}}${outer}`),
      ...imports,
    ];
  }
}

/** The `try (…) {` around a place. */
interface Header {
  /** Its brace. */
  readonly open: number;
  readonly close: number;
  /** What its statements are moved in by, and what one step is. */
  readonly inner: string;
  readonly unit: string;
}

/** The `try` in whose parentheses a place stands. */
function headerAround(file: CodeFile, at: Span): Header | undefined {
  const { text } = file.file;
  for (const statement of statementsAround(file, at).toReversed()) {
    if (statement.kind !== 'try') continue;
    const opening = /^try\s*\(/.exec(text.slice(statement.at.start));
    if (!opening) continue;
    const end = closing(text, statement.at.start + opening[0].length - 1, '(', ')');
    if (end === undefined || at.end > end) continue;
    const open = text.indexOf('{', end);
    const close = closing(text, open, '{', '}');
    if (close === undefined) return undefined;
    const own = /[^\n]*$/.exec(text.slice(0, statement.at.start))?.[0].match(/^\s*/)?.[0] ?? '';
    const inner = /^\s*?\n([^\S\n]*)\S/.exec(text.slice(open + 1))?.[1] ?? `${own}    `;
    return { open, close, inner, unit: inner.startsWith(own) && inner.length > own.length ? inner.slice(own.length) : '    ' };
  }
  return undefined;
}

/** Where what is opened here is closed, texts left out. */
function closing(text: string, start: number, open: string, close: string): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"' || sign === "'") {
      for (at++; at < text.length && text[at] !== sign; at++) if (text[at] === '\\') at++;
    } else if (sign === open) depth++;
    else if (sign === close && --depth === 0) return at;
  }
  return undefined;
}

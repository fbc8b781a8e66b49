/** Queries that are put together, turned into queries with marks and values apart from them. */
import type { Call, CodeFile, Expression, Flow, Statement } from '../../../model/code.ts';
import { insertText, replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt, type Span } from '../../../source/span.ts';
import { atNamed, driverOf, marked, named, numbered, positional, type Driver } from './drivers.ts';
import { gatheredValues } from './gathered.ts';
import { jdbcStatement } from './jdbc.ts';
import { functionAround, linesBehind, mentions, statementsAround, withoutUnused, assignmentsTo } from './places.ts';
import { bind, type BoundValue } from './query.ts';
import { printTemplate, readTemplate, type Template } from './template.ts';
import { composed, nameFor } from './writing.ts';

/** What is given to the call, and how: edits for the values once the text holds marks. */
export interface Handing {
  readonly driver: Driver;
  hand(values: readonly BoundValue[], codes: readonly string[], query: string): readonly Edit[] | undefined;
  /** The query's own edit is part of the handing. */
  readonly takesText?: boolean;
}

export function parameterised(flow: Flow, files: readonly CodeFile[]): readonly Edit[] | undefined {
  const { sink } = flow;
  const gathered = gatheredValues(flow, files);
  if (gathered) return gathered;
  const handing = handingOf(flow, files);
  const found = handing && textOf(sink.argument, sink.file);
  if (!handing || !found) return undefined;
  const bound = bind(found.template, handing.driver, flow.carriers);
  const query = bound && printTemplate(bound.template);
  if (!bound || query === undefined) return undefined;
  const codes = bound.values.map(({ value }) => composed(value, sink.file.language));
  if (codes.some((code) => code === undefined)) return undefined;
  const handed = handing.hand(
    bound.values,
    codes.filter((code) => code !== undefined),
    query,
  );
  if (!handed) return undefined;
  const formats = /\bfmt\./.test(textAt(found.template.at)) && !/\bfmt\./.test(query + codes.join()) ? 1 : 0;
  const own = handing.takesText === true && found.isHere ? [] : [replaceText(found.template.at, query)];
  return [...own, ...handed, ...(formats > 0 ? withoutUnused(sink.file, 'fmt', formats) : [])];
}

/** Where the text is put together: in the call itself, or in the one assignment of the variable that it is kept in. */
function textOf(argument: Expression, file: CodeFile): { readonly template: Template; readonly isHere: boolean } | undefined {
  if (argument.kind !== 'name') {
    const template = readTemplate(argument, file);
    return template && { template, isHere: true };
  }
  const fn = functionAround(file, argument.at);
  const [only, ...more] = assignmentsTo(argument.name, fn);
  // Where it is used elsewhere as well, marks would stand there without their values.
  if (!only || more.length > 0 || only.targets.length > 1 || mentions(argument.name, fn.body) > 2) return undefined;
  const template = readTemplate(only.value, file);
  return template && { template, isHere: false };
}

function handingOf(flow: Flow, files: readonly CodeFile[]): Handing | undefined {
  const { sink } = flow;
  if (sink.call.kind === 'member') return sink.file.language === 'csharp' ? commandText(sink.call.source, sink.file) : undefined;
  const { call } = sink;
  if (call.kind !== 'call') return undefined;
  const method = call.callee.kind === 'member' || call.callee.kind === 'name' ? call.callee.name : '';
  switch (sink.file.language) {
    case 'python':
      return inPython(call, method, flow, files);
    case 'javascript':
    case 'typescript':
      return inScript(call, method, flow, files);
    case 'go': {
      const driver = driverOf(sink, files);
      if (!driver || method.startsWith('Prepare') || method.startsWith('Named') || method.startsWith('New') || !isLast(call, sink.argument))
        return undefined;
      return { driver, hand: (_, codes) => [insertText(sink.file.file, sink.argument.at.end, `, ${codes.join(', ')}`)] };
    }
    case 'java':
      return inJava(call, method, flow);
    case 'csharp':
      return inCsharp(call, method, flow);
  }
}

/** No values are handed over yet. */
function isLast({ arguments: given }: Call, argument: Expression): boolean {
  return given.at(-1)?.value === argument;
}

/** On a line of its own where the argument has one. */
function behind({ at: { file, start, end } }: Expression, text: string): readonly Edit[] {
  const own = /(?<=\n)[^\S\n]*$/.exec(file.text.slice(0, start))?.[0];
  const isOwn = own !== undefined && /^,?[^\S\n]*\r?\n/.test(file.text.slice(end, end + 200));
  return [insertText(file, end, isOwn ? text.replace(/^, /, `,${file.lineEnding}${own}`) : text)];
}

function inPython(call: Call, method: string, { sink }: Flow, files: readonly CodeFile[]): Handing | undefined {
  const { argument, whole } = sink;
  const entry = (name: string, code: string): string => `"${name}": ${code}`;
  if (method === 'text' || /sqlalchemy.*\btext$/.test(whole)) {
    return {
      driver: named,
      hand: (values, codes) => [
        insertText(sink.file.file, call.at.end, `.bindparams(${values.map(({ name }, index) => `${name}=${codes[index] ?? ''}`).join(', ')})`),
      ],
    };
  }
  if (method === 'query_items') {
    if (call.arguments.some(({ name, spread }) => name === 'parameters' || spread)) return undefined;
    const listed = (values: readonly BoundValue[], codes: readonly string[]): string =>
      values.map(({ name }, index) => `{${entry('name', `"@${name}"`)}, ${entry('value', codes[index] ?? '')}}`).join(', ');
    return { driver: atNamed, hand: (values, codes) => behind(argument, `, parameters=[${listed(values, codes)}]`) };
  }
  if (method === 'execute_statement') {
    // DynamoDB and Redshift Data have their own ways of handing over values.
    const keyword = call.arguments.find(({ value }) => value === argument)?.name;
    if (keyword !== 'sql' || call.arguments.some(({ name }) => name === 'parameters')) return undefined;
    return {
      driver: named,
      hand: (values, codes) =>
        behind(
          argument,
          `, parameters=[${values.map(({ name }, index) => `{${entry('name', `"${name}"`)}, ${entry('value', `{${entry('stringValue', codes[index] ?? '')}}`)}}`).join(', ')}]`,
        ),
    };
  }
  const driver = driverOf(sink, files);
  if (!driver || !isLast(call, argument) || !/^(?:execute|fetch|fetchrow|fetchval|fetch_all|fetch_one|mogrify|raw)$/.test(method)) return undefined;
  if (driver.mark(1, '') === '$1') return { driver, hand: (_, codes) => behind(argument, `, ${codes.join(', ')}`) };
  return { driver, hand: (_, codes) => behind(argument, `, (${codes.join(', ')}${codes.length === 1 ? ',' : ''})`) };
}

function inScript(call: Call, method: string, { sink }: Flow, files: readonly CodeFile[]): Handing | undefined {
  const { argument, whole } = sink;
  if (/^\$(?:query|execute)RawUnsafe$/.test(method)) return tagged(call, method, argument);
  const next = call.arguments[1]?.value;
  // Statements in objects have their values in another entry of theirs.
  if (/(?:Command|items\.query|xecuteStatement|startQueryExecution)$/.test(whole)) return undefined;
  const list = (codes: readonly string[]): string => `[${codes.join(', ')}]`;
  if (/sequelize/i.test(whole) && method === 'query') {
    if (next === undefined) return { driver: marked, hand: (_, codes) => behind(argument, `, { replacements: ${list(codes)} }`) };
    if (next.kind !== 'map' || next.entries.some(({ name }) => name === 'replacements' || name === 'bind')) return undefined;
    return { driver: marked, hand: (_, codes) => [insertText(sink.file.file, next.at.start + 1, ` replacements: ${list(codes)},`)] };
  }
  // A callback may follow; values that are there already are counted by their marks.
  if (next && next.kind !== 'lambda') return undefined;
  if (/createQueryBuilder\(\)/.test(whole))
    return {
      driver: named,
      hand: (values, codes) =>
        behind(argument, `, { ${values.map(({ name }, at) => (name === codes[at] ? name : `${name}: ${codes[at] ?? ''}`)).join(', ')} }`),
    };
  const driver = driverOf(sink, files);
  return driver && !/^\$|^queryRaw/.test(method) ? { driver, hand: (_, codes) => behind(argument, `, ${list(codes)}`) } : undefined;
}

/** Stands for the nth value while the query is written anew. */
const slot: Driver = { mark: (number) => `\u{1}${number}\u{2}` };

/** `prisma.$queryRaw`…${value}…``: whatever is put into a template with a tag goes to the database apart from the text. */
function tagged({ callee, arguments: given }: Call, method: string, argument: Expression): Handing | undefined {
  if (callee.kind !== 'member' || given.length !== 1 || argument.kind === 'name') return undefined;
  const { file } = argument.at;
  const end = /^[^\S\n]*,?\s*\)/.exec(file.text.slice(argument.at.end))?.[0];
  if (end === undefined) return undefined;
  return {
    driver: slot,
    takesText: true,
    hand(_, codes, query) {
      const inner = /^(['"`])([^\\]*)\1$/s.exec(query)?.[2];
      // What is left in it would become a value, which a name of a table is not.
      if (inner === undefined || /[`]|\$\{/.test(inner)) return undefined;
      const text = inner.replace(/\u{1}(\d+)\u{2}/gu, (__, number: string) => `\${${codes[Number(number) - 1] ?? ''}}`);
      const at = span(file, callee.at.end - method.length, argument.at.end + end.length);
      return [replaceText(at, `${method.replace('Unsafe', '')}\`${text}\``)];
    },
  };
}

function inJava(call: Call, method: string, { sink }: Flow): Handing | undefined {
  const { argument, file } = sink;
  if (/^create(?:Native|SQL)?Query$/.test(method)) {
    return {
      driver: positional,
      hand: (_, codes) => [insertText(file.file, call.at.end, codes.map((code, index) => `.setParameter(${index + 1}, ${code})`).join(''))],
    };
  }
  // jOOQ takes the values behind the text.
  if (/^(?:fetch(?:One|Many|Single|Value)?|resultQuery)$/.test(method))
    return isLast(call, argument) ? { driver: marked, hand: (_, codes) => behind(argument, `, ${codes.join(', ')}`) } : undefined;
  if (/^(?:query|queryForObject|queryForList|queryForMap|update)$/.test(method)) {
    // `JdbcTemplate` takes the values last, behind what becomes of the rows.
    const last = call.arguments.at(-1)?.value ?? argument;
    if (call.arguments.length > 2) return undefined;
    return { driver: marked, hand: (_, codes) => behind(last, `, ${codes.join(', ')}`) };
  }
  return jdbcStatement(call, method, argument, file);
}

function inCsharp(call: Call, method: string, { sink }: Flow): Handing | undefined {
  const { argument, file } = sink;
  if (method === 'QueryDefinition') {
    const handed = (name: string, code: string): string => `.WithParameter("@${name}", ${code})`;
    return {
      driver: atNamed,
      hand: (values, codes) => [insertText(file.file, call.at.end, values.map(({ name }, at) => handed(name, codes[at] ?? '')).join(''))],
    };
  }
  if (call.creates) {
    if (!method.endsWith('Command')) return undefined;
    const holder = variableOf(call, file);
    return holder && addingTo(holder.name, holder.statement, file);
  }
  if (/^(?:FromSqlRaw|ExecuteSqlRaw|ExecuteSqlRawAsync|SqlQueryRaw)$/.test(method)) {
    return isLast(call, argument) ? { driver: numbered, hand: (_, codes) => behind(argument, `, ${codes.join(', ')}`) } : undefined;
  }
  if (!/^(?:Query|Execute)/.test(method) || !isLast(call, argument)) return undefined;
  return {
    driver: atNamed,
    hand: (values, codes) => behind(argument, `, new { ${values.map(({ name }, at) => entryOf(name, codes[at] ?? '')).join(', ')} }`),
  };
}

function entryOf(name: string, code: string): string {
  return name === code ? name : `${name} = ${code}`;
}

/** `command.CommandText = …;` */
function commandText(command: Expression, file: CodeFile): Handing | undefined {
  const statement = statementsAround(file, command.at).at(-1);
  return statement && addingTo(textAt(command.at), statement.at, file);
}

/** `using var command = new SqlCommand(…);` */
function variableOf(call: Call, file: CodeFile): { readonly name: string; readonly statement: Span } | undefined {
  const statement: Statement | undefined = statementsAround(file, call.at).at(-1);
  if (statement?.kind !== 'assign' || statement.value !== call) return undefined;
  const [target] = statement.targets;
  return target?.to.kind === 'name' ? { name: target.to.name, statement: statement.at } : undefined;
}

const withAdd =
  /\b(?:Microsoft\.Data\.SqlClient|System\.Data\.SqlClient|Npgsql|MySql\.Data\.MySqlClient|MySqlConnector|Microsoft\.Data\.Sqlite|System\.Data\.SQLite)\b/;

function addingTo(command: string, statement: Span, { file: { text } }: CodeFile): Handing {
  const isKnown = withAdd.test(text);
  return {
    driver: atNamed,
    hand(values, codes) {
      const lines = values.flatMap(({ name }, index) => {
        const code = codes[index] ?? '';
        if (isKnown) return [`${command}.Parameters.AddWithValue("@${name}", ${code});`];
        const own = nameFor({ code: '', expression: { kind: 'name', name: `${name}Parameter`, at: statement } }, new Set(text.match(/\w+/g)));
        return [
          `var ${own} = ${command}.CreateParameter();`,
          `${own}.ParameterName = "@${name}";`,
          `${own}.Value = ${code};`,
          `${command}.Parameters.Add(${own});`,
        ];
      });
      const edit = insideBlock(statement, lines) ?? linesBehind(statement, lines);
      return edit && [edit];
    },
  };
}

/** `using (var command = …) {`: what belongs to it stands inside. */
function insideBlock({ file, end }: Span, lines: readonly string[]): Edit | undefined {
  const opening = /^\)+\s*\{/.exec(file.text.slice(end))?.[0];
  const indent = opening === undefined ? undefined : /^\r?\n([^\S\n]*)\S/.exec(file.text.slice(end + opening.length))?.[1];
  if (opening === undefined || indent === undefined) return undefined;
  return insertText(file, end + opening.length, lines.map((line) => `${file.lineEnding}${indent}${line}`).join(''));
}

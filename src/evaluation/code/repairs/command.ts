/** Command lines that a shell reads, turned into programs with lists of arguments. */
import type { Call, CodeFile, Expression, Flow } from '../../../model/code.ts';
import { scriptIn } from '../../../platform/code/shells.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt, type Span } from '../../../source/span.ts';
import { assignmentsTo, functionAround, importing, mentions, withoutUnused } from './places.ts';
import { isLiteral, readTemplate, type Template } from './template.ts';
import { composed, type Value } from './writing.ts';
import { wordsIn, wordsOf } from './words.ts';

export function asArguments(flow: Flow): readonly Edit[] | undefined {
  const { call, file } = flow.sink;
  if (call.kind !== 'call') return undefined;
  if (flow.sink.argument.kind === 'list') return ofShellList(call, flow.sink.argument, file);
  switch (file.language) {
    case 'python':
      return inPython(call, flow);
    case 'javascript':
    case 'typescript':
      return inScript(call, flow);
    case 'java':
      return inJava(call, flow);
    case 'go':
    case 'csharp':
      return ofShell(call, flow);
  }
}

interface Line {
  readonly template: Template;
  readonly program: string;
  readonly rest: readonly string[];
  /** Takes the variable out that the line was kept in. */
  readonly gone: readonly Edit[];
}

/** The line as a program and its arguments, in the words of the language. */
function lineOf(argument: Expression, file: CodeFile): Line | undefined {
  const source = sourceOf(argument, file);
  const template = source && readTemplate(source.expression, file);
  const words = template && wordsOf(template);
  const codes = words?.map(({ value }) => textual(value, file));
  const [program, ...rest] = codes ?? [];
  if (!template || program === undefined || rest.some((code) => code === undefined)) return undefined;
  return { template, program, rest: rest.filter((code) => code !== undefined), gone: source?.gone ?? [] };
}

/** Arguments are texts: a number in a text of JavaScript or Python is one, by itself it is none. */
function textual(value: Value, file: CodeFile): string | undefined {
  const [only] = value;
  const { language } = file;
  if (value.length !== 1 || only === undefined || typeof only === 'string') return composed(value, language);
  if (language === 'python')
    return /^(?:str|os\.path\.\w+|f["'])/.test(only.code) || isSurelyText(only.expression, file) ? only.code : `str(${only.code})`;
  if (language === 'javascript' || language === 'typescript') return isSurelyText(only.expression, file) ? only.code : `String(${only.code})`;
  if (language === 'go') return only.mark === '%d' || only.mark === '%v' ? `fmt.Sprint(${only.code})` : only.code;
  return only.code;
}

function isSurelyText(expression: Expression, file: CodeFile): boolean {
  if (expression.kind === 'call')
    return /(?:^|[.)])(?:join|basename|resolve|strip|lower|upper|str|format|replace|trim|toString|String)$/.test(textAt(expression.callee.at));
  if (expression.kind !== 'name') return expression.kind === 'text' || (expression.kind === 'literal' && typeof expression.value === 'string');
  const fn = functionAround(file, expression.at);
  const parameter = fn.parameters.find(({ name }) => name === expression.name);
  if (parameter) return /^(?:str|string)$/.test(parameter.type ?? '');
  const values = assignmentsTo(expression.name, fn);
  return values.length > 0 && values.every(({ value }) => value.kind !== 'name' && isSurelyText(value, file));
}

function sourceOf(argument: Expression, file: CodeFile): { readonly expression: Expression; readonly gone: readonly Edit[] } | undefined {
  if (argument.kind !== 'name') return { expression: argument, gone: [] };
  const fn = functionAround(file, argument.at);
  const [only, ...more] = assignmentsTo(argument.name, fn);
  if (!only || more.length > 0 || only.targets.length > 1 || mentions(argument.name, fn.body) !== 2) return undefined;
  const line = lineAround(only.at);
  return line && { expression: only.value, gone: [replaceText(line, '')] };
}

/** The whole lines of a statement that stands on its own. */
function lineAround(at: Span): Span | undefined {
  const { text } = at.file;
  const start = text.lastIndexOf('\n', at.start - 1) + 1;
  const rest = /^[^\S\n]*[;)]?[^\S\n]*(?:\r?\n|$)/.exec(text.slice(at.end))?.[0];
  const before = text.slice(start, at.start);
  if (rest === undefined || !/^\s*(?:(?:const|let|var|final|String|string)\s+)*$/.test(before)) return undefined;
  return span(at.file, start, at.end + rest.length);
}

function inPython(call: Call, flow: Flow): readonly Edit[] | undefined {
  const { argument, file, whole } = flow.sink;
  const line = lineOf(argument, file);
  const list = line && `[${[line.program, ...line.rest].join(', ')}]`;
  if (line && list !== undefined && /^subprocess\.(?:run|call|Popen|check_output|check_call)$/.test(whole)) {
    const flag = call.arguments.findIndex(({ name }) => name === 'shell');
    const before = call.arguments[flag - 1];
    const given = call.arguments[flag];
    if (!before || !given) return quotedHoles(flow);
    return [replaceText(argument.at, list), replaceText(span(file.file, before.value.at.end, given.value.at.end), ''), ...line.gone];
  }
  if (line && list !== undefined && whole === 'os.system' && call.arguments.length === 1) {
    const imports = importing(file, 'subprocess');
    return imports && [replaceText(call.at, `subprocess.call(${list})`), ...imports, ...line.gone];
  }
  // `os.popen(line).read()`
  const read = /^\.read\(\)/.exec(file.file.text.slice(call.at.end))?.[0];
  if (line && list !== undefined && whole === 'os.popen' && call.arguments.length === 1 && read !== undefined) {
    const imports = importing(file, 'subprocess');
    const at = span(file.file, call.at.start, call.at.end + read.length);
    return imports && [replaceText(at, `subprocess.run(${list}, capture_output=True, text=True).stdout`), ...imports, ...line.gone];
  }
  return quotedHoles(flow);
}

/** Where the shell is needed, what is put into its line is quoted for it. */
function quotedHoles({ sink: { argument, file }, carriers }: Flow): readonly Edit[] | undefined {
  const source = argument.kind === 'name' ? assignmentsTo(argument.name, functionAround(file, argument.at)) : undefined;
  if (source && source.length !== 1) return undefined;
  const template = readTemplate(source?.[0]?.value ?? argument, file);
  if (!template) return undefined;
  const edits: Edit[] = [];
  let before = '';
  for (const operand of template.operands) {
    for (const part of isLiteral(operand) ? operand.parts : [operand]) {
      if (typeof part === 'string') {
        before += part;
        continue;
      }
      // Between quotes, quotes of its own would end them.
      const isQuoted = (before.split("'").length + before.split('"').length) % 2 !== 0;
      if (!carriers.has(part.expression)) continue;
      if (isQuoted || /"/.test(part.code)) return undefined;
      edits.push(replaceText(part.expression.at, `shlex.quote(${part.code})`));
    }
  }
  const imports = importing(file, 'shlex');
  return imports && edits.length > 0 ? [...edits, ...imports] : undefined;
}

const files: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };

function inScript(call: Call, flow: Flow): readonly Edit[] | undefined {
  const { argument, file, whole } = flow.sink;
  const line = lineOf(argument, file);
  const method = whole.split('.').at(-1) ?? '';
  const other = files[method];
  const { callee } = call;
  if (!line || other === undefined || !whole.startsWith('child_process.')) return undefined;
  const edits = [replaceText(argument.at, `${line.program}, [${line.rest.join(', ')}]`), ...line.gone];
  if (callee.kind === 'member') return [...edits, replaceText(span(file.file, callee.at.end - callee.name.length, callee.at.end), other)];
  if (callee.kind !== 'name') return undefined;
  if (callee.name === method) return renamed(method, other, callee.at, edits, file);
  return promisified(callee.name, method, other, edits, file);
}

/** `exec(…)`: the import brings the other one, beside it where others still need it. */
function renamed(method: string, other: string, at: Span, edits: readonly Edit[], file: CodeFile): readonly Edit[] | undefined {
  const imported = importPlace(method, file);
  const isLast = mentions(method, span(file.file, 0, file.file.text.length)) === 2;
  return imported && [...edits, replaceText(at, other), replaceText(imported, isLast ? other : withOther(method, other, file))];
}

function withOther(method: string, other: string, { file: { text } }: CodeFile): string {
  return new RegExp(`\\b${other}\\b`).test(text) ? method : `${method}, ${other}`;
}

/** `const run = promisify(exec)`: all who run it must mean the other one. */
function promisified(name: string, method: string, other: string, edits: readonly Edit[], file: CodeFile): readonly Edit[] | undefined {
  const { text } = file.file;
  const made = new RegExp(`\\b${name}\\s*=\\s*(?:util\\.)?promisify\\(\\s*((?:\\w+\\.)?${method})\\s*\\)`).exec(text);
  const given = made?.[1];
  if (!made || given === undefined || mentions(name, span(file.file, 0, text.length)) !== 2) return undefined;
  const start = made.index + made[0].lastIndexOf(given) + given.length - method.length;
  const own = replaceText(span(file.file, start, start + method.length), other);
  if (given !== method) return [...edits, own];
  const imported = importPlace(method, file);
  const isLast = mentions(method, span(file.file, 0, text.length)) === 2;
  return imported && [...edits, own, replaceText(imported, isLast ? other : withOther(method, other, file))];
}

/** Where a file takes a function out of a module under its own name. */
function importPlace(name: string, { imports }: CodeFile): Span | undefined {
  const found = imports.find((one) => one.name === name && one.member === name);
  return found && textAt(found.at).trim() === name ? found.at : undefined;
}

function inJava(call: Call, flow: Flow): readonly Edit[] | undefined {
  const { argument, file, whole } = flow.sink;
  if (!whole.endsWith('.exec')) return ofShell(call, flow);
  const line = lineOf(argument, file);
  return line && [replaceText(argument.at, `new String[] {${[line.program, ...line.rest].join(', ')}}`), ...line.gone];
}

/** `exec.Command("sh", "-c", …)`, `new ProcessBuilder("sh", "-c", …)`, `Process.Start("sh", $"-c …")`: the program itself, without a shell. */
function ofShell(call: Call, { sink: { argument, file } }: Flow): readonly Edit[] | undefined {
  const texts = call.arguments.map(({ value }) => (value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined));
  const shell = texts.findIndex((text) => text !== undefined && /^(?:\/(?:usr\/)?bin\/(?:env\s+)?)?(?:ba|z|da)?sh$/.test(text));
  const place = call.arguments.findIndex(({ value }) => value === argument);
  if (file.language === 'csharp') return shell === 0 && place === 1 && call.arguments.length === 2 ? ofShellText(call, argument, file) : undefined;
  const first = call.arguments[shell];
  // `sh`, `-c`, and the line; nothing behind it.
  if (!first || place !== shell + 2 || !/^-l?c$/.test(texts[shell + 1] ?? '') || call.arguments.length > place + 1) return undefined;
  const line = lineOf(argument, file);
  if (!line) return undefined;
  const codes = [line.program, ...line.rest];
  const formats = /\bfmt\./.test(textAt(line.template.at)) && !/\bfmt\./.test(codes.join()) ? 1 : 0;
  return [
    replaceText(span(file.file, first.value.at.start, argument.at.end), codes.join(', ')),
    ...line.gone,
    ...(formats > 0 ? withoutUnused(file, 'fmt', formats) : []),
  ];
}

/** `Process.Start("sh", $"-c \\"pandoc {name}\\"")`: the arguments as a list, which .NET hands on one by one. */
function ofShellText(call: Call, argument: Expression, file: CodeFile): readonly Edit[] | undefined {
  const template = readTemplate(argument, file);
  const [option, line, ...more] = (template && wordsOf(template)) ?? [];
  const words = line && more.length === 0 && option?.value[0] === '-c' ? wordsIn(line.value) : undefined;
  const codes = words?.map(({ value }) => textual(value, file));
  const [program, ...rest] = codes ?? [];
  const [shell] = call.arguments;
  if (call.creates || !shell || program === undefined || rest.some((code) => code === undefined)) return undefined;
  return [replaceText(span(file.file, shell.value.at.start, argument.at.end), `${program}, new[] { ${rest.join(', ')} }`)];
}

/** `spawn('sh', ['-c', line])`, `subprocess.run(["bash", "-c", line])`: the program itself, without a shell. */
function ofShellList(call: Call, list: Extract<Expression, { kind: 'list' }>, file: CodeFile): readonly Edit[] | undefined {
  const place = scriptIn(list.items);
  const script = list.items[place];
  const line = script && place === list.items.length - 1 ? lineOf(script, file) : undefined;
  if (!line) return undefined;
  if (file.language === 'python') return [replaceText(list.at, `[${[line.program, ...line.rest].join(', ')}]`), ...line.gone];
  const [shell, given] = call.arguments;
  if (given?.value !== list || place !== 1 || !shell) return undefined;
  return [replaceText(span(file.file, shell.value.at.start, list.at.end), `${line.program}, [${line.rest.join(', ')}]`), ...line.gone];
}

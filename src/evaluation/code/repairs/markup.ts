/** Callers' texts among tags, and in templates of pages. */
import type { Call, CodeFile, Expression, Flow } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { textAt } from '../../../source/span.ts';
import { assignmentsTo, functionAround, importing } from './places.ts';
import { isLiteral, printTemplate, readTemplate, type Hole } from './template.ts';
import { nameFor } from './writing.ts';

/** Pages show what callers send as text. */
export function escaped(flow: Flow): readonly Edit[] | undefined {
  const { call, argument, file, whole } = flow.sink;
  if (call.kind === 'call' && file.language === 'go' && /^html\.template\.HTML$/.test(whole)) {
    const package_ = call.callee.kind === 'member' ? textAt(call.callee.source.at) : 'template';
    if (argument.kind === 'name' || argument.kind === 'call')
      return [replaceText(argument.at, `${package_}.HTMLEscapeString(${textAt(argument.at)})`)];
  }
  if (call.kind === 'call' && /(?:^|\.)render_template_string$/.test(whole)) return asTemplateValues(call, flow);
  const escaping = escapes(file);
  if (!escaping || /jinja2/.test(whole)) return undefined;
  const template = readTemplate(textBehind(argument, file), file);
  const holes = (template?.operands ?? []).flatMap((operand) =>
    isLiteral(operand) ? operand.parts.filter((part) => typeof part !== 'string') : [operand],
  );
  const wanted = holes.filter(({ expression }) => flow.carriers.has(expression));
  const imports = escaping.imports();
  // `fmt.Fprintf(w, "<h1>%s</h1>", name)`: the tags stand in another argument.
  if (!template && imports && flow.carriers.has(argument) && hasTagsBeside(argument, call))
    return [replaceText(argument.at, escaping.wrap(textAt(argument.at))), ...imports];
  if (wanted.length === 0 || !imports) return undefined;
  return [...wanted.map(({ expression: { at } }) => replaceText(at, escaping.wrap(textAt(at)))), ...imports];
}

/** What holds tags itself is the page, which escaping would show as text. */
function hasTagsBeside(argument: Expression, call: Expression): boolean {
  return call.kind === 'call' && call.arguments.some(({ value }) => value !== argument && textAt(value.at).includes('<'));
}

/** The text that a name stands for, where it is given one once. */
function textBehind(argument: Expression, file: CodeFile): Expression {
  if (argument.kind !== 'name') return argument;
  const [only, ...more] = assignmentsTo(argument.name, functionAround(file, argument.at));
  return only && more.length === 0 ? only.value : argument;
}

interface Escaping {
  wrap(code: string): string;
  imports(): readonly Edit[] | undefined;
}

/** With what the language brings along; Java brings nothing. */
function escapes(file: CodeFile): Escaping | undefined {
  switch (file.language) {
    case 'python':
      return { wrap: (code) => `html.escape(${code})`, imports: () => importing(file, 'html') };
    case 'go':
      return { wrap: (code) => `html.EscapeString(${code})`, imports: () => importing(file, 'html') };
    case 'csharp':
      return { wrap: (code) => `WebUtility.HtmlEncode(${code})`, imports: () => importing(file, 'System.Net') };
    case 'javascript':
    case 'typescript': {
      const escape = file.imports.find(({ module }) => /^(?:escape-html|lodash\.escape|lodash\/escape)$/.test(module))?.name;
      // Node has no call for it, and a function that the file would have to hold is one too many for one place.
      const inPlace = (code: string): string => `String(${code}).replace(/[&<>"']/g, (sign) => \`&#\${sign.charCodeAt(0)};\`)`;
      return { wrap: (code) => (escape === undefined ? inPlace(code) : `${escape}(${code})`), imports: () => [] };
    }
    case 'java': {
      const spring = /\bHtmlUtils\b/.test(file.file.text) || file.imports.some(({ module }) => module.startsWith('org.springframework.web'));
      return spring
        ? { wrap: (code) => `HtmlUtils.htmlEscape(${code})`, imports: () => importing(file, 'org.springframework.web.util', 'HtmlUtils') }
        : undefined;
    }
  }
}

/** `render_template_string(f"… {name}")`: values are handed to the template, which escapes them; in its text they are code. */
function asTemplateValues(call: Call, { sink: { argument, file }, carriers }: Flow): readonly Edit[] | undefined {
  const template = readTemplate(argument, file);
  if (!template || call.arguments.length > 1) return undefined;
  const values: { name: string; hole: Hole }[] = [];
  const mark = (hole: Hole): string => {
    const name = nameFor(hole, new Set(values.map((one) => one.name)));
    values.push({ name, hole });
    return `{{ ${name} }}`;
  };
  const isInterpolated = template.operands.some((operand) => isLiteral(operand) && /[fF]/.test(operand.open));
  const like = template.operands.find(isLiteral);
  if (!like || template.format) return undefined;
  const operands = template.operands.map((operand) => {
    if (!isLiteral(operand)) return carriers.has(operand.expression) ? { ...like, parts: [mark(operand)] } : operand;
    const parts = operand.parts.map((part) => (typeof part === 'string' ? part : carriers.has(part.expression) ? mark(part) : part));
    return {
      ...operand,
      parts: isInterpolated
        ? parts.map((part, at) => (part === operand.parts[at] || typeof part !== 'string' ? part : part.replaceAll('{', '{{').replaceAll('}', '}}')))
        : parts,
    };
  });
  const printed = printTemplate({ ...template, operands });
  if (values.length === 0 || printed === undefined) return undefined;
  return [replaceText(argument.at, `${printed}, ${values.map(({ name, hole }) => `${name}=${hole.code}`).join(', ')}`)];
}

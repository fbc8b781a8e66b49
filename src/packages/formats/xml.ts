/** Reads the XML of build files with the place of every text. Nothing is expanded: an entity stays the text that it is. */
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import type { SyntaxProblem } from '../../syntax/document.ts';
import { maxDepth, maxNodes } from '../../syntax/limits.ts';

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, XmlText>;
  readonly children: readonly XmlElement[];
  /** The text that stands directly in it, without blanks around. */
  readonly text: XmlText | undefined;
  /** The whole element. */
  readonly at: Span;
}

export interface XmlText {
  readonly text: string;
  readonly at: Span;
}

export interface ParsedXml {
  readonly root: XmlElement | undefined;
  readonly problems: readonly SyntaxProblem[];
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, XmlText>;
  readonly children: XmlElement[];
  readonly start: number;
  text: XmlText | undefined;
}

/** A comment, a section of characters, an instruction, a declaration, or a tag. Each alternative runs over the text once. */
const markup = /<!--|<!\[CDATA\[|<\?|<!|<(\/?)([A-Za-z_][\w.:-]*)/g;

export function readXml(file: SourceFile): ParsedXml {
  return file.once(parse);
}

function parse(file: SourceFile): ParsedXml {
  const problems: SyntaxProblem[] = [];
  const stack: Open[] = [{ name: '', attributes: new Map(), children: [], start: 0, text: undefined }];
  const scan = new RegExp(markup);
  let from = 0;
  for (let nodes = 0; nodes < maxNodes; nodes++) {
    scan.lastIndex = from;
    const match = scan.exec(file.text);
    const top = stack.at(-1);
    if (!match || !top) break;
    addText(top, file, from, match.index);
    const [opening, slash, name] = match;
    if (name === undefined) {
      from = skipMarkup(file, match.index, opening, top, problems);
      continue;
    }
    const tag = readTag(file, scan.lastIndex);
    if (tag.end === undefined) {
      problems.push({ message: 'A tag does not end', offset: match.index, fatal: true });
      break;
    }
    from = tag.end;
    if (slash === '/') close(stack, file, localName(name), match.index, from, problems);
    else {
      stack.push({ name: localName(name), attributes: tag.attributes, children: [], start: match.index, text: undefined });
      if (tag.empty) close(stack, file, localName(name), match.index, from, problems);
      if (stack.length > maxDepth) {
        problems.push({ message: 'It is nested too deeply', offset: match.index, fatal: true });
        break;
      }
    }
  }
  if (stack.length > 1) problems.push({ message: `<${stack.at(-1)?.name ?? ''}> does not end`, offset: stack.at(-1)?.start ?? 0, fatal: false });
  while (stack.length > 1) close(stack, file, stack.at(-1)?.name ?? '', file.text.length, file.text.length, []);
  const root = stack[0]?.children[0];
  if (!root) problems.push({ message: 'There is no element', offset: 0, fatal: true });
  return { root, problems };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function addText(open: Open, file: SourceFile, start: number, end: number): void {
  if (open.text) return;
  const raw = file.text.slice(start, end);
  const text = raw.trim();
  if (text === '') return;
  const begin = start + raw.indexOf(text);
  open.text = { text, at: span(file, begin, begin + text.length) };
}

function skipMarkup(file: SourceFile, start: number, opening: string, open: Open, problems: SyntaxProblem[]): number {
  const closing = opening === '<!--' ? '-->' : opening === '<![CDATA[' ? ']]>' : opening === '<?' ? '?>' : '>';
  const end = file.text.indexOf(closing, start + opening.length);
  if (end < 0) {
    problems.push({ message: 'A comment or declaration does not end', offset: start, fatal: true });
    return file.text.length;
  }
  if (opening === '<![CDATA[') addText(open, file, start + opening.length, end);
  // A document type may hold declarations in brackets.
  const bracket = opening === '<!' ? file.text.slice(start, end).includes('[') : false;
  if (bracket) {
    const last = file.text.indexOf(']>', start);
    return last < 0 ? file.text.length : last + 2;
  }
  return end + closing.length;
}

interface Tag {
  readonly attributes: ReadonlyMap<string, XmlText>;
  readonly empty: boolean;
  readonly end: number | undefined;
}

function readTag(file: SourceFile, from: number): Tag {
  const attributes = new Map<string, XmlText>();
  const next = /\s*(?:(\/?)>|([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)'))/y;
  next.lastIndex = from;
  for (;;) {
    const match = next.exec(file.text);
    if (!match) return { attributes, empty: false, end: undefined };
    const [, slash, name, double, single] = match;
    if (name === undefined) return { attributes, empty: slash === '/', end: next.lastIndex };
    const text = double ?? single ?? '';
    const end = next.lastIndex - 1;
    attributes.set(name, { text, at: span(file, end - text.length, end) });
  }
}

/** An element that does not end where it should is ended by the one around it. */
function close(stack: Open[], file: SourceFile, name: string, at: number, end: number, problems: SyntaxProblem[]): void {
  const index = stack.findLastIndex((open) => open.name === name);
  if (index < 1) {
    problems.push({ message: `</${name}> ends nothing`, offset: at, fatal: false });
    return;
  }
  if (index < stack.length - 1) problems.push({ message: `<${stack.at(-1)?.name ?? ''}> does not end`, offset: at, fatal: false });
  while (stack.length > index) {
    const open = stack.pop();
    if (!open) return;
    const { attributes, children, text } = open;
    stack.at(-1)?.children.push({ name: open.name, attributes, children, text, at: span(file, open.start, end) });
  }
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

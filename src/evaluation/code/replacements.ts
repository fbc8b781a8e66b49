/** Replacements that leave nothing harmful in a text: everything but harmless characters, or every separator of a path. */
import type { Call, Expression, Language, SinkKind } from '../../model/code.ts';
import { textAt } from '../../source/span.ts';

export interface Replacement {
  /** The argument that holds the text; undefined where it is what the method is called on. */
  readonly subject: number | undefined;
  readonly against: readonly SinkKind[];
}

const everything: readonly SinkKind[] = ['sql', 'command', 'nosql', 'path', 'request', 'html', 'deserialization', 'log', 'redirect'];

/** What `text.replace("/", "-")`, `re.sub(r"[^\\w-]", "", text)` and their like make harmless. */
export function replacementOf(call: Call, name: string, language: Language): Replacement | undefined {
  const given = call.arguments.map(({ value }) => value);
  const last = name.split('.').at(-1) ?? '';
  // Patterns come first, or are what the method belongs to; texts are what it is called on.
  if (/^re\.sub$/.test(name)) return byPattern(patternOf(given[0]), given[1], 2);
  if (/(?:^|\.)Regex\.Replace$/.test(name)) return byPattern(patternOf(given[1]), given[2], 0);
  if (/^regexp\.(?:MustCompile|Compile)\(\)\.ReplaceAll(?:Literal)?String$/.test(name)) {
    const compiled = call.callee.kind === 'member' && call.callee.source.kind === 'call' ? call.callee.source.arguments[0]?.value : undefined;
    return byPattern(patternOf(compiled), given[1], 0);
  }
  if (/^strings\.ReplaceAll$/.test(name)) return byText(given[1], given[2], 0);
  if (call.callee.kind !== 'member' || !/^(?:replace|replaceAll|Replace)$/.test(last)) return undefined;
  const isScript = language === 'javascript' || language === 'typescript';
  if (given[0]?.kind === 'literal' && given[0].value === undefined) {
    const written = textAt(given[0].at);
    const end = written.lastIndexOf('/');
    return written.slice(end).includes('g') ? byPattern(written.slice(1, end), given[1], undefined) : undefined;
  }
  // Once only, in JavaScript.
  if (isScript && last === 'replace') return undefined;
  return (
    byText(given[0], given[1], undefined) ??
    (language === 'java' && last === 'replaceAll' ? byPattern(patternOf(given[0]), given[1], undefined) : undefined)
  );
}

function patternOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

function byText(what: Expression | undefined, by: Expression | undefined, subject: number | undefined): Replacement | undefined {
  if (patternOf(what) === '<' && by !== undefined) return { subject, against: ['html'] };
  return patternOf(what) === '/' && isHarmless(by) ? { subject, against: ['path'] } : undefined;
}

function byPattern(pattern: string | undefined, by: Expression | undefined, subject: number | undefined): Replacement | undefined {
  if (pattern === undefined) return undefined;
  // Without the sign that begins a tag there is none, whatever stands in its place.
  if (/^\[(?!\^)[^\]]*<[^\]]*\]$|^<$/.test(pattern) && by !== undefined) return { subject, against: ['html'] };
  if (!isHarmless(by)) return undefined;
  if (/^\[\^(?:\\[wd.-]|[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|[A-Za-z\d_. @-])+\][+*]?$/.test(pattern)) return { subject, against: everything };
  return /^\\?\/$|^\[[^\]^][^\]]*\/[^\]]*\]\+?$|^\[\\?\/[^\]]*\]\+?$/.test(pattern) ? { subject, against: ['path'] } : undefined;
}

function isHarmless(by: Expression | undefined): boolean {
  return by?.kind === 'literal' && typeof by.value === 'string' && /^[\w. -]*$/.test(by.value);
}

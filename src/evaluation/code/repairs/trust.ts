/** Clients of Java that trust every certificate go back to the certificates that the platform trusts. */
import type { CodeFile, CodeFunction } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { span, type Span } from '../../../source/span.ts';

/** `method` is the check that lets everything through, in a class without a name. */
export function trustingPlatform({ body: method }: CodeFunction, { file, language, isQuoted }: CodeFile): readonly Edit[] | undefined {
  const { text } = file;
  if (language !== 'java' || isQuoted === true) return undefined;
  const made = [...text.slice(0, method.start).matchAll(/\bnew\s+X509(?:Extended)?TrustManager\s*\(\s*\)\s*\{/g)].at(-1);
  if (!made) return undefined;
  // Handed over where it is made: `init(null, new TrustManager[] { new X509TrustManager() { … } }, null)`.
  const inPlace = /\.init\(\s*[^,()]+,\s*(new\s+TrustManager\s*\[\s*\]\s*\{\s*)$/.exec(text.slice(0, made.index))?.[1];
  const end = closing(text, made.index + made[0].length - 1);
  if (end === undefined || end < method.end) return undefined;
  if (inPlace !== undefined) {
    const after = /^\s*,?\s*\}/.exec(text.slice(end))?.[0];
    return after === undefined ? undefined : [replaceText(span(file, made.index - inPlace.length, end + after.length), 'null')];
  }
  const declared =
    /(?:^|\n)([^\S\n]*(?:(?:private|public|protected|static|final)\s+)*(?:TrustManager\s*\[\s*\]|X509(?:Extended)?TrustManager|TrustManager|var)\s+(\w+)(?:\s*\[\s*\])?\s*=\s*(?:new\s+TrustManager\s*\[\s*\]\s*)?\{?\s*)$/.exec(
      text.slice(0, made.index),
    );
  const [, head = '', name] = declared ?? [];
  const tail = /^\s*,?\s*\}?\s*;[^\S\n]*\r?\n/.exec(text.slice(end))?.[0];
  if (name === undefined || tail === undefined) return undefined;
  const used = usesOf(name, text, span(file, made.index - head.length, end + tail.length));
  return used && [replaceText(span(file, made.index - head.length, end + tail.length), ''), replaceText(used(file), 'null')];
}

/** The one place where it is handed to a context; elsewhere nothing may speak of it. */
function usesOf(name: string, text: string, { start, end }: Span): ((file: CodeFile['file']) => Span) | undefined {
  const all = [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].filter(({ index }) => index < start || index >= end);
  const init = new RegExp(`\\.init\\(\\s*[^,()]+,\\s*(${name}|new\\s+TrustManager\\s*\\[\\s*\\]\\s*\\{\\s*${name}\\s*\\})\\s*,`).exec(text);
  const [, argument] = init ?? [];
  if (all.length !== 1 || !init || argument === undefined) return undefined;
  const from = init.index + init[0].lastIndexOf(argument);
  return (file) => span(file, from, from + argument.length);
}

/** Behind the brace that closes the one at `open`. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

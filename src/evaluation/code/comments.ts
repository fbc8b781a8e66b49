/** What is said beside a program: the lines of its comments, told by their marks alone. */
import type { CodeComment, CodeFile } from '../../model/code.ts';
import { span } from '../../source/span.ts';

const hashes = /(?:^|[ \t])#[ \t]*([^\n]{8,400})/gm;
const slashes = /(?:^|[\s;{}(),])\/\/[ \t]*([^\n]{8,400})|\/\*([\s\S]{8,4000}?)\*\//g;

/** In a file that is a part of a template no place is known. */
export function commentsOf({ file, language, inlineIn }: CodeFile): readonly CodeComment[] {
  if (inlineIn !== undefined) return [];
  const comments: CodeComment[] = [];
  for (const found of file.text.matchAll(language === 'python' ? hashes : slashes)) {
    const [line, block] = [found[1], found[2]];
    if (line !== undefined) add(line, found.index + found[0].length - line.length);
    else if (block !== undefined) {
      let start = found.index + 2;
      for (const one of block.split('\n')) {
        const text = one.replace(/^[\s*]+/, '');
        if (text.length >= 8) add(text, start + one.length - text.length);
        start += one.length + 1;
      }
    }
  }
  return comments;

  function add(text: string, start: number): void {
    const end = text.trimEnd();
    comments.push({ text: end, at: span(file, start, start + end.length) });
  }
}

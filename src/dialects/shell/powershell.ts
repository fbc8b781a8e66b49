/** PowerShell read line by line for what it has in common with other shells: assignments, and calls of programs. */
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import type { ScriptText } from '../../syntax/script-text.ts';
import { scriptOfFile } from '../../syntax/script-text.ts';

/** The same length everywhere, so that places stay: everything that is neither is left blank. */
export function powerShellOf(file: SourceFile): ScriptText {
  const text = file.text
    .replace(/`(?=\r?\n)/g, '\\')
    .replace(/<#[\s\S]*?#>/g, (comment) => comment.replace(/[^\n]/g, ' '))
    .split('\n')
    .map((line, index, all) => (isRead(line, all, index) ? plain(line) : line.replace(/[^\r\n]/g, ' ')))
    .join('\n');
  return { ...scriptOfFile(file), text, place: (from, to) => span(file, from, to), edit: () => undefined };
}

const call = /^\s*&?\s*(?:aws|az|gcloud|curl(?:\.exe)?)\s/;
const assignment = /^\s*\$(?:env:)?\w+\s*=\s*(?:'[^'$]*'|"[^"$`]*")\s*;?\s*$/;

function isRead(line: string, lines: readonly string[], index: number): boolean {
  if (call.test(line) || assignment.test(line)) return true;
  for (let before = index - 1; before >= 0 && /\\\r?$/.test(lines[before] ?? ''); before--) if (call.test(lines[before] ?? '')) return true;
  return false;
}

/** `$name = 'x'` as ` name='x'`, moved towards the value. */
function plain(line: string): string {
  const found = /^(\s*)\$((?:env:)?)(\w+)(\s*=\s*)(.*)$/s.exec(line);
  if (!found || !assignment.test(line)) return line;
  const [, blank = '', scope = '', name = '', equals = '', value = ''] = found;
  return `${blank}${' '.repeat(1 + scope.length + equals.length - 1)}${name}=${value}`;
}

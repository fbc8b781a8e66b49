/** What PowerShell's own commands are handed: secrets in clear text, and the settings of function apps. */
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import { scriptOfFile, type ScriptText } from '../../syntax/script-text.ts';
import type { Lifting } from './lifting.ts';
import { addText } from './script-texts.ts';
import { Word } from './word.ts';

const literal = String.raw`(?:'([^'\r\n$]*)'|"([^"\r\n$${'`'}]*)")`;

/** `ConvertTo-SecureString 'x' -AsPlainText`, with its options in any order. */
const secured = new RegExp(String.raw`\bConvertTo-SecureString\b[^\r\n|;)]*?${literal}`, 'gi');

/** `-ClientSecret 'x'`, `-Password "x"`. */
const parameter = new RegExp(String.raw`(?<=\s)-([A-Za-z]\w{2,40})[ \t]+${literal}`, 'g');

/** `@{ ApiKey = 'x'; "Stripe" = "y" }`: the entries of a table. */
const table = /@\{([^{}]*)\}/g;
const entry = new RegExp(String.raw`(?:^|[\s;{])["']?([A-Za-z_][\w.:-]{1,60})["']?[ \t]*=[ \t]*${literal}`, 'g');

/** `line`s that other programs are called in are read as commands, not here. */
export function readPowerShellTexts(file: SourceFile, into: Lifting): void {
  const script = scriptOfFile(file);
  const text = file.text.replace(/<#[\s\S]*?#>|(?<=^|\s)#[^\r\n]*/g, (comment) => comment.replace(/[^\r\n]/g, ' '));
  const add = (name: string, from: number, value: string): void =>
    addText(into, file.path, name, wordAt(file, script, from, from + value.length), () => undefined);
  for (const found of text.matchAll(secured)) {
    const value = found[1] ?? found[2] ?? '';
    if (/-AsPlainText\b/i.test(restOfLine(text, found.index))) add('secure-string-password', found.index + found[0].length - value.length - 1, value);
  }
  for (const found of text.matchAll(parameter)) {
    const value = found[2] ?? found[3] ?? '';
    if (!isOtherProgram(text, found.index)) add(found[1] ?? '', found.index + found[0].length - value.length - 1, value);
  }
  for (const { 1: inside = '', index } of text.matchAll(table)) {
    for (const found of inside.matchAll(entry)) {
      const value = found[2] ?? found[3] ?? '';
      add(found[1] ?? '', index + 2 + found.index + found[0].length - value.length - 1, value);
    }
  }
}

function restOfLine(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end);
}

function isOtherProgram(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at) + 1;
  return /^\s*&?\s*(?:aws|az|gcloud|curl(?:\.exe)?)\s/.test(text.slice(start, at));
}

function wordAt(file: SourceFile, script: ScriptText, from: number, to: number): Word {
  return new Word([{ text: file.text.slice(from, to), script, start: from, quoting: 'verbatim' }], span(file, from, to));
}

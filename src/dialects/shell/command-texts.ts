/** What commands are handed in clear: options with a name, headers, names with values, and words that may be a secret by their looks. */
import { programOf, type Invocation } from './script.ts';
import type { Lifting } from './lifting.ts';
import { addText } from './script-texts.ts';
import type { Word } from './word.ts';

/** Short options of programs that take a secret, and what it is. */
const shortOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  az: { '-p': 'password' },
  docker: { '-p': 'password' },
  helm: { '-p': 'password' },
  mongo: { '-p': 'password' },
  mongosh: { '-p': 'password' },
  mongodump: { '-p': 'password' },
  'redis-cli': { '-a': 'password' },
  sqlcmd: { '-P': 'password' },
  sshpass: { '-p': 'password' },
};

/** Options whose values are settings, names or places, whatever they hold. */
const harmless =
  /^--(?:query|region|profile|output|format|filters?|stack-name|function-name|message|description|header-name|password-stdin|(?:set|update|remove)-secrets|build-secret)$/;

export function commandTexts(invocation: Invocation, into: Lifting, owner: string): void {
  const program = programOf(invocation);
  const words = invocation.words.slice(1);
  if (program === 'aws') configured(words, into, owner);
  for (const [index, word] of words.entries()) {
    const option = /^(--?[A-Za-z][\w.-]*)=/.exec(word.text);
    const before = words[index - 1]?.text ?? '';
    if (option?.[1]) named(entryName(option[1], words), word.part(option[0].length), program, into, owner);
    else if (/^--?[A-Za-z][\w-]*$/.test(before) && !word.text.startsWith('-')) named(entryName(before, words), word, program, into, owner);
    else if (/^mysql(?:dump|admin)?$|^mariadb$/.test(program) && /^-p./.test(word.text)) addText(into, owner, 'password', word.part(2));
    else assigned(word, into, owner);
  }
  const { input } = invocation;
  const taken = input && nameOfInput(program, words);
  if (taken !== undefined) addText(into, owner, taken, withoutLastBreak(input!));
  else if (input && !/^(?:python3?|node|bash|sh)$/.test(program)) lines(input, into, owner);
}

/** What a program takes its standard input for, where that is a secret. */
function nameOfInput(program: string, words: readonly Word[]): string | undefined {
  const written = words.map(({ text }) => text);
  if (written.includes('--password-stdin')) return 'password';
  const vault = program === 'gcloud' && written.includes('secrets') && written.some((word) => word === 'create' || word === 'add');
  return vault && written.some((word, index) => word === '--data-file=-' || (word === '--data-file' && written[index + 1] === '-'))
    ? 'secret-value'
    : undefined;
}

function withoutLastBreak(word: Word): Word {
  const end = word.text.replace(/\r?\n$/, '').length;
  return end < word.text.length ? word.part(0, end) : word;
}

/** `az keyvault secret set --value`, `put-parameter --type SecureString --value`: whatever is stored there is a secret. */
function isVaulted(words: readonly Word[]): boolean {
  const written = words.map(({ text }) => text);
  return written.includes('SecureString') || (written[0] === 'keyvault' && written[1] === 'secret' && written[2] === 'set');
}

/** `aws configure set aws_secret_access_key …`: a name, and behind it its value. */
function configured(words: readonly Word[], into: Lifting, owner: string): void {
  const [first, second, name, value] = words;
  if (first?.text === 'configure' && second?.text === 'set' && name && value) addText(into, owner, name.text.split('.').at(-1) ?? name.text, value);
}

/** `put-parameter --name /shop/db-password --value …`: the value is what the entry is called. */
function entryName(option: string, words: readonly Word[]): string {
  if (!/^--(?:value|body|secret-string)$/.test(option)) return option;
  if (isVaulted(words)) return '--secret-value';
  const index = words.findIndex(({ text }) => /^(?:--name|-n|--secret-id)$/.test(text));
  const name = index < 0 ? undefined : words[index + 1]?.text.split('/').at(-1);
  return name !== undefined && /^[\w.-]{3,}$/.test(name) ? `--${name}` : option;
}

function named(option: string, word: Word, program: string, into: Lifting, owner: string): void {
  if (harmless.test(option)) return;
  const isCurl = program === 'curl' || program === 'wget' || program === 'http';
  if (isCurl && (option === '-H' || option === '--header')) return header(word, into, owner);
  if (isCurl && (option === '-u' || option === '--user')) {
    const colon = word.text.indexOf(':');
    // What stands before the colon is a key with services that ask for nothing else.
    if (colon === word.text.length - 1) addText(into, owner, 'api-key', word.part(0, colon));
    else if (colon >= 0) addText(into, owner, 'password', word.part(colon + 1));
    return undefined;
  }
  const short = shortOptions[program]?.[option];
  if (short !== undefined) return addText(into, owner, short, word);
  if (/^[A-Za-z_][\w.-]*=/.test(word.text)) return assigned(word, into, owner);
  return addText(into, owner, option.startsWith('--') ? option.slice(2) : '', word);
}

/** `Authorization: Bearer …`, `x-api-key: …`. */
function header(word: Word, into: Lifting, owner: string): void {
  const [whole, name = ''] = /^\s*([\w-]+):\s*/.exec(word.text) ?? [];
  if (whole === undefined) return;
  const scheme = /^(?:bearer|basic|token|apikey)\s+/i.exec(word.text.slice(whole.length))?.[0] ?? '';
  const value = word.part(whole.length + scheme.length);
  if (/^authorization$/i.test(name)) addText(into, owner, 'auth-token', value);
  else addText(into, owner, name, value);
}

/** `NAME=value`, alone or in a list. */
function assigned(word: Word, into: Lifting, owner: string): void {
  const name = /^([A-Za-z_][\w.-]*)=/.exec(word.text)?.[1];
  const parameter = /^ParameterKey=([\w]+),ParameterValue=/.exec(word.text);
  if (parameter?.[1]) addText(into, owner, parameter[1], word.part(parameter[0].length));
  else if (name !== undefined && !/^[{[]/.test(word.text.slice(name.length + 1))) list(word, into, owner);
  else addText(into, owner, '', word);
}

function list(word: Word, into: Lifting, owner: string): void {
  const starts = [...word.text.matchAll(/(?:^|[,\s])([A-Za-z_][\w.-]*)=/g)];
  for (const [index, found] of starts.entries()) {
    const from = found.index + found[0].length;
    const to = starts[index + 1]?.index ?? word.text.length;
    addText(into, owner, found[1] ?? '', unquoted(word, from, to));
  }
}

function unquoted(word: Word, from: number, to: number): Word {
  const isQuoted = /^(["']).*\1$/s.test(word.text.slice(from, to)) && to - from > 2;
  return isQuoted ? word.part(from + 1, to - 1) : word.part(from, to);
}

/** Settings in what is handed in to be read or written into a file. */
const line = /^[ \t]*(?:export[ \t]+)?["']?([A-Za-z_][\w.-]{1,60})["']?[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#"',;]+));?,?[ \t]*$/gm;

function lines(content: Word, into: Lifting, owner: string): void {
  if (content.text.length > 100_000) return;
  for (const found of content.text.matchAll(line)) {
    const value = found[2] ?? found[3] ?? found[4] ?? '';
    const from = found.index + found[0].lastIndexOf(value);
    addText(into, owner, found[1] ?? '', content.part(from, from + value.length));
  }
}

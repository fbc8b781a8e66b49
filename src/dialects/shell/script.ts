/** Reads a script: its commands with their words worked out, what it assigns, and the files it writes and reads. */
import { documentTree } from '../../evaluation/document-tree.ts';
import type { Tree } from '../../evaluation/tree.ts';
import { joinPath, type FileTree } from '../../source/file-tree.ts';
import type { Edit } from '../../source/edit.ts';
import { span, type Span } from '../../source/span.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { scriptOfFile, type ScriptText } from '../../syntax/script-text.ts';
import { parseShell, type FoundCommand, type ShellAssignment, type ShellCommand, type ShellRedirection, type ShellWord } from '../../syntax/shell.ts';
import { jsonOf, shorthandOf } from './json-word.ts';
import { jqDocument } from './jq.ts';
import { gap, Word } from './word.ts';
import { WordReader } from './word-reader.ts';

/** One command with its words; the first one is the program. */
export interface Invocation {
  readonly words: readonly Word[];
  /** The first line of it. */
  readonly at: Span;
  readonly body: Span;
  /** What it is given to read. */
  readonly input?: Word | undefined;
  /** Where what it prints goes: to the log, as it is or changed on the way, or elsewhere. */
  readonly output: 'log' | 'changed' | 'elsewhere';
  /** Names of variables that its words are put together from. */
  readonly variables: readonly string[];
  /** Adds arguments behind the last one. */
  add(written: string): readonly Edit[] | undefined;
  /** The document that an argument holds or names. */
  document(word: Word | undefined): Tree | undefined;
}

/** `/usr/local/bin/aws` is `aws`. */
export function programOf({ words }: Pick<Invocation, 'words'>): string {
  const text = words[0]?.text ?? '';
  return text.slice(text.lastIndexOf('/') + 1);
}

/** A name that is given a value: by an assignment, or in front of a command. */
interface Assigned {
  readonly name: string;
  readonly word: Word;
}

export interface ScriptContext {
  readonly files: FileTree;
  /** The folders that relative paths are looked up in. */
  readonly folders: readonly string[];
  /** What the one who starts the script puts into its environment. */
  readonly scope?: ReadonlyMap<string, Word> | undefined;
  /** Paths of the repository that the script uses. */
  readonly used: Set<string>;
}

export interface Script {
  readonly invocations: readonly Invocation[];
  readonly assigned: readonly Assigned[];
  readonly heredocs: readonly Word[];
  readonly broken: boolean;
}

export function readScript(script: ScriptText, context: ScriptContext): Script {
  return new ScriptReader(script, context).read();
}

interface Definition {
  readonly word: ShellWord;
  readonly conditional: boolean;
}

class ScriptReader {
  readonly #script: ScriptText;
  readonly #context: ScriptContext;
  readonly #definitions = new Map<string, Definition[]>();
  readonly #resolved = new Map<string, Word | undefined>();
  readonly #sourced = new Map<string, Word>();
  /** What is written into files, by the path as it is spelt. */
  readonly #written = new Map<string, Word>();
  readonly #words: WordReader;

  constructor(script: ScriptText, context: ScriptContext) {
    this.#script = script;
    this.#context = context;
    this.#words = new WordReader(
      script,
      (name) => this.#valueOf(name),
      (command, redirects) => this.#outputOf(command, redirects),
    );
  }

  read(): Script {
    const { commands, loopNames, broken } = parseShell(this.#script.text);
    for (const name of loopNames) this.#define(name, undefined, true);
    for (const found of commands) this.#collect(found);
    for (const found of commands) this.#source(found);
    for (const found of commands) this.#write(found);
    return {
      invocations: commands.flatMap((found) => this.#invocation(found) ?? []),
      assigned: commands.flatMap(({ command }) => assignments(command)).map((one) => ({ name: one.name, word: this.#valueWord(one) })),
      heredocs: commands.flatMap(({ redirects }) => redirects.flatMap((one) => (one.type === 'HereDoc' ? this.#words.heredoc(one) : []))),
      broken,
    };
  }

  #collect({ command, conditional }: FoundCommand): void {
    const isPrefix = command.name !== undefined && !declaring.has(command.name.value);
    if (!isPrefix) {
      for (const one of assignments(command)) this.#define(one.name, one.value.type === 'Word' && !one.append ? one.value : undefined, conditional);
    }
    if (command.name && /^(?:read|mapfile|readarray|getopts|printf|unset)$/.test(command.name.value)) {
      for (const word of command.args) if (word.type === 'Word' && /^\w+$/.test(word.value)) this.#define(word.value, undefined, true);
    }
  }

  #define(name: string, word: ShellWord | undefined, conditional: boolean): void {
    const definitions = this.#definitions.get(name) ?? [];
    definitions.push({ word: word ?? nothing, conditional: conditional || word === undefined });
    this.#definitions.set(name, definitions);
  }

  /** `source ./common.env` gives the names of that file. */
  #source({ command }: FoundCommand): void {
    const [argument] = command.args;
    if (!command.name || !/^(?:source|\.)$/.test(command.name.value) || argument?.type !== 'Word') return;
    const file = this.#file(this.#words.read(argument).text);
    if (!file) return;
    const inner = scriptOfFile(file);
    for (const { name, word } of readScript(inner, { ...this.#context, scope: new Map() }).assigned) this.#sourced.set(name, word);
  }

  /** `cat > policy.json <<EOF`, `jq -n … > policy.json`, `echo '…' | tee policy.json`. */
  #write({ command, redirects, pipedTo }: FoundCommand): void {
    const target = redirects.find((one) => one.type === 'Redirect' && one.operator === '>');
    const tee = [command, pipedTo].find((one) => one?.name?.value === 'tee')?.args.find((one) => one.type === 'Word' && !one.value.startsWith('-'));
    const path = target?.type === 'Redirect' ? target.target : tee?.type === 'Word' ? tee : undefined;
    const content = path && this.#outputOf(command, redirects);
    if (content) this.#written.set(this.#words.read(path).text.replace(/^\.\//, ''), content);
  }

  /** What a command prints, where that can be told without running it. */
  #outputOf(command: ShellCommand, redirects: readonly ShellRedirection[]): Word | undefined {
    const name = command.name?.value;
    const heredoc = redirects.find((one) => one.type === 'HereDoc');
    if (heredoc?.type === 'HereDoc' && (name === 'cat' || name === 'tee')) return this.#words.heredoc(heredoc);
    const words = command.args.flatMap((one) => (one.type === 'Word' ? this.#words.read(one) : []));
    if (name === 'echo') {
      const said = words.filter(({ text }) => !/^-[neE]+$/.test(text));
      return said.length === 1 ? said[0] : undefined;
    }
    if (name === 'cat' && words.length === 1) return this.#contentOf(words[0]!.text);
    if (name === 'printf' && words.length === 1 && !words[0]!.text.includes('%')) return words[0];
    if (name === 'printf' && /^%s(?:\\n)?$/.test(words[0]?.text ?? '')) return words.length === 2 ? words[1] : undefined;
    return name === 'jq' ? this.#jq(words, command) : undefined;
  }

  #jq(words: readonly Word[], command: ShellCommand): Word | undefined {
    if (!words.some(({ text }) => /^-\w*n\w*$|^--null-input$/.test(text))) return undefined;
    const bound = new Map<string, Word>();
    let program: Word | undefined;
    for (let i = 0; i < words.length; i++) {
      const { text } = words[i]!;
      if (text === '--arg' || text === '--argjson') {
        const [name, value] = [words[i + 1], words[i + 2]];
        if (name && value) for (const key of [name.text, `ARGS.${name.text}`]) bound.set(key, value);
        i += 2;
      } else if (!text.startsWith('-')) program ??= words[i];
    }
    const tree = program && jqDocument(program, bound);
    const at = this.#script.place(command.pos, command.end);
    return tree && new Word([{ hole: {}, at, tree }], at);
  }

  #valueWord(one: ShellAssignment): Word {
    if (one.value.type === 'Word') return this.#words.read(one.value);
    const at = this.#script.place(one.value.pos, one.value.end);
    return new Word([{ hole: {}, at }], at);
  }

  /** The value that a name certainly has. */
  #valueOf(name: string): Word | undefined {
    if (this.#resolved.has(name)) return this.#resolved.get(name);
    // What asks for itself while it is worked out comes from outside.
    this.#resolved.set(name, this.#context.scope?.get(name) ?? this.#sourced.get(name));
    const definitions = this.#definitions.get(name);
    const [only] = definitions ?? [];
    if (!only) return this.#resolved.get(name);
    const value = definitions?.length === 1 && !only.conditional ? this.#words.read(only.word) : unknownWord(this.#script);
    this.#resolved.set(name, value);
    return value;
  }

  #invocation(found: FoundCommand): Invocation | undefined {
    const { command, redirects, before } = found;
    if (!command.name) return undefined;
    const words = [command.name, ...command.args].map((part) =>
      part.type === 'Word'
        ? this.#words.read(part)
        : this.#words.read({ type: 'Word', text: part.text, value: part.text, pos: part.pos, end: part.end }),
    );
    const end = [command.name, ...command.args].at(-1)!.end;
    const heredoc = redirects.find((one) => one.type === 'HereDoc');
    const last = before.at(-1);
    const text = redirects.find((one) => one.type === 'HereString');
    const piped = last && this.#outputOf(last, last.redirects);
    const given = text?.type === 'HereString' && text.target ? this.#words.read(text.target) : piped;
    const input = heredoc?.type === 'HereDoc' ? this.#words.heredoc(heredoc) : given;
    const body = this.#script.place(command.name.pos, end);
    const lineEnd = this.#script.text.indexOf('\n', command.name.pos);
    const first = lineEnd < 0 ? end : Math.min(end, lineEnd);
    const at = this.#script.place(command.name.pos, this.#script.text.slice(0, first).replace(/[\s\\]+$/, '').length);
    return {
      words,
      at,
      body,
      input,
      output: outputOf(found),
      variables: [...this.#script.text.slice(command.pos, end).matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name),
      add: (written) => this.#add(command, end, written),
      document: (word) => this.#document(word),
    };
  }

  /** In the style of the command: on a line of its own where its other options are. */
  #add(command: ShellCommand, end: number, written: string): readonly Edit[] | undefined {
    const indent = /\\\r?\n([ \t]+)/.exec(this.#script.text.slice(command.pos, end))?.[1];
    return this.#script.edit(end, end, indent === undefined ? ` ${written}` : ` \\\n${indent}${written}`);
  }

  #document(word: Word | undefined): Tree | undefined {
    if (!word) return undefined;
    const path = /^fileb?:\/\/(.+)$/s.exec(word.text)?.[1];
    if (path === undefined) return jsonOf(word) ?? shorthandOf(word);
    const written = this.#written.get(path.replace(/^\.\//, ''));
    if (written) return jsonOf(written);
    const file = this.#file(path);
    return file && documentTree(readDocument(file));
  }

  #contentOf(path: string): Word | undefined {
    const written = this.#written.get(path.replace(/^\.\//, ''));
    if (written) return written;
    const file = this.#file(path);
    if (!file || file.text.length > 200_000) return undefined;
    const piece = { text: file.text, script: scriptOfFile(file), start: 0, quoting: 'verbatim' } as const;
    return new Word([piece], span(file, 0, file.text.length));
  }

  /** A file of the repository: from the script's folder, or from where it is started. */
  #file(path: string): ReturnType<FileTree['read']> {
    const relative = path.startsWith(`${gap}/`) ? path.slice(2) : path;
    if (relative.startsWith('/') || relative.includes(gap)) return undefined;
    for (const folder of this.#context.folders) {
      const joined = joinPath(folder, relative);
      if (joined === undefined || !this.#context.files.has(joined)) continue;
      this.#context.used.add(joined);
      return this.#context.files.read(joined);
    }
    return undefined;
  }
}

/** Programs that print what they take in, in another form. */
const changing = /^(?:base64|base32|xxd|od|hexdump|rev|fold|sed|tr|cut|head|tail)$/;

function outputOf({ captured, redirects, pipedTo }: FoundCommand): Invocation['output'] {
  const isRedirected = redirects.some(
    (one) => one.type === 'Redirect' && one.operator.includes('>') && !/^(?:&?[12]|\/dev\/std(?:out|err))$/.test(one.target?.value ?? ''),
  );
  if (captured || isRedirected) return 'elsewhere';
  if (!pipedTo) return 'log';
  const isShown = !pipedTo.redirects.some((one) => one.type === 'Redirect' && one.operator.includes('>'));
  return isShown && changing.test(pipedTo.name?.value ?? '') && !/-(?:d|-decode|D)\b/.test(pipedTo.args.map((one) => one.text).join(' '))
    ? 'changed'
    : 'elsewhere';
}

const declaring: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

const nothing: ShellWord = { type: 'Word', text: '', value: '', pos: 0, end: 0 };

function assignments(command: ShellCommand): readonly ShellAssignment[] {
  return [...command.prefix, ...(command.name && declaring.has(command.name.value) ? command.suffix : [])].filter(
    (part) => part.type === 'Assignment',
  );
}

function unknownWord(script: ScriptText): Word {
  const at = script.place(0, 0);
  return new Word([{ hole: {}, at }], at);
}

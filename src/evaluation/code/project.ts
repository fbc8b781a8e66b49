/** The files of one application's code together: which function a call leads to, in the same file or in another. */
import type { Call, CodeFile, CodeFunction, Statement } from '../../model/code.ts';
import { folderOf, joinPath } from '../../source/file-tree.ts';
import { fullName, type Origins } from './names.ts';

export interface Found {
  readonly file: CodeFile;
  readonly function: CodeFunction;
  /** Methods of Python take themselves first: what is handed over begins one later. */
  readonly offset: number;
}

export class Project {
  readonly files: readonly CodeFile[];
  readonly #byStem = new Map<string, CodeFile>();
  readonly #methods = new Map<string, Found[]>();
  readonly #origins = new Map<CodeFile, ReadonlyMap<string, string>>();

  constructor(files: readonly CodeFile[]) {
    this.files = files;
    for (const file of files) {
      if (file.inlineIn === undefined) this.#byStem.set(stemOf(file.file.path), file);
      if (file.language === 'java' || file.language === 'csharp' || file.language === 'go') this.#addMethods(file);
    }
  }

  /** What the names of a file stand for once it is loaded: clients, connections, loggers. */
  origins(file: CodeFile): Origins {
    let known = this.#origins.get(file);
    if (!known) {
      const names = new Map<string, string>();
      gather(file.body.statements, file, names);
      known = names;
      this.#origins.set(file, known);
    }
    return known;
  }

  /** `origins`: what made the things that stand around the call. */
  functionBehind(call: Call, file: CodeFile, local: ReadonlyMap<string, CodeFunction>, origins?: Origins): Found | undefined {
    const { callee } = call;
    if (file.language === 'java' || file.language === 'csharp' || file.language === 'go') return this.#method(call, file, local);
    if (callee.kind === 'name') {
      const own = local.get(callee.name) ?? file.functions.find((one) => one.name === callee.name && one.owner === undefined);
      if (own) return { file, function: own, offset: 0 };
      return this.#imported(callee.name, callee.name, file);
    }
    if (callee.kind !== 'member' || callee.source.kind !== 'name') return undefined;
    const holder = callee.source.name;
    if (holder === 'self' || holder === 'this' || holder === 'cls') {
      const method = file.functions.find((one) => one.name === callee.name && one.owner !== undefined);
      return method && { file, function: method, offset: file.language === 'python' ? 1 : 0 };
    }
    const made = /^(\w+)\(\)$/.exec(origins?.get(holder) ?? '')?.[1];
    const method = made === undefined ? undefined : file.functions.find((one) => one.name === callee.name && one.owner === made);
    if (method) return { file, function: method, offset: file.language === 'python' ? 1 : 0 };
    return this.#imported(holder, callee.name, file) ?? this.#ofObject(callee.name, holder, file);
  }

  /** A file and all that it imports from the project, and what those import. Typed languages name packages, not files: all of theirs. */
  reachedFrom(start: CodeFile): readonly CodeFile[] {
    if (start.inlineIn !== undefined) return [start];
    if (start.language === 'java' || start.language === 'csharp' || start.language === 'go') return this.#sameLanguage(start);
    const reached = new Set([start]);
    for (const file of reached) {
      for (const { module, member } of file.imports) {
        const inside = file.language === 'python' && member !== undefined ? this.#fileOf(`${module}.${member}`, file) : undefined;
        for (const found of [this.#fileOf(module, file), inside]) if (found) reached.add(found);
      }
    }
    return [...reached];
  }

  #sameLanguage({ language }: CodeFile): readonly CodeFile[] {
    return this.files.filter((file) => file.language === language && file.inlineIn === undefined);
  }

  #addMethods(file: CodeFile): void {
    for (const fn of file.functions) {
      const found = { file, function: fn, offset: 0 };
      const others = this.#methods.get(fn.name);
      if (others) others.push(found);
      else this.#methods.set(fn.name, [found]);
    }
  }

  /** Methods by their name: the same class, the class that is named, or the only one of the project with as many parameters. */
  #method({ callee, creates, arguments: given }: Call, file: CodeFile, local: ReadonlyMap<string, CodeFunction>): Found | undefined {
    if (creates || (callee.kind !== 'name' && callee.kind !== 'member')) return undefined;
    const own = callee.kind === 'name' ? local.get(callee.name) : undefined;
    if (own) return { file, function: own, offset: 0 };
    const fits = (this.#methods.get(callee.name) ?? []).filter(
      (one) => one.file.language === file.language && one.function.parameters.length === given.length,
    );
    const holder = callee.kind === 'member' && callee.source.kind === 'name' ? callee.source.name : undefined;
    const here = fits.find((one) => one.file === file);
    if (callee.kind === 'name' || holder === 'this') {
      const folder = folderOf(file.file.path);
      return here ?? fits.find((one) => file.language === 'go' && folderOf(one.file.file.path) === folder);
    }
    return fits.find(({ function: { owner } }) => owner !== undefined && owner === holder) ?? (fits.length === 1 ? fits[0] : undefined);
  }

  /** A function of another file of the project. */
  #imported(local: string, name: string, file: CodeFile): Found | undefined {
    const found = file.imports.find((one) => one.name === local);
    if (!found) return undefined;
    const candidates = [
      found.module,
      ...(found.member === undefined ? [] : [`${found.module}${file.language === 'python' ? '.' : '/'}${found.member}`]),
    ];
    for (const module of candidates) {
      const other = this.#fileOf(module, file);
      const wanted = found.member !== undefined && found.member !== 'default' && local === name ? found.member : name;
      const fn =
        other?.functions.find((one) => one.name === wanted && one.owner === undefined) ??
        (found.member === 'default' ? other?.functions.find((one) => one.name === 'default') : undefined) ??
        (other && name !== local ? onlyOf(objectFunctions(other), name) : undefined);
      if (other && fn) return { file: other, function: fn, offset: 0 };
    }
    return undefined;
  }

  /** `const orders = { get() {} }; orders.get()`. */
  #ofObject(name: string, holder: string, file: CodeFile): Found | undefined {
    const found = objectFunctions(file).find((one) => one.holder === holder && one.name === name);
    return found && { file, function: found.function, offset: 0 };
  }

  #fileOf(module: string, from: CodeFile): CodeFile | undefined {
    const folder = folderOf(from.file.path);
    if (from.language === 'python') return this.#pythonFile(module, folder);
    if (!module.startsWith('.')) return undefined;
    const path = joinPath(folder, module.replace(/\.[cm]?[jt]sx?$/, ''));
    return path === undefined ? undefined : (this.#byStem.get(path) ?? this.#byStem.get(`${path}/index`));
  }

  /** `.db`, `db`, `shared.db`: from the folder of the file upwards. */
  #pythonFile(module: string, folder: string): CodeFile | undefined {
    const dots = /^\.*/.exec(module)![0].length;
    const path = module.slice(dots).replaceAll('.', '/');
    let start = folder;
    for (let up = 1; up < dots; up++) start = folderOf(start);
    for (let base = start, left = dots > 0 ? 1 : 6; left > 0; left--, base = folderOf(base)) {
      const stem = base === '' ? path : `${base}/${path}`;
      const found = this.#byStem.get(stem) ?? this.#byStem.get(`${stem}/__init__`);
      if (found || base === '') return found;
    }
    return undefined;
  }
}

interface ObjectFunction {
  /** The name of the object; empty for one that is exported as it stands. */
  readonly holder: string;
  readonly name: string;
  readonly function: CodeFunction;
}

const ofObjects = new WeakMap<CodeFile, readonly ObjectFunction[]>();

/** The functions in the objects that a file makes when it is loaded. */
function objectFunctions(file: CodeFile): readonly ObjectFunction[] {
  let found = ofObjects.get(file);
  if (!found) {
    found = file.body.statements.flatMap((statement): readonly ObjectFunction[] => {
      const value = statement.kind === 'assign' || statement.kind === 'expression' ? statement.value : undefined;
      if (value?.kind !== 'map') return [];
      const target = statement.kind === 'assign' ? statement.targets[0]?.to : undefined;
      const holder = target?.kind === 'name' ? target.name : '';
      return value.entries.flatMap(({ name, value: entry }) =>
        entry.kind === 'lambda' && name !== undefined ? { holder, name, function: { ...entry.function, name } } : [],
      );
    });
    ofObjects.set(file, found);
  }
  return found;
}

function onlyOf(functions: readonly ObjectFunction[], name: string): CodeFunction | undefined {
  const [only, ...more] = functions.filter((one) => one.name === name);
  return more.length === 0 ? only?.function : undefined;
}

function stemOf(path: string): string {
  return path.replace(/\.[cm]?[a-z]+$/i, '');
}

function gather(statements: readonly Statement[], file: CodeFile, into: Map<string, string>): void {
  for (const statement of statements) {
    if (statement.kind === 'try' || statement.kind === 'block') gather(statement.body, file, into);
    if (statement.kind !== 'assign' || statement.value.kind !== 'call') continue;
    const name = fullName(statement.value, file, into);
    for (const { to, path } of statement.targets) if (name !== undefined && to.kind === 'name' && path.length === 0) into.set(to.name, name);
  }
}

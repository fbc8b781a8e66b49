/** Reads go.mod, which names every module that is built, and finds its lines in go.sum: https://go.dev/ref/mod. */
import { folderOf, joinPath, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import { linesOf } from '../formats/lines.ts';
import { strangeVersions } from '../notices.ts';
import type { Declaration, Package, Project } from '../package.ts';
import { versionOrder } from '../versions/order.ts';

interface Line {
  readonly module: string;
  readonly version: string;
  readonly at: Span;
  readonly indirect: boolean;
}

interface Replacement {
  readonly version: string | undefined;
  /** Undefined for a folder. */
  readonly by: Line | undefined;
}

const order = versionOrder('Go');

export function readGoProject(file: SourceFile, files: FileTree): { project: Project; notices: readonly Notice[] } {
  const { required, replaced, badLine } = readGoMod(file);
  const sums = files.read(joinPath(folderOf(file.path), 'go.sum') ?? 'go.sum');
  const strange: { readonly name: string; readonly version: string; readonly at: Span }[] = [];
  const packages = required.flatMap((line): Package[] => {
    const replacement = replaced.get(line.module);
    const applies = replacement && (replacement.version === undefined || replacement.version === line.version);
    const used = applies ? replacement.by : line;
    if (!used) return [];
    if (!/^v\d/.test(used.version) || !order.isVersion(used.version)) {
      strange.push({ name: used.module, version: used.version, at: used.at });
      return [];
    }
    const declaration = declare(used, sums);
    const version = used.version.replace(/^v|\+.*$/g, '');
    const raise: Package['raise'] = (wanted) => declaration.raise(wanted);
    return [
      {
        ecosystem: 'Go',
        name: used.module,
        version,
        at: used.at,
        declaration: line.indirect ? undefined : declaration,
        dev: false,
        also: () => sumLines(sums, used),
        broughtBy: () => [],
        raise,
      },
    ];
  });
  const project: Project = {
    ecosystem: 'Go',
    manager: 'Go',
    folder: folderOf(file.path),
    manifest: file.path,
    lock: sums?.path,
    files: [file.path, ...(sums ? [sums.path] : [])],
    packages,
    declarations: packages.flatMap(({ declaration }) => declaration ?? []),
  };
  const message = 'its modules are read in part at most: this line is no directive';
  const bad: readonly Notice[] = badLine === undefined ? [] : [{ level: 'error', path: file.path, line: badLine, message }];
  return { project, notices: [...bad, ...strangeVersions(strange)] };
}

function declare({ module, version, at, indirect }: Line, sums: SourceFile | undefined): Declaration {
  const own = version.replace(/^v|\+.*$/g, '');
  return {
    ecosystem: 'Go',
    name: module,
    at,
    requirement: version,
    exact: true,
    dev: false,
    admits: (other) => order.compare(own, other) === 0,
    raise: (wanted) => {
      if (!staysInModule(module, wanted)) return undefined;
      const text = `v${wanted}${version.endsWith('+incompatible') ? '+incompatible' : ''}`;
      const known = sums?.text.includes(`${module} ${text} h1:`) ?? false;
      return { edits: [{ at, text }], command: known && !indirect ? undefined : 'go mod tidy' };
    },
  };
}

/** From version 2 on, the major version is part of the path: `example.com/a/v2`, `gopkg.in/yaml.v3`. */
function staysInModule(module: string, version: string): boolean {
  const major = order.release(version)[0] ?? 0;
  const named = /[/.]v(\d+)$/.exec(module)?.[1];
  return named === undefined || Number(named) === major;
}

function sumLines(sums: SourceFile | undefined, { module, version }: Line): readonly Span[] {
  if (!sums) return [];
  const from = sums.text.indexOf(`${module} ${version} `);
  if (from < 0 || (from > 0 && sums.text[from - 1] !== '\n')) return [];
  const start = from + module.length + 1;
  return [span(sums, start, start + version.length)];
}

interface GoMod {
  readonly required: readonly Line[];
  readonly replaced: ReadonlyMap<string, Replacement>;
  readonly badLine: number | undefined;
}

const directives = new Set(['module', 'go', 'toolchain', 'godebug', 'require', 'replace', 'exclude', 'retract', 'tool', 'ignore']);

function readGoMod(file: SourceFile): GoMod {
  const required: Line[] = [];
  const replaced = new Map<string, Replacement>();
  let block: string | undefined;
  let badLine: number | undefined;
  for (const { text: line, start, number } of linesOf(file)) {
    const code = line.replace(/\/\/.*$/s, '').trim();
    if (code === '') continue;
    if (block !== undefined && code === ')') {
      block = undefined;
      continue;
    }
    const word = /^\w+/.exec(code)?.[0] ?? '';
    if (block === undefined && !directives.has(word)) {
      badLine ??= number;
      continue;
    }
    const directive = block ?? word;
    const rest = block === undefined ? code.slice(word.length).trim() : code;
    if (block === undefined && rest === '(') block = word;
    else if (directive === 'require') {
      const read = moduleAt(file, start, line, rest);
      if (read) required.push({ ...read, indirect: /\/\/\s*indirect\b/.test(line) });
      else badLine ??= number;
    } else if (directive === 'replace') replace(replaced, file, start, line, rest);
  }
  return { required, replaced, badLine };
}

/** `example.com/a v1.2.3` */
function moduleAt(file: SourceFile, start: number, line: string, text: string): Line | undefined {
  const [, module, version] = /^"?([^\s"]+)"?\s+"?([^\s"]+)"?$/.exec(text) ?? [];
  if (module === undefined || version === undefined) return undefined;
  const from = start + line.indexOf(version, line.indexOf(module) + module.length);
  return { module, version, at: span(file, from, from + version.length), indirect: false };
}

function replace(into: Map<string, Replacement>, file: SourceFile, start: number, line: string, rest: string): void {
  const [left = '', right = ''] = rest.split('=>').map((side) => side.trim());
  const [module = '', version] = left.split(/\s+/);
  into.set(module, { version, by: /^[./]/.test(right) ? undefined : moduleAt(file, start, line, right) });
}

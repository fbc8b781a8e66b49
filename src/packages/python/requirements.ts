/** Reads requirements files: https://pip.pypa.io/en/stable/reference/requirements-file-format/. Includes are followed, each file once. */
import { folderOf, joinPath, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { span, type Span } from '../../source/span.ts';
import { linesOf, longestLine } from '../formats/lines.ts';
import { noticeAt, strangeVersions } from '../notices.ts';
import type { Declaration, Package, Project } from '../package.ts';
import { versionOrder } from '../versions/order.ts';
import { pinOf, readRequirement } from './requirement.ts';

interface Line {
  readonly text: string;
  readonly at: Span;
  readonly hashed: boolean;
}

interface Gathered {
  readonly declarations: Declaration[];
  /** Pins that hold only for what something else asks for. */
  readonly constraints: Declaration[];
  readonly files: string[];
  readonly notices: Notice[];
}

/** More files than this are taken for a mistake. */
const mostIncludes = 200;

export function readRequirementsProject(file: SourceFile, files: FileTree, dev: boolean): { project: Project; notices: readonly Notice[] } {
  const gathered: Gathered = { declarations: [], constraints: [], files: [], notices: [] };
  gather(file, files, false, dev, gathered);
  const pins = new Map(gathered.constraints.map((one) => [one.name, one] as const));
  const strange: { readonly name: string; readonly version: string; readonly at: Span }[] = [];
  const packages = gathered.declarations.flatMap((declaration): Package[] => {
    const deciding = declaration.exact ? declaration : pins.get(declaration.name);
    const version = deciding && pinOf(deciding.requirement);
    if (deciding && version !== undefined) return [pinned(deciding, version, declaration.dev)];
    const wrong = /^\s*===?\s*([^\s*]+)$/.exec(declaration.requirement)?.[1];
    if (wrong !== undefined && !versionOrder('PyPI').isVersion(wrong)) strange.push({ name: declaration.name, version: wrong, at: declaration.at });
    return [];
  });
  const project: Project = {
    ecosystem: 'PyPI',
    manager: 'pip',
    folder: folderOf(file.path),
    manifest: file.path,
    lock: undefined,
    files: gathered.files,
    packages,
    declarations: gathered.declarations,
  };
  return { project, notices: [...gathered.notices, ...strangeVersions(strange)] };
}

function pinned(declaration: Declaration, version: string, dev: boolean): Package {
  const { name, at } = declaration;
  return { ecosystem: 'PyPI', name, version, at, declaration, dev, broughtBy: () => [], raise: () => undefined };
}

function gather(file: SourceFile, files: FileTree, constraint: boolean, dev: boolean, into: Gathered): void {
  if (into.files.includes(file.path) || into.files.length >= mostIncludes) return;
  into.files.push(file.path);
  for (const { text, at, hashed } of logicalLines(file)) {
    const include = /^(?:-r|--requirement|-c|--constraint)(?:\s*=?\s*)(\S+)/.exec(text);
    if (include) {
      const target = include[1] ?? '';
      if (/^[a-z]+:\/\//.test(target)) {
        into.notices.push(noticeAt(at, 'info', `${target.slice(0, 80)} is not read: only files of the repository are`));
        continue;
      }
      const path = joinPath(folderOf(file.path), target);
      const included = path === undefined ? undefined : files.read(path);
      if (included) gather(included, files, constraint || text.startsWith('-c') || text.startsWith('--constraint'), dev, into);
      else into.notices.push(noticeAt(at, 'warning', `${target.slice(0, 80)} is not there: its packages are not checked`));
      continue;
    }
    if (text.startsWith('-')) continue;
    const declaration = readRequirement(text, at, { dev, commandOnly: hashed, after: hashed ? hashedCommand(file.path) : undefined });
    if (declaration) (constraint ? into.constraints : into.declarations).push(declaration);
    else if (!/^(?:\.|\/|[a-z+]+:|[\w.-]+\s*(?:\[[^\]]*\])?\s*@|\S+\.(?:whl|zip|tar\.gz)\b|\S*[/\\]\S*)/i.test(text)) {
      into.notices.push(noticeAt(at, 'warning', 'this line is no requirement: not checked'));
    }
  }
}

/** Hashes can only come from the registry. */
function hashedCommand(path: string): (name: string, version: string) => string {
  const source = path.replace(/\.txt$/, '.in');
  return (name, version) => `pip-compile --generate-hashes --upgrade-package ${name}==${version} ${source}`;
}

/** Lines without comments; a backslash at the end joins the next one, and what stands on the first counts as its place. */
function* logicalLines(file: SourceFile): Generator<Line> {
  let open: { readonly text: string; readonly at: Span; hashed: boolean } | undefined;
  for (const { text: line, start } of linesOf(file)) {
    const code = line.length > longestLine ? '' : stripped(line);
    const continues = code.endsWith('\\');
    const text = (continues ? code.slice(0, -1) : code).trim();
    if (open) open.hashed ||= text.includes('--hash');
    else {
      const from = start + line.indexOf(text);
      open = { text: withoutOptions(text), at: span(file, from, from + text.length), hashed: text.includes('--hash') };
    }
    if (continues) continue;
    if (open.text !== '') yield open;
    open = undefined;
  }
  if (open && open.text !== '') yield open;
}

function stripped(line: string): string {
  return line.replace(/(?<!\S)#.*$/s, '').trimEnd();
}

/** `requests==2.0 --hash=…` → `requests==2.0`. */
function withoutOptions(text: string): string {
  return text.startsWith('-') ? text : text.replace(/(?<=\s)--\w.*$/s, '').trimEnd();
}

/** Where the code of a project imports a package: a look at import lines, for JavaScript and Python. */
import { canonicalName } from '../../packages/ecosystem.ts';
import type { Project } from '../../packages/package.ts';
import { folderOf, type FileTree } from '../../source/file-tree.ts';
import { span, type Span } from '../../source/span.ts';

/** So many files of a project are looked at. */
const mostFiles = 2000;
const longestFile = 1024 * 1024;

const javascript = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const javascriptImport = /\b(?:from|import|require)\s*(?:\(\s*)?(['"])((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^'"\n]*)?\1/g;
const python = /\.py$/;
const pythonImport = /^[ \t]*(?:from\s+([\w.]+)\s+import\b|import\s+([\w., \t]+))/gm;

/** Modules whose names are not those of their packages. */
const modules: Readonly<Record<string, string>> = {
  attrs: 'attr',
  beautifulsoup4: 'bs4',
  mysqlclient: 'MySQLdb',
  'opencv-python': 'cv2',
  'opencv-python-headless': 'cv2',
  pillow: 'PIL',
  protobuf: 'google',
  'psycopg2-binary': 'psycopg2',
  pycryptodome: 'Crypto',
  pyjwt: 'jwt',
  pyopenssl: 'OpenSSL',
  'python-dateutil': 'dateutil',
  'python-dotenv': 'dotenv',
  'python-jose': 'jose',
  'python-multipart': 'multipart',
  pyyaml: 'yaml',
  'scikit-learn': 'sklearn',
};

/** The first import of each module, by name, in the folder of the project without the folders of `others`. */
export function importsOf(project: Project, others: readonly Project[], files: FileTree): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  const kind = project.ecosystem === 'npm' ? javascript : project.ecosystem === 'PyPI' ? python : undefined;
  if (!kind) return found;
  const inner = others.filter(({ folder, ecosystem }) => ecosystem === project.ecosystem && folder !== project.folder).map(({ folder }) => folder);
  const foreign = new Set(inner);
  const own = (path: string): boolean => {
    for (let folder = folderOf(path); folder !== project.folder; folder = folderOf(folder)) if (folder === '' || foreign.has(folder)) return false;
    return true;
  };
  const prefix = project.folder === '' ? '' : `${project.folder}/`;
  const paths = files.paths.filter((path) => path.startsWith(prefix) && kind.test(path) && own(path));
  for (const path of paths.slice(0, mostFiles)) {
    const file = files.read(path);
    if (!file || file.text.length > longestFile) continue;
    for (const match of file.text.matchAll(kind === python ? pythonImport : javascriptImport)) {
      const names = kind === python ? pythonNames(match[1] ?? match[2] ?? '') : [match[2] ?? ''];
      const start = match.index + (match[0].length - match[0].trimStart().length);
      for (const name of names) if (!found.has(name)) found.set(name, span(file, start, match.index + match[0].trimEnd().length));
    }
  }
  return found;
}

/** `os, yaml as y` → os, yaml. */
function pythonNames(text: string): readonly string[] {
  return text.split(',').flatMap((one) => /^\s*(\w+)/.exec(one)?.[1] ?? []);
}

/** The name by which code imports a package. */
export function moduleName(ecosystem: Project['ecosystem'], name: string): string {
  if (ecosystem !== 'PyPI') return name;
  const canonical = canonicalName('PyPI', name);
  return modules[canonical] ?? canonical.replaceAll('-', '_');
}

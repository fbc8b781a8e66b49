/** What functions do: programs in the languages that clouds run, read into the neutral form. */
import { emptyNouns } from '../../model/application.ts';
import type { CodeFile } from '../../model/code.ts';
import { folderOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { parseCode, prepareGrammars } from '../../syntax/grammars.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { languages, readerOf } from './languages.ts';
import { pagesOf } from './pages.ts';

const id = 'code';

/** Folders of other people's code, of what builds leave behind, and of tests: nothing of it runs in the cloud as it stands. */
const foreign =
  /(?:^|\/)(?:node_modules|bower_components|vendor|\.venv|venv|site-packages|\.python_packages|dist|build|out|bin|obj|target|cdk\.out|\.aws-sam|\.serverless|tests?|__tests__|__mocks__|spec|e2e|fixtures|testdata|benchmarks?)\/|(?:[._-](?:test|tests|spec|min|perf|bench|benchmark|stories|mocks?|fixtures?)|_test|\.d)\.\w+$|(?:^|\/)(?:test_|conftest)\w*\.py$/i;

/** Larger files are generated. */
const largest = 1_000_000;

function wants(path: string): boolean {
  return readerOf(path) !== undefined && !foreign.test(path);
}

function recognises({ text }: SourceFile): boolean {
  return text.length > 0;
}

/** What nobody wrote, nobody can mend there. */
function generatedAs({ text }: SourceFile): string | undefined {
  if (text.length > largest) return 'it is larger than anybody writes';
  return isMinified(text) ? 'it is minified' : undefined;
}

/** Minified code has hardly any lines. */
function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 300;
}

const manifests = ['package.json', 'requirements.txt', 'pyproject.toml', 'Pipfile', 'go.mod', 'pom.xml', 'build.gradle', 'build.gradle.kts'];

/** A project is a folder with a manifest and everything below it; files without one go by their folder. */
function roots(recognised: readonly string[], files: FileTree): readonly Root[] {
  const known = new Map<string, string>();
  const projectOf = (folder: string, start: string): string => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const here = manifests.some((name) => files.has(folder === '' ? name : `${folder}/${name}`));
    const found = here ? folder : folder === '' ? start : projectOf(folderOf(folder), start);
    if (here) known.set(folder, found);
    return found;
  };
  const projects = new Map<string, string[]>();
  for (const path of recognised) {
    const project = projectOf(folderOf(path), folderOf(path));
    const paths = projects.get(project);
    if (paths) paths.push(path);
    else projects.set(project, [path]);
  }
  return [...projects].map(([path, paths]) => ({ dialect: id, path: path === '' ? '.' : path, files: paths }));
}

function read(root: Root, files: FileTree): Unit {
  const nouns = emptyNouns();
  const notices: Notice[] = [];
  const isPage = pagesOf(root, files);
  for (const path of root.files) {
    const file = files.read(path);
    const generated = file?.once(generatedAs);
    if (generated !== undefined) {
      notices.push({ level: 'info', message: `not scanned: ${generated}`, path });
      continue;
    }
    const program = file?.once(isPage(path) ? lowerPage : lower);
    if (program && program.broken.length > 0)
      notices.push({ level: 'info', message: 'read in part: some of it cannot be parsed', path, line: lineOf(program.broken) });
    if (program) nouns.programs.push(program);
    else if (file) notices.push({ level: 'warning', message: 'not scanned: the grammar of its language is not there', path });
  }
  return { root, nouns, files: root.files, notices, offers: new Map(), needs: new Set() };
}

function lineOf([first]: CodeFile['broken']): number {
  return first ? first.file.positionAt(first.start).line : 1;
}

function lowerPage(file: SourceFile): CodeFile | undefined {
  const program = lower(file);
  return program && { ...program, runsInBrowser: true };
}

function lower(file: SourceFile): CodeFile | undefined {
  const reader = readerOf(file.path);
  const root = reader && parseCode(file, reader.grammar);
  return root && reader.lower(root, file);
}

async function prepare(paths: readonly string[]): Promise<void> {
  await prepareGrammars(languages.filter(({ endings }) => paths.some((path) => endings.test(path))).map(({ grammar }) => grammar));
}

export const code: Dialect = { id, title: 'Code', wants, recognises, roots, prepare, read, isProgram: () => true };

/** Shell scripts, makefiles, package scripts, files of environments and of keys: what is done when somebody deploys. */
import { emptyNouns } from '../../model/application.ts';
import { folderOf, nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { scriptOfFile, type ScriptText } from '../../syntax/script-text.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { holdsKey, isKeyFile, readKeyFile } from './key-file.ts';
import { Lifting } from './lifting.ts';
import { liftScript } from './lift.ts';
import { recipesOf } from './makefile.ts';
import { packageScripts } from './package-scripts.ts';
import { readPowerShellTexts } from './powershell-texts.ts';
import { powerShellOf } from './powershell.ts';
import { readScript } from './script.ts';

const id = 'shell';

const shells = /\.(?:sh|bash|zsh|ksh)$/i;
const powerShells = /\.ps1$/i;
const makefiles = /^(?:GNU)?makefile$|\.mk$/i;
const environments = /^\.env(?:\.[\w-]+)*$|\.env$/i;

/** Shows which names there are. */
const samples = /(?:^|[._-])(?:examples?|samples?|templates?|tmpl|dist|defaults?|schema|tests?|ci)(?:[._-]|$)/i;

/** Scripts of other people, of what builds leave behind, and of tests. */
const foreign = /(?:^|\/)(?:node_modules|bower_components|vendor|\.venv|venv|site-packages|cdk\.out|\.aws-sam|\.serverless|\.git)\//;

const largest = 400_000;

function kindOf(path: string): 'shell' | 'powershell' | 'makefile' | 'package' | 'environment' | 'key' | undefined {
  const name = nameOf(path);
  if (shells.test(name)) return 'shell';
  if (powerShells.test(name)) return 'powershell';
  if (makefiles.test(name)) return 'makefile';
  if (name === 'package.json') return 'package';
  if (isKeyFile(path)) return 'key';
  return environments.test(name) && !samples.test(name) ? 'environment' : undefined;
}

function wants(path: string): boolean {
  return kindOf(path) !== undefined && !foreign.test(path);
}

const tools = /\b(?:aws|az|gcloud|gsutil|curl|export|sam|serverless|sls)\b/;

function recognises({ path, text }: SourceFile): boolean {
  if (text.length === 0 || text.length > largest) return false;
  if (kindOf(path) === 'key') return holdsKey(text);
  return kindOf(path) === 'package' ? /"scripts"\s*:/.test(text) && tools.test(text) : true;
}

/** The scripts of a folder work on the same things. */
function roots(recognised: readonly string[]): readonly Root[] {
  const folders = new Map<string, string[]>();
  for (const path of recognised) {
    const folder = folderOf(path) === '' ? '.' : folderOf(path);
    const paths = folders.get(folder);
    if (paths) paths.push(path);
    else folders.set(folder, [path]);
  }
  return [...folders].map(([path, files]) => ({ dialect: id, path, files }));
}

function read(root: Root, files: FileTree): Unit {
  const into = new Lifting(emptyNouns(), root.path);
  const notices: Notice[] = [];
  const used = new Set(root.files);
  for (const path of root.files) {
    const file = files.read(path);
    if (!file) continue;
    if (kindOf(path) === 'environment') readEnvironmentFile(file, into);
    if (kindOf(path) === 'powershell') readPowerShellTexts(file, into);
    if (kindOf(path) === 'key') readKeyFile(file, into);
    for (const script of scriptsOf(file)) {
      const context = { files, folders: [...new Set([folderOf(path), ''])], used };
      const found = readScript(script, context);
      if (found.broken && kindOf(path) === 'shell') {
        notices.push({ level: 'info', message: 'read in part: some of it is no shell script that can be parsed', path });
      }
      liftScript(found, into, path);
    }
  }
  return { root, nouns: into.nouns, files: [...used], notices, offers: new Map(), needs: new Set() };
}

function scriptsOf(file: SourceFile): readonly ScriptText[] {
  switch (kindOf(file.path)) {
    case 'shell':
      return [scriptOfFile(file)];
    case 'powershell':
      return [powerShellOf(file)];
    case 'makefile':
      return recipesOf(file);
    case 'package':
      return packageScripts(file);
    default:
      return [];
  }
}

export const shell: Dialect = { id, title: 'Shell scripts', wants, recognises, roots, read, isProgram: () => true };

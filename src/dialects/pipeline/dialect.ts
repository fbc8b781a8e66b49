/** Pipelines of Cloud Build, GitLab, Azure and CodeBuild: the commands that they run, and what they put into the environment. */
import { emptyNouns } from '../../model/application.ts';
import { nameOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';
import { Lifting } from '../shell/lifting.ts';
import { readAzurePipeline } from './azure-pipeline.ts';
import { readBuildspec } from './buildspec.ts';
import { readCloudBuild } from './cloud-build.ts';
import { readGitLab } from './gitlab.ts';
import type { Reader } from './reading.ts';

const id = 'pipeline';

interface Kind {
  readonly name: RegExp;
  /** What only such a file holds. */
  readonly sign: RegExp;
  readonly read: Reader;
}

const kinds: readonly Kind[] = [
  { name: /^[\w.-]*cloudbuild[\w.-]*\.(?:ya?ml|json)$/i, sign: /^\s*"?steps"?\s*:/m, read: readCloudBuild },
  { name: /\.?gitlab-ci[\w.-]*\.ya?ml$/i, sign: /^\s*(?:script|variables|stages|include)\s*:/m, read: readGitLab },
  {
    name: /^[\w.-]*azure-pipelines?[\w.-]*\.ya?ml$/i,
    sign: /^\s*(?:-\s*)?(?:steps|stages|jobs|script|task|variables)\s*:/m,
    read: readAzurePipeline,
  },
  { name: /^[\w.-]*buildspec[\w.-]*\.ya?ml$/i, sign: /^phases\s*:/m, read: readBuildspec },
];

function kindOf(path: string): Kind | undefined {
  return kinds.find(({ name }) => name.test(nameOf(path)));
}

function recognises({ path, text }: SourceFile): boolean {
  return text.length <= 500_000 && kindOf(path)?.sign.test(text) === true;
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function read(root: Root, files: FileTree): Unit {
  const into = new Lifting(emptyNouns(), root.path);
  const used = new Set(root.files);
  for (const path of root.files) {
    const file = files.read(path);
    const document = file?.once(readDocument);
    if (document?.root) kindOf(path)?.read({ document, root: document.root, into, files, used });
  }
  return { root, nouns: into.nouns, files: [...used], notices: [], offers: new Map(), needs: new Set() };
}

export const pipeline: Dialect = {
  id,
  title: 'Build pipelines',
  wants: (path) => kindOf(path) !== undefined,
  recognises,
  roots,
  read,
  isProgram: () => true,
};

/** Applications that a program defines: their templates appear when the program runs, which nobody here does. They are named. */
import { emptyNouns } from '../../model/application.ts';
import { folderOf, isInTree, joinPath, nameOf, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Dialect, Root, Unit } from '../dialect.ts';

const id = 'program-defined';

interface Kind {
  readonly name: RegExp;
  /** What its text must hold. */
  readonly mark: RegExp;
  /** The folder that the program writes its templates to, seen from its own, where it writes any. */
  output?(text: string): string;
  /** Ends the sentence "not scanned: …". */
  readonly why: string;
}

const kinds: readonly Kind[] = [
  {
    // https://docs.aws.amazon.com/cdk/v2/guide/cli.html (2026-11): `output` is `cdk.out` unless cdk.json says otherwise.
    name: /^cdk\.json$/,
    mark: /"app"\s*:/,
    output: (text) => /"output"\s*:\s*"([^"\n]+)"/.exec(text)?.[1] ?? 'cdk.out',
    why: 'the CDK makes the templates of this application by running it; run "cdk synth" before the scan, and cdk.out is read',
  },
  {
    name: /^cdktf\.json$/,
    mark: /"app"\s*:/,
    output: (text) => /"output"\s*:\s*"([^"\n]+)"/.exec(text)?.[1] ?? 'cdktf.out',
    why: 'CDK for Terraform makes the configuration of this application by running it; run "cdktf synth" before the scan, and cdktf.out is read',
  },
  {
    name: /^serverless\.[cm]?[jt]s$/,
    mark: /\bservice\b[^]*\bprovider\b|\bprovider\b[^]*\bservice\b/,
    why: 'this service of the Serverless Framework is a program, and programs of a repository are not run: only serverless.yml and serverless.json are read',
  },
  {
    name: /^sst\.config\.[cm]?[jt]s$/,
    mark: /\$config|\bSSTConfig\b/,
    why: 'SST makes the resources of this application by running it, and programs of a repository are not run',
  },
  {
    name: /^Pulumi\.ya?ml$/,
    mark: /^runtime\s*:/m,
    why: 'the resources of this application are defined for Pulumi, which is not read',
  },
];

function kindOf(path: string): Kind | undefined {
  const name = nameOf(path);
  return kinds.find((kind) => kind.name.test(name));
}

function recognises({ path, text }: SourceFile): boolean {
  return kindOf(path)?.mark.test(text) === true;
}

function roots(recognised: readonly string[]): readonly Root[] {
  return recognised.map((path) => ({ dialect: id, path, files: [path] }));
}

function hasOutput(path: string, files: FileTree): boolean {
  const output = kindOf(path)?.output?.(files.read(path)?.text ?? '');
  const folder = output === undefined ? undefined : joinPath(folderOf(path), output);
  return folder !== undefined && folder !== '' && isInTree(folder, files);
}

/** Those whose output is in the repository are read there. */
function read(root: Root, files: FileTree): Unit {
  const why = hasOutput(root.path, files) ? undefined : kindOf(root.path)?.why;
  const notices: readonly Notice[] = why === undefined ? [] : [{ level: 'warning', path: root.path, message: `not scanned: ${why}` }];
  return { root, nouns: emptyNouns(), files: why === undefined ? [root.path] : [], notices, offers: new Map(), needs: new Set() };
}

export const programDefined: Dialect = {
  id,
  title: 'Programs that define an application',
  wants: (path) => kindOf(path) !== undefined,
  recognises,
  isProgram: () => true,
  roots,
  read,
};

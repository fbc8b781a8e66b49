/** Reads package.json: what a project asks for, and how to ask for more. */
import semver from 'semver';
import type { Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child, type DocumentNode } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { childAt, pairsOf, part, plainText, type PlainText } from '../formats/scalar.ts';
import { syntaxNotice } from '../notices.ts';
import type { Declaration } from '../package.ts';

export interface NpmManifest {
  readonly file: SourceFile;
  readonly declarations: readonly NpmDeclaration[];
  readonly hasWorkspaces: boolean;
  /** Packages for which something else decides than what asks for them. */
  readonly overridden: ReadonlySet<string>;
  readonly notices: readonly Notice[];
}

export interface NpmDeclaration extends Declaration {
  /** Where it is installed: the name it is imported by. */
  readonly alias: string;
}

const sections = [
  ['dependencies', false],
  ['optionalDependencies', false],
  ['devDependencies', true],
] as const;

/** What needs to run once the manifest is changed; undefined where nothing is locked. */
export type Refresh = (declaration: NpmDeclaration, version: string) => string;

export function readNpmManifest(file: SourceFile, refresh: Refresh | undefined): NpmManifest {
  const document = readDocument(file);
  const declarations = sections.flatMap(([section, dev]) =>
    pairsOf(child(document.root, section)).flatMap(({ key, value }) => {
      const text = plainText(value);
      return text ? [declare(key.text, text, dev, refresh)] : [];
    }),
  );
  return {
    file,
    declarations,
    hasWorkspaces: child(document.root, 'workspaces') !== undefined,
    overridden: overriddenIn(['overrides', 'resolutions', 'pnpm.overrides'].map((path) => childAt(document.root, ...path.split('.')))),
    notices: syntaxNotice(file, document.problems),
  };
}

/** `lodash`, `lodash@^4`, `**\/lodash`, `parent>lodash`: the last name of each key. */
export function overriddenIn(sections: readonly (DocumentNode | undefined)[]): ReadonlySet<string> {
  const keys = sections
    .flatMap(pairsOf)
    .map(({ key }) => key.text)
    .filter((key) => key.length < 500);
  return new Set(keys.flatMap((key) => /((?:@[^/@>]+\/)?[^/@>]+)(?:@[^/>]*)?$/.exec(key)?.[1] ?? []));
}

function declare(alias: string, { text, at }: PlainText, dev: boolean, refresh: Refresh | undefined): NpmDeclaration {
  // `"lodash4": "npm:lodash@^4.17.0"`
  const renamed = /^npm:(@?[^@]+)@/.exec(text);
  const from = renamed?.[0].length ?? 0;
  const requirement = text.slice(from);
  const place = part(at, from, requirement.length);
  const declaration: NpmDeclaration = {
    ecosystem: 'npm',
    alias,
    name: renamed?.[1] ?? alias,
    at: place,
    requirement,
    exact: semver.valid(requirement, { loose: true }) !== null,
    dev,
    admits: (version) => admits(requirement, version),
    raise: (version) => {
      const next = raised(requirement, version);
      if (next === undefined) return undefined;
      return { edits: [{ at: place, text: next }], command: refresh?.(declaration, version) };
    },
  };
  return declaration;
}

/** Tags, addresses and paths are no ranges. */
export function admits(requirement: string, version: string): boolean | undefined {
  if (requirement.length > 256 || semver.validRange(requirement, { loose: true }) === null || requirement.trim() === '') return undefined;
  return semver.satisfies(version, requirement, { loose: true, includePrerelease: true });
}

/** The lowest version that a range lets in. */
export function lowest(requirement: string): string | undefined {
  return admits(requirement, '0.0.0') === undefined ? undefined : (semver.minVersion(requirement, { loose: true })?.version ?? undefined);
}

/** Keeps the operator that is written; what has several becomes a caret. */
function raised(requirement: string, version: string): string | undefined {
  if (admits(requirement, version) === undefined) return undefined;
  const operator = /^\s*(\^|~|>=|=|v)?\s*v?\d+(?:\.\d+)*[\w.+-]*\s*$/.exec(requirement);
  // `8`, `8.5` and `8.x` are ranges without an operator.
  const isOpen = operator?.[1] === undefined && semver.valid(requirement, { loose: true }) === null;
  return operator && !isOpen ? `${operator[1] ?? ''}${version}` : `^${version}`;
}

/** Reads package.json: what a project asks for, and how to ask for more. */
import semver from 'semver';
import type { Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import { pairsOf, part, plainText, type PlainText } from '../formats/scalar.ts';
import { syntaxNotice } from '../notices.ts';
import type { Declaration } from '../package.ts';

export interface NpmManifest {
  readonly file: SourceFile;
  readonly declarations: readonly NpmDeclaration[];
  readonly hasWorkspaces: boolean;
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
  return { file, declarations, hasWorkspaces: child(document.root, 'workspaces') !== undefined, notices: syntaxNotice(file, document.problems) };
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
  if (!operator) return `^${version}`;
  return /(?:^|\.)[xX*](?:$|\.)/.test(requirement) ? `^${version}` : `${operator[1] ?? ''}${version}`;
}

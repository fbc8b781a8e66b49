/** Reads pom.xml: properties, managed versions and parents, as far as they are in the repository. Nothing is fetched. */
import { folderOf, joinPath, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { Span } from '../../source/span.ts';
import { childNamed, childrenNamed, readXml, type XmlElement, type XmlText } from '../formats/xml.ts';
import { strangeVersions, syntaxNotice } from '../notices.ts';
import type { Declaration, Package, Project } from '../package.ts';
import { versionOrder } from '../versions/order.ts';

/** A pom and those it inherits from, itself first. */
type Chain = readonly { readonly file: SourceFile; readonly root: XmlElement }[];

/** Parents of parents; more are taken for a circle. */
const mostParents = 20;

const order = versionOrder('Maven');

export function readPomProject(file: SourceFile, files: FileTree): { project: Project; notices: readonly Notice[] } {
  const parsed = readXml(file);
  const chain = parsed.root ? inherit(file, parsed.root, files) : [];
  const strange: { readonly name: string; readonly version: string; readonly at: Span }[] = [];
  const packages = chain
    .flatMap(({ root }) => dependenciesOf(root))
    .flatMap((dependency): Package[] => {
      const found = resolve(dependency, chain);
      if (!found) return [];
      const { declaration, uses } = found;
      const { name, requirement: version, at, dev } = declaration;
      if (!order.isVersion(version)) {
        if (!/^[[(]|[${]|^(?:LATEST|RELEASE)$/.test(version)) strange.push({ name, version, at });
        return [];
      }
      return [{ ecosystem: 'Maven', name, version, at, declaration, dev, also: () => uses, broughtBy: () => [], raise: () => undefined }];
    });
  const project: Project = {
    ecosystem: 'Maven',
    manager: 'Maven',
    folder: folderOf(file.path),
    manifest: file.path,
    lock: undefined,
    files: chain.length === 0 ? [file.path] : chain.map((one) => one.file.path),
    packages,
    declarations: packages.flatMap(({ declaration }) => declaration ?? []),
  };
  return { project, notices: [...syntaxNotice(file, parsed.problems), ...strangeVersions(strange)] };
}

function inherit(file: SourceFile, root: XmlElement, files: FileTree): Chain {
  const chain = [{ file, root }];
  for (let current = chain[0]; current && chain.length < mostParents;) {
    const parent = childNamed(current.root, 'parent');
    const written = childNamed(parent, 'relativePath');
    if (!parent || (written && !written.text)) break;
    const path = joinPath(folderOf(current.file.path), written?.text?.text ?? '../pom.xml');
    const candidate = path === undefined ? undefined : (files.read(path) ?? files.read(joinPath(path, 'pom.xml') ?? path));
    const parentRoot = candidate && readXml(candidate).root;
    const same = textIn(parentRoot, 'artifactId') === textIn(parent, 'artifactId');
    if (!candidate || !parentRoot || !same || chain.some((one) => one.file.path === candidate.path)) break;
    current = { file: candidate, root: parentRoot };
    chain.push(current);
  }
  return chain;
}

function dependenciesOf(root: XmlElement): readonly XmlElement[] {
  return childrenNamed(childNamed(root, 'dependencies'), 'dependency');
}

function managedOf(root: XmlElement): readonly XmlElement[] {
  return dependenciesOf(childNamed(root, 'dependencyManagement') ?? root).filter(() => childNamed(root, 'dependencyManagement') !== undefined);
}

function resolve(dependency: XmlElement, chain: Chain): { readonly declaration: Declaration; readonly uses: readonly Span[] } | undefined {
  const [group, artifact] = ['groupId', 'artifactId'].map((tag) => interpolate(childNamed(dependency, tag)?.text, chain)?.text);
  if (group === undefined || artifact === undefined) return undefined;
  const managed = chain.flatMap(({ root }) => managedOf(root)).find((one) => isSame(one, group, artifact, chain));
  const written = childNamed(dependency, 'version')?.text ?? childNamed(managed, 'version')?.text;
  const version = interpolate(written, chain);
  if (!written || !version) return undefined;
  const scope = textIn(dependency, 'scope') ?? textIn(managed, 'scope');
  const name = `${group}:${artifact}`;
  const own = childNamed(dependency, 'version')?.text ? written.at : dependency.at;
  return {
    declaration: declare(name, version, scope === 'test' || scope === 'provided'),
    uses: version.at === written.at && own === written.at ? [] : [own],
  };
}

function isSame(element: XmlElement, group: string, artifact: string, chain: Chain): boolean {
  const read = (tag: string): string | undefined => interpolate(childNamed(element, tag)?.text, chain)?.text;
  return read('artifactId') === artifact && read('groupId') === group;
}

function declare(name: string, { text, at, whole }: Interpolated, dev: boolean): Declaration {
  return {
    ecosystem: 'Maven',
    name,
    at,
    requirement: text,
    exact: order.isVersion(text),
    dev,
    admits: (version) => (order.isVersion(text) ? order.compare(text, version) === 0 : undefined),
    raise: (version) => (whole ? { edits: [{ at, text: version }] } : undefined),
  };
}

interface Interpolated extends XmlText {
  /** `at` is where the whole text stands as a literal. */
  readonly whole: boolean;
}

/** Follows `${name}` to the literal that decides; a text that is put together stays where it is used. */
function interpolate(text: XmlText | undefined, chain: Chain, depth = 0): Interpolated | undefined {
  if (!text || depth > 10) return undefined;
  const only = /^\$\{([\w.-]+)\}$/.exec(text.text)?.[1];
  if (only !== undefined) {
    const property = propertyOf(only, chain);
    return property ? interpolate(property, chain, depth + 1) : { ...text, whole: false };
  }
  if (!text.text.includes('${')) return { ...text, whole: true };
  const filled = text.text.replace(
    /\$\{([\w.-]+)\}/g,
    (whole, name: string) => interpolate(propertyOf(name, chain), chain, depth + 1)?.text ?? whole,
  );
  return { text: filled, at: text.at, whole: false };
}

function propertyOf(name: string, chain: Chain): XmlText | undefined {
  const [own] = chain;
  const path = /^(?:project|pom)\.(parent\.)?(version|groupId|artifactId)$/.exec(name);
  if (path && own) {
    const parent = childNamed(own.root, 'parent');
    return (path[1] === undefined ? childNamed(own.root, path[2] ?? '')?.text : undefined) ?? childNamed(parent, path[2] ?? '')?.text;
  }
  for (const { root } of chain) {
    const found = childNamed(childNamed(root, 'properties'), name)?.text;
    if (found) return found;
  }
  return undefined;
}

function textIn(element: XmlElement | undefined, tag: string): string | undefined {
  return childNamed(element, tag)?.text?.text;
}

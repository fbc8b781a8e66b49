/** Where a manifest names a dependency. */
import type { Place } from '../../finding/finding.ts';
import { nameOf, type FileTree } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';

/** The entry of `name`; the first line of the manifest where it names it not by itself. */
export function placeOfDependency(tree: FileTree, manifestPath: string, name: string): Place {
  const file = tree.read(manifestPath);
  if (!file) return { path: manifestPath, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  const range = rangeIn(file, name) ?? firstLine(file);
  const [from, to] = [file.positionAt(range.start), file.positionAt(range.end)];
  return { path: manifestPath, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** Where the lock file holds it to a version; undefined where that cannot be told. */
export function placeInLock(tree: FileTree, lockPath: string, name: string): Place | undefined {
  const file = tree.read(lockPath);
  const range = file && lockedAt(file, name);
  if (!range) return undefined;
  const [from, to] = [file.positionAt(range.start), file.positionAt(range.end)];
  return { path: lockPath, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function lockedAt(file: SourceFile, name: string): Range | undefined {
  const lock = nameOf(file.path);
  if (lock === 'package-lock.json' || lock === 'npm-shrinkwrap.json') {
    const { root } = readDocument(file);
    const key = (section: string, wanted: string): Range | undefined => {
      const node = child(root, section);
      return node?.kind === 'mapping' ? node.pairs.findLast((pair) => pair.key.text === wanted)?.key.whole : undefined;
    };
    return key('packages', `node_modules/${name}`) ?? key('dependencies', name);
  }
  const written = escape(name);
  const patterns: Readonly<Record<string, RegExp>> = {
    'yarn.lock': new RegExp(`^"?${written}@.*$`, 'm'),
    'pnpm-lock.yaml': new RegExp(`^ +['"]?/?${written}[@/]\\d.*$`, 'm'),
    'poetry.lock': new RegExp(`^name = "${written}"$`, 'im'),
    'composer.lock': new RegExp(`^ *"name": "${written}",?$`, 'm'),
    'Gemfile.lock': new RegExp(`^ {4}${written} \\(.*$`, 'm'),
  };
  const match = patterns[lock]?.exec(file.text);
  return match ? { start: match.index + (match[0].length - match[0].trimStart().length), end: match.index + match[0].length } : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'require', 'require-dev'];

function rangeIn(file: SourceFile, name: string): Range | undefined {
  const manifest = nameOf(file.path);
  if (manifest.endsWith('.json')) return jsonEntry(file, name);
  if (manifest === 'pom.xml') return xmlDependency(file, name);
  const pattern = patternFor(manifest, name);
  const match = pattern.exec(file.text);
  if (!match) return undefined;
  const start = match.index + (match[0].length - match[0].trimStart().length);
  return { start, end: match.index + match[0].trimEnd().length };
}

function jsonEntry(file: SourceFile, name: string): Range | undefined {
  for (const section of sections) {
    const node = child(readDocument(file).root, section);
    const pair = node?.kind === 'mapping' ? node.pairs.findLast(({ key }) => key.text === name) : undefined;
    if (pair) return { start: pair.key.whole.start, end: pair.value.whole.end };
  }
  return undefined;
}

/** `group:artifact`. */
function xmlDependency(file: SourceFile, name: string): Range | undefined {
  const [group = '', artifact = name] = name.includes(':') ? name.split(':') : ['', name];
  for (const match of file.text.matchAll(/<dependency>[\s\S]*?<\/dependency>/g)) {
    const text = (tag: string): string => new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`).exec(match[0])?.[1] ?? '';
    // A property may stand for the group.
    if (text('artifactId') === artifact && (group === '' || text('groupId') === group || text('groupId').includes('${'))) {
      return { start: match.index, end: match.index + match[0].length };
    }
  }
  return undefined;
}

function patternFor(manifest: string, name: string): RegExp {
  const written = escape(name);
  if (manifest === 'go.mod') return new RegExp(`^.*(?<![\\w./-])${written}(?![\\w./-]).*$`, 'm');
  if (manifest.endsWith('proj')) return new RegExp(`<PackageReference\\b[^>]*\\b(?:Include|Update)="${written}"[^>]*>`, 'i');
  if (/gradle|\.sbt$/.test(manifest)) {
    const [group = '', artifact = ''] = name.split(':');
    return new RegExp(`^.*${escape(group)}["']?.{0,20}[:"'% ]${escape(artifact)}(?![\\w-]).*$`, 'm');
  }
  if (manifest === 'Gemfile') return new RegExp(`^\\s*gem\\s+["']${written}["'].*$`, 'm');
  // Python: case and the kind of hyphen do not matter.
  const python = name
    .split(/[-_.]+/)
    .map(escape)
    .join('[-_.]+');
  return new RegExp(`^[ \\t]*["']?${python}(?![\\w.-]).*$`, 'im');
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

function firstLine(file: SourceFile): Range {
  return { start: 0, end: file.line(1).length };
}

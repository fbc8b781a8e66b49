/** Finds the outputs of the CDK in a repository: the stacks of one cloud assembly are one application. */
import { folderOf, joinPath, nameOf, type FileTree } from '../../../source/file-tree.ts';

export interface CdkOutput {
  /** The outermost folder of the assembly: `cdk.out`. */
  readonly folder: string;
  /** The templates of its stacks, those of nested assemblies (stages) included, in the order of the manifests. */
  readonly templates: readonly string[];
}

/** What a manifest says (https://github.com/aws/aws-cdk/tree/main/packages/%40aws-cdk/cloud-assembly-schema). */
interface Manifest {
  readonly templates: readonly string[];
  /** Folders of nested assemblies: stages of a pipeline. */
  readonly nested: readonly string[];
}

/**
 * The outputs that the `recognised` templates belong to. A template in the folder of an output that no manifest names
 * (a nested stack, which its parent names as an asset; all templates, where the manifest is not kept) belongs to it as well.
 */
export function cdkOutputs(recognised: readonly string[], files: FileTree): readonly CdkOutput[] {
  const manifests = new ManifestReader(files);
  const found = new Map<string, Set<string>>();
  for (const template of recognised) {
    const folder = outermost(folderOf(template), manifests);
    if (folder === undefined) continue;
    const templates = found.get(folder) ?? new Set(stacksOf(folder, manifests).filter((path) => files.has(path)));
    found.set(folder, templates.add(template));
  }
  return [...found].map(([folder, templates]) => ({ folder, templates: [...templates] }));
}

/** The outermost assembly that holds `folder`; undefined where it is no assembly. */
function outermost(folder: string, manifests: ManifestReader): string | undefined {
  let found: string | undefined;
  for (let inner = folder; ; inner = folderOf(inner)) {
    if (found !== undefined && !manifests.read(inner)?.nested.includes(found)) return found;
    if (found === undefined && !manifests.read(inner) && nameOf(inner) !== 'cdk.out') return undefined;
    found = inner;
    if (inner === '') return found;
  }
}

function stacksOf(folder: string, manifests: ManifestReader): readonly string[] {
  const manifest = manifests.read(folder);
  if (!manifest) return [];
  return [...manifest.templates, ...manifest.nested.flatMap((nested) => stacksOf(nested, manifests))];
}

class ManifestReader {
  readonly #files: FileTree;
  readonly #read = new Map<string, Manifest | undefined>();

  constructor(files: FileTree) {
    this.#files = files;
  }

  read(folder: string): Manifest | undefined {
    if (!this.#read.has(folder)) {
      const path = folder === '' ? 'manifest.json' : `${folder}/manifest.json`;
      const text = this.#files.has(path) ? this.#files.read(path)?.text : undefined;
      this.#read.set(folder, text?.includes('"artifacts"') ? parseManifest(folder, text) : undefined);
    }
    return this.#read.get(folder);
  }
}

function parseManifest(folder: string, text: string): Manifest | undefined {
  const artifacts = property(parseJson(text), 'artifacts');
  if (typeof artifacts !== 'object' || artifacts === null) return undefined;
  const templates: string[] = [];
  const nested: string[] = [];
  for (const artifact of Object.values(artifacts)) {
    const type = property(artifact, 'type');
    const properties = property(artifact, 'properties');
    if (type === 'aws:cloudformation:stack') add(templates, folder, property(properties, 'templateFile'));
    if (type === 'cdk:cloud-assembly') add(nested, folder, property(properties, 'directoryName'));
  }
  return { templates, nested };
}

/** Nested assemblies stand beside the manifest; anything else is not the CDK's and could lead in circles. */
function add(paths: string[], folder: string, name: unknown): void {
  if (typeof name !== 'string' || name.includes('/') || name === '.' || name === '') return;
  const path = joinPath(folder, name);
  if (path !== undefined && path !== folder && path.startsWith(folder)) paths.push(path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

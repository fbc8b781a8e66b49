/** The documents that make up a template: its own file, and those of the repository that it includes. */
import { documentEditors } from '../../evaluation/document-editor.ts';
import type { Editor } from '../../evaluation/tree.ts';
import { joinPath } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { DocumentNode, ParsedDocument } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Site } from './computed.ts';
import type { Deployment } from './deployment.ts';
import { reportProblems } from './problems.ts';

/** Files that one template may include. */
const most = 50;

export class Includes {
  readonly #own: ParsedDocument;
  readonly #folder: string;
  readonly #deployment: Deployment;
  readonly #documents: ParsedDocument[] = [];
  readonly #editing = new Map<SourceFile, (node: DocumentNode) => Editor>();
  /** Where something is included that is not in the repository. */
  readonly #missing = new Set<number>();

  constructor(own: ParsedDocument, folder: string, deployment: Deployment) {
    this.#own = own;
    this.#folder = folder;
    this.#deployment = deployment;
  }

  /** The editor of a node, whichever document it stands in. */
  editorOf(node: DocumentNode): Editor {
    const { file } = node.at;
    const known = this.#editing.get(file);
    if (known) return known(node);
    const document = this.#documents.find((included) => included.file === file) ?? this.#own;
    const editors = documentEditors(document, { intrinsics: intrinsicStyle(document) });
    this.#editing.set(file, editors);
    return editors(node);
  }

  /** The path in the repository that a location means; undefined for one that lies elsewhere. */
  path(location: string | undefined): string | undefined {
    return location === undefined || /^[a-z][a-z0-9+.-]*:|^\//i.test(location) ? undefined : joinPath(this.#folder, location);
  }

  /** What the file at `location` holds; undefined, with a notice, where it is not in the repository. */
  open(location: string | undefined, { at: { start } }: Site): DocumentNode | undefined {
    const path = this.path(location);
    const file = path === undefined || this.#documents.length >= most ? undefined : this.#deployment.files.read(path);
    if (!file || file === this.#own.file) {
      this.#reportMissing(start);
      return undefined;
    }
    const document = readDocument(file);
    if (!this.#documents.includes(document)) {
      this.#documents.push(document);
      this.#deployment.onFile(file.path);
      reportProblems(document, this.#deployment);
    }
    return document.root;
  }

  #reportMissing(start: number): void {
    if (this.#missing.has(start)) return;
    this.#missing.add(start);
    const { file } = this.#own;
    const message = 'what AWS::Include adds at deployment is not read';
    this.#deployment.notice({ level: 'info', message, path: file.path, line: file.positionAt(start).line });
  }
}

/** Short where the file writes tags, or writes no function at all and is YAML. */
export function intrinsicStyle({ format, file }: ParsedDocument): 'short' | 'long' {
  if (format === 'json') return 'long';
  return /!(?:Ref|GetAtt|Sub|Join|If)\b/.test(file.text) || !/\bFn::(?:GetAtt|Sub|Join|If)\b|\bRef:/.test(file.text) ? 'short' : 'long';
}

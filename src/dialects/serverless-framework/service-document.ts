/** The documents of one service: its own file and those that it includes, each read once and never left by a path. */
import { joinPath, nameOf, pathsIn, type FileTree, type Notice } from '../../source/file-tree.ts';
import type { SourceFile } from '../../source/file.ts';
import type { DocumentNode, ParsedDocument } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Span } from '../../source/span.ts';

/** What an included file comes to. */
type Inclusion =
  | { readonly kind: 'document'; readonly root: DocumentNode }
  | { readonly kind: 'text'; readonly file: SourceFile }
  | { readonly kind: 'missing'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Files larger than any setting are not taken for one. */
const longestText = 65_536;

/** The files that take part in a service. */
export class ServiceFiles {
  readonly folder: string;
  readonly #files: FileTree;
  readonly #notice: (notice: Notice) => void;
  readonly #seen = new Map<string, Inclusion>();
  readonly #paths = new Set<string>();

  constructor(files: FileTree, folder: string, notice: (notice: Notice) => void) {
    this.#files = files;
    this.folder = folder;
    this.#notice = notice;
  }

  /** Every file that took part so far. */
  get paths(): readonly string[] {
    return [...this.#paths];
  }

  /** Parses a file, and says once what of it could not be read. */
  open(file: SourceFile): ParsedDocument {
    const document = readDocument(file);
    if (!this.#paths.has(file.path)) {
      this.#paths.add(file.path);
      const [problem] = document.problems;
      if (problem) this.#notice({ level: 'warning', message: problem.message, path: file.path, line: file.positionAt(problem.offset).line });
    }
    return document;
  }

  /** Notes a file that somebody else opened. */
  add(path: string): void {
    this.#paths.add(path);
  }

  /** The file that `${file(written)}` means; paths start from the service's folder, in included files too. */
  include(written: string, use: Span): Inclusion {
    let inclusion = this.#seen.get(written);
    if (!inclusion) {
      inclusion = this.#load(written);
      this.#seen.set(written, inclusion);
      if (inclusion.kind === 'unreadable') this.#tell(`\`${written}\` is not read: ${inclusion.why}`, use);
    }
    return inclusion;
  }

  /** The names of the files in the folder that a path begins with. */
  beside(path: string): readonly string[] {
    const folder = joinPath(this.folder, path.slice(0, path.lastIndexOf('/') + 1));
    if (folder === undefined) return [];
    return pathsIn(folder, this.#files).map(nameOf);
  }

  /** Says that an included file is not there; for those that have no default. */
  tellMissing(written: string, use: Span): void {
    const key = `missing ${written}`;
    if (this.#seen.has(key)) return;
    this.#seen.set(key, { kind: 'missing', why: '' });
    this.#tell(`\`${written}\` is not in the repository`, use);
  }

  #tell(message: string, use: Span): void {
    this.#notice({ level: 'warning', message, path: use.file.path, line: use.file.positionAt(use.start).line });
  }

  #load(written: string): Inclusion {
    const path = /^(~|\/|[A-Za-z]:)/.test(written) ? undefined : joinPath(this.folder, written);
    if (path === undefined) return { kind: 'unreadable', why: 'it lies outside of the repository' };
    if (/\.[cm]?[jt]sx?$/i.test(path)) return { kind: 'unreadable', why: 'it is code, and code is never executed' };
    const file = this.#files.read(path);
    if (!file) return { kind: 'missing', why: `\`${written}\` is not in the repository` };
    if (!/\.(ya?ml|json|tfstate)$/i.test(path)) {
      this.#paths.add(path);
      return file.text.length > longestText ? { kind: 'unreadable', why: 'it is too long for a setting' } : { kind: 'text', file };
    }
    const { root } = this.open(file);
    return root ? { kind: 'document', root } : { kind: 'missing', why: `\`${written}\` holds nothing` };
  }
}

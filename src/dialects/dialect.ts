/** The contract of a dialect: how files of one kind become nouns of the model. A dialect knows no rule. */
import type { Nouns } from '../model/application.ts';
import type { NounKey } from '../model/noun.ts';
import type { Edit } from '../source/edit.ts';
import type { FileTree, Notice } from '../source/file-tree.ts';
import type { SourceFile } from '../source/file.ts';

export interface Dialect {
  /** Also the name of its folder. */
  readonly id: string;
  readonly title: string;
  /** Could this file be one of mine? Decided by name alone; only files that some dialect wants are opened. */
  wants(path: string): boolean;
  /** Is it one of mine? Decided by cheap looks at its text; no parsing. */
  recognises(file: SourceFile): boolean;
  /** Is it a program rather than a template? Those are not counted among the templates. */
  isProgram?(path: string): boolean;
  /** The deploy roots that the recognised files make up. Most dialects have one root per file. */
  roots(recognised: readonly string[], files: FileTree): readonly Root[];
  /** Makes ready what reading these files needs and what takes waiting for: grammars. */
  prepare?(paths: readonly string[]): Promise<void>;
  /** Reads one root. Never throws for what is in the files: what cannot be read becomes a notice, the rest is read. */
  read(root: Root, files: FileTree): Unit;
  /** Puts right the layout of a file that several fixes have changed at once, each as if it were alone; its origin tells what it was. */
  tidy?(file: SourceFile): readonly Edit[];
}

/** What is deployed in one go: a template, a folder of Terraform, a service. */
export interface Root {
  readonly dialect: string;
  /** Names it to people and in keys: `template.yaml`, `infra`, `cdk.out`. */
  readonly path: string;
  /** The recognised files it starts from. */
  readonly files: readonly string[];
}

/** One root, read. */
export interface Unit {
  readonly root: Root;
  readonly nouns: Nouns;
  /** Every file that took part, those that others may also take for a root of their own included. */
  readonly files: readonly string[];
  readonly notices: readonly Notice[];
  /** Names that other units of the repository can refer to (stack exports, physical names of functions, roles, buckets …). */
  readonly offers: ReadonlyMap<string, NounKey>;
  /** Names of the same kind that this unit refers to and does not define: joins applications. */
  readonly needs: ReadonlySet<string>;
}

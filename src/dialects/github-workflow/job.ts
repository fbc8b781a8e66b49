/** A workflow taken apart: its jobs, their steps, and what each of them puts into the environment. */
import { at as below, type Tree } from '../../evaluation/tree.ts';
import type { DocumentNode, MappingNode, Pair, ParsedDocument } from '../../syntax/document.ts';

export interface Workflow {
  readonly document: ParsedDocument;
  readonly root: MappingNode;
  readonly tree: Tree | undefined;
  /** Names of events. */
  readonly triggers: ReadonlySet<string>;
  readonly jobs: readonly Pair[];
}

export interface Job {
  readonly workflow: Workflow;
  readonly name: string;
  readonly node: MappingNode;
  /** Where the job stands in the tree: `jobs`, its name; or `runs` of a composite action. */
  readonly path: readonly string[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly node: MappingNode;
  /** What the step, its job and its workflow put into the environment. */
  readonly environment: ReadonlyMap<string, DocumentNode>;
  readonly path: readonly (string | number)[];
}

/** The tree of a step, for what is to be changed in it. */
export function treeAt(workflow: Workflow, path: readonly (string | number)[]): Tree | undefined {
  return below(workflow.tree, ...path);
}

/** What the templates of one deploy root share: the nouns, the budget of work, each other's exports. */
import type { NounLists } from '../../model/application.ts';
import type { NounKey } from '../../model/noun.ts';
import type { FileTree, Notice } from '../../source/file-tree.ts';
import type { Budget } from './evaluator.ts';
import type { OpenTemplate } from './open-template.ts';

/** Four times what the largest public templates take (51,000 nodes, 500 resources); a hostile one ends in a second. */
const steps = 1_000_000;

export class Deployment {
  readonly unit: string;
  readonly files: FileTree;
  readonly nouns: NounLists;
  readonly budget: Budget = { steps };
  readonly notice: (notice: Notice) => void;
  readonly onFile: (path: string) => void;
  /** By what stands before the addresses of their resources: nothing, `Nested/`. */
  readonly templates = new Map<string, OpenTemplate>();
  readonly offers = new Map<string, NounKey>();
  readonly needs = new Set<string>();

  constructor(unit: string, files: FileTree, nouns: NounLists, notice: (notice: Notice) => void, onFile: (path: string) => void = () => {}) {
    this.unit = unit;
    this.files = files;
    this.nouns = nouns;
    this.notice = notice;
    this.onFile = onFile;
  }

  get exhausted(): boolean {
    return this.budget.steps < 0;
  }
}

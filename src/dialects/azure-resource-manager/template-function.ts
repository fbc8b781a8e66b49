/** What every function of Azure's template languages is given. */
import type { Site } from '../../evaluation/computed.ts';
import type { Tree } from '../../evaluation/tree.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';

export interface Call {
  readonly name: string;
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly site: Site;
}

/** Undefined where it cannot be worked out. */
export type TemplateFunction = (given: readonly Tree[], call: Call) => Tree | undefined;

/** A row of the tables of calls in which a caller's text does harm. */
import type { Call, SinkKind } from '../../model/code.ts';

export interface SinkRow {
  readonly kind: SinkKind;
  readonly name: RegExp;
  /** Positions and keywords of the arguments in which it does harm; the first where left out. */
  readonly arguments?: readonly (number | string)[];
  /** What it is called on does the harm, whatever it is given: `(root / name).read_text()`. */
  readonly receiver?: true;
  /** Entries of an object that is handed over, in which it does harm: `new ExecuteStatementCommand({ sql })`. */
  readonly entries?: readonly string[];
  /** Nothing else is called so: what it is given need not look like a query. */
  readonly sure?: true;
  /** Only under this condition. */
  readonly when?: (call: Call) => boolean;
  /** Of those positions only these. */
  readonly at?: (call: Call, index: number) => boolean;
  /** Only where the text is put among tags; `declared`: and the file says that it answers with pages. */
  readonly markup?: 'always' | 'declared';
}

/** Is the first argument a text with something in it? */
export function isPutTogether({ arguments: [first] }: Call): boolean {
  return first?.value.kind === 'text';
}

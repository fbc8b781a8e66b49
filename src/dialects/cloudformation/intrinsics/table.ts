/** The intrinsic functions of CloudFormation and of the AWS::LanguageExtensions transform, by name and by YAML tag. */
import type { Tree } from '../../../evaluation/tree.ts';
import type { Call } from '../evaluator.ts';
import { conditionFunctions } from './conditions.ts';
import { listFunctions } from './lists.ts';
import { referenceFunctions } from './references.ts';
import { textFunctions } from './texts.ts';

export type Intrinsic = (call: Call) => Tree | undefined;

export const functions: Readonly<Record<string, Intrinsic>> = {
  ...referenceFunctions,
  ...textFunctions,
  ...listFunctions,
  ...conditionFunctions,
};

/** `!Sub` → `Fn::Sub`. */
export const tags: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(functions).map((name) => [`!${name.replace(/^Fn::/, '')}`, name]),
);

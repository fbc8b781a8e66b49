/** The dialects that an AWS team writes, as columns of the matrix, and which of them a file is written in. */

export const spellings = {
  cloudformation: 'CloudFormation',
  sam: 'SAM',
  cdk: 'CDK output',
  serverless: 'Serverless Framework',
  terraform: 'Terraform',
  iam: 'IAM JSON',
  shell: 'scripts',
  code: 'programs',
  pipeline: 'pipelines',
} as const;

export type Spelling = keyof typeof spellings;

export const spellingNames = Object.keys(spellings) as readonly Spelling[];

const byPath: readonly (readonly [RegExp, Spelling])[] = [
  [/(^|\/)(\.github\/workflows|workflow-templates)\/|(^|\/)(buildspec|\.gitlab-ci|action)\.ya?ml$/, 'pipeline'],
  [/\.(py|js|mjs|cjs|jsx|ts|mts|cts|tsx|java|go|cs)$/, 'code'],
  [/\.(sh|bash|zsh|ps1)$|(^|\/)(makefile|package\.json|\.env[^/]*)$/i, 'shell'],
  [/(^|\/)serverless[^/]*\.(ya?ml|json)$/, 'serverless'],
  [/(^|\/)cdk\.out\//, 'cdk'],
];

/** Of other clouds, and of what is no part of an application, nothing is said here. */
export function spellingOf(path: string, text: string): Spelling | undefined {
  const named = byPath.find(([pattern]) => pattern.test(path));
  if (named) return named[1] === 'serverless' && /name:\s*(google|azure)\b/.test(text) ? undefined : named[1];
  if (/\.tf(\.json)?$|\.tftpl$/.test(path)) return /"(google|azurerm|azapi|azuread)_/.test(text) ? undefined : 'terraform';
  if (/\.(bicep|bicepparam)$|dockerfile$/i.test(path) || /deploymentTemplate\.json|"type":\s*"Microsoft\./.test(text)) return undefined;
  if (/aws:cdk:path/.test(text)) return 'cdk';
  if (/AWS::Serverless-2016-10-31/.test(text)) return 'sam';
  if (/AWS::[A-Za-z0-9]+::|Custom::/.test(text)) return 'cloudformation';
  return /"Statement"/.test(text) ? 'iam' : undefined;
}

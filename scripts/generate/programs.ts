/** The same program as templates carry it, the text of a function's code, and the same script as a step of a workflow. */
import { transpose } from './transpose.ts';
import type { Spelling } from './spellings.ts';

type Carried = Readonly<Partial<Record<Spelling, Readonly<Record<string, string>>>>>;

const runtimes: readonly (readonly [RegExp, string])[] = [
  [/\.py$/, 'python3.13'],
  [/\.[cm]?js$/, 'nodejs22.x'],
];

/** Templates whose function runs the program; undefined for languages that no template carries. */
export function inTemplates(path: string, text: string): Carried | undefined {
  const runtime = runtimes.find(([name]) => name.test(path))?.[1];
  if (runtime === undefined) return undefined;
  const handler = /^def (\w+)\(event/m.exec(text)?.[1] ?? /exports\.(\w+)|export (?:const|async function) (\w+)/.exec(text)?.slice(1).find(Boolean);
  // What it answers, and whom it believes, matters where anybody asks.
  const resources = `Resources:
  Program:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/program
      Runtime: ${runtime}
      Handler: index.${handler ?? 'handler'}
      Code:
        ZipFile: |
${indented(text, 10)}
  Address:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Program, AuthType: NONE }
`;
  const { cdk } = transpose('template.yaml', resources);
  return {
    cloudformation: { 'template.yaml': resources },
    sam: { 'template.yaml': `Transform: AWS::Serverless-2016-10-31\n${resources}` },
    serverless: { 'serverless.yml': `service: app\nprovider: { name: aws }\nresources:\n${indented(resources, 2)}\n` },
    ...(cdk && { cdk }),
  };
}

export function inWorkflow(script: string): string {
  return `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${indented(script, 10)}\n`;
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}

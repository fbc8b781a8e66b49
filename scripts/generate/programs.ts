/** The same program as a template carries it, the text of a function's code, and the same script as a step of a workflow. */

const runtimes: readonly (readonly [RegExp, string])[] = [
  [/\.py$/, 'python3.13'],
  [/\.[cm]?js$/, 'nodejs22.x'],
];

/** A template of CloudFormation whose function runs the program; undefined for languages that no template carries. */
export function inTemplate(path: string, text: string): string | undefined {
  const runtime = runtimes.find(([name]) => name.test(path))?.[1];
  if (runtime === undefined) return undefined;
  const handler = /^def (\w+)\(event/m.exec(text)?.[1] ?? /exports\.(\w+)|export (?:const|async function) (\w+)/.exec(text)?.slice(1).find(Boolean);
  const template = {
    Resources: {
      Program: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: 'arn:aws:iam::111122223333:role/program',
          Runtime: runtime,
          Handler: `index.${handler ?? 'handler'}`,
          Code: { ZipFile: text },
        },
      },
      // What it answers matters where somebody asks.
      Address: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Program' }, AuthType: 'AWS_IAM' } },
    },
  };
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

export function inWorkflow(script: string): string {
  const lines = script.split('\n').map((line) => (line === '' ? '' : `          ${line}`));
  return `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${lines.join('\n')}\n`;
}

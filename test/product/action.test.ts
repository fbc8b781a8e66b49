/** The action in real workflow runs, in both directions. */
import { afterEach, expect, test } from 'vitest';
import { runWorkflow, type WorkflowRun } from './act.ts';

let run: WorkflowRun | undefined;
afterEach(() => run?.remove());

const workflow = (inputs = ''): string => `
name: scan
on: [push, pull_request]
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: node --version
      - uses: ./.action
        id: faasgate
${inputs}
      - if: always()
        run: |
          cp faasgate.sarif "$KEEP/faasgate.sarif"
          printf '%s\\n' "outcome=$OUTCOME" "exit-code=$EXIT_CODE" "findings=$FINDINGS" "blocking=$BLOCKING" "sarif=$SARIF" > "$KEEP/outputs"
        env:
          OUTCOME: \${{ steps.faasgate.outputs.outcome }}
          EXIT_CODE: \${{ steps.faasgate.outputs.exit-code }}
          FINDINGS: \${{ steps.faasgate.outputs.findings }}
          BLOCKING: \${{ steps.faasgate.outputs.blocking }}
          SARIF: \${{ steps.faasgate.outputs.sarif-file }}
`;

const open = `
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hello.handler
      Runtime: nodejs24.x
      FunctionUrlConfig:
        AuthType: NONE
`;
const guarded = open.replace('NONE', 'AWS_IAM').replace('FunctionUrlConfig', 'Tracing: Active\n      FunctionUrlConfig');
const header = "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31";

test('a repository with a finding that gates: the job is red, and says why', async () => {
  run = await runWorkflow({ event: 'pull_request', workflow: workflow(), files: { 'template.yaml': header + open } });
  expect(run.log).toMatch(/v24\.\d+/);
  expect(run.exitCode).toBe(1);
  expect(run.kept('outputs')).toContain('outcome=failed\nexit-code=1');
  const sarif = JSON.parse(run.kept('faasgate.sarif')) as { runs: { results: { ruleId: string; locations: unknown[] }[] }[] };
  expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('triggers/public-invocation');
  expect(run.log).toMatch(/::error .*file=template\.yaml/);
});

test('a repository without: the job is green', async () => {
  run = await runWorkflow({ event: 'push', workflow: workflow(), files: { 'template.yaml': header + guarded } });
  expect({ exitCode: run.exitCode, outputs: run.kept('outputs').split('\n')[0] }).toEqual({ exitCode: 0, outputs: 'outcome=passed' });
});

test('fail-severity none never fails by findings, and the findings are still there', async () => {
  run = await runWorkflow({
    event: 'pull_request',
    workflow: workflow('        with:\n          fail-severity: none'),
    files: { 'template.yaml': header + open },
  });
  expect(run.exitCode).toBe(0);
  expect(run.kept('outputs')).toMatch(/findings=[1-9]/);
});

test('a wrong input is a sentence, not a green job', async () => {
  run = await runWorkflow({
    event: 'push',
    workflow: workflow('        with:\n          fail-severity: severe'),
    files: { 'template.yaml': header + guarded },
  });
  expect(run.exitCode).toBe(1);
  expect(run.log).toMatch(/fail-severity: expected "critical", "high"/);
});

test('nothing to scan is not green', async () => {
  // In a folder of its own: at the top there is at least the workflow, which is read too.
  run = await runWorkflow({
    event: 'push',
    workflow: workflow('        with:\n          path: app'),
    files: { 'app/README.md': 'nothing here' },
  });
  expect(run.exitCode).toBe(1);
  expect(run.log).toMatch(/nothing to scan/i);
});

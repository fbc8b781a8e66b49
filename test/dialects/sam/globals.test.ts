/** Globals are merged as SAM merges them, and settings stay where they are written. */
import { expect, test } from 'vitest';
import { added, readSam, told } from './reading.ts';

const template = `
Globals:
  Function:
    Runtime: nodejs16.x
    Tracing: PassThrough
    Layers:
      - arn:aws:lambda:eu-west-1:1:layer:shared:1
    Environment:
      Variables:
        STAGE: live
        REGION: eu
Resources:
  Own:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Layers:
        - arn:aws:lambda:eu-west-1:1:layer:own:2
      Environment:
        Variables:
          REGION: us
          TABLE: orders
  Plain:
    Type: AWS::Serverless::Function
`;

test('a setting of the resource wins over the one in Globals', () => {
  const [own, plain] = readSam(template).functions;
  expect(told(own?.runtime)).toBe('known nodejs22.x at «nodejs22.x»');
  expect(told(plain?.runtime)).toBe('known nodejs16.x at «nodejs16.x» via «Plain»');
});

test('maps are merged, key by key', () => {
  const [own, plain] = readSam(template).functions;
  expect(own?.environment.map(({ name, value }) => `${name} ${told(value)}`)).toEqual([
    'STAGE known live at «live» via «Own»',
    'REGION known us at «us»',
    'TABLE known orders at «orders»',
  ]);
  expect(plain?.environment.map(({ name }) => name)).toEqual(['STAGE', 'REGION']);
});

test('lists are joined, those of Globals first', () => {
  const [own] = readSam(template).functions;
  expect(own?.layers.map((layer) => layer.state === 'known' && layer.value.split(':').at(-2))).toEqual(['shared', 'own']);
});

test('an inherited setting is written in Globals, one that nobody wrote in the resource', () => {
  const reading = readSam(template);
  const [own] = reading.functions;
  expect(added(template, reading.after(own?.tracing.slot?.('active')))).toEqual(['    Tracing: Active']);
  expect(added(template, reading.after(own?.environmentKey.slot?.('alias/orders')))).toEqual(['      KmsKeyArn: alias/orders']);
});

test('a resource that has no Properties yet gets them with its first setting', () => {
  const reading = readSam(template);
  const plain = reading.functions[1];
  expect(added(template, reading.after(plain?.reservedConcurrency.slot?.(5)))).toEqual(['      ReservedConcurrentExecutions: 5']);
});

test('IgnoreGlobals turns them off, wholly or in part', () => {
  const { functions } = readSam(`
Globals:
  Function:
    Runtime: nodejs22.x
    Tracing: Active
Resources:
  None:
    Type: AWS::Serverless::Function
    IgnoreGlobals: '*'
  Some:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Tracing]
`);
  expect(functions.map(({ runtime, tracing }) => [runtime.state, tracing.state])).toEqual([
    ['absent', 'absent'],
    ['known', 'absent'],
  ]);
});

test('what an intrinsic function gives is one value, and is not merged', () => {
  const { functions } = readSam(`
Mappings:
  Environments:
    live:
      Variables: { STAGE: live }
Globals:
  Function:
    Environment:
      Variables: { REGION: eu }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: !FindInMap [Environments, live, Variables] }
`);
  expect(functions[0]?.environment.map(({ name }) => name)).toEqual(['STAGE']);
});

test('texts in Globals are offered to those who look for secrets, once', () => {
  const { texts } = readSam(template);
  expect(
    texts.filter(({ value }) => value.state === 'known' && value.value === 'live').map(({ role, name, ownerLabel }) => [role, name, ownerLabel]),
  ).toEqual([['environment', 'STAGE', 'Globals']]);
});

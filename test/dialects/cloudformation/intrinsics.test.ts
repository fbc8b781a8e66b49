/** What intrinsic functions come to, and where it is written. */
import { describe, expect, it } from 'vitest';
import { textAt } from '../../../src/source/span.ts';
import { evaluate, placed, plain, properties } from './reading.ts';

const parameters = `
Parameters:
  Stage: { Type: String, Default: dev }
  Zones: { Type: CommaDelimitedList, Default: 'a, b,c' }
  Size: { Type: Number, Default: 512 }
  Owner: { Type: String }
  Image: { Type: AWS::SSM::Parameter::Value<String>, Default: /images/newest }
Mappings:
  Sizes:
    dev: { memory: 128, runtime: nodejs22.x }
    prod: { memory: 1024, runtime: nodejs22.x }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  HasOwner: !Not [!Equals [!Ref Owner, '']]
  Never: !And [!Condition IsDev, !Not [!Condition IsDev]]
  Maybe: !Or [!Condition Never, !Condition HasOwner]
`;

describe('what a function comes to', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['!Ref Stage', 'dev'],
    ['{ Ref: Stage }', 'dev'],
    ['!Ref Size', 512],
    ['!Ref Zones', ['a', 'b', 'c']],
    ['!Ref Owner', '{}'],
    ['!Ref Image', '{}'],
    ['!Ref Bucket', '{Bucket}'],
    ['!Ref AWS::Region', '{}'],
    ['!Ref Nowhere', '{Nowhere}'],
    ['!GetAtt Bucket.Arn', '{Bucket.Arn}'],
    ['!GetAtt [Bucket, Arn]', '{Bucket.Arn}'],
    ['{ "Fn::GetAtt": [Bucket, Arn] }', '{Bucket.Arn}'],
    ['{ "Fn::GetAtt": Bucket.Arn }', '{Bucket.Arn}'],
    ['!GetAtt Bucket.Endpoint.Address', '{Bucket.Endpoint.Address}'],
    ["!Sub '${Stage}'", 'dev'],
    ["!Sub 'app-${Stage}'", 'app-dev'],
    ["!Sub '${Bucket.Arn}/*'", '{Bucket.Arn}/*'],
    ["!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/${Stage}/*'", 'arn:{}:s3:::{Bucket}/dev/*'],
    ["!Sub '${!Literal} ${Stage}'", '${Literal} dev'],
    ["!Sub ['${A}-${Stage}', { A: !Ref Bucket }]", '{Bucket}-dev'],
    ["{ 'Fn::Sub': ['${A}', { A: x }] }", 'x'],
    ["!Sub 'nothing in it'", 'nothing in it'],
    ["!Join ['-', [a, !Ref Stage, !Ref Bucket]]", 'a-dev-{Bucket}'],
    ["!Join [',', !Ref Zones]", 'a,b,c'],
    ["!Join ['', [a, !Ref AWS::NoValue, b]]", 'ab'],
    ['!Select [1, !Ref Zones]', 'b'],
    ['!Select [9, !Ref Zones]', '{}'],
    ["!Split ['-', 'a-b']", ['a', 'b']],
    ["!Select [0, !Split ['-', !Sub '${Stage}-x']]", 'dev'],
    ["!Split ['-', !Ref Owner]", '{}'],
    ['!FindInMap [Sizes, !Ref Stage, memory]', 128],
    ['!FindInMap [Sizes, !Ref Owner, runtime]', 'nodejs22.x'],
    ['!FindInMap [Sizes, !Ref Owner, memory]', '{}'],
    ['!FindInMap [Sizes, test, memory]', '{}'],
    ['!FindInMap [Sizes, test, memory, { DefaultValue: 64 }]', 64],
    ['!If [IsDev, one, two]', 'one'],
    ['!If [Never, one, two]', 'two'],
    ['!If [HasOwner, one, two]', '?'],
    ['!If [HasOwner, one, one]', 'one'],
    ['!If [Maybe, one, !Ref AWS::NoValue]', '?'],
    ['!If [Never, one, !Ref AWS::NoValue]', undefined],
    ['!ImportValue shared-bucket', '{}'],
    ["{ 'Fn::Base64': !Sub 'echo ${Stage}' }", 'echo dev'],
    ['!Length [a, b]', 2],
    ['!GetAZs ""', '{}'],
    ['!Cidr [10.0.0.0/16, 4, 8]', '{}'],
    ["!ToJsonString { A: [1, !Ref Bucket], B: 'x' }", '{"A":[1,"{Bucket}"],"B":"x"}'],
    ['!Equals [a, a]', true],
    ["{ 'Fn::Transform': { Name: Macro } }", '{}'],
    ["'{{resolve:secretsmanager:app:SecretString:password}}'", '{{resolve:secretsmanager:app:SecretString:password}}'],
    ['!Custom thing', '{}'],
    ["{ 'Fn::Unheard': x }", '{}'],
    ['012345678901', '012345678901'],
  ];
  it.each(cases)('%s', (value, expected) => {
    expect(plain(evaluate(value, parameters))).toEqual(expected);
  });

  it('takes Ref and functions apart from mappings that look alike', () => {
    expect(plain(evaluate('{ Ref: Stage, Other: 1 }', parameters))).toEqual({ Ref: 'Stage', Other: 1 });
    expect(plain(evaluate('{ Condition: { Bool: true } }', parameters))).toEqual({ Condition: { Bool: true } });
  });

  it('leaves out what comes to nothing', () => {
    expect(plain(evaluate('{ A: !Ref AWS::NoValue, B: 1 }', parameters))).toEqual({ B: 1 });
    expect(plain(evaluate('[a, !Ref AWS::NoValue]', parameters))).toEqual(['a']);
  });
});

describe('the place of what a function comes to', () => {
  const place = (value: string): readonly string[] => placed(evaluate(value, parameters)!);

  it('is the literal, by way of its use, for a plain reference', () => {
    expect(place('!Ref Stage')).toEqual(['dev', '!Ref Stage']);
    expect(place("!Sub '${Stage}'")).toEqual(['dev', "!Sub '${Stage}'"]);
    expect(place('!FindInMap [Sizes, !Ref Stage, memory]')).toEqual(['128', '!FindInMap [Sizes, !Ref Stage, memory]']);
  });

  it('is the item within a list that is written as one text', () => {
    expect(place('!Select [1, !Ref Zones]')).toEqual(['b', '!Ref Zones']);
  });

  it('is the expression for what is put together', () => {
    expect(place("!Sub 'app-${Stage}'")).toEqual(["!Sub 'app-${Stage}'"]);
    expect(place("!Join ['-', [a, b]]")).toEqual(["!Join ['-', [a, b]]"]);
    expect(place('!Ref Bucket')).toEqual(['!Ref Bucket']);
    expect(place("{ 'Fn::Sub': 'app-${Stage}' }")).toEqual(["{ 'Fn::Sub': 'app-${Stage}' }"]);
  });

  it('is the branch that a decided condition takes', () => {
    expect(place('!If [IsDev, one, two]')).toEqual(['one']);
  });

  it('holds the quotes of a quoted text', () => {
    expect(textAt(evaluate("'a: b'", parameters)!.at)).toBe("'a: b'");
  });
});

it('works JSON out as it does YAML', () => {
  const text = JSON.stringify({
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
    Resources: { R: { Type: 'Custom::R', Properties: { Value: { 'Fn::Sub': ['${Stage}-${X}', { X: { 'Fn::GetAtt': ['Q', 'Arn'] } }] } } } },
  });
  expect(plain(jsonValue(text))).toBe('dev-{Q.Arn}');
});

function jsonValue(text: string) {
  return properties(text, {}, 'template.json', 'Value');
}

/** Programs that let pages of any site read answers to callers with credentials. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { anyOriginInCode } from '../../src/rules/endpoints/any-origin-in-code.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

const rule = defineRule({
  id: 'endpoints/any-origin',
  title: 'Pages of any site may call the endpoint',
  practice: 'cors-any',
  severity: 'medium',
  confidence: 'high',
  cwe: [942],
  why: 'Pages of strangers read the answers.',
  remedy: 'Name the origins.',
  references: ['https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS'],
  since: '0.1.0',
  messages: { code: 'The code lets pages of any site read the answers of {name}, although its callers send credentials' },
  check: (application) => anyOriginInCode(application),
});

function scan(path: string, text: string): readonly string[] {
  const { findings } = scanBuiltin(memoryTree({ [path]: text }), { dialects, rules: [rule], today: '2026-11-22', clock: () => 0 });
  return findings.map(({ place, fix }) => `${place.startLine} ${fix?.edits.map(({ text: written }) => written).join('') ?? ''}`.trim());
}

test('a map of headers that admits pages with a token is reported, and the origin is handed over instead', () => {
  const text = `exports.handler = async () => ({
  statusCode: 200,
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'authorization,content-type',
  },
});
`;
  expect(scan('index.js', text)).toEqual(['4 process.env.ALLOWED_ORIGIN']);
});

test('headers that are set one by one count together', () => {
  const text = `def handler(request):
    response = make_response("ok")
    response.headers.set("Access-Control-Allow-Origin", "*")
    response.headers.set("Access-Control-Allow-Credentials", "true")
    return response
`;
  expect(scan('main.py', text)).toHaveLength(1);
});

test('what anybody may read is open to pages too', () => {
  const text = `exports.handler = async () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } });\n`;
  expect(scan('index.js', text)).toEqual([]);
});

test('the list of headers that tools write by default says nothing', () => {
  const text = `exports.handler = async () => ({
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token',
  },
});
`;
  expect(scan('index.js', text)).toEqual([]);
});

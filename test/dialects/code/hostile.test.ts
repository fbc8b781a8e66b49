/** Programs that nobody wrote, that are half written, or that are in another language than they say: told, in time, and never an error of ours. */
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import { rules } from '../../../src/rules/index.ts';
import { scanBuiltin } from '../../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

const key = `${'AK'}IA${'QZ7XW3RT5YU2PLMN'}`;

function scan(files: Readonly<Record<string, string>>): {
  readonly told: readonly string[];
  readonly found: readonly string[];
  readonly seconds: number;
} {
  const started = process.cpuUsage();
  const { findings, notices } = scanBuiltin(memoryTree(files), { dialects, rules, today: '2026-11-22', clock: () => 0 });
  const { user, system } = process.cpuUsage(started);
  expect(notices.filter(({ level }) => level === 'error')).toEqual([]);
  return {
    told: notices.map(({ message, path }) => `${path ?? ''}: ${message}`),
    found: findings.map(({ ruleId, place }) => `${ruleId} ${place.path}`),
    seconds: (user + system) / 1e6,
  };
}

const programs: Readonly<Record<string, string>> = {
  'handler.py': `import os\nimport subprocess\n\nKEY = "${key}"\n\n\ndef handler(event, context):\n    for record in event["Records"]:\n        subprocess.run(f"unzip {record['name']}", shell=True)\n    return {"statusCode": 200, "body": [x for x in record if x]}\n`,
  'handler.js': `const { exec } = require('child_process');\nconst key = '${key}';\n\nexports.handler = async (event) => {\n  const { name } = JSON.parse(event.body);\n  exec(\`unzip \${name}\`);\n  return { statusCode: 200 };\n};\n`,
  'handler.ts': `import type { Handler } from 'aws-lambda';\nconst key: string = '${key}';\n\nexport const handler: Handler = async (event) => {\n  eval(event.body as string);\n  return { statusCode: 200 };\n};\n`,
  'Handler.java': `public class Handler implements RequestHandler<APIGatewayProxyRequestEvent, String> {\n    static final String KEY = "${key}";\n    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {\n        Runtime.getRuntime().exec("unzip " + event.getBody());\n        return "";\n    }\n}\n`,
  'main.go': `package main\n\nimport (\n\t"net/http"\n\t"os/exec"\n)\n\nconst key = "${key}"\n\nfunc Handle(w http.ResponseWriter, r *http.Request) {\n\texec.Command("sh", "-c", "unzip "+r.URL.Query().Get("q")).Run()\n}\n`,
  'Handler.cs': `public class Handler\n{\n    const string Key = "${key}";\n    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)\n    {\n        context.Logger.LogInformation($"{request}");\n        return request.Body;\n    }\n}\n`,
};

test.each(Object.entries(programs))('%s, cut anywhere, is read as far as it goes', (path, text) => {
  for (let end = 1; end < text.length; end += 7) scan({ [path]: text.slice(0, end) });
  for (let at = 0; at < text.length; at += 11) scan({ [path]: `${text.slice(0, at)}${text.slice(at + 9)}` });
});

test('what is half written is told, and what stands before it is found', () => {
  const { told, found } = scan({ 'handler.py': `KEY = "${key}"\n\n\ndef handler(event, context:\n    return {"statusCode": (\n` });
  expect(found).toContain('secrets/secret-in-code handler.py');
  expect(told).toContain('handler.py: read in part: some of it cannot be parsed');
});

test.each([
  ['Python in a file of JavaScript', 'handler.js', programs['handler.py']!],
  ['JavaScript in a file of Python', 'handler.py', programs['handler.js']!],
  ['C# in a file of Java', 'Handler.java', programs['Handler.cs']!],
  ['a page in a file of Go', 'main.go', '<html><body><script>alert("x")</script></body></html>\n'],
  ['bytes in a file of C#', 'Handler.cs', '\u0000\u0001\ufffd\ufffd\u0000class \u0007 {\u0000'],
])('%s is told', (_, path, text) => {
  expect(scan({ [path]: text }).told).toContain(`${path}: read in part: some of it cannot be parsed`);
});

test('a minified bundle is told and left out', () => {
  const bundle = `var a=${Array.from({ length: 4000 }, (_, index) => `function(e,t){return e(t+${index})}`).join(',')};var k="${key}";`;
  const { told, found } = scan({ 'app/bundle.js': bundle });
  expect(told).toContain('app/bundle.js: not scanned: it is minified');
  expect(found).toEqual([]);
});

test('a generated file of five megabytes is told and left out, in no time', () => {
  const { told, seconds } = scan({ 'models.py': 'class Model:\n    name = "value"\n'.repeat(170_000) });
  expect(told).toContain('models.py: not scanned: it is larger than anybody writes');
  expect(seconds).toBeLessThan(5);
});

test('functions that call themselves and each other come to an end', () => {
  const chain = Array.from(
    { length: 60 },
    (_, index) => `def f${index}(x):\n    return f${(index * 7 + 1) % 60}(x) + f${(index + 1) % 60}(x) + f${index}(x)\n`,
  );
  const text = `import os\n\n${chain.join('\n\n')}\n\ndef handler(event, context):\n    os.system("run " + f0(event["body"]))\n    os.system("run " + event["body"])\n`;
  const { found, seconds } = scan({ 'handler.py': text });
  expect(found).toContain('injection/command handler.py');
  expect(seconds).toBeLessThan(20);
});

test('files that import each other come to an end', () => {
  const { found, seconds } = scan({
    'a.js': `const { b } = require('./b');\nexports.a = (x) => b(x);\nexports.handler = async (event) => require('child_process').exec('run ' + event.body + b(event.body));\n`,
    'b.js': `const { a } = require('./a');\nexports.b = (x) => a(x);\n`,
  });
  expect(found).toContain('injection/command a.js');
  expect(seconds).toBeLessThan(5);
});

test.each([
  ['brackets', 'handler.py', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`],
  ['calls', 'handler.js', `x = ${'f('.repeat(10_000)}1${')'.repeat(10_000)};\n`],
  ['blocks', 'main.go', `package main\n\nfunc main() {\n${'if true {\n'.repeat(5000)}${'}\n'.repeat(5000)}}\n`],
  ['sums', 'Handler.java', `class Handler { String x = ${'"a" + '.repeat(20_000)}"b"; }\n`],
  ['one text', 'handler.ts', `const x = \`${'a${b}'.repeat(20_000)}\`;\n`],
])('%s without end are read in time', (_, path, text) => {
  expect(scan({ [path]: text }).seconds).toBeLessThan(20);
});

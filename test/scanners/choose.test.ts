/** Which scanners a run is made of, which of them must have done their work, and whose code may run. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { chooseScanners, isRequired, isTrusted, type Choice } from '../../src/scanners/choose.ts';
import { emptyResult, type ScanResult } from '../../src/scanners/scanner.ts';
import { placeOfDependency } from '../../src/scanners/snyk/place.ts';
import { memoryTree } from '../../src/source/memory.ts';

const choice: Choice = {
  scanners: 'auto',
  builtin: { dialects, rules: [], today: '2026-11-22', clock: () => 0 },
  timeout: 1000,
  monitor: false,
  scanned: '/nowhere',
  environment: { PATH: '' },
};
const osv = { id: 'osv', scan: () => Promise.resolve({ ...emptyResult('osv'), status: 'ok' as const }) };
const ids = (more: Partial<Choice>): readonly string[] => chooseScanners({ ...choice, ...more }).map(({ id }) => id);

test('auto asks all there are; a list asks those it names', async () => {
  expect(ids({})).toEqual(['builtin', 'checkov', 'snyk']);
  expect(ids({ osv: () => osv })).toEqual(['builtin', 'checkov', 'snyk', 'osv']);
  expect(ids({ scanners: ['osv', 'builtin'], osv: () => osv })).toEqual(['builtin', 'osv']);
  const [missing] = chooseScanners({ ...choice, scanners: ['osv'] });
  expect(await missing!.scan(memoryTree({}))).toMatchObject({ scanner: 'osv', status: 'failed' });
});

test('what is named must have done its work; of the rest only our own rules must, and what broke', () => {
  const result = (scanner: string, status: ScanResult['status']): ScanResult => ({ ...emptyResult(scanner), status });
  const results = [result('builtin', 'ok'), result('checkov', 'skipped'), result('snyk', 'failed'), result('osv', 'failed')];
  const required = (scanners: Choice['scanners'], optional: readonly string[] = []): readonly string[] =>
    results.map(({ scanner }) => scanner).filter((scanner) => isRequired(scanner, results, { scanners, optional }));
  expect(required('auto')).toEqual(['builtin', 'snyk']);
  expect(required('auto', ['snyk'])).toEqual(['builtin']);
  expect(required(['builtin', 'checkov', 'osv'], ['osv'])).toEqual(['builtin', 'checkov', 'snyk']);
});

test('what others may have written is not trusted', () => {
  const trusted = (event: string | undefined): boolean => isTrusted(event === undefined ? {} : { GITHUB_EVENT_NAME: event });
  expect(['pull_request', 'pull_request_target', 'merge_group', 'workflow_run', 'issue_comment'].filter(trusted)).toEqual([]);
  expect([undefined, 'push', 'schedule', 'workflow_dispatch'].filter((event) => !trusted(event))).toEqual([]);
});

test.each([
  ['package.json', '{\n "dependencies": {\n  "a": "1",\n  "left-pad": "2"\n }\n}', 'left-pad', 4],
  ['requirements.txt', '# left\nrequests-oauth==1\nRequests_X >= 2\nrequests==2.19.0\n', 'requests', 4],
  ['requirements.txt', 'zope.interface==1\n', 'zope-interface', 1],
  ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3"\nrequests = "2"\n', 'requests', 3],
  [
    'pom.xml',
    '<project>\n<dependency>\n<groupId>a</groupId><artifactId>core</artifactId>\n</dependency>\n<dependency>\n<groupId>b</groupId><artifactId>core</artifactId>\n</dependency>\n</project>',
    'b:core',
    5,
  ],
  ['go.mod', 'module x\n\nrequire (\n\tgithub.com/a/b/v2 v2.0.0\n\tgithub.com/a/b v1.0.0\n)\n', 'github.com/a/b', 5],
  [
    'App.csproj',
    '<Project>\n <PackageReference Include="Newtonsoft.Json.Bson" Version="1" />\n <PackageReference Include="Newtonsoft.Json" Version="1" />\n</Project>',
    'Newtonsoft.Json',
    3,
  ],
  ['build.gradle', "dependencies {\n  implementation 'org.a:core-api:1'\n  implementation 'org.a:core:1'\n}\n", 'org.a:core', 3],
  ['Gemfile', "source 'x'\ngem 'rails-i18n'\ngem 'rails', '6'\n", 'rails', 3],
  ['package.json', '{}', 'nowhere', 1],
])('in %s a dependency is found at its line', (path, text, name, line) => {
  expect(placeOfDependency(memoryTree({ [path]: text }), path, name).startLine).toBe(line);
});

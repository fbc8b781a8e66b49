/** No manifest and no lock file, however broken or hostile, throws or takes long: whatever is wrong with it becomes a notice. */
import { expect, test } from 'vitest';
import { findProjects } from '../../src/packages/projects.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { show } from './show.ts';

const samples: Readonly<Record<string, string>> = {
  'package.json': '{ "dependencies": { "a": "^1.0.0", "b": "npm:c@2" }, "overrides": { "a": { "b": "1" } } }',
  'package-lock.json': '{ "packages": { "": {}, "node_modules/a": { "version": "1.0.0", "dependencies": { "b": "^1" } } } }',
  'yarn.lock': '# yarn lockfile v1\n"a@^1.0.0", a@1:\n  version "1.0.0"\n  dependencies:\n    b "^1"\n',
  'pnpm-lock.yaml':
    "importers:\n  .:\n    dependencies:\n      a: { specifier: ^1, version: 1.0.0(b@1) }\npackages:\n  'a@1.0.0': { resolution: {} }\n",
  'poetry.lock': '[[package]]\nname = "a"\nversion = "1.0"\n[package.dependencies]\nb = { version = ">=1", extras = ["x"] }\n',
  'uv.lock': '[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "x" }\ndependencies = [{ name = "b" }]\n',
  'Pipfile.lock': '{ "default": { "a": { "version": "==1.0" } } }',
  'pyproject.toml': '[project]\ndependencies = ["a==1.0", \'b[x] (>=1) ; python_version > "3"\']\n[tool.poetry.dependencies]\nc = "^1"\n',
  'requirements.txt': 'a[b]==1.0 ; x \\\n --hash=sha256:0\n-r requirements.txt\n-c c.txt\n',
  'pom.xml':
    '<?xml?><!-- c --><project><properties><v>1</v></properties><dependencies><dependency a="b"><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version></dependency></dependencies></project>',
  'build.gradle': "implementation 'a:b:1.0' /* c */ // d\napi(group: 'a', name: 'b', version: '1')",
  'gradle.lockfile': 'a:b:1.0=runtimeClasspath\nempty=\n',
  'gradle/libs.versions.toml': '[versions]\nv = { strictly = "1" }\n[libraries]\na = { module = "a:b", version.ref = "v" }\n',
  'go.mod': 'module a\nrequire (\n\tb.com/c v1.0.0 // indirect\n)\nreplace b.com/c => ../c\n',
  'a.csproj': '<Project><ItemGroup><PackageReference Include="A" Version="[1.0.0]" /></ItemGroup></Project>',
  'packages.lock.json': '{ "dependencies": { "net8.0": { "A": { "resolved": "1.0.0" } } } }',
};

/** What a lock file is read with. */
const partners: Readonly<Record<string, string>> = {
  'package-lock.json': 'package.json',
  'yarn.lock': 'package.json',
  'pnpm-lock.yaml': 'package.json',
  'poetry.lock': 'pyproject.toml',
  'uv.lock': 'pyproject.toml',
  'pyproject.toml': 'poetry.lock',
  'gradle.lockfile': 'build.gradle',
  'gradle/libs.versions.toml': 'build.gradle',
  'packages.lock.json': 'a.csproj',
};

test.each(Object.keys(samples))('%s, broken off anywhere or with anything in the middle', (name) => {
  const text = samples[name] ?? '';
  const partner = partners[name];
  const beside = partner === undefined ? {} : { [partner]: samples[partner] ?? '' };
  for (let at = 0; at <= text.length; at++) {
    for (const middle of ['', '\0', '"', '{', ']]', '\n[', '<', '${', '\ud800']) {
      for (const rest of ['', text.slice(at + 1)]) {
        const { projects } = findProjects(memoryTree({ ...beside, [name]: text.slice(0, at) + middle + rest }));
        for (const used of projects.flatMap(({ packages }) => packages)) used.broughtBy();
      }
    }
  }
  expect(findProjects(memoryTree({ [name]: text })).notices.filter(({ level }) => level === 'error')).toEqual([]);
});

const many = 200_000;

/** Each of them took minutes with a reader that looks twice. */
test.each([
  ['requirements.txt', 'a \\\n'.repeat(many)],
  ['requirements.txt', `a${' '.repeat(many)}#`],
  ['requirements.txt', `a==1.0${' '.repeat(many)}x`],
  ['requirements.txt', '-r requirements.txt\n'.repeat(many)],
  ['yarn.lock', `a@1:\n  b${' '.repeat(many)}"x"y\n`],
  ['build.gradle', '/*'.repeat(many)],
  ['build.gradle', `implementation${' '.repeat(many)}x`],
  ['poetry.lock', Array.from({ length: many / 4 }, (_, index) => `[t${index}]\n`).join('')],
  ['poetry.lock', '['.repeat(many)],
  ['pyproject.toml', `[project]\ndependencies = ["a${' '.repeat(many)}x"]`],
  ['pyproject.toml', `a${'.a'.repeat(many)} = 1`],
  ['pom.xml', '<a>'.repeat(many)],
  ['pom.xml', '<!'.repeat(many)],
  ['a.csproj', `<a ${'b="c" '.repeat(many)}`],
  ['package.json', '['.repeat(many)],
  ['package-lock.json', `{ "packages": { "${'a/'.repeat(many)}node_modules/b": { "version": "1.0.0", "dependencies": { "c": "1" } } } }`],
  ['package.json', `{ "dependencies": { "a": "${' '.repeat(many)}" }, "overrides": { "${'a'.repeat(many)}/": "1" } }`],
  ['go.mod', `require a${' '.repeat(many)}b c`],
])('%s that wants to be read for ever', (name, text) => {
  const { packages } = show({ [name]: text });
  expect(packages.length).toBeLessThan(10);
});

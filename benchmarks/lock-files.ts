/**
 * Reads lock files of many packages, each kind once: CPU seconds and packages.
 *
 * Usage: node benchmarks/lock-files.ts [packages]
 */
import { findProjects } from '../src/packages/projects.ts';
import { memoryTree } from '../src/source/memory.ts';

const count = Number(process.argv[2] ?? 100_000);
const numbers = Array.from({ length: count }, (_, index) => index);

/** Each package requires the next two: a graph as deep as it can be. */
const next = (index: number): readonly number[] => [index + 1, index + 2].filter((other) => other < count);

const texts: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  'package-lock.json': () => ({
    'package.json': '{ "dependencies": { "p0": "1.0.0" } }',
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: Object.fromEntries(
        numbers.map((index) => [
          `node_modules/p${index}`,
          {
            version: '1.0.0',
            resolved: `https://registry.npmjs.org/p${index}/-/p${index}-1.0.0.tgz`,
            dependencies: Object.fromEntries(next(index).map((other) => [`p${other}`, '^1.0.0'])),
          },
        ]),
      ),
    }),
  }),
  'yarn.lock': () => ({
    'package.json': '{ "dependencies": { "p0": "^1.0.0" } }',
    'yarn.lock': numbers
      .map(
        (index) =>
          `p${index}@^1.0.0:\n  version "1.0.0"\n  dependencies:\n${next(index)
            .map((other) => `    p${other} "^1.0.0"\n`)
            .join('')}`,
      )
      .join('\n'),
  }),
  'pnpm-lock.yaml': () => ({
    'package.json': '{ "dependencies": { "p0": "^1.0.0" } }',
    'pnpm-lock.yaml': `importers:\n  .:\n    dependencies:\n      p0:\n        specifier: ^1.0.0\n        version: 1.0.0\npackages:\n${numbers
      .map((index) => `  p${index}@1.0.0:\n    resolution: {integrity: sha512-x}\n`)
      .join('')}snapshots:\n${numbers
      .map(
        (index) =>
          `  p${index}@1.0.0:\n    dependencies:\n${next(index)
            .map((other) => `      p${other}: 1.0.0\n`)
            .join('')}`,
      )
      .join('')}`,
  }),
  'poetry.lock': () => ({
    'pyproject.toml': '[tool.poetry.dependencies]\np0 = "^1.0"\n',
    'poetry.lock': numbers
      .map(
        (index) =>
          `[[package]]\nname = "p${index}"\nversion = "1.0.0"\n\n[package.dependencies]\n${next(index)
            .map((other) => `p${other} = ">=1.0"\n`)
            .join('')}\n`,
      )
      .join(''),
  }),
  'requirements.txt': () => ({ 'requirements.txt': numbers.map((index) => `p${index}==1.0.0 \\\n    --hash=sha256:${'0'.repeat(64)}\n`).join('') }),
  'gradle.lockfile': () => ({ 'gradle.lockfile': numbers.map((index) => `a:p${index}:1.0.0=runtimeClasspath\n`).join('') }),
  'go.mod': () => ({ 'go.mod': `module a\nrequire (\n${numbers.map((index) => `\ta.com/p${index} v1.0.0\n`).join('')})\n` }),
};

for (const [name, make] of Object.entries(texts)) {
  const files = make();
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  const before = process.cpuUsage();
  const { projects, notices } = findProjects(memoryTree(files));
  const { user, system } = process.cpuUsage(before);
  const packages = projects.flatMap((project) => project.packages);
  const last = packages.at(-1)?.broughtBy().length ?? 0;
  const read = `${packages.length} packages, ${packages.filter(({ dev }) => !dev).length} ship, the last is brought by ${last}`;
  console.log(
    `${name.padEnd(18)} ${(size / 1024 / 1024).toFixed(1).padStart(5)} MB  ${((user + system) / 1e6).toFixed(2).padStart(5)} s CPU  ${read}${notices.map(({ message }) => `; ${message}`).join('')}`,
  );
}

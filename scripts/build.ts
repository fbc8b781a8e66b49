/** Bundles the action and the CLI into dist/, the same bytes each time. `--check` compares instead of writing. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import licensePlugin from 'rollup-plugin-license';

// Its types describe the CommonJS build, its code is an ES module.
const license = licensePlugin as unknown as typeof licensePlugin.default;
const root = resolve(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');
const committed = join(root, 'dist');
const target = checkOnly ? mkdtempSync(join(root, '.dist-check-')) : committed;

/** Licences that may be in the bundle. */
const allowed = '(MIT OR ISC OR Apache-2.0 OR BSD-2-Clause OR BSD-3-Clause OR 0BSD)';

try {
  if (!checkOnly) rmSync(committed, { recursive: true, force: true });
  await build(target);
  if (checkOnly) compare(committed, target);
} finally {
  if (checkOnly) rmSync(target, { recursive: true, force: true });
}

async function build(folder: string): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    input: { action: 'src/action.ts', cli: 'src/cli.ts' },
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    treeshake: true,
    plugins: [
      license({
        thirdParty: {
          allow: { test: allowed, failOnUnlicensed: true, failOnViolation: true },
          output: { file: join(folder, 'licenses.txt'), encoding: 'utf-8' },
        },
      }) as never,
    ],
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    sourcemap: false,
  });
  await bundle.close();
  appendFileSync(join(folder, 'licenses.txt'), `\n\n---\n\n${readFileSync(join(root, 'scripts/data-licenses.txt'), 'utf8')}`);
}

function compare(old: string, fresh: string): void {
  const [before, after] = [contents(old), contents(fresh)];
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.equals(after.get(path) ?? Buffer.alloc(0)) !== true,
  );
  if (differing.length === 0) {
    console.log('dist/ is current');
    return;
  }
  console.error(`dist/ is not current: ${differing.join(', ')}. Run: npm run build`);
  process.exitCode = 1;
}

function contents(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(folder, path), readFileSync(path)]));
}

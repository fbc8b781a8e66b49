/** Bundles the action and the CLI into dist/, the same bytes each time. `--check` compares instead of writing. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import licensePlugin from 'rollup-plugin-license';

import { grammarFiles, runtimeFile } from '../src/syntax/grammars.ts';

// Its types describe the CommonJS build, its code is an ES module.
const license = licensePlugin as unknown as typeof licensePlugin.default;
const root = resolve(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');
const committed = join(root, 'dist');
const target = checkOnly ? mkdtempSync(join(root, '.dist-check-')) : committed;

/** Licences that may be in the bundle. */
const allowed = '(MIT OR ISC OR Apache-2.0 OR BSD-2-Clause OR BSD-3-Clause OR 0BSD)';

/** Compressed before: another release of the compressor may write other bytes for the same grammar. */
const before = compressedGrammars();

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
    // What both entries share would else be called after whichever of its thousand modules comes last.
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
    sourcemap: false,
  });
  await bundle.close();
  writeGrammars(join(folder, 'grammars'));
  appendFileSync(join(folder, 'licenses.txt'), `\n\n---\n\n${readFileSync(join(root, 'scripts/data-licenses.txt'), 'utf8')}`);
}

function compressedGrammars(): ReadonlyMap<string, Buffer> {
  const folder = join(committed, 'grammars');
  if (!existsSync(folder)) return new Map();
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function writeGrammars(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const require = createRequire(import.meta.url);
  for (const [name, path] of Object.entries({ runtime: runtimeFile, ...grammarFiles })) {
    const file = `${name}.wasm.br`;
    const raw = readFileSync(require.resolve(path));
    const known = before.get(file);
    writeFileSync(join(folder, file), known && brotliDecompressSync(known).equals(raw) ? known : brotliCompressSync(raw));
  }
}

function compare(old: string, fresh: string): void {
  const [then, now] = [contents(old), contents(fresh)];
  const differing = [...new Set([...then.keys(), ...now.keys()])].filter((path) => then.get(path)?.equals(now.get(path) ?? Buffer.alloc(0)) !== true);
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

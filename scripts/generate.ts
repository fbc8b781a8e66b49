/** Writes everything that is generated; `--check` compares instead and fails on a difference. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Cases, Rule } from '../src/rules/rule.ts';
import { workflows } from '../src/commands/workflows.ts';
import { actionYml, configReference, configJsonSchema } from './generate/configuration.ts';
import { dialectRegistry, ruleRegistry } from './generate/registries.ts';
import { matrixPage } from './generate/matrix.ts';
import { describedRulePage, ruleIndex, rulePage } from './generate/rules.ts';

const root = resolve(import.meta.dirname, '..');
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

emit('src/dialects/index.ts', dialectRegistry(root));
emit('src/rules/index.ts', ruleRegistry(root));
emit('action.yml', actionYml());
emit('docs/configuration.md', configReference());
emit('docs/faasgate.schema.json', configJsonSchema());
for (const [name, text] of Object.entries(workflows)) emit(`examples/workflows/${name}`, text);

// The registries exist now: what follows reads the rules through them.
const { rules } = await import('../src/rules/index.ts');
const pages = new Set<string>(['docs/rules/matrix.md']);
const subjects: { rule: Rule; cases: Cases }[] = [];
for (const rule of rules) {
  const page = `docs/rules/${rule.id}.md`;
  pages.add(page);
  const { default: cases } = await import(`../src/rules/${rule.id}.cases.ts`);
  emit(page, rulePage(rule, cases));
  subjects.push({ rule, cases });
}
emit('docs/rules/matrix.md', await matrixPage(subjects, root));
const { describedRules } = await import('../src/rules/descriptions.ts');
for (const rule of describedRules) {
  const page = `docs/rules/${rule.id}.md`;
  pages.add(page);
  emit(page, describedRulePage(rule));
}
emit('docs/rules/README.md', ruleIndex([...rules, ...describedRules].sort((a, b) => (a.id < b.id ? -1 : 1))));
removeOthers('docs/rules', pages);
const { picture } = await import('./generate/picture.ts');
emit('docs/terminal.svg', await picture(root));

if (stale.length > 0) {
  console.error(`not current: ${stale.join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
}

function emit(path: string, text: string): void {
  const target = join(root, path);
  const old = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (old === text) return;
  if (checkOnly) {
    stale.push(path);
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`wrote ${path}`);
}

/** Pages of rules that are no more. */
function removeOthers(folder: string, wanted: ReadonlySet<string>): void {
  if (!existsSync(join(root, folder))) return;
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (!entry.isFile() || wanted.has(path) || path === `${folder}/README.md`) continue;
    if (checkOnly) stale.push(path);
    else rmSync(join(root, path));
  }
}

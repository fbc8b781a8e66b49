/** Which major version of a provider a configuration is run with: defaults change with it. */
import { asValue, text } from '../../../evaluation/setting.ts';
import { at } from '../../../evaluation/tree.ts';
import { effective } from '../../../model/value.ts';
import type { HclBlock } from '../../../syntax/hcl-tree.ts';
import type { Deployment } from './deployment.ts';
import type { ModuleInstance } from './module-instance.ts';

/**
 * The version that is locked, else the newest that every module of the root takes; undefined where nothing is said.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints (2026-11)
 */
export function majorVersion(provider: string, newest: number, modules: readonly ModuleInstance[], deployment: Deployment): number | undefined {
  const lock = deployment.files.read(deployment.folder === '' ? '.terraform.lock.hcl' : `${deployment.folder}/.terraform.lock.hcl`);
  const locked = lock && new RegExp(`provider\\s+"[^"]*/${provider}"\\s*\\{[^}]*?\\bversion\\s*=\\s*"(\\d+)\\.`).exec(lock.text)?.[1];
  if (locked !== undefined) return Number(locked);
  const constraints = modules.flatMap((module) => constraintsIn(provider, module, deployment));
  if (constraints.length === 0) return undefined;
  for (let major = newest; major > 0; major--) if (constraints.every((one) => admits(one, major))) return major;
  return undefined;
}

/** `required_providers { azurerm = { version = "~> 4.0" } }`, the text alone, and the version of a provider's own block, as it was written once. */
function constraintsIn(provider: string, { declarations, scope }: ModuleInstance, deployment: Deployment): readonly string[] {
  const read = (block: HclBlock) => deployment.body(block.body, scope, block, true);
  const required = declarations.requirements.map((block) => at(read(block), 'required_providers', provider));
  const own = declarations.providers.filter(({ labels }) => labels[0] === provider).map((block) => at(read(block), 'version'));
  return [...required.map((tree) => at(tree, 'version') ?? tree), ...own].flatMap((tree) => {
    const written = tree && effective(asValue(tree, text));
    return written === undefined ? [] : written.split(',').map((one) => one.trim());
  });
}

/** May any version of this major one be taken? */
function admits(constraint: string, major: number): boolean {
  const [, operator = '=', wanted, rest = ''] = /^(=|!=|>=?|<=?|~>)?\s*v?(\d+)((?:\.\d+)*)/.exec(constraint) ?? [];
  const number = Number(wanted);
  if (wanted === undefined || operator === '!=') return true;
  if (operator === '~>') return rest === '' ? major >= number : major === number;
  if (operator.startsWith('>')) return major >= number;
  if (operator === '<=') return major <= number;
  if (operator === '<') return major < number || (major === number && /[1-9]/.test(rest));
  return major === number;
}

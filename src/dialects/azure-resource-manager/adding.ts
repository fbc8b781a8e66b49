/** Adds to a template what a fix needs beside the setting it changes. */
import { Expression, type Tree } from '../../evaluation/tree.ts';
import { insertText, type Edit } from '../../source/edit.ts';
import type { SourceFile } from '../../source/file.ts';
import { child } from '../../syntax/document.ts';
import { readDocument } from '../../syntax/read-document.ts';
import type { Reading } from './template.ts';

/** Edits that make a text a parameter without default, handed in at deployment; a module further down is given its values by others. */
export function handIn(tree: Tree, name: string, unit: string): readonly Edit[] | undefined {
  const { file } = tree.at;
  if (file.path !== unit || tree.via.length > 0) return undefined;
  const isBicep = file.path.endsWith('.bicep');
  const used = tree.editor?.replace(isBicep ? new Expression(name) : `[parameters('${name}')]`);
  const added = isBicep ? bicepParameter(file, name) : jsonParameter(file, name);
  return used && added && [...added, ...used];
}

/**
 * Edits that put a reference to an entry of a vault in the place of a text: that of the template, or one that is named at deployment.
 * https://learn.microsoft.com/azure/app-service/app-service-key-vault-references (2026-11)
 */
export function referTo(tree: Tree, entry: string, { unit, resources }: Pick<Reading, 'unit' | 'resources'>): readonly Edit[] | undefined {
  const { file } = tree.at;
  if (file.path !== unit) return undefined;
  if (!file.path.endsWith('.bicep')) {
    const added = jsonParameter(file, vaultName);
    const used = tree.editor?.replace(`[concat('@Microsoft.KeyVault(VaultName=', parameters('${vaultName}'), ';SecretName=${entry})')]`);
    return used && added && [...added, ...used];
  }
  const vault = resources.find(({ type, address }) => type === 'microsoft.keyvault/vaults' && /^\w+$/.test(address));
  const added = vault ? [] : bicepParameter(file, vaultName);
  const named = vault ? `${vault.address}.name` : vaultName;
  const used = tree.editor?.replace(new Expression(`'@Microsoft.KeyVault(VaultName=\${${named}};SecretName=${entry})'`));
  return used && added && [...added, ...used];
}

const vaultName = 'keyVaultName';

/** In front of the first statement, or of the parameters that are there. */
function bicepParameter(file: SourceFile, name: string): readonly Edit[] | undefined {
  if (new RegExp(`^param\\s+${name}\\s`, 'm').test(file.text)) return [];
  const first = /^(?:@|param\s|var\s|resource\s|module\s|type\s|func\s|import\s)/m.exec(file.text);
  if (!first) return undefined;
  const apart = /^(?:@|param\s)/.test(first[0]) ? '' : file.lineEnding;
  return [insertText(file, first.index, `param ${name} string${file.lineEnding}${apart}`)];
}

function jsonParameter(file: SourceFile, name: string): readonly Edit[] | undefined {
  const parameters = child(readDocument(file).root, 'parameters');
  if (parameters?.kind !== 'mapping') return undefined;
  if (child(parameters, name)) return [];
  const { start, end } = parameters.at;
  const inside = file.text.slice(start + 1, end - 1);
  const space = /^\s*/.exec(inside)?.[0] ?? '';
  if (file.text[start] !== '{' || inside.trim() === '') return undefined;
  return [insertText(file, start + 1, `${space}"${name}": { "type": "string" },`)];
}

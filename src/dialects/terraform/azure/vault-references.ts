/** References to entries of a key vault, in the place of texts among the settings of apps. */
import { Expression, type Tree } from '../../../evaluation/tree.ts';
import type { Edit } from '../../../source/edit.ts';
import { addVariable } from '../adding.ts';
import type { TerraformResource } from '../reading.ts';

const variable = 'key_vault_name';
const definition = { description: 'Name of the key vault that holds the secrets of the app', type: new Expression('string') };

/** Apps read their settings from a vault: https://learn.microsoft.com/azure/app-service/app-service-key-vault-references (2026-11) */
const apps = /^azurerm_(?:(?:linux|windows)_)?(?:function_app|web_app|app_service|logic_app_standard)(?:_slot|_flex_consumption)?$/;

/** Puts a reference in the place of a text of an app. */
export function vaultReference(owner: TerraformResource): ((tree: Tree, entry: string) => readonly Edit[] | undefined) | undefined {
  return apps.test(owner.type) ? (tree, entry) => referToVault(owner, tree, entry) : undefined;
}

/** The vault is that of the module, or one that is named at deployment. */
export function referToVault(owner: TerraformResource, tree: Tree, entry: string): readonly Edit[] | undefined {
  const known = vaultIn(owner);
  const added = known === undefined ? addVariable(owner, variable, definition) : [];
  const name = known ?? `var.${variable}`;
  const used = tree.editor?.replace(new Expression(`"@Microsoft.KeyVault(VaultName=\${${name}};SecretName=${entry})"`));
  return added && used && [...used, ...added];
}

/** The only vault that the module declares or looks up; the text may stand in another module, which does not know it. */
function vaultIn({ module }: TerraformResource): string | undefined {
  if (module.address !== '') return undefined;
  const { resources, data } = module.declarations;
  const named = [...resources.keys(), ...[...data.keys()].map((key) => `data.${key}`)].filter((key) =>
    /^(?:data\.)?azurerm_key_vault\.\w+$/.test(key),
  );
  const [only, ...others] = named;
  const block = only === undefined ? undefined : (resources.get(only) ?? data.get(only.replace(/^data\./, '')));
  const isRepeated = block?.body.attributes.some(({ name }) => name === 'count' || name === 'for_each') === true;
  return only !== undefined && others.length === 0 && !isRepeated ? `${only}.name` : undefined;
}

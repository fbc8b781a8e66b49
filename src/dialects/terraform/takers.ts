/** Which settings a variable is handed to as it is: they tell what it holds where its name does not. */
import type { HclBody, HclExpression } from '../../syntax/hcl-tree.ts';
import type { Declarations } from './modules/declarations.ts';

/** The names of the arguments that take the variable, in resources, data sources and calls of modules. */
export function takersOf(variable: string, { resources, data, calls }: Declarations): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string, value: HclExpression): void => {
    switch (value.kind) {
      case 'member':
        if (value.name === variable && value.source.kind === 'name' && value.source.name === 'var') found.add(name);
        break;
      case 'object':
        for (const item of value.items) visit(item.key.kind === 'literal' ? String(item.key.value) : name, item.value);
        break;
      case 'tuple':
        for (const item of value.items) visit(name, item);
        break;
      case 'conditional':
        for (const branch of [value.then, value.otherwise]) visit(name, branch);
        break;
      default:
    }
  };
  const walk = ({ attributes, blocks }: HclBody): void => {
    for (const { name, value } of attributes) visit(name, value);
    for (const { body } of blocks) walk(body);
  };
  for (const block of [...resources.values(), ...data.values(), ...calls.values()]) walk(block.body);
  return [...found];
}

/** Which properties a parameter is handed to as it is: they tell what it holds where its name does not. */
import type { DocumentNode } from '../../syntax/document.ts';

/** The names of the properties below `node` that refer to the parameter, through `Fn::If` too. */
export function takersOf(parameter: string, node: DocumentNode): readonly string[] {
  const found = new Set<string>();
  const walk = (name: string, value: DocumentNode): void => {
    if (value.kind === 'sequence') for (const item of value.items) walk(name, item);
    else if (value.kind === 'scalar') {
      if (value.tag === '!Ref' && value.text === parameter) found.add(name);
    } else {
      for (const { key, value: inner } of value.pairs) {
        if (key.text === 'Ref' && inner.kind === 'scalar' && inner.text === parameter) found.add(name);
        else walk(key.text.startsWith('Fn::') ? name : key.text, inner);
      }
    }
  };
  walk('', node);
  return [...found];
}

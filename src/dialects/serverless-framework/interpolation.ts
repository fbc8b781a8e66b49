/** Hands what variables come to over to the evaluation of CloudFormation's functions, which may stand around them. */
import type { Editor, Tree } from '../../evaluation/tree.ts';
import type { Span } from '../../source/span.ts';
import type { DocumentNode, ScalarNode } from '../../syntax/document.ts';
import type { Interpolation } from '../cloudformation/template.ts';
import { Expansion } from './expansion.ts';
import type { Variables } from './variables.ts';

export function interpolationOf(variables: Variables, editorOf: (node: DocumentNode) => Editor): Interpolation {
  const expansion = new Expansion(variables);
  return {
    resolve(node: ScalarNode): DocumentNode | Tree | undefined {
      const found = variables.resolve(node);
      if (!found) return undefined;
      const own = { at: node.whole, via: [] as readonly Span[], editor: editorOf(node) };
      switch (found.kind) {
        case 'node': {
          const why = expansion.refusal(found.node);
          return why === undefined ? found.node : { kind: 'opaque', why, pattern: [{}], ...own };
        }
        case 'value':
          return { kind: 'scalar', value: found.value, ...own };
        case 'file':
          return { kind: 'scalar', value: found.at.file.text, at: found.at, via: [own.at] };
        default:
          return { kind: 'opaque', why: found.why, pattern: (found.kind === 'unknown' ? found.pattern : undefined) ?? [{}], ...own };
      }
    },
  };
}

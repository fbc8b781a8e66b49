/** Finds the origins that a project's own code answers browsers with. */
import { chosenOrigin } from '../../model/endpoint.ts';
import { known, type Value } from '../../model/value.ts';
import { replaceText } from '../../source/edit.ts';
import type { SourceFile } from '../../source/file.ts';
import { span } from '../../source/span.ts';
import type { Grammar } from '../../syntax/grammars.ts';
import type { SyntaxNode as Node } from '../../syntax/syntax-tree.ts';

const header = /^["'`]access-control-allow-origin["'`]$/i;
const literals: Partial<Record<Grammar, string>> = { python: 'string', tsx: 'string', csharp: 'string_literal', java: 'string_literal' };

/** How each language reads a setting of the app; Python's module must be there already. */
const settings: Partial<Record<Grammar, readonly [spelling: string, needs?: RegExp]>> = {
  python: ['os.environ["ALLOWED_ORIGIN"]', /^import os$/m],
  tsx: ['process.env.ALLOWED_ORIGIN'],
  csharp: ['Environment.GetEnvironmentVariable("ALLOWED_ORIGIN")', /^(?:global )?using System;/m],
  java: ['System.getenv("ALLOWED_ORIGIN")'],
};

/** `"Access-Control-Allow-Origin": "*"` in a map, as arguments beside each other, or as the two sides of an assignment. */
export function answeredOrigins(root: Node, file: SourceFile, grammar: Grammar): readonly Value<string>[] {
  const type = literals[grammar];
  if (type === undefined || !/access-control-allow-origin/i.test(file.text)) return [];
  return root.descendantsOfType(type).flatMap((name): Value<string>[] => {
    if (!header.test(name.text)) return [];
    const value = valueBeside(name);
    if (value?.type !== type) return [];
    const at = span(file, value.startIndex, value.endIndex);
    const quote = value.text[0] ?? '"';
    const slot = (to: string) => {
      const [spelling, needs] = settings[grammar] ?? [];
      if (to !== chosenOrigin) return [replaceText(at, `${quote}${to}${quote}`)];
      return spelling !== undefined && (!needs || needs.test(file.text)) ? [replaceText(at, spelling)] : undefined;
    };
    return [known(value.text.slice(1, -1), at, slot)];
  });
}

function valueBeside(name: Node): Node | undefined {
  const { parent } = name;
  if (!parent) return undefined;
  if (parent.type === 'pair') return parent.childForFieldName('value') ?? undefined;
  // `headers["…"] = "*"`
  const assigned = /subscript|element_access/.test(parent.type)
    ? parent
    : parent.parent?.type === 'element_access_expression'
      ? parent.parent
      : undefined;
  if (assigned?.parent?.type.startsWith('assignment')) return assigned.parent.childForFieldName('right') ?? undefined;
  const holder = parent.type === 'argument' ? parent : name;
  const next = holder.nextNamedSibling;
  return (next?.type === 'argument' ? next.namedChildren[0] : next) ?? undefined;
}

/** Parsers of XML that resolve no entities. */
import type { CodeFile, Flow } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { span, textAt } from '../../../source/span.ts';
import { assignmentsTo, functionAround, linesBehind } from './places.ts';

export function withoutEntities({ sink: { call, file } }: Flow): readonly Edit[] | undefined {
  const fn = functionAround(file, call.at);
  switch (file.language) {
    case 'python':
      return replaced(file, [
        [/\bresolve_entities\s*=\s*True\b/g, 'True', 'False'],
        [/\bload_dtd\s*=\s*True\b/g, 'True', 'False'],
        [/\bno_network\s*=\s*False\b/g, 'False', 'True'],
        [/\bfeature_external_ges\s*,\s*True\b/g, 'True', 'False'],
      ]);
    case 'csharp':
      return replaced(file, [
        [/\bnew\s+XmlUrlResolver\(\)/g, 'new XmlUrlResolver()', 'null'],
        [/\bDtdProcessing\.Parse\b/g, 'Parse', 'Prohibit'],
      ]);
    case 'javascript':
    case 'typescript':
      return replaced(file, [[/\bnoent\s*:\s*true\b/g, 'true', 'false']]);
    case 'java': {
      // The factory is told where it is made.
      const made = /(\w+)\s*=\s*(?:\w+\.)*(DocumentBuilderFactory|SAXParserFactory|XMLInputFactory)\.new(?:Default)?(?:Instance|Factory)\(/.exec(
        textAt(fn.body),
      );
      const [, name, kind] = made ?? [];
      const [statement, ...more] = name === undefined ? [] : assignmentsTo(name, fn);
      if (name === undefined || !statement || more.length > 0) return undefined;
      const line =
        kind === 'XMLInputFactory'
          ? `${name}.setProperty(XMLInputFactory.SUPPORT_DTD, false);`
          : `${name}.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);`;
      const edit = linesBehind(statement.at, [line]);
      return edit && [edit];
    }
    case 'go':
      return undefined;
  }
}

/** Settings that stand in the file, each with the other value. */
function replaced({ file }: CodeFile, settings: readonly (readonly [RegExp, string, string])[]): readonly Edit[] | undefined {
  const edits = settings.flatMap(([pattern, from, to]) =>
    [...file.text.matchAll(pattern)].map((match) => {
      const start = match.index + match[0].lastIndexOf(from);
      return replaceText(span(file, start, start + from.length), to);
    }),
  );
  return edits.length > 0 ? edits : undefined;
}

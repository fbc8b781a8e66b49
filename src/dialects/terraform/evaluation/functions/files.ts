/** Functions that read files of the repository; nothing outside of it is ever opened. */
import { decoded, encoded, pairsOf, known, opaque, scalar, sequence } from '../../../../evaluation/computed.ts';
import type { TerraformFunction } from './call.ts';
import type { Tree } from '../../../../evaluation/tree.ts';

export const fileFunctions: Readonly<Record<string, TerraformFunction>> = {
  file([path], { scope, site }) {
    const name = known(path);
    if (name === undefined) return undefined;
    return scope.module.file(name).text(site) ?? opaque(`the file ${name} is not in the repository`, site.at, undefined, site.editor);
  },

  filebase64([path], { scope, site }) {
    const name = known(path);
    if (name === undefined) return undefined;
    const text = scope.module.file(name).text(site);
    return encoded(opaque(`the content of ${name} is encoded`, site.at, undefined, site.editor), () => text && decoded(text));
  },

  fileexists([path], { scope, site }) {
    const name = known(path);
    return name === undefined ? undefined : scalar(scope.module.file(name).exists, site.at, site.editor);
  },

  fileset([path, pattern], { scope, site }) {
    const [folder, wanted] = [known(path), known(pattern)];
    const matches = wanted === undefined ? undefined : globMatcher(wanted);
    const found = folder === undefined ? undefined : scope.module.filesBelow(folder);
    return found && matches
      ? sequence(
          found.filter(matches).map((name) => scalar(name, site.at)),
          site.at,
        )
      : undefined;
  },

  templatefile([path, variables], { scope, site, evaluator }) {
    const name = known(path);
    if (name === undefined || !variables) return undefined;
    const template = scope.module.file(name).template();
    if (!template) return opaque(`the file ${name} is not in the repository`, site.at, undefined, site.editor);
    const names = new Map<string, Tree>();
    for (const [key, value] of pairsOf(variables)) names.set(known(key) ?? '', value);
    const tree = evaluator.evaluate(template, { module: scope.module, names });
    // The text stands in the other file; the call is the way to it.
    return { ...tree, via: [site.at, ...tree.via], editor: undefined };
  },
};

/** Patterns with more asterisks, and longer paths, are not matched: searching them could take forever. */
const mostAsterisks = 3;
const longestPath = 300;

/** `*`, `**`, `?` and `{a,b}`; undefined for patterns with more to them. */
function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const asterisks = pattern.match(/\*+/g)?.length ?? 0;
  if (pattern.length > longestPath || asterisks > mostAsterisks || /[[\]\\!]/.test(pattern)) return undefined;
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|{}]/g, (sign) => {
    if (sign === '**/') return '(?:.*/)?';
    if (sign === '**') return '.*';
    if (sign === '*') return '[^/]*';
    if (sign === '?') return '[^/]';
    return sign.length > 1
      ? `(?:${sign
          .slice(1, -1)
          .split(',')
          .map((word) => word.replace(/[^\w-]/g, '\\$&'))
          .join('|')})`
      : `\\${sign}`;
  });
  const matcher = new RegExp(`^${source}$`);
  return (path) => path.length <= longestPath && matcher.test(path);
}

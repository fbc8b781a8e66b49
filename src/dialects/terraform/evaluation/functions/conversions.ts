/** Functions that turn one kind of value into another, encodings included. */
import type { Tree } from '../../../../evaluation/tree.ts';
import { decoded, encoded, isNull, known, opaque, scalar, truth } from '../../../../evaluation/computed.ts';
import type { TerraformFunction } from './call.ts';

export const conversionFunctions: Readonly<Record<string, TerraformFunction>> = {
  tostring: ([value], { site }) => convert(value, (scalarValue) => String(scalarValue), site.at),
  tonumber: ([value], { site }) => convert(value, (scalarValue) => (Number.isNaN(Number(scalarValue)) ? null : Number(scalarValue)), site.at),
  tobool: ([value], { site }) => (value?.kind === 'scalar' ? scalar(truth(value) ?? null, site.at, site.editor) : value),
  tolist: ([value]) => value,
  tomap: ([value]) => value,
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
  ephemeralasnull: ([value]) => value,

  /** The collection itself: who reads the text reads it as a document. */
  jsonencode: ([value], { site }) => encode(value, site.at),
  yamlencode: ([value], { site }) => encode(value, site.at),
  jsondecode: ([text]) => text && decoded(text),
  yamldecode: ([text]) => text && decoded(text),

  /** Who reads it as a document reads what was encoded. */
  base64encode([text], { site }) {
    if (!text) return undefined;
    const value = known(text);
    const coded =
      value === undefined
        ? opaque('it is encoded from what is not known', site.at)
        : scalar(Buffer.from(value).toString('base64'), site.at, site.editor);
    return encoded(coded, () => decoded(text));
  },

  base64decode([text], { site }) {
    const value = known(text);
    return value === undefined ? undefined : scalar(Buffer.from(value, 'base64').toString(), site.at, site.editor);
  },

  urlencode([text], { site }) {
    const value = known(text);
    return value === undefined ? undefined : scalar(encodeURIComponent(value).replaceAll('%20', '+'), site.at, site.editor);
  },
};

function convert(value: Tree | undefined, change: (value: string | number | boolean) => string | number | null, at: Tree['at']): Tree | undefined {
  if (!value || isNull(value) || value.kind === 'opaque') return value;
  if (value.kind !== 'scalar') return undefined;
  const changed = change(value.value!);
  return changed === null ? opaque('it is no number', at) : { ...value, value: changed };
}

function encode(value: Tree | undefined, at: Tree['at']): Tree | undefined {
  return value?.kind === 'scalar' ? scalar(JSON.stringify(value.value), at) : value;
}

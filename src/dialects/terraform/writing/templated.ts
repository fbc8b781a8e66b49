/** Spells plain data for JSON whose texts are templates. */
import { Block, Expression, type Plain } from '../../../evaluation/tree.ts';

/** An expression stands in `${…}`, signs that would begin one are escaped. */
export function templated(plain: Plain): Plain {
  if (plain instanceof Expression) return new Expression(plain.text.startsWith('"') ? plain.text : `"\${${plain.text}}"`);
  if (plain instanceof Block) return templated(plain.content);
  if (typeof plain === 'string') return /[$%]\{/.test(plain) ? new Expression(JSON.stringify(plain).replace(/[$%](?=\{)/g, '$&$&')) : plain;
  if (Array.isArray(plain)) return plain.map(templated);
  if (plain === null || typeof plain !== 'object') return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, templated(value)]));
}

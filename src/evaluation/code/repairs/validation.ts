/** Bodies that are held against a schema which the file declares and does not use for them. */
import type { CodeFile, Expression } from '../../../model/code.ts';
import { replaceText, type Edit } from '../../../source/edit.ts';
import { textAt } from '../../../source/span.ts';

/** Reads a body through the only schema of its file; undefined where it has none, or several. */
export function validated(parsed: Expression, file: CodeFile): readonly Edit[] | undefined {
  if (file.isQuoted === true) return undefined;
  const code = file.language === 'python' ? throughModel(parsed, file) : throughSchema(parsed, file);
  return code === undefined ? undefined : [replaceText(parsed.at, code)];
}

/** Pydantic: `class Order(BaseModel)`. */
function throughModel(parsed: Expression, { file: { text } }: CodeFile): string | undefined {
  const model = onlyOf(text, /^class (\w+)\((?:pydantic\.)?BaseModel\):/gm);
  if (model === undefined) return undefined;
  const isOld = /^\s+class Config:|@validator\b|\.parse_(?:obj|raw)\(/m.test(text);
  const body = parsed.kind === 'call' && /^json\.loads$/.test(textAt(parsed.callee.at)) ? parsed.arguments[0] : undefined;
  if (body)
    return isOld ? `${model}.parse_raw(${textAt(body.value.at)}).dict()` : `${model}.model_validate_json(${textAt(body.value.at)}).model_dump()`;
  return isOld ? `${model}.parse_obj(${textAt(parsed.at)}).dict()` : `${model}.model_validate(${textAt(parsed.at)}).model_dump()`;
}

/** zod, Joi, Yup: `const order = z.object({ … })`. */
function throughSchema(parsed: Expression, { language, file: { text } }: CodeFile): string | undefined {
  if (language !== 'javascript' && language !== 'typescript') return undefined;
  const read = textAt(parsed.at);
  const declared = (maker: string): string | undefined =>
    onlyOf(text, new RegExp(`^(?:export\\s+)?const (\\w+)(?::[^=\\n]+)?\\s*=\\s*${maker}\\(`, 'gm'));
  const zod = declared('z\\s*\\.(?:object|strictObject)');
  const joi = declared('Joi\\s*\\.object');
  const yup = declared('yup\\s*\\.object');
  const found = [zod && `${zod}.parse(${read})`, joi && `Joi.attempt(${read}, ${joi})`, yup && `${yup}.validateSync(${read})`].filter(
    (one) => one !== undefined,
  );
  return found.length === 1 ? found[0] : undefined;
}

function onlyOf(text: string, pattern: RegExp): string | undefined {
  const [only, ...more] = [...text.matchAll(pattern)];
  return more.length === 0 ? only?.[1] : undefined;
}

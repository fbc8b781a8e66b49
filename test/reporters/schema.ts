/** The official schema of SARIF 2.1.0, as a function that tells what is wrong. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';

const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

/** The schema is written in draft 4, of which it uses nothing that later drafts read otherwise but the name of its own id. */
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(path, 'utf8'));

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default.default(ajv);
const validate = ajv.compile(schema);

export function schemaErrors(log: unknown): readonly string[] {
  return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

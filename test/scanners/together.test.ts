/** What the fixes of several findings leave of a file, applied together. */
import { expect, test } from 'vitest';
import { dialects } from '../../src/dialects/index.ts';
import { applyFixes } from '../../src/fix.ts';
import { rules } from '../../src/rules/index.ts';
import { scanBuiltin } from '../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../src/source/memory.ts';

const terraform = `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs22.x"
  role          = "arn:aws:iam::123456789012:role/orders"

  environment {
    variables = {
      API_KEY = aws_ssm_parameter.key.value
    }
  }
}

module "mailer" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "~> 8.0"

  function_name = "mailer"
  handler       = "mailer.handler"
  runtime       = "nodejs22.x"

  source_path = "src"
}
`;

async function fixed(text: string): Promise<string> {
  const { changed } = await applyFixes({
    files: memoryTree({ 'main.tf': text }),
    scan: async (tree) => scanBuiltin(tree, { dialects, rules, today: '2026-11-22', clock: () => 0 }).findings,
    wanted: () => true,
  });
  return changed[0]?.after.text ?? '';
}

/** The columns in which the equals signs of the lines that set `names` stand. */
function columns(text: string, ...names: readonly string[]): readonly number[] {
  const lines = text.split('\n').filter((line) => names.includes(/^ *(\w+) +=/.exec(line)?.[1] ?? ''));
  expect(lines.length).toBeGreaterThanOrEqual(names.length);
  return [...new Set(lines.map((line) => line.indexOf('=')))];
}

test('equals signs stay below each other, however many fixes write into one block', async () => {
  const text = await fixed(terraform);
  expect(columns(text.slice(0, text.indexOf('module')), 'filename', 'role', 'kms_key_arn', 'reserved_concurrent_executions')).toEqual([33]);
  expect(columns(text, 'source_path', 'tracing_mode', 'cloudwatch_logs_retention_in_days')).toEqual([36]);
});

test('what was not laid out so before is left as it was', async () => {
  const text = await fixed(terraform.replace('  handler       =', '  handler ='));
  expect(text).toContain('  handler = "orders.handler"\n');
  expect(columns(text, 'source_path', 'tracing_mode', 'cloudwatch_logs_retention_in_days')).toEqual([36]);
});

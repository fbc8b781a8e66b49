/** Modules of the public registry, read by what their callers say. */
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import { terraform } from '../../../src/dialects/terraform/dialect.ts';
import { rules } from '../../../src/rules/index.ts';
import { scanBuiltin } from '../../../src/scanners/builtin/builtin.ts';
import { memoryTree } from '../../../src/source/memory.ts';

function read(text: string) {
  return terraform.read({ dialect: 'terraform', path: '.', files: ['main.tf'] }, memoryTree({ 'main.tf': text, 'src/app.py': 'x = 1\n' }));
}

const orders = (inputs: string, source = 'terraform-aws-modules/lambda/aws') => `module "orders" {
  source        = "${source}"
  function_name = "orders"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "src"
${inputs}}
`;

test('a function, its role and its log group stand where the call says so', () => {
  const { nouns } = read(orders('  environment_variables = { TABLE = "orders" }\n'));
  const [fn] = nouns.functions;
  expect(fn).toMatchObject({ label: 'orders', address: 'module.orders.aws_lambda_function.orders', codeRoot: 'src' });
  expect(fn?.runtime).toMatchObject({ state: 'known', value: 'python3.13' });
  expect(fn?.environment.map(({ name }) => name)).toEqual(['TABLE']);
  const role = nouns.identities.find(({ key }) => key === fn?.identity.to);
  expect(role?.managedPolicies.map((policy) => policy.state === 'known' && policy.value)).toEqual([
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ]);
  expect(nouns.logGroups).toHaveLength(1);
});

test.each([
  'registry.terraform.io/terraform-aws-modules/lambda/aws',
  'git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v8.0.1',
  'github.com/terraform-aws-modules/terraform-aws-lambda',
])('the module is known by its source: %s', (source) => {
  expect(read(orders('', source)).nouns.functions).toHaveLength(1);
});

test.each([
  'terraform-aws-modules/lambda/aws//modules/alias',
  'acme/lambda/aws',
  'app.terraform.io/acme/lambda/aws',
  'git::https://github.com/acme/terraform-aws-lambda.git',
])('other modules are not read: %s', (source) => {
  const { nouns, notices } = read(orders('', source));
  expect(nouns.functions).toEqual([]);
  expect(notices.map(({ message }) => message)).toEqual([`not scanned: the module ${source} (remote)`]);
});

test('what is not made is not there, and what is made for each key is there as often', () => {
  expect(read(orders('  create = false\n')).nouns.functions).toEqual([]);
  expect(read(orders('  for_each = toset(["a", "b"])\n')).nouns.functions.map(({ label }) => label)).toEqual(['orders["a"]', 'orders["b"]']);
});

test('what another resource takes from the call leads to the function', () => {
  const { nouns } = read(`${orders('')}resource "aws_lambda_function_url" "u" {
  function_name      = module.orders.lambda_function_name
  authorization_type = "NONE"
}
`);
  expect(nouns.endpoints[0]?.target.to).toBe(nouns.functions[0]?.key);
});

test('inputs that cannot be known make nothing sure', () => {
  const { nouns } = read(
    `variable "on" {}\nvariable "all" {}\n${orders('  attach_policies = true\n  policies = var.all\n  create_lambda_function_url = var.on\n')}`,
  );
  expect(nouns.identities[0]?.statementsPartial).toBe(true);
  expect(nouns.endpoints).toEqual([]);
});

test('a switch that makes tracing work is written beside it, in the words of the module', () => {
  const rule = rules.filter(({ id }) => id === 'monitoring/untraced-function');
  const { findings } = scanBuiltin(memoryTree({ 'main.tf': orders('') }), { dialects, rules: rule, today: '2026-11-22', clock: () => 0 });
  expect(findings[0]?.fix?.edits.map(({ text }) => text).join('')).toMatch(/tracing_mode += "Active"\n +attach_tracing_policy += true/);
});

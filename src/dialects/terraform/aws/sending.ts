/** Lets the role of a function send to a queue; Lambda refuses a queue that it may not send to. */
import { at, Expression } from '../../../evaluation/tree.ts';
import type { Edit } from '../../../source/edit.ts';
import { addBeside } from '../adding.ts';
import type { Reading, TerraformResource } from '../reading.ts';

/** Nothing to write where the role stands elsewhere. */
export function allowSending(fn: TerraformResource, queue: string, reading: Reading): readonly Edit[] | undefined {
  const role = reading.target(at(fn.properties, 'role'), 'aws_iam_role');
  if (role?.type !== 'aws_iam_role' || role.module !== fn.module || role.key !== undefined) return [];
  if (fn.at.file.path.endsWith('.json')) return undefined;
  const policy = [
    'jsonencode({',
    '    Version = "2012-10-17"',
    '    Statement = [{',
    '      Effect   = "Allow"',
    '      Action   = "sqs:SendMessage"',
    `      Resource = ${queue}`,
    '    }]',
    '  })',
  ].join(fn.at.file.lineEnding);
  const content = { name: 'send-failures', role: new Expression(`aws_iam_role.${role.name}.id`), policy: new Expression(policy) };
  return addBeside(fn, 'aws_iam_role_policy', `${fn.name}_failures`, () => content)?.edits;
}

/** Commands of the AWS command line that make credentials, and store what must not be seen. */
import { choice, text } from '../../evaluation/setting.ts';
import { absent, known } from '../../model/value.ts';
import type { Lifter } from './lifting.ts';

/** https://docs.aws.amazon.com/cli/latest/reference/iam/create-access-key.html: without a name the key is one of whoever calls. */
const accessKey: Lifter = (call, into) => {
  const named = call.word('--user-name');
  const noun = into.noun(call, 'aws', 3, named);
  const label = named ? noun.label : 'whoever runs the script';
  into.nouns.credentials.push({ ...noun, label, kind: 'credential', holder: { value: noun.name }, active: known(true, call.at) });
};

const parameterType = choice({ SecureString: 'provider', String: 'none', StringList: 'none' });

const storedParameter: Lifter = (call, into) => {
  if (!call.word('--value') || !call.word('--type')) return;
  into.nouns.secrets.push({
    ...into.noun(call, 'aws', 3, call.word('--name')),
    kind: 'secret',
    secretKind: 'parameter',
    content: call.setting(text, '--value'),
    generated: absent<boolean>(call.at, false),
    rotation: absent<boolean>(call.at, false),
    encryption: call.setting<'none' | 'provider' | 'customer'>(parameterType, '--type'),
  });
};

export const secretCommands: Readonly<Record<string, Lifter>> = {
  'iam create-access-key': accessKey,
  'ssm put-parameter': storedParameter,
};

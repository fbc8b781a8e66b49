/** From the commands of a script to the model: which tool is called, and what it is told. */
import { Arguments } from './arguments.ts';
import { policyCommands } from './aws-policies.ts';
import { secretCommands } from './aws-secrets.ts';
import { serviceCommands } from './aws-services.ts';
import { liftAzure } from './azure-commands.ts';
import { liftConnection } from './clients.ts';
import { commandTexts } from './command-texts.ts';
import { googleFlags, liftGoogle } from './google-commands.ts';
import type { Lifting } from './lifting.ts';
import { programOf, type Invocation, type Script } from './script.ts';
import { addText } from './script-texts.ts';

/** Options of all commands that take no value: https://docs.aws.amazon.com/cli/latest/reference/#options */
const awsFlags: ReadonlySet<string> = new Set(
  (
    '--debug --publish --dry-run --generate-cli-skeleton --enable-log-file-validation --is-multi-region-trail --publicly-accessible --api-key-required ' +
    '--storage-encrypted --include-global-service-events'
  ).split(' '),
);

/** Options that stand before the command. */
const awsLeading: ReadonlySet<string> = new Set(['--region', '--profile', '--output', '--endpoint-url', '--query', '--cli-read-timeout']);

const azureFlags: ReadonlySet<string> = new Set(['--yes', '-y', '--no-wait', '--only-show-errors', '--debug', '--verbose']);

/** Runs other programs, and stands before them. */
const launchers = /^(?:sudo|command|exec|time|nohup|env|npx|xargs|call|@)$/;

/** Builtins that give names their values. */
const declaring = /^(?:export|declare|typeset|local|readonly)$/;

export function liftScript(script: Script, into: Lifting, owner: string): void {
  for (const invocation of script.invocations) {
    const plain = withoutLauncher(invocation);
    liftInvocation(plain, into);
    // What is declared is told under its name below.
    if (!declaring.test(programOf(plain))) commandTexts(plain, into, owner);
  }
  for (const { name, word } of script.assigned) addText(into, owner, name, word);
}

function withoutLauncher(invocation: Invocation): Invocation {
  let first = 0;
  while (first < invocation.words.length - 1 && launchers.test(invocation.words[first]?.text ?? '')) first++;
  return first === 0 ? invocation : { ...invocation, words: invocation.words.slice(first) };
}

/** One command, wherever its words are written. */
export function liftInvocation(invocation: Invocation, into: Lifting): void {
  const program = programOf(invocation);
  liftConnection(invocation, into);
  if (program === 'aws') {
    const call = new Arguments(invocation, awsFlags, false, awsLeading);
    const name = `${call.path[1] ?? ''} ${call.path[2] ?? ''}`;
    for (const commands of [serviceCommands, policyCommands, secretCommands]) if (Object.hasOwn(commands, name)) commands[name]?.(call, into);
  } else if (program === 'gcloud' || program === 'gsutil') liftGoogle(new Arguments(invocation, googleFlags, true), into);
  else if (program === 'az') liftAzure(new Arguments(invocation, azureFlags, false), into);
}

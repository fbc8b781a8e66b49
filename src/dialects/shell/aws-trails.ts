/** Commands of the AWS command line that make, change and start trails. */
import type { Trail } from '../../model/operations.ts';
import { absent, known, type Slot, type Value } from '../../model/value.ts';
import { insertText } from '../../source/edit.ts';
import type { Arguments } from './arguments.ts';
import type { Lifter } from './lifting.ts';

/** The command that starts a trail, on a line of its own behind the one that makes it. */
function startingLine({ invocation: { body } }: Arguments, name: string): Slot<boolean> {
  const { file } = body;
  const end = file.text.indexOf('\n', body.end);
  const indent = /[^\n]*$/.exec(file.text.slice(0, body.start))?.[0] ?? '';
  const isOwn = /\.(?:sh|bash)$/.test(file.path) && end >= 0 && indent.trim() === '' && file.text.slice(body.end, end).trim() === '';
  return (to) => (to && isOwn ? [insertText(file, end + 1, `${indent}aws cloudtrail start-logging --name ${name}${file.lineEnding}`)] : undefined);
}

/** One trail, whatever commands make it; it records from when it is started. */
export const trail: Lifter = (call, into) => {
  const named = call.word('--name', '--trail-name');
  const name = named?.text.replace(/^.*:trail\//, '') ?? '';
  const command = call.path[2];
  if (command === 'start-logging') into.made.set(`started ${name}`, into.unit);
  const place = into.nouns.trails.findIndex(({ key }) => key === into.made.get(`trail ${name}`));
  const before = into.nouns.trails[place];
  const stopped: Partial<Trail> =
    command === 'stop-logging' || command === 'delete-trail' ? { logging: { state: 'known', value: false, at: call.at, via: [] } } : {};
  const allRegions = call.switch('--is-multi-region-trail', '--no-is-multi-region-trail');
  const validated = call.switch('--enable-log-file-validation', '--no-enable-log-file-validation');
  if (before) {
    into.nouns.trails[place] = {
      ...before,
      ...(command === 'start-logging' && { logging: known(true, call.at) }),
      ...(allRegions.state === 'known' && { allRegions }),
      ...(validated.state === 'known' && { validated }),
      ...stopped,
    };
    return;
  }
  if (command === 'start-logging') {
    // Which one it starts is said when the script runs.
    if (named?.isKnown !== true)
      for (const [index, one] of into.nouns.trails.entries()) into.nouns.trails[index] = { ...one, logging: call.elsewhere() };
    return;
  }
  const isNew = command === 'create-trail' && named?.isKnown === true;
  const isStarted = into.made.has(`started ${name}`) || [...into.made.keys()].some((key) => key.startsWith('started ') && /[^\w ./-]/.test(key));
  const added =
    (option: string): Slot<boolean> =>
    (to) =>
      to ? call.invocation.add(option) : undefined;
  // https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/create-trail.html, seen 2026-11: both are off unless they are asked for.
  const off = (setting: Value<boolean>, option: string): Value<boolean> =>
    isNew && setting.state === 'unknown' ? absent(call.at, false, added(option)) : setting;
  const made: Trail = {
    ...into.noun(call, 'aws', 3, named),
    kind: 'trail',
    logging: isNew && !isStarted ? absent(call.at, false, startingLine(call, name)) : call.elsewhere(),
    allRegions: off(allRegions, '--is-multi-region-trail'),
    validated: off(validated, '--enable-log-file-validation'),
    functionData: call.elsewhere(),
    leavesOut: call.elsewhere(),
    ...stopped,
  };
  into.made.set(`trail ${name}`, made.key);
  into.nouns.trails.push(made);
};

/** Account baselines that do not see what is done to functions. */
import type { Application } from '../../model/application.ts';
import type { AccountGuard } from '../../model/safeguards.ts';
import { effective } from '../../model/value.ts';
import { defineRule, set, write, type Problem } from '../rule.ts';

type Message = 'stopped' | 'partial' | 'unruled' | 'unwatched';

/** https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-public-access-prohibited.html */
const publicAccessRule = 'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED';

export default defineRule<Message>({
  id: 'audit/unmonitored-account',
  title: 'The account’s watch has a blind spot',
  practice: 'no-audit',
  severity: 'low',
  confidence: 'medium',
  cwe: [778],
  controls: {
    'aws-fsbp': ['Config.1'],
    'cis-aws-5.0.0': ['1.19', '3.3', '4.16'],
    // One for each plan of Defender for Cloud.
    'cis-azure-5.0.0': ['8.1.1.1', '8.1.3.1', '8.1.4.1', '8.1.5.1', '8.1.6.1', '8.1.7.1', '8.1.7.2', '8.1.7.3', '8.1.7.4', '8.1.8.1', '8.1.9.1'],
    mcsb: ['LT-1'],
  },
  why:
    'Templates say what was meant; the services that watch an account say what is. ' +
    'A function that is opened by hand, or a role that somebody widened, is seen by nobody else.',
  remedy:
    'Turn on the guards that your cloud has for functions, vaults and stores. On AWS: record all types of resources with AWS Config, check that functions are not public, and turn on Security Hub and IAM Access Analyzer.',
  references: [
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-public-access-prohibited.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
    'https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction',
  ],
  since: '0.1.0',
  messages: {
    stopped: '{name} sees nothing: it is turned off',
    partial: '{name} does not see changes of functions and roles: it records chosen types only',
    unruled: 'The rules of AWS Config here do not tell when a function becomes public',
    unwatched: 'Nothing in this account baseline tells when something becomes public: neither Security Hub nor IAM Access Analyzer is turned on',
  },

  *check(application) {
    for (const guard of application.accountGuards) yield* recorderHoles(guard);
    yield* missing(application);
  },
});

function* recorderHoles(guard: AccountGuard): Iterable<Problem<Message>> {
  if (guard.guard !== 'recorder' && guard.guard !== 'threat-detection') return;
  const data = { name: guard.label };
  const { recording, recordsFunctions } = guard;
  if (effective(recording) === false) {
    const fixes = [{ title: 'turn it on', risk: 'safe', changes: [set(recording, true)] } as const];
    yield { message: 'stopped', data, at: recording, subject: guard, severity: 'medium', fixes };
  }
  if (effective(recordsFunctions) === false) {
    const check = 'each recorded change costs a little';
    const fixes = [{ title: 'record all types', risk: 'review', check, changes: [set(recordsFunctions, true)] } as const];
    yield { message: 'partial', data, at: recordsFunctions, subject: guard, severity: 'medium', fixes };
  }
}

/** Told once for a baseline, at the guard that stands first. */
function* missing({ accountGuards, trails }: Application): Iterable<Problem<Message>> {
  const has = (kind: AccountGuard['guard']) => accountGuards.some(({ guard }) => guard === kind);
  if (has('security-hub') || has('conformance-pack')) return;
  const rules = accountGuards.filter(({ guard }) => guard === 'config-rule');
  const [first] = rules;
  if (first && rules.every(({ identifier }) => identifier.state !== 'unknown' && effective(identifier) !== publicAccessRule)) {
    const changes = [write((rules.find(({ addRule }) => addRule) ?? first).addRule, publicAccessRule)];
    yield { message: 'unruled', at: first.at, subject: first, fixes: [{ title: 'add the rule for public functions', risk: 'safe', changes }] };
  }
  const recorder = accountGuards.find(({ guard }) => guard === 'recorder');
  if (recorder && trails.length > 0 && !has('access-analyzer')) yield { message: 'unwatched', at: recorder.at, subject: recorder, severity: 'note' };
}

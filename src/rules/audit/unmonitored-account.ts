/** Account baselines that do not see what is done to functions. */
import type { Application } from '../../model/application.ts';
import type { AccountGuard } from '../../model/safeguards.ts';
import { effective } from '../../model/value.ts';
import { defineRule, set, write, type Problem } from '../rule.ts';

type Message = 'stopped' | 'partial' | 'unruled' | 'unwatched' | 'uncentered' | 'unscheduled';

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
    'Turn on the guards that your cloud has for functions, vaults and stores. On AWS: record all types of resources with AWS Config, check that functions are not public, and turn on Security Hub and IAM Access Analyzer. On Google Cloud: let Security Command Center tell somebody.',
  references: [
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-public-access-prohibited.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
    'https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction',
    'https://cloud.google.com/security-command-center/docs/security-command-center-overview',
  ],
  since: '0.1.0',
  messages: {
    stopped: '{name} sees nothing: it is turned off',
    partial: '{name} does not see changes of functions and roles: it records chosen types only',
    unruled: 'The rules of AWS Config here do not tell when a function becomes public',
    unscheduled: '{name} looks for holes only when somebody starts it: it has no schedule',
    uncentered: 'Nothing in this baseline of an organization tells when something becomes public: Security Command Center is not set up',
    unwatched: 'Nothing in this account baseline tells when something becomes public: neither Security Hub nor IAM Access Analyzer is turned on',
  },

  *check(application) {
    for (const guard of application.accountGuards) yield* recorderHoles(guard);
    yield* missing(application);
    yield* uncentered(application);
  },
});

function* recorderHoles(guard: AccountGuard): Iterable<Problem<Message>> {
  const data = { name: guard.label };
  if (guard.guard === 'web-scan' && effective(guard.recording) === false) {
    const check = 'it sends many requests and fills in forms: leave out the addresses that must not be called';
    const fixes = [{ title: 'look every week', risk: 'review', check, changes: [set(guard.recording, true)] } as const];
    yield { message: 'unscheduled', data, at: guard.recording, subject: guard, severity: 'note', fixes };
  }
  if (guard.guard !== 'recorder' && guard.guard !== 'threat-detection' && guard.guard !== 'security-center') return;
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

/** One policy is a project's own; several kinds of them are somebody's who looks after an organization. */
function* uncentered({ accountGuards }: Application): Iterable<Problem<Message>> {
  const baseline = accountGuards.filter(({ guard }) => guard === 'baseline');
  const [first] = baseline;
  if (!first || accountGuards.some(({ guard }) => guard === 'security-center' || guard === 'web-scan')) return;
  if (new Set(baseline.map(({ type }) => type)).size > 1) yield { message: 'uncentered', at: first.at, subject: first, severity: 'note' };
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

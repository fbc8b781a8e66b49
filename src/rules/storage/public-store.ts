/** Buckets that anybody may read or write, buckets whose guards are off, databases with a public address. */
import { ownAccount, type Principal, type Statement } from '../../model/access.ts';
import type { Application } from '../../model/application.ts';
import type { Store } from '../../model/data.ts';
import { effective, type Value } from '../../model/value.ts';
import { openRules } from './open-rules.ts';
import { publicStoreBindings } from './public-binding.ts';
import { defineRule, set, write, type Change, type Fix, type Problem } from '../rule.ts';
import { guardOff, listOpenness, openTo, policyOpenness, publicList, verbOf, type Openness } from './bucket-openness.ts';

type Message =
  | 'rules'
  | 'testRules'
  | 'memberRules'
  | 'policy'
  | 'guardedPolicy'
  | 'list'
  | 'guardedList'
  | 'guardedContainer'
  | 'guards'
  | 'address'
  | 'shared'
  | 'binding';

export default defineRule<Message>({
  id: 'storage/public-store',
  title: 'The store is open to the public',
  practice: 'public-storage',
  severity: 'critical',
  confidence: 'high',
  cwe: [284, 732],
  controls: {
    'aws-fsbp': ['S3.2', 'S3.3', 'S3.8', 'SSM.4', 'RDS.1', 'RDS.2', 'Redshift.1'],
    'cis-aws-5.0.0': ['2.1.4', '2.2.3'],
    'cis-gcp-5.0.0': ['5.1', '6.5', '7.1'],
    'cis-azure-5.0.0': ['9.3.8'],
    mcsb: ['NS-2'],
  },
  why:
    'What anybody can read is copied within hours: public buckets and databases are searched for without pause. ' +
    'What anybody can write can be replaced by malware, or filled at your expense.',
  remedy: 'Name who may come in, keep the public access block on, and publish files through a CDN that alone may read the bucket.',
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    'https://firebase.google.com/docs/rules/insecure-rules',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  ],
  since: '0.1.0',
  messages: {
    policy: 'Anyone on the internet can {verb} {name}: the bucket policy is for everybody',
    guardedPolicy: 'Anyone on the internet can {verb} {name} unless the public access block of new buckets stops its policy, which is for everybody',
    list: 'Anyone on the internet can {verb} {name}: its access list is {acl}',
    guardedList: 'Anyone on the internet can {verb} {name} unless the defaults of new buckets stop its access list, which is {acl}',
    guardedContainer: 'Anyone on the internet can {verb} {name} unless its storage account forbids it: its access level is {acl}',
    guards: 'One careless policy or upload makes {name} public: its guard against public access is off',
    binding: '{anyone} can {verb} {name}: a role is given to everybody',
    address: 'Anyone on the internet can reach {name}: it has a public address',
    rules: 'Anyone on the internet can {verb} {name}: its security rules let everybody in',
    testRules: 'Anyone on the internet can {verb} {name} until {date}: its security rules are still those of the test mode',
    memberRules: 'Whoever signs up can {verb} {name}: its security rules ask for nothing but a sign-in',
    shared: 'Everybody with an AWS account can copy {name}: it is shared with all of them',
  },
  particulars: {
    address: { remedy: 'Give it a private address only, and reach it from inside the network.' },
    rules: { remedy: 'Let each path ask who comes and whose data it is.' },
    testRules: { remedy: 'Let each path ask who comes and whose data it is.' },
    memberRules: { remedy: 'Let each path ask whose data it is.' },
    shared: { remedy: 'Name the accounts that it is for.' },
  },

  *check(application) {
    const exposed = new Set<Store>();
    yield* openPolicies(application, exposed);
    yield* openLists(application, exposed);
    yield* publicAddresses(application);
    yield* publicStoreBindings(application, exposed);
    yield* openRules(application);
    // A bucket that is open already needs no second finding for the guards that let it be.
    for (const store of application.stores) if (!exposed.has(store)) yield* unguarded(store);
  },
});

function* openPolicies(application: Application, exposed: Set<Store>): Iterable<Problem<Message>> {
  for (const grant of application.grants) {
    const target = application.find(grant.on.to);
    const bucket = application.stores.find((store) => store === target && store.storeKind === 'bucket');
    const openness = policyOpenness(bucket?.guards);
    if (openness === 'closed' || openness === 'unknown') continue;
    for (const statement of grant.statements) {
      const anyone = openTo(grant, statement);
      if (!anyone) continue;
      if (bucket) exposed.add(bucket);
      yield {
        message: openness === 'open' ? 'policy' : 'guardedPolicy',
        data: { name: bucket?.label ?? grant.label, verb: verbOf(statement) },
        at: anyone.value,
        subject: grant,
        evidence: statement.sid ?? '',
        severity: bucket && openness === 'open' ? 'critical' : 'high',
        fixes: closing(statement, anyone, bucket),
      };
    }
  }
}

function* openLists({ stores }: Application, exposed: Set<Store>): Iterable<Problem<Message>> {
  for (const store of stores) {
    const list = publicList(store.acl);
    const openness = store.publicPrevented ? preventedOpenness(store.publicPrevented) : listOpenness(store.guards);
    if (!store.acl || !list || openness === 'closed' || openness === 'unknown') continue;
    exposed.add(store);
    yield {
      message: openness === 'open' ? 'list' : store.provider === 'azure' ? 'guardedContainer' : 'guardedList',
      data: { name: store.label, verb: list.verb, acl: list.name },
      at: store.acl,
      subject: store,
      severity: openness === 'open' ? 'critical' : 'high',
      related: letting(store),
      fixes: [publishing('make it private', [set(store.acl, 'private'), ...shutting(store)])],
    };
  }
}

/** Where somebody has written that nothing stands in the way. */
function letting({ publicPrevented, guards }: Store): NonNullable<Problem['related']> {
  const off = publicPrevented ?? (guards && guardOff(guards));
  return off?.state === 'known' ? [{ at: off.at, text: 'its guard against public access is off' }] : [];
}

function* publicAddresses({ stores }: Application): Iterable<Problem<Message>> {
  for (const store of stores) {
    const { publiclyAccessible: address } = store;
    if (!address || effective(address) !== true) continue;
    if (store.storeKind === 'volume') {
      const [data, check] = [{ name: store.label }, 'other accounts can no longer copy it: share it with those that need it by their number'];
      const fixes = [{ title: 'share it with nobody', risk: 'review', check, changes: [set(address, false)] } as const];
      yield { message: 'shared', data, at: address, subject: store, fixes };
      continue;
    }
    const check = 'clients outside the VPC, migrations and laptops included, lose their way in';
    yield {
      message: 'address',
      data: { name: store.label },
      at: address,
      subject: store,
      // Who reads its data must prove himself to IAM besides.
      severity: store.service.startsWith('OpenSearch Serverless') ? 'low' : 'high',
      fixes: [{ title: 'take the public address away', risk: 'review', check, changes: [set(address, false)] }],
    };
  }
}

function* unguarded(store: Store): Iterable<Problem<Message>> {
  const prevented = store.publicPrevented;
  // Only what somebody has allowed in so many words: leaving it out is common, and no container is public by itself.
  if (prevented?.state === 'known' && !prevented.value && store.acl === undefined && store.provider === 'azure') {
    const changes = [set(prevented, true)];
    yield {
      message: 'guards',
      data: { name: store.label },
      at: prevented,
      subject: store,
      severity: 'medium',
      fixes: [publishing('let nothing in it be public', changes)],
    };
  }
  const off = store.guards && guardOff(store.guards);
  if (!store.guards || !off) return;
  yield {
    message: 'guards',
    data: { name: store.label },
    at: off,
    subject: store,
    severity: 'medium',
    fixes: [publishing('turn the public access block on', [set(store.guards.all, true)])],
  };
}

/** The account has the last word over its containers. */
function preventedOpenness(prevented: Value<boolean>): Openness {
  const value = effective(prevented);
  return value === undefined ? 'unknown' : value ? 'closed' : 'open';
}

/** Names the account in the place of everybody, or beside everybody where the text cannot take that. */
function closing(statement: Statement, anyone: Principal, bucket: Store | undefined): readonly Fix[] {
  const guards = bucket ? shutting(bucket) : [];
  const condition = { operator: 'StringEquals', key: 'aws:PrincipalAccount', values: [ownAccount] };
  return [
    publishing('let only this account in', [write(anyone.value.slot, ownAccount), ...guards]),
    publishing('let only this account in', [write(statement.addCondition, condition), ...guards]),
  ];
}

/** Turns the guards on where somebody turned them off; a bucket that says nothing has them already. */
function shutting({ guards }: Store): readonly Change[] {
  return guards && guardOff(guards) ? [set(guards.all, true)] : [];
}

function publishing(title: string, changes: readonly Change[]): Fix {
  return { title, risk: 'review', check: 'if the files are meant for everybody, serve them through a CDN that alone may read the store', changes };
}

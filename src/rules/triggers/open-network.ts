/** Security groups in front of functions and stores that let the whole internet in. */
import type { Severity } from '../../finding/severity.ts';
import type { Application } from '../../model/application.ts';
import type { Opening } from '../../model/network.ts';
import { effective } from '../../model/value.ts';
import { defineRule, write, type Fix } from '../rule.ts';
import { openIngress } from './open-ingress.ts';

/** Ports of databases, caches, searches, brokers, file systems, and of remote administration. */
const sensitivePorts = [
  22, 23, 445, 1433, 1521, 2049, 2181, 2379, 3306, 3389, 5432, 5439, 5601, 5671, 5672, 5985, 5986, 6379, 8111, 8182, 9042, 9092, 9094, 9096, 9098,
  9200, 9300, 11211, 27017, 61617,
];

export default defineRule({
  id: 'triggers/open-network',
  title: 'Network lets the whole internet in',
  practice: 'invoke-open',
  severity: 'medium',
  confidence: 'high',
  cwe: [284],
  controls: { 'aws-fsbp': ['EC2.18', 'EC2.19'], 'cis-azure-5.0.0': ['7.1', '7.2'] },
  why:
    'A security group, or the ingress of a function, is the last wall when something else fails: a public subnet, a password that leaked, a service with a ' +
    'hole. One that admits every address is no wall.',
  remedy: 'Let in the security group of the functions, the addresses of your own network, or what comes through your load balancer.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://cloud.google.com/run/docs/securing/ingress',
    'https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview',
  ],
  since: '0.1.0',
  messages: {
    users: 'Any address on the internet may connect to {ports} of what stands behind {name}: {users}',
    ingress: 'Any address on the internet reaches {name} before it is asked who it is: its ingress admits all traffic',
    ports: 'Any address on the internet may connect to {ports} of whatever is put behind {name}',
  },

  *check(application) {
    for (const opening of application.openings) {
      if (!/^(?:0\.0\.0\.0\/0|::\/0)$/.test(effective(opening.source) ?? '')) continue;
      const severity = severityOf(opening, application);
      if (!severity) continue;
      const users = usersOf(opening);
      yield {
        message: users === '' ? 'ports' : 'users',
        data: { ports: portsOf(opening), name: application.find(opening.group.to)?.label ?? opening.label, users },
        at: opening.source,
        subject: opening,
        evidence: [effective(opening.source) ?? '', rangeOf(opening).join('-')].join(' '),
        severity,
        fixes: fixesOf(opening),
      };
    }
    yield* openIngress(application);
  },
});

/** Undefined where it is right, or cannot be told. */
function severityOf(opening: Opening, application: Application): Severity | undefined {
  const { users, protocol } = opening;
  const spoken = effective(protocol)?.toLowerCase();
  if (protocol.state === 'unknown' || (spoken !== undefined && /^(?:icmp(?:v6)?|1|58)$/.test(spoken))) return undefined;
  const [from, to] = rangeOf(opening);
  if (from === undefined || to === undefined) return undefined;
  const isWeb = from === to && (from === 80 || from === 443);
  const isShared = users.includes('load-balancer') || users.includes('other');
  if (users.includes('store')) return isWeb && isShared ? undefined : 'medium';
  // Functions take no connections: such a rule opens nothing until something else joins the group.
  if (users.includes('function') && !isShared) return 'low';
  if (users.length > 0 && users.every((user) => user === 'load-balancer')) return undefined;
  if (application.functions.length === 0) return undefined;
  // Whatever is behind it is no function and no store of this application: worth a look, no more.
  return sensitivePorts.some((port) => port >= from && port <= to) ? 'low' : undefined;
}

/** All ports, where the protocol is all protocols or no port is written. */
function rangeOf({ protocol, fromPort, toPort }: Opening): readonly [number | undefined, number | undefined] {
  if (/^(?:-1|all)$/i.test(effective(protocol) ?? '')) return [0, 65_535];
  if (fromPort.state === 'absent' && toPort.state === 'absent') return [0, 65_535];
  const [from, to] = [effective(fromPort), effective(toPort)];
  return from === -1 ? [0, 65_535] : [from, to ?? from];
}

function portsOf(opening: Opening): string {
  const [from, to] = rangeOf(opening);
  if (from === 0 && to === 65_535) return 'every port';
  return from === to ? `port ${from}` : `ports ${from} to ${to}`;
}

function usersOf({ users }: Opening): string {
  const words = { function: 'functions', store: 'data stores', 'load-balancer': 'load balancers', other: 'machines' } as const;
  return [...new Set(users.map((user) => words[user]))].join(', ');
}

function fixesOf({ narrow, users }: Opening): readonly Fix[] {
  if (!narrow) return [];
  const nobody: Fix = {
    title: 'let nobody connect',
    risk: 'review',
    check: 'check that nothing but functions is in the group: they take no connections',
    changes: [write(narrow, 'nobody')],
  };
  const check = 'check that nobody else has to connect from outside';
  const functions: Fix = { title: 'let the functions connect', risk: 'review', check, changes: [write(narrow, 'functions')] };
  const network: Fix = { title: 'let only its own network connect', risk: 'review', check, changes: [write(narrow, 'network')] };
  return users.length > 0 && users.every((user) => user === 'function') ? [nobody, network] : [functions, network];
}

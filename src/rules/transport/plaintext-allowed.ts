/** Listeners and stores that speak clear text with whoever asks for it. */
import type { Severity } from '../../finding/severity.ts';
import type { Store, StoreKind } from '../../model/data.ts';
import type { Listener } from '../../model/endpoint.ts';
import { effective } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';
import { plaintextPolicies } from './plaintext-policies.ts';

/** Stores inside a private network are one step further from an eavesdropper. Kinds that are not named are left alone. */
const stores: Partial<Record<StoreKind, Severity>> = {
  database: 'high',
  graph: 'high',
  warehouse: 'high',
  search: 'high',
  cache: 'medium',
  broker: 'medium',
  // Those that can be asked without HTTPS at all; AWS says it in policies.
  bucket: 'medium',
};

const listeners: Readonly<Record<Listener['listenerKind'], string>> = {
  domain: 'custom domain',
  app: 'app',
  cdn: 'distribution',
  'load-balancer': 'listener',
};

export default defineRule({
  id: 'transport/plaintext-allowed',
  title: 'Clear text is accepted',
  practice: 'tls-in-transit',
  severity: 'high',
  confidence: 'high',
  cwe: [319],
  controls: {
    'aws-fsbp': ['S3.5', 'CloudFront.3', 'ELB.1', 'Opensearch.8', 'ElastiCache.5', 'Redshift.2', 'DynamoDB.7'],
    'cis-aws-5.0.0': ['2.1.1'],
    'nist-800-53-r5': ['AC-4', 'AC-17', 'IA-5', 'SC-8', 'SC-13', 'SC-23'],
    'cis-gcp-5.0.0': ['4.10', '6.4'],
    'cis-azure-5.0.0': ['9.3.4'],
    mcsb: ['DP-3'],
  },
  why: 'Everybody on the way between client and server can read and change what is sent in clear text: credentials, cookies, answers.',
  remedy: 'Redirect plain HTTP to HTTPS, or refuse it; let stores accept TLS only.',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  ],
  since: '0.1.0',
  messages: {
    listener: 'Everybody on the way can read and change what is sent to {name}: the {kind} answers plain HTTP',
    policy: 'Everybody on the way can read what clients exchange with {name}: the policy of the {kind} lets them in without TLS',
    store: 'Everybody on the network can read what is sent to {name}: the {service} accepts clients without TLS',
  },

  *check(application) {
    yield* plaintextPolicies(application);
    for (const listener of application.listeners) {
      const { plaintext } = listener.transport;
      if (effective(plaintext) !== 'allowed') continue;
      const check = 'clients that cannot follow a redirect must call the https:// address, and a certificate must be in place';
      yield {
        message: 'listener',
        data: { name: listener.label, kind: listeners[listener.listenerKind] },
        at: plaintext,
        subject: listener,
        // Google Cloud's front ends answer both where nobody says anything; most browsers come by https:// all the same.
        severity: listener.provider === 'gcp' && plaintext.state === 'absent' ? 'low' : 'high',
        fixes: [
          { title: 'redirect to HTTPS', risk: 'review', check, changes: [set(plaintext, 'redirected')] },
          { title: 'refuse plain HTTP', risk: 'review', check, changes: [set(plaintext, 'refused')] },
        ],
      };
    }
    for (const store of application.stores) {
      const severity = stores[store.storeKind];
      if (!store.transport || !severity || effective(store.transport.plaintext) !== 'allowed') continue;
      yield {
        message: 'store',
        data: { name: store.label, service: store.service },
        at: store.transport.plaintext,
        subject: store,
        severity: store.transport.plaintext.state === 'absent' ? unwritten(store, severity) : severity,
        fixes: [
          {
            title: 'refuse clear text',
            risk: 'review',
            check: 'clients that connect without TLS are turned away: switch them first',
            changes: [set(store.transport.plaintext, 'refused')],
          },
        ],
      };
    }
  },
});

/** What nobody wrote down is often closed off by the network, which a template does not always show; most clients of buckets come by HTTPS all the same. */
function unwritten({ provider, storeKind }: Store, severity: Severity): Severity {
  if (storeKind === 'bucket') return 'low';
  return provider === 'gcp' ? 'medium' : severity;
}

/** Listeners and stores that accept versions of TLS that are no longer safe. */
import type { Noun } from '../../model/noun.ts';
import type { Application } from '../../model/application.ts';
import type { Transport } from '../../model/endpoint.ts';
import { effective } from '../../model/value.ts';
import { defineRule, set } from '../rule.ts';
import { outdatedInCode } from './outdated-in-code.ts';

export default defineRule({
  id: 'transport/outdated-tls',
  title: 'An outdated version of TLS is accepted',
  practice: 'tls-in-transit',
  severity: 'high',
  confidence: 'high',
  cwe: [326, 327],
  controls: { 'aws-fsbp': ['Opensearch.8', 'ELB.17'], 'cis-azure-5.0.0': ['9.3.6'], mcsb: ['DP-3', 'NS-8'] },
  why:
    'TLS 1.0 and 1.1 were withdrawn in 2021: an attacker on the way can force clients down to them and break what they protect. ' +
    'Card and health rules forbid them.',
  remedy: 'Set the security policy to one that begins at TLS 1.2.',
  references: [
    'https://www.rfc-editor.org/rfc/rfc8996',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  ],
  since: '0.1.0',
  messages: {
    written: 'Connections to {name} can be forced down to TLS {version}: its security policy still accepts it',
    unwritten: 'Connections to {name} can be forced down to TLS {version}: no security policy is set, and the default accepts it',
    misnamed: 'Connections to {name} are as they were: {path} is nothing that the API has',
    code: 'Connections of the code can be forced down to an outdated version of TLS: it asks for {version}',
  },

  *check(application) {
    yield* outdatedInCode(application);
    for (const { misnamedPolicy: misnamed, ...listener } of application.listeners) {
      if (misnamed?.state !== 'known') continue;
      yield {
        message: 'misnamed',
        data: { name: listener.label, path: misnamed.value },
        at: misnamed,
        subject: listener,
        severity: 'medium',
        fixes: [
          {
            title: 'set its security policy (/securityPolicy)',
            risk: 'review',
            check: 'clients that know only older versions are turned away from then on: look into the access logs for them',
            changes: [set(misnamed, '/securityPolicy')],
          },
        ],
      };
    }
    for (const [noun, { oldestTls }] of transports(application)) {
      const version = effective(oldestTls);
      if (version !== '1.0' && version !== '1.1') continue;
      const written = oldestTls.state === 'known';
      yield {
        message: written ? 'written' : 'unwritten',
        data: { name: noun.label, version },
        at: oldestTls,
        subject: noun,
        // What Google's balancers do where nobody asks is what browsers never ask for.
        severity: written ? 'high' : noun.provider === 'gcp' ? 'low' : 'medium',
        fixes: [
          {
            title: 'accept TLS 1.2 and later only',
            risk: 'review',
            check: 'clients that know only older versions are turned away: look into the access logs for them',
            changes: [set(oldestTls, '1.2')],
          },
        ],
      };
    }
  },
});

function* transports({ listeners, stores }: Application): Iterable<readonly [Noun, Transport]> {
  for (const listener of listeners) yield [listener, listener.transport];
  for (const store of stores) if (store.transport) yield [store, store.transport];
}

/** How AWS spells TLS: versions behind the names of security policies, flags that turn it on. Alike in every dialect. */
import type { TlsVersion } from '../model/endpoint.ts';
import { absent, type Value } from '../model/value.ts';
import type { Span } from '../source/span.ts';
import { flag, type Spelling } from './setting.ts';

export type Plaintext = 'allowed' | 'redirected' | 'refused';

/** A flag that turns TLS on, and with it clear text off. */
export const tlsFlag: Spelling<Plaintext> = {
  decode: (written) => {
    const on = flag.decode(written);
    return on === undefined ? undefined : on ? 'refused' : 'allowed';
  },
  encode: (value) => value === 'refused',
};

/** A flag that sends clients which speak clear text on to HTTPS. */
export const redirectFlag: Spelling<Plaintext> = {
  decode: (written) => {
    const on = flag.decode(written);
    return on === undefined ? undefined : on ? 'redirected' : 'allowed';
  },
  encode: (value) => value !== 'allowed',
};

/** A flag that lets clear text through, where HTTPS is what clients are sent on to. */
export const clearFlag: Spelling<Plaintext> = {
  decode: (written) => {
    const on = flag.decode(written);
    return on === undefined ? undefined : on ? 'allowed' : 'redirected';
  },
  encode: (value) => value === 'allowed',
};

/** Where a service has no setting for the version, or the platform alone chooses it. */
export function versionUnset(head: Span): Value<TlsVersion> {
  return absent<TlsVersion>(head);
}

/** The oldest version that a CloudFront policy admits: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
export const viewerVersion = versions([
  ['TLSv1.2_2021', '1.2'],
  ['TLSv1.2_2025', '1.2'],
  ['TLSv1.2_2019', '1.2'],
  ['TLSv1.2_2018', '1.2'],
  ['TLSv1.3_2025', '1.3'],
  ['TLSv1.1_2016', '1.1'],
  ['TLSv1', '1.0'],
  ['TLSv1_2016', '1.0'],
  ['SSLv3', '1.0'],
]);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html */
export const gatewayVersion: Spelling<TlsVersion> = {
  decode: (written) => {
    const policy = String(written);
    if (policy === 'TLS_1_0') return '1.0';
    if (policy === 'TLS_1_2') return '1.2';
    if (policy.startsWith('SecurityPolicy_TLS13_1_3')) return '1.3';
    return /^SecurityPolicy_TLS(?:13_1_2|12)/.test(policy) ? '1.2' : undefined;
  },
  encode: (version) => (version === '1.2' ? 'TLS_1_2' : undefined),
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const balancerVersion: Spelling<TlsVersion> = {
  decode: (written) => {
    const policy = String(written);
    const version = /TLS13-1-(\d)/.exec(policy) ?? /TLS-1-(\d)/.exec(policy) ?? /FS-1-(\d)/.exec(policy);
    const minor = version?.[1];
    if (minor === '0' || minor === '1' || minor === '2' || minor === '3') return `1.${minor}`;
    return /^ELBSecurityPolicy-(?:20\d\d-\d\d|FS-2018-06)$/.test(policy) ? '1.0' : undefined;
  },
  encode: (version) => (version === '1.2' ? 'ELBSecurityPolicy-TLS13-1-2-2021-06' : undefined),
};

function versions(pairs: readonly (readonly [string, TlsVersion])[]): Spelling<TlsVersion> {
  const meanings = new Map(pairs);
  return {
    decode: (written) => meanings.get(String(written)),
    encode: (version) => pairs.find(([, meaning]) => meaning === version)?.[0],
  };
}

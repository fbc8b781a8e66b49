/** The standards that rules are mapped to, with the text or the vendor's page that says so. */

interface Standard {
  readonly title: string;
  /** Where all of its controls can be read, or each of them. */
  readonly source: string | ((id: string) => string);
}

/** One page for each service: `Lambda.1` stands at `lambda-controls.html#lambda-1`. */
function securityHub(id: string): string {
  const [service = '', number = ''] = id.toLowerCase().split('.');
  return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`;
}

/** One page for each domain of version 1, as of 2026-11: `DP-3` stands on `mcsb-data-protection`. */
const mcsbDomains: Readonly<Record<string, string>> = {
  DP: 'data-protection',
  IM: 'identity-management',
  LT: 'logging-threat-detection',
  NS: 'network-security',
  PA: 'privileged-access',
  PV: 'posture-vulnerability-management',
};

function cloudSecurityBenchmark(id: string): string {
  const domain = mcsbDomains[id.split('-')[0] ?? ''];
  if (domain === undefined) throw new Error(`no page is given for the domain of ${id}: add it to mcsbDomains`);
  return `https://learn.microsoft.com/security/benchmark/azure/mcsb-${domain}`;
}

const standards: Readonly<Record<string, Standard>> = {
  'aws-fsbp': { title: 'AWS Foundational Security Best Practices', source: securityHub },
  'aws-security-hub': { title: 'AWS Security Hub, outside of the Foundational Security Best Practices', source: securityHub },
  'cis-aws-5.0.0': {
    title: 'CIS AWS Foundations Benchmark v5.0.0',
    source: 'https://github.com/prowler-cloud/prowler/blob/master/prowler/compliance/aws/cis_5.0_aws.json',
  },
  'cis-gcp-5.0.0': {
    title: 'CIS Google Cloud Platform Foundation Benchmark v5.0.0',
    source: 'https://github.com/prowler-cloud/prowler/blob/master/prowler/compliance/gcp/cis_5.0_gcp.json',
  },
  // The source as of 2026-08.
  'cis-azure-5.0.0': {
    title: 'CIS Microsoft Azure Foundations Benchmark v5.0.0',
    source: 'https://github.com/prowler-cloud/prowler/blob/master/prowler/compliance/azure/cis_5.0_azure.json',
  },
  // Which checks Microsoft counts towards a control: https://github.com/Azure/azure-policy, policySetDefinitions/Security Center/AzureSecurityCenter.json (2026-04)
  mcsb: { title: 'Microsoft cloud security benchmark v1', source: cloudSecurityBenchmark },
  'nist-800-53-r5': {
    title: 'NIST SP 800-53 Rev. 5',
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference-nist-800-53.html',
  },
  'pci-dss-4.0.1': {
    title: 'PCI DSS v4.0.1',
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/pci-standard.html',
  },
};

/** `AWS Foundational Security Best Practices: [Lambda.1](…), …`; a standard that nobody can look up is a mistake. */
export function controlLine(standard: string, ids: readonly string[]): string {
  const known = standards[standard];
  if (!known) throw new Error(`no source is given for the standard ${standard}: add it to standards.ts`);
  const { title, source } = known;
  const named = typeof source === 'string' ? `[${title}](${source})` : title;
  const listed = ids.map((id) => (typeof source === 'string' ? id : `[${id}](${source(id)})`));
  return `${named} (\`${standard}\`): ${listed.join(', ')}`;
}

/** What the attributes of Google Cloud's data sources come to without asking Google Cloud. */
import { mapping, opaque, patternOf, textFrom } from '../../../evaluation/computed.ts';
import type { DataSource } from '../modules/deployment.ts';

/** The document that its blocks make up: https://registry.terraform.io/providers/hashicorp/google/latest/docs/data-sources/iam_policy */
const policyData: DataSource = (name, { properties, block }) => {
  if (name !== 'policy_data') return undefined;
  const [bindings, audits] = [properties.entries.get('binding'), properties.entries.get('audit_config')];
  return mapping(new Map([...(bindings ? [['bindings', bindings] as const] : []), ...(audits ? [['auditConfigs', audits] as const] : [])]), block.at);
};

const secretContent: DataSource = (name, source, site) =>
  name === 'secret_data'
    ? opaque('it is read from a vault at deployment', site.at, [{ reference: { address: source.address, attribute: name } }])
    : undefined;

/** `account_id` is the name, or the whole address, of an account that is made elsewhere. */
const serviceAccount: DataSource = (name, source) => {
  const written = source.properties.entries.get('account_id')?.value;
  if (!written || (name !== 'email' && name !== 'member')) return undefined;
  const before = name === 'member' ? ['serviceAccount:'] : [];
  return textFrom([[...before, ...patternOf(written)]], written.at);
};

export const googleDataSources: Readonly<Record<string, DataSource>> = {
  google_iam_policy: policyData,
  google_secret_manager_secret_version: secretContent,
  google_secret_manager_secret_version_access: secretContent,
  google_service_account: serviceAccount,
};

/** Network policies of OpenSearch Serverless: who can reach a collection. */

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html */
export function allowsPublic(policy: string): boolean {
  let rules: unknown;
  try {
    rules = JSON.parse(policy);
  } catch {
    return false;
  }
  return (
    Array.isArray(rules) && rules.some((rule: unknown) => isRule(rule) && rule.AllowFromPublic === true && rule.Rules?.some(isOfCollection) !== false)
  );
}

interface NetworkRule {
  readonly AllowFromPublic?: unknown;
  readonly Rules?: readonly unknown[];
}

function isRule(rule: unknown): rule is NetworkRule {
  return typeof rule === 'object' && rule !== null;
}

/** Dashboards ask who is there before they show anything. */
function isOfCollection(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && 'ResourceType' in rule && rule.ResourceType === 'collection';
}

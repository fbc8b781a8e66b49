/** Tells what the CDK adds for its own purposes from what a program's author asked for. */

/**
 * Names of constructs that only the CDK's own library makes: providers of custom resources, and the functions that it keeps
 * once per stack under a name that ends in a fixed hash
 * (https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html).
 */
const framework: readonly RegExp[] = [
  /^Custom::/,
  /CustomResourceProvider$/,
  /^AWSCDK/,
  /^@aws-cdk--/,
  /^(?:LogRetention|BucketNotificationsHandler|AWS|CDKBucketDeployment)[0-9a-f]{32}$/i,
  /^framework-(?:onEvent|isComplete|onTimeout)$/,
  /^waiter-state-machine$/,
  /^CertificateRequestorFunction$/,
  /^CDKMetadata$/,
];

/** Is `construct` (`Stack/LogRetention…/Resource`) something that the CDK itself brought along? */
export function isFrameworkConstruct(construct: string): boolean {
  return construct.split('/').some((name, depth) => depth > 0 && framework.some((pattern) => pattern.test(name)));
}

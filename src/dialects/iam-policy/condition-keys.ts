/** Condition keys as AWS writes them. Their case means nothing, but people read it. */

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const written = [
  'aws:CalledVia',
  'aws:CurrentTime',
  'aws:MultiFactorAuthPresent',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceName',
  'aws:PrincipalType',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceIp',
  'aws:SourceOrgID',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'aws:ViaAWSService',
  'aws:VpcSourceIp',
  'iam:AssociatedResourceArn',
  'iam:PassedToService',
  'iam:PermissionsBoundary',
  'kms:CallerAccount',
  'kms:ViaService',
  'lambda:EventSourceToken',
  'lambda:FunctionUrlAuthType',
  's3:TlsVersion',
  'sns:Endpoint',
  'sns:Protocol',
  'sts:ExternalId',
  'sts:RoleSessionName',
];

const byLowerCase = new Map(written.map((key) => [key.toLowerCase(), key]));

export function conditionKey(key: string): string {
  return byLowerCase.get(key.toLowerCase()) ?? key;
}

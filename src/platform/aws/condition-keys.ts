/**
 * Which condition keys of a policy hold a statement for everybody to somebody: those whose fixed value makes S3 call a
 * policy not public, and those of other services that do the same.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html (the meaning of "public")
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */

/** What the values of a key name: an ARN or address is only as good as the part that is not a wildcard. */
export type KeyValues = 'names' | 'arns' | 'addresses';

/** Keys in lower case. `aws:SecureTransport`, `aws:Referer` and `aws:ViaAWSService` are not among them: anybody can meet those. */
export const callerKeys: Readonly<Record<string, KeyValues>> = {
  'aws:sourcearn': 'arns',
  'aws:sourceaccount': 'names',
  'aws:sourceowner': 'names',
  'aws:sourceorgid': 'names',
  'aws:sourceorgpaths': 'names',
  'aws:sourceip': 'addresses',
  'aws:vpcsourceip': 'addresses',
  'aws:sourcevpc': 'names',
  'aws:sourcevpcarn': 'arns',
  'aws:sourcevpce': 'names',
  'aws:vpceaccount': 'names',
  'aws:vpceorgid': 'names',
  'aws:vpceorgpaths': 'names',
  'aws:principalaccount': 'names',
  'aws:principalarn': 'arns',
  'aws:principalorgid': 'names',
  'aws:principalorgpaths': 'names',
  'aws:principalservicename': 'names',
  'aws:userid': 'names',
  'aws:username': 'names',
  'kms:calleraccount': 'names',
  's3:dataaccesspointarn': 'arns',
  's3:dataaccesspointaccount': 'names',
  's3:x-amz-server-side-encryption-aws-kms-key-id': 'arns',
  'sns:endpoint': 'names',
  'lambda:eventsourcetoken': 'names',
  'elasticfilesystem:accessedviamounttarget': 'names',
  'elasticfilesystem:accesspointarn': 'arns',
};

/** Keys whose last part is a tag's name: `aws:PrincipalTag/team`. */
export const callerKeyPrefixes: readonly string[] = ['aws:principaltag/'];

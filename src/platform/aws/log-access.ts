/** Which permissions show what stands in logs. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/permissions-reference-cwl.html */

/** Actions that show events, or have them sent elsewhere. Names and settings of groups show nothing that people wrote. */
export const logReads: readonly string[] = [
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:GetLogRecord',
  'logs:StartQuery',
  'logs:StartLiveTail',
  'logs:Unmask',
  'logs:CreateExportTask',
  'logs:PutSubscriptionFilter',
];

/** AWS's own policies that let their holder read every group. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudWatchLogsReadOnlyAccess.html */
export const logReaders: ReadonlySet<string> = new Set([
  'CloudWatchLogsFullAccess',
  'CloudWatchLogsReadOnlyAccess',
  'CloudWatchFullAccess',
  'CloudWatchFullAccessV2',
]);

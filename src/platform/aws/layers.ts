/** Who publishes public layers: by the account, or by the names that AWS gives its own in the many accounts of its regions. */

const accounts: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/powertools/python/latest/getting-started/install/
  '017000801446': 'AWS',
  '094274105915': 'AWS',
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
  '580247275435': 'AWS',
  // https://aws-otel.github.io/docs/getting-started/lambda
  '901920570463': 'AWS',
  '615299751070': 'AWS',
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
  '177933569100': 'AWS',
  // https://docs.datadoghq.com/serverless/libraries_integrations/extension/
  '464622532012': 'Datadog',
  // https://docs.newrelic.com/docs/serverless-function-monitoring/aws-lambda-monitoring/
  '451483290750': 'New Relic',
  // https://docs.sentry.io/platforms/python/integrations/aws-lambda/
  '943013980633': 'Sentry',
  // https://docs.lumigo.io/docs/lambda-layers
  '114300393969': 'Lumigo',
};

const awsNames = /^(AWS-|AWSLambda|AWSOpenTelemetry|AWSSDK|aws-otel-|LambdaInsightsExtension|LambdaAdapterLayer|AmazonProvided|CodeGuru|amazon-)/;

/** `AWS`, the name of a vendor, or undefined where nobody known publishes it. */
export function layerPublisher(account: string, layer: string): string | undefined {
  return accounts[account] ?? (awsNames.test(layer) ? 'AWS' : undefined);
}

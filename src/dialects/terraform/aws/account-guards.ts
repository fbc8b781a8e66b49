/** Reads the services that watch an account: AWS Config, Security Hub, IAM Access Analyzer, GuardDuty. */
import { flag, setting, text } from '../../../evaluation/setting.ts';
import { at, Block, Expression, isPartial, items, scalarText } from '../../../evaluation/tree.ts';
import type { AccountGuard } from '../../../model/safeguards.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { recordsEnough } from '../../../platform/aws/account-guards.ts';
import { addBeside } from '../adding.ts';
import { nounOf, within } from '../nouns.ts';
import type { Reading, ResourceReader, TerraformResource } from '../reading.ts';

function guardReader(
  guard: AccountGuard['guard'],
  more: (resource: TerraformResource, reading: Reading) => Partial<AccountGuard> = () => ({}),
): ResourceReader {
  return (resource, reading) => {
    reading.nouns.accountGuards.push({
      ...nounOf(resource, reading),
      kind: 'account-guard',
      guard,
      identifier: absent(resource.at),
      recording: absent<boolean>(resource.at, true),
      recordsFunctions: absent<boolean>(resource.at, true),
      ...more(resource, reading),
    });
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/config_configuration_recorder */
function recordsFunctions({ properties, at: head }: TerraformResource): Value<boolean> {
  const [group] = items(at(properties, 'recording_group'));
  if (!group) return absent<boolean>(head, true);
  const slot: Slot<boolean> = (to) =>
    to ? group.editor?.replace(new Block({ all_supported: true, include_global_resource_types: true })) : undefined;
  if (group.kind !== 'mapping') return unknown('its recording group is not known', group.at, undefined, undefined, group.via);
  const all = setting(group, ['all_supported'], flag, { head: group.at, default: true });
  if (all.state === 'unknown') return unknown(all.why, all.at, undefined, slot, all.via);
  if (all.value === true) return known<boolean>(true, all.at, slot, all.via);
  const listed = at(group, 'resource_types');
  if (!listed || at(group, 'exclusion_by_resource_types') || isPartial(listed))
    return unknown('what it records is not listed', group.at, undefined, slot);
  return known<boolean>(recordsEnough(items(listed).map((item) => scalarText(item) ?? '')), listed.at, slot, listed.via);
}

/** Whether a recorder runs stands in a resource of its own. */
function recordingOf(resource: TerraformResource, reading: Reading): Value<boolean> {
  const status = reading.belonging(resource, 'aws_config_configuration_recorder_status', 'name')[0] ?? onlyStatus(resource, reading);
  return status ? setting(status.properties, ['is_enabled'], flag, { head: status.at }) : absent<boolean>(resource.at);
}

/** An account has one recorder for each region: the only status beside the only recorder is its. */
function onlyStatus(resource: TerraformResource, reading: Reading): TerraformResource | undefined {
  const statuses = reading.ofType('aws_config_configuration_recorder_status').filter(({ module }) => module === resource.module);
  return statuses.length === 1 && reading.ofType(resource.type).length === 1 ? statuses[0] : undefined;
}

function ruleAdder(resource: TerraformResource): Slot<string> {
  return (identifier) =>
    addBeside(resource, 'aws_config_config_rule', identifier.toLowerCase(), (owner) => ({
      name: identifier.toLowerCase().replaceAll('_', '-'),
      ...(resource.type === 'aws_config_configuration_recorder' ? { depends_on: [new Expression(owner)] } : {}),
      source: new Block({ owner: 'AWS', source_identifier: identifier }),
    }))?.edits;
}

export const accountGuardReaders: Readonly<Record<string, ResourceReader>> = {
  aws_config_configuration_recorder: guardReader('recorder', (resource, reading) => ({
    recording: recordingOf(resource, reading),
    recordsFunctions: recordsFunctions(resource),
    addRule: ruleAdder(resource),
  })),
  aws_config_config_rule: guardReader('config-rule', (resource) => ({
    identifier: setting(resource.properties, within('source', 'source_identifier'), text, { head: resource.at }),
    addRule: resource.key === undefined ? ruleAdder(resource) : undefined,
  })),
  aws_config_organization_managed_rule: guardReader('config-rule', ({ properties, at: head }) => ({
    identifier: setting(properties, ['rule_identifier'], text, { head }),
  })),
  aws_config_conformance_pack: guardReader('conformance-pack'),
  aws_config_organization_conformance_pack: guardReader('conformance-pack'),
  aws_securityhub_account: guardReader('security-hub'),
  aws_securityhub_account_v2: guardReader('security-hub'),
  aws_securityhub_organization_configuration: guardReader('security-hub'),
  aws_accessanalyzer_analyzer: guardReader('access-analyzer'),
  aws_guardduty_detector: guardReader('threat-detection', ({ properties, at: head }) => ({
    recording: setting(properties, ['enable'], flag, { head, default: true }),
  })),
};

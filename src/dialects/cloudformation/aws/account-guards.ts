/** Reads the services that watch an account: AWS Config, Security Hub, IAM Access Analyzer, GuardDuty. */
import { flag, setting, text } from '../../../evaluation/setting.ts';
import { at, isPartial, items, scalarText } from '../../../evaluation/tree.ts';
import type { AccountGuard } from '../../../model/safeguards.ts';
import { absent, known, unknown, type Slot, type Value } from '../../../model/value.ts';
import { recordsEnough } from '../../../platform/aws/account-guards.ts';
import { nounOf } from '../resource-noun.ts';
import type { Reading, ResourceReader, TemplateResource } from '../template.ts';

function guardReader(
  guard: AccountGuard['guard'],
  more: (resource: TemplateResource, reading: Reading) => Partial<AccountGuard> = () => ({}),
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

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-config-configurationrecorder-recordinggroup.html */
function recordsFunctions({ properties, at: head }: TemplateResource): Value<boolean> {
  const group = at(properties, 'RecordingGroup');
  if (!group) return absent<boolean>(head, true);
  const slot: Slot<boolean> = (to) => (to ? group.editor?.replace({ AllSupported: true, IncludeGlobalResourceTypes: true }) : undefined);
  if (group.kind !== 'mapping') return unknown('its recording group is not known', group.at, undefined, undefined, group.via);
  const all = setting(group, ['AllSupported'], flag, { head: group.at, default: false });
  if (all.state === 'unknown') return unknown(all.why, all.at, undefined, slot, all.via);
  if (all.value === true) return known<boolean>(true, all.at, slot, all.via);
  const listed = at(group, 'ResourceTypes');
  if (!listed || at(group, 'ExclusionByResourceTypes') || isPartial(listed))
    return unknown('what it records is not listed', group.at, undefined, slot);
  return known<boolean>(recordsEnough(items(listed).map((item) => scalarText(item) ?? '')), listed.at, slot, listed.via);
}

/** Adds a managed rule beside what is there. */
function ruleAdder(resource: TemplateResource, reading: Reading): Slot<string> {
  return (identifier) => {
    const id = identifier
      .split('_')
      .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
      .join('');
    return reading.addResource(id, {
      Type: 'AWS::Config::ConfigRule',
      ...(resource.type === 'AWS::Config::ConfigurationRecorder' ? { DependsOn: resource.id } : {}),
      Properties: { Source: { Owner: 'AWS', SourceIdentifier: identifier } },
    });
  };
}

export const accountGuardReaders: Readonly<Record<string, ResourceReader>> = {
  'AWS::Config::ConfigurationRecorder': guardReader('recorder', (resource, reading) => ({
    recordsFunctions: recordsFunctions(resource),
    addRule: ruleAdder(resource, reading),
  })),
  'AWS::Config::ConfigRule': guardReader('config-rule', (resource, reading) => ({
    identifier: setting(resource.properties, ['Source', 'SourceIdentifier'], text, { head: resource.at }),
    addRule: ruleAdder(resource, reading),
  })),
  'AWS::Config::OrganizationConfigRule': guardReader('config-rule', ({ properties, at: head }) => ({
    identifier: setting(properties, ['OrganizationManagedRuleMetadata', 'RuleIdentifier'], text, { head }),
  })),
  'AWS::Config::ConformancePack': guardReader('conformance-pack'),
  'AWS::Config::OrganizationConformancePack': guardReader('conformance-pack'),
  'AWS::SecurityHub::Hub': guardReader('security-hub'),
  'AWS::SecurityHub::HubV2': guardReader('security-hub'),
  'AWS::AccessAnalyzer::Analyzer': guardReader('access-analyzer'),
  'AWS::GuardDuty::Detector': guardReader('threat-detection', ({ properties, at: head }) => ({
    recording: setting(properties, ['Enable'], flag, { head, default: true }),
  })),
};

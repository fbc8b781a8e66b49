/** What the modules for databases, caches, file systems, search domains and keys of terraform-aws-modules make: https://registry.terraform.io/namespaces/terraform-aws-modules (read in November 2026). All of them encrypt unless their callers say otherwise. */
import type { Tree } from '../../../evaluation/tree.ts';
import { isOn, part, preset, type Expander, type Inputs, type RegistryCall } from './part.ts';

interface StoreModule {
  readonly type: string;
  /** The switches without which nothing is made. */
  readonly made: readonly string[];
  /** Attributes, by the inputs of the same meaning. */
  readonly inputs: Inputs;
  /** What the module says where its caller does not, by attribute: the input, and what stands for it. */
  readonly presets?: Readonly<Record<string, readonly [input: string, value: string | boolean]>>;
}

function expanderOf({ type, made, inputs, presets = {} }: StoreModule): Expander {
  return (call) => {
    if (made.some((input) => isOn(call, input, true) === false)) return [];
    return [part(call, type, inputs, presetsOf(call, presets))];
  };
}

function presetsOf(call: RegistryCall, presets: NonNullable<StoreModule['presets']>): Readonly<Record<string, Tree>> {
  return Object.fromEntries(Object.entries(presets).map(([attribute, [input, value]]) => [attribute, preset(call, input, value)]));
}

const modules: Readonly<Record<string, StoreModule>> = {
  efs: {
    type: 'aws_efs_file_system',
    made: ['create'],
    inputs: { kms_key_id: 'kms_key_arn' },
    presets: { encrypted: ['encrypted', true] },
  },
  rds: {
    type: 'aws_db_instance',
    made: ['create_db_instance'],
    inputs: {
      identifier: 'identifier',
      engine: 'engine',
      kms_key_id: 'kms_key_id',
      snapshot_identifier: 'snapshot_identifier',
      replicate_source_db: 'replicate_source_db',
      vpc_security_group_ids: 'vpc_security_group_ids',
    },
    presets: { storage_encrypted: ['storage_encrypted', true], publicly_accessible: ['publicly_accessible', false] },
  },
  'rds-aurora': {
    type: 'aws_rds_cluster',
    made: ['create'],
    inputs: {
      cluster_identifier: 'name',
      engine: 'engine',
      kms_key_id: 'kms_key_id',
      snapshot_identifier: 'snapshot_identifier',
      global_cluster_identifier: 'global_cluster_identifier',
    },
    presets: { storage_encrypted: ['storage_encrypted', true] },
  },
  elasticache: {
    type: 'aws_elasticache_replication_group',
    made: ['create', 'create_replication_group'],
    inputs: {
      replication_group_id: 'replication_group_id',
      engine: 'engine',
      kms_key_id: 'kms_key_arn',
      transit_encryption_mode: 'transit_encryption_mode',
    },
    presets: {
      at_rest_encryption_enabled: ['at_rest_encryption_enabled', true],
      transit_encryption_enabled: ['transit_encryption_enabled', true],
    },
  },
  kms: {
    type: 'aws_kms_key',
    made: ['create'],
    inputs: { policy: 'policy', customer_master_key_spec: 'customer_master_key_spec', key_usage: 'key_usage' },
    presets: { enable_key_rotation: ['enable_key_rotation', true] },
  },
};

export const storeExpanders: Readonly<Record<string, Expander>> = Object.fromEntries(
  Object.entries(modules).map(([name, row]) => [name, expanderOf(row)]),
);

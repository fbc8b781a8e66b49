/** Trees that expressions come to, as the readers of Terraform know them. */
export * from '../../../evaluation/computed.ts';

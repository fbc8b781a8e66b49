/** Reads security rules of Firestore and Cloud Storage that a configuration releases itself; those in files of their own are read there. */
import { at, items } from '../../../evaluation/tree.ts';
import { textAt } from '../../../source/span.ts';
import { addRules } from '../../firebase-rules/reading.ts';
import type { ResourceReader } from '../reading.ts';

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/firebaserules_ruleset */
const readRuleset: ResourceReader = (resource, reading) => {
  for (const file of items(at(resource.properties, 'source', 'files'))) {
    const content = at(file, 'content');
    const written = content ? textAt(content.at) : '';
    const first = written.search(/\b(?:rules_version|service)\b/);
    // Only a text over several lines stands here as it is released.
    if (!content || first < 0 || !written.startsWith('<<')) continue;
    const { file: source, start } = content.at;
    addRules(reading.key(resource.address), source, reading.nouns, start + first, start + written.trimEnd().lastIndexOf('\n') + 1);
  }
};

export const securityRuleReaders: Readonly<Record<string, ResourceReader>> = { google_firebaserules_ruleset: readRuleset };

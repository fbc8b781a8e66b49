/** XML of callers whose entities are resolved. */
import type { Flow, Language } from '../../model/code.ts';
import { defineRule } from '../rule.ts';
import { flowsInto } from './flow.ts';

const repair = {
  title: 'refuse document types and external entities',
  check: 'documents with a document type of their own are refused from then on: check that none is meant to come',
};

/**
 * What a file says when its parsers resolve what a document names. Java does unless it is told not to; lxml since 5.0 and .NET since 4.5.2
 * do only where they are told to (lxml.de/5.0/changes-5.0.0.html, learn.microsoft.com CA3075, seen 2026-11).
 */
const resolving: Readonly<Partial<Record<Language, (text: string) => boolean>>> = {
  java: (text) =>
    !/disallow-doctype-decl|external-(?:general|parameter)-entities|ACCESS_EXTERNAL_DTD|SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|FEATURE_SECURE_PROCESSING|setExpandEntityReferences\s*\(\s*false|setEntityResolver|setXMLResolver/.test(
      text,
    ),
  python: (text) => /\b(?:resolve_entities|load_dtd)\s*=\s*True\b|\bno_network\s*=\s*False\b|\bfeature_external_ges\s*,\s*True\b/.test(text),
  csharp: (text) => /\bXmlResolver\s*=\s*new\s+XmlUrlResolver\b/.test(text),
  javascript: () => true,
  typescript: () => true,
};

export default defineRule({
  id: 'injection/external-entity',
  title: 'Entities in XML from callers are resolved',
  practice: 'injection',
  severity: 'high',
  confidence: 'medium',
  cwe: [611],
  why: 'A document can name files and addresses that the parser then reads for it: the function’s files, its credentials, hosts in its network; or entities that grow until memory is gone.',
  remedy: 'Refuse document types, and turn external entities off.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html'],
  since: '0.1.0',
  messages: {
    flow: '{call} resolves what XML from the caller of {name} asks for',
  },

  check: (application) => flowsInto('xml', repair, application, isResolving),
});

function isResolving({ sink: { file } }: Flow): boolean {
  return resolving[file.language]?.(file.file.text) === true;
}

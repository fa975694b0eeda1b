import { randomUUID } from 'node:crypto';
import type { Bundle, BundleEntry, Composition, CompositionSection, Device, Organization, Patient } from 'fhir/r4';
import packageFile from '../../../../package.json' with { type: 'json' };
import type { InstallationConfig } from '../../../config.ts';
import { hsaIdentifier, present } from '../mapping/data-types.ts';
import type { Generation } from '../mapping/generation.ts';
import { systems } from '../mapping/systems.ts';
import { pointedAt } from '../search/entries.ts';
import type { Gathered } from '../search/records.ts';
import { noInformationEntry } from './absence.ts';
import { withClinicalStatus } from './clinical-status.ts';
import { emptyReason, reasonOf, reasons } from './emptiness.ts';
import { createEntries, type Entries } from './entries.ts';
import type { Picked, Section } from './section.ts';
import { sectionNarrative, statementOf } from './statement.ts';

export interface DocumentParts {
  readonly installation: InstallationConfig;
  readonly generation: Generation;
  readonly patient: Patient;
  readonly gathered: Gathered;
  /** What of it each section shows. */
  readonly picked: ReadonlyMap<Section, readonly Picked[]>;
  readonly now: Date;
  /** Canonicals that the Bundle claims. */
  readonly profiles: readonly string[];
}

const ips = 'http://hl7.org/fhir/uv/ips/StructureDefinition/';

/**
 * The International Patient Summary as a document (IPS 2.0, also kept to what 1.1 asks): Composition first, patient,
 * what made it, and the entries of each section, all pointing at each other inside the Bundle.
 */
export function summaryDocument(parts: DocumentParts): Bundle {
  const { installation, generation, gathered, now } = parts;
  const timestamp = now.toISOString();
  const entries = createEntries(parts.patient);
  const device = entries.add(deviceOf(installation));
  const organization = entries.add(organizationOf(installation, generation));
  const section = [...parts.picked].map(([one, picked]) => sectionOf(one, picked, parts, entries));
  const composition: Composition = {
    resourceType: 'Composition',
    id: randomUUID(),
    meta: { profile: [`${ips}Composition-uv-ips`] },
    language: 'sv-SE',
    text: statementOf(gathered, installation.name, timestamp),
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` },
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] },
    subject: entries.patient,
    date: timestamp,
    author: [device, organization],
    title: 'Patientöversikt – International Patient Summary',
    confidentiality: entries.isRestricted() ? 'R' : 'N',
    custodian: organization,
    section,
  };
  return {
    resourceType: 'Bundle',
    meta: {
      profile: [...parts.profiles],
      security: [{ system: systems.confidentiality, code: composition.confidentiality ?? 'N' }],
    },
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` },
    type: 'document',
    timestamp,
    entry: [{ fullUrl: `urn:uuid:${composition.id}`, resource: composition } as BundleEntry, ...entries.all()],
  };
}

function sectionOf(
  section: Section,
  picked: readonly Picked[],
  parts: DocumentParts,
  entries: Entries,
): CompositionSection {
  const reason = reasonOf(section, parts.gathered);
  const references = picked.map(({ resource, record }) => {
    for (const one of pointedAt(resource, record)) entries.add(one);
    return entries.add(withClinicalStatus(resource));
  });
  if (references.length === 0 && section.required) {
    references.push(entries.add(noInformationEntry(section.required, randomUUID(), entries.patient, reasons[reason])));
  }
  return {
    title: section.title,
    code: { coding: [{ system: 'http://loinc.org', code: section.loinc }] },
    text: sectionNarrative(section, picked, parts.gathered),
    ...(references.length > 0 ? { entry: references } : { emptyReason: emptyReason(reason) }),
  };
}

function deviceOf({ name }: InstallationConfig): Device {
  return {
    resourceType: 'Device',
    id: randomUUID(),
    deviceName: [{ name: `Norrbryggan (${name})`, type: 'user-friendly-name' }],
    version: [{ value: packageFile.version }],
  };
}

function organizationOf({ name, hsaId }: InstallationConfig, generation: Generation): Organization {
  return {
    resourceType: 'Organization',
    id: randomUUID(),
    meta: { profile: present(generation.profileOf('Organization')) },
    identifier: [hsaIdentifier(generation, hsaId)],
    name,
  };
}

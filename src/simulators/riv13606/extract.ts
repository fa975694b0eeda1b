import { swedishTime } from '../world/calendar.ts';
import type { Patient } from '../world/patient.ts';
import { stableId } from '../world/random.ts';
import { type Composition, writeComposition } from './composition.ts';
import { demographicExtract } from './demographics.ts';
import { element, hsaId, instanceId, oid, type TypeForm, text, value } from './types.ts';

/** One EHR_EXTRACT with these compositions of a patient, and everyone they name. */
export function extract(source: string, patient: Patient, compositions: readonly Composition[]): string {
  const written = compositions.map((one, index) => writeComposition(one, formOf(index))).join('');
  return element(
    'ehr_extract',
    extractHead(source, patient) + written + demographicExtract(patient, compositions, 'default'),
  );
}

/** What comes before the compositions. */
export function extractHead(source: string, { identity }: Patient): string {
  return (
    instanceId('ehr_id', oid.localId, `${source}#${stableId(12, source, identity.id)}`) +
    hsaId('ehr_system', source) +
    text('rm_id', 'EN 13606') +
    instanceId('subject_of_care', identity.type, identity.id) +
    value('time_created', swedishTime(new Date()))
  );
}

/** Both ways of writing xsi:type occur in real answers, so both occur here. */
export const formOf = (index: number): TypeForm => (index % 2 === 0 ? 'default' : 'prefixed');

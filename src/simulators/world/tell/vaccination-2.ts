import type { VaccinationMedicalRecord } from '../../../contracts/index.ts';
import { dateText } from '../calendar.ts';
import { codeSystem } from '../content/code.ts';
import { type Vaccination, vaccines } from '../content/vaccination.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { stableId } from '../random.ts';
import { cv, words } from './coded.ts';
import { headerOf, localId, nameOf, orgUnitOf, writtenAt } from './header.ts';

type Body = VaccinationMedicalRecord['vaccinationMedicalRecordBody'];

export function vaccination2({ chart, entries }: History): VaccinationMedicalRecord[] {
  return entries('vaccination').map((entry) => ({
    vaccinationMedicalRecordHeader: { ...headerOf(chart, entry), documentTime: writtenAt(entry) },
    vaccinationMedicalRecordBody: {
      registrationRecord: {
        careGiverOrg: { orgUnitHSAId: entry.unit.provider, orgUnitName: 'Regionen (demo)' },
        sourceSystemName: chart.source,
        sourceSystemProductName: 'Journalsystem Demo',
        sourceSystemProductVersion: '1.0',
        sourceSystemContact: { personName: 'Systemförvaltningen (demo)' },
        date: dateText(entry.day),
        ...(entry.content.note && { vaccinationUnstructuredNote: entry.content.note }),
        ...(entry.content.adverse && { patientAdverseEffect: [words(entry.content.adverse)] }),
      },
      administrationRecord: entry.content.vaccines.map((given, index) => administered(entry, given, index)),
    },
  }));
}

function administered(
  entry: Entry<Vaccination>,
  { vaccine, dose, site }: Vaccination['vaccines'][number],
  index: number,
): NonNullable<Body['administrationRecord']>[number] {
  const { program, source } = entry.content;
  const { atc, type, name, diseases } = vaccines[vaccine];
  return {
    ...(program && { vaccinationProgramName: words(program) }),
    performerOrg: orgUnitOf(entry),
    performer: { hsaid: entry.author.hsaId, personName: nameOf(entry) },
    ...(site && { anatomicalSite: words(site) }),
    route: words(vaccine === 'rotavirus' ? 'Oral användning' : 'Intramuskulär användning'),
    dose: { quantity: { value: '0.5', unit: 'ml' }, displayName: '0,5 ml' },
    ...(dose ? { doseOrdinalNumber: dose[0], numberOfPrescribedDoses: dose[1] } : { isDoseComplete: true }),
    ...(source && { sourceDescription: source }),
    typeOfVaccine: cv({ code: atc, system: codeSystem.atc, name: type }),
    vaccineName: words(name),
    vaccineBatchId: `DEMO${stableId(4, 'batch', vaccine, dateText(entry.day).slice(0, 6)).toUpperCase()}`,
    vaccineManufacturer: 'Vaccinbolaget Demo',
    vaccineTargetDisease: diseases.map(words),
    vaccinationUniqueReference: localId(`${entry.id}-${index + 1}`),
  };
}

import type { Dn } from '../../src/hsa/dn.ts';
import type { Record } from './ldif-writer.ts';
import { fictionalPhone, type Random } from './random.ts';
import { below, type Place } from './units.ts';

/** What a person does, with the codes the directory knows it by. */
export interface Profession {
  readonly title: string;
  /** Legitimerad yrkesgrupp; undefined for those without a licence. */
  readonly licence?: string;
  readonly position?: readonly [code: string, name: string];
  readonly speciality?: string;
}

export const physician: Profession = { title: 'Läkare', licence: 'Läkare', position: ['203090', 'Läkare'] };
const consultant: Profession = {
  title: 'Överläkare',
  licence: 'Läkare',
  position: ['201010', 'Överläkare'],
  speciality: 'Internmedicin',
};
const generalPractitioner: Profession = {
  title: 'Distriktsläkare',
  licence: 'Läkare',
  position: ['203090', 'Läkare'],
  speciality: 'Allmänmedicin',
};
const resident: Profession = { title: 'AT-läkare', licence: 'Läkare', position: ['204010', 'AT-läkare'] };
export const nurse: Profession = { title: 'Sjuksköterska', licence: 'Sjuksköterska' };
const midwife: Profession = { title: 'Barnmorska', licence: 'Barnmorska' };
export const assistantNurse: Profession = { title: 'Undersköterska' };
export const secretary: Profession = { title: 'Medicinsk sekreterare' };

/** Who works at a kind of unit. */
export function staffOf(place: Place): readonly Profession[] {
  if (place.kind === 'home-care') return [nurse, nurse];
  if (place.kind === 'social-care') return [nurse, assistantNurse];
  if (place.kind === 'health-centre') return [generalPractitioner, nurse, nurse, secretary];
  if (place.name.startsWith('Kvinnokliniken')) return [consultant, midwife, midwife, secretary];
  return [consultant, resident, nurse];
}

const givenNames = [
  'Aila',
  'Anders',
  'Annika',
  'Bengt',
  'Britta',
  'Disa',
  'Eilert',
  'Elin',
  'Erik',
  'Freja',
  'Gustav',
  'Hanna',
  'Henrik',
  'Inga-Maj',
  'Jaana',
  'Johan',
  'Karl-Erik',
  'Kerstin',
  'Lars',
  'Lovisa',
  'Märta',
  'Mikael',
  'Nils',
  'Olof',
  'Petra',
  'Ragnhild',
  'Rebecka',
  'Sara',
  'Siri',
  'Sven',
  'Tilda',
  'Ulrika',
  'Viktor',
  'Åke',
  'Åsa',
  'Örjan',
] as const;
const surnameStarts = [
  'Alm',
  'Berg',
  'Björk',
  'Dal',
  'Ek',
  'Fjäll',
  'Fors',
  'Gran',
  'Hed',
  'Ler',
  'Lund',
  'Mo',
  'Norr',
  'Näs',
  'Ris',
  'Sjö',
  'Sten',
  'Strand',
  'Tall',
  'Vik',
  'Ås',
  'Älv',
  'Ö',
] as const;
const surnameEnds = ['demo', 'provberg', 'exempelsson', 'testlund', 'påhittström'] as const;

/** An invented name; the surnames say so. */
export function inventName(random: Random): readonly [given: string, surname: string] {
  return [random.pick(givenNames), `${random.pick(surnameStarts)}${random.pick(surnameEnds)}`];
}

export interface PersonPlan {
  readonly hsaId: string;
  readonly given: string;
  readonly surname: string;
  readonly profession: Profession;
  /** Where the person's object stands, which says nothing of where she works. */
  readonly parent: Dn;
  readonly countyCode: string;
  readonly marks?: readonly ('hsaConfidentialPerson' | 'hsaFeignedDataObject')[];
  readonly systemRoles?: readonly string[];
  readonly middleName?: string;
}

export function personRecord(plan: PersonPlan, serial: number): Record {
  const { profession, marks = [] } = plan;
  const full = [plan.given, plan.middleName, plan.surname].filter(Boolean).join(' ');
  const isPrescriber = profession.licence === 'Läkare';
  return {
    dn: below(plan.parent, 'cn', full),
    attributes: [
      ['objectClass', ['top', 'person', ...marks]],
      ['cn', full],
      ['sn', plan.surname],
      ['givenName', plan.given],
      ['middleName', plan.middleName],
      ['fullName', full],
      ['hsaIdentity', plan.hsaId],
      ['title', profession.title],
      ['hsaTitle', profession.licence],
      ['paTitleCode', profession.position?.[0]],
      ['paTitleName', profession.position?.[1]],
      ['specialityName', profession.speciality],
      ['personalPrescriptionCode', isPrescriber ? String(9_000_000 + serial) : undefined],
      [
        'hsaSosTitleCodeSpeciality',
        isPrescriber && profession.speciality ? `LK;9900;${profession.speciality}` : undefined,
      ],
      ['hsaGroupPrescriptionCode', profession.title === 'AT-läkare' ? '9200007' : undefined],
      ['hsaSosNursePrescriptionRight', nurseRight(profession, serial)],
      ['hospIdentityNumber', profession.licence ? String(100_000 + serial) : undefined],
      ['hsaTelephoneNumber', fictionalPhone(plan.countyCode, serial)],
      ['mail', `${plan.hsaId.slice(13).toLowerCase()}@person.example`],
      ['hsaSystemRole', plan.systemRoles],
      ['hsaProtectedPerson', marks.includes('hsaConfidentialPerson') ? '1' : undefined],
    ],
  };
}

/** Midwives may prescribe, every other nurse too. */
function nurseRight({ licence }: Profession, serial: number): string | undefined {
  if (licence === 'Barnmorska') return 'BM;J';
  return licence === 'Sjuksköterska' ? `SJ;${serial % 2 === 0 ? 'J' : 'N'}` : undefined;
}

export interface CommissionPlan {
  readonly hsaId: string;
  readonly name: string;
  readonly parent: Dn;
  readonly purpose: string;
  readonly rights: readonly string[];
  /** `HSA-id;start;end`, or an HSA-id alone for one without dates. */
  readonly members: readonly string[];
}

export function commissionRecord(plan: CommissionPlan): Record {
  return {
    dn: below(plan.parent, 'cn', plan.name),
    attributes: [
      ['objectClass', ['top', 'hsaCommission']],
      ['cn', plan.name],
      ['hsaIdentity', plan.hsaId],
      ['hsaCommissionPurpose', plan.purpose],
      ['hsaCommissionRight', plan.rights],
      ['hsaCommissionMember', plan.members.map((member) => (member.includes(';') ? member : `${member};;`))],
    ],
  };
}

/** Rights of ordinary care: own unit (VE), own provider (VG) and cohesive record sharing (SJF). */
export const careRights = ['Läsa;alla;SJF', 'Läsa;alla;VG', 'Skriva;alla;VE'] as const;
export const officeRights = ['Läsa;alla;VG'] as const;

import { oidOf, systemOids } from '../../codes/index.ts';
import type { CareContact3, CodedValue } from '../../contracts/index.ts';
import { codedValue } from '../coded-value.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, organisationIdOf, recordedOf } from './context.ts';
import { headerFrom } from './header.ts';
import { knownIn } from './known-in.ts';
import { orgUnitOf, type professionalOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Coding, Resource } from './resources.ts';
import { conceptOf, timeOf, wordsOfConcept, writingOf } from './values.ts';

type Encounter = Resource<'Encounter'>;
type Unit = Draft<NonNullable<CareContact3['careContactBody']['careContactOrgUnit']>>;

/** KV Vårdkontakttyp in words. */
const kinds = { 1: 'Besök', 2: 'Telefon', 3: 'Vårdtillfälle', 4: 'Dagsjukvård', 5: 'Annan' } as const;

/** v3-ActCode in the words of the national list, whose codes for them nobody has published. */
const actKinds: Readonly<Record<string, string>> = {
  AMB: kinds[1],
  EMER: kinds[1],
  FLD: kinds[1],
  HH: kinds[1],
  VR: kinds[2],
  IMP: kinds[3],
  ACUTE: kinds[3],
  NONAC: kinds[3],
  OBSENC: kinds[3],
  SS: kinds[4],
};

/** The Swedish concepts of SNOMED CT for the state of a care contact. */
const states = {
  booked: { code: '53631000052103', said: 'Bokad' },
  ongoing: { code: '53651000052107', said: 'Pågående' },
  onLeave: { code: '53681000052104', said: 'På permission' },
  ended: { code: '53671000052101', said: 'Avslutad' },
  calledOff: { code: '53641000052109', said: 'Inställd' },
  voided: { code: '53691000052102', said: 'Makulerad' },
} as const;
const statuses: Readonly<Record<string, (typeof states)[keyof typeof states]>> = {
  planned: states.booked,
  arrived: states.ongoing,
  triaged: states.ongoing,
  'in-progress': states.ongoing,
  onleave: states.onLeave,
  finished: states.ended,
  cancelled: states.calledOff,
  'entered-in-error': states.voided,
};

export const careContacts: Mapping = (search, context) =>
  eachOf('Encounter', search, (encounter) => careContactFrom(encounter, context));

/** Encounter → GetCareContacts 3. */
function careContactFrom(encounter: Encounter, context: Context): Mapped<CareContact3> {
  const { status, period, serviceProvider } = encounter;
  const [start, end] = [timeOf(period?.start), timeOf(period?.end)];
  const { authorTime, undated } = writingOf(
    recordedOf(encounter, context),
    encounter.meta?.lastUpdated,
    period?.start,
    period?.end,
  );
  const { header, beside } = headerFrom(
    encounter,
    {
      subject: encounter.subject,
      author: encounter.participant?.[0]?.individual,
      authorTime,
      nullified: status === 'entered-in-error',
      unit: organisationIdOf(serviceProvider, encounter, context.index),
    },
    context,
  );
  const state = knownIn(statuses, status);
  const told = orgUnitOf(serviceProvider, encounter, context.index);
  // Version 2 of the contract wants its id: by a name alone nobody there would see the contact.
  const unit = told?.orgUnitHSAId === undefined ? (unitOf(beside.careUnit) ?? told) : told;
  return {
    item: {
      careContactHeader: {
        ...header,
        accountableHealthcareProfessional: wholeProfessional(header.accountableHealthcareProfessional, unit),
      },
      careContactBody: {
        careContactCode: kindOf(encounter),
        careContactReason: wordsOfConcept(encounter.reasonCode?.[0]),
        careContactOrgUnit: unit,
        careContactTimePeriod: { start, end },
        careContactStatus: state && { code: state.code, codeSystem: systemOids.snomedCt, displayName: state.said },
      },
    },
    ...beside,
    undated,
    careContact: header.documentId,
  };
}

/** For version 2 of the contract, whose professional has a name and a unit or is not told. */
function wholeProfessional(professional: ReturnType<typeof professionalOf>, unit: Unit | undefined) {
  const id = professional.healthcareProfessionalHSAId;
  if (id === undefined) return professional;
  return {
    ...professional,
    healthcareProfessionalName: professional.healthcareProfessionalName ?? id,
    healthcareProfessionalOrgUnit: professional.healthcareProfessionalOrgUnit ?? unit,
  };
}

/** Where the contact took place, if the encounter does not say: at the unit that owns the information. */
function unitOf(careUnit: string | undefined): Unit | undefined {
  return careUnit ? { orgUnitHSAId: careUnit, orgUnitName: careUnit } : undefined;
}

/** `class` holds the national code or the international one; either may also stand in `type`. */
function kindOf(encounter: Encounter): CodedValue | undefined {
  const types = (encounter.type ?? []).flatMap(({ coding }) => coding ?? []);
  const codings = [...(encounter.class ? [encounter.class] : []), ...types];
  const national = codings.find(({ system, code }) => code && oidOf(system ?? '') === systemOids.careContactType);
  if (national) return nationalKind(national);
  const known = codings.map(({ code }) => knownIn(actKinds, code)).find(Boolean);
  if (known) return { originalText: known };
  const said = codings.filter(({ code }) => code !== 'UNK');
  return conceptOf({ coding: said });
}

function nationalKind({ code, display, version }: Coding): CodedValue | undefined {
  const said = Object.entries(kinds).find(([number]) => number === code)?.[1];
  return codedValue({ code, system: systemOids.careContactType, version, display: said ?? display });
}

import type { Coding, Encounter } from 'fhir/r4';
import { type BridgeRecord, type CareContact, getCareContacts2 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { isPast, period, present, text } from './data-types.ts';
import { authorOf, beginningOf } from './header.ts';
import { narrative, readableTime } from './narrative.ts';
import { organizationOf } from './professional.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { systems } from './systems.ts';

type Body = CareContact['careContactBody'];

interface Kind {
  readonly said: string;
  /** The act code for readers abroad; `class` holds one Coding and keeps the national one. */
  readonly act: { readonly code: string; readonly display: string } | undefined;
}

/** KV Vårdkontakttyp as the integers of GetCareContacts 2.0. */
const kinds: Readonly<Record<NonNullable<Body['careContactCode']>, Kind>> = {
  1: { said: 'Besök', act: { code: 'AMB', display: 'ambulatory' } },
  2: { said: 'Telefonkontakt', act: { code: 'VR', display: 'virtual' } },
  3: { said: 'Vårdtillfälle', act: { code: 'IMP', display: 'inpatient encounter' } },
  4: { said: 'Dagsjukvård', act: { code: 'SS', display: 'short stay' } },
  5: { said: 'Annan vårdkontakt', act: undefined },
};

interface Progress {
  readonly said: string;
  readonly status: Encounter['status'];
}

const progresses: Readonly<Record<NonNullable<Body['careContactStatus']>, Progress>> = {
  1: { said: 'ej påbörjad', status: 'planned' },
  2: { said: 'inställd', status: 'cancelled' },
  3: { said: 'pågående', status: 'in-progress' },
  4: { said: 'avbruten', status: 'finished' },
  5: { said: 'avslutad', status: 'finished' },
};

const unknownClass: Coding = { system: systems.nullFlavor, code: 'UNK', display: 'unknown' };

export const careContacts = recordMapping<CareContact>(getCareContacts2, (record, context) => ({
  resources: [mapCareContact(record, context)],
  withdrawnBecause: withdrawalReason(record.data.careContactHeader),
}));

/** GetCareContacts 2 → Encounter (SEEHDSEncounter). */
export function mapCareContact(record: BridgeRecord<CareContact>, context: MappingContext): Encounter {
  const { careContactHeader: header, careContactBody: body } = record.data;
  const kind = body.careContactCode === undefined ? undefined : kinds[body.careContactCode];
  const progress = body.careContactStatus === undefined ? undefined : progresses[body.careContactStatus];
  const { start, end } = body.careContactTimePeriod;
  const author = authorOf(header, context);
  const provider = organizationOf(body.careContactOrgUnit, 'provider', context);
  const reason = text(body.careContactReason);
  return {
    resourceType: 'Encounter',
    ...beginningOf(
      'Encounter',
      record.header,
      [body.careContactOrgUnit, header.accountableHealthcareProfessional?.healthcareProfessionalOrgUnit],
      context,
    ),
    text: narrative(kind?.said ?? 'Vårdkontakt', [
      ['Orsak', reason],
      ['Enhet', provider.reference?.display],
      ['Från', readableTime(start)],
      ['Till', readableTime(end)],
      ['Status', header.nullified ? 'makulerad' : progress?.said],
    ]),
    contained: present(...author.contained, ...provider.contained),
    status: header.nullified
      ? 'entered-in-error'
      : (progress?.status ?? (isPast(end, context.now) ? 'finished' : 'unknown')),
    class:
      body.careContactCode === undefined
        ? unknownClass
        : { system: systems.careContactType, code: String(body.careContactCode) },
    type: kind?.act ? [{ coding: [{ system: systems.actCode, ...kind.act }] }] : undefined,
    subject: context.patient,
    participant: author.reference ? [{ individual: author.reference }] : undefined,
    period: period(start, end),
    reasonCode: reason ? [{ text: reason }] : undefined,
    serviceProvider: provider.reference,
  };
}

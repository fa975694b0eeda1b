import type { CareContact } from '../../contracts/index.ts';
import { compose } from '../compose.ts';
import { participationOf } from '../composition.ts';
import { oneOf, text } from '../conversions.ts';
import { orgUnitOf } from '../demographics.ts';
import type { Context } from '../extract.ts';
import { authorTimeOf, documentIdOf, identityOf, ownerOf, professionalOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { child } from '../node.ts';
import { orgUnitNamed, participation } from '../people.ts';
import { element, type Row, readRows, writeRows } from '../rows.ts';
import { idOf, intervalOf } from '../values.ts';

const kinds = oneOf({ Besök: 1, Telefon: 2, Vårdtillfälle: 3, Dagsjukvård: 4, Annan: 5 }, { value: 5 });
const statuses = oneOf({ 'Ej påbörjad': 1, Inställd: 2, Pågående: 3, Avbruten: 4, Avslutad: 5 }, { value: 1 });

/** From `careContactBody`. */
export const careContactRows: readonly Row[] = [
  element('vko-vko-typ', kinds, 'careContactCode'),
  element('vko-vko-ors', text, 'careContactReason'),
  element('vko-vko-sta', statuses, 'careContactStatus'),
];

/** `vko` ↔ GetCareContacts 2. */
export const careContact: InformationType<CareContact> = {
  code: 'vko',
  contract: 'GetCareContacts:2',
  isRecord: (meaning) => meaning === 'vko',
  isEntry: (meaning) => meaning === 'vko-vko',
  withoutEntry: true,
  companions: [],
  read: (context) => {
    const { composition, entry, extract } = context;
    const performedAt = child(participationOf(composition, 'ute', entry), 'performer');
    return [
      {
        item: {
          careContactHeader: { ...identityOf(context), accountableHealthcareProfessional: wholeProfessional(context) },
          careContactBody: {
            ...readRows(careContactRows, entry),
            careContactOrgUnit: orgUnitOf(performedAt, extract.demographics) ?? owningUnit(context),
            careContactTimePeriod: periodOf(context),
          },
        },
        ...ownerOf(composition),
        careContact: documentIdOf(context),
        undated: authorTimeOf(context) === undefined,
      },
    ];
  },
  write: ({ careContactHeader: header, careContactBody: body }) => {
    const unit = orgUnitNamed(body.careContactOrgUnit);
    return {
      compositions: [
        compose({
          meaning: 'vko',
          header,
          session: body.careContactTimePeriod,
          participations: unit ? [participation('ute', { performer: unit.reference })] : [],
          people: unit?.entity ? [unit.entity] : [],
          entry: { code: 'vko-vko', items: writeRows(careContactRows, body) },
        }),
      ],
    };
  },
};

/** A contact of which only the end is known began, as far as anyone knows, then. */
function periodOf({ composition }: Context) {
  const { start, end } = intervalOf(child(composition, 'session_time'));
  return { start: start ?? end, end };
}

/**
 * In this contract the block is optional but demands person, name and unit, and it alone tells who owns the contact. A
 * person without HSA-id has the source's own id, without name goes by the id, without unit stands under the care unit;
 * without a person the block is left out.
 */
function wholeProfessional(context: Context) {
  const professional = professionalOf(context, authorTimeOf(context, periodOf(context).start));
  const id =
    professional.healthcareProfessionalHSAId ?? idOf(child(child(context.composition, 'composer'), 'performer'));
  const unit = professional.healthcareProfessionalOrgUnit ?? owningUnit(context);
  if (id === undefined || unit === undefined) return undefined;
  return {
    ...professional,
    healthcareProfessionalHSAId: id,
    healthcareProfessionalName: professional.healthcareProfessionalName ?? id,
    healthcareProfessionalOrgUnit: unit,
  };
}

function owningUnit({ composition, extract }: Context) {
  return orgUnitOf(child(participationOf(composition, 'iag'), 'performer'), extract.demographics);
}

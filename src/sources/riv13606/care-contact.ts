import type { CareContact } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { elementValue, participationOf } from './composition.ts';
import { orgUnitOf } from './demographics.ts';
import { type Context, identityOf, ownerOf, professionalOf } from './header.ts';
import { child } from './node.ts';
import { intervalOf, textOf } from './values.ts';

const kinds: Readonly<Record<string, 1 | 2 | 3 | 4>> = { Besök: 1, Telefon: 2, Vårdtillfälle: 3, Dagsjukvård: 4 };
const otherKind = 5;

const statuses: Readonly<Record<string, 1 | 2 | 3 | 4 | 5>> = {
  'Ej påbörjad': 1,
  Inställd: 2,
  Pågående: 3,
  Avbruten: 4,
  Avslutad: 5,
};
const unknownStatus = 1;

/** `vko` → GetCareContacts 2. */
export function careContactFrom(context: Context): Mapped<CareContact> {
  const { composition, entry, extract } = context;
  const kind = textOf(elementValue(entry, 'vko-vko-typ'))?.trim();
  const status = textOf(elementValue(entry, 'vko-vko-sta'))?.trim();
  const owner = ownerOf(composition);
  const performedAt = child(participationOf(composition, 'ute'), 'performer');
  const owning = child(participationOf(composition, 'iag'), 'performer');
  const identity = identityOf(context);
  return {
    item: {
      careContactHeader: { ...identity, accountableHealthcareProfessional: wholeProfessional(context) },
      careContactBody: {
        careContactCode: kind === undefined ? undefined : (kinds[kind] ?? otherKind),
        careContactReason: textOf(elementValue(entry, 'vko-vko-ors')),
        careContactOrgUnit: orgUnitOf(performedAt, extract.demographics) ?? orgUnitOf(owning, extract.demographics),
        careContactTimePeriod: periodOf(context),
        careContactStatus: status === undefined ? undefined : (statuses[status] ?? unknownStatus),
      },
    },
    ...owner,
    careContact: identity.documentId,
  };
}

/** A contact of which only the end is known began, as far as anyone knows, then. */
function periodOf({ composition }: Context) {
  const { start, end } = intervalOf(child(composition, 'session_time'));
  return { start: start ?? end, end };
}

/**
 * In this contract the block is optional but demands person, name and unit. A person without name goes by the HSA-id,
 * a person without unit stands under the care unit; without a person the block is left out.
 */
function wholeProfessional(context: Context) {
  const { composition, extract } = context;
  const professional = professionalOf(context, periodOf(context).start);
  const id = professional.healthcareProfessionalHSAId;
  const owning = child(participationOf(composition, 'iag'), 'performer');
  const unit = professional.healthcareProfessionalOrgUnit ?? orgUnitOf(owning, extract.demographics);
  if (id === undefined || unit === undefined) return undefined;
  return {
    ...professional,
    healthcareProfessionalName: professional.healthcareProfessionalName ?? id,
    healthcareProfessionalOrgUnit: unit,
  };
}

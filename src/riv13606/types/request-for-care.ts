import { type Composition, compose, linkTo } from '../compose.ts';
import { entriesOf } from '../composition.ts';
import { text } from '../conversions.ts';
import type { Context, Found } from '../extract.ts';
import { committedAt, demandsNoIds, documentIdOf, personOf } from '../header.ts';
import type { Professional } from '../people.ts';
import { element, type Row, readRows, writeRows } from '../rows.ts';
import type { Made } from '../write.ts';

/** The care request (`vbe`, vårdbegäran) behind a result: a composition of its own, linked to it. */
export interface RequestForCare {
  readonly id: string;
  readonly reason?: string | undefined;
  /** Who made it; their time is when. */
  readonly author?: Professional | undefined;
  readonly time?: string | undefined;
}

/** Stands where RIV-TA demands a text and the source tells none. */
export const missing = 'saknas';

export const requestRows: readonly Row[] = [element('vbe-vbe-fst', text, 'reason')];

/** The request behind a result; undefined where the answer holds none. */
export function requestOf(context: Context) {
  const [found] = context.linked('vbe');
  return (
    found && {
      id: documentIdOf(found),
      time: committedAt(found.composition),
      author: authorOf(found),
      ...reasonOf(found),
    }
  );
}

function reasonOf(found: Found): { readonly reason?: string } {
  return readRows(requestRows, entriesOf(found.composition)[0]);
}

/** Without care unit and care provider: the contracts name those of the record alone. */
function authorOf(found: Found) {
  return personOf(found, demandsNoIds);
}

/** Its composition, owned by whoever owns the result. */
export function requestMade(
  { id, reason, author, time }: RequestForCare,
  owner: Professional | undefined,
): Composition {
  const { healthcareProfessionalCareUnitHSAId, healthcareProfessionalCareGiverHSAId } = owner ?? {};
  return compose({
    meaning: 'vbe',
    header: {
      documentId: id,
      accountableHealthcareProfessional: {
        ...author,
        ...(healthcareProfessionalCareUnitHSAId && { healthcareProfessionalCareUnitHSAId }),
        ...(healthcareProfessionalCareGiverHSAId && { healthcareProfessionalCareGiverHSAId }),
      },
    },
    committed: time ?? author?.authorTime,
    entry: { code: 'vbe-vbe', items: writeRows(requestRows, { reason }) },
  });
}

export function linkToRequest(id: string): Made {
  return linkTo('vbe', [id]);
}

import type { Composition, Header } from '../composition.ts';
import { elementWriter, entry } from '../record-components.ts';

interface Request {
  readonly id: string;
  readonly question: string | undefined;
  /** Who asked, and when; the record's author where that is not known. */
  readonly author?: Header['accountableHealthcareProfessional'];
}

/** The request for care (vbe) behind an examination, owned as the examination is. */
export function requestComposition(header: Header, { id, question, author }: Request): Composition {
  const answerer = header.accountableHealthcareProfessional;
  const { healthcareProfessionalCareUnitHSAId: unit, healthcareProfessionalCareGiverHSAId: provider } = answerer ?? {};
  const asked = author ?? answerer;
  return {
    meaning: 'vbe',
    header: {
      documentId: id,
      ...(asked && {
        accountableHealthcareProfessional: {
          ...asked,
          ...(unit && { healthcareProfessionalCareUnitHSAId: unit }),
          ...(provider && { healthcareProfessionalCareGiverHSAId: provider }),
        },
      }),
    },
    entry: (form) => entry(form, { code: 'vbe-vbe' }, [], elementWriter(form, 'items').text('vbe-vbe-fst', question)),
  };
}

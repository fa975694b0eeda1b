import type { Mark } from '../records/item.ts';

type MarkTexts = Readonly<Record<Mark, string>>;

export const markTexts: { readonly sv: MarkTexts; readonly en: MarkTexts } = {
  sv: {
    unreadable: 'Går inte att visa',
    withdrawn: 'Makulerad',
    obsolete: 'Inaktuell',
    negated: 'Nekat: gäller inte patienten',
    cancelled: 'Inställd eller avbruten',
    corrected: 'Rättad',
    preliminary: 'Preliminär',
    supplementary: 'Tillägg',
    unsigned: 'Signatur saknas',
    'dissenting-opinion': 'Patienten har avvikande mening',
    'order-ended': 'Avslutad',
    'order-planned': 'Planerad',
    'self-medication': 'Egenvård',
    'outside-reference': 'Utanför referensintervall',
    'not-shown-to-patient': 'Visas inte för patienten',
    'possible-duplicate': 'Kan vara dubblett',
  },
  en: {
    unreadable: 'Cannot be shown',
    withdrawn: 'Withdrawn',
    obsolete: 'Obsolete',
    negated: 'Negated: not so for the patient',
    cancelled: 'Cancelled or broken off',
    corrected: 'Corrected',
    preliminary: 'Preliminary',
    supplementary: 'Supplement',
    unsigned: 'No signature',
    'dissenting-opinion': 'The patient disagrees',
    'order-ended': 'Ended',
    'order-planned': 'Planned',
    'self-medication': 'Self-medication',
    'outside-reference': 'Outside the reference interval',
    'not-shown-to-patient': 'Not shown to the patient',
    'possible-duplicate': 'May be a duplicate',
  },
};

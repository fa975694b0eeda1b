/** Vaccines by what they protect against. Names and batches are invented. */
export const vaccines = {
  tetanus: { atc: 'J07AM01', type: 'Tetanusvaccin', name: 'Stelkramp Demo', diseases: ['Stelkramp'] },
  tdap: {
    atc: 'J07AJ52',
    type: 'Vaccin mot difteri, stelkramp och kikhosta',
    name: 'Tripel Demo',
    diseases: ['Difteri', 'Stelkramp', 'Kikhosta'],
  },
  dtapIpv: {
    atc: 'J07CA02',
    type: 'Vaccin mot difteri, stelkramp, kikhosta och polio',
    name: 'Tetra Demo',
    diseases: ['Difteri', 'Stelkramp', 'Kikhosta', 'Polio'],
  },
  hexavalent: {
    atc: 'J07CA09',
    type: 'Sexvalent kombinationsvaccin',
    name: 'Hexa Demo',
    diseases: ['Difteri', 'Stelkramp', 'Kikhosta', 'Polio', 'Hib-infektion', 'Hepatit B'],
  },
  pneumococcal: {
    atc: 'J07AL02',
    type: 'Pneumokockvaccin, konjugat',
    name: 'Pneumo Demo',
    diseases: ['Pneumokockinfektion'],
  },
  rotavirus: { atc: 'J07BH01', type: 'Rotavirusvaccin', name: 'Rota Demo', diseases: ['Rotavirusinfektion'] },
  mmr: {
    atc: 'J07BD52',
    type: 'Vaccin mot mässling, påssjuka och röda hund',
    name: 'MPR Demo',
    diseases: ['Mässling', 'Påssjuka', 'Röda hund'],
  },
  influenza: { atc: 'J07BB02', type: 'Influensavaccin', name: 'Influensa Demo', diseases: ['Influensa'] },
  covid: { atc: 'J07BN01', type: 'Covid-19-vaccin', name: 'Covid Demo', diseases: ['Covid-19'] },
  tbe: { atc: 'J07BA01', type: 'Vaccin mot fästingburen encefalit', name: 'TBE Demo', diseases: ['TBE'] },
} as const;
export type VaccineName = keyof typeof vaccines;

export interface Vaccination {
  readonly kind: 'vaccination';
  /** None: only the free text is known. */
  readonly vaccines: readonly {
    readonly vaccine: VaccineName;
    /** Which dose of how many. */
    readonly dose?: readonly [ordinal: number, of: number];
    readonly site?: string;
  }[];
  readonly program?: string;
  readonly note?: string;
  /** Where it was learnt from, when registered afterwards. */
  readonly source?: string;
  readonly adverse?: string;
}

export const vaccinate = (
  given: Vaccination['vaccines'],
  more: Partial<Omit<Vaccination, 'kind' | 'vaccines'>> = {},
): Vaccination => ({ kind: 'vaccination', vaccines: given, ...more });

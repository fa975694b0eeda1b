import type { StoredEntry } from '../../faces/portal-api/shapes/access-log.ts';

interface EntryTexts {
  readonly outcomes: Readonly<Record<StoredEntry['outcome'], string>>;
  readonly purposes: Readonly<Record<string, string>>;
  /** Of an act that was carried out: nothing was shown. */
  readonly done: string;
  readonly emergency: string;
}

/** What the values of an entry are called. The log has the national words for purposes. */
export const entryTexts: { readonly sv: EntryTexts; readonly en: EntryTexts } = {
  sv: {
    outcomes: {
      released: 'Visades',
      partial: 'Delvis',
      empty: 'Inget fanns',
      refused: 'Nekades',
      failed: 'Misslyckades',
    },
    purposes: {},
    done: 'Gjordes',
    emergency: 'Nödsituation',
  },
  en: {
    outcomes: { released: 'Shown', partial: 'In part', empty: 'Nothing found', refused: 'Refused', failed: 'Failed' },
    purposes: {
      'Vård och behandling': 'Care and treatment',
      Kvalitetssäkring: 'Quality assurance',
      'Annan dokumentation enligt lag': 'Other documentation by law',
      Statistik: 'Statistics',
      Administration: 'Administration',
      Kvalitetsregister: 'Quality register',
    },
    done: 'Done',
    emergency: 'Emergency',
  },
};

export const purposes = [
  'Vård och behandling',
  'Administration',
  'Kvalitetssäkring',
  'Annan dokumentation enligt lag',
  'Statistik',
  'Kvalitetsregister',
] as const;

export const outcomes = ['released', 'partial', 'empty', 'refused', 'failed'] as const;

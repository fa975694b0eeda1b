import type { ShownExport } from '../../../faces/portal-api/shapes/integrity.ts';

const sv = {
  title: 'Export av loggen',
  what:
    'Allt i loggen som vårdgivaren ansvarar för, en rad JSON för varje post, och sist det som bevisar raderna. Du kan lämna ' +
    'sidan medan exporten görs. Bara du hämtar det du har börjat, varje hämtning står i loggen, och efter ett dygn är den borta.',
  careful: 'Filen innehåller personnummer och ska förvaras som loggen själv.',
  begin: 'Börja en export',
  caption: 'Exporter det senaste dygnet',
  none: 'Ingen export har gjorts det senaste dygnet.',
  waiting: 'Hämtar',
  begun: 'Började',
  by: 'Av',
  state: 'Läge',
  states: {
    running: 'Pågår',
    finished: 'Klar',
    failed: 'Misslyckades',
    interrupted: 'Avbröts: processen som gjorde den är borta. Börja om.',
  } satisfies Record<ShownExport['state'], string>,
  entries: 'Poster',
  size: 'Storlek',
  gone: 'Tas bort',
  acts: 'Åtgärder',
  take: 'Hämta',
  cancel: 'Avbryt',
  remove: 'Ta bort',
  ofAnother: 'Hämtas av den som började',
  progress: 'Exporterar',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Export of the log',
    what:
      'Everything in the log that the care provider is controller of, a line of JSON for each entry, and last what proves ' +
      'the lines. You may leave the page while it is made. You alone take what you began, each taking is on the log, and ' +
      'after a day it is gone.',
    careful: 'The file holds personal numbers and is to be kept as the log itself.',
    begin: 'Begin an export',
    caption: 'Exports of the last day',
    none: 'No export was made in the last day.',
    waiting: 'Fetching',
    begun: 'Begun',
    by: 'By',
    state: 'State',
    states: {
      running: 'Under way',
      finished: 'Finished',
      failed: 'Failed',
      interrupted: 'Interrupted: the process that made it is gone. Begin again.',
    },
    entries: 'Entries',
    size: 'Size',
    gone: 'Removed',
    acts: 'Actions',
    take: 'Fetch',
    cancel: 'Cancel',
    remove: 'Remove',
    ofAnother: 'Fetched by who began it',
    progress: 'Exporting',
  },
};

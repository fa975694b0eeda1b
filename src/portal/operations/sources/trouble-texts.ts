import type { Readiness } from '../../../faces/ops/admin.ts';

type TroubleTexts = Readonly<Record<Readiness['part'], string>>;

/** What does not work when a part of a process is not ready, each a sentence. */
export const troubleTexts: { readonly sv: TroubleTexts; readonly en: TroubleTexts } = {
  sv: {
    process: 'Processen håller på att starta eller stanna.',
    bus: 'Frågor till källorna går inte fram som de ska.',
    store: 'Databasen svarar inte som den ska.',
    deliveries: 'Meddelanden som kan skickas blir liggande.',
    log: 'Åtkomstloggen skrivs inte så säkert som den ska.',
    directory: 'Katalogen svarar inte, eller med gamla uppgifter.',
    routing: 'Det går inte att veta vem som får fråga vad och var.',
    persons: 'Personregistret svarar inte.',
    witness: 'Det går inte att se vad vittnena har funnit om loggen.',
    'directory-copy': 'Det går inte att se hur gammal kopian av katalogen är.',
    processes: 'Det går inte att se hur de andra processerna mår.',
  },
  en: {
    process: 'The process is starting or stopping.',
    bus: 'Queries to the sources do not get through as they should.',
    store: 'The database does not answer as it should.',
    deliveries: 'Messages that can be sent are left lying.',
    log: 'The access log is not written as safely as it should be.',
    directory: 'The directory does not answer, or answers what is old.',
    routing: 'Nobody can tell who may ask what where.',
    persons: 'The person register does not answer.',
    witness: 'What witnesses have found of the log cannot be seen.',
    'directory-copy': 'How old the copy of the directory is cannot be seen.',
    processes: 'How the other processes are cannot be seen.',
  },
};

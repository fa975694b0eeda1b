import type { BridgeRecord, Contract, RecordFilter } from '../../contracts/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import { type ContractCheck, failed, notTried, passed, unless, type Verdict } from '../check.ts';
import { ask, type Conversation } from '../conversation.ts';
import { insteadOf } from '../said.ts';
import { canAskFor } from './askable.ts';
import { counted, lookingAtRecords, noRecords } from './looking.ts';

type Kept = BridgeRecord<object>;

/** One narrower question, and which records belong in its answer. */
interface Narrowing {
  readonly filter: Partial<RecordFilter>;
  belongs(record: Kept): boolean;
}

/** Nothing from outside the period asked for, and all that is inside it. */
export const period: ContractCheck = {
  id: 'period',
  title: { sv: 'Tidsintervallet avgränsar svaret', en: 'The period bounds the answer' },
  why: {
    sv: 'Poster utanför intervallet har ingen frågat efter och ingen prövat; poster som saknas i det tror läsaren inte finns.',
    en: 'Records outside the period nobody asked for and nobody judged; those missing in it the reader believes not to exist.',
  },
  mend: {
    sv: 'Jämför med de tider som kontraktets beskrivning anger, i hela dygn, svensk tid, med båda ändarna inräknade.',
    en: 'Compare with the times that the contract’s description names, in whole days, Swedish time, both ends included.',
  },
  concerns: canAskFor({ period: { start: '20200101', end: '20200101' } }),
  attempt: (conversation) => {
    const { inPeriod } = conversation.contract;
    return narrowed(conversation, (records) =>
      daysOf(records).map((day) => ({
        filter: { period: { start: day, end: day } },
        belongs: ({ data }) => inPeriod(data as Parameters<Contract['inPeriod']>[0], { start: day, end: day }),
      })),
    );
  },
};

/** The same of care units. */
export const careUnit: ContractCheck = {
  id: 'care-unit',
  title: { sv: 'Vårdenheten avgränsar svaret', en: 'The care unit bounds the answer' },
  why: {
    sv: 'Den som frågar om en enhet litar på att svaret är den enhetens, varken mer eller mindre.',
    en: 'Whoever asks about one unit relies on it that the answer is that unit’s, no more and no less.',
  },
  mend: {
    sv: 'Jämför careUnitHSAId med den informationsägande vårdenheten i posten, utan hänsyn till skiftläge.',
    en: 'Compare careUnitHSAId with the owning care unit of the record, whatever the letter case.',
  },
  concerns: canAskFor({ careUnits: ['SE1'] }),
  attempt: (conversation) =>
    narrowed(conversation, (records) =>
      unitsOf(records).map((unit) => ({
        filter: { careUnits: [unit] },
        belongs: ({ header }) => header.careUnit !== undefined && sameHsaId(header.careUnit, unit),
      })),
    ),
};

/** The same of care contacts, whose ids mean something in their own system alone: it is named with them. */
export const careContact: ContractCheck = {
  id: 'care-contact',
  title: { sv: 'Vårdkontakten avgränsar svaret', en: 'The care contact bounds the answer' },
  why: {
    sv: 'Den som läser om ett besök litar på att allt som skrevs vid det kommer, och inget från ett annat.',
    en: 'Whoever reads about one visit relies on it that all that was written there comes, and nothing of another.',
  },
  mend: {
    sv: 'Jämför careContactId, tecken för tecken, med careContactId i postens huvud, och i GetCareContacts med vårdkontaktens eget documentId; frågan anger också sourceSystemHSAId.',
    en: 'Compare careContactId, character by character, with careContactId in the header of the record, and in GetCareContacts with the contact’s own documentId; the question names sourceSystemHSAId too.',
  },
  concerns: canAskFor({ careContacts: ['1'] }),
  attempt: (conversation) =>
    narrowed(
      conversation,
      (records) =>
        contactsOf(records).map((contact) => ({
          filter: { careContacts: [contact], sourceSystem: conversation.address },
          belongs: (record) => contactOf(record) === contact,
        })),
      notTried('Ingen av posterna anger sin vårdkontakt.', 'None of the records names its care contact.'),
    ),
};

/** Its own HSA-id in the question is the system that was asked: no narrower than without. */
export const sourceSystem: ContractCheck = {
  id: 'source-system',
  title: {
    sv: 'Systemets eget HSA-id som källsystem ger samma svar',
    en: 'The system’s own HSA-id as source system gives the same answer',
  },
  why: {
    sv: 'Frågor om vårdkontakter och reservnummer måste ange källsystemet. Ett system som inte känner igen sig självt svarar då ingenting.',
    en: 'Questions about care contacts and reserve numbers must name the source system. One that does not know itself then answers nothing.',
  },
  mend: {
    sv: 'Jämför sourceSystemHSAId med systemets egna HSA-id, utan hänsyn till skiftläge, och svara som utan det när de är lika.',
    en: 'Compare sourceSystemHSAId with the system’s own HSA-id, whatever the letter case, and answer as without it where they are the same.',
  },
  concerns: canAskFor({ sourceSystem: 'SE1' }),
  attempt: async (conversation) => {
    const { plain, address } = conversation;
    if (plain.kind !== 'answer' || plain.records.length === 0) return noRecords;
    const reply = await ask(conversation, { sourceSystem: address });
    const isSame = reply.kind === 'answer' && reply.records.length === plain.records.length;
    return isSame ? passed : failed(insteadOf(reply, 'samma svar som utan källsystem', 'the same answer as without'));
  },
};

const daysOf = (records: readonly Kept[]) => [
  ...new Set(records.map(({ header }) => header.time.slice(0, 8)).filter((day) => /^\d{8}$/.test(day))),
];
const unitsOf = (records: readonly Kept[]) => [...new Set(records.flatMap(({ header }) => header.careUnit ?? []))];
const contactsOf = (records: readonly Kept[]) => [...new Set(records.flatMap((record) => contactOf(record) ?? []))];

/** Of a care contact, its own id. */
function contactOf({ data, header }: Kept): string | undefined {
  const [name, written] = Object.entries(data).find(([element]) => element.endsWith('Header')) ?? [];
  return name === 'careContactHeader' ? header.documentId : (written as { careContactId?: string })?.careContactId;
}

/** Asks the question that should leave most out, and compares with the answer to the plain one. */
function narrowed(
  conversation: Conversation,
  ways: (records: readonly Kept[]) => readonly Narrowing[],
  noWay = notTried('Inga poster är hela nog att avgränsa efter.', 'No records are sound enough to narrow by.'),
): Verdict | Promise<Verdict> {
  let chosen: Narrowing | undefined;
  let expected: readonly Kept[] = [];
  const looked = lookingAtRecords(conversation, (records) => {
    const sound = records.filter(({ problems }) => problems === undefined);
    for (const way of ways(sound)) {
      const belonging = sound.filter(way.belongs);
      if (belonging.length === 0 || (chosen && belonging.length >= expected.length)) continue;
      chosen = way;
      expected = belonging;
    }
    return noWay;
  });
  return chosen ? compared(conversation, chosen, expected) : looked;
}

async function compared(conversation: Conversation, way: Narrowing, expected: readonly Kept[]): Promise<Verdict> {
  const reply = await ask(conversation, way.filter);
  if (reply.kind !== 'answer') return failed(insteadOf(reply, 'ett avgränsat svar', 'a narrower answer'));
  const came = new Set(reply.records.map(({ header }) => header.documentId));
  const missing = expected.filter(({ header }) => !came.has(header.documentId));
  const outside = reply.records.filter((record) => record.problems === undefined && !way.belongs(record));
  return unless([
    ...counted(outside.length, 'utanför det som frågades efter', 'outside of what was asked for'),
    ...counted(missing.length, 'saknas i det avgränsade svaret', 'missing in the narrower answer'),
  ]);
}

import { isDeepStrictEqual } from 'node:util';
import { type Contract, sendable, type Violation, validate } from '../../contracts/index.ts';
import { brokenRules } from '../../contracts/rules.ts';
import { type ContractCheck, unless } from '../check.ts';
import { violationWords } from '../said.ts';
import { counted, lookingAtRecords } from './looking.ts';

type Holder = Readonly<Record<string, unknown>>;

/** What the contract's description asks beyond its schema. */
export const rules: ContractCheck = {
  id: 'rules',
  title: { sv: 'Posterna följer kontraktets regler', en: 'Records follow the contract’s rules' },
  why: {
    sv: 'Tjänstekontraktsbeskrivningen kräver mer än schemat. Bryggan rättar det den kan och håller inne resten; andra mottagare gör olika.',
    en: 'The contract’s description asks more than its schema. The bridge mends what it can and withholds the rest; other receivers differ.',
  },
  mend: {
    sv: 'Utelämna fält som beskrivningen säger aldrig ska skickas, och ange en kod antingen helt (kod, kodsystem och benämning) eller som originaltext.',
    en: 'Leave out fields that the description says are never sent, and give a code either whole (code, code system and display name) or as original text.',
  },
  attempt: (conversation) =>
    lookingAtRecords(conversation, (records) => {
      const { item, itemElement } = conversation.contract;
      // What breaks the schema is another check's business, and its rules expect a whole record.
      const whole = records.filter(({ data }) => validate(item, data, itemElement).length === 0);
      const broken = whole.flatMap(({ data }) => brokenBy(conversation.contract, data as Holder));
      const mended = whole.flatMap(({ data }) => differences(data, sendable(conversation.contract, data), itemElement));
      return unless(violationWords([...broken, ...mended]));
    }),
};

function brokenBy({ rules: own, item, itemElement }: Contract, data: Holder): readonly Violation[] {
  return own ? brokenRules(own, item, data, itemElement) : [];
}

/** Where what may be sent is not what was sent. */
function differences(sent: unknown, allowed: unknown, path: string): readonly Violation[] {
  if (isDeepStrictEqual(sent, allowed)) return [];
  if (allowed === undefined) return [{ path, rule: 'is never sent in this contract' }];
  if (typeof sent !== 'object' || typeof allowed !== 'object' || sent === null || allowed === null)
    return [{ path, rule: 'is not by the contract’s rules' }];
  const steps = Object.keys(sent).flatMap((name) =>
    differences((sent as Holder)[name], (allowed as Holder)[name], /^\d+$/.test(name) ? path : `${path}/${name}`),
  );
  return steps.length > 0 ? steps : [{ path, rule: 'is not by the contract’s rules' }];
}

/** One id for each record. */
export const ids: ContractCheck = {
  id: 'ids',
  title: { sv: 'Varje post har sitt eget id', en: 'Each record has an id of its own' },
  why: {
    sv: 'På id:t känns en post igen mellan svar. Med samma id på två poster försvinner den ena ur översikten.',
    en: 'By its id a record is known again in another answer. With one id on two records, one of them is lost to the overview.',
  },
  mend: {
    sv: 'Ge varje post ett id som är unikt i systemet och detsamma varje gång posten lämnas ut.',
    en: 'Give each record an id that is unique in the system, and the same each time it is given out.',
  },
  attempt: (conversation) =>
    lookingAtRecords(conversation, (records) => {
      const known = records.map(({ header }) => header.documentId).filter((id) => id !== '');
      return unless([
        ...counted(records.length - known.length, 'saknar id', 'without an id'),
        ...counted(known.length - new Set(known).size, 'har samma id som en annan', 'with the id of another'),
      ]);
    }),
};

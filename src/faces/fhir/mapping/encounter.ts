import type { Coding, Encounter } from 'fhir/r4';
import { type BridgeRecord, type CareContact3, getCareContacts3 } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { type CodedValue, codeableConcept, isPast, period, present, text } from './data-types.ts';
import { authorOf, beginningOf } from './header.ts';
import { narrative, readableTime } from './narrative.ts';
import { organizationOf } from './professional.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { systems } from './systems.ts';

type Body = CareContact3['careContactBody'];

interface Kind {
  /** In KV Vårdkontakttyp. */
  readonly code: string;
  readonly said: string;
  /** The words by which a sender without code is understood, lower case. */
  readonly words: readonly string[];
  /** The act code for readers abroad; `class` holds one Coding and keeps the national one. */
  readonly act: { readonly code: string; readonly display: string } | undefined;
}

/** KV Vårdkontakttyp. Version 3 of the contract takes any coding; senders of version 2 come with the words alone. */
const kinds: readonly Kind[] = [
  { code: '1', said: 'Besök', words: ['besök'], act: { code: 'AMB', display: 'ambulatory' } },
  { code: '2', said: 'Telefonkontakt', words: ['telefon', 'telefonkontakt'], act: { code: 'VR', display: 'virtual' } },
  { code: '3', said: 'Vårdtillfälle', words: ['vårdtillfälle'], act: { code: 'IMP', display: 'inpatient encounter' } },
  { code: '4', said: 'Dagsjukvård', words: ['dagsjukvård'], act: { code: 'SS', display: 'short stay' } },
  { code: '5', said: 'Annan vårdkontakt', words: ['annan', 'annan vårdkontakt'], act: undefined },
];

interface Progress {
  readonly code: string;
  readonly said: string;
  readonly status: Encounter['status'];
}

/** The states of a care contact (SNOMED CT, Swedish edition). Senders without code are understood by the words. */
const progresses: readonly Progress[] = [
  { code: '53631000052103', said: 'bokad', status: 'planned' },
  { code: '53701000052102', said: 'på väntelista', status: 'planned' },
  { code: '53651000052107', said: 'pågående', status: 'in-progress' },
  { code: '53681000052104', said: 'på permission', status: 'onleave' },
  { code: '53671000052101', said: 'avslutad', status: 'finished' },
  { code: '53661000052105', said: 'avbruten', status: 'finished' },
  { code: '53641000052109', said: 'inställd', status: 'cancelled' },
  { code: '53691000052102', said: 'makulerad', status: 'entered-in-error' },
];

const unknownClass: Coding = { system: systems.nullFlavor, code: 'UNK', display: 'unknown' };

export const careContacts = recordMapping<CareContact3>(getCareContacts3, (record, context) => ({
  resources: [mapCareContact(record, context)],
  withdrawnBecause: withdrawalReason(record.data.careContactHeader),
  doubts: statusIsUnknown(record.data.careContactBody) ? ['careContactStatus'] : [],
}));

/** GetCareContacts 3 → Encounter (SEEHDSEncounter). */
export function mapCareContact(record: BridgeRecord<CareContact3>, context: MappingContext): Encounter {
  const { careContactHeader: header, careContactBody: body } = record.data;
  const kind = kindOf(body.careContactCode);
  const progress = progressOf(body.careContactStatus);
  const { start, end } = body.careContactTimePeriod ?? {};
  const author = authorOf(header, context);
  const provider = organizationOf(body.careContactOrgUnit, 'provider', context);
  const reason = text(body.careContactReason);
  return {
    resourceType: 'Encounter',
    ...beginningOf(
      'Encounter',
      record.header,
      [body.careContactOrgUnit, header.accountableHealthcareProfessional.healthcareProfessionalOrgUnit],
      context,
    ),
    text: narrative(kind?.said ?? wordsOf(body.careContactCode) ?? 'Vårdkontakt', [
      ['Orsak', reason],
      ['Enhet', provider.reference?.display],
      ['Från', readableTime(start)],
      ['Till', readableTime(end)],
      ['Status', header.nullified ? 'makulerad' : (progress?.said ?? wordsOf(body.careContactStatus))],
    ]),
    contained: present(...author.contained, ...provider.contained),
    status: header.nullified
      ? 'entered-in-error'
      : (progress?.status ?? (isPast(end, context.now) ? 'finished' : 'unknown')),
    class: classOf(body.careContactCode, kind),
    type: kind?.act ? [{ coding: [{ system: systems.actCode, ...kind.act }] }] : undefined,
    subject: context.patient,
    participant: author.reference ? [{ individual: author.reference }] : undefined,
    period: period(start, end),
    reasonCode: reason ? [{ text: reason }] : undefined,
    serviceProvider: provider.reference,
  };
}

function kindOf(given: Body['careContactCode']): Kind | undefined {
  const code = text(given?.code);
  if (code !== undefined) return kinds.find((kind) => kind.code === code);
  const said = wordsOf(given)?.toLowerCase();
  return kinds.find(({ words }) => said !== undefined && words.includes(said));
}

/** The national kind; a kind of another list as its sender wrote it; without code its words. */
function classOf(given: Body['careContactCode'], kind: Kind | undefined): Coding {
  const concept = given && codeableConcept(given, systems.careContactType);
  const [coding] = concept?.coding ?? [];
  // A Coding has no text: words without a display name stand for it.
  if (coding) return { ...coding, display: coding.display ?? concept?.text };
  if (kind) return { system: systems.careContactType, code: kind.code, display: kind.said };
  return concept?.text === undefined ? unknownClass : { system: systems.careContactType, display: concept.text };
}

/** All codes of this field are SNOMED CT's, whatever OID a sender gives it. */
function progressOf(given: Body['careContactStatus']): Progress | undefined {
  const code = text(given?.code);
  if (code !== undefined) return progresses.find((progress) => progress.code === code);
  const said = wordsOf(given)?.toLowerCase();
  return progresses.find((progress) => progress.said === said);
}

function statusIsUnknown({ careContactStatus: given }: Body): boolean {
  return given !== undefined && (text(given.code) ?? wordsOf(given)) !== undefined && progressOf(given) === undefined;
}

function wordsOf(given: CodedValue | undefined): string | undefined {
  return text(given?.originalText) ?? text(given?.displayName);
}

import { type BridgeRecord, contracts, type RecordFilter } from '../../contracts/index.ts';
import { askFhirR4 } from '../../sources/fhir-r4/connector.ts';
import { mappings } from '../../sources/fhir-r4/mappings.ts';
import { formless } from '../../sources/fhir-r4/reading.ts';
import type { Conversation, HttpRequest } from '../../sources/http.ts';
import { SourceFailure } from '../../sources/query.ts';
import type { Asked, Dialect, Manner } from '../dialect.ts';
import { type Refusal, type Reply, type Unreadable, unreadable } from '../reply.ts';
import { exchange, type HttpReply, type Message } from '../system.ts';
import type { Words } from '../words.ts';
import { flawsOf } from './fhir-flaws.ts';
import { pageIn, readJson, refusalIn } from './fhir-json.ts';
import { createLog, type Log, messageFor } from './fhir-log.ts';
import { queryFor } from './query.ts';

/** FHIR R4: the searches of the bridge's own connector, and its mapping to the contracts' records. */
export const fhirDialect: Dialect = {
  protocol: 'fhir-r4',
  contracts: contracts.filter(({ id }) => mappings[id]),
  refusal: {
    sv: 'HTTP 4xx med ett OperationOutcome som har en issue med severity error och en kod',
    en: 'HTTP 4xx with an OperationOutcome that has an issue with severity error and a code',
  },
  ask: (about, filter = {}, manner = {}) =>
    manner.wrong ? askWrongly(about, manner.wrong) : askRightly(about, filter, manner),
  send: async (about, shows) => exchange(about.system, { ...(await firstMessage(about)), shows }),
};

async function askRightly(about: Asked, filter: Partial<RecordFilter>, { partSize }: Manner): Promise<Reply> {
  const log = createLog(about.system, partSize);
  const records: BridgeRecord<object>[] = [];
  try {
    for await (const batch of askFhirR4(questionFor(about, filter, log)))
      for (const part of batch)
        if (part.kind === 'record' && !isFormless(part.record)) records.push(part.record as BridgeRecord<object>);
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown;
    return { ...noAnswer(log, thrown), milliseconds: log.milliseconds() };
  } finally {
    log.close();
  }
  const pages = log.exchanges.flatMap(({ page }) => page ?? []);
  const matches = pages.flatMap(({ entry = [] }) => entry.filter(({ search }) => search?.mode !== 'include'));
  const ofEachType = Map.groupBy(matches, ({ resource }) => resource?.resourceType);
  return {
    kind: 'answer',
    records,
    flaws: flawsOf(log.exchanges, about),
    resultCode: undefined,
    parts: pages.length,
    seams: [],
    asked: typesAskedFor(log).join(', '),
    items: Math.max(0, ...[...ofEachType.values()].map(({ length }) => length)),
    milliseconds: log.milliseconds(),
  };
}

function typesAskedFor({ exchanges }: Log): readonly string[] {
  return [...new Set(exchanges.flatMap(({ url }) => /(\w+)\/_search$/.exec(url.pathname)?.[1] ?? []))];
}

/** The form is told of resource by resource; of what cannot be read nothing more can be said. */
const isFormless = ({ problems = [] }: BridgeRecord): boolean => problems.some((problem) => problem.endsWith(formless));

function questionFor(about: Asked, filter: Partial<RecordFilter>, conversation: Conversation) {
  const { system, contract, address } = about;
  return {
    source: {
      hsaId: address,
      name: address,
      careProvider: '',
      ...system.defaultOwner,
      url: system.url.href,
      profile: 'rivtabp21',
      extract: 'RIV13606REQUEST_EHR_EXTRACT',
      aggregates: false,
    },
    endpoint: { base: system.url, converse: () => conversation },
    contract,
    query: queryFor(about, filter),
    bridgeHsaId: address,
    signal: new AbortController().signal,
  } as const;
}

/** Why the connector gave up: as the last message shows, else in its own words. */
function noAnswer({ exchanges }: Log, { message }: SourceFailure) {
  const came = exchanges.at(-1)?.came;
  if (!came || !('status' in came)) {
    const { code = 'failed', isLate = false } = came ?? {};
    return { kind: 'silent', code, isLate } as const;
  }
  const json = readJson(came);
  if (isUnreadable(json)) return json;
  return refusalIn(json, came.status) ?? unreadable(came.status, inWords(message));
}

const isUnreadable = (json: unknown): json is Unreadable =>
  (json as { readonly kind?: unknown } | null)?.kind === 'unreadable';

const failures: readonly (readonly [RegExp, string])[] = [
  [/is not a Bundle/, 'svaret är ingen Bundle'],
  [/is said to be on another server/, 'nästa sida (next) står på en annan server'],
  [/lead in a circle/, 'sidorna (next) går i cirkel'],
  [/more than \d+ pages/, 'sidorna (next) tar aldrig slut'],
];

function inWords(message: string): Words {
  return { sv: failures.find(([form]) => form.test(message))?.[1] ?? 'svaret är inget sökresultat', en: message };
}

/** One message that must be refused. */
async function askWrongly(about: Asked, wrong: Manner['wrong'] & string): Promise<Reply> {
  const came = await exchange(about.system, spoilt(await firstMessage(about), wrong));
  if (!('status' in came)) return { kind: 'silent', ...came };
  return { ...reactionIn(came), milliseconds: came.milliseconds };
}

function spoilt(message: Message, wrong: Manner['wrong'] & string): Message {
  if (wrong === 'misdirected')
    return { ...message, url: new URL(message.url.href.replace(/\w+\/_search$/, 'Unheardof/_search')) };
  if (wrong === 'incomplete') return { ...message, body: Buffer.from('_count=1') };
  // A search has a form as its body, not half a resource.
  const headers = { ...message.headers, 'content-type': 'application/fhir+json' };
  return { ...message, headers, body: Buffer.from('{"resourceType":') };
}

function reactionIn(came: HttpReply): Refusal | Unreadable {
  const json = readJson(came);
  if (isUnreadable(json)) return json;
  const entries = pageIn(came)?.entry?.length ?? 0;
  return (
    refusalIn(json, came.status) ??
    unreadable(came.status, {
      sv: `ett svar med ${entries} resurser i stället för ett OperationOutcome`,
      en: `an answer with ${entries} resources instead of an OperationOutcome`,
    })
  );
}

/** What the connector sends first for this contract. */
async function firstMessage(about: Asked): Promise<Message> {
  let first: HttpRequest | undefined;
  const send = async (request: HttpRequest): Promise<never> => {
    first = request;
    throw new SourceFailure('abandoned', 503, 'It is wanted only to know what would be sent.');
  };
  try {
    for await (const _ of askFhirR4(questionFor(about, {}, { send })));
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown;
  }
  if (!first) throw new Error(`Nothing is asked for ${about.contract.id}.`);
  return messageFor(about.system, first);
}

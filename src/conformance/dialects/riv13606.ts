import { type BridgeRecord, contracts, type RecordFilter } from '../../contracts/index.ts';
import {
  actions,
  attribute,
  child,
  createChildrenHandler,
  createNodeHandler,
  type Extract,
  type InformationType,
  informationTypeOf,
  messages,
  modelViolations,
  type Node,
  namespace,
  orderViolations,
  textOf,
} from '../../riv13606/index.ts';
import { createAssembly } from '../../sources/riv13606/records.ts';
import { continuationRequest, extractRequest } from '../../sources/riv13606/request.ts';
import { readExtract } from '../../sources/riv13606/response.ts';
import type { XmlElement, XmlHandler } from '../../xml/index.ts';
import { type Asked, type Dialect, type Manner, nobodysAddress } from '../dialect.ts';
import { type Flaws, noFlaws, type Refusal, type Reply, type Unreadable, unreadable } from '../reply.ts';
import { exchange, type HttpReply, type Message } from '../system.ts';
import { queryFor } from './query.ts';
import { both, readSoapReply, soapMessage, soapRefusal } from './soap.ts';

/** NPÖ 1.0: RIV13606REQUEST_EHR_EXTRACT and its continuation. */
export const riv13606Dialect: Dialect = {
  protocol: 'riv13606',
  contracts: contracts.filter(({ id }) => informationTypeOf(id)),
  refusal: {
    sv: `${soapRefusal.sv}, eller response_detail med type_code E`,
    en: `${soapRefusal.en}, or response_detail with type_code E`,
  },
  ask: (about, filter = {}, manner = {}) => ask(about, filter, manner),
  send: (about, shows) => exchange(about.system, { ...firstMessage(about, {}, {}), shows }),
};

/** Far more parts than any answer has: who goes on beyond it leads in circles. */
const mostParts = 1_000;

/** The answer and everything it is continued by. */
async function ask(about: Asked, filter: Partial<RecordFilter>, manner: Manner): Promise<Reply> {
  const { system, contract } = about;
  // Without the filters: what comes from outside of them is to be seen.
  const assembly = createAssembly(typeOf(about), contract, queryFor(about, {}));
  const records: BridgeRecord[] = [];
  let flaws = noFlaws;
  let items = 0;
  const { code: asked } = typeOf(about);
  let milliseconds = 0;
  let message = firstMessage(about, filter, manner);
  for (let parts = 1; parts <= mostParts; parts += 1) {
    const http = await exchange({ ...system, patienceMs: Math.max(0, system.patienceMs - milliseconds) }, message);
    milliseconds += http.milliseconds;
    if (!('status' in http)) return { kind: 'silent', ...http, milliseconds };
    const reply = readPage(http);
    if (reply.kind !== 'said') return { ...reply, milliseconds };
    const { extracts, token, error, flaws: found } = reply.said;
    if (error) return { ...refusal(http.status, error), milliseconds };
    items += extracts.reduce((sum, { compositions }) => sum + compositions.length, 0);
    records.push(...extracts.flatMap((extract) => assembly.take(extract)).map(({ record }) => record));
    flaws = { ...noFlaws, schema: [...flaws.schema, ...found.schema], order: [...flaws.order, ...found.order] };
    if (token === undefined) {
      records.push(...assembly.end().map(({ record }) => record));
      const all = records as BridgeRecord<object>[];
      return {
        kind: 'answer',
        records: all,
        flaws,
        resultCode: undefined,
        parts,
        seams: [],
        items,
        asked,
        milliseconds,
      };
    }
    message = continuation(system.url, token, manner.partSize);
  }
  return { ...endless(mostParts), milliseconds };
}

const endless = (parts: number): Unreadable =>
  unreadable(200, {
    sv: `svaret fortsätter efter ${parts} delar`,
    en: `the answer goes on after ${parts} parts`,
  });

function typeOf({ contract }: Asked): InformationType<object> {
  const type = informationTypeOf(contract.id);
  if (!type) throw new Error(`RIV 13606 has no information type for ${contract.id}.`);
  return type;
}

function firstMessage(about: Asked, filter: Partial<RecordFilter>, manner: Manner): Message {
  const query = queryFor(about, filter);
  const logicalAddress = manner.wrong === 'misdirected' ? nobodysAddress : about.address;
  const body = extractRequest(typeOf(about), { ...query, logicalAddress });
  const inParts = withSize(body, '<parameters>', manner.partSize);
  return soapMessage({ url: about.system.url, soapAction: actions.extract, body: inParts }, manner);
}

function continuation(url: URL, token: string, partSize: number | undefined): Message {
  const body = withSize(continuationRequest(token), '<continuation_token', partSize);
  return soapMessage({ url, soapAction: actions.continuation, body }, {});
}

/** With `max_records` where the schema has its place: just before `next`. */
function withSize(body: string, next: string, partSize: number | undefined): string {
  return partSize === undefined ? body : body.replace(next, `<max_records value="${partSize}"/>${next}`);
}

interface Page {
  readonly extracts: readonly Extract[];
  readonly token: string | undefined;
  /** The first `response_detail` that says error. */
  readonly error: Node | undefined;
  readonly flaws: Pick<Flaws, 'schema' | 'order'>;
}

const expected = {
  sv: `${messages.response} i namnrymden ${namespace}`,
  en: `${messages.response} in the namespace ${namespace}`,
};

function readPage(http: HttpReply) {
  return readSoapReply<Page>(http, expected, (root, done) =>
    root.namespace === namespace && root.local === messages.response ? pageReader(root, done) : undefined,
  );
}

/** Elements of one message, limited by the SOAP reader. */
const noLimit = Number.POSITIVE_INFINITY;

/** What the bridge reads of an answer, and the whole of it, to be judged. */
function pageReader(root: XmlElement, done: (page: Page) => void): XmlHandler {
  const extracts: Extract[] = [];
  const foreign: XmlElement[] = [];
  const whole = createNodeHandler(
    root,
    (response) => {
      const errors = response.children.filter((part) => attribute(part, 'type_code') === 'E');
      const elsewhere = foreign.map(({ local }) => ({ path: local, rule: 'is in another namespace' }));
      done({
        extracts,
        token: textOf(child(response, 'continuation_token')),
        error: errors[0],
        flaws: {
          schema: modelViolations(response, 'Response_type', messages.response),
          order: [...elsewhere, ...orderViolations(response, 'Response_type', messages.response)],
        },
      });
    },
    noLimit,
  );
  const asBridge = createChildrenHandler(
    ({ local }) =>
      local === 'ehr_extract' ? readExtract({ extract: (extract) => extracts.push(extract) }) : undefined,
    () => undefined,
  );
  return both(asBridge, {
    ...whole,
    open: (element) => {
      if (element.namespace !== namespace) foreign.push(element);
      whole.open(element);
    },
  });
}

function refusal(status: number, detail: Node): Refusal {
  const code = attribute(child(detail, 'code'), 'code') ?? '';
  return {
    kind: 'fault',
    status,
    what: { sv: `response_detail av typen E (${code})`, en: `response_detail of kind E (${code})` },
    isProper: true,
    says: [code, textOf(child(detail, 'text'))].join(' '),
  };
}

import {
  type BridgeRecord,
  type Contract,
  contractPath,
  contracts,
  createContractReader,
  prefixesFor,
  type RecordFilter,
  toRecord,
  type Violation,
  writeRoot,
} from '../../contracts/index.ts';
import { type SoapProfile, writeAddress, type XmlHandler } from '../../xml/index.ts';
import { type Asked, type Dialect, everything, type Manner, nobodysAddress } from '../dialect.ts';
import { noFlaws } from '../reply.ts';
import { exchange, type Message } from '../system.ts';
import { createOrderWatch } from './order.ts';
import { inAllParts, type RivtaAnswer, type RivtaReply } from './rivta-parts.ts';
import { both, readSoapReply, soapMessage, soapRefusal } from './soap.ts';

/** RIV-TA Basic Profile 2.1, or 2.0. */
export function rivtaDialect(profile: SoapProfile): Dialect {
  return {
    protocol: 'rivta21',
    contracts,
    refusal: soapRefusal,
    ask: (about, filter = {}, manner = {}) =>
      inAllParts(about.address, filter, (part) => askOnce(about, profile, part, manner)),
    send: (about, shows) => exchange(about.system, { ...message(about, profile), shows }),
  };
}

async function askOnce(
  about: Asked,
  profile: SoapProfile,
  filter: Partial<RecordFilter>,
  manner: Manner,
): Promise<RivtaReply> {
  const http = await exchange(about.system, message(about, profile, filter, manner));
  if (!('status' in http)) return { kind: 'silent', ...http };
  const reply = readReply(about.contract, http);
  return { ...(reply.kind === 'said' ? reply.said : reply), milliseconds: http.milliseconds };
}

function message(
  { system, contract, address, patient }: Asked,
  profile: SoapProfile,
  filter: Partial<RecordFilter> = {},
  manner: Manner = {},
): Message {
  const { namespace, requestElement, request, soapAction } = contract;
  const content = contract.requestFor({ ...everything, patient, ...filter });
  const to = manner.wrong === 'misdirected' ? nobodysAddress : address;
  return soapMessage(
    {
      url: new URL(system.url.pathname.replace(/\/$/, '') + contractPath(contract, profile), system.url),
      soapAction,
      address: writeAddress(to, profile),
      body: writeRoot(namespace, requestElement, request, content, prefixesFor(namespace, request)),
    },
    manner,
  );
}

/** Reads an answer to the end: everything that is wrong with it is wanted. */
function readReply(contract: Contract, http: Parameters<typeof readSoapReply>[0]) {
  const name = `${contract.name}Response`;
  const expected = {
    sv: `${name} i namnrymden ${contract.namespace}`,
    en: `${name} in the namespace ${contract.namespace}`,
  };
  return readSoapReply<RivtaAnswer>(http, expected, ({ namespace, local }, done) =>
    namespace === contract.namespace && local === name ? answerReader(contract, name, done) : undefined,
  );
}

function answerReader(contract: Contract, rootName: string, done: (answer: RivtaAnswer) => void): XmlHandler {
  const records: BridgeRecord<object>[] = [];
  const schema: Violation[] = [];
  const order: Violation[] = [];
  const reader = createContractReader(contract.response, rootName, {
    records: {
      element: contract.itemElement,
      each: (record) => {
        schema.push(...record.violations);
        records.push(toRecord(contract, record.value, record.violations) as BridgeRecord<object>);
      },
    },
    done: (root) => {
      schema.push(...root.violations);
      const { resultCode } = (root.value.result ?? {}) as { readonly resultCode?: string };
      const more = (root.value.hasMore ?? []) as RivtaAnswer['more'];
      done({
        kind: 'answer',
        records,
        flaws: { ...noFlaws, schema, order },
        resultCode,
        more,
        parts: 1,
        seams: [],
        items: records.length,
        asked: undefined,
      });
    },
  });
  return both(
    createOrderWatch(contract.response, rootName, (violation) => order.push(violation)),
    reader,
  );
}

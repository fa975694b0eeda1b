import { update1 } from '../../src/contracts/engagement-index/update-1.ts';
import { type Contract, contractPath, prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import { soapEnvelope } from '../stub/envelope.ts';
import { nationalContracts } from '../stub/national.ts';
import { councils, type Ground, withBridge } from './installation.ts';
import { watchGrowth } from './memory.ts';
import { type Caller, createCaller, paced } from './pace.ts';
import type { Row } from './rows.ts';

const perSecond = 3;
const warmUpSeconds = 20;
const boundMegabytes = 64;
const bridgeAddress = 'SE2321000230-DEMOBRIDGE';
const xml = { 'content-type': 'text/xml; charset=UTF-8' };

interface Question {
  readonly path: string;
  readonly body: string;
  /** Whether this is a whole answer, and no partial one. */
  answers(text: string): boolean;
}

/** One of each kind after the other: eleven contracts of all councils, one of one council, one piece of news for the index. */
const kinds: readonly ((nr: number) => Question)[] = [
  ...nationalContracts.map((contract) => () => aggregate(contract)),
  (nr) =>
    direct(nationalContracts[nr % nationalContracts.length] as Contract, councils[nr % councils.length] as string),
  update,
];

/**
 * What the national platform carries today, each kind three times a second for so many seconds: the share that was
 * answered, an aggregate by all of its sources. Missed too when the bridge's memory grows by more than 64 MB meanwhile.
 */
export async function nationalMix(ground: Ground, seconds: number): Promise<Row[]> {
  const bytes = await ground.answers({ records: 'national', delayMs: 50 });
  const environment = await ground.environment((config) => {
    for (const source of config.sources) source.contracts = nationalContracts.map(({ id }) => id);
  });
  const { outcomes, growth, now } = await withBridge(ground.bench, environment, async (bridge) => {
    const caller = createCaller();
    const run = (length: number) => {
      const pace = { perSecond: perSecond * kinds.length, count: length * perSecond * kinds.length };
      return paced(pace, (nr) => ask(caller, bridge.port, nr));
    };
    await run(warmUpSeconds);
    const memory = watchGrowth(bridge);
    const outcomes = await run(seconds);
    await caller.close();
    return { outcomes, ...memory.ended() };
  });

  const failed = outcomes.filter((outcome) => outcome !== 'answered');
  const what = [...new Set(failed)].slice(0, 3).join(', ');
  return [
    {
      name: 'mix',
      value: 1 - failed.length / outcomes.length,
      about: `${outcomes.length} calls in ${seconds} s, ${failed.length} not answered${what && ` (${what})`}; an answer of a source has ${Math.round(bytes / 1_000)} KB; serve and work ${now.toFixed(0)} MB, ${growth.toFixed(0)} MB more at the end than at the beginning (bound: ${boundMegabytes})`,
      broken: growth > boundMegabytes ? 'memory grows' : undefined,
    },
  ];
}

/** `answered`, or what came instead. */
async function ask(caller: Caller, port: number, nr: number): Promise<string> {
  const question = kinds[nr % kinds.length]?.(Math.floor(nr / kinds.length)) as Question;
  try {
    const { path, body } = question;
    const answer = await caller.send({ url: `https://localhost:${port}${path}`, headers: xml, body }, nr);
    const { status } = answer;
    const text = answer.text();
    if (status === 200 && question.answers(text)) return 'answered';
    return `${path.split('/').at(-3)}: ${/<faultstring>[^<]*|statusCode>NoData[^<]*|resultCode>\w+/i.exec(text)?.[0] ?? status}`;
  } catch (thrown) {
    return String(thrown);
  }
}

function aggregate(contract: Contract): Question {
  return {
    ...about(contract, bridgeAddress),
    answers: (text) => text.split('statusCode>DataFromSource<').length - 1 === councils.length,
  };
}

function direct(contract: Contract, source: string): Question {
  // With no record in it where this council has none of the kind.
  return { ...about(contract, source), answers: (text) => text.includes(`${contract.name}Response>`) };
}

function about(contract: Contract, address: string): Pick<Question, 'path' | 'body'> {
  const { namespace, name, request } = contract;
  const asked = contract.requestFor({
    patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    period: undefined,
    careUnits: [],
    careContacts: [],
    sourceSystem: undefined,
  });
  const root = writeRoot(namespace, name, request, asked, prefixesFor(namespace, request));
  return { path: contractPath(contract), body: soapEnvelope(root, addressedTo(address)) };
}

/** Of another patient each time, and so a change to be kept and told. */
function update(nr: number): Question {
  const { namespace, requestElement, request } = update1;
  const engagement = {
    registeredResidentIdentification: `18${String(10 + (nr % 80))}0101${String(1_000 + (nr % 9_000))}`,
    serviceDomain: 'riv:clinicalprocess:healthcond:description',
    categorization: 'dia',
    logicalAddress: councils[0],
    businessObjectInstanceIdentifier: 'NA',
    clinicalProcessInterestId: 'NA',
    mostRecentContent: '20261101120000',
    sourceSystem: councils[0],
    dataController: 'SE2321000230-DEMOVG',
  };
  const value = { engagementTransaction: [{ deleteFlag: false, engagement }] };
  const root = writeRoot(namespace, requestElement, request, value, prefixesFor(namespace, request));
  return {
    path: contractPath(update1),
    body: soapEnvelope(root, addressedTo(bridgeAddress)),
    answers: (text) => text.includes('ResultCode>OK<'),
  };
}

function addressedTo(address: string): string {
  return `<s:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></s:Header>`;
}

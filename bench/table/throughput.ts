import { type Callers, loadAggregate, type Measured } from '../load.ts';
import { middle } from '../middle.ts';
import { request } from '../setup.ts';
import { type Bridge, councils, type Ground, withBridge } from './installation.ts';
import type { Row, RowName } from './rows.ts';

interface Work {
  readonly name: RowName;
  /** In the answer of each source. */
  readonly records: number;
  readonly bridge: Callers;
  readonly bare: Callers;
}

const callers = 32;
const seconds = { warmUp: 4, measured: 8 };
const rounds = 3;

const aggregate = { callers, request };
/** One source alone is asked, at its own address. */
const direct = { callers, request: request.replace('SE2321000230-DEMOBRIDGE', councils[0]) };
const search = {
  callers,
  request: `patient.identifier=${encodeURIComponent('http://electronichealth.se/identifier/personnummer|191212121212')}`,
  path: '/fhir/Condition/_search',
  contentType: 'application/x-www-form-urlencoded',
};
const one = { callers, request, path: '/one' };

const works: readonly Work[] = [
  { name: 'agg-20', records: 20, bridge: aggregate, bare: aggregate },
  { name: 'agg-500', records: 500, bridge: aggregate, bare: aggregate },
  { name: 'direct-10k', records: 7, bridge: direct, bare: one },
  // All three hold the type, and all three are asked.
  { name: 'fhir-100', records: 34, bridge: search, bare: aggregate },
];

/** Requests a second of the bridge to those of the bare fan-out, in alternating rounds: the median of the ratios. */
export async function throughput(ground: Ground): Promise<Row[]> {
  return withBridge(ground.bench, await ground.environment(), (bridge) => compared(ground, bridge));
}

async function compared(ground: Ground, { port }: Bridge): Promise<Row[]> {
  const rows: Row[] = [];
  for (const work of works) {
    const bytes = await ground.answers({ records: work.records, delayMs: 0 });
    const measured: { bare: Measured; bridge: Measured }[] = [];
    await loadAggregate(ground.barePort, { seconds: seconds.warmUp }, work.bare);
    await loadAggregate(port, { seconds: seconds.warmUp }, work.bridge);
    for (let round = 0; round < rounds; round += 1)
      measured.push({
        bare: await loadAggregate(ground.barePort, { seconds: seconds.measured }, work.bare),
        bridge: await loadAggregate(port, { seconds: seconds.measured }, work.bridge),
      });
    const ratios = measured.map(({ bare, bridge }) => bridge.perSecond / bare.perSecond);
    const errors = measured.reduce((sum, { bare, bridge }) => sum + bare.errors + bridge.errors, 0);
    const [bare, bridge] = [
      middle(measured.map((each) => each.bare.perSecond)),
      middle(measured.map((each) => each.bridge.perSecond)),
    ];
    const about = `${bridge.toFixed(1)}/s against ${bare.toFixed(1)}/s, ${Math.round(bytes / 1_000)} KB from each source, ${errors} errors`;
    rows.push({ name: work.name, value: middle(ratios), about });
  }
  return rows;
}

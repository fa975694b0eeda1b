import { diagnosisPath, request } from '../setup.ts';
import { type Bridge, type Ground, withBridge } from './installation.ts';
import { atPace, type Call } from './pace.ts';
import type { Row } from './rows.ts';

const aggregatePace = { perSecond: 50, count: 1_000, warmUp: 500 };
const summaryPace = { perSecond: 5, count: 150, warmUp: 20 };
/** Before the sources answer; the last is the slowest. Milliseconds. */
export const delays = [30, 60, 90] as const;
const xml = { 'content-type': 'text/xml; charset=UTF-8' };
const patient = 'http://electronichealth.se/identifier/personnummer|191212121212';

/** The slowest source asked alone, with the message that a bridge would be sent. */
export function slowestSource({ sourcePorts }: Ground, body: string = request): Call {
  return { url: `https://localhost:${sourcePorts.at(-1)}${diagnosisPath}`, headers: xml, body };
}

/** What the bridge adds to the time of the slowest source: the same percentile of both, asked at the same pace. */
export async function latency(ground: Ground): Promise<Row[]> {
  return withBridge(ground.bench, await ground.environment(), (bridge) => added(ground, bridge));
}

async function added(ground: Ground, { port }: Bridge): Promise<Row[]> {
  const slowest = slowestSource(ground);
  const aggregate: Call = { ...slowest, url: `https://localhost:${port}${diagnosisPath}` };
  const summary: Call = {
    url: `https://localhost:${port}/fhir/Patient/$summary`,
    headers: { 'content-type': 'application/fhir+json', accept: 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'identifier', valueString: patient }] }),
  };

  await ground.answers(...delays.map((delayMs) => ({ records: 20, delayMs })));
  const source = await atPace(slowest, aggregatePace);
  const bridge = await atPace(aggregate, aggregatePace);

  await ground.answers(...delays.map((delayMs) => ({ records: 100, delayMs })));
  const sourceOfMany = await atPace(slowest, summaryPace);
  const document = await atPace(summary, summaryPace);

  return [
    { name: 'added-p50', value: bridge.p50 - source.p50, about: beside(bridge.p50, source.p50) },
    { name: 'added-p99', value: bridge.p99 - source.p99, about: beside(bridge.p99, source.p99) },
    { name: 'summary-300', value: document.p95 - sourceOfMany.p95, about: beside(document.p95, sourceOfMany.p95) },
  ];
}

export function beside(whole: number, part: number): string {
  return `${whole.toFixed(1)} ms, the slowest source ${part.toFixed(1)} ms`;
}

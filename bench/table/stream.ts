import { Agent, request as send } from 'undici';
import { certificates, loadAggregate } from '../load.ts';
import { diagnosisPath, request } from '../setup.ts';
import { type Bridge, councils, type Ground, withBridge } from './installation.ts';
import { watchPeaks } from './memory.ts';
import type { Row } from './rows.ts';

/** 50 MB of XML, some 1,560 bytes a record. */
const records = 32_000;
const small = { records: 20, delayMs: 0 };
/** Memory is what is measured, on a slow machine too. */
const patienceMs = 120_000;

/**
 * One source's answer of 50 MB, at its own address: by how much the memory of `serve` and of `work` is greater at the
 * most than before, and the sum of both, which is judged. The bridge has answered a thousand small questions before, so that
 * what a process needs to work at all is not counted.
 */
export async function stream(ground: Ground): Promise<Row[]> {
  const environment = await ground.environment((config) => {
    config.overview.deadlineMs = patienceMs;
    config.drain = { ...config.drain, finishMs: 2 * patienceMs };
    for (const source of config.sources) source.timeoutMs = patienceMs;
  });
  return withBridge(ground.bench, environment, (bridge) => streamed(ground, bridge));
}

async function streamed(ground: Ground, bridge: Bridge): Promise<Row[]> {
  await ground.answers(small);
  await loadAggregate(bridge.port, { requests: 1_000 });

  await ground.answers({ records, delayMs: 0 }, small, small);
  const { before, peaks } = watchPeaks(bridge.pids);
  const startedAt = performance.now();
  const dispatcher = new Agent({ connect: certificates() });
  const answer = await send(`https://localhost:${bridge.port}${diagnosisPath}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=UTF-8' },
    body: request.replace('SE2321000230-DEMOBRIDGE', councils[0]),
    dispatcher,
  });
  let bytes = 0;
  let end = '';
  for await (const piece of answer.body) {
    bytes += (piece as Buffer).length;
    end = String(piece).slice(-1_000);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const [serve, work] = peaks().map((peak, nr) => peak - (before[nr] ?? 0)) as [number, number];
  await dispatcher.close();
  return [
    {
      name: 'stream-50m',
      value: serve + work,
      about: `${(bytes / 1_000_000).toFixed(1)} MB in ${seconds.toFixed(1)} s, status ${answer.statusCode}: serve ${serve.toFixed(0)} MB more than before, work ${work.toFixed(0)}`,
      broken: end.includes('GetDiagnosisResponse>') ? undefined : `it is not whole: ${end}`,
    },
  ];
}

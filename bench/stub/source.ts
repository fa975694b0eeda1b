import { collectBefore } from '../memory.ts';
import { diagnosesAnswer } from './diagnoses.ts';
import { nationalAnswers } from './national.ts';
import { serveStub } from './server.ts';

/** What a stub answers from now on. */
export interface StubAnswer {
  /** So many diagnoses to every call, or to each of the eleven contracts what the demo patient has in it. */
  readonly records: number | 'national';
  /** Before the answer begins. */
  readonly delayMs: number;
}

/**
 * A record system that answers every call with the same bytes, in a process of its own: what it costs is as little as can
 * be. Arguments: folder of the PKI, HSA-id. Told over IPC what to answer.
 */
const [pki = '', hsaId = ''] = process.argv.slice(2);
/** By the path of the contract; `any` where it does not matter. */
let answers: ReadonlyMap<string, Buffer> = new Map([['any', diagnosesAnswer(hsaId, 20)]]);
let delayMs = 0;

process.on('message', async (told: StubAnswer) => {
  answers =
    told.records === 'national'
      ? await nationalAnswers(hsaId)
      : new Map([['any', diagnosesAnswer(hsaId, told.records)]]);
  delayMs = told.delayMs;
  collectBefore();
  const bytes = [...answers.values()].reduce((sum, { length }) => sum + length, 0) / answers.size;
  process.send?.({ bytes: Math.round(bytes) });
});

serveStub(pki, ({ url = '' }) => ({ body: answers.get(url) ?? answers.get('any') ?? '', delayMs }));

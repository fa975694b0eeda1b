import { useEffect, useReducer, useState } from 'react';
import type { HoldersLine } from '../../faces/portal-api/shapes/holders.ts';
import { send } from '../api/client.ts';
import { usePatient } from '../patient/patient.tsx';
import { nothingTold, withLine } from './holders-state.ts';

/** Who holds and who has blocked information, asked for when `asks`; every record system is asked. */
export function useHolders(asks: boolean) {
  const { patient } = usePatient();
  const { identity } = patient;
  const [holders, told] = useReducer(withLine, nothingTold);
  const [problem, failed] = useState<Error>();
  useEffect(() => {
    if (!asks) return;
    const gone = new AbortController();
    const read = async (): Promise<void> => {
      const { body } = await send('POST', '/holders', { body: { patient: identity }, signal: gone.signal });
      if (body) for await (const line of linesOf(body)) told(JSON.parse(line) as HoldersLine);
    };
    read().catch((thrown: Error) => {
      if (!gone.signal.aborted) failed(thrown);
    });
    return () => gone.abort();
  }, [asks, identity]);
  return { holders, problem };
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const lines = (rest + next.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

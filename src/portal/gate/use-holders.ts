import { useEffect, useReducer, useState } from 'react';
import { send } from '../api/client.ts';
import { unreachable } from '../api/problem.ts';
import { usePatient } from '../patient/patient.tsx';
import { holdersLines } from './holders-lines.ts';
import { nothingTold, withLine } from './holders-state.ts';

/** Who holds and who has blocked information, asked for when `asks`; every record system is asked. */
export function useHolders(asks: boolean) {
  const { patient } = usePatient();
  const { identity } = patient;
  const [holders, told] = useReducer(withLine, nothingTold);
  const [problem, failed] = useState<Error>();
  useEffect(() => {
    if (!asks || problem) return;
    const gone = new AbortController();
    const read = async (): Promise<void> => {
      const { body } = await send('POST', '/holders', { body: { patient: identity }, signal: gone.signal });
      if (!body) throw unreachable();
      for await (const line of holdersLines(body)) told(line);
    };
    read().catch((thrown: Error) => {
      if (!gone.signal.aborted) failed(thrown);
    });
    return () => gone.abort();
  }, [asks, identity, problem]);
  return { holders, problem, again: () => failed(undefined) };
}

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useReducer, useRef } from 'react';
import type { OpenPatient } from '../../faces/portal-api/shapes/patient.ts';
import { call, hearRefusals, nameOpening } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { onResume } from '../sign-in/resuming.ts';
import { nextTabState, type TabEvent, type TabState } from './tab-state.ts';
import { joinTabs, type Tabs } from './tabs.ts';

interface PatientInTab {
  readonly state: TabState;
  /** This tab has opened a patient, and the others are told. */
  opened(open: OpenPatient): void;
  /** Closes the patient in all tabs. */
  close(): Promise<void>;
  /** Asks the bridge anew who is open. */
  look(): void;
}

const PatientContext = createContext<PatientInTab | undefined>(undefined);

/** What is cached about the open patient stands under keys that begin with this, and is dropped with her. */
export const patientKey = 'patient';

/** The session's one patient, in all tabs the same. A tab whose patient is no longer open drops all it has. */
export function PatientProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [state, happened] = useReducer(nextTabState, { kind: 'looking' } satisfies TabState as TabState);
  const tabs = useRef<Tabs>(undefined);
  const open = state.kind === 'open' ? state.open : undefined;
  const opening = open?.opening;
  // Before the children render: what they ask says whom it is about.
  nameOpening(opening);

  useEffect(() => {
    const joined = joinTabs((told) => happened({ kind: 'told', opening: told }));
    tabs.current = joined;
    return () => joined.close();
  }, []);
  useEffect(
    // Under the same name: what the tabs hold of her is still hers.
    () => open && onResume(async () => happened(await openAgain(open))),
    [open],
  );
  useEffect(
    () =>
      hearRefusals(({ code }) => {
        if (code === 'PATIENT_CHANGED') happened({ kind: 'refused' });
      }),
    [],
  );
  useEffect(() => {
    if (opening === undefined) return;
    return () => {
      void queries.cancelQueries({ queryKey: [patientKey] });
      queries.removeQueries({ queryKey: [patientKey] });
    };
  }, [opening, queries]);
  useEffect(() => {
    if (state.kind !== 'looking') return;
    const gone = new AbortController();
    lookUp(gone.signal).then((event) => {
      if (!gone.signal.aborted) happened(event);
    });
    return () => gone.abort();
  }, [state.kind]);

  const inTab = useMemo<PatientInTab>(
    () => ({
      state,
      opened(open) {
        happened({ kind: 'opened-here', open });
        tabs.current?.tell(open.opening);
      },
      async close() {
        await call('DELETE', '/patient');
        happened({ kind: 'closed-here' });
        tabs.current?.tell(undefined);
      },
      look: () => happened({ kind: 'look' }),
    }),
    [state],
  );
  return <PatientContext value={inTab}>{children}</PatientContext>;
}

/** In a new session what tells of places is hidden again. */
async function openAgain({ opening, patient: { identity } }: OpenPatient): Promise<TabEvent> {
  const body = { opening, patient: { id: identity.id, type: identity.type } };
  try {
    return { kind: 'opened-here', open: await call<OpenPatient>('POST', '/patient/open', { body }) };
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'PATIENT_CHANGED') return { kind: 'refused' };
    throw thrown;
  }
}

async function lookUp(signal: AbortSignal): Promise<TabEvent> {
  try {
    return { kind: 'found', open: await call<OpenPatient | undefined>('GET', '/patient', { signal }) };
  } catch (thrown) {
    return { kind: 'failed', problem: thrown as Error };
  }
}

export function usePatientInTab(): PatientInTab {
  const found = useContext(PatientContext);
  if (!found) throw new Error('There is no PatientProvider here.');
  return found;
}

/** The open patient; for what stands inside the frame of one. */
export function usePatient(): OpenPatient {
  const { state } = usePatientInTab();
  if (state.kind !== 'open') throw new Error('No patient is open here.');
  return state.open;
}

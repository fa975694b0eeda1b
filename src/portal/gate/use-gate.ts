import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Gate } from '../../faces/portal-api/shapes/gate.ts';
import { call } from '../api/client.ts';
import { patientKey, usePatient } from '../patient/patient.tsx';

/** How the reader stands to the open patient's information from other care providers. */
export function useGate(enabled = true) {
  const { opening, patient } = usePatient();
  return useQuery({
    queryKey: [patientKey, 'gate', opening],
    queryFn: () => call<Gate>('POST', '/gate', { body: { patient: patient.identity } }),
    enabled,
  });
}

/** One or several calls that change how things stand; afterwards that is asked for anew. */
export function useChange<Given = void>(carryOut: (given: Given) => Promise<unknown>, done?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: carryOut,
    gcTime: 0,
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: [patientKey] });
      done?.();
    },
  });
}

import { useMutation, useQuery } from '@tanstack/react-query';
import type { Assignments, ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { sessionPath, useSessionChanged } from '../shell/session.ts';
import { whileOthersWait } from './resuming.ts';
import { tellTabs } from './session-tabs.ts';

/** Those that the care directory gives the person now, and those left out. */
export function useAssignments() {
  return useQuery({
    queryKey: ['assignments'],
    queryFn: () => call<Assignments>('GET', '/assignments'),
  });
}

export function useChoose(onChosen?: () => void) {
  const changed = useSessionChanged();
  return useMutation({
    mutationFn: (assignment: string) => whileOthersWait(() => choose(assignment)),
    onSuccess: () => {
      tellTabs({ kind: 'changed' });
      onChosen?.();
      return changed();
    },
  });
}

/** Another tab may have chosen the same meanwhile: choosing it again would close the patient that is open there. */
async function choose(assignment: string): Promise<void> {
  const now = await call<ShownSession>('GET', sessionPath);
  if (now.assignment?.hsaId !== assignment) await call('POST', '/session/assignment', { body: { assignment } });
}

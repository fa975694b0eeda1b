import { type LazyExoticComponent, lazy } from 'react';
import type { InformationType } from '../records/information-type.ts';
import type { PartView } from './part.ts';

const list = lazy(() => import('./list-part.tsx'));
const answer = lazy(() => import('./answer.tsx'));

/** How each information type is shown; fetched when something of it is. */
export const partViews: Readonly<Record<InformationType, LazyExoticComponent<PartView>>> = {
  alert: lazy(() => import('./alert.tsx')),
  medication: lazy(() => import('./medication.tsx')),
  diagnosis: lazy(() => import('./diagnosis.tsx')),
  contact: lazy(() => import('./timeline.tsx')),
  note: lazy(() => import('./note.tsx')),
  laboratory: lazy(() => import('./laboratory/laboratory.tsx')),
  imaging: answer,
  ecg: answer,
  referral: answer,
  vaccination: list,
  'care-plan': lazy(() => import('./care-plan.tsx')),
  'functional-status': list,
  maternity: lazy(() => import('./maternity.tsx')),
  observation: lazy(() => import('./observation.tsx')),
  activity: list,
  request: lazy(() => import('./request.tsx')),
};

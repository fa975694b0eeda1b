import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { MessageJob, ShownJobs } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { Progress } from '../../common/progress.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

export const jobsKey = ['message-jobs'] as const;

/** Asked again every second while one runs, and now and then otherwise: another engineer may have begun one. */
export function useJobs() {
  return useQuery({
    queryKey: jobsKey,
    queryFn: ({ signal }) => call<ShownJobs>('GET', '/ops/jobs', { signal, isBackground: true }),
    refetchInterval: ({ state }) => (state.data?.jobs.some(isRunning) ? 1_000 : 15_000),
  });
}

export function isRunning({ state }: MessageJob): boolean {
  return state === 'running';
}

/** What is under way, whoever began it. `ended` hears when one is over. */
export function RunningJobs({ ended }: { readonly ended: () => void }) {
  const text = useTexts(texts);
  const { data } = useJobs();
  const running = data?.jobs.filter(isRunning) ?? [];
  const before = useRef(0);
  useEffect(() => {
    if (running.length < before.current) ended();
    before.current = running.length;
  }, [running.length, ended]);
  return running.map(({ id, act, done, total }) => <Progress key={id} label={text.job[act]} done={done} all={total} />);
}

import { type Problem, readProblem, unreachable } from './problem.ts';

/** What every call says beside its body; set by the language switch and by the opening of a patient. */
const said: Record<string, string> = { 'accept-language': 'sv' };

export function speak(language: 'sv' | 'en'): void {
  said['accept-language'] = language;
}

/** Names the opening that what follows is about; undefined = no patient is open in this tab. */
export function nameOpening(opening: string | undefined): void {
  if (opening === undefined) delete said['x-norrbryggan-opening'];
  else said['x-norrbryggan-opening'] = opening;
}

type HearRefusal = (problem: Problem, path: string) => void;
const hearing = new Set<HearRefusal>();

/** Tells of all that is refused, whoever asked. Gives the way to hear no more. */
export function hearRefusals(hear: HearRefusal): () => void {
  hearing.add(hear);
  return () => {
    hearing.delete(hear);
  };
}

/** For a refusal that came in the midst of an answer. */
export function tellRefusal(problem: Problem, path: string): void {
  for (const hear of hearing) hear(problem, path);
}

/** How long a session lasts. Seconds. */
export interface SessionLeft {
  /** If nothing more is asked. */
  readonly left: number;
  /** Whatever is done. */
  readonly atMost: number;
}

const hearingLeft = new Set<(left: SessionLeft) => void>();

/** Tells with each answer how long the session lasts. Gives the way to hear no more. */
export function hearSessionLeft(hear: (left: SessionLeft) => void): () => void {
  hearingLeft.add(hear);
  return () => {
    hearingLeft.delete(hear);
  };
}

export interface CallOptions {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Asked by the page itself, time and again: the session does not last longer for that. */
  readonly isBackground?: true;
  /** Of the last event that was heard of a stream: it goes on after it. */
  readonly lastEventId?: string | undefined;
}

/**
 * One call to the bridge's API, e.g. `call('POST', '/patient/open', { body: { patient } })`; gives what it answers, undefined
 * for nothing. Throws {@link Problem}; what `signal` aborts throws its reason.
 */
export async function call<Answer = undefined>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const answer = await send(method, path, options);
  if (answer.status === 204) return undefined as Answer;
  return (await answer.json()) as Answer;
}

/** As {@link call}, for answers that are read as they come. */
export async function send(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { body, signal, isBackground, lastEventId }: CallOptions = {},
): Promise<Response> {
  const answer = await fetch(`/api${path}`, {
    method,
    headers: {
      ...said,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(isBackground && { 'x-norrbryggan-background': 'true' }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((thrown: unknown) => {
    if (signal?.aborted) throw thrown;
    throw unreachable();
  });
  const left = sessionLeftIn(answer);
  if (left) for (const hear of hearingLeft) hear(left);
  if (answer.ok) return answer;
  const problem = readProblem(answer.status, await answer.json().catch(() => undefined));
  tellRefusal(problem, path);
  throw problem;
}

/** Answers to those who are not signed in tell nothing of it. */
function sessionLeftIn({ headers }: Response): SessionLeft | undefined {
  const [left, atMost] = ['left', 'at-most'].map((what) => headers.get(`x-norrbryggan-session-${what}`));
  return left && atMost ? { left: Number(left), atMost: Number(atMost) } : undefined;
}

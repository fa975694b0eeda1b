/** What parts of a covered page do to be as they were, after the same person has signed in again. */
const resumers = new Set<() => Promise<unknown>>();

/** Gives the way to be asked no more. */
export function onResume(resume: () => Promise<unknown>): () => void {
  resumers.add(resume);
  return () => {
    resumers.delete(resume);
  };
}

export async function resumeAll(): Promise<void> {
  await Promise.all([...resumers].map((resume) => resume()));
}

/** Of the tabs of one browser one at a time changes the session: that gives it a new token. */
export async function whileOthersWait<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  return navigator.locks.request('norrbryggan.session', work);
}

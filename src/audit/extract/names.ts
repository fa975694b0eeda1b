import type { Directory } from '../../hsa/directory.ts';

/** What a reader is called in front of a patient. */
export type StaffName =
  | { readonly kind: 'named'; readonly name: string; readonly title: string | undefined }
  /** Has a protected identity (skyddad person). */
  | { readonly kind: 'protected' }
  /** Not in the care directory, so nobody knows whether the name may be told. */
  | { readonly kind: 'unverified' };

export interface Names {
  place(hsaId: string): Promise<string | undefined>;
  staff(hsaId: string): Promise<StaffName>;
}

/**
 * Names from the care directory, never from the log: an issuer that vouched for a name did not say whether it is
 * protected. A place is named as it was at the time, with what has taken it over since (`heirOf`). Each is looked up
 * once. Throws `DIRECTORY_UNAVAILABLE`: without it nobody can be named safely.
 */
export function namesFrom(
  directory: Pick<Directory, 'nameOf' | 'person'>,
  heirOf: (hsaId: string) => string | undefined = () => undefined,
): Names {
  const places = new Map<string, Promise<string | undefined>>();
  const staff = new Map<string, Promise<StaffName>>();
  return {
    place: (hsaId) =>
      once(places, hsaId, async () => {
        const heir = heirOf(hsaId);
        const [name, now] = await Promise.all(
          [hsaId, heir].map(async (id) => (id === undefined ? undefined : (await directory.nameOf(id)).value)),
        );
        return heir === undefined ? name : `${name ?? hsaId} (nu ${now ?? heir})`;
      }),
    staff: (hsaId) =>
      once(staff, hsaId, async () => {
        const { value: person } = await directory.person(hsaId);
        if (!person) return { kind: 'unverified' };
        if (person.protected) return { kind: 'protected' };
        return { kind: 'named', name: person.name, title: person.title ?? person.positionNames[0] };
      }),
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

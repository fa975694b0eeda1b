import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { readingOf } from '../../support/reading-stream.ts';
import { addresses } from '../../support/running-bridge.ts';
import { type Gates, type Read, startGates } from './reading.ts';

/** What a face makes of the information that a situation is about: whether it is shown, and what is said of more. */
type Seen = readonly [shown: boolean, more: string | undefined];

interface Situation {
  readonly what: string;
  /** Whose information it is about, and what the patient has decided. */
  readonly source: string;
  readonly blocked: 'norrbotten' | 'vasterbotten' | undefined;
  readonly asserted: 'Consent' | 'Emergency' | undefined;
  readonly faces: 'systems' | 'physician';
}

const rules = ['law', 'draft', 'vital'] as const;
type Rules = (typeof rules)[number];

/** Only what a block restricts differs: all the rest is the same under each. */
const table: readonly (Situation & { readonly seen: Readonly<Record<Rules, Seen>> })[] = [
  {
    what: 'a system’s reader, nothing blocked',
    ...{ source: addresses.norrbotten, blocked: undefined, asserted: undefined, faces: 'systems' },
    seen: { law: [true, undefined], draft: [true, undefined], vital: [true, undefined] },
  },
  {
    what: 'a system’s reader, blocked elsewhere',
    ...{ source: addresses.norrbotten, blocked: 'norrbotten', asserted: undefined, faces: 'systems' },
    seen: { law: [false, 'blocked-exists'], draft: [false, undefined], vital: [false, undefined] },
  },
  {
    what: 'a physician without consent, nothing blocked',
    ...{ source: addresses.vasterbotten, blocked: undefined, asserted: undefined, faces: 'physician' },
    seen: {
      law: [false, 'unblocked-exists'],
      draft: [false, 'unblocked-exists'],
      vital: [false, 'unblocked-exists'],
    },
  },
  {
    what: 'a physician with consent, nothing blocked',
    ...{ source: addresses.vasterbotten, blocked: undefined, asserted: 'Consent', faces: 'physician' },
    seen: { law: [true, undefined], draft: [true, undefined], vital: [true, undefined] },
  },
  {
    what: 'a physician with consent, blocked elsewhere',
    ...{ source: addresses.vasterbotten, blocked: 'vasterbotten', asserted: 'Consent', faces: 'physician' },
    seen: { law: [false, 'blocked-exists'], draft: [false, undefined], vital: [false, undefined] },
  },
  {
    what: 'a physician in an emergency, nothing blocked',
    ...{ source: addresses.vasterbotten, blocked: undefined, asserted: 'Emergency', faces: 'physician' },
    seen: { law: [true, undefined], draft: [true, undefined], vital: [true, undefined] },
  },
  {
    what: 'a physician in an emergency, blocked elsewhere',
    ...{ source: addresses.vasterbotten, blocked: 'vasterbotten', asserted: 'Emergency', faces: 'physician' },
    seen: { law: [false, 'blocked-exists'], draft: [false, undefined], vital: [true, undefined] },
  },
];

describe.each(rules)('under the rules of %s', (name) => {
  let gates: Gates;
  let portal: PortalClient;
  beforeAll(async () => {
    gates = await startGates((config) => {
      if (name !== 'law') config.access.rules = 'ehds-draft';
      config.access.vitalInterestsOpenRestricted = name === 'vital';
    });
    portal = await signedIn(gates.running, 'demo-lakare', assignments.care);
    await gates.relate();
  }, 120_000);
  afterAll(() => gates?.running.close());

  const seenIn = ({ shown, more }: Read, source: string): Seen => [shown.some((id) => id.startsWith(source)), more];

  async function seenInPortal(source: string): Promise<Seen> {
    const { records, done } = await readingOf(portal, '191212121212');
    const said = (done?.notes ?? []).filter((note) => note.endsWith('-exists'));
    return [records.some((record) => record.source === source), said.join(', ') || undefined];
  }

  it.each(table)('$what: the same on every face', async ({ source, blocked, asserted, faces, seen }) => {
    const undo = [
      ...(blocked ? [await gates.block(blocked)] : []),
      ...(asserted ? [await gates.assert(asserted)] : []),
    ];
    try {
      const reads =
        faces === 'systems'
          ? [await gates.soap('vasterbotten'), await gates.fhir('vasterbotten'), await gates.npo('vasterbotten')]
          : [await gates.soapAs(), await gates.fhirAs()];
      const all = reads.map((read) => seenIn(read, source));
      if (faces === 'physician') all.push(await seenInPortal(source));
      expect(all).toEqual(all.map(() => seen[name]));
      for (const { more, said } of reads) if (more !== 'blocked-exists') expect(said).not.toContain('spärr');
    } finally {
      for (const each of undo) await each();
    }
  });
});

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/errors.ts';
import { createSessionsUnderWay } from '../../../src/faces/portal-api/sessions-under-way.ts';
import type { SignedIn } from '../../../src/sign-in/index.ts';
import { createTrust, lookAgain, type Trust } from '../../../src/siths/index.ts';
import * as mint from '../../siths/mint.ts';

let world: mint.World;
let trust: Trust;
beforeAll(async () => {
  world = await mint.makeWorld();
  trust = createTrust(world.trust, { checkEveryMs: 0 });
});
afterAll(() => world.remove());

describe('a session whose card is revoked', () => {
  it('is broken off also when that became known between its being judged and its answer being begun', async () => {
    const again = async () => {
      throw new BridgeError('CERT_REVOKED');
    };
    const underWay = createSessionsUnderWay(trust, { again });
    const session = { key: 'one' } as SignedIn;
    const [steady, caught] = [1, 2].map(() => new ServerResponse(new IncomingMessage(new Socket())));
    const judgedAt = underWay.changes();
    await world.write('personCa.crl', await mint.revocationList({ issuer: world.personCa, thisUpdate: new Date() }));
    lookAgain(trust);
    underWay.add(session, caught as ServerResponse, judgedAt);
    await expect.poll(() => caught?.destroyed).toBe(true);
    underWay.add(session, steady as ServerResponse, underWay.changes());
    expect(steady?.destroyed).toBe(false);
    underWay.close();
  });
});

import { expect, it } from 'vitest';
import { createEvents } from '../../../src/events.ts';
import { actorOf } from '../../../src/faces/portal-api/registering.ts';
import { createDirectory } from '../../../src/hsa/index.ts';
import { demoConfig } from '../../support/config.ts';

it('of staff with protected identity the acts tell the HSA-id alone', async () => {
  const directory = await createDirectory(demoConfig().directory, createEvents());
  for (const [hsaId, name] of [
    ['SE2321000222-DEMOSKYDDAD', undefined],
    ['SE2321000230-DEMOLAKARE', 'Ylva Demoström'],
  ] as const) {
    const { value: person } = await directory.person(hsaId);
    const [assignment] = (await directory.commissionsOf(hsaId)).value.assignments;
    const session = { person, caller: { hsaId, name: 'Name in the certificate' }, proof: { method: 'mtls' } };
    const call = { session, assignment } as unknown as Parameters<typeof actorOf>[0];
    expect(actorOf(call, 'SE2321000230-DEMOBRIDGE')).toMatchObject({ hsaId, name });
    expect(JSON.stringify(actorOf(call, ''))).not.toContain('certificate');
  }
});

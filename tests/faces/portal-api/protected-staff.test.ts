import { expect, it } from 'vitest';
import { createEvents } from '../../../src/events.ts';
import { demandPermit } from '../../../src/faces/portal-api/output/permit.ts';
import { actorOf } from '../../../src/faces/portal-api/registering.ts';
import { createDirectory, protectedName } from '../../../src/hsa/index.ts';
import { demoConfig } from '../../support/config.ts';

/** What is printed of who prints. */
async function markFor(call: object): Promise<string> {
  const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
  const person = { identity: patient, identities: [], name: undefined, protected: undefined };
  const persons = { person: async () => ({ status: 'known', person }) };
  const asked = { ...call, correlationId: 'c', opened: async () => ({ patient }) };
  const config = demoConfig((file) => {
    const { assignment } = call as { assignment: { careUnit: { hsaId: string } } };
    file.portal.units = [{ careUnit: assignment.careUnit.hsaId, output: ['print'] }];
  });
  return (await demandPermit({ config, persons } as never, asked as never, 'print')).mark.reader;
}

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
    expect(await markFor(call)).toBe(name ?? protectedName);
  }
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { ldapReader } from '../../../src/hsa/copy/readers/ldap.ts';
import { loadLdifDirectory } from '../../../src/hsa/ldif-source.ts';
import { hasSlapd, startSlapd } from '../../support/slapd.ts';
import { demoFile } from '../source-conformance.ts';
import { openCopy } from './copies.ts';

describe.skipIf(!hasSlapd())('a copy of an LDAP server', () => {
  it('is read whole, and then asked for changes alone', { timeout: 90_000 }, async () => {
    const server = await startSlapd(demoFile);
    onTestFinished(server.remove);
    const copy = await openCopy();
    onTestFinished(copy.close);
    const reader = ldapReader({ url: server.url, baseDn: 'c=SE', timeoutMs: 5_000 }, Date.now);
    expect((await copy.import(reader)).state).toBe('active');
    const { objects } = await loadLdifDirectory(demoFile);
    for (const object of objects) expect(await copy.source.byHsaId(object.hsaId)).toEqual([object]);
    // Whatever is read from now on is read as changes.
    const { origin, covers, changes } = reader;
    if (!changes) throw new Error('It cannot be asked for changes.');
    const refused = () => Promise.reject(new Error('Everything was read.'));
    const sync = () => copy.sync({ origin, covers, changes, all: refused });
    expect((await sync()).state).toBe('unchanged');
    const named = (hsaId: string) => objects.find((object) => object.hsaId === hsaId)?.dn ?? '';
    const record = (dn: string, ...lines: string[]) =>
      [`dn:: ${Buffer.from(dn).toString('base64')}`, ...lines, ''].join('\n');
    const unit = named('SE2321000230-DEMOHC1');
    const person = ['objectClass: top', 'objectClass: person', 'cn: Ny', 'sn: Demolund', 'fullName: Ny Demolund'];
    server.change(
      [
        record(unit, 'changetype: modify', 'replace: description', 'description: Flyttar i maj.'),
        record(`cn=Ny,${unit}`, 'changetype: add', ...person, 'hsaIdentity: SE2321000230-DEMONY'),
        record(named('SE2321000230-DEMOSEKR'), 'changetype: delete'),
      ].join('\n'),
    );
    expect(await sync()).toMatchObject({
      state: 'active',
      report: { changed: { unit: 1, person: 0 }, added: { unit: 0, person: 1 }, removed: { person: 0 } },
    });
    expect(await copy.source.byHsaId('SE2321000230-DEMOHC1')).toMatchObject([{ description: 'Flyttar i maj.' }]);
    expect(await copy.source.byHsaId('SE2321000230-DEMONY')).toMatchObject([{ name: 'Ny Demolund' }]);
    // What is gone shows in the names, which are read now and then.
    expect(await copy.source.byHsaId('SE2321000230-DEMOSEKR')).toHaveLength(1);
    copy.later(2 * 3_600_000);
    expect(await sync()).toMatchObject({ state: 'active', report: { removed: { person: 1, unit: 0 } } });
    expect(await copy.source.byHsaId('SE2321000230-DEMOSEKR')).toEqual([]);
    expect((await copy.generations.list(5)).map(({ kind }) => kind)).toEqual(['sync', 'sync', 'import']);
    await server.stop();
    await expect(sync()).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    expect(await copy.source.byHsaId('SE2321000230-DEMOVG')).toHaveLength(1);
  });
});

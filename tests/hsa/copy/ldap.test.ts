import { describe, expect, it, onTestFinished } from 'vitest';
import { ldapReader } from '../../../src/hsa/copy/readers/ldap.ts';
import { loadLdifDirectory } from '../../../src/hsa/ldif-source.ts';
import { hasSlapd, startSlapd } from '../../support/slapd.ts';
import { demoFile } from '../source-conformance.ts';
import { openCopy } from './copies.ts';

describe.skipIf(!hasSlapd())('a copy of an LDAP server', () => {
  it('is read whole, and then asked for changes alone', async () => {
    const server = await startSlapd(demoFile);
    onTestFinished(server.remove);
    const copy = await openCopy();
    onTestFinished(copy.close);
    const reader = ldapReader({ url: server.url, baseDn: 'c=SE', timeoutMs: 5_000 }, Date.now);
    expect((await copy.import(reader)).state).toBe('active');
    const { objects } = await loadLdifDirectory(demoFile);
    for (const object of objects) expect(await copy.source.byHsaId(object.hsaId)).toEqual([object]);
    copy.later(2 * 3_600_000);
    const { state } = await copy.sync(reader);
    expect(state).toBe('unchanged');
    expect((await copy.generations.list(5)).map(({ kind }) => kind)).toEqual(['import']);
    await server.stop();
    await expect(copy.sync(reader)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    expect(await copy.source.byHsaId('SE2321000230-DEMOVG')).toHaveLength(1);
  });
});

import { X509Certificate } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demandDates, readKeyPair } from '../../src/keys/key-pair.ts';
import { certificatesIn } from '../../src/keys/pem.ts';
import { keyPem } from '../../src/siths/dev-pki-mint.ts';
import * as x509 from '../../src/siths/x509.ts';
import { ca, leaf, rsaKeys } from '../siths/mint.ts';
import { ownFiles } from './own-files.ts';

describe('a certificate and its key', () => {
  let own: Awaited<ReturnType<typeof ownFiles>>;
  beforeEach(async () => {
    own = await ownFiles('server');
  });
  afterEach(() => own.remove());

  it('are read when they belong together', async () => {
    const pair = readKeyPair(own.place);
    expect(pair.leaf.fingerprint256).toBe(new X509Certificate(await readFile(own.place.certificate)).fingerprint256);
    expect(pair).toMatchObject({ isExposed: false, ca: await readFile(own.place.ca, 'utf8') });
  });

  it('may have the key in the environment', async () => {
    const { certificate, key } = own.place;
    const keyPem = await readFile(key, 'utf8');
    await own.putKey('bridge-client');
    expect(readKeyPair({ certificate, key, keyPem }).shown).toMatchObject({ key: keyPem });
    expect(() => readKeyPair({ certificate })).toThrow('Neither the configuration nor the environment');
  });

  it('are refused when the key is another certificate’s', async () => {
    await own.putKey('bridge-client');
    expect(() => readKeyPair(own.place)).toThrow(/private key .*own\.key does not belong to .*own\.crt/);
  });

  it('are refused when the chain is in another order, has a stranger in it, or is none', async () => {
    const [leaf, issuer] = certificatesIn(await readFile(own.place.certificate, 'utf8')).map(String);
    const write = (...blocks: (string | undefined)[]) => writeFile(own.place.certificate, blocks.join(''));
    await write(issuer, leaf);
    expect(() => readKeyPair(own.place)).toThrow('does not belong');
    await write(leaf, await readFile(own.pki.file('person-hsa3-ca.crt'), 'utf8'));
    expect(() => readKeyPair(own.place)).toThrow('certificate 2 did not issue certificate 1');
    await write('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    expect(() => readKeyPair(own.place)).toThrow('cannot be read');
    await write('');
    expect(() => readKeyPair(own.place)).toThrow('holds no certificate');
    await write(leaf);
    await writeFile(own.place.key, 'no key');
    expect(() => readKeyPair(own.place)).toThrow('without a passphrase');
  });

  it('are refused in production when anybody may read the key, and told of elsewhere', async () => {
    await chmod(own.place.key, 0o644);
    expect(readKeyPair(own.place).isExposed).toBe(true);
    expect(() => readKeyPair({ ...own.place, guarded: true })).toThrow('may be read by anyone; chmod 600');
    await chmod(own.place.key, 0o640);
    expect(readKeyPair({ ...own.place, ca: undefined, guarded: true }).isExposed).toBe(false);
  });

  it('are refused in production together with a test CA, whenever that was put there', async () => {
    const place = { ...own.place, ca: own.pki.file('ca.crt') };
    expect(readKeyPair(place).ca).toContain('BEGIN CERTIFICATE');
    expect(() => readKeyPair({ ...place, guarded: true })).toThrow('holds a test CA, refused in production');
    const real = await ca('Utfärdare', { organisation: 'Inera AB' });
    const file = `${own.place.certificate}.ca`;
    await writeFile(file, real.certificate.toString('pem'));
    expect(readKeyPair({ ...place, ca: file, guarded: true }).ca).toContain('BEGIN CERTIFICATE');
  });

  it('are refused when TLS cannot use them, though they belong together', async () => {
    const keys = await rsaKeys(1024);
    const issuer = await ca('Utfärdare');
    await writeFile(own.place.certificate, x509.PemConverter.encode(await leaf({ issuer, keys }), 'CERTIFICATE'));
    await writeFile(own.place.key, keyPem(keys));
    expect(() => readKeyPair(own.place)).toThrow(/own\.crt cannot be shown.*key too small/);
  });

  it('never have a PIN in the name of the key, which stands in logs', () => {
    const { certificate } = own.place;
    for (const key of ['pkcs11:object=own?pin-value=4711', 'pkcs11:object=own;PIN-value=4711'])
      expect(() => readKeyPair({ certificate, key })).toThrow(
        expect.toSatisfy(({ message }) => message.includes('pin-value') && !message.includes('4711')),
      );
    expect(() => readKeyPair({ certificate, key: 'pkcs11:object=own?pin-source=/etc/own.pin' })).toThrow(
      expect.toSatisfy(({ message }) => message.includes('pkcs11:object=own') && !message.includes('own.pin')),
    );
  });

  it('have a time', () => {
    const pair = readKeyPair(own.place);
    expect(() => demandDates(pair, new Date())).not.toThrow();
    expect(() => demandDates(pair, new Date('2200-01-01'))).toThrow('The certificate ended');
    expect(() => demandDates(pair, new Date('2000-01-01'))).toThrow('is not valid until');
  });
});

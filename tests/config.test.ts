import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { completeConfig, loadConfig } from '../src/config.ts';

// biome-ignore lint/suspicious/noExplicitAny: the file as parsed, before anything has checked it.
const demo = (): any => parse(readFileSync('config/demo.yaml', 'utf8'));

describe('the configuration', () => {
  it('reads the demo file, fills in defaults and cannot be changed', () => {
    const config = loadConfig({ PORT: '9000', DATA_DIR: '/x', HSA_URL: 'ldap://h' });
    expect(config).toMatchObject({
      listen: { port: 9000, portalPort: 8444 },
      dataDir: '/x',
      directory: { url: 'ldap://h' },
    });
    expect(config.limits.requestBytes).toBe(15_728_640);
    expect(() => Object.assign(config.listen, { port: 1 })).toThrow(TypeError);
  });

  it('takes private keys from the environment, on one line where they must be', () => {
    const parsed = demo();
    delete parsed.tls.key;
    const { tls, outgoing } = completeConfig(parsed, { TLS_KEY: '-----BEGIN\\nAAAA\\n-----END' });
    expect(tls).toEqual({ certificate: parsed.tls.certificate, keyPem: '-----BEGIN\nAAAA\n-----END' });
    expect(outgoing).toEqual(parsed.outgoing);
  });

  // biome-ignore lint/suspicious/noExplicitAny: see above.
  it.each<[string, (config: any) => void, NodeJS.ProcessEnv, string]>([
    [
      'an unknown key',
      (c) => {
        c.bridge.colour = 'blue';
      },
      {},
      'key bridge.colour is not known',
    ],
    [
      'a missing key',
      (c) => {
        delete c.bridge.hsaId;
      },
      {},
      'hsaId',
    ],
    [
      'a caller without a gate',
      (c) => {
        delete c.callers[0].gate;
      },
      {},
      'gate',
    ],
    [
      'an unknown kind',
      (c) => {
        c.bridge.kind = 'prod';
      },
      {},
      'bridge.kind',
    ],
    [
      'the tree of web services',
      (c) => {
        c.directory.url = 'https://directory.example';
        c.routing = { ...c.routing, hsaTree: true };
      },
      {},
      'key routing.hsaTree',
    ],
    [
      'a copy of web services, named by the environment',
      (c) => {
        c.directory.copy = {};
      },
      { HSA_URL: 'https://directory.example' },
      'key directory.copy.from',
    ],
    [
      'a route to nowhere',
      (c) => {
        c.routes[0].source = 'SE2321000230-DEMONOWHERE';
      },
      {},
      'DEMONOWHERE',
    ],
    [
      'a caller twice',
      (c) => {
        c.callers[1].hsaId = c.callers[0].hsaId.toLowerCase();
      },
      {},
      'stands twice',
    ],
    [
      'a contract passed on that is not delivered',
      (c) => {
        c.sources[0].passthrough = ['urn:riv:clinicalprocess:activity:request:ProcessRequestResponder:1'];
      },
      {},
      'a place among contracts',
    ],
    [
      'a contract passed on that has no such namespace',
      (c) => {
        c.sources[0].passthrough = ['urn:riv:x'];
      },
      {},
      'passthrough',
    ],
    [
      'a contract passed on that bears the name of one we read',
      (c) => {
        c.sources[0].passthrough = ['urn:riv:impostor:GetDiagnosisResponder:2'];
      },
      {},
      'GetDiagnosis:2 is the name of urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2 too',
    ],
    [
      'two contracts passed on that bear one name',
      (c) => {
        c.sources[0].contracts.push('ProcessRequest:1');
        c.sources[0].passthrough = ['urn:riv:a:ProcessRequestResponder:1', 'urn:riv:b:ProcessRequestResponder:1'];
      },
      {},
      'ProcessRequest:1 is the name of',
    ],
    ['a port that is none', () => undefined, { PORT: 'https' }, 'PORT'],
    [
      'demo identities in production',
      (c) => {
        c.bridge.kind = 'production';
      },
      {},
      'demo identity',
    ],
    [
      'a test CA in production',
      (c) => {
        c.bridge.kind = 'production';
      },
      {},
      'test CA',
    ],
    [
      'a simulated source in production',
      (c) => {
        c.bridge.kind = 'production';
      },
      {},
      'simulated',
    ],
    [
      'LDAP without TLS in production, be it of one server among several',
      (c) => {
        c.bridge.kind = 'production';
      },
      { HSA_URL: 'ldaps://one ldap://two' },
      'LDAP without TLS',
    ],
    ['LDAP servers and a file', () => undefined, { HSA_URL: 'ldaps://one, file:x.ldif' }, 'or one file'],
    [
      'a name without its password',
      (c) => {
        c.directory.bindDn = 'cn=bridge';
      },
      { HSA_URL: 'ldaps://h' },
      'bindPasswordFile go together',
    ],
    [
      'a certificate as name over a connection without TLS',
      (c) => {
        c.directory.saslExternal = true;
      },
      { HSA_URL: 'ldap://h' },
      'needs TLS',
    ],
    [
      'a demo directory in production, also from the environment',
      (c) => {
        c.bridge.kind = 'production';
      },
      { HSA_URL: 'file:/etc/hsa/demo.ldif' },
      '(or HSA_URL): file:/etc/hsa/demo.ldif holds demo personas',
    ],
    [
      'a route to a demo identity in production',
      (c) => {
        c.bridge.kind = 'production';
        c.routes[0].address = 'SE2321000230-DEMOROUTE';
      },
      {},
      'DEMOROUTE is a demo identity',
    ],
    [
      'a security service that is not there',
      (c) => {
        c.access = { master: 'regional' };
      },
      {},
      'access.master is regional',
    ],
    [
      'a care provider without a master of its blocks, outside a demo',
      (c) => {
        c.bridge.kind = 'test';
        c.access = { providers: [{ careProvider: 'SE2321000230-DEMOVG', consents: 'bridge', relations: 'bridge' }] };
      },
      {},
      'nobody is named as master of blocks of SE2321000230-DEMOVG',
    ],
    [
      'a security service without TLS in production',
      (c) => {
        c.bridge.kind = 'production';
        c.access = { master: 'regional', services: [{ name: 'regional', url: 'http://services.example' }] };
      },
      {},
      'regional is called without TLS',
    ],
    ['no file at all', () => undefined, { CONFIG: 'config/none.yaml' }, 'config/none.yaml'],
  ])('refuses %s and names it', (_what, change, environment, told) => {
    const attempt = (): unknown => {
      if (environment.CONFIG) return loadConfig(environment);
      const config = demo();
      change(config);
      return completeConfig(config, environment);
    };
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(told) }),
    );
  });
});

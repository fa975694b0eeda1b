import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { certs } from '../../src/commands/certs.ts';
import { simulate } from '../../src/commands/simulate.ts';
import { loadConfig } from '../../src/config.ts';
import { testPki } from '../support/certs.ts';
import {
  bridgeImage,
  compose,
  directoryImage,
  lastStage,
  mountsOf,
  namesOf,
  networksOf,
  type Service,
  service,
  services,
} from './installation.ts';
import { knownCommands, knownVariables } from './program.ts';

const ours = services.filter(([, { image }]) => image.startsWith('norrbryggan:'));
const lasting = services.filter(([name]) => !['certs', 'secrets'].includes(name));
const config = loadConfig({ ...service('bridge').environment });
const [dataDir = ''] = lastStage(bridgeImage, 'ENV').flatMap((text) => /\bDATA_DIR=(\S+)/.exec(text)?.[1] ?? []);

describe('commands', () => {
  it('are those of the command line', () => {
    const used = ours.filter(([name]) => name !== 'secrets').map(([, { command }]) => command?.[0]);
    expect(used).toEqual(['certs', 'serve', 'work', 'simulate']);
    expect(knownCommands()).toEqual(expect.arrayContaining(used));
  });

  it('understand their arguments', async () => {
    const [, ...simulateArguments] = service('simulators').command ?? [];
    const [, ...certsArguments] = service('certs').command ?? [];
    expect(await simulate([...simulateArguments, '--help'], config, new PassThrough())).toBe(0);
    expect(await certs([...certsArguments, '--help'], new PassThrough(), () => config)).toBe(0);
    expect(service('bridge').command).toEqual(['serve']);
    expect(service('worker').command).toEqual(['work']);
  });

  it.each(['bridge', 'worker'])(
    'start the %s through the script that brings the database password, as the image would start it',
    (name) => {
      const [start] = lastStage(bridgeImage, 'ENTRYPOINT').map((text) => JSON.parse(text) as string[]);
      const [shell, script, passwordFile, ...rest] = service(name).entrypoint ?? [];
      expect([shell, script]).toEqual(['sh', 'deploy/with-database-password.sh']);
      expect(rest).toEqual(start);
      expect(service('secrets').command).toContain(passwordFile);
      expect(service('postgres').environment).toMatchObject({ POSTGRES_PASSWORD_FILE: passwordFile });
    },
  );

  it('give Redis the settings that the bus needs', () => {
    const settings = service('redis').command?.join(' ');
    expect(settings).toMatch(/--appendonly yes\b/);
    expect(settings).toMatch(/--maxmemory-policy noeviction\b/);
  });
});

describe('addresses', () => {
  it('publish what the bridge listens on, on this machine only, and never the administration port', () => {
    const { port, portalPort, host, adminHost } = config.listen;
    const published = services.flatMap(([, { ports = [] }]) => ports);
    expect(published).toEqual([`127.0.0.1:${port}:${port}`, `127.0.0.1:${portalPort}:${portalPort}`]);
    expect(service('bridge').ports).toEqual(published);
    expect(lastStage(bridgeImage, 'EXPOSE')).toEqual([`${port} ${portalPort}`]);
    expect(host).toBe('0.0.0.0');
    expect(adminHost).toBe('127.0.0.1');
    const { adminPort, workAdminPort } = config.listen;
    for (const [name, port] of [
      ['bridge', adminPort],
      ['worker', workAdminPort],
    ] as const)
      expect(service(name).healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/health/ready`);
  });

  it('find the record systems where the simulators listen', () => {
    const [, ...flags] = service('simulators').command ?? [];
    const ports = flags.flatMap((flag, at) => (flag.startsWith('--port-') ? [flags[at + 1]] : []));
    expect(flags[flags.indexOf('--host') + 1]).toBe('0.0.0.0');
    const { sources, referrals } = config;
    expect([...sources, ...referrals.systems].map(({ url }) => new URL(url).port)).toEqual(ports);
    expect(service('simulators').healthcheck?.test.join(' ')).toContain(`/${ports.at(-1)}`);
  });

  it('call each record system by a name that its certificate carries', async () => {
    const pki = await testPki();
    for (const { url } of config.sources) {
      const { hostname, protocol } = new URL(url);
      expect(protocol).toBe('https:');
      expect(namesOf('simulators')).toContain(hostname);
      const certificate = new X509Certificate(readFileSync(pki.file(`${hostname.split('.')[0]}.crt`)));
      expect(certificate.checkHost(hostname)).toBe(hostname);
    }
  });

  it('find PostgreSQL, Redis and OpenLDAP', () => {
    const { databaseUrl = '', busUrl = '', directory } = config;
    const { POSTGRES_USER, POSTGRES_DB } = service('postgres').environment ?? {};
    expect(new URL(databaseUrl)).toMatchObject({
      hostname: 'postgres',
      port: '',
      username: POSTGRES_USER,
      pathname: `/${POSTGRES_DB}`,
    });
    expect(new URL(busUrl)).toMatchObject({ hostname: 'redis', port: '6379' });
    expect(service('worker').environment).toMatchObject({ BUS_URL: busUrl, DATABASE_URL: databaseUrl });
    const [port] = lastStage(directoryImage, 'EXPOSE');
    expect(directory.url).toBe(`ldap://openldap:${port}`);
    expect(lastStage(directoryImage, 'CMD')).toEqual([`["ldap://0.0.0.0:${port}/"]`]);
    expect(service('openldap').healthcheck?.test.join(' ')).toContain(`ldap://127.0.0.1:${port}`);
  });

  it('lie on networks that let those talk who must, and nobody else', () => {
    const reach = (from: Service, to: Service) => networksOf(from).some((network) => networksOf(to).includes(network));
    const talks = lasting.flatMap(([from, a]) =>
      lasting.filter(([to, b]) => from < to && reach(a, b)).map(([to]) => `${from}–${to}`),
    );
    expect(talks.toSorted()).toEqual([
      'bridge–openldap',
      'bridge–postgres',
      'bridge–redis',
      'bridge–worker',
      'postgres–worker',
      'redis–worker',
      'simulators–worker',
    ]);
    const open = Object.keys(compose.networks).filter((name) => compose.networks[name]?.internal !== true);
    expect(services.filter(([, one]) => networksOf(one).some((name) => open.includes(name)))).toEqual([
      ['bridge', service('bridge')],
    ]);
    expect(services.flatMap(([, one]) => networksOf(one).filter((name) => !(name in compose.networks)))).toEqual([]);
    expect([service('certs'), service('secrets')].map((one) => one.network_mode)).toEqual(['none', 'none']);
  });
});

describe('environment', () => {
  it('has only variables that the configuration knows', () => {
    const known = knownVariables();
    expect(known).toContain('CONFIG');
    const set = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
    const server = services.filter(([, one]) => !one.image.startsWith('norrbryggan:'));
    expect(server.flatMap(([, { environment = {} }]) => Object.keys(environment))).toEqual([
      'POSTGRES_USER',
      'POSTGRES_DB',
      'POSTGRES_PASSWORD_FILE',
      'POSTGRES_INITDB_ARGS',
    ]);
  });

  it('names the same configuration file and the same bus key for everybody', () => {
    const values = (name: string) => new Set(ours.flatMap(([, { environment }]) => environment?.[name] ?? []));
    expect([...values('CONFIG')]).toEqual(['config/compose.yaml']);
    expect([...values('BUS_KEY_FILE')]).toEqual([config.busKeyFile]);
    for (const name of ['bridge', 'worker', 'simulators'])
      expect(service(name).environment).toHaveProperty('CONFIG', 'config/compose.yaml');
  });
});

describe('volumes', () => {
  const volumeAt = (name: string, folder: string) => mountsOf(service(name)).find(({ path }) => path === folder);

  it('are all declared and all used', () => {
    const used = new Set(services.flatMap(([, one]) => mountsOf(one).map(({ volume }) => volume)));
    expect([...used].toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
  });

  it('lie on folders that the image gives to its user', () => {
    const [, folders = ''] = /install --directory --owner norrbryggan --mode 0755 (.+)$/m.exec(
      lastStage(bridgeImage, 'RUN').join('\n'),
    ) ?? ['', ''];
    const mounted = new Set(ours.flatMap(([, one]) => mountsOf(one).map(({ path }) => path)));
    expect(folders.split(' ').toSorted()).toEqual([...mounted].toSorted());
    expect(volumeAt('bridge', dataDir)).toMatchObject({ volume: 'bridge-data', readOnly: false });
  });

  it('are written by one service and only read by the others', () => {
    for (const volume of Object.keys(compose.volumes)) {
      const writers = services.filter(([, one]) => mountsOf(one).some((m) => m.volume === volume && !m.readOnly));
      expect(writers.map(([name]) => name)).toHaveLength(1);
    }
  });

  it('hold every certificate where the configuration looks for it', () => {
    const { tls, outgoing, trust } = config;
    const { certificate, key = '', ca } = outgoing;
    const files = [tls.certificate, tls.key ?? '', certificate, key, ca, trust.roots, ...trust.revocationLists];
    const folders = new Set([...files, ...trust.issuers.map((issuer) => issuer.file)].map(dirname));
    expect([...folders]).toEqual(['certs-dev/out']);
    for (const name of ['certs', 'bridge', 'worker', 'simulators'])
      expect(volumeAt(name, '/app/certs-dev')).toMatchObject({ volume: 'certificates' });
  });

  it('give each secret to those who need it', () => {
    const holders = (file: string) =>
      services.filter(([, one]) => mountsOf(one).some(({ path }) => path === dirname(file))).map(([name]) => name);
    const [busKey = '', password = ''] = service('secrets').command ?? [];
    expect(busKey).toBe(config.busKeyFile);
    expect(holders(busKey)).toEqual(['secrets', 'bridge', 'worker']);
    expect(holders(password)).toEqual(['secrets', 'bridge', 'worker', 'postgres']);
    for (const file of [busKey, password]) {
      const volumes = services.flatMap(([, one]) => mountsOf(one).filter(({ path }) => path === dirname(file)));
      expect(new Set(volumes.map(({ volume }) => volume)).size).toBe(1);
    }
  });
});

describe('order', () => {
  it('waits for what must be there: once-only services done, servers healthy', () => {
    const waits = services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on));
    for (const [name, { condition }] of waits) {
      const isLasting = lasting.some(([one]) => one === name);
      expect(`${name} ${condition}`).toBe(
        `${name} ${isLasting ? 'service_healthy' : 'service_completed_successfully'}`,
      );
      if (isLasting) expect(service(name).healthcheck?.test).toBeDefined();
    }
  });

  it('makes the secrets and the certificates before anybody reads them', () => {
    const awaitedBy = (name: string): string[] =>
      Object.keys(service(name).depends_on ?? {}).flatMap((one) => [one, ...awaitedBy(one)]);
    for (const [name, one] of services)
      for (const { volume, readOnly } of mountsOf(one)) {
        const maker = services.find(([, other]) => mountsOf(other).some((m) => m.volume === volume && !m.readOnly));
        if (readOnly) expect(awaitedBy(name)).toContain(maker?.[0]);
      }
    expect(awaitedBy('bridge')).toEqual(expect.arrayContaining(['postgres', 'redis', 'openldap']));
    expect(awaitedBy('worker')).toEqual(expect.arrayContaining(['postgres', 'redis', 'simulators']));
  });

  it('lets a process that stops finish what is under way', () => {
    const { noticeMs, finishMs } = config.drain;
    for (const name of ['bridge', 'worker']) {
      const grace = Number(/^(\d+)s$/.exec(service(name).stop_grace_period ?? '')?.[1]) * 1_000;
      expect(grace).toBeGreaterThanOrEqual(noticeMs + finishMs + 10_000);
    }
  });

  it('starts again what ought to run, and nothing that ought to end', () => {
    expect(lasting.every(([, { restart }]) => restart === 'unless-stopped')).toBe(true);
    expect([service('certs').restart, service('secrets').restart]).toEqual([undefined, undefined]);
  });
});

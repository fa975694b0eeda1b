import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { completeConfig } from '../../src/config.ts';
import { bridgeImage, copiedFiles, lastStage } from './installation.ts';
import { environmentOf, folder, kustomization, manifest, manifests, type Probe, pod, pods } from './manifests.ts';
import { knownCommands, knownVariables } from './program.ts';

const config = completeConfig(parse(readFileSync(`${folder}/bridge.yaml`, 'utf8')), {});
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const lasting = ['serve', 'work'];

/** Whether kubectl, which has kustomize in it, is on this machine; no cluster is asked. */
const hasKubectl = (() => {
  try {
    return execFileSync('kubectl', ['version', '--client'], { stdio: 'pipe' }).length > 0;
  } catch {
    return false;
  }
})();

describe('deploy/kubernetes', () => {
  it.skipIf(!hasKubectl)('is what kustomize takes', () => {
    const text = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    const made = parseAllDocuments(text).map((document) => document.toJS());
    expect(made).toHaveLength(manifests.length + kustomization.configMapGenerator.length);
    expect(text.match(/image: .*/g)).toEqual(pods.map(() => `image: norrbryggan:${version}`));
    for (const { kind, metadata } of made) if (kind !== 'Namespace') expect(metadata.namespace).toBe('norrbryggan');
  });

  it('is of this version, and names no other image', () => {
    expect(kustomization.images).toEqual([{ name: 'norrbryggan', newTag: version }]);
    expect(pods.map(({ containers: [{ image }] }) => image)).toEqual(pods.map(() => 'norrbryggan'));
    expect(kustomization.labels[0]?.pairs['app.kubernetes.io/version']).toBe(version);
    expect(manifests.find(({ kind }) => kind === 'Job')?.metadata.name).toBe(
      `migrations-${version.replaceAll('.', '-')}`,
    );
  });

  it('names every file of the folder', () => {
    const apart = ['kustomization.yaml', 'prometheus-scrape.yaml', 'prometheus-adapter.yaml'];
    const named = [...kustomization.resources, ...kustomization.configMapGenerator.flatMap(({ files = [] }) => files)];
    const files = globSync(`${folder}/*`).map((file) => file.slice(folder.length + 1));
    expect([...named, ...apart].toSorted()).toEqual(files.toSorted());
  });

  it('has a configuration that production takes', () => {
    expect(config.bridge.kind).toBe('production');
  });
});

describe('what runs', () => {
  it.each(pods.map((one) => [one.containers[0].name, one] as const))('%s is somebody without rights', (_name, one) => {
    const [uid] = lastStage(bridgeImage, 'USER').map(Number);
    expect(one).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    expect(one.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: uid,
      fsGroup: uid,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(one.containers).toHaveLength(1);
    const [{ securityContext, resources }] = one.containers;
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(resources).toEqual({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { memory: expect.any(String) },
    });
  });

  it('is commands of the program, started as the image starts it, with the database password', () => {
    const [start] = lastStage(bridgeImage, 'ENTRYPOINT').map((text) => JSON.parse(text) as string[]);
    for (const { containers, volumes } of pods) {
      const [{ command, args, volumeMounts }] = containers;
      expect(command).toEqual([
        'sh',
        'deploy/with-database-password.sh',
        '/secrets/database/password',
        ...(start ?? []),
      ]);
      expect(copiedFiles(bridgeImage)).toContain(command[1]);
      expect(knownCommands()).toContain(args[0]);
      expect(volumeMounts).toContainEqual({ name: 'database', mountPath: '/secrets/database', readOnly: true });
      expect(volumeMounts.map(({ name }) => name).toSorted()).toEqual(volumes.map(({ name }) => name).toSorted());
    }
    expect(pods.map(({ containers: [{ args }] }) => args)).toEqual([['migrate'], ['serve'], ['work']]);
  });

  it('has variables that the program reads, and no secret among them', () => {
    for (const { containers } of pods) {
      const variables = environmentOf(containers[0]);
      expect(Object.keys(variables).filter((name) => !knownVariables().includes(name))).toEqual([]);
      expect(variables.CONFIG).toBe('/etc/norrbryggan/bridge.yaml');
      const { password, protocol } = new URL(variables.DATABASE_URL ?? '');
      expect([protocol, password]).toEqual(['postgres:', '']);
    }
    for (const name of lasting)
      expect(environmentOf(pod(name).containers[0])).toMatchObject({ BUS_URL: 'secret bus/url' });
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it('finds each file that it is told of, and a secret only where it is needed', () => {
    const { tls, outgoing, trust, directory } = config;
    const both = [
      outgoing.certificate,
      outgoing.key,
      outgoing.ca,
      trust.roots,
      ...trust.issuers.map(({ file }) => file),
    ];
    const needed: Record<string, readonly (string | undefined)[]> = {
      serve: [...both, tls.certificate, tls.key, directory.ca, directory.bindPasswordFile],
      work: both,
    };
    for (const name of lasting) {
      const { containers, volumes } = pod(name);
      const variables = environmentOf(containers[0]);
      const files = [...(needed[name] ?? []), variables.CONFIG, variables.BUS_KEY_FILE, variables.LOG_KEY_FILE];
      const folders = new Set(files.flatMap((file) => (file === undefined ? [] : dirname(file))));
      const mounts = containers[0].volumeMounts.filter(({ readOnly }) => readOnly);
      expect(mounts.map(({ mountPath }) => mountPath).toSorted()).toEqual([...folders, '/secrets/database'].toSorted());
      // The modes of a secret that others may read, or the pod's group may not, are of no use to anybody.
      for (const { secret } of volumes) if (secret) expect(secret.defaultMode.toString(8)).toBe('440');
      const [dataDir = ''] = lastStage(bridgeImage, 'ENV').flatMap((text) => /\bDATA_DIR=(\S+)/.exec(text)?.[1] ?? []);
      const written = containers[0].volumeMounts.filter(({ readOnly }) => !readOnly);
      expect(written.map(({ mountPath }) => mountPath)).toEqual([dataDir, '/tmp']);
    }
  });

  it('stops in peace, and goes only when its successor is ready', () => {
    const { noticeMs, finishMs } = config.drain;
    for (const name of lasting) {
      const grace = pod(name).terminationGracePeriodSeconds ?? 0;
      expect(grace * 1_000).toBeGreaterThanOrEqual(noticeMs + finishMs + 10_000);
      const { spec } = manifest('Deployment', name);
      expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
      expect(manifest('PodDisruptionBudget', name).spec).toMatchObject({ maxUnavailable: 1, selector: spec.selector });
    }
  });
});

describe('ports', () => {
  const { port, portalPort, adminPort, workAdminPort, adminHost } = config.listen;
  const portsOf = (name: string) =>
    Object.fromEntries((pod(name).containers[0].ports ?? []).map((one) => [one.name, one.containerPort]));

  it('are those of the configuration', () => {
    expect(portsOf('serve')).toEqual({ service: port, portal: portalPort, admin: adminPort });
    expect(portsOf('work')).toEqual({ admin: workAdminPort });
    const published = manifest('Service', 'serve').spec.ports.map((one: { targetPort: string }) => one.targetPort);
    expect(published).toEqual(['service', 'portal']);
    expect(new URL(config.signIn.serviceUrl ?? '').port).toBe(String(port));
  });

  it('are looked at by the probes, at paths that the administration port has', () => {
    const face = readFileSync('src/faces/ops/admin.ts', 'utf8');
    const paths = [...face.matchAll(/app\.get\('(\S+)'/g)].map(([, path]) => path);
    const ready: Probe = { httpGet: { path: '/health/ready', port: 'admin' } };
    const live: Probe = { httpGet: { path: '/health/live', port: 'admin' } };
    for (const name of lasting)
      expect(pod(name).containers[0]).toMatchObject({
        startupProbe: live,
        readinessProbe: ready,
        livenessProbe: live,
      });
    expect(paths).toEqual(expect.arrayContaining([ready.httpGet.path, live.httpGet.path, '/metrics']));
    expect(adminHost).toBe('0.0.0.0');
  });

  it('are met by nobody who has no business there', () => {
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies[0]?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const open = policies.filter(({ spec }) => spec.ingress?.some((one: { from?: unknown }) => one.from === undefined));
    expect(open.map(({ spec }) => [spec.podSelector, spec.ingress])).toEqual([
      [
        { matchLabels: { 'app.kubernetes.io/component': 'serve' } },
        [{ ports: [{ port: 'service' }, { port: 'portal' }] }],
      ],
    ]);
    const unbounded = policies.filter(({ spec }) => spec.egress?.some((one: { to?: unknown }) => one.to === undefined));
    expect(unbounded).toEqual([]);
  });
});

describe('a rolling update', () => {
  it('begins with the migrations and what they need, and with no process of the new version', () => {
    const isFirst = ({ labels }: { readonly labels?: Readonly<Record<string, string>> }) =>
      labels?.['norrbryggan/step'] === 'first';
    const later = manifests.filter(({ metadata }) => !isFirst(metadata)).map(({ kind }) => kind);
    expect(new Set(later)).toEqual(
      new Set(['Service', 'PodDisruptionBudget', 'Deployment', 'HorizontalPodAutoscaler']),
    );
    expect(kustomization.configMapGenerator.filter(({ options }) => !isFirst(options))).toEqual([]);
  });

  it('leaves a worker of the version before until the serving processes are replaced', () => {
    const readySeconds = (name: string): number => manifest('Deployment', name).spec.minReadySeconds;
    const { replicas } = manifest('Deployment', 'serve').spec;
    expect(readySeconds('work')).toBeGreaterThan(4 * replicas * readySeconds('serve'));
  });
});

describe('the autoscaler', () => {
  it('goes by a metric that the adapter passes on as it is', () => {
    const { metrics, scaleTargetRef, minReplicas, maxReplicas } = manifest('HorizontalPodAutoscaler', 'work').spec;
    const { externalRules } = parse(readFileSync(`${folder}/prometheus-adapter.yaml`, 'utf8'));
    const [{ external }] = metrics;
    expect(externalRules.map(({ name }: { name: object }) => name)).toEqual([{ as: external.metric.name }]);
    expect(externalRules[0].seriesQuery).toBe(external.metric.name);
    expect(scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'work' });
    expect(manifest('Deployment', 'work').spec.replicas).toBeUndefined();
    expect(minReplicas).toBeLessThan(maxReplicas);
  });
});

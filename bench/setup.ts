import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse as parseYaml, stringify } from 'yaml';
import { loadConfig } from '../src/config.ts';
import { councilsOptions, spawnCouncils } from '../src/simulators/index.ts';
import { makeDevelopmentPki } from '../src/siths/development.ts';

export const pki = 'certs-dev/out';
export const diagnosisPath = '/vp/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21';
/** As a record system sends it: the example's remark is for people. */
export const request = readFileSync('docs/examples/get-diagnosis.xml', 'utf8').replace(/<!--.*?-->\s*/s, '');

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string; demo: string } };

/** The options that `npm start` gives Node, or `npm run demo`. */
function nodeOptionsFor(args: readonly string[]): string[] {
  const script = args.includes('demo') ? scripts.demo : scripts.start;
  return script.split(' ').filter((word) => word.startsWith('--'));
}

/** What a benchmark started; everything is stopped and removed in reverse order. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'norrbryggan-bench-'));
  private readonly releases: (() => Promise<void> | void)[] = [
    () => rmSync(this.folder, { recursive: true, force: true }),
  ];

  private readonly programs: ChildProcess[] = [];

  onClose(release: () => Promise<void> | void): void {
    this.releases.push(release);
  }

  /** Ends the programs that were started with this file. */
  async end(file: string): Promise<void> {
    await Promise.all(this.programs.filter(({ spawnargs }) => spawnargs.includes(file)).map(stop));
  }

  async close(): Promise<void> {
    for (let release = this.releases.pop(); release; release = this.releases.pop()) await release();
  }

  /** The three councils in a process of their own; gives a configuration file that points to them. */
  async councils(): Promise<{ urls: Readonly<Record<string, string>>; configFile: string }> {
    await makeDevelopmentPki(pki);
    const councils = await spawnCouncils(councilsOptions(loadConfig({})));
    this.onClose(() => councils.close());
    const config = parseYaml(readFileSync('config/demo.yaml', 'utf8'));
    for (const source of config.sources) {
      source.url = councils.urls[source.hsaId];
      source.concurrency = 32;
    }
    config.limits = { requestsPerMinute: 10_000_000 };
    const configFile = join(this.folder, 'bench.yaml');
    writeFileSync(configFile, stringify(config));
    return { urls: councils.urls, configFile };
  }

  /** A program in a process of its own; resolves with its first line on stdout that matches. */
  async program(
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
    ready: RegExp,
  ): Promise<{ child: ChildProcess; line: string }> {
    const child = spawn(process.execPath, [...nodeOptionsFor(args), ...args], {
      env: { ...process.env, LOG_LEVEL: 'silent', ...environment },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.programs.push(child);
    this.onClose(() => stop(child));
    return { child, line: await firstLine(child, ready) };
  }
}

/** The port in what a bridge says when it is ready. */
export function portOf(line: string): number {
  return Number(new URL(line.split(' ')[1] ?? '').port);
}

async function firstLine(child: ChildProcess, ready: RegExp): Promise<string> {
  if (!child.stdout) throw new Error('The program has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    if (ready.test(line)) {
      child.stdout.resume();
      return line;
    }
  }
  throw new Error('The program ended before it was ready.');
}

/** Ends a program in order, and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}

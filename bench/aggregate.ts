import { getDiagnosis2, prefixesFor, writeRoot } from '../src/contracts/index.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis } from '../tests/support/redis.ts';
import { loadAggregate, type Measured } from './load.ts';
import { pki, portOf, Workbench } from './setup.ts';

const warmUp = { requests: 300 };

/** The aggregate over the embedded bus and over Redis with PostgreSQL, each as a ratio to the bare fan-out. */
export async function benchAggregate(seconds: number): Promise<void> {
  const bench = new Workbench();
  try {
    const { urls, configFile } = await bench.councils();
    const rows: [string, Measured][] = [];
    const measure = async (name: string, port: number): Promise<void> => {
      await loadAggregate(port, warmUp);
      rows.push([name, await loadAggregate(port, { seconds })]);
    };

    const bare = await bench.program(['bench/bare.ts', pki, JSON.stringify(preparedCalls(urls))], {}, /^ready /);
    await measure('bare fan-out', Number(bare.line.split(' ')[1]));
    bare.child.kill('SIGTERM');

    const ports = { PORT: '0', PORTAL_PORT: '0', ADMIN_PORT: '0' };
    const embedded = await bench.program(
      ['src/main.ts', 'serve'],
      { ...ports, CONFIG: configFile, DATA_DIR: `${bench.folder}/embedded` },
      /^ready /,
    );
    await measure('bridge, embedded', portOf(embedded.line));
    await ended(embedded.child);

    const redis = await startRedis();
    const postgres = await startPostgres();
    if (redis && postgres) {
      bench.onClose(() => redis.stop());
      bench.onClose(() => postgres.stop());
      const environment = {
        ...ports,
        CONFIG: configFile,
        DATA_DIR: `${bench.folder}/servers`,
        BUS_URL: redis.url,
        DATABASE_URL: postgres.url,
      };
      const serving = await bench.program(['src/main.ts', 'serve'], environment, /^ready /);
      await bench.program(['src/main.ts', 'work'], environment, /^working /);
      await measure('bridge, Redis + PostgreSQL', portOf(serving.line));
    }
    print(rows);
  } finally {
    await bench.close();
  }
}

/** What the bridge would send to each council, written beforehand. */
function preparedCalls(urls: Readonly<Record<string, string>>): object[] {
  const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
  const prefixes = prefixesFor(getDiagnosis2.namespace, getDiagnosis2.request);
  const body = writeRoot(
    getDiagnosis2.namespace,
    'GetDiagnosis',
    getDiagnosis2.request,
    { patientId: patient },
    prefixes,
  );
  const envelope = (content: string, header = ''): string =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${header}<s:Body>${content}</s:Body></s:Envelope>`;
  const xml = { 'content-type': 'text/xml; charset=UTF-8' };
  return Object.entries(urls).map(([source, url]) => {
    if (source.endsWith('DEMOVAS')) {
      const header = `<s:Header><LogicalAddress xmlns="urn:riv:itintegration:registry:1">${source}</LogicalAddress></s:Header>`;
      return {
        url: `${url.replace(/\/$/, '')}/vp/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21`,
        headers: xml,
        body: envelope(body, header),
      };
    }
    if (source.endsWith('DEMONCS')) {
      const extract = `<RIV13606REQUEST_EHR_EXTRACT_request xmlns="urn:riv13606:v1.1"><subject_of_care_id root="${patient.type}" extension="${patient.id}"/><meanings code="dia" codeSystem="1.2.752.129.2.2.2.1"/><parameters><name value="hsa_id"/><value value="${source}"/></parameters></RIV13606REQUEST_EHR_EXTRACT_request>`;
      return {
        url,
        headers: { ...xml, soapaction: '"urn:riv13606:v1.1:RIV13606REQUEST_EHR_EXTRACT"' },
        body: envelope(extract),
      };
    }
    const identifier = new URLSearchParams({
      'patient.identifier': `http://electronichealth.se/identifier/personnummer|${patient.id}`,
    });
    return {
      url: `${url}/Condition/_search`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/fhir+json' },
      body: identifier.toString(),
    };
  });
}

async function ended(child: import('node:child_process').ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

function print(rows: readonly [string, Measured][]): void {
  const baseline = rows[0]?.[1].perSecond ?? Number.NaN;
  const cells = (values: readonly (string | number)[]): string =>
    values.map((value, index) => String(value).padEnd(index === 0 ? 28 : 13)).join('');
  process.stdout.write(`${cells(['aggregate GetDiagnosis', 'requests/s', 'p50 ms', 'p99 ms', 'errors', 'of bare'])}\n`);
  for (const [name, { perSecond, p50, p99, errors }] of rows) {
    process.stdout.write(
      `${cells([name, perSecond.toFixed(1), p50, p99, errors, (perSecond / baseline).toFixed(2)])}\n`,
    );
  }
}

import { dirname } from 'node:path';
import { type Bridge, startBridge } from '../bridge.ts';
import { type Config, loadConfig, withSourceUrls } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { councilsOptions, type Fault, spawnCouncils } from '../simulators/index.ts';
import { makeDevelopmentPki } from '../siths/development.ts';
import { runUntilStopped } from './serve.ts';

const help = `npm run demo

Starts the bridge, its queues and stores, and the simulated record systems of three councils with invented patients.
Nothing needs to be installed; certificates and keys are made on the first start. Ctrl-C stops everything.

  PORT, PORTAL_PORT, ADMIN_PORT   other ports than 8443, 8444, 9464
  DATA_DIR                        another data folder than ./data
  DATABASE_URL, BUS_URL           PostgreSQL and Redis instead of the embedded parts
  HSA_URL                         an LDAP server instead of the demo directory
`;

export async function demo(
  args: string[],
  environment: NodeJS.ProcessEnv,
  out: NodeJS.WritableStream,
): Promise<number> {
  if (args.includes('--help')) {
    out.write(help);
    return 0;
  }
  if (args.length > 0) throw new BridgeError('COMMAND_INVALID', `${args[0]} is not understood.`);
  const config = loadConfig({ LOG_LEVEL: 'error', ...environment });
  if (config.bridge.kind === 'production')
    throw new BridgeError('CONFIG_INVALID', 'The demo does not run with a production configuration.');

  const { made } = await makeDevelopmentPki(dirname(config.tls.certificate));
  out.write(`certificates   ${dirname(config.tls.certificate)} (${made ? 'made now' : 'reused'})\n`);
  const councils = await spawnCouncils(councilsOptions(config));
  try {
    const bridge = await startBridge(
      withSourceUrls(config, councils.urls),
      { serve: true, work: true },
      {
        set: (source, fault) => councils.setFault(source, fault as Fault | undefined),
      },
    );
    out.write(welcome(config, bridge.ports));
    return await runUntilStopped({
      events: bridge.events,
      reload: bridge.reload,
      close: async () => {
        out.write('\nstopping …\n');
        await bridge.close();
      },
    });
  } finally {
    await councils.close();
  }
}

function welcome(config: Config, ports: Bridge['ports']): string {
  const service = `https://localhost:${ports.service}`;
  const councils = config.sources
    .map((source) => `council        ${source.name}: ${source.protocol}, ${source.hsaId}\n`)
    .join('');
  const bus = config.busUrl ? 'Redis' : 'embedded';
  const store = config.databaseUrl ? 'PostgreSQL' : `embedded in ${config.dataDir}`;
  const curl = (certificate: string, rest: string) =>
    `  curl --cacert certs-dev/out/ca.crt --cert certs-dev/out/${certificate}.crt --key certs-dev/out/${certificate}.key \\\n    ${rest}\n`;
  const diagnoses = `${service}/vp/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21`;
  return `${councils}bus            ${bus}; store and access log ${store}
directory      ${config.directory.url}
administration http://localhost:${ports.admin}/health/ready and /metrics
start page     https://localhost:${ports.portal}

ready ${service} ${config.bridge.name} (${config.bridge.kind})

Try, in another terminal in this folder:

1. Diagnoses of the test patient from all three councils, over SOAP:
${curl('ehr-norrbotten', `-H 'Content-Type: text/xml; charset=UTF-8' --data @docs/examples/get-diagnosis.xml \\\n    ${diagnoses}`)}
2. The same as a FHIR Bundle:
${curl('ehr-norrbotten', `--data-urlencode 'patient.identifier=http://electronichealth.se/identifier/personnummer|191212121212' \\\n    ${service}/fhir/Condition/_search`)}
3. A certificate that has expired: refused, and logged:
${curl('bad/expired', `-H 'Content-Type: text/xml; charset=UTF-8' --data @docs/examples/get-diagnosis.xml \\\n    ${diagnoses}`)}
Then see who asked for what: npm run audit -- list
`;
}

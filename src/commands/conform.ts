import { writeFile } from 'node:fs/promises';
import { hsaIdOf, htmlReport, type Report, reportOf, runTrial, type System, textReport } from '../conformance/index.ts';
import {
  checksFrom,
  contractsFrom,
  dialectFrom,
  invalid,
  languageFrom,
  parseConform,
  patientsFrom,
  systemFrom,
} from './conform-options.ts';

const help = `npm run conform -- --url https://… --cert FILE --key FILE --ca FILE [options]

Tries a record system as a region would call it: contract by contract, and what is alike in all. Tells of each check
whether it passed, failed or could not be tried, why it matters and how to mend it. It reads only. Exit code 0 = nothing
failed, 1 = something did, or it could not be begun.

  --url URL            rivta21: what stands before /vp/…; riv13606: the service itself; fhir-r4: the base
  --protocol NAME      rivta21, riv13606 (NPÖ 1.0) or fhir-r4 (rivta21)
  --profile NAME       of rivta21: Basic Profile 2.1 or 2.0, rivtabp21 or rivtabp20 (rivtabp21)
  --cert, --key FILE   the certificate to call with, and its key (PEM)
  --ca FILE            who issued the system's own certificate (PEM)
  --address HSA-ID     the logical address it answers at; without, the HSA-id in its certificate
  --defaultCareUnit, --careProvider HSA-ID
                       of fhir-r4: whose the records are that name no owner, as the configuration of the source says
  --contract NAME:N    a contract that it must answer; again for more. Without, all that it does answer
  --check ID           try that alone, as the report names it; again for more
  --patient NUMBER     a test patient with records; again for more (191212121212). Others' numbers are refused
  --json FILE          the report for programs
  --html FILE          the report for people
  --language sv|en     the language of the report (sv)
`;

/** `npm run conform`. Gives the exit code. Throws COMMAND_INVALID. */
export async function conform(args: string[], out: NodeJS.WritableStream): Promise<number> {
  const values = parseConform(args);
  if (values.help) {
    out.write(help);
    return 0;
  }
  const report = await trial(values);
  out.write(textReport(report));
  if (values.json) await save(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (values.html) await save(values.html, htmlReport(report));
  return report.sums.failed > 0 ? 1 : 0;
}

async function trial(values: ReturnType<typeof parseConform>): Promise<Report> {
  const language = languageFrom(values);
  const dialect = dialectFrom(values);
  const named = contractsFrom(values, dialect);
  const checks = checksFrom(values, dialect);
  const patients = patientsFrom(values);
  const system = systemFrom(values);
  const address = values.address ?? (await addressOf(system));
  const results = await runTrial({ system, dialect, address, named, patients, checks });
  const about = { protocol: dialect.protocol, url: system.url.href, address, ...system.defaultOwner };
  return reportOf(results, about, { language, now: new Date() });
}

/** Where nobody says what the system answers as, its certificate does. */
async function addressOf(system: System): Promise<string> {
  const found = await hsaIdOf(system);
  if ('code' in found)
    throw invalid(
      `The system cannot be reached (${found.code}). Is --url right, and has --ca issued its certificate? With --address it is tried all the same, and the report says what fails.`,
    );
  if (found.hsaId === undefined) throw invalid('The system’s certificate has no HSA-id: name one with --address.');
  return found.hsaId;
}

async function save(file: string, content: string): Promise<void> {
  await writeFile(file, content).catch((cause: unknown) => {
    throw invalid(`${file} cannot be written.`, cause);
  });
}

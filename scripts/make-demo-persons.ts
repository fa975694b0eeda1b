/**
 * Writes the demo's person register, config/persons/demo.yaml: everyone whom the simulated councils know, and a few whom
 * none of them does. The same run gives the same file; `--check` compares instead of writing.
 *
 *   node scripts/make-demo-persons.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { PatientId } from '../src/contracts/index.ts';
import { norrbotten, vasterbotten } from '../src/simulators/index.ts';
import type { Patient } from '../src/simulators/world/patient.ts';
import { population } from '../src/simulators/world/patients.ts';
import { personnummer } from '../src/simulators/world/personal-number.ts';

const file = 'config/persons/demo.yaml';
const header = `# The person register of the demo. Everyone in it is invented; the numbers are published test numbers and of the tax
# agency's test series. The simulated councils know the same people by the same names.
# Written by scripts/make-demo-persons.ts; do not edit.
persons:
`;

/** Known to no council; they show what a register can say. */
const onlyRegistered = [
  // A changed personal number: legal sex, and with it the number.
  "{ identity: '195006159809', linked: ['195006159817'], given: Alva Kaisa, goesBy: Kaisa, surname: Isälv, sex: female, born: '1950-06-15', municipality: '2580', test: true }",
  // Registered elsewhere than living, and once met without a known number.
  "{ identity: '198203149805', linked: [98240301AA06], given: Tuva, surname: Hedmyrén, sex: female, born: '1982-03-14', municipality: '24', secrecyMark: true, protectedRegistration: true, test: true }",
];

const municipalities: Readonly<Record<string, readonly string[]>> = {
  [norrbotten]: ['2580', '2581', '2582', '2584', '2523', '2514'],
  [vasterbotten]: ['2480', '2482', '2481', '2462'],
  other: ['2281', '2284', '2280', '2283', '2262'],
};

export function demoPersons(): string {
  const patients = population('norrbryggan');
  const replaced = new Set(
    patients.flatMap(({ identity, linked = [] }) => (identity.type === personnummer ? linked.map(({ id }) => id) : [])),
  );
  const lines = patients.filter(({ identity }) => !replaced.has(identity.id)).map(lineFor);
  return `${header}${[...lines, ...onlyRegistered].map((line) => `  - ${line}\n`).join('')}`;
}

function lineFor(patient: Patient): string {
  const { identity, linked = [], givenName, surname, sex, birthDate, died } = patient;
  const home = municipalities[patient.knownTo[0] ?? ''] ?? municipalities.other ?? [];
  const place = home[Number(identity.id.slice(6, 8)) % home.length] ?? '';
  const parts = [
    `identity: ${quoted(identity)}`,
    linked.length > 0 && `linked: [${linked.map(quoted).join(', ')}]`,
    `given: ${givenName}`,
    `surname: ${surname}`,
    `sex: ${sex}`,
    `born: '${birthDate}'`,
    died !== undefined && `died: '${died}'`,
    // Of the protected, the county alone is told.
    `municipality: '${patient.protected ? place.slice(0, 2) : place}'`,
    patient.protected && 'secrecyMark: true',
    'test: true',
  ];
  return `{ ${parts.filter(Boolean).join(', ')} }`;
}

function quoted({ id }: PatientId): string {
  return `'${id}'`;
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(file, demoPersons());
  else if (readFileSync(file, 'utf8') !== demoPersons()) {
    process.stderr.write(`${file} is not what scripts/make-demo-persons.ts writes; run it.\n`);
    process.exitCode = 1;
  }
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoPersons } from '../../scripts/make-demo-persons.ts';
import { createFileRegister, identitiesOf, readPersons } from '../../src/persons/index.ts';
import { population } from '../../src/simulators/world/patients.ts';

const file = 'config/persons/demo.yaml';

describe('the demo’s person register', () => {
  it('is what its script writes', () => {
    expect(readFileSync(file, 'utf8')).toBe(demoPersons());
  });

  it('knows every simulated patient by the same name, as invented', async () => {
    const register = createFileRegister(`file:${file}`);
    for (const { identity, surname, died, protected: isMarked = false } of population('norrbryggan')) {
      const answer = await register.person(identity, { correlationId: 'c' });
      expect(answer).toMatchObject({
        status: 'known',
        person: { name: { surname }, test: true, secrecyMark: isMarked },
      });
      if (answer.status === 'known') expect(answer.person.death?.date).toBe(died);
    }
  });

  it('has someone of every kind that a register can tell of', () => {
    const persons = readPersons(file);
    const kinds = new Set(persons.flatMap((person) => identitiesOf(person).map(({ type }) => type)));
    expect(kinds.size).toBe(3);
    for (const kind of [
      persons.filter(({ linked }) => linked.length > 0),
      persons.filter(({ death }) => death),
      persons.filter(({ protectedRegistration }) => protectedRegistration),
      persons.filter(({ birthDate }) => (birthDate ?? '') > '2015'),
    ])
      expect(kind.length).toBeGreaterThan(0);
  });
});

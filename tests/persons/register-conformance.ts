import { describe, expect, it } from 'vitest';
import { identityKinds } from '../../src/identities/index.ts';
import type { Person, PersonRegister } from '../../src/persons/index.ts';

/** The people that every register under test knows. */
export const people = 'file:tests/persons/people.yaml';

export const personal = (id: string) => ({ id, type: identityKinds.personalNumber });
export const coordination = (id: string) => ({ id, type: identityKinds.coordinationNumber });
export const reserve = (id: string) => ({ id, type: identityKinds.nationalReserveNumber });
const regional = { id: '20100101014R', type: '1.2.752.269.1.1' };

const mikkel: Person = {
  identity: personal('197010039811'),
  linked: [coordination('197010632391'), reserve('22950606FH20'), regional],
  name: { given: ['Mikkel', 'Nils-Erik'], inUse: ['Nils-Erik'], middle: 'Fjällmyr', surname: 'Ripfjäll' },
  sex: 'male',
  birthDate: '1970-10-04',
  death: undefined,
  municipality: '2462',
  secrecyMark: false,
  protectedRegistration: false,
  test: true,
  deregistered: false,
};

/** What every person register must do, whatever stands behind it. */
export function itIsAPersonRegister(register: () => PersonRegister): void {
  const errand = { correlationId: 'c-1' };
  const ask = async (identity: Parameters<PersonRegister['person']>[0]): Promise<Person> => {
    const answer = await register().person(identity, errand);
    if (answer.status !== 'known') throw new Error(`The register says ${answer.status}.`);
    const linked = answer.person.linked.toSorted((a, b) => (`${a.type}|${a.id}` < `${b.type}|${b.id}` ? -1 : 1));
    return { ...answer.person, linked };
  };

  describe('a person register', () => {
    it.each([
      ['the current number', mikkel.identity],
      ['the coordination number before it', coordination('197010632391')],
      ['a national reserve number', reserve('22950606FH20')],
      ['a regional reserve number', regional],
    ])('knows one person by %s, and every other identity', async (_by, identity) => {
      const linked = mikkel.linked.toSorted((a, b) => (`${a.type}|${a.id}` < `${b.type}|${b.id}` ? -1 : 1));
      expect(await ask(identity)).toEqual({ ...mikkel, linked });
    });

    it('knows the new number by the old one', async () => {
      const person = await ask(personal('195006159817'));
      expect(person).toMatchObject({ identity: personal('195006159809'), linked: [personal('195006159817')] });
      expect(person).toMatchObject({ deregistered: false, death: undefined });
    });

    it.each([
      ['198605149809', { secrecyMark: true, protectedRegistration: false, municipality: '25' }],
      ['198203149805', { secrecyMark: false, protectedRegistration: true, municipality: '24' }],
    ])('tells of %s the mark, the name, and no more than the county', async (id, expected) => {
      const person = await ask(personal(id));
      expect(person).toMatchObject(expected);
      expect(person.name).toBeDefined();
    });

    it('sees the mark also by a reserve number', async () => {
      expect((await ask(reserve('98240301AA06'))).protectedRegistration).toBe(true);
    });

    it.each([
      ['194402199816', { date: '2026-03' }],
      ['193811039803', { date: undefined }],
    ])('knows that %s is dead, and the day as far as it is known', async (id, death) => {
      expect((await ask(personal(id))).death).toEqual(death);
    });

    it('gives a birth date as exact as it has it, and no name where it has none', async () => {
      expect((await ask(personal('198203149805'))).birthDate).toBe('1982');
      expect(await ask(personal('193811039803'))).toMatchObject({ name: undefined, birthDate: undefined });
    });

    it.each([
      ['an unknown number', personal('189002029800')],
      ['a known number of another kind', coordination('191212121212')],
    ])('does not know %s', async (_what, identity) => {
      expect(await register().person(identity, errand)).toEqual({ status: 'unknown' });
    });
  });
}

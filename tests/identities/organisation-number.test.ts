import { describe, expect, it } from 'vitest';
import { organisationOf, parseOrganisationNumber } from '../../src/identities/index.ts';

describe('an organisation number', () => {
  it.each(['232100-0206', '2321000206', '162321000206', '16232100-0206'])('%s is Västernorrland', (written) => {
    expect(parseOrganisationNumber(written)).toBe('2321000206');
  });
  it.each(['232100-0207', '191212121212', '2321-000206', '', '152321000206'])('%s is none', (written) => {
    expect(parseOrganisationNumber(written)).toBeUndefined();
  });
  it.each([
    ['SE2321000206-DEMOVG', '2321000206'],
    ['SE165565594230-1000', '5565594230'],
    ['se2321000230-demovas', '2321000230'],
    ['DK12345678-1', undefined],
  ])('stands in the HSA-id %s', (hsaId, organisation) => {
    expect(organisationOf(hsaId)).toBe(organisation);
  });
});

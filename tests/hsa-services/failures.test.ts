import { afterEach, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { NotPermitted } from '../../src/hsa-services/client.ts';
import { createServiceSource } from '../../src/hsa-services/source.ts';
import { type Answer, type RecordSystem, reply, soap, soapFault, startRecordSystem } from '../sources/record-system.ts';

const physician = 'SE2321000230-DEMOLAKARE';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A source over services that answer as the test says. */
async function over(answer: Answer, timeoutMs = 2_000) {
  const system = await startRecordSystem(answer);
  open.push(system);
  return { system, source: sourceAt(system, timeoutMs) };
}

function sourceAt({ url }: Pick<RecordSystem, 'url'>, timeoutMs = 2_000, now = Date.now) {
  const outgoing = { certificate: '', key: '', ca: '' };
  const common = { logicalAddress: 'SE165565594230-1000', bridgeHsaId: 'SE2321000230-DEMOBRIDGE', providers: [] };
  const source = createServiceSource({ url, timeoutMs, outgoing, ...common }, now);
  open.push(source);
  return source;
}

const contractOf = (body: string) => /<ns0:(\w+) /.exec(body)?.[1] ?? '';
const namespaceOf = (body: string) => /xmlns:ns0="([^"]+)"/.exec(body)?.[1] ?? '';

/** An answer in which nothing is found, or what the test writes. */
function found(body: string, content = ''): string {
  return soap(
    `<r:${contractOf(body)}Response xmlns:r="${namespaceOf(body)}">${content}</r:${contractOf(body)}Response>`,
  );
}

describe('services that do not answer as they should', () => {
  it.each<[string, Answer, RegExp]>([
    [
      'HTTP 403',
      (response) => reply(response, 403, 'text/html', 'no'),
      /do not let this bridge call .*HTTP status 403/,
    ],
    ['VP007', (response) => reply(response, 500, 'text/xml', soapFault('VP007 [x] nej')), /must be ordered/],
    ['HTTP 503', (response) => reply(response, 503, 'text/html', 'down'), /is down \(HTTP status 503\)/],
    ['a fault', (response) => reply(response, 500, 'text/xml', soapFault('tekniskt fel')), /tekniskt fel/],
    ['another element', (response) => reply(response, 200, 'text/xml', soap('<a/>')), /instead of what was asked for/],
    ['no XML', (response) => reply(response, 200, 'text/html', '<p>'), /./],
    ['half an answer', (response) => reply(response, 200, 'text/xml', '<a'), /./],
    [
      'what breaks the contract',
      (response, { body }) => reply(response, 200, 'text/xml', found(body, '<r:unit/><r:credentialInformation/>')),
      /breaks its contract/,
    ],
    ['silence', () => undefined, /./],
  ])('%s is a directory that cannot be reached', async (_what, answer, told) => {
    const { source } = await over(answer, 300);
    const unavailable = { code: 'DIRECTORY_UNAVAILABLE', message: expect.stringMatching(told) };
    await expect(source.byHsaId(physician)).rejects.toMatchObject(unavailable);
    await expect(source.commissionsWithMember(physician)).rejects.toMatchObject(unavailable);
  });

  it('are told from a missing permission by a type', async () => {
    const { source } = await over((response) => reply(response, 403, 'text/plain', ''));
    await expect(source.careUnitsOf('SE2321000230-DEMOVG')).rejects.toBeInstanceOf(NotPermitted);
  });

  it('and what they said before is given while they are away, with its age', async () => {
    let away = false;
    const { system } = await over((response, { body }) => {
      if (away) return reply(response, 503, 'text/plain', '');
      const name =
        '<r:unitHsaId>SE2321000230-DEMOX</r:unitHsaId><r:unitName>X</r:unitName><r:publicName>X</r:publicName>';
      const content = contractOf(body) === 'GetUnit' ? `<r:unit>${name}</r:unit>` : '';
      return reply(response, 200, 'text/xml', found(body, content));
    });
    let now = Date.parse('2026-03-02T06:00:00Z');
    const clock = () => now;
    const config = { url: 'https://directory.example', baseDn: 'c=SE', timeoutMs: 2_000 };
    const directory = await createDirectory(config, createEvents(), {
      now: clock,
      services: () => sourceAt(system, 2_000, clock),
    });
    expect((await directory.nameOf('SE2321000230-DEMOX')).value).toBe('X');
    away = true;
    now += 3_600_000;
    const late = await directory.nameOf('SE2321000230-DEMOX');
    expect(late).toEqual({ value: 'X', stale: true, asOf: '2026-03-02T06:00:00.000Z' });
  });
});

describe('services that answer an id which they do not know with a fault', () => {
  const fault: Answer = (response) => reply(response, 500, 'text/xml', soapFault('okänt id'));
  const isOfPeople = (contract: string) => /Credentials|Employee/.test(contract);

  it('tell of a person all the same, whom none of them knows as a unit', async () => {
    const who = `<t:middleAndSurName>Nilsson</t:middleAndSurName><t:personHsaId>${physician}</t:personHsaId>`;
    const told = `<r:credentialInformation xmlns:t="urn:riv:infrastructure:directory:authorizationmanagement:2">${who}</r:credentialInformation>`;
    const { source } = await over((...asked) => {
      const [response, { body }] = asked;
      if (!isOfPeople(contractOf(body))) return fault(...asked);
      return reply(response, 200, 'text/xml', found(body, contractOf(body).startsWith('GetCred') ? told : ''));
    });
    expect(await source.byHsaId(physician)).toMatchObject([{ kind: 'person', name: 'Nilsson' }]);
  });

  const card = `<r:unit><r:unitHsaId>SE2321000230-DEMOX</r:unitHsaId><r:unitName>X</r:unitName><r:publicName>X</r:publicName></r:unit>`;
  const cardAlone =
    (otherwise: Answer): Answer =>
    (...asked) => {
      const [response, { body }] = asked;
      return contractOf(body) === 'GetUnit' ? reply(response, 200, 'text/xml', found(body, card)) : otherwise(...asked);
    };

  it('tell of a unit all the same that is neither a care unit nor a care provider', async () => {
    const { source } = await over(cardAlone(fault));
    expect(await source.byHsaId('SE2321000230-DEMOX')).toMatchObject([{ kind: 'unit', name: 'X' }]);
    expect(await source.careUnitsWithMember('SE2321000230-DEMOX')).toEqual([]);
  });

  it.each<[string, Answer]>([
    [
      'the platform in between says that it failed',
      (response) => reply(response, 500, 'text/xml', soapFault('VP009 nej')),
    ],
    ['one is down', (response) => reply(response, 503, 'text/plain', '')],
    ['one has an error without a word', (response) => reply(response, 500, 'text/plain', 'oj')],
  ])('but nothing where %s', async (_what, otherwise) => {
    const { source } = await over(cardAlone(otherwise));
    const unavailable = { code: 'DIRECTORY_UNAVAILABLE' };
    await expect(source.byHsaId('SE2321000230-DEMOX')).rejects.toMatchObject(unavailable);
    await expect(source.careUnitsWithMember('SE2321000230-DEMOX')).rejects.toMatchObject(unavailable);
  });

  it('tell nothing of one that is nobody’s: it may be a unit’s', async () => {
    const { source } = await over((...asked) => {
      const [response, { body }] = asked;
      return isOfPeople(contractOf(body)) ? reply(response, 200, 'text/xml', found(body)) : fault(...asked);
    });
    await expect(source.byHsaId(physician)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });
});

describe('a missing permission for people', () => {
  it('leaves units findable', async () => {
    const { source } = await over((response, { body }) => {
      const contract = contractOf(body);
      if (contract.startsWith('GetCredentials')) return reply(response, 403, 'text/plain', '');
      const name =
        '<r:unitHsaId>SE2321000230-DEMOX</r:unitHsaId><r:unitName>X</r:unitName><r:publicName>X</r:publicName>';
      const isIt = contract === 'GetUnit' && body.includes('DEMOX');
      return reply(response, 200, 'text/xml', found(body, isIt ? `<r:unit>${name}</r:unit>` : ''));
    });
    expect(await source.byHsaId('SE2321000230-DEMOX')).toMatchObject([{ kind: 'unit', name: 'X' }]);
    await expect(source.byHsaId(physician)).rejects.toBeInstanceOf(NotPermitted);
  });
});

describe('a missing permission for everybody', () => {
  it('is asked for again only after a while, and leads to the plain contract', async () => {
    const asked: string[] = [];
    const { source } = await over((response, { body }) => {
      const contract = contractOf(body);
      asked.push(contract);
      if (contract.endsWith('IncludingProtectedPerson')) return reply(response, 403, 'text/plain', '');
      return reply(response, 200, 'text/xml', found(body));
    });
    for (const hsaId of ['SE2321000230-DEMOA', 'SE2321000230-DEMOB'])
      expect(await source.byHsaId(hsaId)).toMatchObject([{ protected: true }]);
    expect(asked.filter((contract) => contract.endsWith('IncludingProtectedPerson'))).toHaveLength(1);
    expect(asked.filter((contract) => contract === 'GetCredentialsForPerson')).toHaveLength(2);
  });
});

describe('what the services say is read with care', () => {
  const commission = (more: string) =>
    `<t:commissionName>Vård</t:commissionName>${more}<t:commissionPurpose>VÅRD OCH BEHANDLING</t:commissionPurpose>`;
  const provider =
    '<t:healthCareProviderHsaId>SE2321000230-DEMOVG</t:healthCareProviderHsaId><t:healthCareProviderName>Region, "N"</t:healthCareProviderName><t:healthCareProviderOrgNo>232100-0230</t:healthCareProviderOrgNo>';
  const id = (value: string) => `<t:commissionHsaId>${value}</t:commissionHsaId>`;
  const unit = (value: string) => `<t:healthCareUnitHsaId>${value}</t:healthCareUnitHsaId>`;

  it.each([
    ['one that is whole', commission(id('SE2321000230-DEMOC')) + provider, ['SE2321000230-DEMOC']],
    ['an id that is none', commission(id('*')) + provider, []],
    ['a care unit that cannot be read', commission(id('SE1-C')) + unit('?') + provider, []],
  ])('an assignment with %s', async (_what, content, expected) => {
    const { source } = await over((response, { body }) => {
      const who = `<t:middleAndSurName>N</t:middleAndSurName><t:personHsaId>${physician}</t:personHsaId>`;
      const told = `<r:credentialInformation xmlns:t="urn:riv:infrastructure:directory:authorizationmanagement:2">${who}<t:commission>${content}</t:commission></r:credentialInformation>`;
      reply(response, 200, 'text/xml', found(body, told));
    });
    const commissions = await source.commissionsWithMember(physician);
    expect(commissions.map(({ hsaId }) => hsaId)).toEqual(expected);
    for (const { purpose } of commissions) expect(purpose).toBe('Vård och behandling');
  });

  it('an answer about somebody else is none', async () => {
    const { source } = await over((response, { body }) => {
      const who = '<t:middleAndSurName>N</t:middleAndSurName><t:personHsaId>SE2321000230-DEMOANNAN</t:personHsaId>';
      const told = `<r:credentialInformation xmlns:t="urn:riv:infrastructure:directory:authorizationmanagement:2">${who}</r:credentialInformation>`;
      reply(response, 200, 'text/xml', found(body, contractOf(body).startsWith('GetCredentials') ? told : ''));
    });
    expect(await source.byHsaId(physician)).toEqual([]);
  });
});

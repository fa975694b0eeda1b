import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { schemaFaults } from '../../simulators/xmllint.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const python = (...args: string[]) => promisify(execFile)('/usr/bin/python3', args);
const ns = 'urn:riv13606:v1.1';
const person = '<subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121212"/>';
const meaning = (code: string) => `<meanings code="${code}" codeSystem="1.2.752.129.2.2.2.1"/>`;
const parameter = (name: string, value: string) =>
  `<parameters><name value="${name}"/><value value="${value}"/></parameters>`;
const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const extract = (content: string) =>
  envelope(`<RIV13606REQUEST_EHR_EXTRACT_request xmlns="${ns}">${content}</RIV13606REQUEST_EHR_EXTRACT_request>`);
const continuation = (content: string) =>
  envelope(
    `<RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request xmlns="${ns}">${content}</RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request>`,
  );

describe('the NPÖ 1.0 face', () => {
  let running: RunningBridge;
  beforeAll(async () => {
    running = await startRunningBridge();
  }, 120_000);
  afterAll(() => running?.close());

  async function call(body: string, who = 'ehr-vasterbotten') {
    const answer = await running.call(who, '/npo/riv13606', {
      headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: `"${ns}:RIV13606REQUEST_EHR_EXTRACT"` },
      body,
    });
    const response = /<soap:Body>(.*)<\/soap:Body>/s.exec(answer.body)?.[1] ?? '';
    if (answer.status === 200) expect(schemaFaults('RIV13606_1.1.xsd', response)).toBe('');
    const found = (pattern: RegExp): string[] => [...answer.body.matchAll(pattern)].map(([, value = '']) => value);
    return {
      status: answer.status,
      body: answer.body,
      systems: found(/<ehr_system root="[^"]*" extension="([^"]*)"/g).filter((system) => system.startsWith('SE')),
      ids: found(/<all_compositions><meaning code="[^"]*"[^>]*\/><name[^>]*\/><rc_id [^>]*extension="([^"]*)"/g),
      kinds: new Set(found(/<all_compositions><meaning code="([^"]*)"/g)),
      token: found(/<continuation_token value="([^"]*)"/g)[0],
      details: found(/<response_detail type_code="(.)"/g),
    };
  }

  it('gives one extract for each council, of the dialects of all three', async () => {
    const answer = await call(extract(person + meaning('dia')));
    expect(answer.status).toBe(200);
    expect(new Set(answer.systems)).toEqual(
      new Set([addresses.norrbotten, addresses.vasterbotten, addresses.vasternorrland]),
    );
    expect(answer.systems).toHaveLength(3);
    expect(answer.body).toContain('<demographic_extract xsi:type="IDENTIFIED_HEALTHCARE_PROFESSIONAL">');
    expect(answer.body).toContain('code="iag"');
  });

  it('asks one council where the parameter names it, and stands on the access log as npo', async () => {
    const answer = await call(extract(person + meaning('vko') + parameter('hsa_id', addresses.norrbotten)));
    expect(answer.systems).toEqual([addresses.norrbotten]);
    const entries = await running.log({});
    expect(entries.find((entry) => entry.contract === 'GetCareContacts:2')).toMatchObject({
      face: 'npo',
      sourcesAsked: [addresses.norrbotten],
      outcome: 'released',
    });
  });

  it('takes several information types, and without any all of them', async () => {
    expect((await call(extract(person + meaning('dia') + meaning('upp')))).kinds).toEqual(new Set(['dia', 'upp']));
    const all = await call(extract(person));
    expect(all.kinds.has('vko') && all.kinds.has('dia') && all.kinds.has('upp')).toBe(true);
  });

  it('gives the whole answer in pages, in the same order', async () => {
    const whole = (await call(extract(person + meaning('dia')))).ids;
    const pages: string[] = [];
    let page = await call(extract(`${person}${meaning('dia')}<max_records value="20"/>`));
    // What the entry before the answer tells is what was found; the one after it, what of that went out.
    await expect
      .poll(async () => (await running.log()).find(({ kind, face }) => kind === 'closing' && face === 'npo')?.details)
      .toMatchObject({ part: { records: page.ids.length } });
    const first = page.token ?? '';
    for (; page.token; page = await call(continuation(`<continuation_token value="${page.token}"/>`))) {
      expect(page.ids).toHaveLength(20);
      pages.push(...page.ids);
    }
    pages.push(...page.ids);
    expect(pages.toSorted()).toEqual(whole.toSorted());
    const from = await call(
      continuation(`<max_records value="1"/><start_record value="1"/><continuation_token value="${first}"/>`),
    );
    expect(from.ids).toEqual(pages.slice(0, 1));
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('1212');
    const stolen = await call(continuation(`<continuation_token value="${first}"/>`), 'ehr-norrbotten');
    expect(stolen.body).toContain('<response_detail type_code="E"><code code="CONTRACT"/>');
  });

  it('gives only the records that are asked for', async () => {
    const [id = ''] = (await call(extract(person + meaning('dia')))).ids;
    const asked = await call(
      extract(`${person}<rc_ids root="1.2.752.129.2.1.2.1" extension="${id}"/>${meaning('dia')}`),
    );
    expect(asked.ids).toEqual([id]);
  });

  it('says what did not answer, for each source', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'http500' });
    try {
      const partial = await call(extract(person + meaning('dia')));
      expect(partial.details.filter((kind) => kind !== 'I')).toEqual(['W']);
      expect(partial.body).toContain(addresses.norrbotten);
      expect(partial.systems).toHaveLength(2);
      const none = await call(extract(person + meaning('dia') + parameter('hsa_id', addresses.norrbotten)));
      expect(none.body).toContain('<response_detail type_code="E"><code code="INTERNAL"/>');
    } finally {
      await running.councils.setFault(addresses.norrbotten, undefined);
    }
  });

  it('says that nothing is known, and what makes no difference', async () => {
    const period = '<time_period><low value="18800101"/><high value="18801231"/></time_period>';
    const answer = await call(extract(`${person}${period}<all_versions value="true"/>${meaning('dia')}`));
    expect(new Set(answer.details)).toEqual(new Set(['I']));
    expect(answer.body).toContain('all_versions');
    expect(answer.body).toContain('<code code="NOINSTANCE"/>');
  });

  it.each([
    ['no patient', meaning('dia')],
    ['a patient without root', `<subject_of_care_id extension="191212121212"/>${meaning('dia')}`],
    ['an identity that cannot be', '<subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121213"/>'],
    ['an unknown information type', person + meaning('xyz')],
    ['another version', person + meaning('dia') + parameter('version', '2.0')],
    [
      'a period that ends before it starts',
      `${person}<time_period><low value="20240102"/><high value="20240101"/></time_period>`,
    ],
    ['a day that is none', `${person}<time_period><low value="20240231"/></time_period>`],
    [
      'a half-open period of no day',
      `${person}<time_period lowClosed="false"><low value="20240101"/><high value="20240101"/></time_period>`,
    ],
    ['no number of records', `${person}<max_records value="0"/>`],
    ['an id without extension', `${person}<rc_ids root="1.2.3"/>`],
    ['an element of no schema', `${person}<meaning code="dia"/>`],
    ['two patients', person + person],
  ])('%s breaks the rules of the service', async (_, content) => {
    const answer = await call(extract(content));
    expect(answer.status).toBe(200);
    expect(answer.details).toEqual(['E']);
    expect(answer.body).toContain('<code code="CONTRACT"/>');
    expect(answer.body).not.toContain('19121212');
  });

  it.each([
    ['an unknown token', continuation('<continuation_token value="AAAA"/>'), 200, 'CONTRACT'],
    ['no token', continuation(''), 200, 'CONTRACT'],
    ['another message', envelope('<other xmlns="urn:other"/>'), 500, '[errorCode:6001]'],
    ['a document type', `<!DOCTYPE x>${extract(person)}`, 500, '[errorCode:6001]'],
    ['nothing', '', 500, '[errorCode:6001]'],
    [
      'an unknown system',
      extract(person + meaning('dia') + parameter('hsa_id', 'SE2321000230-DEMONONE')),
      500,
      '[errorCode:4001]',
    ],
  ])('%s is refused', async (_, body, status, code) => {
    const answer = await call(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(code);
    if (status === 500) expect(answer.body).toContain('<faultcode>soap:Server</faultcode>');
  });

  it('is called by zeep, both operations, from the description it serves', async () => {
    const zeep = await python('-c', 'import zeep').catch(() => undefined);
    if (!zeep && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
    if (!zeep) return;
    const files = ['ca.crt', 'ehr-vasterbotten.crt', 'ehr-vasterbotten.key'].map((file) => running.pki.file(file));
    const url = `${running.url}/npo/riv13606?wsdl`;
    const { stdout } = await python('tests/faces/npo/zeep_client.py', url, ...files, '191212121212');
    const { first, rest, kinds, more } = JSON.parse(stdout);
    const whole = await call(extract(person + meaning('dia')));
    expect({ first, rest, more }).toEqual({ first: 3, rest: whole.ids.length - 3, more: false });
    expect(kinds).toEqual(expect.arrayContaining(['CD', 'ST', 'TS']));
  });

  it('serves its description and its schema', async () => {
    const wsdl = await running.call(undefined, '/npo/riv13606?wsdl', { method: 'GET' });
    expect(wsdl.body).toContain('RIV13606REQUEST_EHR_EXTRACT_CONTINUATION');
    const xsd = await running.call(undefined, '/npo/riv13606?xsd=RIV13606_1.1.xsd', { method: 'GET' });
    expect(xsd.body).toContain('name="EHR_EXTRACT"');
  });
});

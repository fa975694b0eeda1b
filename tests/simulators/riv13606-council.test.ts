import { describe, expect, it } from 'vitest';
import { vasterbotten } from '../../src/simulators/index.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import { createXmlReader, type XmlElement } from '../../src/xml/index.ts';
import { directory, today, tolvan, withCouncils } from './councils.ts';

const started = withCouncils();
const data = createCouncilData({ seed: 'norrbryggan', today: dayOf(today) }, await loadCareUnits(directory))[
  vasterbotten
];
const records = data.records(tolvan.id);
if (!records) throw new Error('Västerbotten does not know the test patient');

const namespace = 'urn:riv13606:v1.1';
const xsiType = '{http://www.w3.org/2001/XMLSchema-instance}type';

const envelope = (body: string): string =>
  `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
const subject = '<u:subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121212"/>';
const meaning = (code: string) => `<u:meanings code="${code}" codeSystem="1.2.752.129.2.2.2.1"/>`;
const parameter = (name: string, value: string) =>
  `<u:parameters><u:name value="${name}"/><u:value value="${value}"/></u:parameters>`;

/** The request of the specification, by hand: children in the order of the schema. */
const request = (content: string): string =>
  envelope(
    `<u:RIV13606REQUEST_EHR_EXTRACT_request xmlns:u="${namespace}">${content}</u:RIV13606REQUEST_EHR_EXTRACT_request>`,
  );
const continuation = (content: string): string =>
  envelope(
    `<u:RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request xmlns:u="${namespace}">${content}</u:RIV13606REQUEST_EHR_EXTRACT_CONTINUATION_request>`,
  );

async function ask(body: string): Promise<Tree> {
  const {
    status,
    contentType,
    body: xml,
  } = await started.client.post(started.councils.urls[vasterbotten] ?? '', body, {
    'content-type': 'text/xml; charset=UTF-8',
    soapaction: '"urn:riv13606:v1.1:RIV13606REQUEST_EHR_EXTRACT"',
  });
  expect([status, contentType]).toEqual([200, 'text/xml; charset=utf-8']);
  return read(xml);
}

interface Tree {
  readonly name: string;
  readonly element: XmlElement;
  readonly children: Tree[];
  /** What the prefix of its xsi:type is bound to. */
  readonly typeNamespace: string | undefined;
  text: string;
}

/** The response element of an answer as a tree; every element must be in the one namespace. */
function read(xml: string): Tree {
  const stack: Tree[] = [];
  let root: Tree | undefined;
  const reader = createXmlReader(
    {
      open: (element) => {
        const [prefix = ''] = /^\w*(?=:)/.exec(element.attributes.get(xsiType) ?? '') ?? [];
        const typeNamespace = element.resolve(prefix);
        const node: Tree = { name: element.local, element, children: [], typeNamespace, text: '' };
        stack.at(-1)?.children.push(node);
        stack.push(node);
        if (stack.length === 3) root = node;
        if (stack.length > 2) expect(element.namespace).toBe(namespace);
      },
      text: (text) => {
        const node = stack.at(-1);
        if (node) node.text += text;
      },
      close: () => {
        stack.pop();
      },
    },
    { depth: 30, elements: 1_000_000, textLength: 10_000 },
  );
  reader.write(xml);
  reader.end();
  if (!root) throw new Error('No body');
  return root;
}

const children = (node: Tree | undefined, name: string): Tree[] =>
  node?.children.filter((one) => one.name === name) ?? [];
const child = (node: Tree | undefined, ...path: string[]): Tree | undefined =>
  path.reduce<Tree | undefined>((at, name) => children(at, name)[0], node);
const attribute = (node: Tree | undefined, name: string): string | undefined => node?.element.attributes.get(name);
const names = (node: Tree | undefined): string[] => [...new Set(node?.children.map((one) => one.name))];
const compositions = (response: Tree): Tree[] => children(child(response, 'ehr_extract'), 'all_compositions');
const idOf = (composition: Tree): string => attribute(child(composition, 'rc_id'), 'extension') ?? '';

/** Concrete type by xsi:type, whose value is a QName. */
function typeOf(node: Tree): string | undefined {
  expect(node.typeNamespace).toBe(namespace);
  return attribute(node, xsiType)?.replace(/^.*:/, '');
}

/** The value of an element by its code, anywhere in a composition. */
function valueAt(node: Tree, code: string): Tree | undefined {
  if (attribute(child(node, 'meaning'), 'code') === code) return child(node, 'value');
  for (const inner of node.children) {
    const found = valueAt(inner, code);
    if (found) return found;
  }
  return undefined;
}

describe('an extract', () => {
  it('has the parts of the schema in their order', async () => {
    const response = await ask(
      request(
        subject +
          meaning('dia') +
          parameter('hsa_id', vasterbotten) +
          parameter('transaction_id', 'a-1') +
          parameter('version', '1.1'),
      ),
    );
    expect(response.name).toBe('RIV13606REQUEST_EHR_EXTRACT_response');
    const extract = child(response, 'ehr_extract');
    expect(names(extract)).toEqual([
      'ehr_id',
      'ehr_system',
      'rm_id',
      'subject_of_care',
      'time_created',
      'all_compositions',
      'demographic_extract',
    ]);
    expect(attribute(child(extract, 'ehr_system'), 'extension')).toBe(vasterbotten);
    expect(child(extract, 'rm_id')?.text).toBe('EN 13606');
    expect(attribute(child(extract, 'subject_of_care'), 'extension')).toBe(tolvan.id);
    expect(attribute(child(extract, 'time_created'), 'value')).toMatch(/^\d{14}$/);
    const order = [
      'meaning',
      'name',
      'rc_id',
      'synthesised',
      'session_time',
      'attestations',
      'other_participations',
      'committal',
      'composer',
      'content',
    ];
    for (const composition of compositions(response))
      expect(order.filter((name) => names(composition).includes(name))).toEqual(names(composition));
  });

  it('writes xsi:type with and without a prefix', async () => {
    const forms = compositions(await ask(request(subject + meaning('dia')))).map((one) => {
      const content = child(one, 'content');
      if (content) expect(typeOf(content)).toBe('ENTRY');
      return attribute(content, xsiType);
    });
    expect(new Set(forms)).toEqual(new Set(['ENTRY', 'urn:ENTRY']));
  });

  it('describes everyone it names in the demographic extract', async () => {
    const response = await ask(request(subject + meaning('vko')));
    const described = children(child(response, 'ehr_extract'), 'demographic_extract');
    const byId = new Map(described.map((one) => [attribute(child(one, 'extract_id'), 'extension'), one]));
    expect(byId.size).toBe(described.length);
    for (const composition of compositions(response)) {
      const author = byId.get(attribute(child(composition, 'composer', 'performer'), 'extension'));
      const unit = byId.get(attribute(child(composition, 'composer', 'healthcare_facility'), 'extension'));
      if (!author || !unit) throw new Error('Somebody is not described');
      expect(typeOf(author)).toBe('IDENTIFIED_HEALTHCARE_PROFESSIONAL');
      expect(children(child(author, 'name'), 'part').map((part) => attribute(part, 'type'))).toEqual(['GIV', 'FAM']);
      expect(typeOf(unit)).toBe('ORGANISATION');
      expect(attribute(child(unit, 'name'), 'value')).not.toBe('');
      expect(children(unit, 'telecom').map((one) => [typeOf(one), attribute(one, 'value')?.split(':')[0]])).toEqual([
        ['TEL.PHONE', 'tel'],
        ['TEL.EMAIL', 'mailto'],
      ]);
      expect(children(child(unit, 'addr'), 'part').map((part) => attribute(part, 'type'))).toEqual(['AL', 'CEN']);
    }
  });
});

describe('diagnoses', () => {
  it('carry all that 1.0 can say of a diagnosis', async () => {
    const found = compositions(await ask(request(subject + meaning('dia'))));
    expect(found.map(idOf)).toEqual(
      records('GetDiagnosis:2')
        .map((one) => one.diagnosisHeader.documentId)
        .toReversed(),
    );
    for (const { diagnosisHeader: header, diagnosisBody: body } of records('GetDiagnosis:2')) {
      const composition = found.find((one) => idOf(one) === header.documentId);
      if (!composition) throw new Error('missing');
      const professional = header.accountableHealthcareProfessional;
      expect(attribute(child(composition, 'committal', 'time_committed'), 'value')).toBe(professional.authorTime);
      expect(attribute(child(composition, 'attestations', 'time'), 'value')).toBe(
        header.legalAuthenticator?.signatureTime,
      );
      const owner = child(composition, 'other_participations');
      expect(attribute(child(owner, 'function'), 'code')).toBe('iag');
      expect(attribute(child(owner, 'performer'), 'extension')).toBe(professional.healthcareProfessionalCareUnitHSAId);
      expect(attribute(child(owner, 'healthcare_facility'), 'extension')).toBe(
        professional.healthcareProfessionalCareGiverHSAId,
      );
      const isOld = (body.diagnosisTime ?? '') < '2019';
      const code = valueAt(composition, 'dia-dia-kod');
      if (isOld || body.diagnosisCode?.code === undefined) {
        expect(code).toBeUndefined();
        expect(attribute(valueAt(composition, 'dia-dia-dbe-txt'), 'value')).toBe(
          body.diagnosisCode?.displayName ?? body.diagnosisCode?.originalText,
        );
      } else {
        expect([attribute(code, 'code'), attribute(code, 'codeSystem')]).toEqual([
          body.diagnosisCode.code,
          '1.2.752.116.1.1.1.1.1',
        ]);
      }
      const type = attribute(valueAt(composition, 'dia-dia-typ'), 'value');
      expect(type).toBe(
        body.typeOfDiagnosis === 'Bidiagnos' && body.chronicDiagnosis ? 'Kronisk diagnos' : body.typeOfDiagnosis,
      );
      expect(attribute(valueAt(composition, 'dia-dia-tid'), 'value')?.padEnd(14, '0')).toBe(body.diagnosisTime);
      const links = children(child(composition, 'content'), 'links').map((link) => [
        attribute(child(link, 'target_type'), 'code'),
        attribute(child(link, 'target_id'), 'extension'),
      ]);
      expect(links).toEqual([
        ['vko', header.careContactId],
        ...(body.relatedDiagnosis ?? []).map(({ documentId }) => ['dia', documentId]),
      ]);
    }
  });
});

describe('care contacts', () => {
  it('carry period, kind, reason, state and the unit where they take place', async () => {
    const found = compositions(await ask(request(subject + meaning('vko'))));
    const kinds = [undefined, 'Besök', 'Telefon', 'Vårdtillfälle', 'Dagsjukvård', 'Annan'];
    const states = [undefined, 'Ej påbörjad', 'Inställd', 'Pågående', 'Avbruten', 'Avslutad'];
    expect(found.length).toBe(records('GetCareContacts:2').length);
    for (const { careContactHeader: header, careContactBody: body } of records('GetCareContacts:2')) {
      const composition = found.find((one) => idOf(one) === header.documentId);
      if (!composition) throw new Error('missing');
      expect(attribute(valueAt(composition, 'vko-vko-typ'), 'value')).toBe(kinds[body.careContactCode ?? 0]);
      expect(attribute(valueAt(composition, 'vko-vko-sta'), 'value')).toBe(states[body.careContactStatus ?? 0]);
      expect(attribute(valueAt(composition, 'vko-vko-ors'), 'value')).toBe(body.careContactReason);
      const session = child(composition, 'session_time');
      expect(attribute(child(session, 'low'), 'value')).toBe(body.careContactTimePeriod.start);
      expect(attribute(child(session, 'high'), 'value')).toBe(body.careContactTimePeriod.end);
      const performing = children(composition, 'other_participations').find(
        (one) => attribute(child(one, 'function'), 'code') === 'ute',
      );
      expect(attribute(child(performing, 'performer'), 'extension')).toBe(body.careContactOrgUnit.orgUnitHSAId);
    }
  });
});

describe('alert information', () => {
  it('is an entry of its kind, with validity and content', async () => {
    const found = compositions(await ask(request(subject + meaning('upp'))));
    const kindOf = (one: Tree) => attribute(child(one, 'content', 'meaning'), 'code');
    const of = (kind: string) => found.filter((one) => kindOf(one) === kind);
    expect(found.length).toBe(records('GetAlertInformation:2').length);
    const [penicillin] = of('upp-okh').filter((one) => valueAt(one, 'upp-okh-lmo-sub'));
    if (!penicillin) throw new Error('missing');
    const substance = valueAt(penicillin, 'upp-okh-lmo-sub');
    expect([attribute(substance, 'code'), attribute(substance, 'codeSystem')]).toEqual([
      'J01CE02',
      '1.2.752.129.2.2.3.1.1',
    ]);
    expect(attribute(valueAt(penicillin, 'upp-okh-avg'), 'value')).toBe('Livshotande');
    expect(attribute(child(valueAt(penicillin, 'upp-upp-ght'), 'low'), 'value')).toMatch(/^\d{14}$/);
    const links = found.flatMap((one) => children(child(one, 'content'), 'links'));
    expect(
      links.map((link) => [attribute(child(link, 'role'), 'code'), attribute(child(link, 'target_type'), 'code')]),
    ).toEqual([['ers', 'upp']]);
    const content = (kind: string, code: string, name = 'value') => attribute(valueAt(of(kind)[0] as Tree, code), name);
    expect(content('upp-uas', 'upp-uas-sjd', 'codeSystem')).toBe('1.2.752.116.1.1.1.1.1');
    expect(content('upp-ube', 'upp-ube-beh')).toContain('warfarin');
    expect(content('upp-ube', 'upp-ube-lbe', 'code')).toBe('B01AA03');
    expect(content('upp-arb', 'upp-arb-smf-sjd', 'code')).toBe('Z22.3');
    expect(content('upp-arb', 'upp-arb-smf-vag')).toBe('Kontaktsmitta');
    expect(content('upp-vbe', 'upp-vbe-vbe')).toContain('blodtransfusion');
    expect(content('upp-est', 'upp-est-inh')).toContain('mask <2 försök>');
  });
});

describe('what is asked for', () => {
  it('is limited by days', async () => {
    const times = records('GetDiagnosis:2').map((one) => one.diagnosisBody.diagnosisTime ?? '');
    const day = times[0]?.slice(0, 8) ?? '';
    const some = compositions(
      await ask(
        request(
          `${subject}<u:time_period lowClosed="true" highClosed="true"><u:low value="${day}"/><u:high value="${day}235959"/></u:time_period>${meaning('dia')}`,
        ),
      ),
    );
    expect(some.length).toBe(times.filter((time) => time.startsWith(day)).length);
    const open = compositions(
      await ask(
        request(
          `${subject}<u:time_period><u:low value="${day}"/><u:high nullFlavor="NI"/></u:time_period>${meaning('dia')}`,
        ),
      ),
    );
    expect(open.length).toBe(records('GetDiagnosis:2').length);
  });

  it('may be single record components', async () => {
    const id = records('GetCareContacts:2')[3]?.careContactHeader.documentId ?? '';
    const found = compositions(
      await ask(request(`${subject}<u:rc_ids root="1.2.752.129.2.1.2.1" extension="${id}"/>${meaning('vko')}`)),
    );
    expect(found.map(idOf)).toEqual([id]);
  });

  it('comes in pages behind tokens when max_records says so, each record once and everyone described on each page', async () => {
    const size = 7;
    const pages: Tree[] = [await ask(request(`${subject + meaning('vko')}<u:max_records value="${size}"/>`))];
    for (;;) {
      const token = attribute(child(pages.at(-1), 'continuation_token'), 'value');
      if (token === undefined) break;
      expect(token).not.toContain(tolvan.id);
      pages.push(await ask(continuation(`<u:max_records value="${size}"/><u:continuation_token value="${token}"/>`)));
    }
    const ids = pages.flatMap((page) => compositions(page).map(idOf));
    expect(ids).toEqual(
      records('GetCareContacts:2')
        .map((one) => one.careContactHeader.documentId)
        .toReversed(),
    );
    expect(pages.length).toBe(Math.ceil(records('GetCareContacts:2').length / size));
    for (const page of pages)
      expect(children(child(page, 'ehr_extract'), 'demographic_extract').length).toBeGreaterThan(2);
  });
});

it('pages long answers unasked', async () => {
  const long = data.patients.find(
    ({ identity }) => (data.records(identity.id)?.('GetCareContacts:2').length ?? 0) > 100,
  );
  if (!long) throw new Error('Nobody has so many contacts');
  const { id, type } = long.identity;
  const response = await ask(request(`<u:subject_of_care_id root="${type}" extension="${id}"/>${meaning('vko')}`));
  expect(compositions(response).length).toBe(100);
  expect(child(response, 'continuation_token')).toBeDefined();
});

it.each([
  ['no patient', request(meaning('dia')), 'E', 'CONTRACT'],
  ['another system', request(subject + meaning('dia') + parameter('hsa_id', 'SE2321000230-DEMOVAS')), 'E', 'CONTRACT'],
  ['another version', request(subject + meaning('dia') + parameter('version', '2.0')), 'E', 'CONTRACT'],
  ['an information type it does not deliver', request(subject + meaning('pad')), 'E', 'CONTRACT'],
  ['an unknown token', continuation('<u:continuation_token value="x"/>'), 'E', 'CONTRACT'],
  [
    'a patient nobody knows',
    request(`<u:subject_of_care_id root="1.2.752.129.2.1.3.1" extension="180001010008"/>${meaning('dia')}`),
    'I',
    'NOINSTANCE',
  ],
  [
    'a patient under the wrong kind of identity',
    request(subject.replace('.3.1"', '.3.3"') + meaning('dia')),
    'I',
    'NOINSTANCE',
  ],
])('answers %s with a detail and no extract', async (_case, body, type, code) => {
  const response = await ask(body);
  expect(names(response)).toEqual(['response_detail']);
  const detail = child(response, 'response_detail');
  expect([attribute(detail, 'type_code'), attribute(child(detail, 'code'), 'code')]).toEqual([type, code]);
  expect(attribute(child(detail, 'text'), 'value')).not.toBe('');
});

it('leaves out the information owner where it has none', async () => {
  const patient = data.patients.find(({ identity }) => ownerless(identity.id).length > 0);
  if (!patient) throw new Error('Everything has an owner');
  const { id, type } = patient.identity;
  const [record = ''] = ownerless(id);
  const response = await ask(
    request(
      `<u:subject_of_care_id root="${type}" extension="${id}"/><u:rc_ids root="1.2.752.129.2.1.2.1" extension="${record}"/>${meaning('dia')}`,
    ),
  );
  expect(compositions(response).map((one) => children(one, 'other_participations').length)).toEqual([0]);
});

function ownerless(id: string): string[] {
  return (data.records(id)?.('GetDiagnosis:2') ?? [])
    .filter(
      (one) => one.diagnosisHeader.accountableHealthcareProfessional.healthcareProfessionalCareUnitHSAId === undefined,
    )
    .map((one) => one.diagnosisHeader.documentId);
}

it.each([
  ['something else', envelope('<x/>')],
  ['its request in another namespace', request(subject + meaning('dia')).replaceAll(namespace, 'urn:riv13606:v1.2')],
  ['no envelope', '<x/>'],
])('answers %s with a SOAP fault', async (_case, body) => {
  const answer = await started.client.post(started.councils.urls[vasterbotten] ?? '', body, {
    'content-type': 'text/xml',
  });
  expect(answer.status).toBe(500);
  expect(answer.body).toContain('<faultcode>soap:Client</faultcode>');
});

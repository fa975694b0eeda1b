import { expect, it } from 'vitest';
import { informationTypes } from '../../src/riv13606/index.ts';
import { vasterbotten } from '../../src/simulators/index.ts';
import { withCouncils } from './councils.ts';
import { schemaFaults } from './xmllint.ts';

const started = withCouncils();

/** The council is written from the specification by itself: two readings of it must meet in one schema. */
it.each(informationTypes.map(({ code }) => code))('what the 13606 council answers about %s is valid', async (code) => {
  const request =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>' +
    '<RIV13606REQUEST_EHR_EXTRACT_request xmlns="urn:riv13606:v1.1">' +
    '<subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121212"/>' +
    `<meanings code="${code}" codeSystem="1.2.752.129.2.2.2.1"/></RIV13606REQUEST_EHR_EXTRACT_request></e:Body></e:Envelope>`;
  const { body } = await started.client.post(started.councils.urls[vasterbotten] ?? '', request, {
    'content-type': 'text/xml; charset=UTF-8',
    soapaction: '"urn:riv13606:v1.1:RIV13606REQUEST_EHR_EXTRACT"',
  });
  const [response = ''] =
    /<RIV13606REQUEST_EHR_EXTRACT_response.*<\/RIV13606REQUEST_EHR_EXTRACT_response>/s.exec(body) ?? [];
  expect(response).not.toBe('');
  expect(schemaFaults('RIV13606_1.1.xsd', response)).toBe('');
});

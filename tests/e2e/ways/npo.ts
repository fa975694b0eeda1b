import { informationTypes } from '../../../src/riv13606/index.ts';
import { correlated, givenIf, patients, type Way, type World } from './way.ts';

const caller = 'ehr-vasterbotten';
const person = `<subject_of_care_id root="1.2.752.129.2.1.3.1" extension="${patients.read}"/>`;
const meaning = (code: string): string => `<meanings code="${code}" codeSystem="1.2.752.129.2.2.2.1"/>`;
const message = (operation: string, content: string): string =>
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
  `<RIV13606REQUEST_EHR_EXTRACT${operation}_request xmlns="urn:riv13606:v1.1">${content}</RIV13606REQUEST_EHR_EXTRACT${operation}_request>` +
  '</s:Body></s:Envelope>';

/** Every information type, and the continuation of an answer that came in pieces. */
export function npoWays(): readonly Way[] {
  return [
    ...informationTypes.map(
      ({ code }): Way =>
        way(
          code,
          async () => '',
          () => message('', person + meaning(code)),
        ),
    ),
    way('continuation', tokenOfMore, (token) => message('_CONTINUATION', `<continuation_token value="${token}"/>`)),
  ];
}

function way(what: string, prepare: (world: World) => Promise<string>, body: (prepared: string) => string): Way {
  return {
    route: 'POST /npo/*',
    what,
    prepare,
    async ask(world, correlationId, prepared) {
      const answer = await call(world, body(prepared), correlationId);
      return givenIf(answer.status === 200 && !answer.body.includes('type_code="E"'), answer.body);
    },
  };
}

async function tokenOfMore(world: World): Promise<string> {
  const limit = '<max_records value="1"/>';
  const { body } = await call(world, message('', person + limit + meaning('dia')), crypto.randomUUID());
  const [, token] = /<continuation_token value="([^"]+)"/.exec(body) ?? [];
  if (!token) throw new Error(`The answer came whole: ${body.slice(0, 500)}`);
  return token;
}

function call({ running }: World, body: string, correlationId: string) {
  const headers = { 'content-type': 'text/xml; charset=UTF-8', ...correlated(correlationId) };
  return running.call(caller, '/npo/riv13606', { headers, body });
}

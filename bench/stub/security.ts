import { contractPath, prefixesFor, type ServiceContract, writeRoot } from '../../src/contracts/index.ts';
import { checkBlocks4 } from '../../src/contracts/security/blocking-4.ts';
import { checkConsent2 } from '../../src/contracts/security/consent-2.ts';
import { checkPatientRelation1 } from '../../src/contracts/security/relation-1.ts';
import { soapEnvelope } from './envelope.ts';
import { serveStub } from './server.ts';

/**
 * A security service that permits everything, after a time. Arguments: folder of the PKI, milliseconds. Asked over IPC,
 * with any message, how often it was asked for what since it was last asked that.
 */
const [pki = '', delay = '0'] = process.argv.slice(2);

/** What a security service has been asked. */
export interface SecurityCalls {
  readonly relations: number;
  readonly consents: number;
  readonly blocks: number;
  /** In the calls for blocks together. */
  readonly rows: number;
}

const none: SecurityCalls = { relations: 0, consents: 0, blocks: 0, rows: 0 };
let asked = none;

process.on('message', () => {
  process.send?.(asked);
  asked = none;
});

serveStub(pki, ({ url }, message) => ({ body: soapEnvelope(answer(url, message)), delayMs: Number(delay) }));

function answer(url: string | undefined, message: string): string {
  const result = { resultCode: 'OK' } as const;
  switch (url) {
    case contractPath(checkPatientRelation1):
      asked = { ...asked, relations: asked.relations + 1 };
      return root(checkPatientRelation1, {
        CheckResultType: { Result: { ResultCode: 'OK', ResultText: '' }, HasPatientrelation: true },
      });
    case contractPath(checkConsent2):
      asked = { ...asked, consents: asked.consents + 1 };
      return root(checkConsent2, { checkResult: { result, hasConsent: true, assertionType: 'Consent' } });
    case contractPath(checkBlocks4): {
      const rows = [...message.matchAll(/rowNumber>(\d+)</g)].map(([, row]) => Number(row));
      asked = { ...asked, blocks: asked.blocks + 1, rows: asked.rows + rows.length };
      const checkResults = rows.map((rowNumber) => ({ status: 'OK', rowNumber }));
      return root(checkBlocks4, { checkBlocksResult: { result, checkResults } });
    }
    default:
      return '';
  }
}

function root({ namespace, name, response }: ServiceContract, value: object): string {
  return writeRoot(namespace, `${name}Response`, response, value, prefixesFor(namespace, response));
}

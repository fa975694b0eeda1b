import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestPki } from './certs.ts';

/** An address catalogue (TAK) of a test's own: SokVagvalsInfo 2 over mutual TLS, with its messages written by hand. */
export interface AddressCatalogue {
  readonly url: string;
  /** What it says from now on. A text stands for the whole body of each answer. */
  routes: readonly WrittenRoute[];
  permissions: readonly WrittenPermission[];
  answer: { readonly status: number; readonly body: string } | undefined;
  /** Operations asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface WrittenRoute {
  readonly receiver: string;
  readonly contract: string;
  readonly url: string;
  readonly profile?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface WrittenPermission {
  readonly receiver: string;
  readonly sender: string;
  readonly contract: string;
  readonly from?: string;
  readonly to?: string;
  readonly domains?: readonly string[];
}

export const diagnoses = 'urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2';
const [always, forever] = ['2010-01-01T00:00:00.000+01:00', '2110-12-31T23:59:59.000+01:00'];

export async function startAddressCatalogue(pki: TestPki): Promise<AddressCatalogue> {
  const file = (name: string) => readFileSync(pki.file(name));
  const tls = { cert: file('server.crt'), key: file('server.key'), ca: file('ca.crt'), requestCert: true };
  const server = createServer({ ...tls, rejectUnauthorized: true }, (request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part;
    });
    request.on('end', () => {
      const operation = /<(?:\w+:)?(hamta\w+)/.exec(body)?.[1] ?? '';
      catalogue.asked.push(operation);
      const { status, body: answer } = catalogue.answer ?? { status: 200, body: messageOf(operation) };
      response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function messageOf(operation: string): string {
    const entries =
      operation === 'hamtaAllaVirtualiseringar'
        ? catalogue.routes.map(routeXml)
        : catalogue.permissions.map(permissionXml);
    return soapMessage(
      `<ns3:${operation}Response xmlns:ns3="urn:skl:tp:vagvalsinfo:v2">${entries.join('\n')}</ns3:${operation}Response>`,
    );
  }

  const catalogue: AddressCatalogue = {
    url: `https://localhost:${(server.address() as AddressInfo).port}/tak-services/SokVagvalsInfo/v2`,
    routes: [],
    permissions: [],
    answer: undefined,
    asked: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return catalogue;
}

export function soapMessage(content: string): string {
  return `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/><SOAP-ENV:Body>${content}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

export function routeXml({
  receiver,
  contract,
  url,
  profile = 'RIVTABP21',
  from = always,
  to = forever,
}: WrittenRoute): string {
  return `<ns3:virtualiseringsInfo>
    <ns3:virtualiseringsInfoId>17</ns3:virtualiseringsInfoId><ns3:receiverId>${receiver}</ns3:receiverId>
    <ns3:rivProfil>${profile}</ns3:rivProfil><ns3:tjansteKontrakt>${contract}</ns3:tjansteKontrakt>
    <ns3:fromTidpunkt>${from}</ns3:fromTidpunkt><ns3:tomTidpunkt>${to}</ns3:tomTidpunkt><ns3:adress>${url}</ns3:adress>
    <later:ext xmlns:later="urn:later">x</later:ext>
  </ns3:virtualiseringsInfo>`;
}

export function permissionXml(permission: WrittenPermission): string {
  const { receiver, sender, contract, from = always, to = forever, domains = [] } = permission;
  const filters = domains.map(
    (domain) =>
      `<ns3:filterInfo><ns3:serviceDomain>${domain}</ns3:serviceDomain><ns3:categorization>dia</ns3:categorization></ns3:filterInfo>`,
  );
  return `<ns3:anropsBehorighetsInfo>
    <ns3:anropsBehorighetsInfoId>4</ns3:anropsBehorighetsInfoId><ns3:receiverId>${receiver}</ns3:receiverId>
    <ns3:senderId>${sender}</ns3:senderId><ns3:tjansteKontrakt>${contract}</ns3:tjansteKontrakt>
    <ns3:fromTidpunkt>${from}</ns3:fromTidpunkt><ns3:tomTidpunkt>${to}</ns3:tomTidpunkt>${filters.join('')}
  </ns3:anropsBehorighetsInfo>`;
}

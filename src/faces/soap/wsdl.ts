import { contractPath, type ServiceContract, schemaFile, servedContracts, writeWsdl } from '../../contracts/index.ts';

const byPath = new Map(servedContracts.map((contract) => [contractPath(contract).toLowerCase(), contract]));

/** The contract served at a path, whatever case it is written in. */
export function contractAtPath(path: string): ServiceContract | undefined {
  return byPath.get(path.toLowerCase().replace(/\/$/, ''));
}

/** The WSDL of the contract at `address` (the URL the client used), with schema files at `?xsd=`. */
export function servedWsdl(contract: ServiceContract, address: string): string {
  return writeWsdl(contract, address, (file) => `${address}?xsd=${file}`);
}

/** One schema file with its imports pointing back to `address`; undefined = no such file. */
export function servedXsd(file: string, address: string): string | undefined {
  return schemaFile(file, (imported) => `${address}?xsd=${imported}`);
}

/** For whoever asks at the wrong place: where the WSDLs are. */
export function wsdlPaths(): string[] {
  return servedContracts.map((contract) => `${contractPath(contract)}?wsdl`);
}

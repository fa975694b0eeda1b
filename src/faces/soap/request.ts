import {
  type Contract,
  type ContractId,
  contractByNamespace,
  contractIdOf,
  createContractReader,
  directoryContractOf,
  engagementContractByNamespace,
  infrastructureContractByNamespace,
  type PatientId,
  type RecordFilter,
  type ServiceContract,
  securityContractByNamespace,
  type Violation,
} from '../../contracts/index.ts';
import { type ReferralContract, referralContractByNamespace } from '../../contracts/referrals/registry.ts';
import { EngagementFault } from '../../engagements/index.ts';
import { BridgeError } from '../../errors.ts';
import { identityOfNumber } from '../../identities/index.ts';
import { createReferralReader, type ReadReferral } from '../../referrals/read-message.ts';
import { ReferralRefused } from '../../referrals/refused.ts';
import {
  type ConsumerMessage,
  createSoapReader,
  cutMessage,
  headerDocument,
  type SoapProfile,
  soapNamespaces,
  type XmlElement,
  type XmlHandler,
  type XmlLimits,
  type XmlNode,
} from '../../xml/index.ts';
import { elementStart } from '../../xml/slices.ts';
import { patientNamedIn } from './security/patients.ts';

/** A RIV-TA request as read. A contract the bridge has no definition of has an id but nothing more. */
export interface SoapRequest {
  readonly profile: SoapProfile;
  /** As written, white space and all: it is not for the bridge to guess what was meant. */
  readonly logicalAddress: string;
  readonly contractId: ContractId;
  /** Of the body's root element. */
  readonly namespace: string;
  /** The message itself, to be sent on. */
  readonly message: ConsumerMessage;
  /** The SAML assertion in its header (rivtabpip21), a document of its own; unread. */
  readonly assertion: string | undefined;
  readonly asks:
    | RecordsAsked
    | InfrastructureAsked
    | DirectoryAsked
    | SecurityAsked
    | EngagementsAsked
    | ReferralAsked
    | undefined;
  /** The message as it came, where it is kept to be sent on so. */
  readonly bytes?: Buffer;
}

export interface RecordsAsked {
  readonly contract: Contract;
  readonly filter: RecordFilter;
}

/** A question about the platform itself, as the contract's reader gives it. */
export interface InfrastructureAsked {
  readonly infrastructure: ServiceContract;
  readonly request: object;
}

/** A question to the care directory. */
export interface DirectoryAsked {
  readonly directory: ServiceContract;
  readonly request: object;
}

/** A question to the security services, or a registration with them. */
export interface SecurityAsked {
  readonly security: ServiceContract;
  readonly request: object;
}

/** A question to the engagement index, or news for it. */
export interface EngagementsAsked {
  readonly engagements: ServiceContract;
  readonly request: object;
}

/** Elements of a thousand transactions, and some more: who sends more shall hear the index's own fault. */
const engagementElements = 30_000;

/** A message for another care unit, to be kept and delivered. */
export interface ReferralAsked {
  readonly referral: ReferralContract;
  /** As far as it is read, or why it is not taken. */
  readonly message: ReadReferral;
  /** The body's element as it stands. */
  readonly body: string;
}

/** Elements of the largest of their messages: 500 records of the log with all that one can hold. */
const securityElements = 60_000;

/** What was known of a request when it was refused, for the access log. */
export interface RequestSoFar {
  contract?: ContractId;
  logicalAddress?: string;
  patient?: PatientId;
}

/**
 * Reads one request. Routing is by the namespace of the body's root element and the address header alone; URL path and
 * SOAPAction take no part (Basic Profile 2.1). `soFar` is filled as reading goes on, also when it throws: MESSAGE_*,
 * ADDRESS_MISSING, PROFILE_UNSUPPORTED.
 */
export function readSoapRequest(text: string, limits: XmlLimits, soFar: RequestSoFar): SoapRequest {
  const addresses: Address[] = [];
  const assertions: string[] = [];
  let asks: SoapRequest['asks'];
  let contractId: ContractId | undefined;
  let namespace = '';
  let strange = false;
  const within = { ...limits };
  const reader = createSoapReader(
    {
      header: (node, at, end, written) => {
        if (node.namespace === soapNamespaces.saml && node.local === 'Assertion')
          assertions.push(headerDocument(text, at, end, written));
        const profile = addressProfile(node);
        if (!profile) {
          strange ||= namesAddress(node);
          return;
        }
        addresses.push({ profile, value: node.text, at, end });
        soFar.logicalAddress = node.text;
      },
      body: (root) => {
        namespace = root.namespace;
        const contract = contractByNamespace(root.namespace);
        const infrastructure = infrastructureContractByNamespace(root.namespace);
        const directory = directoryContractOf(root);
        const security = securityContractByNamespace(root.namespace);
        const engagements = engagementContractByNamespace(root.namespace);
        const referral = referralContractByNamespace(root.namespace);
        const known = contract ?? infrastructure ?? directory ?? security ?? engagements ?? referral;
        contractId = known?.id ?? contractIdOf(root.namespace);
        soFar.contract = contractId;
        if (infrastructure)
          return requestReader(infrastructure, root, (request) => {
            asks = { infrastructure, request };
          });
        if (directory)
          return requestReader(directory, root, (request) => {
            asks = { directory, request };
          });
        if (security) {
          within.elements = Math.max(within.elements, securityElements);
          return requestReader(security, root, (request) => {
            const patient = patientNamedIn(request);
            if (patient) soFar.patient = patient;
            asks = { security, request };
          });
        }
        if (engagements) {
          within.elements = Math.max(within.elements, engagementElements);
          return engagementReader(engagements, root, (request) => {
            asks = { engagements, request };
            // News are about many, a question is about one.
            if ('registeredResidentIdentification' in request)
              soFar.patient = identityOfNumber(String(request.registeredResidentIdentification));
          });
        }
        if (referral) {
          // Attachments are long texts; the message's bytes are limited.
          within.textLength = Number.POSITIVE_INFINITY;
          return referralReader(referral, root, text, (asked) => {
            if (!(asked.message instanceof ReferralRefused)) soFar.patient = asked.message.patient;
            asks = asked;
          });
        }
        if (!contract) {
          // Passed on, if at all, as it is: attachments are long texts, and whoever received it limits its bytes.
          within.textLength = Number.POSITIVE_INFINITY;
          return undefined;
        }
        return requestReader(contract, root, (request) => {
          const filter = contract.filterOf(request as Parameters<Contract['filterOf']>[0]);
          asks = { contract, filter };
          soFar.patient = filter.patient;
        });
      },
    },
    within,
  );
  reader.write(text);
  reader.end();
  if (assertions.length > 1) throw new BridgeError('MESSAGE_UNREADABLE', 'The header holds more than one assertion.');
  const address = onlyAddress(addresses, strange);
  const message = cutMessage(text, address);
  const { profile, value: logicalAddress } = address;
  return {
    profile,
    logicalAddress,
    contractId: contractId ?? 'unknown:0',
    namespace,
    message,
    assertion: assertions[0],
    asks,
  };
}

interface Address {
  readonly profile: SoapProfile;
  readonly value: string;
  /** Where its element stands, see xml/slices.ts. */
  readonly at: number;
  readonly end: number;
}

function addressProfile(node: XmlNode): SoapProfile | undefined {
  if (node.namespace === soapNamespaces.registry && node.local === 'LogicalAddress') return 'rivtabp21';
  if (node.namespace === soapNamespaces.addressing && node.local === 'To') return 'rivtabp20';
  return undefined;
}

/** What looks like an address and is in neither profile's namespace: the call is in another profile, or none. */
function namesAddress({ local }: XmlNode): boolean {
  return local === 'LogicalAddress' || local === 'To';
}

/** Two addresses are refused rather than one chosen: whoever authorises one and calls another can be smuggled past. */
function onlyAddress(addresses: readonly Address[], strange: boolean): Address {
  const [address, second] = addresses;
  if (second) throw new BridgeError('MESSAGE_UNREADABLE', 'The header holds more than one address.');
  if (!address && strange) throw new BridgeError('PROFILE_UNSUPPORTED');
  if (!address || address.value.trim() === '') throw new BridgeError('ADDRESS_MISSING');
  return address;
}

/** What is wrong with its form the index says in its own words (EI001). */
function engagementReader(contract: ServiceContract, root: XmlElement, done: (request: object) => void): XmlHandler {
  return requestReader(contract, root, done, (text) => new EngagementFault('EI001', text));
}

function referralReader(
  referral: ReferralContract,
  root: XmlElement,
  text: string,
  done: (asked: ReferralAsked) => void,
): XmlHandler {
  demandRoot(root, referral.requestElement, (rule) => new BridgeError('MESSAGE_INVALID', rule));
  const start = elementStart(text, root.at);
  return createReferralReader(referral, (message, end) => done({ referral, message, body: text.slice(start, end) }));
}

function demandRoot({ local }: XmlElement, expected: string, invalid: (text: string) => Error): void {
  if (local !== expected) throw invalid(`The body must hold the element ${expected}.`);
}

function requestReader(
  contract: ServiceContract,
  root: XmlElement,
  done: (request: object) => void,
  invalid = (text: string) => new BridgeError('MESSAGE_INVALID', text),
): XmlHandler {
  const { requestElement, request } = contract;
  demandRoot(root, requestElement, invalid);
  return createContractReader(request, requestElement, {
    done: ({ value, violations }) => {
      if (violations.length > 0) throw invalid(explain(violations));
      done(value);
    },
  });
}

function explain(violations: readonly Violation[]): string {
  const shown = violations.slice(0, 3).map(({ path, rule }) => `${path} ${rule}.`);
  return violations.length > 3 ? `${shown.join(' ')} And ${violations.length - 3} more.` : shown.join(' ');
}

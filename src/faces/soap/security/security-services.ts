import { thisBridge } from '../../../access/local-facts.ts';
import { namesFrom } from '../../../audit/extract/names.ts';
import type { AccessLog } from '../../../audit/index.ts';
import { masterName } from '../../../config/master-names.ts';
import type { Config } from '../../../config.ts';
import type { ContractId } from '../../../contracts/index.ts';
import {
  checkBlocks4,
  getBlocks4,
  registerBlock4,
  registerTemporaryRevoke4,
  unregisterBlock4,
  unregisterTemporaryRevoke4,
} from '../../../contracts/security/blocking-4.ts';
import { checkBlocks3, getBlocksForPatient2 } from '../../../contracts/security/blocking-older.ts';
import { assertCareEngagement1 } from '../../../contracts/security/care-engagement-1.ts';
import { checkConsent1, registerExtendedConsent1 } from '../../../contracts/security/consent-1.ts';
import {
  cancelExtendedConsent2,
  checkConsent2,
  deleteExtendedConsent2,
  getConsentsForCareProvider2,
  getConsentsForPatient2,
  getExtendedConsentsForPatient2,
  registerExtendedConsent2,
} from '../../../contracts/security/consent-2.ts';
import { getAccessLogsForPatient1, storeLog1 } from '../../../contracts/security/log-1.ts';
import { storeLog2 } from '../../../contracts/security/log-2.ts';
import { checkPatientRelation1, registerExtendedPatientRelation1 } from '../../../contracts/security/relation-1.ts';
import type { ServiceContract } from '../../../contracts/service-contract.ts';
import { BridgeError } from '../../../errors.ts';
import type { Directory } from '../../../hsa/index.ts';
import type { PersonRegister } from '../../../persons/index.ts';
import { type AccessLogsParts, createAccessLogs } from './access-logs.ts';
import { createBlockCheck } from './block-check.ts';
import { createBlockLists } from './block-lists.ts';
import { createBlockRegistration } from './block-registration.ts';
import type { SecurityCall } from './call.ts';
import { createConsentCheck } from './consent-check.ts';
import { createConsentLists } from './consent-lists.ts';
import { createConsentRegistration } from './consent-registration.ts';
import type { SecurityParts } from './parts.ts';
import { createFindIdentities } from './patients.ts';
import { createRelations } from './relations.ts';
import { createStoredLogs, type StoredLogParts } from './stored-logs.ts';

type Answer = (call: SecurityCall, request: never) => Promise<object>;

interface Ground {
  readonly config: Pick<Config, 'access' | 'bridge'>;
  readonly access: Pick<SecurityParts, 'facts' | 'registrations'>;
  readonly persons: PersonRegister;
  readonly accessLog: AccessLog;
  readonly directory: Directory;
}

/** The services on the bridge's own parts. */
export function openSecurityServices({ config, access, persons, accessLog, directory }: Ground): SecurityServices {
  const { name, kind } = config.bridge;
  return createSecurityServices({
    installation: { name, kind },
    ...access,
    keeps: (what, careProvider) => masterName(config, what, careProvider) === thisBridge,
    findIdentities: createFindIdentities(persons),
    accessLog,
    names: () => namesFrom(directory),
  });
}

/** Gives the value of the response; it is on the access log when it resolves. */
export type SecurityServices = (contract: ServiceContract, call: SecurityCall, request: object) => Promise<object>;

/**
 * The security services (säkerhetstjänster) as this bridge offers them to the systems of the care providers whose master
 * it is. What is wrong with a request stands in the contract's own result. Throws AUDIT_UNAVAILABLE, and
 * SECURITY_SERVICE_UNAVAILABLE when a foreign master did not take a registration.
 */
export function createSecurityServices(parts: SecurityParts & StoredLogParts & AccessLogsParts): SecurityServices {
  const blockCheck = createBlockCheck(parts);
  const blockLists = createBlockLists(parts);
  const blocks = createBlockRegistration(parts);
  const consentCheck = createConsentCheck(parts);
  const consentLists = createConsentLists(parts);
  const consents = createConsentRegistration(parts);
  const relations = createRelations(parts);
  const storedLogs = createStoredLogs(parts);

  const answers: Readonly<Record<ContractId, Answer>> = {
    [checkBlocks4.id]: blockCheck.current,
    [checkBlocks3.id]: blockCheck.older,
    [registerBlock4.id]: blocks.registerBlock,
    [unregisterBlock4.id]: blocks.unregisterBlock,
    [registerTemporaryRevoke4.id]: blocks.registerRevoke,
    [unregisterTemporaryRevoke4.id]: blocks.unregisterRevoke,
    [getBlocks4.id]: blockLists.current,
    [getBlocksForPatient2.id]: blockLists.older,
    [checkConsent2.id]: consentCheck.current,
    [checkConsent1.id]: consentCheck.older,
    [registerExtendedConsent2.id]: consents.register,
    [registerExtendedConsent1.id]: consents.registerOlder,
    [cancelExtendedConsent2.id]: consents.cancel,
    [deleteExtendedConsent2.id]: consents.delete,
    [getConsentsForPatient2.id]: consentLists.ofPatient,
    [getExtendedConsentsForPatient2.id]: consentLists.extended,
    [getConsentsForCareProvider2.id]: consentLists.ofCareProvider,
    [checkPatientRelation1.id]: relations.check,
    [registerExtendedPatientRelation1.id]: relations.register,
    [assertCareEngagement1.id]: relations.engagement,
    [storeLog2.id]: storedLogs.current,
    [storeLog1.id]: storedLogs.older,
    [getAccessLogsForPatient1.id]: createAccessLogs(parts),
  };

  return async (contract, call, request) => {
    const answer = answers[contract.id];
    if (!answer) throw new BridgeError('ADDRESS_UNKNOWN');
    return answer(call, request as never);
  };
}

import { dateTime, int, many, one, optional, schema, several, string } from '../schema.ts';
import { defineCurrent, hsaId, id, iiType, resultCodes } from './common.ts';

/** Blocks (spärrar), domain `informationsecurity:authorization:blocking` 4. */
const domain = 'informationsecurity:authorization:blocking';
const t = schema(`urn:riv:${domain}:4`, 'informationsecurity_authorization_blocking_4.0.xsd');

const HsaId = hsaId(t);
const Id = id(t);
const IIType = iiType(t);
const InformationTypeIdValue = t.limited('InformationTypeIdValue', 6);
const ResultType = t.open('ResultType', {
  resultCode: one(resultCodes(t, 'VALIDATIONERROR')),
  resultText: optional(string),
});

const AccessingActorType = t.open('AccessingActorType', {
  employeeId: one(HsaId),
  careProviderId: one(HsaId),
  careUnitId: one(HsaId),
});

const InformationEntityType = t.open('InformationEntityType', {
  informationStartDate: one(dateTime),
  informationEndDate: one(dateTime),
  informationCareUnitId: one(HsaId),
  informationCareProviderId: one(HsaId),
  informationType: optional(InformationTypeIdValue),
  rowNumber: one(int),
});

const CheckResultType = t.open('CheckResultType', {
  status: one(t.oneOf('CheckStatusType', ['OK', 'BLOCKED', 'VALIDATIONERROR'])),
  rowNumber: one(int),
});

const CheckBlocksResultType = t.open('CheckBlocksResultType', {
  result: one(ResultType),
  checkResults: many(CheckResultType),
});

/** CheckBlocks 4.0: which of these pieces of information are blocked for this actor. */
export const checkBlocks4 = defineCurrent({
  domain,
  name: 'CheckBlocks',
  major: 4,
  request: {
    accessingActor: one(AccessingActorType),
    patientId: one(IIType),
    informationEntities: several(InformationEntityType),
  },
  response: { checkBlocksResult: one(CheckBlocksResultType) },
});

const BlockTypeType = t.oneOf('BlockTypeType', ['Inner', 'Outer']);

const TemporaryRevokeRegistrationType = t.open('TemporaryRevokeRegistrationType', {
  temporaryRevokeId: one(Id),
  blockId: one(Id),
  endDate: one(dateTime),
  revokedForCareUnitId: one(HsaId),
  revokedForEmployeeId: optional(HsaId),
});

/** RegisterBlock 4.0, after a list of its fields; its schema was not at hand. */
export const registerBlock4 = defineCurrent({
  domain,
  name: 'RegisterBlock',
  major: 4,
  request: {
    blockId: one(Id),
    blockType: one(BlockTypeType),
    patientId: one(IIType),
    informationStartDate: optional(dateTime),
    informationEndDate: optional(dateTime),
    informationCareUnitId: optional(HsaId),
    informationCareProviderId: one(HsaId),
    excludedInformationTypes: many(InformationTypeIdValue),
    temporaryRevokeRegistration: many(TemporaryRevokeRegistrationType),
  },
  response: { result: one(ResultType) },
});

/** UnregisterBlock 4.0: a block is lifted for good. After a list of its fields. */
export const unregisterBlock4 = defineCurrent({
  domain,
  name: 'UnregisterBlock',
  major: 4,
  request: { blockId: one(Id) },
  response: { result: one(ResultType) },
});

/** RegisterTemporaryRevoke 4.0: a block is lifted for a unit or a person until a day. After a list of its fields. */
export const registerTemporaryRevoke4 = defineCurrent({
  domain,
  name: 'RegisterTemporaryRevoke',
  major: 4,
  request: { temporaryRevokeRegistration: one(TemporaryRevokeRegistrationType) },
  response: { result: one(ResultType) },
});

/** UnregisterTemporaryRevoke 4.0: a temporary revoke is taken back. After a list of its fields. */
export const unregisterTemporaryRevoke4 = defineCurrent({
  domain,
  name: 'UnregisterTemporaryRevoke',
  major: 4,
  request: { temporaryRevokeId: one(Id) },
  response: { result: one(ResultType) },
});

const OwnerId = t.limited('OwnerId', 512);

const InformationTypeType = t.open('InformationTypeType', {
  infoTypeId: one(InformationTypeIdValue),
  infoTypeDescription: one(t.limited('InformationTypeDescription', 64)),
});

const TemporaryRevokeType = t.open('TemporaryRevokeType', {
  temporaryRevokeId: one(Id),
  endDate: one(dateTime),
  revokedForCareUnitId: one(HsaId),
  revokedForEmployeeId: optional(HsaId),
  ownerId: optional(OwnerId),
});

const BlockType = t.open('BlockType', {
  blockId: one(Id),
  blockType: one(BlockTypeType),
  informationStartDate: optional(dateTime),
  informationEndDate: optional(dateTime),
  informationCareUnitId: optional(HsaId),
  informationCareProviderId: one(HsaId),
  patientId: one(IIType),
  excludedInformationTypes: many(InformationTypeType),
  temporaryRevokes: many(TemporaryRevokeType),
  ownerId: optional(OwnerId),
});

const BlockHeaderType = t.open('BlockHeaderType', {
  result: one(ResultType),
  blocks: many(BlockType),
  nextCreatedOnOrAfter: one(dateTime),
  latestCancellation: one(dateTime),
});

/** GetBlocks 4.0: the blocks of care providers, for one patient or all. After a list of its fields. */
export const getBlocks4 = defineCurrent({
  domain,
  name: 'GetBlocks',
  major: 4,
  request: { patientId: optional(IIType), careProviderIds: many(HsaId), createdOnOrAfter: optional(dateTime) },
  response: { blockHeader: one(BlockHeaderType) },
});

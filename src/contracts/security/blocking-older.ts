import { dateTime, int, many, one, optional, schema, several, string } from '../schema.ts';
import { defineOlder, hsaId, id, resultCodes } from './common.ts';

/** Blocks (spärrar) as regional installations still have them: `ehr:blocking`, where each kind of service has a domain. */
const accessControl = 'ehr:blocking:accesscontrol';
const a = schema(`urn:riv:${accessControl}:3`, 'ehr_blocking_accesscontrol_3.0.xsd');
const b = schema('urn:riv:ehr:blocking:2', 'ehr_blocking_2.0.xsd');

const ActorHsaId = hsaId(a);

const AccessingActorType = a.open('AccessingActorType', {
  EmployeeId: one(ActorHsaId),
  CareProviderId: one(ActorHsaId),
  CareUnitId: one(ActorHsaId),
});

const InformationEntityType = a.open('InformationEntityType', {
  InformationStartDate: one(dateTime),
  InformationEndDate: one(dateTime),
  InformationCareUnitId: one(ActorHsaId),
  InformationCareProviderId: one(ActorHsaId),
  InformationType: optional(a.limited('InformationTypeIdValue', 6)),
  RowNumber: one(int),
});

const CheckBlocksResultType = a.open('CheckBlocksResultType', {
  Result: one(a.open('ResultType', { ResultCode: one(resultCodes(a, 'VALIDATIONERROR')), ResultText: one(string) })),
  CheckResults: many(
    a.open('CheckResultType', {
      Status: one(a.oneOf('CheckStatusType', ['OK', 'BLOCKED', 'VALIDATIONERROR'])),
      RowNumber: one(int),
    }),
  ),
});

/** CheckBlocks 3.0; the result's element is named like its type. */
export const checkBlocks3 = defineOlder({
  domain: accessControl,
  name: 'CheckBlocks',
  major: 3,
  request: {
    AccessingActor: one(AccessingActorType),
    PatientId: one(a.limited('PersonIdValue', 12)),
    InformationEntities: several(InformationEntityType),
  },
  response: { CheckBlocksResultType: one(CheckBlocksResultType) },
});

const HsaId = hsaId(b);
const Id = id(b);
const PersonIdValue = b.limited('PersonIdValue', 12);
const OwnerId = b.limited('OwnerId', 512);

const InformationTypeType = b.open('InformationTypeType', {
  InfoTypeId: one(b.limited('InformationTypeIdValue', 6)),
  InfoTypeDescription: one(b.limited('InformationTypeDescription', 64)),
});

const TemporaryRevokeType = b.open('TemporaryRevokeType', {
  TemporaryRevokeId: one(Id),
  EndDate: one(dateTime),
  RevokedForCareUnitId: one(HsaId),
  RevokedForEmployeeId: optional(HsaId),
  OwnerId: optional(OwnerId),
});

const BlockType = b.open('BlockType', {
  BlockId: one(Id),
  BlockType: one(b.oneOf('BlockTypeType', ['Inner', 'Outer'])),
  PatientId: one(PersonIdValue),
  InformationStartDate: optional(dateTime),
  InformationEndDate: optional(dateTime),
  InformationCareUnitId: optional(HsaId),
  InformationCareProviderId: one(HsaId),
  ExcludedInformationTypes: many(InformationTypeType),
  TemporaryRevokes: many(TemporaryRevokeType),
  OwnerId: optional(OwnerId),
});

const BlockHeaderType = b.open('BlockHeaderType', {
  Result: one(b.open('ResultType', { ResultCode: one(resultCodes(b, 'VALIDATIONERROR')), ResultText: one(string) })),
  Blocks: many(BlockType),
  NextCreatedOnOrAfter: one(dateTime),
  LatestCancellation: one(dateTime),
});

/** GetBlocksForPatient 2.0: the blocks that a patient has at one care provider. */
export const getBlocksForPatient2 = defineOlder({
  domain: 'ehr:blocking:querying',
  name: 'GetBlocksForPatient',
  major: 2,
  request: { PatientId: one(PersonIdValue), CareProviderId: one(HsaId), CreatedOnOrAfter: optional(dateTime) },
  response: { BlockHeaderType: one(BlockHeaderType) },
});

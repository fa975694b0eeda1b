import { type AlertInformation, getAlertInformation2 } from '../../../contracts/index.ts';
import { mapHypersensitivity } from './allergy-intolerance.ts';
import { mapAlert } from './flag.ts';
import { severityIsUnknown } from './hypersensitivity.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';

/** GetAlertInformation 2: a Flag for every alert, pointing at an AllergyIntolerance when it is about hypersensitivity. */
export const alertInformation = recordMapping<AlertInformation>(getAlertInformation2, (record, context) => {
  const allergy = mapHypersensitivity(record, context);
  const { alertInformationHeader: header, alertInformationBody: body } = record.data;
  return {
    resources: [mapAlert(record, context), ...(allergy ? [allergy] : [])],
    withdrawnBecause: withdrawalReason(header),
    doubts: severityIsUnknown(body.hypersensitivity) ? ['hypersensitivity.degreeOfSeverity'] : [],
  };
});
